"""Days played through on a simulated clock: an invented county books, prints, asks, is answered, and lets people go.

    clock = SimulatedClock(start)
    chain = open_chain(ledger, side, clock=clock)
    for minute in play(chain, clock, unfold(world.bookings), world.fingers, until=end):
        show(minute)

It can be cut short anywhere and played on from the ledger: the jail's system gives its present state again, and what is known already
changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lawgate.base import BadInput
from lawgate.base.moments import add_elapsed
from lawgate.casework.alarms import tick
from lawgate.casework.chain.accept import accept_prints_of, accept_records
from lawgate.casework.chain.prints import given_templates
from lawgate.casework.chain.records import Accepted, Said, Turn
from lawgate.casework.chain.run import Chain
from lawgate.casework.records import LEDGER, New
from lawgate.prints import TenPrint

STEP = timedelta(minutes=10)
Stream = Sequence[tuple[datetime, Said]]
"""(instant, booking as it was known then), in the order of time: ``standin.unfolding.unfold``."""
Fingers = Callable[[str], TenPrint]


class SimulatedClock:
    """A clock that stands until it is moved on."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def on(self, by: timedelta) -> None:
        self.at = add_elapsed(self.at, by)


@dataclass(frozen=True, slots=True)
class Minute:
    """What one step of the clock brought. ``booked``, ``out``: people; ``waiting``: versions of bookings still to come."""

    at: datetime
    booked: int
    out: int
    waiting: int
    turn: Turn
    alarms: int = 0
    refused: tuple[str, ...] = ()


@dataclass
class Played:
    """Sums over the minutes so far."""

    booked: int = 0
    out: int = 0
    alarms: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    answers: int = 0
    papers: int = 0

    def add(self, m: Minute) -> None:
        self.booked += m.booked
        self.out += m.out
        self.alarms += m.alarms
        self.steps.update(m.turn.steps)
        self.sent += m.turn.sent
        self.answers += m.turn.answers
        self.papers += m.turn.papers


def play(
    chain: Chain,
    clock: SimulatedClock,
    stream: Stream,
    fingers: Fingers | None,
    *,
    until: datetime,
    step: timedelta = STEP,
) -> Iterator[Minute]:
    """One step of the clock after the other, up to ``until``; each is yielded when everything of it is written.

    ``fingers``: whose prints are taken at booking, by booking number; None: nobody's. A feed is seen at every step, alarms are ticked.
    """
    present: set[str] = set()
    at = 0
    while clock.at <= until:
        fresh: dict[str, Said] = {}
        while at < len(stream) and stream[at][0] <= clock.at:
            fresh[str(stream[at][1]["booking"])] = stream[at][1]
            at += 1
        booked = [b for b in fresh if b not in present]
        out = sum(bool(d.get("released_at")) for d in fresh.values())
        refused = _hand_in(chain, fresh, booked, fingers, clock.at)
        present |= set(fresh)
        turn = chain.turn()
        ticked = tick(chain.ledger, clock.at)
        yield Minute(clock.at, len(booked), out, len(stream) - at, turn, ticked.raised, refused)
        clock.on(step)


def _hand_in(
    chain: Chain, fresh: dict[str, Said], booked: Sequence[str], fingers: Fingers | None, now: datetime
) -> tuple[str, ...]:
    """Bookings as the jail's system has them now, then the prints of those who are new."""
    items, refused = [], []
    for document in fresh.values():
        try:
            items.append(chain.rooms.take(document))
        except BadInput as e:
            refused.append(str(e))
    handed = accept_records(chain.ledger, chain.rooms, items, now)
    chain.ledger.append([New("feed.seen", LEDGER, {"source": "the county", "taken": handed.taken}, now, now)], now)
    taken = [(b, given_templates(f"T-{b}", fingers(b))) for b in booked] if fingers is not None else []
    prints = accept_prints_of(chain.ledger, taken, now)
    refused += [str(r) for r in handed.refused]
    return (*refused, *(str(p) for p in prints if not isinstance(p, Accepted)))
