"""Cases as columns, and conditions as Polars expressions over them: the bulk reader's half of *one rule, three readers*.

Encoding, one column a fact, null is unknown:

=========  ==========================================================================================
yes/no     Boolean
word       UInt16: 0 none, 1 a word that no condition names, 2 and up the words of the coding
words      UInt64: one bit a word, one for each beginning that a condition looks for, bit 63 for any other word
day        Int32 YYYYMMDD, ``NO_DAY`` for known to be none
instant    Int64 minutes since 1970 UTC, ``NO_INSTANT`` for known to be none
number     Int32
=========  ==========================================================================================

``charges`` and ``priors`` are long frames with a ``case`` column (the row number of the case, ascending) and a Boolean column of
the same name in the case frame that says whether the list is known at all. Polars' ``&``, ``|`` and ``~`` on nulls are Kleene's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from lawgate.law.declare import DECLARED
from lawgate.law.expr import (
    And,
    Case,
    Const,
    Expr,
    Has,
    HasOther,
    HasPrefix,
    Is,
    Not,
    Or,
    Order,
    Ref,
    Within,
    ymd,
)
from lawgate.law.vocabulary import Vocabulary, minutes, walk

NO_DAY = -1
NO_INSTANT = -(2**62)
OTHER_BIT = 63
ANY_END = "*"  # a word of the coding that ends so stands for any other word that begins so
LISTS = ("charges", "priors")
DTYPES: dict[str, Any] = {
    "yes/no": pl.Boolean,
    "word": pl.UInt16,
    "words": pl.UInt64,
    "day": pl.Int32,
    "instant": pl.Int64,
    "number": pl.Int32,
}


@dataclass(frozen=True)
class Frame:
    """Encoded cases. ``cases`` has one row a case; ``lists`` the long frames of ``charges`` and ``priors``."""

    cases: pl.DataFrame
    lists: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.cases.height

    def only(self, which: npt.NDArray[np.int64], **columns: pl.Series) -> Frame:
        """The cases at these places (ascending), with ``columns`` put in the stead of their own."""
        at = np.full(len(self), -1, np.int64)
        at[which] = np.arange(len(which))
        lists = {}
        for rows, held in self.lists.items():
            moved = held.with_columns(pl.Series("case", at[held["case"].to_numpy()]))
            lists[rows] = moved.filter(pl.col("case") >= 0).with_columns(pl.col("case").cast(pl.UInt32))
        return Frame(self.cases[which].with_columns(**columns), lists)


def never_none(frame: pl.DataFrame, names: Collection[str] | None = None) -> frozenset[str]:
    """Days and instants that are nowhere in ``frame`` known to be none: comparing them needs no guard. One pass, once a frame."""
    wanted = frame.columns if names is None else names
    found = {n: NO_DAY for n, t in frame.schema.items() if n in wanted and t == pl.Int32}
    found |= {n: NO_INSTANT for n, t in frame.schema.items() if n in wanted and t == pl.Int64}
    if not found or not frame.height:
        return frozenset(found)
    least = frame.select(pl.col(list(found)).min()).row(0, named=True)
    return frozenset(n for n, none in found.items() if least[n] is None or least[n] > none)


@dataclass(frozen=True)
class Coding:
    """How words become numbers, shared by the conditions and the frame."""

    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        for name, words in self.vocabulary.words.items():
            if name in DECLARED and DECLARED[name].kind == "words" and len(words) > OTHER_BIT:
                raise OverflowError(f"{len(words)} words of {name}: a column tells {OTHER_BIT} apart")

    def code(self, ref: Ref, word: str | None) -> int:
        return self.vocabulary.code(str(ref), word)

    def mask(self, ref: Ref, words: Iterable[str]) -> int:
        known = self.vocabulary.words.get(str(ref), ())
        out = 0
        for word in words:
            if word in known:
                out |= 1 << known.index(word)
            else:  # another word: what is known of it is how it begins
                out |= 1 << OTHER_BIT
                out |= sum(1 << i for i, k in enumerate(known) if k.endswith(ANY_END) and word.startswith(k[:-1]))
        return out

    def value(self, ref: Ref, value: Any) -> Any:
        """One fact's value as it stands in its column."""
        kind = DECLARED[str(ref)].kind
        if kind == "word":
            return self.code(ref, value)
        if kind == "words":
            return self.mask(ref, value or ())
        if kind == "day":
            return NO_DAY if value is None else ymd(value)
        if kind == "instant":
            return NO_INSTANT if value is None else minutes(value)
        return value

    def over(self, frame: pl.DataFrame, e: Expr) -> pl.Expr:
        """``e`` as one expression over ``frame``, whose columns are looked through for *known to be none* where that matters."""
        return self.expr(e, never_none(frame, {r.name for n in walk(e) for r in guarded(n)}))

    def expr(self, e: Expr, whole: frozenset[str] = frozenset()) -> pl.Expr:
        """A condition on one case or one row as one Polars expression. ``whole``: columns that are never none (``never_none``).

        What two parts of the condition share is one expression in both, which Polars works out once."""
        return self._joined(e, whole, {})

    def _joined(self, e: Expr, whole: frozenset[str], made: dict[int, pl.Expr]) -> pl.Expr:
        found = made.get(id(e))
        if found is None:
            if isinstance(e, Const):
                found = pl.lit(e.value)
            elif isinstance(e, And | Or):
                found = _balanced([self._joined(i, whole, made) for i in e.items], both=isinstance(e, And))
            elif isinstance(e, Not):
                found = ~self._joined(e.part, whole, made)
            else:
                found = self.leaf(e, whole)
            made[id(e)] = found
        return found

    def leaf(self, e: Expr, whole: frozenset[str] = frozenset()) -> pl.Expr:
        """One comparison on one or two columns, those in ``whole`` taken to be never none."""
        if isinstance(e, Is):
            return self._is(e)
        if isinstance(e, Has):
            return _col(e.ref) & pl.lit(self.mask(e.ref, e.values), pl.UInt64) != 0
        if isinstance(e, HasOther):
            known = self.mask(e.ref, [w for w in e.values if w in self.vocabulary.words.get(str(e.ref), ())])
            return _col(e.ref) & pl.lit(~known & (2**64 - 1), pl.UInt64) != 0
        if isinstance(e, HasPrefix):
            words = [w for w in self.vocabulary.words.get(str(e.ref), ()) if w.startswith(e.prefix)]
            return _col(e.ref) & pl.lit(self.mask(e.ref, words), pl.UInt64) != 0
        if isinstance(e, Within):
            day, anchor = _col(e.day), _col(e.anchor)
            inside = [day <= anchor, anchor <= day + e.years * 10000]
            return _balanced([*_guards(e, whole), *inside], both=True)
        if isinstance(e, Order):
            return self._order(e, whole)
        raise TypeError(f"no column form for {type(e).__name__}")

    def _is(self, e: Is) -> pl.Expr:
        column, kind = _col(e.ref), DECLARED[str(e.ref)].kind
        if kind == "yes/no":
            return column if e.values == {True} else ~column
        codes = [self.value(e.ref, v) for v in e.values]
        return column == codes[0] if len(codes) == 1 else column.is_in(codes)

    def _order(self, e: Order, whole: frozenset[str]) -> pl.Expr:
        left = _col(e.left) + e.plus if e.plus else _col(e.left)
        right = _col(e.right) if isinstance(e.right, Ref) else pl.lit(_constant(e.right))
        compared = {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[e.op]
        return _balanced([*_guards(e, whole), compared], both=True)


def _balanced(parts: Sequence[pl.Expr], *, both: bool) -> pl.Expr:
    """All of ``parts``, or some: as a tree of little depth, which the column engine splits over the cores."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    left, right = _balanced(parts[:half], both=both), _balanced(parts[half:], both=both)
    return left & right if both else left | right


def guarded(e: Expr) -> tuple[Ref, ...]:
    """The sides of a comparison that must be checked: what is known to be none orders with nothing, whether the other is known or not."""
    if isinstance(e, Within):
        return e.day, e.anchor
    if not isinstance(e, Order):
        return ()
    if isinstance(e.right, Ref):
        return e.left, e.right
    # None is less than every constant, so that *after a constant* is false of it anyway.
    below = e.op in (">", ">=") and not e.plus and _constant(e.right) > _none_of(e.left)
    return () if below else (e.left,)


def _guards(e: Expr, whole: frozenset[str]) -> list[pl.Expr]:
    return [_col(ref) != _none_of(ref) for ref in guarded(e) if ref.name not in whole]


def _col(ref: Ref) -> pl.Expr:
    return pl.col(ref.name)


def _none_of(ref: Ref) -> int:
    kind = DECLARED[str(ref)].kind
    return NO_DAY if kind == "day" else NO_INSTANT if kind == "instant" else -(2**31)


def _constant(value: date | datetime | int) -> int:
    return minutes(value) if isinstance(value, datetime) else ymd(value) if isinstance(value, date) else value


def encode(cases: Sequence[Case], coding: Coding) -> Frame:
    """Columns from a list of cases. For tests and small sets; large sets arrive as columns already."""
    case_facts = {n: f for n, f in DECLARED.items() if not f.in_row}
    data = {
        name: pl.Series(
            name, [coding.value(Ref(name), c[name]) if name in c else None for c in cases], dtype=DTYPES[f.kind]
        )
        for name, f in case_facts.items()
    }
    for rows in LISTS:
        data[rows] = pl.Series(rows, [rows in c for c in cases], dtype=pl.Boolean)
    return Frame(pl.DataFrame(data), {rows: _long(cases, rows, coding) for rows in LISTS})


def _long(cases: Sequence[Case], rows: str, coding: Coding) -> pl.DataFrame:
    pairs = [(i, row) for i, c in enumerate(cases) for row in c.get(rows, ())]
    data: dict[str, pl.Series] = {"case": pl.Series("case", [i for i, _ in pairs], dtype=pl.UInt32)}
    for fact in DECLARED.values():
        if fact.in_row:
            values = [coding.value(fact.ref, r[fact.name]) if fact.name in r else None for _, r in pairs]
            data[fact.name] = pl.Series(fact.name, values, dtype=DTYPES[fact.kind])
    return pl.DataFrame(data)
