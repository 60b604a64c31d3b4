"""Guidance as data: dated, cited, in lines from the gravest down; and what one of them makes of a case."""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.base import Confidence
from lawgate.law.expr import Expr

NO_PRIORITY = "no priority under the guidance in force"
LEFT_TO_JUDGMENT = "left to an officer's judgment on all the facts"
SHOWN = 3
_RANKS = ("felony", "felony or misdemeanor", "level not known", "misdemeanor", "infraction")


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


@dataclass(frozen=True)
class Guidance:
    """One memorandum, order or statute. ``since`` and ``until``: days in force, both included; ``gaps``: spans in which it was vacated.

    ``otherwise``: what it makes of a person on none of its lines. ``everyone``: it exempts nobody, so that being on no line means nothing.
    ``judgment``: it is applied by a person on all the facts; no line settles it. ``detainers``: it says who gets a detainer at all.
    """

    id: str
    title: str
    cite: str
    since: str
    until: str | None
    lines: tuple[Line, ...]
    confidence: Confidence
    otherwise: str = NO_PRIORITY
    everyone: bool = False
    judgment: bool = False
    detainers: bool = False
    gaps: tuple[tuple[str, str], ...] = ()
    note: str = ""
    source: str = ""

    def in_force(self, day: str) -> bool:
        if day < self.since or (self.until is not None and day > self.until):
            return False
        return not any(a <= day <= b for a, b in self.gaps)


@dataclass(frozen=True, slots=True)
class Entry:
    """One charge or conviction as the record and the offence table tell it. ``section``: empty where no table has the statute."""

    how: str
    name: str
    level: str
    section: str
    confidence: Confidence | None

    @property
    def words(self) -> str:
        return f"{self.how} {self.name} ({', '.join(x for x in (self.level, self.section) if x)})"

    @property
    def gravity(self) -> tuple[bool, int]:
        """Order of showing only: convictions first, then by level. It is no measure of a person."""
        return self.how != "convicted of", _RANKS.index(self.level)


@dataclass(frozen=True, slots=True)
class Triage:
    """What one guidance makes of a case.

    ``line``: the gravest line that the record surely meets. ``open``: graver lines that it may meet, with the facts ``missing`` for
    them. ``agency``: lines that only what the agency knows can bring the case under. ``record``: what the guidance was read against.
    """

    guidance: Guidance
    line: Line | None
    open: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    agency: tuple[Line, ...] = ()
    record: tuple[Entry, ...] = ()

    @property
    def settled(self) -> bool:
        return not self.open

    @property
    def wanted(self) -> bool | None:
        """Whether the guidance has the federal side look for this person; None where that is open or left to judgment."""
        if self.line is not None or self.guidance.everyone:
            return True
        return None if self.open or self.guidance.judgment else False

    @property
    def says(self) -> str:
        """What the guidance says, and no more: the same for two people whom it treats alike."""
        if self.open:
            at_least = f"{self.line.label} at least; " if self.line else ""
            return f"not known yet: {at_least}perhaps {self.open[0].label}"
        if self.line is not None:
            return self.line.label
        return LEFT_TO_JUDGMENT if self.guidance.judgment else self.guidance.otherwise

    @property
    def sentence(self) -> str:
        """``says`` and the record it was said of: two different records are never one line, whatever the guidance makes of them."""
        shown = sorted(self.record, key=lambda e: e.gravity)
        more = f"; and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
        return f"{self.says} · {'; '.join(e.words for e in shown[:SHOWN]) or 'no charge or conviction on record'}{more}"

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The rows of the offence tables that were read."""
        return tuple(dict.fromkeys(f"{e.name}, {e.section}" for e in self.record if e.section))

    @property
    def unverified(self) -> bool:
        marks = [self.guidance.confidence, *(x.confidence for x in (*([self.line] if self.line else []), *self.open))]
        marks += [e.confidence for e in self.record if e.confidence is not None]
        return not all(m.verified for m in marks)
