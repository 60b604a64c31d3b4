"""A hit in one line: what the federal side's own guidance of the day makes of it. It moves no minute and binds no jail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lawgate.law.expr import Case
from lawgate.law.priorities.records import Triage
from lawgate.law.priorities.triage import plain_question, triage

NO_GUIDANCE = "no guidance on priorities was in force"


@dataclass(frozen=True, slots=True)
class Priority:
    """What a screen shows beside a hit.

    ``era``: the guidance it was read by (its id), empty where none was in force; ``title`` names it. ``level``: the rank of the
    line that is met, 1 the gravest; None where none is. ``says``: the line in a few words, the same for two people whom the guidance
    treats alike. ``sentence``: the same with the record it was said of, so that two different records are never one line.
    ``wanted``: whether the guidance has the federal side look for this person; None: open, or left to an officer's judgment.
    ``questions``: what would settle it. ``others``: (guidance, what it says) of those in force beside it."""

    era: str
    title: str
    level: int | None
    says: str
    sentence: str
    wanted: bool | None
    citations: tuple[str, ...]
    verified: bool
    questions: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    def payload(self) -> dict[str, Any]:
        """What the ledger keeps of it (``triaged``): JSON types only."""
        return {
            "era": self.era,
            "title": self.title,
            "level": self.level,
            "says": self.says,
            "sentence": self.sentence,
            "wanted": self.wanted,
            "citations": list(self.citations),
            "verified": self.verified,
            "questions": list(self.questions),
            "others": [{"title": title, "says": says} for title, says in self.others],
        }


def priority(case: Case, state: str, on: str) -> Priority:
    """The one line for ``case`` (flat facts, an offence of ``state``'s law), by the guidance in force on ``on`` (YYYY-MM-DD).

    Where several were in force, one that says who gets a detainer at all (2012, 2015) speaks before the others, as in
    ``law.priorities.sought``; else the gravest line, and of equal ones that of the newest guidance."""
    found = triage(case, state, on)
    if not found:
        return Priority("", "", None, NO_GUIDANCE, NO_GUIDANCE, None, (), verified=True)
    chosen = min(found, key=_speaks_first)
    others = tuple((t.guidance.title, t.says) for t in found if t is not chosen)
    return Priority(
        era=chosen.guidance.id,
        title=chosen.guidance.title,
        level=chosen.line.rank if chosen.line is not None else None,
        says=chosen.says,
        sentence=chosen.sentence,
        wanted=chosen.wanted,
        citations=_citations(chosen),
        verified=not chosen.unverified,
        questions=tuple(dict.fromkeys(plain_question(m) for m in chosen.missing)),
        others=others,
    )


def _speaks_first(t: Triage) -> tuple[bool, bool, int, int]:
    """Sorts the guidance whose line is shown to the front; days count backwards, the newest first."""
    speaks = bool(t.guidance.lines) or t.guidance.everyone
    rank = t.line.rank if t.line is not None else 1000
    return not t.guidance.detainers, not speaks, rank, -int(t.guidance.since.replace("-", ""))


def _citations(t: Triage) -> tuple[str, ...]:
    lines = [t.line] if t.line is not None else []
    return tuple(dict.fromkeys([*(x.cite for x in (*lines, *t.open)), t.guidance.cite]))
