"""Papers of the field office: kept as they were delivered, then laid upon the record, and decided again.

What a paper asks is laid upon the record as the feed gives it, whenever the feed gives it anew: a jail's own system does not know of
what came through the mailbox, and must not lose it. A paper for nobody who is here is kept, named, for a person to look at.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from lawgate.base import BadInput
from lawgate.casework.chain_answers import Answers
from lawgate.casework.chain_records import Incoming, Rooms, Turn
from lawgate.casework.chain_state import Said, State, states
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.pipeline import carry
from lawgate.casework.records import LEDGER, PAPER, Carried, New

DETAINER, CANCELLATION = "detainer", "cancellation"
LAID, LATE, NOBODY, BROKEN = "laid upon the record", "late", "for nobody here", "cannot be laid upon the record"


def take_papers(
    ledger: Ledger, answers: Answers, rooms: Rooms, deliveries: Sequence[Incoming], now: datetime, turn: Turn
) -> None:
    """Each paper in a transaction of its own: the paper, the request as an event, the record, the decision; or none of them."""
    for one in deliveries:
        if one.paper is not None and one.id not in answers.kept:
            take_paper(ledger, rooms, one, _booking(answers, one.paper), now, turn)


def take_paper(
    ledger: Ledger, rooms: Rooms, one: Incoming, booking: str, now: datetime, turn: Turn | None = None
) -> str:
    """Keep one paper and lay it. Returns what became of it, in a sentence. ``booking`` empty: it is for nobody who is known."""
    turn, paper = turn or Turn(), one.paper or {}
    with writing(ledger.alias):
        state = states(ledger, [booking])[booking] if booking else State("")
        outcome, says = _outcome(state, paper)
        laid: Carried | None = None
        if outcome == LAID:
            try:
                laid = _made(rooms, state, paper)
            except BadInput as e:
                outcome, says = BROKEN, f"It cannot be laid upon the record: {e}"
        subject = booking if state.record is not None and not state.expunged else LEDGER
        ledger.append([New(PAPER, subject, _kept(one, outcome, says), now, now)], now)
        if laid is not None:
            run(ledger, rooms, [laid], now)
    turn.papers += outcome == LAID
    turn.unplaced += outcome != LAID
    return says


def run(ledger: Ledger, rooms: Rooms, items: Iterable[Carried], now: datetime) -> list[tuple[str, BadInput]]:
    """Carry records through the pipeline. Returns those that were refused."""
    refused: list[tuple[str, BadInput]] = []
    carry(
        items,
        rooms.decide,
        ledger,
        now,
        arrivals=rooms.arrivals,
        overlay=rooms.overlay,
        rulebook_source=rooms.rulebook,
        refused=lambda item, why: refused.append((item.key, why)),
    )
    return refused


def lay_papers(document: dict[str, Any], papers: Sequence[Said]) -> None:
    """What the delivered papers ask, laid upon a feed's document in the order in which they came."""
    asked = [k["paper"] for k in papers if k.get("outcome") == LAID]
    for at, paper in enumerate(asked):
        lay_paper(document, paper, asked[:at])


def lay_paper(document: dict[str, Any], paper: Said, earlier: Sequence[Said]) -> None:
    """One paper upon a document. ``earlier``: the papers before it, by whose numbers a cancellation names what it cancels."""
    requests = [dict(r) for r in document.get("requests") or []]
    if paper["what"] == CANCELLATION:
        named = [p["request"] for p in earlier if p["what"] == DETAINER and p.get("detainer") == paper.get("detainer")]
        meant = [r for r in requests if any(_same(r, n) for n in named)] or requests[-1:]
        for request in meant:
            request["cancelled_at"] = paper["cancelled_at"]
    elif not any(_same(r, paper["request"]) for r in requests):
        requests.append(dict(paper["request"]))
        known = list(document.get("warrants") or [])
        fresh = [w for w in paper.get("warrants") or [] if not any(_same_warrant(w, k) for k in known)]
        document["warrants"] = known + fresh
    document["requests"] = requests


def _made(rooms: Rooms, state: State, paper: Said) -> Carried:
    """The record as it stands without the desk's acts, with one more paper upon it."""
    earlier = [k["paper"] for k in state.papers if k.get("outcome") == LAID]
    return rooms.lay(rooms.stored(state.base or {}), lambda document: lay_paper(document, paper, earlier))


def _outcome(state: State, paper: Said) -> tuple[str, str]:
    if not _whole(paper):
        return BROKEN, "A paper came that says neither what it asks nor what it cancels: a person must look at it."
    what = "A cancellation" if paper.get("what") == CANCELLATION else "A request"
    if state.record is None or state.expunged:
        name = paper.get("booking") or paper.get("control") or "no booking"
        return NOBODY, f"{what} came for {name}, and nobody here has that number: a person must look at it."
    if state.gone:
        return LATE, f"{what} came after the person had left; nothing is laid upon the record."
    return LAID, f"{what} came and is laid upon the record."


def _kept(one: Incoming, outcome: str, says: str) -> dict[str, Any]:
    attached = hashlib.sha256(one.attached).hexdigest() if one.attached else ""
    raw = base64.b64encode(one.raw).decode()
    return {
        "delivery": one.id,
        "outcome": outcome,
        "says": says,
        "paper": one.paper,
        "raw": raw,
        "pdf_sha256": attached,
    }


def _booking(answers: Answers, paper: Said) -> str:
    return str(paper.get("booking") or "") or answers.booking_of(str(paper.get("control") or ""))


def _whole(paper: Said) -> bool:
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
