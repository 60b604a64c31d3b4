"""A bad line, by a seeded plan: slow, down, twice, out of order, garbled, cut short, under a wrong reference, never asked for.

``Faulty`` stands before any ``FederalSide``. Which message is spoilt, and how, follows from the plan's seed and the message's id:
polling again gives the same. A message that is garbled, cut short or misdirected comes again whole an hour later, as a sender that
gets no receipt would send it; so that nothing is lost for good, and everything is late.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import TypeVar

from lawgate.base import BadInput, Span, canonical_json
from lawgate.exchange import Field, TaggedRecord, Transaction, read
from lawgate.federal import read_envelope, write_envelope
from lawgate.standin.federal.records import Ask, Channel, Delivered, FederalSide, Notice, Taken, Unreachable

T = TypeVar("T")
TCR = 10


class Fault(StrEnum):
    """What happens to a message."""

    SLOW = "slow"
    DUPLICATE = "duplicate"
    OUT_OF_ORDER = "out_of_order"
    GARBAGE = "garbage"
    TRUNCATED = "truncated"
    WRONG_REFERENCE = "wrong_reference"
    NEVER_ASKED = "never_asked"


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """``down``: the chance from 0 to 1 that a call fails; ``chances``: of each fault for a message, of which at most one befalls it.
    ``outages``: spans in which every call that names an instant fails. ``lag``: how long a slow message takes at most; one out of
    order takes it whole. ``again_after``: when the whole message follows a spoilt one."""

    seed: int
    down: float = 0.0
    chances: Mapping[Fault, float] = field(default_factory=dict)
    outages: tuple[Span, ...] = ()
    lag: timedelta = timedelta(hours=8)
    again_after: timedelta = timedelta(hours=1)

    def __post_init__(self) -> None:
        chances = [self.down, *self.chances.values()]
        if any(not 0 <= c <= 1 for c in chances) or sum(self.chances.values()) > 1 + 1e-9:
            what = "the chances are not from 0 to 1, or come to more than 1"
            raise BadInput(what, where="faults", do="give smaller ones")

    @classmethod
    def usual(cls, seed: int) -> FaultPlan:
        """Everything at once, each now and then."""
        return cls(seed, down=0.05, chances=dict.fromkeys(Fault, 0.04))

    def fault(self, id_: str) -> Fault | None:
        """What befalls a message."""
        drawn = Random(f"{self.seed}:{id_}").random()
        for fault in Fault:
            drawn -= self.chances.get(fault, 0.0)
            if drawn < 0:
                return fault
        return None


class Faulty:
    """``side`` behind a bad line. A call that fails may have been taken all the same: half of them are."""

    def __init__(self, side: FederalSide, plan: FaultPlan) -> None:
        self.side, self.plan = side, plan
        self._calls = 0
        self._done: set[str] = set()
        self._parts: dict[str, tuple[str, ...]] = {}

    def ask(self, query: Ask) -> Taken:
        return self._over(lambda: self.side.ask(query), query.sent_at)

    def notify(self, message: bytes, key: str, at: datetime) -> Taken:
        return self._over(lambda: self.side.notify(message, key, at), at)

    def poll(self, now: datetime) -> list[Delivered]:
        whole = self._over(lambda: self.side.poll(now), now)
        out = []
        for message in whole:
            parts = spoilt(message, self.plan)
            self._parts[message.id] = tuple(p.id for p in parts)
            out += [p for p in parts if p.id not in self._done and p.arrives_at <= now]
        return sorted(out, key=lambda d: (d.arrives_at, d.id))

    def done(self, ids: Iterable[str]) -> None:
        self._done |= set(ids)
        whole = [m for m, parts in self._parts.items() if self._done.issuperset(parts)]
        self._over(lambda: self.side.done(whole), None)
        for message in whole:
            self._done -= set(self._parts.pop(message))

    def told(self) -> list[Notice]:
        return self._over(self.side.told, None)

    def _over(self, call: Callable[[], T], at: datetime | None) -> T:
        """Makes a call over the line, or loses it, or loses its answer."""
        self._calls += 1
        if at is not None and any(at in span for span in self.plan.outages):
            raise Unreachable("the federal side does not answer: try again later")
        case = Random(f"{self.plan.seed}:call:{self._calls}")
        lost, answered = case.random() < self.plan.down, case.random() < 0.5
        if lost and not answered:
            raise Unreachable("the federal side does not answer: try again")
        answer = call()
        if lost:
            raise Unreachable("the line broke before the answer came: try again")
        return answer


def spoilt(message: Delivered, plan: FaultPlan) -> list[Delivered]:
    """What comes over the line instead of a message; the whole of it is among them, sooner or later."""
    fault = plan.fault(message.id)
    case = Random(f"{plan.seed}:{message.id}:{fault}")
    some = timedelta(seconds=round(plan.lag.total_seconds() * case.uniform(0.05, 1.0)))
    late = replace(message, arrives_at=message.arrives_at + plan.again_after)
    odd = replace(message, id=f"{message.id}#{fault}")
    match fault:
        case None:
            return [message]
        case Fault.SLOW:
            return [replace(message, arrives_at=message.arrives_at + some)]
        case Fault.OUT_OF_ORDER:
            return [replace(message, arrives_at=message.arrives_at + plan.lag)]
        case Fault.DUPLICATE:
            return [message, replace(odd, arrives_at=message.arrives_at + some)]
        case Fault.GARBAGE:
            return [replace(odd, body=case.randbytes(case.randint(1, 400)), paper=b""), late]
        case Fault.TRUNCATED:
            cut = case.randint(0, max(0, len(message.body) - 2))
            return [replace(odd, body=message.body[:cut], paper=message.paper[: len(message.paper) // 2]), late]
        case Fault.WRONG_REFERENCE:
            return [replace(odd, body=misdirected(message, _nobody(case))), late]
        case Fault.NEVER_ASKED:
            return [message, replace(odd, body=misdirected(message, _nobody(case)))]


def misdirected(message: Delivered, to: str) -> bytes:
    """The message's bytes under another reference: the TCR of a transaction, the control of an envelope, the booking of a paper."""
    if message.channel is Channel.BUREAU:
        transaction = read(message.body)
        head = transaction.head
        changed = tuple(Field.of(TCR, to) if f.number == TCR else f for f in head.fields)
        records = (TaggedRecord(head.type, changed), *transaction.records[1:])
        return Transaction(records).sealed().encode()
    if message.channel is Channel.SWITCH:
        envelope = read_envelope(message.body)
        text = envelope.text.replace(envelope.control, to)
        return write_envelope(replace(envelope, control=to, text=text))
    return canonical_json(json.loads(message.body) | {"booking": to})


def _nobody(case: Random) -> str:
    """A reference that was never given."""
    return f"NEVER-ASKED-{case.randrange(10**9):09d}"
