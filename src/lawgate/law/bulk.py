"""The bulk evaluator: full answers for millions of cases, reasons included.

Cases are put in the order of their programs, so that each program works on one stretch. Every comparison of any rule is made
once over the whole frame by Polars and packed into two bit planes, *is true* and *is false*; a program then combines planes
word by word, sixty-four cases at a time, in Kleene's tables. Conditions over charges and priors are combined row by row and
gathered to their cases (true if any is true, false if all are false and the list is complete).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from lawgate.law.bulk_leaves import conditions_of, leaves_of
from lawgate.law.bulk_program import ANSWERS, CODE, SINGLE, UNDETERMINED, Stretch
from lawgate.law.columns import ANY_END, Coding, Frame
from lawgate.law.expr import And, AnyRow, Case, Const, Expr, HasPrefix, Not, Or
from lawgate.law.norms import Action
from lawgate.law.planes import Planes, Table, Words, combine, constant, pack, unpack
from lawgate.law.rulebook import Program
from lawgate.law.vocabulary import vocabulary, walk


@dataclass(frozen=True)
class Answers:
    """Answers in the order of the frame. ``codes``: index into ``ANSWERS``; ``possible``: bits of the answers left open;
    ``reasons``: bits into ``norms[program]``, the norms that carry the answer; ``ground``: of a lawful answer 1 + index into
    ``GROUNDS`` of the one it rests on, else 0; ``limits``: bits into the program's limits, those that bound the hold or may;
    ``program``: which program answered."""

    possible: Mapping[Action, npt.NDArray[np.uint8]]
    codes: Mapping[Action, npt.NDArray[np.uint8]]
    reasons: Mapping[Action, npt.NDArray[np.uint64]]
    ground: Mapping[Action, npt.NDArray[np.uint8]]
    limits: npt.NDArray[np.uint32]
    program: npt.NDArray[np.int32]
    norms: Sequence[Mapping[Action, tuple[str, ...]]]

    def reason_ids(self, case: int, action: Action) -> tuple[str, ...]:
        ids = self.norms[int(self.program[case])][action]
        bits = int(self.reasons[action][case])
        return tuple(i for k, i in enumerate(ids) if bits >> k & 1)


def coding_for(programs: Iterable[Program], cases: Iterable[Case] = ()) -> Coding:
    """The coding that all the conditions of ``programs`` need; words that only ``cases`` use are told apart as well."""
    exprs = list(conditions_of(programs))
    begins = {(str(n.ref), n.prefix + ANY_END) for e in exprs for n in walk(e) if isinstance(n, HasPrefix)}
    return Coding(vocabulary(exprs, cases).with_words(begins))


def answer(frame: Frame, which: npt.NDArray[np.int32], programs: Sequence[Program], coding: Coding) -> Answers:
    """Answer every case of ``frame`` with program ``programs[which[case]]``."""
    return _Run(frame, which, programs, coding).answers()


class _Run:
    def __init__(self, frame: Frame, which: npt.NDArray[np.int32], programs: Sequence[Program], coding: Coding) -> None:
        self.count = len(frame)
        self.programs = programs
        counts = np.bincount(which, minlength=len(programs))
        starts = np.concatenate([[0], np.cumsum((counts + 63) // 64 * 64)])  # each program starts on a word of its own
        order = np.argsort(which, kind="stable")
        self.slots = np.empty(self.count, np.int64)  # where each case stands
        offset = np.repeat(starts[:-1] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        self.slots[order] = np.arange(self.count) + offset
        self.size = int(starts[-1])
        self.starts, self.counts, self.which = starts, counts, which
        self.leaves = leaves_of([p for p, cases in zip(programs, counts, strict=True) if cases])
        at = np.full(self.size, -1, np.int64)
        at[self.slots] = np.arange(self.count)
        self.at = at
        self.original = frame.cases
        self.coding = coding
        self.lists = {rows: Table(f, coding) for rows, f in frame.lists.items()}
        self.row_slots = {rows: self.slots[f["case"].to_numpy()] for rows, f in frame.lists.items()}
        self.yes: dict[str, Words] = {}
        self.any: dict[str, Planes] = {}

    def answers(self) -> Answers:
        self._prepare()
        shape = self.size
        possible = {a: np.zeros(shape, np.uint8) for a in Action}
        ground = {a: np.zeros(shape, np.uint8) for a in Action}
        reasons = {a: np.zeros(shape, np.uint64) for a in Action}
        limits = np.zeros(shape, np.uint32)
        norms: list[Mapping[Action, tuple[str, ...]]] = []
        for number, program in enumerate(self.programs):
            ids: dict[Action, tuple[str, ...]] = dict.fromkeys(Action, ())
            norms.append(ids)
            if not self.counts[number]:
                continue
            here = slice(int(self.starts[number]), int(self.starts[number + 1]))
            one = Stretch(here.stop - here.start, self._leaf_of(here))
            for a, ruling in program.rulings.items():
                ids[a] = one.rule(ruling, possible[a][here], ground[a][here], reasons[a][here])
            one.limits(program.limits, ground[Action.HOLD][here], limits[here])
        take = self.slots
        possible = {a: v[take] for a, v in possible.items()}
        return Answers(
            possible=possible,
            codes={a: SINGLE[v] for a, v in possible.items()},
            reasons={a: v[take] for a, v in reasons.items()},
            ground={a: v[take] for a, v in ground.items()},
            limits=limits[take],
            program=self.which,
            norms=norms,
        )

    def _leaf_of(self, here: slice) -> Callable[[Expr], Planes]:
        """The planes of a leaf on one stretch of cases."""
        words = slice(here.start // 64, here.stop // 64)

        def planes(e: Expr) -> Planes:
            source = self.any if isinstance(e, AnyRow) else self.cases.planes
            true, false = source[self.leaves.keys[id(e)]]
            return true[words], false[words]

        return planes

    def _prepare(self) -> None:
        leaves = self.leaves
        columns = list(dict.fromkeys(r.name for e in leaves.of_case.values() for r in e.refs()))
        order = pl.Series(np.where(self.at < 0, 0, self.at))
        self.cases = Table(self.original.select(columns)[order] if self.count else self.original, self.coding)
        self.cases.prepare(leaves.of_case)
        for rows, mine in leaves.of_rows.items():
            self._rows_with_day(rows, mine)
        for key, q in leaves.quantified.items():
            self.any[key] = self._gather(q)

    def _rows_with_day(self, rows: str, leaves: Mapping[str, Expr]) -> None:
        """Rows may be compared with facts of their case (the day of the question): bring those columns along."""
        needed = {r.name for e in leaves.values() for r in e.refs() if not r.in_row}
        table = self.lists[rows]
        missing = [n for n in needed if n not in table.frame.columns]
        if missing:
            case = table.frame["case"]
            columns = [self.original[n].gather(case).alias(n) for n in missing]
            table.frame = table.frame.with_columns(columns)
        table.prepare(leaves)

    def _gather(self, q: AnyRow) -> Planes:
        table, slots = self.lists[q.rows], self.row_slots[q.rows]
        some, open_ = np.zeros(self.size, np.bool_), np.zeros(self.size, np.bool_)
        if rows := table.frame.height:
            true, false = self._row_planes(q.cond, table)
            some[slots[unpack(true, rows)]] = True
            open_[slots[unpack(~(true | false), rows)]] = True
        known, is_true = self._yes(q.rows), pack(some)
        is_false = known & ~is_true & ~pack(open_)
        return is_true & known, is_false & self._yes(q.complete) if q.complete else is_false

    def _yes(self, name: str) -> Words:
        """Where the column ``name`` of the cases is yes."""
        if name not in self.yes:
            out = np.zeros(self.size, np.bool_)
            out[self.slots] = self.original[name].fill_null(value=False).to_numpy()
            self.yes[name] = pack(out)
        return self.yes[name]

    def _row_planes(self, e: Expr, table: Table) -> Planes:
        if isinstance(e, Const):
            return constant(e.value, -(-table.frame.height // 64))
        if isinstance(e, Not):
            true, false = self._row_planes(e.part, table)
            return false, true
        if isinstance(e, And | Or):
            return combine(e, [self._row_planes(i, table) for i in e.items])
        return table.planes[self.leaves.keys[id(e)]]


__all__ = ["ANSWERS", "CODE", "UNDETERMINED", "Answers", "answer", "coding_for", "vocabulary"]
