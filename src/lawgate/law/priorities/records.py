"""Guidance as data: dated, cited, in lines from the gravest down; and what one of them makes of a case."""

from __future__ import annotations

from dataclasses import dataclass, field

from lawgate.base import Confidence
from lawgate.law.expr import Expr
from lawgate.law.priorities.facts import AGENCY_ONLY


@dataclass(frozen=True)
class Line:
    """One line. ``when``: the facts that bring a case under it. ``rank``: 1 is the gravest; lines of one rank are alternatives."""

    key: str
    label: str
    words: str
    cite: str
    when: Expr
    rank: int
    confidence: Confidence = Confidence.READ

    @property
    def agency_only(self) -> bool:
        """Whether it turns on what only the agency knows."""
        return any(r.name.startswith(AGENCY_ONLY) for r in self.when.refs())


@dataclass(frozen=True)
class Guidance:
    """One memorandum or statute. ``since`` and ``until``: days in force, both included; ``gaps``: spans in which a court stayed it.

    ``ladder``: whether its lines are an order of gravity. Where it is not, being on no line exempts nobody, and the finding says so.
    ``judgment``: it is applied by a person on all the facts; no line settles it.
    """

    id: str
    title: str
    cite: str
    since: str
    until: str | None
    lines: tuple[Line, ...]
    confidence: Confidence
    ladder: bool = True
    judgment: bool = False
    gaps: tuple[tuple[str, str], ...] = ()
    note: str = ""

    def in_force(self, day: str) -> bool:
        if day < self.since or (self.until is not None and day > self.until):
            return False
        return not any(a <= day <= b for a, b in self.gaps)


@dataclass(frozen=True, slots=True)
class Triage:
    """What one guidance makes of a case.

    ``line``: the gravest line that the record surely meets. ``open``: graver lines that it may meet, with the facts ``missing`` for
    them. ``agency``: lines that turn on what only the agency knows. ``rests_on``: the offences, with how their kind is known.
    """

    guidance: Guidance
    line: Line | None
    open: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    agency: tuple[Line, ...] = ()
    rests_on: tuple[str, ...] = field(default_factory=tuple)

    @property
    def settled(self) -> bool:
        return not self.open

    @property
    def says(self) -> str:
        """One line, the same for two people only when the guidance treats them alike."""
        if self.guidance.judgment:
            return "left to an officer's judgment on all the facts"
        if self.open:
            at_least = f"{self.line.label} at least; " if self.line else ""
            return f"not known yet: {at_least}perhaps {self.open[0].label}"
        if self.line is not None:
            return self.line.label
        return (
            "no priority under the guidance in force"
            if self.guidance.ladder
            else "on no line; this guidance exempts nobody"
        )

    @property
    def unverified(self) -> bool:
        lines = [*([self.line] if self.line else []), *self.open]
        return (
            not self.guidance.confidence.verified
            or any(not x.confidence.verified for x in lines)
            or bool(self.rests_on)
        )
