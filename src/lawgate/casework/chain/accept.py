"""Bookings and prints are handed in: by the watched folder, the API, a person at the command line. Each is durable when it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lawgate.base import BadInput, digest
from lawgate.casework.chain.people import biography
from lawgate.casework.chain.prints import prints_event
from lawgate.casework.chain.records import Accepted, Rooms
from lawgate.casework.chain.state import State, states
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event, Standing
from lawgate.casework.pipeline import carry
from lawgate.casework.records import REFUSED, Carried, New
from lawgate.identity import compare

ANOTHER = -4.0  # weight (natural log of the likelihood ratio) below which two records are of two people
CHUNK = 500


class TwoPeople(BadInput):
    """A booking under a number that is another person's already."""

    code = "two-people-one-number"
    status = 409


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of a list of records: how many were taken, and the sentence for each that was not."""

    taken: int
    refused: tuple[BadInput, ...]


Wake = Callable[[str], None]
"""Is told of a booking that has something to do, within the transaction that gave rise to it."""


def _asleep(booking: str) -> None:
    """For callers whose chain looks by itself."""


def accept_records(ledger: Ledger, rooms: Rooms, items: Iterable[Carried], now: datetime) -> Handed:
    """Records of a feed, decided and on the board when this returns. A number that is another person's is refused, on the ledger too:
    the first stands, and a person looks at the second."""
    every = list(items)
    kept: list[Carried] = []
    refused: list[BadInput] = []
    for at in range(0, len(every), CHUNK):
        some = every[at : at + CHUNK]
        known = _known(ledger, [i.key for i in some])
        for item in some:
            state = known.get(item.key)
            clash = None if state is None else _clash(state, item)
            if clash is not None and state is not None:
                refused.append(clash)
                _say_refused(ledger, state, item, clash, now)
            else:
                kept.append(item)
    carry(
        kept,
        rooms.maker.decide,
        ledger,
        now,
        arrivals=rooms.arrivals,
        overlay=rooms.overlay,
        refused=lambda item, why: refused.append(
            BadInput(why.what, where=why.where or f"booking {item.key}", do=why.do)
        ),
    )
    return Handed(len(every) - len(refused), tuple(refused))


def accept_document(ledger: Ledger, rooms: Rooms, document: Mapping[str, Any], now: datetime) -> Accepted:
    """One booking in the words of a feed. Raises ``BadInput`` that names every mistake, ``TwoPeople`` for a number in use."""
    item = rooms.take(document)
    before = ledger.end()[0]
    handed = accept_records(ledger, rooms, [item], now)
    if handed.refused:
        raise handed.refused[0]
    numbers = _appended(ledger, item.key, before)
    return Accepted(item.key, numbers, "taken and decided" if numbers else "known already: nothing changed")


def accept_prints(
    ledger: Ledger, booking: str, payload: Mapping[str, Any], now: datetime, wake: Wake = _asleep
) -> Accepted:
    """Prints that were read (``read_card``, ``given_templates``). Before their booking they wait for it; the same card again changes
    nothing. Raises ``BadInput`` for someone who has left: templates are kept only of those in custody."""
    (accepted,) = accept_prints_of(ledger, [(booking, payload)], now, wake)
    if isinstance(accepted, BadInput):
        raise accepted
    return accepted


def accept_prints_of(
    ledger: Ledger, people: Sequence[tuple[str, Mapping[str, Any]]], now: datetime, wake: Wake = _asleep
) -> list[Accepted | BadInput]:
    """``accept_prints`` of many at once, in one transaction; in place of each that is refused stands why."""
    with writing(ledger.alias):
        known = states(ledger, sorted({b for b, _ in people}))
        out: list[Accepted | BadInput] = []
        events: list[New] = []
        for booking, payload in people:
            state = known[booking]
            if state.gone or state.expunged or state.destroyed:
                out.append(BadInput("the person has left custody", where=booking, do="check the booking number"))
            elif payload["sha256"] in {(state.prints[1] or {}).get("sha256")}:
                out.append(Accepted(booking, (), "these prints came before: nothing changed"))
            else:
                event = prints_event(booking, payload, now)
                known[booking] = state.with_event(state.last + 1, event.kind, event.payload)
                events.append(event)
                out.append(Accepted(booking, (len(events),), "prints taken"))
        numbers = ledger.append(events, now)
        for event in events:
            wake(event.subject)
    placed = dict(enumerate(numbers, 1))
    return [
        Accepted(a.booking, tuple(placed[n] for n in a.events), a.says) if isinstance(a, Accepted) else a for a in out
    ]


def _known(ledger: Ledger, numbers: Sequence[str]) -> dict[str, State]:
    """States of those among ``numbers`` who are on the ledger: most of a feed are not, or have nothing that matters here."""
    there = Standing.objects.using(ledger.alias).filter(subject__in=numbers).values_list("subject", flat=True)
    return states(ledger, sorted(there))


def _clash(state: State, item: Carried) -> TwoPeople | None:
    if state.base is None or state.expunged:
        return None
    ours, theirs = biography(state.base), biography(item.record)
    if ours is None or theirs is None or compare(ours, theirs).weight > ANOTHER:
        return None
    return TwoPeople(
        "this number is another person's already; the first booking stands",
        where=f"booking {state.subject}",
        do="find out whose number it is, and book the other under a number of their own",
    )


def _say_refused(ledger: Ledger, state: State, item: Carried, why: BadInput, now: datetime) -> None:
    """Once for each record that was refused, however often a feed repeats it. What it said of the other person is not kept."""
    mark = digest(item.record)
    if mark not in {r.get("mark") for r in state.later}:
        said = {"says": f"Another person was booked under this number, and refused: {why.what}.", "mark": mark}
        ledger.append([New(REFUSED, state.subject, said, item.happened, now)], now)


def _appended(ledger: Ledger, subject: str, after: int) -> tuple[int, ...]:
    found = Event.objects.using(ledger.alias).filter(subject=subject, number__gt=after).order_by("number")
    return tuple(found.values_list("number", flat=True))
