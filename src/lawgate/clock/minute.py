"""Composing the last lawful minute out of limits and of what cuts them short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from lawgate.base import NaiveTime
from lawgate.clock.limits import LIMITS
from lawgate.clock.records import Cut, Deadline, LastMinute, Step
from lawgate.clock.say import NOTHING, at
from lawgate.clock.walk import until, utc

NO_CLOCK = "none"


def last_minute(
    t0: datetime, deadlines: Sequence[Deadline], cuts: Iterable[Cut] = (), *, now: datetime | None = None
) -> LastMinute:
    """The last instant at which a person whose release was due at ``t0`` may be kept.

    The earliest of all limits and cuts, never earlier than ``t0``; with no limit at all it is ``t0``, because a hold that
    nothing measures is not allowed. When two limits end together the one named first governs, so pass what was asked for
    before the ceilings above it. A limit or cut at or before ``t0`` leaves no time: ``clock`` is then ``none`` and the spent
    limits are given as ceilings. Flags are those of the case files; ``limit-passed-release-now`` is added only when ``now``
    is given and the minute has come.
    """
    cuts = tuple(cuts)
    for moment in (t0, *(c.at for c in cuts)):
        if moment.tzinfo is None:
            raise NaiveTime("t0 and every cut need an offset", where="last minute", do="give aware instants")
    limit = min(deadlines, key=lambda d: utc(d.ends), default=None)
    cut = min(cuts, key=lambda c: utc(c.at), default=None)
    if limit is None:
        return LastMinute(t0, t0, NO_CLOCK)
    spent = {d.limit: d.ends for d in deadlines if utc(d.ends) <= utc(t0)}
    if spent:
        return LastMinute(t0, t0, NO_CLOCK, ceilings=spent, flags=("limit-passed-before-t0",))
    if cut is not None and utc(cut.at) <= utc(t0):
        return LastMinute(t0, t0, NO_CLOCK, cut=cut, sentences=(cut.sentence,))
    return _within(t0, limit, deadlines, cut, now)


def _within(
    t0: datetime, limit: Deadline, deadlines: Sequence[Deadline], cut: Cut | None, now: datetime | None
) -> LastMinute:
    ends, flags, steps, sentences = limit.ends, [], limit.steps, limit.sentences()
    if cut is not None and utc(cut.at) < utc(ends):
        ends = cut.at.astimezone(ends.tzinfo)
        flags.append(cut.flag)
        kept = until(steps, ends)
        running = kept[-1].running if kept else NOTHING
        steps = (*kept, Step(cut.sentence, None, ends, ends, NOTHING, running, cut.flag))
        sentences = (*sentences[:-1], cut.sentence, f"It ends the time sooner: {at(ends)}.", limit.closing)
    else:
        cut = None
    others = [d for d in deadlines if d.limit != limit.limit]
    if any(d.limit in LIMITS and LIMITS[d.limit].maximum and utc(d.ends) > utc(limit.ends) for d in others):
        flags.append("state-ceiling-later")
    if now is not None and utc(now) >= utc(ends):
        flags.append("limit-passed-release-now")
    ceilings = {d.limit: d.ends for d in others}
    return LastMinute(t0, ends, limit.limit, limit, cut, ceilings, tuple(flags), steps, sentences)
