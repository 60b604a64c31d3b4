"""A paper of the field office laid upon a document: pure, and the same whether the document came from a feed or from the ledger.

It is kept as an act is, and laid again, in its order, upon whatever the feed says later: a jail's own system does not know of what came
through the mailbox, and must not lose it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

DELIVERED = "delivered"  # the name it is laid under, among the acts
DETAINER, CANCELLATION = "detainer", "cancellation"
Said = Mapping[str, Any]


def lay_paper(document: dict[str, Any], paper: Said) -> None:
    """A request with its warrants, or the cancellation of one (``cancels``; of the latest where it names none). Twice is once."""
    requests = [dict(r) for r in document.get("requests") or []]
    if paper["what"] == CANCELLATION:
        meant = [r for r in requests if paper.get("cancels") and _same(r, paper["cancels"])] or requests[-1:]
        for request in meant:
            request["cancelled_at"] = paper["cancelled_at"]
    elif not any(_same(r, paper["request"]) for r in requests):
        requests.append(dict(paper["request"]))
        known = list(document.get("warrants") or [])
        fresh = [w for w in paper.get("warrants") or [] if not any(_same_warrant(w, k) for k in known)]
        document["warrants"] = known + fresh
    document["requests"] = requests


def cancels(paper: Said, earlier: Sequence[Said]) -> Said | None:
    """The request that a cancellation means, among ``earlier`` papers: that of its own number, else the latest."""
    asked = [p for p in earlier if p.get("what") == DETAINER]
    named = [p for p in asked if p.get("detainer") == paper.get("detainer")] or asked[-1:]
    found: Said | None = named[-1]["request"] if named else None
    return found


def is_whole(paper: Said) -> bool:
    """Whether it says what it asks, or what it cancels."""
    wanted = {DETAINER: ("request", Mapping), CANCELLATION: ("cancelled_at", str)}.get(str(paper.get("what")))
    return wanted is not None and isinstance(paper.get(wanted[0]), wanted[1])


def _same(one: Said, other: Said) -> bool:
    """One and the same paper: form, day and instant of arrival agree; what the jail added to it (service) does not matter."""
    return all(str(one.get(k)) == str(other.get(k)) for k in ("form", "issued_on")) and _at(one) == _at(other)


def _at(request: Said) -> datetime | None:
    text = request.get("received_at")
    return datetime.fromisoformat(text) if isinstance(text, str) else text


def _same_warrant(one: Said, other: Said) -> bool:
    return all(one.get(k) == other.get(k) for k in ("kind", "issued_on"))
