"""The last minute: the earliest of all limits and of everything that cuts them short, and never before release."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lawgate.clock.records import Cut, Deadline, LastMinute
from lawgate.clock.walk import until

NONE = "none"


def last_minute(t0: datetime, deadlines: Iterable[Deadline], cuts: Iterable[Cut] = ()) -> LastMinute:
    """The last instant at which the person may be kept.

    Without a deadline there is no time at all and the minute is ``t0``. A cut counts when it comes before every limit. The
    result is never earlier than ``t0`` and never later than any deadline that ends after it. ``ceilings`` are the limits that
    do not govern; when a limit had run out before ``t0`` nothing is left, and the spent limits are the ceilings.
    """
    limits = list(deadlines)
    spent = [d for d in limits if d.ends <= t0]
    if not limits or spent:
        return LastMinute(t0, t0, NONE, ceilings={d.limit: d.ends for d in spent}, flags=_spent_flags(spent))
    governing = min(limits, key=lambda d: d.ends)
    first = min((c for c in cuts if c.at < governing.ends), key=lambda c: c.at, default=None)
    ends = max(t0, first.at.astimezone(governing.ends.tzinfo)) if first else governing.ends
    ceilings = {d.limit: d.ends for d in limits if d.limit != governing.limit}
    sentences = (*governing.sentences()[:-1], first.sentence) if first else governing.sentences()
    return LastMinute(
        t0=t0,
        ends=ends,
        clock=governing.limit,
        governing=governing,
        cut=first,
        ceilings=ceilings,
        flags=(first.flag,) if first else (),
        steps=until(governing.steps, ends),
        sentences=tuple(sentences),
    )


def _spent_flags(spent: list[Deadline]) -> tuple[str, ...]:
    return ("limit-passed-before-t0",) if spent else ()
