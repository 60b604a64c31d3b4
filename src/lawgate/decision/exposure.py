"""What a hold like this one has cost: the decisions, where they bind, and a range in dollars with its basis.

An exposure is never a ground to permit, and never changes an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from lawgate.decision.casefile import Question
from lawgate.decision.records import ExposureLine
from lawgate.law.norms import Answer
from lawgate.law.rulebook import Rulebook

# Roy v. County of Los Angeles (settlement of 2020): 1,000 dollars a day or part of a day, up to 25,000 a person.
CLASS_USD_A_DAY = 1_000
CLASS_USD_CAP = 25_000
# Miranda-Olivares v. Clackamas County (2014-2015): one person, 19 hours, with fees.
ONE_PERSON_USD = 30_100
ONE_PERSON_FEES_USD = 97_373


@dataclass(frozen=True, slots=True)
class ExposureRange:
    """Whole dollars. ``low``: as one of a class; ``high``: as a single case with the claimant's fees."""

    low: int
    high: int
    basis: str = "low: Roy (2020), $1,000 a day or part, at most $25,000; high: Miranda-Olivares (2014), $30,100 and $97,373 fees"


def exposure_lines(rulebook: Rulebook, q: Question, hold: Answer) -> tuple[ExposureLine, ...]:
    """Decisions on such holds, those that bind here first. Empty when nobody asks for a hold."""
    if hold in (Answer.NOT_REQUESTED, Answer.NOT_TRIGGERED):
        return ()
    lines = []
    day = q.day.isoformat()
    for a in rulebook.authorities:
        e = a.exposure
        if e is None:
            continue
        bound = a.territory.covers(q.place) and a.territory != type(a.territory)()
        here = "binding here" if bound and e.decided <= day else "binds here since" if bound else "persuasive"
        lines.append(ExposureLine(a.id, a.title, e.court, e.decided, e.held, e.kept, e.usd, e.fees_usd, here, e.mark))
    return tuple(sorted(lines, key=lambda x: (x.here == "persuasive", x.decided)))


def exposure_range(over: timedelta) -> ExposureRange:
    """The range for one person kept ``over`` past the last lawful minute; nothing for nothing."""
    if over <= timedelta(0):
        return ExposureRange(0, 0)
    days = ceil(over / timedelta(days=1))
    low = min(days * CLASS_USD_A_DAY, CLASS_USD_CAP)
    return ExposureRange(low, max(low, ONE_PERSON_USD + ONE_PERSON_FEES_USD))
