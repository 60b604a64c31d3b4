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
class Is(Expr):
    """The fact's value is one of ``values`` (``None`` among them means: known to be none)."""

    ref: Ref
    values: frozenset[Any]

    def refs(self) -> Iterator[Ref]:
        yield self.ref

    def test(self) -> Test:
        name, values, in_row = self.ref.name, self.values, self.ref.in_row

        def run(case: Case, row: Row) -> Truth:
            value = (row if in_row else case).get(name, UNKNOWN)
            return None if value is UNKNOWN else value in values

        return run


@dataclass(frozen=True, eq=False)
class Has(Expr):
    """The set holds at least one of ``values``."""

    ref: Ref
    values: frozenset[str]

    def refs(self) -> Iterator[Ref]:
        yield self.ref

    def test(self) -> Test:
        name, values, in_row = self.ref.name, self.values, self.ref.in_row

        def run(case: Case, row: Row) -> Truth:
            held = (row if in_row else case).get(name, UNKNOWN)
            return None if held is UNKNOWN else bool(held) and not values.isdisjoint(held)

        return run


@dataclass(frozen=True, eq=False)
class HasOther(Expr):
    """The set holds something that is not among ``values``."""

    ref: Ref
    values: frozenset[str]

    def refs(self) -> Iterator[Ref]:
        yield self.ref

    def test(self) -> Test:
        name, values, in_row = self.ref.name, self.values, self.ref.in_row

        def run(case: Case, row: Row) -> Truth:
            held = (row if in_row else case).get(name, UNKNOWN)
            return None if held is UNKNOWN else bool(held) and not values.issuperset(held)

        return run


@dataclass(frozen=True, eq=False)
class HasPrefix(Expr):
    """The set holds a word that begins with ``prefix`` (a part of a form: ``1A-``)."""

    ref: Ref
    prefix: str

    def refs(self) -> Iterator[Ref]:
        yield self.ref

    def test(self) -> Test:
        name, prefix, in_row = self.ref.name, self.prefix, self.ref.in_row

        def run(case: Case, row: Row) -> Truth:
            held = (row if in_row else case).get(name, UNKNOWN)
            return None if held is UNKNOWN else bool(held) and any(v.startswith(prefix) for v in held)

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
        left, right, compare, plus = self.left, self.right, OPS[self.op], timedelta(minutes=self.plus)

        def run(case: Case, row: Row) -> Truth:
            a = (row if left.in_row else case).get(left.name, UNKNOWN)
            b: Any = (row if right.in_row else case).get(right.name, UNKNOWN) if isinstance(right, Ref) else right
            if a is None or b is None:
                return False
            if a is UNKNOWN or b is UNKNOWN:
                return None
            if isinstance(a, datetime):
                # Two instants of one zone compare as wall times, and an hour of autumn comes twice.
                return compare(a.astimezone(UTC) + plus, b.astimezone(UTC))
            return compare(a, b)

        return run


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
        day, anchor, reach = self.day, self.anchor, self.years * 10000

        def run(case: Case, row: Row) -> Truth:
            a = (row if day.in_row else case).get(day.name, UNKNOWN)
            b = (row if anchor.in_row else case).get(anchor.name, UNKNOWN)
            if a is None or b is None:
                return False
            if a is UNKNOWN or b is UNKNOWN:
                return None
            return ymd(a) <= ymd(b) <= ymd(a) + reach

        return run
