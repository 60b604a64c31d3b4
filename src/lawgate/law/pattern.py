"""The pattern of a case: all of it that can matter to what its completions come to.

Two cases of one pattern have the same completions as far as the conditions can tell: every condition that is true or false of the
one is true or false of the other, the same facts are unknown, and known days and instants that an unknown one may be compared with
stand in the same order. So what was worked out for one holds for the other, whoever they are and whatever the minute was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from lawgate.law.declare import DECLARED
from lawgate.law.expr import UNKNOWN, AnyRow, Case, Const, Expr, Order, Ref, Within, ymd
from lawgate.law.symbolic import COMPLETE, all_refs, minutes, walk, with_axioms

LISTS = ("charges", "priors")
YEAR = 10_000  # in days as numbers (see ``expr.ymd``)


class Sight:
    """What a set of conditions, with the axioms, can see of a case."""

    def __init__(self, exprs: Iterable[Expr]) -> None:
        exprs = with_axioms(exprs)
        nodes = {id(n): n for e in exprs for n in walk(e)}.values()
        leaves = [n for n in nodes if not n.parts() and not isinstance(n, Const)]
        refs = all_refs(exprs)
        self._of_case = [n.test() for n in leaves if not any(r.in_row for r in n.refs())]
        self._of_row = [n.test() for n in leaves if any(r.in_row for r in n.refs())]
        self._names = [r.name for r in refs if not r.in_row and str(r) in DECLARED]
        self._fields = [r.name for r in refs if r.in_row]
        self._wholes = sorted({n.complete for n in nodes if isinstance(n, AnyRow) and n.complete} | {COMPLETE})
        self._pairs = [
            n for n in leaves if isinstance(n, Within) or (isinstance(n, Order) and isinstance(n.right, Ref))
        ]
        self._shifts = {
            "instant": sorted({n.plus for n in leaves if isinstance(n, Order)}),
            "day": sorted({0, *(n.years * YEAR for n in leaves if isinstance(n, Within))}),
        }
        self._constants = list(_constants(leaves))

    def pattern(self, case: Case) -> tuple[Any, ...]:
        """``case`` as these conditions see it; equal patterns may share a result. Hashable."""
        rows = tuple(_of_list(case, name, self._row) for name in LISTS)
        known = tuple(case.get(n, UNKNOWN) is not UNKNOWN for n in self._names)
        whole = tuple(case.get(n, UNKNOWN) is True for n in self._wholes)
        values = tuple(t(case, {}) for t in self._of_case)
        return known, whole, values, rows, self._order(case)

    def _row(self, case: Case, row: Mapping[str, Any]) -> tuple[Any, ...]:
        known = tuple(row.get(f, UNKNOWN) is not UNKNOWN for f in self._fields)
        return known, tuple(t(case, row) for t in self._of_row)

    def _order(self, case: Case) -> Any:
        """How the known points of time stand to one another, when some unknown one may fall among them."""
        if any(_shifted(n) and all(_may_be_unknown(r, case) for r in n.refs()) for n in self._pairs):
            return self._raw(case)  # two unknown days with years between them: only the days themselves will do
        half = [n for n in self._pairs if any(_may_be_unknown(r, case) for r in n.refs())]
        points: dict[str, list[tuple[int, str]]] = {"instant": [], "day": [], "number": []}
        for name in sorted({r.name for n in half for r in n.refs() if not r.in_row}):
            _add(points, name, case.get(name, UNKNOWN))
        for at, row in _rows(case) if half else ():
            for field in sorted({r.name for n in half for r in n.refs() if r.in_row}):
                _add(points, f"{at}.{field}", row.get(field, UNKNOWN), str(Ref(field, True)))
        if half:
            for kind, value in self._constants:
                points[kind].append((value, str(value)))
        return tuple(_standing(points[kind], self._shifts.get(kind, (0,))) for kind in points)

    def _raw(self, case: Case) -> Any:
        days = [(n, case[n]) for n in self._names if isinstance(case.get(n, UNKNOWN), date)]
        return (
            *days,
            *((at, f, row[f]) for at, row in _rows(case) for f in self._fields if isinstance(row.get(f), date)),
        )


def _of_list(case: Case, name: str, of_row: Any) -> Any:
    held = case.get(name, UNKNOWN)
    return None if held is UNKNOWN else tuple(of_row(case, row) for row in held)


def _rows(case: Case) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name in LISTS:
        held = case.get(name, UNKNOWN)
        if held is not UNKNOWN:
            yield from ((f"{name}[{i}]", row) for i, row in enumerate(held))


def _shifted(n: Expr) -> bool:
    return isinstance(n, Within) or (isinstance(n, Order) and n.plus != 0)


def _may_be_unknown(ref: Ref, case: Case) -> bool:
    """A fact that is not given; or a row's, when it is not given in some row or more rows may come to light."""
    if not ref.in_row:
        return case.get(ref.name, UNKNOWN) is UNKNOWN
    lists = [case.get(name, UNKNOWN) for name in LISTS]
    if any(held is UNKNOWN for held in lists) or case.get(COMPLETE, UNKNOWN) is not True:
        return True
    return any(row.get(ref.name, UNKNOWN) is UNKNOWN for held in lists for row in held)


def _add(points: dict[str, list[tuple[int, str]]], label: str, value: Any, name: str = "") -> None:
    if value is UNKNOWN or value is None:
        return
    kind = DECLARED[name or label].kind
    points[kind].append((_number(value), label))


def _number(value: Any) -> int:
    if isinstance(value, datetime):
        return minutes(value)
    return ymd(value) if isinstance(value, date) else int(value)


def _constants(leaves: Iterable[Expr]) -> Iterator[tuple[str, int]]:
    for n in leaves:
        if isinstance(n, Order) and not isinstance(n.right, Ref):
            yield DECLARED[str(n.left)].kind, _number(n.right)


def _standing(points: list[tuple[int, str]], shifts: Iterable[int]) -> tuple[tuple[str, ...], ...]:
    """The points, and the points moved by each shift, from first to last; those at the same place together."""
    at: dict[int, list[str]] = {}
    for value, label in points:
        for shift in shifts:
            for moved in {value + shift, value - shift}:
                at.setdefault(moved, []).append(f"{label} {moved - value:+d}")
    return tuple(tuple(sorted(at[v])) for v in sorted(at))
