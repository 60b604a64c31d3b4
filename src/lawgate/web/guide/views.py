"""Files of a built guide: the same bytes as on any mirror, with headers at least as strict as its own."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from lawgate.web.accounts.declare import for_everyone

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
NOT_BUILT = "No guide has been built here yet: lawgate guide build writes one.\n"


@for_everyone("the guide is for people who have no account; it holds nobody's data and keeps no trace of its readers")
@require_safe
def file(request: HttpRequest, path: str = "") -> HttpResponse:
    """One file of the guide. Answers 404 for what it does not hold, and never leaves its folder."""
    root = Path(settings.GUIDE).resolve()
    if not (root / "index.html").is_file():
        return HttpResponse(NOT_BUILT, "text/plain; charset=utf-8", 404)
    target = _inside(root, path)
    if target.is_dir():
        if path and not path.endswith("/"):
            return HttpResponseRedirect(f"{request.path}/")
        target /= "index.html"
    kind = TYPES.get(target.suffix)
    if kind is None or not target.is_file():
        raise Http404
    answer = HttpResponse(
        target.read_bytes(), content_type=kind
    )  # small files; a stream would be read whole by ASGI anyway
    answer["Content-Security-Policy"] = POLICY
    answer["Cache-Control"] = "no-cache"  # public, and asked anew: the law may have moved
    answer["Last-Modified"] = http_date(target.stat().st_mtime)
    return answer


def _inside(root: Path, path: str) -> Path:
    """The path under ``root``. Raises ``Http404`` for one that leads out of it."""
    try:
        target = (root / path).resolve()
        target.is_dir()
    except (ValueError, OSError) as e:  # a null byte, a name too long
        raise Http404 from e
    if not target.is_relative_to(root):
        raise Http404
    return target
