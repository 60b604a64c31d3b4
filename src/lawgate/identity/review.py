"""What a person is shown who must say whether two records are of one person: both, side by side, and what each line says.

Nothing here suggests the answer: lines that speak against stand beside those that speak for, in one order of fields.
"""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.base import BadInput
from lawgate.identity.records import Assessment, Biographic, Field, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about, both sides as recorded (empty: not recorded), what the comparison says, and for which
    answer it speaks: ``same``, ``different`` or ``neither``."""

    about: str
    ours: str
    theirs: str
    says: str
    speaks_for: str


@dataclass(frozen=True, slots=True)
class Review:
    """A question put to a person. ``why``: why no answer was given; ``warnings`` come before the lines are read."""

    key: str
    question: str
    why: str
    posterior: float
    prints: str
    lines: tuple[Line, ...]
    warnings: tuple[str, ...]


LITTLE = 0.7  # weight below which a line speaks for neither: odds of two to one


def side_by_side(person: Biographic, candidate: Assessment) -> Review:
    """The review of one candidate. Raises ``BadInput`` when the answer was not *unsure*: there is nothing to ask."""
    if candidate.verdict is not Verdict.UNSURE:
        raise BadInput(
            f"the answer was '{candidate.verdict}', not 'unsure'",
            where=candidate.key,
            do="dispute the answer to reopen it",
        )
    reasons = {r.field: r for r in candidate.biographic.reasons} if candidate.biographic else {}
    lines = tuple(_line(reasons[f]) for f in Field if f in reasons)
    question = f"Is {_shown(person)} the person of record {candidate.key}?"
    return Review(
        candidate.key, question, candidate.because, candidate.posterior, _prints(candidate), lines, candidate.warnings
    )


def _line(reason: Reason) -> Line:
    towards = "neither" if abs(reason.weight) < LITTLE else "same" if reason.weight > 0 else "different"
    return Line(reason.field.value, reason.ours, reason.theirs, reason.sentence, towards)


def _prints(candidate: Assessment) -> str:
    if candidate.prints is None:
        return "No prints were compared."
    return f"{candidate.prints.agreeing} of {candidate.prints.compared} fingers agree."


def _shown(person: Biographic) -> str:
    return f"{person.family.upper()}, {person.given}".strip(", ") or "this person"
