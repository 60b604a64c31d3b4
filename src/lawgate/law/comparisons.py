"""What a condition compares: one fact with words, or two facts with each other.

Is (value is one of) · Has (set holds one of) · HasOther (set holds something else) · HasPrefix · Order (two ordered facts, or a
fact and a constant) · Within (calendar look-back). Each is unknown where a fact it looks at is.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from lawgate.law.connectives import UNKNOWN, Case, Expr, Ref, Row, Test, Truth

OPS: dict[str, Callable[[Any, Any], bool]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@dataclass(frozen=True, eq=False)
class OneFact(Expr):
    """Something said of the value of one fact."""

    ref: Ref

    def refs(self) -> Iterator[Ref]:
        yield self.ref

    def says(self) -> Callable[[Any], bool]:
        """Whether it is so, of a value that is known."""
        raise NotImplementedError

    def test(self) -> Test:
        name, in_row, says = self.ref.name, self.ref.in_row, self.says()

        def run(case: Case, row: Row) -> Truth:
            value = (row if in_row else case).get(name, UNKNOWN)
            return None if value is UNKNOWN else says(value)

        return run


@dataclass(frozen=True, eq=False)
class Is(OneFact):
    """The fact's value is one of ``values`` (``None`` among them means: known to be none)."""

    values: frozenset[Any]

    def says(self) -> Callable[[Any], bool]:
        return self.values.__contains__


@dataclass(frozen=True, eq=False)
class Has(OneFact):
    """The set holds at least one of ``values``."""

    values: frozenset[str]

    def says(self) -> Callable[[Any], bool]:
        values = self.values
        return lambda held: bool(held) and not values.isdisjoint(held)


@dataclass(frozen=True, eq=False)
class HasOther(OneFact):
    """The set holds something that is not among ``values``."""

    values: frozenset[str]

    def says(self) -> Callable[[Any], bool]:
        values = self.values
        return lambda held: bool(held) and not values.issuperset(held)


@dataclass(frozen=True, eq=False)
class HasPrefix(OneFact):
    """The set holds a word that begins with ``prefix`` (a part of a form: ``1A-``)."""

    prefix: str

    def says(self) -> Callable[[Any], bool]:
        prefix = self.prefix
        return lambda held: bool(held) and any(v.startswith(prefix) for v in held)


def _both(left: Ref, right: Ref | date | datetime | int, holds: Callable[[Any, Any], bool]) -> Test:
    """Whether ``holds`` is so of two sides; of a side that is known to be none nothing is."""

    def run(case: Case, row: Row) -> Truth:
        a = (row if left.in_row else case).get(left.name, UNKNOWN)
        b: Any = (row if right.in_row else case).get(right.name, UNKNOWN) if isinstance(right, Ref) else right
        if a is None or b is None:
            return False
        if a is UNKNOWN or b is UNKNOWN:
            return None
        return holds(a, b)

    return run


@dataclass(frozen=True, eq=False)
class Order(Expr):
    """``left op right``, where ``right`` is a constant or another fact, with ``plus`` minutes added to the left.

    A side that is known to be none orders with nothing: the condition is false."""

    left: Ref
    op: str
    right: Ref | date | datetime | int
    plus: int = 0

    def refs(self) -> Iterator[Ref]:
        yield self.left
        if isinstance(self.right, Ref):
            yield self.right

    def test(self) -> Test:
        compare, plus = OPS[self.op], timedelta(minutes=self.plus)

        def holds(a: Any, b: Any) -> bool:
            if isinstance(a, datetime):
                # Two instants of one zone compare as wall times, and an hour of autumn comes twice.
                return compare(a.astimezone(UTC) + plus, b.astimezone(UTC))
            return compare(a, b)

        return _both(self.left, self.right, holds)


def ymd(day: date) -> int:
    """A day as the number YYYYMMDD: whole years are steps of 10,000, and 29 February of a common year falls between
    28 February and 1 March, which is the counting of Cal. Gov. Code § 6803 without a special case."""
    return day.year * 10000 + day.month * 100 + day.day


@dataclass(frozen=True, eq=False)
class Within(Expr):
    """``day`` lies in the ``years`` that end with ``anchor``: day <= anchor <= the anniversary of day.

    The first day is left out and the last counted (Cal. Gov. Code § 6800). A day after ``anchor`` is not in them: the rules look
    at "the past five years" (Gov. Code § 7282.5), the years "before the instant arrest" (N.Y.C. Admin. Code § 9-131) or those
    "immediately preceding" the request (D.C. Code § 24-211.07)."""

    day: Ref
    years: int
    anchor: Ref

    def refs(self) -> Iterator[Ref]:
        yield self.day
        yield self.anchor

    def test(self) -> Test:
        reach = self.years * 10000
        return _both(self.day, self.anchor, lambda day, anchor: ymd(day) <= ymd(anchor) <= ymd(day) + reach)
