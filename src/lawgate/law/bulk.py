"""The bulk evaluator: full answers for millions of cases, reasons included.

Cases are put in the order of their programs, so that each program works on one stretch. Every comparison of any rule is made
once over the whole frame by Polars and packed into two bit planes, *is true* and *is false*; a program then combines planes
word by word, sixty-four cases at a time, in Kleene's tables. Conditions over charges and priors are combined row by row and
gathered to their cases (true if any is true, false if all are false and the list is complete).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from lawgate.law.bulk_leaves import conditions_of, leaves_of
from lawgate.law.columns import Coding, Frame
from lawgate.law.expr import And, AnyRow, Case, Const, Expr, Not, Or
from lawgate.law.norms import GROUNDS, LAWFUL, Action, Answer, Norm
from lawgate.law.resolve import Ruling
from lawgate.law.rulebook import Program
from lawgate.law.symbolic import vocabulary

Words = npt.NDArray[np.uint64]
Planes = tuple[Words, Words]
ANSWERS = tuple(Answer)
CODE = {answer: code for code, answer in enumerate(ANSWERS)}
UNDETERMINED = CODE[Answer.UNDETERMINED]


@dataclass(frozen=True)
class Answers:
    """Answers in the order of the frame. ``codes``: index into ``ANSWERS``; ``possible``: bits of the answers left open;
    ``reasons``: bits into ``norms[program]``, the norms that carry the answer; ``program``: which program answered."""

    codes: Mapping[Action, npt.NDArray[np.uint8]]
    possible: Mapping[Action, npt.NDArray[np.uint8]]
    reasons: Mapping[Action, npt.NDArray[np.uint64]]
    ground: npt.NDArray[np.uint8]  # of a lawful HOLD: 1 + index into ``GROUNDS`` of the one it rests on; else 0
    limits: Mapping[
        str, npt.NDArray[np.bool_]
    ]  # by clock: whether it bounds this hold, or may (its facts are not all known)
    ceilings: Mapping[str, npt.NDArray[np.bool_]]  # those of them that only bound what was asked
    program: npt.NDArray[np.int32]
    norms: Sequence[Mapping[Action, tuple[str, ...]]]

    def reason_ids(self, case: int, action: Action) -> tuple[str, ...]:
        ids = self.norms[int(self.program[case])][action]
        bits = int(self.reasons[action][case])
        return tuple(i for k, i in enumerate(ids) if bits >> k & 1)


def coding_for(programs: Iterable[Program], cases: Iterable[Case] = ()) -> Coding:
    """The coding that all the conditions of ``programs`` need; words that only ``cases`` use are told apart as well."""
    return Coding(vocabulary(list(conditions_of(programs)), cases))


def answer(frame: Frame, which: npt.NDArray[np.int32], programs: Sequence[Program], coding: Coding) -> Answers:
    """Answer every case of ``frame`` with program ``programs[which[case]]``."""
    return _Run(frame, which, programs, coding).answers()


def _pack(values: npt.NDArray[np.bool_]) -> Words:
    packed = np.packbits(values, bitorder="little")
    pad = -len(packed) % 8
    return np.concatenate([packed, np.zeros(pad, np.uint8)]).view(np.uint64)


def _unpack(words: Words, count: int) -> npt.NDArray[np.bool_]:
    return np.unpackbits(words.view(np.uint8), count=count, bitorder="little").view(np.bool_)


class _Table:
    """Planes of every leaf condition over one frame, made when first asked for, known by what the condition says."""

    def __init__(self, frame: pl.DataFrame, coding: Coding) -> None:
        self.frame, self.coding = frame, coding
        self.planes: dict[str, Planes] = {}

    def prepare(self, leaves: Mapping[str, Expr]) -> None:
        """Make the planes of ``leaves`` in one pass over the columns."""
        todo = {k: e for k, e in leaves.items() if k not in self.planes}
        if not todo:
            return
        made = self.frame.select([self.coding.leaf(e).alias(k) for k, e in todo.items()])
        for key in todo:
            column = made[key]
            if len(column) != self.frame.height:
                column = pl.repeat(column[0], self.frame.height, dtype=pl.Boolean, eager=True)
            true = column.fill_null(value=False).to_numpy()
            false = (~column).fill_null(value=False).to_numpy()
            self.planes[key] = _pack(true), _pack(false)


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
        self.leaves = leaves_of(programs)
        at = np.full(self.size, -1, np.int64)
        at[self.slots] = np.arange(self.count)
        self.at = at
        self.original = frame.cases
        self.coding = coding
        self.lists = {rows: _Table(f, coding) for rows, f in frame.lists.items()}
        self.known = {r: frame.cases[r].fill_null(value=False).to_numpy() for r in frame.lists}
        self.any: dict[str, Planes] = {}

    def answers(self) -> Answers:
        self._prepare()
        shape = self.size
        codes = {a: np.zeros(shape, np.uint8) for a in Action}
        possible = {a: np.zeros(shape, np.uint8) for a in Action}
        reasons = {a: np.zeros(shape, np.uint64) for a in Action}
        ground = np.zeros(shape, np.uint8)
        tokens = dict.fromkeys(n.token for p in self.programs for n in p.limits)
        limits = {t: np.zeros(shape, np.bool_) for t in tokens}
        ceilings = {t: np.zeros(shape, np.bool_) for t in tokens}
        norms: list[Mapping[Action, tuple[str, ...]]] = []
        for number, program in enumerate(self.programs):
            if not self.counts[number]:
                norms.append(dict.fromkeys(Action, ()))
                continue
            stretch = slice(int(self.starts[number]), int(self.starts[number + 1]))
            one = _Stretch(self, stretch)
            ids: dict[Action, tuple[str, ...]] = {}
            for action, ruling in program.rulings.items():
                ids[action] = one.rule(ruling, codes[action], possible[action], reasons[action])
            rests_on = one.ground(program.rulings[Action.HOLD], codes[Action.HOLD], ground)
            one.limits(program.limits, rests_on, limits, ceilings)
            norms.append(ids)
        take = self.slots
        return Answers(
            codes={a: v[take] for a, v in codes.items()},
            possible={a: v[take] for a, v in possible.items()},
            reasons={a: v[take] for a, v in reasons.items()},
            ground=ground[take],
            limits={t: v[take] for t, v in limits.items() if v.any()},
            ceilings={t: v[take] for t, v in ceilings.items() if v.any()},
            program=self.which,
            norms=norms,
        )

    def _prepare(self) -> None:
        leaves = self.leaves
        columns = list(dict.fromkeys(r.name for e in leaves.of_case.values() for r in e.refs()))
        order = pl.Series(np.where(self.at < 0, 0, self.at))
        self.cases = _Table(self.original.select(columns)[order] if self.count else self.original, self.coding)
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
        table = self.lists[q.rows]
        rows = table.frame.height
        known = self.known[q.rows]
        any_true = np.zeros(self.count, np.bool_)
        some_open = np.zeros(self.count, np.bool_)
        if rows:
            true, false = self._row_planes(q.cond, table)
            case = table.frame["case"].to_numpy()
            is_true, is_false = _unpack(true, rows), _unpack(false, rows)
            any_true[case[is_true]] = True
            some_open[case[~is_true & ~is_false]] = True
        is_false_case = known & ~any_true & ~some_open
        any_true &= known
        if q.complete:
            complete = self.original[q.complete].fill_null(value=False).to_numpy()
            is_false_case &= complete
        return self._place(any_true), self._place(is_false_case)

    def _place(self, values: npt.NDArray[np.bool_]) -> Words:
        out = np.zeros(self.size, np.bool_)
        out[self.slots] = values
        return _pack(out)

    def _row_planes(self, e: Expr, table: _Table) -> Planes:
        if isinstance(e, Const):
            full = _pack(np.full(table.frame.height, e.value))
            return full, ~full
        if isinstance(e, Not):
            true, false = self._row_planes(e.part, table)
            return false, true
        if isinstance(e, And | Or):
            return _combine(e, [self._row_planes(i, table) for i in e.items])
        return table.planes[self.leaves.keys[id(e)]]


def _combine(e: And | Or, parts: Sequence[Planes]) -> Planes:
    all_, some = (0, 1) if isinstance(e, And) else (1, 0)
    both = parts[0][all_].copy()
    either = parts[0][some].copy()
    for part in parts[1:]:
        both &= part[all_]
        either |= part[some]
    return (both, either) if isinstance(e, And) else (either, both)


class _Stretch:
    """One program over its own words of the planes."""

    def __init__(self, run: _Run, stretch: slice) -> None:
        self.run = run
        self.stretch = stretch
        self.words = slice(stretch.start // 64, stretch.stop // 64)
        self.size = stretch.stop - stretch.start
        self.memo: dict[int, Planes] = {}

    def planes(self, e: Expr) -> Planes:
        found = self.memo.get(id(e))
        if found is None:
            found = self.memo[id(e)] = self._planes(e)
        return found

    def _planes(self, e: Expr) -> Planes:
        if isinstance(e, Const):
            full = np.full(self.words.stop - self.words.start, 2**64 - 1 if e.value else 0, np.uint64)
            return full, ~full
        if isinstance(e, Not):
            true, false = self.planes(e.part)
            return false, true
        if isinstance(e, And | Or):
            return _combine(e, [self.planes(i) for i in e.items])
        source = self.run.any if isinstance(e, AnyRow) else self.run.cases.planes
        true, false = source[self.run.leaves.keys[id(e)]]
        return true[self.words], false[self.words]

    def rule(
        self,
        ruling: Ruling,
        codes: npt.NDArray[np.uint8],
        possible: npt.NDArray[np.uint8],
        reasons: npt.NDArray[np.uint64],
    ) -> tuple[str, ...]:
        """Run the decision list over the stretch; returns the ids that the reason bits stand for."""
        left = np.full(self.words.stop - self.words.start, 2**64 - 1, np.uint64)  # not yet surely answered
        bits: dict[Answer, Words] = {}
        reached: list[Words] = []
        for entry in ruling.entries:
            true, false = self.planes(entry.cond)
            reached.append(left & ~false)
            bits[entry.answer] = bits.get(entry.answer, np.zeros_like(left)) | reached[-1]
            left = left & ~true
        bits[ruling.otherwise] = bits.get(ruling.otherwise, np.zeros_like(left)) | left
        out = np.zeros(self.size, np.uint8)
        for found, words in bits.items():
            out |= _unpack(words, self.size).view(np.uint8) << CODE[found]
        possible[self.stretch] = out
        codes[self.stretch] = _SINGLE[out]
        return self._reasons(ruling, bits, reached, reasons)

    def _reasons(
        self,
        ruling: Ruling,
        bits: Mapping[Answer, Words],
        reached: Sequence[Words],
        reasons: npt.NDArray[np.uint64],
    ) -> tuple[str, ...]:
        ids: dict[str, int] = {}
        out = np.zeros(self.size, np.uint64)
        sure = {a: w & ~_others(bits, a) for a, w in bits.items()}
        for entry, here in zip(ruling.entries, reached, strict=True):
            carried = sure[entry.answer] & here
            if not carried.any():
                continue
            for name in entry.norms:
                number = ids.setdefault(name, len(ids))
                if number < 64:
                    stands = _unpack(self.planes(ruling.effective[name])[0] & carried, self.size)
                    out |= stands.astype(np.uint64) << np.uint64(number)
        reasons[self.stretch] = out
        return tuple(ids)

    def ground(self, ruling: Ruling, codes: npt.NDArray[np.uint8], ground: npt.NDArray[np.uint8]) -> dict[str, Words]:
        """On which ground each lawful hold rests: that of the first line that is surely true. Returns the cases of each."""
        left = np.full(self.words.stop - self.words.start, 2**64 - 1, np.uint64)
        here = codes[self.stretch]
        lawful = _pack((here == CODE[Answer.REQUIRED]) | (here == CODE[Answer.PERMITTED]))
        found: dict[str, Words] = {}
        for entry in ruling.entries:
            true, _ = self.planes(entry.cond)
            if entry.answer in LAWFUL and entry.ground:
                mine = left & true & lawful
                found[entry.ground] = found[entry.ground] | mine if entry.ground in found else mine
            left = left & ~true
        out = np.zeros(self.size, np.uint8)
        for name, words in found.items():
            out += _unpack(words, self.size) * np.uint8(1 + GROUNDS.index(name))
        ground[self.stretch] = out
        return found

    def limits(
        self,
        norms: Sequence[Norm],
        rests_on: Mapping[str, Words],
        limits: Mapping[str, npt.NDArray[np.bool_]],
        ceilings: Mapping[str, npt.NDArray[np.bool_]],
    ) -> None:
        """Which clocks bound the holds that rest on their ground. One whose facts are unknown bounds: a hold is never longer for that."""
        for norm in norms:
            grounds = [rests_on[g] for g in norm.grounds if g in rests_on]
            if not grounds:
                continue
            some = np.bitwise_or.reduce(grounds)
            bound = _unpack(~self.planes(norm.cond)[1] & some, self.size)
            limits[norm.token][self.stretch] |= bound
            if norm.ceiling:
                ceilings[norm.token][self.stretch] |= bound


def _others(bits: Mapping[Answer, Words], mine: Answer) -> Words:
    out = np.zeros_like(bits[mine])
    for found, words in bits.items():
        if found is not mine:
            out = out | words
    return out


def _single() -> npt.NDArray[np.uint8]:
    table = np.full(256, UNDETERMINED, np.uint8)
    for code in range(len(ANSWERS)):
        table[1 << code] = code
    return table


_SINGLE = _single()
