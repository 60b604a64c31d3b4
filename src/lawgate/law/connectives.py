"""Conditions and how they are joined, in Kleene's three values: Const · And · Or · Not · AnyRow (some row of a list).

What they join is in ``comparisons``; rules and readers take both from ``expr``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

Truth = bool | None
Row = Mapping[str, Any]
Case = Mapping[str, Any]
Test = Callable[[Case, Row], Truth]


class _Unknown:
    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = _Unknown()
EMPTY_ROW: Row = {}


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer to a fact: its name, and whether it is looked up in the row at hand or in the case."""

    name: str
    in_row: bool = False

    def __str__(self) -> str:
        return f"row.{self.name}" if self.in_row else self.name


@dataclass(frozen=True, eq=False)
class Expr:
    """A condition. Combine with ``&``, ``|`` and ``~``."""

    def __and__(self, other: Expr) -> Expr:
        return all_of(self, other)

    def __or__(self, other: Expr) -> Expr:
        return any_of(self, other)

    def __invert__(self) -> Expr:
        if isinstance(self, Not):
            return self.part
        if isinstance(self, Const):
            return Const(not self.value)
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError("a condition has no truth of its own: combine with & | ~, and evaluate it on a case")

    def test(self) -> Test:
        """A function of (case, row) that gives the condition's truth."""
        raise NotImplementedError

    def parts(self) -> tuple[Expr, ...]:
        return ()

    def refs(self) -> Iterator[Ref]:
        for part in self.parts():
            yield from part.refs()

    def truth(self, case: Case, row: Row = EMPTY_ROW) -> Truth:
        return self.test()(case, row)


@dataclass(frozen=True, eq=False)
class Const(Expr):
    value: bool

    def test(self) -> Test:
        value = self.value
        return lambda case, row: value


TRUE, FALSE = Const(True), Const(False)


def settled(tests: Iterable[Test], case: Case, rows: Iterable[Row], decides: bool) -> Truth:
    """``decides`` where some test gives it on some row; else unknown where some does not know; else the other."""
    answer: Truth = not decides
    for one in tests:
        for row in rows:
            value = one(case, row)
            if value is decides:
                return decides
            if value is None:
                answer = None
    return answer


@dataclass(frozen=True, eq=False)
class Joined(Expr):
    """Several conditions of which one settles it: a false one all of them, a true one any of them."""

    items: tuple[Expr, ...]
    decides: ClassVar[bool]

    def parts(self) -> tuple[Expr, ...]:
        return self.items

    def test(self) -> Test:
        tests, decides = tuple(item.test() for item in self.items), self.decides
        return lambda case, row: settled(tests, case, (row,), decides)


@dataclass(frozen=True, eq=False)
class And(Joined):
    decides: ClassVar[bool] = False


@dataclass(frozen=True, eq=False)
class Or(Joined):
    decides: ClassVar[bool] = True


@dataclass(frozen=True, eq=False)
class Not(Expr):
    part: Expr

    def parts(self) -> tuple[Expr, ...]:
        return (self.part,)

    def test(self) -> Test:
        inner = self.part.test()

        def run(case: Case, row: Row) -> Truth:
            value = inner(case, row)
            return None if value is None else not value

        return run


@dataclass(frozen=True, eq=False)
class AnyRow(Expr):
    """Some row of a list meets ``cond``. Over a list not known to be complete: true or unknown, never false.

    ``complete`` names the fact that says the list is whole; empty: the list speaks for itself."""

    rows: str
    cond: Expr
    complete: str = ""

    def parts(self) -> tuple[Expr, ...]:
        return (self.cond,)

    def refs(self) -> Iterator[Ref]:
        yield Ref(self.rows)
        if self.complete:
            yield Ref(self.complete)
        yield from self.cond.refs()

    def test(self) -> Test:
        name, inner, complete = self.rows, (self.cond.test(),), self.complete

        def run(case: Case, _row: Row) -> Truth:
            held = case.get(name, UNKNOWN)
            if held is UNKNOWN:
                return None
            answer = settled(inner, case, held, True)
            if answer is False and complete and case.get(complete, UNKNOWN) is not True:
                return None
            return answer

        return run


def _flat(kind: type[And] | type[Or], items: Iterable[Expr]) -> list[Expr]:
    out: list[Expr] = []
    for item in items:
        out.extend(item.parts() if isinstance(item, kind) else (item,))
    return out


def all_of(*items: Expr) -> Expr:
    """Every one of them; true of none at all."""
    flat = [i for i in _flat(And, items) if i is not TRUE and not (isinstance(i, Const) and i.value)]
    if any(isinstance(i, Const) for i in flat):
        return FALSE
    return TRUE if not flat else flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(*items: Expr) -> Expr:
    """At least one of them; false of none at all."""
    flat = [i for i in _flat(Or, items) if not (isinstance(i, Const) and not i.value)]
    if any(isinstance(i, Const) for i in flat):
        return TRUE
    return FALSE if not flat else flat[0] if len(flat) == 1 else Or(tuple(flat))
