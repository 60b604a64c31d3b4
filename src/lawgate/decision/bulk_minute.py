"""The last lawful minute of many holds at once: limits, cuts, and changes of law in mid-hold. See ``Decider._minute``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from lawgate.base import BadInput, Place
from lawgate.clock.bulk import deadline_expr
from lawgate.decision.bulk_plan import NEVER, Plan
from lawgate.decision.minute import NO_CLOCK, PER_COURT_ORDER, STARTS
from lawgate.law import bulk
from lawgate.law import facts as fact
from lawgate.law.columns import NO_INSTANT, Frame
from lawgate.law.norms import GROUNDS, Action, Answer, Norm

MICROSECONDS = 60_000_000  # of a minute
LAWFUL = (bulk.CODE[Answer.REQUIRED], bulk.CODE[Answer.PERMITTED])
COURT = 1 + GROUNDS.index("court")
CUTS = ("", "ends-on-cancellation", "ends-on-citizenship-evidence", "ends-at-effective-date")
Minutes = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]  # numbers of cases
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Minute:
    """See ``bulk.Decisions``."""

    release_by: Minutes
    clock: npt.NDArray[np.int8]
    clocks: tuple[str, ...]
    ended_by: npt.NDArray[np.int8]


def column(frame: Frame, name: str) -> Minutes:
    """Minutes since 1970 UTC; ``NO_INSTANT`` where unknown or known to be none."""
    return frame.cases[name].fill_null(NO_INSTANT).to_numpy().astype(np.int64, copy=False)


def last_minutes(
    made: Plan, frame: Frame, where: npt.NDArray[np.int32], slots: npt.NDArray[np.int64], answers: bulk.Answers
) -> Minute:
    """Until when each person may be held, which limit says so, and what ends it sooner."""
    t0 = column(frame, fact.t0.ref.name)
    hold, ground = answers.codes[Action.HOLD], answers.ground[Action.HOLD]
    due = (t0 != NO_INSTANT) & (hold != bulk.CODE[Answer.NOT_TRIGGERED])
    lawful = np.isin(hold, LAWFUL) & due
    release_by = np.where(due, t0, NO_INSTANT)
    clock, ended_by = np.zeros(len(t0), np.int8), np.zeros(len(t0), np.int8)
    clocks = (NO_CLOCK, PER_COURT_ORDER, *dict.fromkeys(n.token for p in made.programs for n in p.limits))
    court = lawful & (ground == COURT)
    release_by[court], clock[court] = NO_INSTANT, clocks.index(PER_COURT_ORDER)
    held = np.flatnonzero(lawful & ~court & (answers.limits != 0))
    if len(held):
        held = held[np.argsort(answers.program[held], kind="stable")]
        first, latest, clock[held] = _limits(made, frame, where, answers, t0, held, clocks)
        cut, ended = _cuts(made, frame, slots, t0, held, latest)
        release_by[held] = np.maximum(t0[held], np.minimum(first, cut))
        # A limit that has run out before release leaves no time for a cut to end.
        ended_by[held] = np.where((first > t0[held]) & (cut < first), ended, 0)
    return Minute(release_by, clock, clocks, ended_by)


def _limits(
    made: Plan,
    frame: Frame,
    where: npt.NDArray[np.int32],
    answers: bulk.Answers,
    t0: Minutes,
    held: Places,
    clocks: Sequence[str],
) -> tuple[Minutes, Minutes, npt.NDArray[np.int8]]:
    """Of the cases ``held`` (by program): the earliest end of any limit, that of the limit that governs, and which that is."""
    bits = answers.limits[held]
    stretches = list(_stretches(made, answers.program[held]))
    bound = {token: np.zeros(len(held), np.bool_) for token in clocks}
    for here, limits in stretches:
        for number, norm in limits:
            bound[norm.token][here] |= (bits[here] >> np.uint32(number) & 1).astype(np.bool_)
    ends = {t: _ends(made, frame, where, t, t0, held, rows) for t, rows in bound.items() if rows.any()}
    first, asked, spare = (np.full(len(held), NEVER) for _ in range(3))
    clock, spare_clock = np.zeros(len(held), np.int8), np.zeros(len(held), np.int8)
    for here, limits in stretches:
        # Of limits that end together the one without a flag governs, then the lower in rank, then the first.
        for number, norm in sorted(limits, key=lambda k: (bool(k[1].flags), -k[1].rank, k[0])):
            mine = (bits[here] >> np.uint32(number) & 1).astype(np.bool_)
            if not mine.any():
                continue
            end = np.where(mine, ends[norm.token][here], NEVER)
            first[here] = np.minimum(first[here], end)
            for best, which in ((spare, spare_clock), *(() if norm.ceiling else ((asked, clock),))):
                better = end < best[here]
                which[here][better] = clocks.index(norm.token)
                best[here] = np.where(better, end, best[here])
    none_asked = asked == NEVER  # only ceilings: the earliest of them governs
    return first, np.where(none_asked, spare, asked), np.where(none_asked, spare_clock, clock)


def _stretches(made: Plan, programs: npt.NDArray[np.int32]) -> Iterator[tuple[slice, list[tuple[int, Norm]]]]:
    """Each program's stretch of the sorted ``programs``, with its limits by number."""
    edges = np.flatnonzero(np.diff(programs)) + 1
    for start, stop in zip([0, *edges], [*edges, len(programs)], strict=True):
        yield slice(int(start), int(stop)), list(enumerate(made.programs[int(programs[start])].limits))


