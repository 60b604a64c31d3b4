"""The symbolic evaluator: conditions as Z3 formulas, in Kleene's three values.

A condition becomes a pair of formulas, *is true* and *is false*; neither holds where it is unknown. Every fact is a value with
a switch that says whether it is known; with every switch on, the pair is classical logic, and a fact left free stands for every
way the case could be completed. The variables are in ``variables``.
"""

from __future__ import annotations

from collections.abc import Iterable

import z3

from lawgate.law.axioms import CASE_AXIOMS, ROW_AXIOMS
from lawgate.law.expr import (
    And,
    AnyRow,
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
)
from lawgate.law.variables import COMPLETE, Variables
from lawgate.law.vocabulary import ANOTHER, Vocabulary, minutes, number, vocabulary, walk

Pair = tuple[z3.BoolRef, z3.BoolRef]


class Symbols(Variables):
    """The conditions of one case over its variables."""

    def __init__(self, vocabulary: Vocabulary, rows: int = 3, tag: str = "") -> None:
        super().__init__(vocabulary, rows, tag)
        self._cache: dict[tuple[int, int], Pair] = {}
        self._keep: list[Expr] = []

    def pair(self, expr: Expr, at: str = "") -> Pair:
        """(is true, is false) of ``expr``, for the row called ``at``."""
        key = (id(expr), hash(at))
        found = self._cache.get(key)
        if found is None:
            self._keep.append(expr)  # ids stay unique while the expression lives
            found = self._cache[key] = self._pair(expr, at)
        return found

    def _pair(self, expr: Expr, at: str) -> Pair:
        if isinstance(expr, Const):
            return z3.BoolVal(expr.value), z3.BoolVal(not expr.value)
        if isinstance(expr, Not):
            true, false = self.pair(expr.part, at)
            return false, true
        if isinstance(expr, And):
            pairs = [self.pair(i, at) for i in expr.items]
            return z3.And([p[0] for p in pairs]), z3.Or([p[1] for p in pairs])
        if isinstance(expr, Or):
            pairs = [self.pair(i, at) for i in expr.items]
            return z3.Or([p[0] for p in pairs]), z3.And([p[1] for p in pairs])
        if isinstance(expr, AnyRow):
            return self._any(expr)
        if isinstance(expr, Order | Within):
            return self._ordered(expr, at)
        return self._leaf(expr, at)

    def _leaf(self, expr: Expr, at: str) -> Pair:
        if isinstance(expr, Is):
            holds, ref = self._is(expr, at), expr.ref
        elif isinstance(expr, Has):
            ref = expr.ref
            holds = z3.Or([self.bit(ref, at, w) for w in sorted(expr.values)])
        elif isinstance(expr, HasPrefix):
            ref = expr.ref
            holds = z3.Or([self.bit(ref, at, w) for w in self._words(ref) if w.startswith(expr.prefix)])
        elif isinstance(expr, HasOther):
            ref = expr.ref
            rest = [self.bit(ref, at, w) for w in self._words(ref) if w not in expr.values]
            holds = z3.Or([*rest, self.other(ref, at)])
        else:
            raise TypeError(f"no formula for {type(expr).__name__}")
        known = self.known(ref, at)
        return z3.And(known, holds), z3.And(known, z3.Not(holds))

    def _is(self, expr: Is, at: str) -> z3.BoolRef:
        ref, kind, values = expr.ref, self.fact(expr.ref).kind, sorted(expr.values, key=str)
        if kind == "yes/no":
            value = self.yes(ref, at)
            return z3.Or([value if v else z3.Not(value) for v in values])
        if kind == "word":
            return z3.Or([self.value(ref, at) == self.vocabulary.code(str(ref), v) for v in values])
        return z3.Or([self.none(ref, at) if v is None else self.value(ref, at) == number(v) for v in values])

    def _ordered(self, expr: Order | Within, at: str) -> Pair:
        if isinstance(expr, Within):
            left, right = expr.anchor, expr.day
            reach = self.value(right, at) + expr.years * 10000
            holds = z3.And(self.value(right, at) <= self.value(left, at), self.value(left, at) <= reach)
            sides = [left, right]
        else:
            right_value = self.value(expr.right, at) if isinstance(expr.right, Ref) else z3.IntVal(number(expr.right))
            left_value = self.value(expr.left, at) + expr.plus
            holds = {"<": left_value < right_value, "<=": left_value <= right_value}.get(
                expr.op, left_value > right_value if expr.op == ">" else left_value >= right_value
            )
            sides = [expr.left] + ([expr.right] if isinstance(expr.right, Ref) else [])
        some_none = z3.Or([z3.And(self.known(r, at), self.none(r, at)) for r in sides])
        known = z3.And([self.known(r, at) for r in sides])
        return z3.And(known, z3.Not(some_none), holds), z3.Or(some_none, z3.And(known, z3.Not(holds)))

    def _any(self, expr: AnyRow) -> Pair:
        listed = self.known(Ref(expr.rows), "")
        pairs = [self.pair(expr.cond, f"{expr.rows}[{i}]") for i in range(self.rows)]
        there = [self.exists(expr.rows, i) for i in range(self.rows)]
        true = z3.And(listed, z3.Or([z3.And(e, p[0]) for e, p in zip(there, pairs, strict=True)]))
        all_false = z3.And([z3.Or(z3.Not(e), p[1]) for e, p in zip(there, pairs, strict=True)])
        complete = z3.BoolVal(True)
        if expr.complete:
            ref = Ref(expr.complete)
            complete = z3.And(self.known(ref, ""), self.yes(ref, ""))
        return true, z3.And(listed, all_false, complete)

    def axioms(self) -> list[z3.BoolRef]:
        """What is true of every complete case: declared axioms, value ranges, existing rows in front."""
        out = [self._holds(e, "") for e in CASE_AXIOMS]
        for rows in ("charges", "priors"):
            for i in range(self.rows):
                out += [z3.Implies(self.exists(rows, i), self._holds(e, f"{rows}[{i}]")) for e in ROW_AXIOMS]
                if i:
                    out.append(z3.Implies(self.exists(rows, i), self.exists(rows, i - 1)))
        return out

    def _holds(self, expr: Expr, at: str) -> z3.BoolRef:
        return z3.Not(self.pair(expr, at)[1])


def with_axioms(exprs: Iterable[Expr]) -> tuple[Expr, ...]:
    return (*exprs, *CASE_AXIOMS, *ROW_AXIOMS)


def all_refs(exprs: Iterable[Expr]) -> list[Ref]:
    """Every fact that ``exprs`` and the axioms look at, once each."""
    found: dict[Ref, None] = {}
    for expr in with_axioms(exprs):
        for ref in expr.refs():
            if ref.name not in ("charges", "priors") or ref.in_row:
                found[ref] = None
    return list(found)


def quantified(exprs: Iterable[Expr]) -> int:
    """How many rows a list needs: the number of distinct quantified conditions."""
    return len({id(n.cond) for e in exprs for n in walk(e) if isinstance(n, AnyRow)})


__all__ = [
    "ANOTHER",
    "COMPLETE",
    "Pair",
    "Symbols",
    "Vocabulary",
    "all_refs",
    "minutes",
    "number",
    "quantified",
    "vocabulary",
    "walk",
    "with_axioms",
]
