"""What was typed on a page when the desk locked: sealed, shown again on that page to the same person, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, QueryDict

from lawgate import wiring
from lawgate.casework.seal import Unreadable
from lawgate.web.accounts.house import mark, seal, unseal
from lawgate.web.accounts.models import Draft

NEVER = ("csrfmiddlewaretoken", "password", "pin", "second_pin", "code")  # what proves who somebody is is not kept
LONGEST = 256 * 1024
KEPT = timedelta(hours=24)


def keep(request: HttpRequest) -> bool:
    """Keep what this request typed, if it typed anything. Files are not kept. Returns whether there is a draft."""
    user: Any = request.user
    if request.method != "POST" or not user.is_authenticated:
        return False
    typed = request.POST.copy()
    for name in NEVER:
        typed.pop(name, None)
    text = typed.urlencode()
    if not text or len(text) > LONGEST:
        return False
    at, page = wiring.now(), mark(request.path, "draft")
    Draft.objects.filter(kept__lt=at - KEPT).delete()
    Draft.objects.update_or_create(user=user, page=page, defaults={"typed": seal(text, page), "kept": at})
    return True


def draft_of(request: HttpRequest) -> QueryDict | None:
    """What this person had typed on this page when the desk locked, to fill its form again; it is forgotten with this call.
    Nothing is committed by it: the person looks, and commits."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    page = mark(request.path, "draft")
    row = Draft.objects.filter(user=user, page=page).first()
    if row is None:
        return None
    row.delete()
    try:
        return QueryDict(unseal(bytes(row.typed), page))
    except Unreadable:
        return None
