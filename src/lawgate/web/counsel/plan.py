"""The plan's own files, handed out as they were built; nothing of what is written in them comes back."""

from __future__ import annotations

import mimetypes
import os
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lawgate.counsel.plan import plan_files
from lawgate.web.accounts import for_everyone

TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css", ".html": "text/html"}


@lru_cache(maxsize=1)
def _files() -> dict[str, bytes]:
    """The plan, its code leading to the guide of this house: where that is known, and may stand on a card."""
    address = os.environ.get("LAWGATE_ADDRESS", "").rstrip("/")
    return plan_files(address=f"{address}{reverse('guide')}" if address.startswith("https://") else "")


@for_everyone("the plan is made in the browser; the server only hands out its page")
@require_safe
def plan(request: HttpRequest, name: str = "index.html") -> HttpResponse:
    """One file of the plan."""
    del request
    found = _files().get(name)
    if found is None:
        raise Http404
    ending = name[name.rfind(".") :]
    mime = TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return HttpResponse(found, f"{mime}; charset=utf-8")