def _ends(
    made: Plan,
    frame: Frame,
    where: npt.NDArray[np.int32],
    token: str,
    t0: Minutes,
    held: Places,
    rows: npt.NDArray[np.bool_],
) -> Minutes:
    """When the limit ``token`` runs out, in minutes, for those of ``held`` that it bounds."""
    start = t0[held]
    if token in STARTS:
        own = column(frame, STARTS[token])[held]
        start = np.where(own == NO_INSTANT, start, own)
    zones = list(dict.fromkeys(_clock_of(s.place) for s in made.settings))
    zone = np.array([zones.index(_clock_of(s.place)) for s in made.settings], np.int32)[where[held]]
    out = np.full(len(held), NEVER)
    for number, (_, state) in enumerate(zones):
        mine = np.flatnonzero(rows & (zone == number))
        if not len(mine):
            continue
        place = next(s.place for s in made.settings if _clock_of(s.place) == zones[number])
        instants = pl.Series("start", start[mine] * MICROSECONDS).cast(pl.Datetime("us", "UTC")).to_frame()
        found = instants.select(deadline_expr(token, "start", place.zone, state=state).dt.epoch("us")).to_series()
        if found.null_count():
            row = int(held[mine[found.is_null().arg_max() or 0]])
            raise BadInput("a hold starts outside the clock's tables", where=f"row {row}", do="check its release time")
        out[mine] = found.to_numpy() // MICROSECONDS
    return out


def _clock_of(place: Place) -> tuple[str, str]:
    return place.tz, place.state


def _cuts(
    made: Plan, frame: Frame, slots: npt.NDArray[np.int64], t0: Minutes, held: Places, latest: Minutes
) -> tuple[Minutes, npt.NDArray[np.int8]]:
    """The earliest of what ends a hold before its clock (``NEVER``: nothing does), and which of ``CUTS`` it is."""
    cancelled, paper = (column(frame, f.ref.name)[held] for f in (fact.cancelled_at, fact.document_received_at))
    claim = frame.cases[fact.citizenship_claim.ref.name] == made.coding.code(fact.citizenship_claim.ref, "documented")
    documented = claim.fill_null(value=False).to_numpy()[held]
    due = t0[held]
    cut = np.where(cancelled > due, cancelled, NEVER)
    ended = np.where(cut < NEVER, 1, 0).astype(np.int8)
    for number, at in (
        (2, np.where(documented & (paper > due), paper, NEVER)),
        (3, _law_ends(made, frame, slots[held], held, latest)),
    ):
        ended[at < cut] = number
        cut = np.minimum(cut, at)
    return cut, ended


def _law_ends(made: Plan, frame: Frame, slots: npt.NDArray[np.int64], held: Places, latest: Minutes) -> Minutes:
    """The first change of law before ``latest`` after which the hold is no longer lawful; ``NEVER`` where there is none."""
    out = np.full(len(held), NEVER)
    left = np.flatnonzero(made.next_change(slots) < latest)
    at = slots[left]
    while len(left):
        at = at + 1
        order = np.argsort(held[left])  # the rows of lists stand in the order of their cases
        days = pl.Series(fact.today.ref.name, made.firsts[at[order]].astype(np.int32))
        later = frame.only(held[left[order]], **{fact.today.ref.name: days})
        found = bulk.answer(later, made.numbers(at[order]), made.programs, made.coding).codes[Action.HOLD]
        lawful = np.empty(len(left), np.bool_)
        lawful[order] = np.isin(found, LAWFUL)
        out[left[~lawful]] = made.begins[at[~lawful]]
        on = lawful & (made.next_change(at) < latest[left])
        left, at = left[on], at[on]
    return out
