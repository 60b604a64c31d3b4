"""A decision: one answer a person, with the minute, the papers, the reasons and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lawgate.base import Confidence, Place
from lawgate.base.moments import iso_minute
from lawgate.clock import Deadline
from lawgate.law.norms import LAWFUL, Action, Answer, Norm
from lawgate.law.scalar import Determination, Reading


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """A decision that condemned such a hold. ``here``: does it bind this jail, today, later, or only persuade?"""

    authority: str
    title: str
    court: str
    decided: str
    held: str
    kept: str
    usd: int | None
    fees_usd: int | None
    here: str
    mark: Confidence


@dataclass(frozen=True, slots=True)
class PenaltyLine:
    """What it costs to disobey an authority that the answer rests on."""

    authority: str
    title: str
    words: str
    cite: str
    mark: Confidence


@dataclass(frozen=True, slots=True)
class CircuitLine:
    """What a federal court has said of holds by local officers on civil grounds. ``here``: does it bind this jail on that day?"""

    authority: str
    title: str
    cite: str
    court: str
    decided: str
    said: str
    left_open: str
    here: str
    mark: Confidence


@dataclass(frozen=True, slots=True)
class CircuitQuestion:
    """May local officers hold on civil grounds, as far as federal law goes: what the circuit has left open, and what courts have said.

    It stands beside the answer and never changes it. ``circuit``: "1" to "11", or "DC"; ``mark``: the weakest of what binds here."""

    circuit: str
    words: str
    cases: tuple[CircuitLine, ...]
    mark: Confidence
    flag: str = "circuit-question-open"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one question. Instants are in the facility's zone; ``release_by`` None: not yet due, or by court order."""

    id: str
    place: Place
    day: date
    determinations: dict[Action, Determination]
    answers: dict[Action, Answer]
    release_due: datetime | None
    release_by: datetime | None
    clock: str
    deadline: Deadline | None
    ceilings: dict[str, datetime]
    ended_by: str  # what cuts the time short, in words; empty when the clock itself governs
    notify_by: datetime | None  # when a duty to tell ICE ends, where a rule says
    papers: tuple[Norm, ...]
    duties: tuple[Norm, ...]
    flags: tuple[str, ...]
    sides: dict[str, Answer]
    because: tuple[str, ...]
    rests_on: tuple[Norm, ...]
    missing: tuple[str, ...]
    exposure: tuple[ExposureLine, ...]
    penalties: tuple[PenaltyLine, ...]
    circuit: CircuitQuestion | None  # None: no hold is in question, or a judge's warrant carries it
    rulebook: str
    trace: tuple[Reading, ...] = field(default=())

    @property
    def hold(self) -> Answer:
        return self.answers[Action.HOLD]

    @property
    def may_hold(self) -> bool:
        return self.hold in LAWFUL

    @property
    def confidence(self) -> Confidence:
        """The weakest mark among the norms that carry the answers."""
        weakest = Confidence.READ
        for norm in self.rests_on:
            weakest = weakest.weaker(norm.confidence)
        return weakest

    @property
    def unverified(self) -> tuple[str, ...]:
        """Authorities that carry an answer and whose text was not read."""
        return tuple(dict.fromkeys(n.authority for n in self.rests_on if not n.confidence.verified))

    def line(self) -> dict[str, Any]:
        """The public JSON object of ``lawgate decide``. Fields may be added, never renamed."""
        out: dict[str, Any] = {
            "id": self.id,
            **{a.value: self.answers[a].value for a in Action},
            "must_serve": [n.token for n in self.papers],
            "release_by": iso_minute(self.release_by) if self.release_by else None,
            "clock": self.clock,
            "flags": list(self.flags),
            "because": list(self.because),
            "missing": list(self.missing),
            "release_due": iso_minute(self.release_due) if self.release_due else None,
            "ceilings": {k: iso_minute(v) for k, v in self.ceilings.items()},
            "notify_by": iso_minute(self.notify_by) if self.notify_by else None,
            "other_duties": [n.token for n in self.duties],
            "confidence": self.confidence.value,
            "unverified": list(self.unverified),
            "exposure": [e.authority for e in self.exposure],
            "rulebook": self.rulebook,
        }
        out.update({k: v.value for k, v in self.sides.items()})
        return out
