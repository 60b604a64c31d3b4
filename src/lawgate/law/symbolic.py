"""The symbolic evaluator: conditions as Z3 formulas, in Kleene's three values.

A condition becomes a pair of formulas, *is true* and *is false*; neither holds where it is unknown. Every fact is a value with
a switch that says whether it is known; with every switch on, the pair is classical logic, and a fact left free stands for every
way the case could be completed.

Encodings. Words: integers, one a word that some norm or the case names, one for *another word*, one for *none*. Sets: a bit a
word, and one for *another word*. Days: YYYYMMDD (see ``expr.ymd``). Instants: minutes since 1970 UTC. Lists: a fixed number of
rows, each with an *exists* switch; as many rows as there are distinct quantified conditions are enough, since a condition that
some row meets needs one witness.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import z3

from lawgate.law.axioms import CASE_AXIOMS, ROW_AXIOMS
from lawgate.law.declare import DECLARED, Fact
from lawgate.law.expr import (
    UNKNOWN,
    And,
    AnyRow,
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
)
from lawgate.law.facts import record_complete
from lawgate.law.vocabulary import ANOTHER, NONE, OTHER, Vocabulary, minutes, number, vocabulary, walk

COMPLETE = record_complete.ref.name
BOUNDS = {"instant": (15_778_080, 32_000_000), "day": (1950_01_01, 2099_12_31), "number": (0, 1200)}
"""Where free values lie: instants from 2000 to 2030, days of living memory, ages and lengths."""
Pair = tuple[z3.BoolRef, z3.BoolRef]


class Symbols:
    """The variables of one case. ``tag`` keeps two copies of a case apart."""

    def __init__(self, vocabulary: Vocabulary, rows: int = 3, tag: str = "") -> None:
        self.vocabulary = vocabulary
        self.rows = rows
        self.tag = tag
        self._cache: dict[tuple[int, int], Pair] = {}
        self._keep: list[Expr] = []

    def name(self, ref: Ref, at: str) -> str:
        return f"{at}.{ref.name}{self.tag}" if ref.in_row else f"{ref.name}{self.tag}"

    def known(self, ref: Ref, at: str) -> z3.BoolRef:
        return z3.Bool(f"known {self.name(ref, at)}")

    def value(self, ref: Ref, at: str) -> z3.ArithRef:
        return z3.Int(self.name(ref, at))

    def yes(self, ref: Ref, at: str) -> z3.BoolRef:
        return z3.Bool(self.name(ref, at))

    def none(self, ref: Ref, at: str) -> z3.BoolRef:
        return z3.Bool(f"none {self.name(ref, at)}")

    def bit(self, ref: Ref, at: str, word: str) -> z3.BoolRef:
        return z3.Bool(f"{self.name(ref, at)} has {word}")

    def other(self, ref: Ref, at: str) -> z3.BoolRef:
        return z3.Bool(f"{self.name(ref, at)} has another")

    def exists(self, rows: str, number: int) -> z3.BoolRef:
        return z3.Bool(f"{rows}[{number}]{self.tag} exists")

    def fact(self, ref: Ref) -> Fact:
        return DECLARED[str(ref)]

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

    def _words(self, ref: Ref) -> tuple[str, ...]:
        return self.vocabulary.words.get(str(ref), ())

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

    def ranges(self, refs: Iterable[Ref]) -> list[z3.BoolRef]:
        """Every word variable is one of its words; a fact that is never none is not none."""
        out = []
        for ref in refs:
            fact = DECLARED.get(str(ref))
            if fact is None:
                continue
            places = [f"{r}[{i}]" for r in ("charges", "priors") for i in range(self.rows)] if ref.in_row else [""]
            out += [c for at in places for c in self._range(fact, ref, at)]
        return out

    def _range(self, fact: Fact, ref: Ref, at: str) -> list[z3.BoolRef]:
        nullable = getattr(fact, "nullable", False)
        if fact.kind == "word":
            low = NONE if nullable else OTHER if getattr(fact, "open", False) else 2
            value = self.value(ref, at)
            limits = [value >= low, value < len(self._words(ref)) + 2]
            if low == NONE and not getattr(fact, "open", False):
                limits.append(value != OTHER)
            return limits
        if fact.kind in BOUNDS:
            low, high = BOUNDS[fact.kind]
            value = self.value(ref, at)
            limits = [z3.Or(self.none(ref, at), z3.And(value >= low, value <= high))]
            return limits if nullable else [*limits, z3.Not(self.none(ref, at))]
        return []

    def fix(self, case: Case, refs: Iterable[Ref], *, unknown_is_free: bool) -> list[z3.BoolRef]:
        """Bind every fact of ``case`` among ``refs``. Unknown facts are left free, or switched to *unknown*."""
        out: list[z3.BoolRef] = []
        for ref in refs:
            if ref.in_row or str(ref) not in DECLARED:
                continue
            if (
                unknown_is_free and ref.name == COMPLETE
            ):  # a completion is a whole record: what was missing is in its rows
                out += [self.known(ref, ""), self.yes(ref, "")]
                continue
            out += self._fix(ref, case.get(ref.name, UNKNOWN), "", unknown_is_free)
        fields = [r for r in refs if r.in_row]
        for rows in ("charges", "priors"):
            more = unknown_is_free and rows == "priors" and case.get(COMPLETE, UNKNOWN) is not True
            out += self._fix_rows(rows, case.get(rows, UNKNOWN), fields, unknown_is_free, more)
        return out

    def _fix_rows(self, rows: str, held: Any, fields: list[Ref], free: bool, more: bool) -> list[z3.BoolRef]:
        """Bind the rows that are given. Rows past them do not exist, unless ``more`` may: the list is not known to be whole."""
        listed = self.known(Ref(rows), "")
        if held is UNKNOWN:
            return [listed if free else z3.Not(listed)] + [
                self.known(f, f"{rows}[{i}]") for i in range(self.rows) for f in fields if free
            ]
        out = [listed]
        for i in range(self.rows):
            at, there = f"{rows}[{i}]", self.exists(rows, i)
            if i < len(held):
                out.append(there)
                for f in fields:
                    out += self._fix(f, held[i].get(f.name, UNKNOWN), at, free)
            elif more:
                out += [self.known(f, at) for f in fields]
            else:
                out.append(z3.Not(there))
        return out

    def _fix(self, ref: Ref, value: Any, at: str, free: bool) -> list[z3.BoolRef]:
        known = self.known(ref, at)
        if value is UNKNOWN:
            return [known if free else z3.Not(known)]
        return [known, *self.bind(ref, value, at)]

    def bind(self, ref: Ref, value: Any, at: str = "") -> list[z3.BoolRef]:
        """The variable of ``ref`` has ``value``."""
        kind = self.fact(ref).kind
        if kind == "yes/no":
            return [self.yes(ref, at) if value else z3.Not(self.yes(ref, at))]
        if kind == "word":
            return [self.value(ref, at) == self.vocabulary.code(str(ref), value)]
        if kind == "words":
            held = value or frozenset()
            bits = [self.bit(ref, at, w) if w in held else z3.Not(self.bit(ref, at, w)) for w in self._words(ref)]
            stray = any(w not in self._words(ref) for w in held)
            return [*bits, self.other(ref, at) if stray else z3.Not(self.other(ref, at))]
        if value is None:
            return [self.none(ref, at)]
        return [z3.Not(self.none(ref, at)), self.value(ref, at) == number(value)]


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
