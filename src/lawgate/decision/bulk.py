"""Whole decisions over columns: four answers with their reasons, and the last lawful minute, for millions of cases at once.

Equal to ``Decider.decide`` case by case: the answers of ``law.bulk``, the limits of ``clock.bulk``, what cuts a hold short
(cancellation, evidence of citizenship, a change of law in mid-hold) and what the moment of asking changes. Instants are whole
minutes. Answers that Kleene's tables leave open are settled by the solver where that is asked for, as the scalar decider settles them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from lawgate.base import BadInput
from lawgate.decision.bulk_minute import COURT, LAWFUL, Bytes, Minute, Minutes, column, last_minutes
from lawgate.decision.bulk_plan import Plan, plan
from lawgate.law import bulk
from lawgate.law import facts as fact
from lawgate.law.columns import NO_INSTANT, Frame
from lawgate.law.decode import decode
from lawgate.law.norms import GROUNDS, Action, Answer
from lawgate.law.refine import Refiner
from lawgate.law.scalar import Compiled

PROHIBITED, UNDETERMINED = bulk.CODE[Answer.PROHIBITED], bulk.UNDETERMINED
ARRIVES = "dhs_arrives_at"


@dataclass(frozen=True)
class Decisions:
    """``answers``: the law's, with their reasons (see ``law.bulk``). ``codes``: the answers as they stand once the clock has spoken.

    ``release_by``: minutes since 1970 UTC, ``NO_INSTANT`` where release is not due or a court's order governs. ``clock``: index into
    ``clocks`` of the limit that governs. ``ended_by``: index into ``bulk_minute.CUTS`` of what ends the hold before its clock."""

    answers: bulk.Answers
    codes: Mapping[Action, Bytes]
    release_by: Minutes
    clock: npt.NDArray[np.int8]
    clocks: tuple[str, ...]
    ended_by: npt.NDArray[np.int8]


def decide_frame(made: Plan, frame: Frame, where: npt.NDArray[np.int32], *, exact_up_to: int = 0) -> Decisions:
    """Decide every case of ``frame`` (coded by ``made.coding``, with its day in ``moment.date``) at the place ``where`` it stands.

    ``exact_up_to``: as for ``Decider``; 0 never asks the solver. A column ``dhs_arrives_at`` (minutes) is looked at where there is
    one. Raises ``BadInput`` when a case has no day, or its release lies outside the tables of the clock."""
    today = frame.cases[fact.today.ref.name]
    if today.null_count():
        raise BadInput("a case has no day", where=f"row {today.is_null().arg_max()}", do="fill the column moment.date")
    slots = made.slots(where, today.to_numpy())
    which = made.numbers(slots)
    answers = bulk.answer(frame, which, made.programs, made.coding)
    if exact_up_to:
        answers = _settled(made, frame, which, answers, exact_up_to)
    minute = last_minutes(made, frame, where, slots, answers)
    codes = _with_time(frame, answers, minute)
    return Decisions(answers, codes, minute.release_by, minute.clock, minute.clocks, minute.ended_by)


def _settled(
    made: Plan, frame: Frame, which: npt.NDArray[np.int32], found: bulk.Answers, exact_up_to: int
) -> bulk.Answers:
    """What Kleene left open, settled case by case: cases of one pattern are asked of the solver once (see ``law.pattern``)."""
    open_ = np.flatnonzero(np.any([c == UNDETERMINED for c in found.codes.values()], axis=0))
    codes, possible, ground = ({a: v.copy() for a, v in m.items()} for m in (found.codes, found.possible, found.ground))
    reasons = {a: v.copy() for a, v in found.reasons.items()}
    limits = found.limits.copy()
    compiled: dict[int, Compiled] = {}
    refiner: Refiner = made.refiner
    for i, case in zip(open_, decode(frame.only(open_), made.coding), strict=True):
        number = int(which[i])
        law = compiled.setdefault(number, compiled.get(number) or Compiled(made.programs[number]))
        for action, one in law.find(case).determinations.items():
            if one.answer is not Answer.UNDETERMINED or len(one.missing) > exact_up_to:
                continue
            exact = law.carried(refiner.refine(law.program.rulings[action], case, one), case)
            codes[action][i] = bulk.CODE[exact.answer]
            possible[action][i] = sum(1 << bulk.CODE[a] for a in exact.possible)
            ground[action][i] = 1 + GROUNDS.index(exact.ground) if exact.ground else 0
            ids = found.norms[number][action]
            reasons[action][i] = sum(1 << ids.index(n.id) for n in exact.rests_on)
            if action is Action.HOLD and exact.ground:
                bound = (exact.ground in n.grounds and law.truth(n.cond, case) is not False for n in law.program.limits)
                limits[i] = sum(1 << k for k, b in enumerate(bound) if b)
    return replace(found, codes=codes, possible=possible, reasons=reasons, ground=ground, limits=limits)


def _with_time(frame: Frame, answers: bulk.Answers, minute: Minute) -> dict[Action, Bytes]:
    """The answers once the moment of asking is known: past the last minute, or past t0 without a lawful hold, nothing is left to do.

    See ``decide._apply_time``: the same branches in the same order."""
    hold, transfer = (answers.codes[a] for a in (Action.HOLD, Action.TRANSFER))
    t0, now = column(frame, fact.t0.ref.name), column(frame, fact.asked_at.ref.name)
    unknown_t0 = frame.cases[fact.t0.ref.name].is_null().to_numpy()
    due, asked, lawful = t0 != NO_INSTANT, now != NO_INSTANT, np.isin(hold, LAWFUL)
    free = np.isin(transfer, LAWFUL) & (answers.ground[Action.TRANSFER] != COURT)
    ends = minute.release_by
    bounded = lawful & (ends != NO_INSTANT)
    over = asked & ~unknown_t0 & due & bounded & (now >= ends)
    late = asked & ~unknown_t0 & due & ~over & (now > t0) & free
    waits = (asked & unknown_t0 & free) | (late & (hold == UNDETERMINED))
    out_hold = np.where(over, PROHIBITED, hold)
    out_transfer = np.where((over & free) | (late & ~lawful & (hold != UNDETERMINED)), PROHIBITED, transfer)
    out_transfer = np.where(waits, UNDETERMINED, out_transfer)
    if ARRIVES in frame.cases.columns:
        arrives = column(frame, ARRIVES)
        after = ~asked & bounded & (arrives != NO_INSTANT) & (arrives >= ends)
        out_hold = np.where(after, UNDETERMINED, out_hold)
        out_transfer = np.where(after & free, PROHIBITED, out_transfer)
    return {**answers.codes, Action.HOLD: out_hold.astype(np.uint8), Action.TRANSFER: out_transfer.astype(np.uint8)}


def with_arrivals(frame: Frame, minutes: Sequence[int | None]) -> Frame:
    """``frame`` with the instants at which DHS comes, which no rule asks for and the clock does."""
    return Frame(frame.cases.with_columns(pl.Series(ARRIVES, minutes, dtype=pl.Int64)), frame.lists)


__all__ = ["Decisions", "Plan", "decide_frame", "plan", "with_arrivals"]
