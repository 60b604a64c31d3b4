"""Whole decisions over columns: four answers with their reasons, and the last lawful minute, for millions of cases at once.

Equal to ``Decider.decide`` case by case, for questions asked at release: the answers of ``law.bulk``, the limits of
``clock.bulk``, and what cuts a hold short (cancellation, evidence of citizenship, a change of law in mid-hold). What a later
moment of asking changes, and answers that only the solver can settle, are left to the scalar decider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from lawgate.base import Place
from lawgate.base.moments import start_of_day
from lawgate.clock.bulk import deadline_expr
from lawgate.decision.decide import STARTS
from lawgate.law import bulk
from lawgate.law import facts as fact
from lawgate.law.columns import NO_INSTANT, Coding, Frame
from lawgate.law.norms import GROUNDS, Action, Answer
from lawgate.law.rulebook import Program, Query, Rulebook

NEVER = np.int64(2**62)
MINUTE = 60_000_000  # microseconds
LONGEST = timedelta(days=14)  # no limit on a hold reaches farther than two weeks beyond release
LAWFUL = (bulk.CODE[Answer.REQUIRED], bulk.CODE[Answer.PERMITTED])
COURT = 1 + GROUNDS.index("court")
Minutes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Decisions:
    """``answers``: see ``law.bulk``. ``release_by``: minutes since 1970 UTC, ``NO_INSTANT`` where there is none. ``clock``: index into
    ``clocks`` of the limit that governs, -1 for none."""

    answers: bulk.Answers
    release_by: Minutes
    clock: npt.NDArray[np.int8]
    clocks: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Which law each case is asked under: programs by place and period, made once for a rulebook and a list of places."""

    rulebook: Rulebook
    places: Sequence[Place]
    programs: Sequence[Program]
    coding: Coding
    periods: Sequence[Sequence[str]]  # of each place: first days of the periods of unchanged law
    numbers: Sequence[Sequence[int]]  # of each place: the program of each period

    def which(self, where: npt.NDArray[np.int32], days: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """The program of each case: ``where`` indexes ``places``, ``days`` are YYYYMMDD."""
        out = np.empty(len(where), np.int32)
        for n, periods in enumerate(self.periods):
            mine = np.flatnonzero(where == n)
            edges = np.array([int(d.replace("-", "")) for d in periods], np.int32)
            at = np.searchsorted(edges, days[mine], side="right") - 1
            out[mine] = np.array(self.numbers[n], np.int32)[at]
        return out


def plan(rulebook: Rulebook, places: Sequence[Place], *, policies: frozenset[str] | None = frozenset()) -> Plan:
    """The law of ``places`` at all times. ``policies``: the local ones that are in force, the same everywhere (see ``Query``)."""
    programs: dict[int, int] = {}
    made: list[Program] = []
    periods, numbers = [], []
    for place in places:
        days = ["0001-01-01", *rulebook.changes_between(place, "0001-01-01", "9999-12-31")]
        mine = []
        for day in days:
            program = rulebook.program(Query(place, day, policies=policies))
            if id(program) not in programs:
                programs[id(program)] = len(made)
                made.append(program)
            mine.append(programs[id(program)])
        periods.append(days)
        numbers.append(mine)
    return Plan(rulebook, places, made, bulk.coding_for(made), periods, numbers)


def decide_frame(made: Plan, frame: Frame, where: npt.NDArray[np.int32]) -> Decisions:
    """Decide every case of ``frame`` (coded by ``made.coding``, with its day in ``moment.date``) at the place ``where`` it stands."""
    days = frame.cases[fact.today.ref.name].to_numpy()
    answers = bulk.answer(frame, made.which(where, days), made.programs, made.coding)
    t0 = _minutes(frame, fact.t0.ref.name)
    due = t0 != NO_INSTANT
    hold = answers.codes[Action.HOLD]
    lawful = np.isin(hold, LAWFUL) & due
    ends, clock, clocks = _limits(made, frame, where, answers, t0, lawful & (answers.ground != COURT))
    ends = np.minimum(ends, _cuts(made, frame, t0))
    release_by = np.where(lawful, np.maximum(ends, t0), t0)
    release_by[lawful & (ends == NEVER)] = t0[lawful & (ends == NEVER)]
    _changes(made, frame, where, days, release_by, lawful & (answers.ground != COURT) & (release_by > t0))
    release_by[lawful & (answers.ground == COURT)] = NO_INSTANT
    release_by[(hold == bulk.CODE[Answer.NOT_TRIGGERED]) | ~due] = NO_INSTANT
    clock[release_by <= t0] = -1
    return Decisions(answers, release_by, clock, clocks)


def _minutes(frame: Frame, name: str) -> Minutes:
    return frame.cases[name].fill_null(NO_INSTANT).to_numpy().astype(np.int64)


def _limits(
    made: Plan,
    frame: Frame,
    where: npt.NDArray[np.int32],
    answers: bulk.Answers,
    t0: Minutes,
    clocked: npt.NDArray[np.bool_],
) -> tuple[Minutes, npt.NDArray[np.int8], tuple[str, ...]]:
    """The earliest end of the limits that bound each hold, and the one that governs: the earliest that was asked for."""
    ends, asked = np.full(len(t0), NEVER), np.full(len(t0), NEVER)
    clock = np.full(len(t0), -1, np.int8)
    clocks = tuple(answers.limits)
    zones = list(dict.fromkeys((p.tz, p.state) for p in made.places))
    zone = np.array([zones.index((p.tz, p.state)) for p in made.places], np.int32)[where]
    sample = [next(p for p in made.places if (p.tz, p.state) == z) for z in zones]
    for number, token in enumerate(clocks):
        bound = answers.limits[token] & clocked
        start = t0
        if token in STARTS:
            own = _minutes(frame, STARTS[token])
            start = np.where(own == NO_INSTANT, t0, own)
        for n in np.unique(zone[bound]):
            rows = np.flatnonzero(bound & (zone == n))
            end = _ends(token, start[rows], sample[n])
            ends[rows] = np.minimum(ends[rows], end)
            mine = ~answers.ceilings[token][rows] if token in answers.ceilings else np.ones(len(rows), np.bool_)
            better = mine & (end < asked[rows])
            asked[rows] = np.where(better, end, asked[rows])
            clock[rows] = np.where(better | (clock[rows] < 0), number, clock[rows])
    return ends, clock, clocks


def _ends(token: str, start: Minutes, place: Place) -> Minutes:
    """When ``token`` runs out, in minutes; a part of a minute is rounded down, towards release."""
    column = pl.Series("start", start * MINUTE).cast(pl.Datetime("us", "UTC"))
    found = column.to_frame().select(deadline_expr(token, "start", place.zone, state=place.state).dt.epoch("us"))
    return found.to_series().fill_null(int(NEVER)).to_numpy() // MINUTE


def _cuts(made: Plan, frame: Frame, t0: Minutes) -> Minutes:
    """The earliest of what ends a hold before its clock, NEVER where nothing does."""
    cancelled, paper = (_minutes(frame, f.ref.name) for f in (fact.cancelled_at, fact.document_received_at))
    claim = frame.cases[fact.citizenship_claim.ref.name] == made.coding.code(fact.citizenship_claim.ref, "documented")
    documented = claim.fill_null(value=False).to_numpy()
    out = np.where(cancelled > t0, cancelled, NEVER)
    return np.minimum(out, np.where(documented & (paper > t0), paper, NEVER))


def _changes(
    made: Plan,
    frame: Frame,
    where: npt.NDArray[np.int32],
    days: npt.NDArray[np.int32],
    release_by: Minutes,
    clocked: npt.NDArray[np.bool_],
) -> None:
    """Cut short, in place, the holds during which the law changes and no longer allows them."""
    crossing = np.flatnonzero(clocked)
    for n, place in enumerate(made.places):
        mine = crossing[where[crossing] == n]
        for number, change in enumerate(made.periods[n][1:], 1):
            day = date.fromisoformat(change)
            at = int(start_of_day(day, place.zone).timestamp() // 60)
            rows = mine[(days[mine] < int(f"{day:%Y%m%d}")) & (release_by[mine] > at)]
            rows = rows[days[rows] >= int(f"{day - LONGEST:%Y%m%d}")]
            if not len(rows):
                continue
            program = made.programs[made.numbers[n][number]]
            after = bulk.answer(_at_day(frame, rows, day), np.zeros(len(rows), np.int32), [program], made.coding)
            release_by[rows[~np.isin(after.codes[Action.HOLD], LAWFUL)]] = at


def _at_day(frame: Frame, rows: npt.NDArray[np.int64], day: date) -> Frame:
    """Some cases of ``frame``, asked on another day."""
    today = pl.lit(int(f"{day:%Y%m%d}"), pl.Int32).alias(fact.today.ref.name)
    place_of = pl.DataFrame({"case": rows.astype(np.uint32), "new": np.arange(len(rows), dtype=np.uint32)})
    lists = {
        name: held.join(place_of, on="case", how="inner", maintain_order="left")
        .with_columns(case=pl.col("new"))
        .drop("new")
        for name, held in frame.lists.items()
    }
    return Frame(frame.cases[rows].with_columns(today), lists)


__all__ = ["Decisions", "Plan", "decide_frame", "plan"]
