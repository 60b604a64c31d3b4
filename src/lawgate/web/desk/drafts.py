"""What is being typed, kept at every field: sealed, in the session of whoever types it, until it is committed or thrown away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, QueryDict

from lawgate.casework.acts_events import acts_of
from lawgate.casework.seal import Unreadable
from lawgate.web.accounts import draft_of
from lawgate.web.accounts.drafts import NEVER
from lawgate.web.accounts.house import seal_text, unseal_text
from lawgate.web.api.house import ledger

PLACE = "drafts"
MOST, LONGEST = 12, 64 * 1024
OWN = ("go", "step", "save", "hands", "second", *NEVER)

Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """One page that was left before it was committed."""

    path: str
    title: str
    step: int
    steps: int


def save(
    request: HttpRequest, title: str, typed: Typed, step: int, steps: int, *, moves: bool = True, at: str = ""
) -> bool:
    """Keep what is typed on this page, or on that of the address ``at``. False when it is too long to keep. ``moves`` False: a field
    was kept, whichever step the page has come to meanwhile."""
    path = at or request.path
    before = None if moves else _open(request, path)
    step = step if before is None else int(before["step"])
    text = json.dumps({"title": title, "step": step, "steps": steps, "typed": typed})
    if len(text) > LONGEST:
        return False
    kept = {p: t for p, t in request.session.get(PLACE, {}).items() if p != path}
    while len(kept) >= MOST:
        kept.pop(next(iter(kept)))
    request.session[PLACE] = kept | {path: seal_text(text, path)}
    return True


def load(request: HttpRequest) -> tuple[Typed, int]:
    """What was typed on this page and the step it had come to; what was kept when the desk locked wins."""
    locked = draft_of(request)
    if locked is not None:
        return typed_of(locked), 0
    found = _open(request, request.path)
    return (found["typed"], int(found["step"])) if found and not _done(request.path, found["typed"]) else ({}, 0)


def drop(request: HttpRequest, *, at: str = "") -> None:
    """Forget this page's draft, or that of the address ``at``."""
    kept = dict(request.session.get(PLACE, {}))
    if kept.pop(at or request.path, None) is not None:
        request.session[PLACE] = kept


def left(request: HttpRequest) -> list[Draft]:
    """Pages left before they were committed, the latest first."""
    out = []
    for path in reversed(list(request.session.get(PLACE, {}))):
        found = _open(request, path)
        if found and not _done(path, found["typed"]):
            out.append(Draft(path, str(found["title"]), int(found["step"]) + 1, int(found["steps"])))
    return out


def typed_of(form: QueryDict) -> Typed:
    """The fields of a form, without what proves who somebody is."""
    return {name: list(values) for name, values in form.lists() if name not in OWN}


def _done(path: str, typed: Typed) -> bool:
    """Whether this very form was committed: a field that was kept in the same moment may have come after its button."""
    once, parts = (typed.get("once") or [""])[0], path.strip("/").split("/")
    subject = (typed.get("booking") or [""])[0] if parts[1:] == ["book"] else unquote(parts[1])
    acts = acts_of(ledger(), [subject]).get(subject)
    return bool(once) and acts is not None and once in acts.keys


def _open(request: HttpRequest, path: str) -> dict[str, Any] | None:
    sealed = request.session.get(PLACE, {}).get(path)
    if sealed is None:
        return None
    try:
        found: dict[str, Any] = json.loads(unseal_text(sealed, path))
    except Unreadable:
        return None
    return found
