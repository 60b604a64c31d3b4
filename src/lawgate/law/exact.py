"""Kleene made exact: undetermined only if completions of the unknown facts really differ, and then the fewest facts to ask.

Kleene's tables cannot see that *A or not A* holds whatever A is. Where they leave an answer open, Z3 decides: every way of
completing the unknown facts, under the declared axioms, is asked for its answer.
``refine`` keeps the results.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import z3

from lawgate.law.declare import DECLARED
from lawgate.law.expr import UNKNOWN, Case, Expr, HasPrefix, Ref
from lawgate.law.norms import Answer
from lawgate.law.resolve import Ruling
from lawgate.law.symbolic import COMPLETE, Pair, Symbols, Vocabulary, all_refs, quantified, vocabulary, walk

TIME_LIMIT_MS = 4000
EXTRA_ROWS = 2


def chain(symbols: Symbols, ruling: Ruling) -> dict[Answer, z3.BoolRef]:
    """For each answer the formula that the ruling gives it, all facts known: the first condition that is true answers."""
    out: dict[Answer, list[z3.BoolRef]] = {}
    before: list[z3.BoolRef] = []
    for entry in ruling.entries:
        true = symbols.pair(entry.cond)[0]
        out.setdefault(entry.answer, []).append(z3.And([true, *before]))
        before.append(z3.Not(true))
    out.setdefault(ruling.otherwise, []).append(z3.And(before))
    return {answer: z3.Or(forms) for answer, forms in out.items()}


def conditions(ruling: Ruling) -> list[Expr]:
    return [e.cond for e in ruling.entries]


@dataclass(frozen=True, slots=True)
class Exact:
    """What completions come to: the possible answers, and a smallest set of facts that would settle them."""

    possible: tuple[Answer, ...]
    missing: tuple[str, ...]


class Shape:
    """The formulas of one ruling over lists of so many rows: the same for every case that names no word of its own."""

    def __init__(self, ruling: Ruling, vocabulary: Vocabulary, rows: int) -> None:
        self.ruling = ruling
        self.refs = all_refs(conditions(ruling))
        self.symbols = Symbols(vocabulary, rows=rows)
        self.formulas = chain(self.symbols, ruling)
        self.own = {v for f in self.formulas.values() for v in _variables(f)}
        self.axioms = self.symbols.axioms()
        self.ranges = self.symbols.ranges(self.refs)

    @cached_property
    def twin(self) -> Symbols:
        """Another completion of the same case."""
        return Symbols(self.symbols.vocabulary, rows=self.symbols.rows, tag="'")

    @cached_property
    def twin_differs(self) -> list[z3.BoolRef]:
        """Two completions that do not answer alike."""
        forms = chain(self.twin, self.ruling)
        return [
            *self.twin.ranges(self.refs),
            z3.Or([z3.And(f, z3.Not(forms[a])) for a, f in self.formulas.items()]),
        ]

    @cached_property
    def twin_axioms(self) -> list[z3.BoolRef]:
        return self.twin.axioms()


class Shapes:
    """Shapes by ruling, rows and words, made when first needed."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Shape] = {}  # a shape keeps its ruling, so that the number stays its own

    def of(self, ruling: Ruling, case: Case) -> Shape:
        exprs = conditions(ruling)
        longest = max((len(case[r]) for r in ("charges", "priors") if r in case), default=0)
        rows = max(longest if _lists_known(case) else longest + min(quantified(exprs), EXTRA_ROWS), 1)
        own = _own_words(exprs, case)
        key = id(ruling), rows, own
        if key not in self._made:
            self._made[key] = Shape(ruling, vocabulary(exprs).with_words(own), rows)
        return self._made[key]


def _own_words(exprs: Iterable[Expr], case: Case) -> frozenset[tuple[str, str]]:
    """Words of the case that are more than *another word*: a condition looks at how they begin, or no other word is allowed."""
    begin = {str(n.ref) for e in exprs for n in walk(e) if isinstance(n, HasPrefix)}
    found = []
    for name, words in vocabulary((), [case]).words.items():
        fact = DECLARED.get(name)
        if fact is not None and (name in begin or not getattr(fact, "open", True)):
            found += [(name, w) for w in words if w not in getattr(fact, "words", ())]
    return frozenset(found)


def _solver(*holds: z3.BoolRef) -> z3.Solver:
    """A solver of its own for every case: one that is shared and pushed learns less from facts that are fixed, and is slower."""
    made = z3.SimpleSolver()
    made.set("timeout", TIME_LIMIT_MS)
    made.add(*holds)
    return made


class Completions:
    """All completions of one case under one ruling."""

    def __init__(self, ruling: Ruling, case: Case, shapes: Shapes | None = None) -> None:
        self.case = case
        self.shape = (shapes or Shapes()).of(ruling, case)
        self.symbols, self.formulas = self.shape.symbols, self.shape.formulas
        fixed = self.symbols.fix(case, self.shape.refs, unknown_is_free=True)
        self.solver = _solver(*fixed, *self.shape.ranges)
        # Facts that break an axiom are taken as they were given.
        self._lawful_facts = self.solver.check(*self.shape.axioms) != z3.unsat
        if self._lawful_facts:
            self.solver.add(*self.shape.axioms)

    def possible(self, most: int | None = None) -> tuple[Answer, ...]:
        """Answers that some completion gives, ``most`` of them. One that Z3 cannot rule out in time counts as possible."""
        return tuple(islice((a for a, f in self.formulas.items() if self.solver.check(f) != z3.unsat), most))

    def settle(self, names: Iterable[str], turning: Container[str] = ()) -> tuple[str, ...]:
        """A smallest subset of the unknown facts ``names`` that settles the answer whatever the others are.

        Greedy from the back: a fact is dropped when two completions that agree on the rest never differ in answer. ``turning``: facts
        known to turn the answer of some completion by themselves, which none can do without."""
        needed = list(dict.fromkeys(names))
        for name in list(reversed(needed)):
            rest = [n for n in needed if n != name]
            if rest and name not in turning and self._settles(rest):
                needed = rest
        return tuple(sorted(needed, key=lambda n: -self._power(n)))

    def _settles(self, names: list[str]) -> bool:
        shape = self.shape
        twin = shape.twin.fix(self.case, shape.refs, unknown_is_free=True)
        axioms = shape.twin_axioms if self._lawful_facts else []
        same = [self._same(name) for name in names]
        other = _solver(*self.solver.assertions(), *twin, *axioms, *same, *shape.twin_differs)
        return bool(other.check() == z3.unsat)

    def _same(self, name: str) -> z3.BoolRef:
        return z3.And([v == _twin_of(v) for v in self.shape.own if _belongs(v, name)])

    def _power(self, name: str) -> int:
        """How many of the answers to this question alone would decide: the question worth asking first."""
        ref, at = _find(name)
        if ref is None:
            return 0
        decided = 0
        for value in _sample(ref):
            binding = self.symbols.bind(ref, value, at)
            answers = sum(self.solver.check(f, *binding) != z3.unsat for f in self.formulas.values())
            decided += answers == 1
        return decided


def _lists_known(case: Case) -> bool:
    return (
        all(case.get(r, UNKNOWN) is not UNKNOWN for r in ("charges", "priors")) and case.get("record_complete") is True
    )


def _variables(f: z3.ExprRef) -> set[z3.ExprRef]:
    seen: set[int] = set()
    out: set[z3.ExprRef] = set()
    todo = [f]
    while todo:
        e = todo.pop()
        if e.get_id() in seen:
            continue
        seen.add(e.get_id())
        if z3.is_const(e) and e.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            out.add(e)
        todo.extend(e.children())
    return out


def _twin_of(v: z3.ExprRef) -> z3.ExprRef:
    """The same variable of the twin: the tag stands behind the fact's name, before any word after a blank."""
    name = v.decl().name()
    head = name
    for lead in ("known ", "none "):
        if name.startswith(lead):
            return z3.Bool(f"{name}'")
    for tail in (" has ", " exists"):
        if tail in name:
            base, rest = name.split(tail, 1)
            return z3.Bool(f"{base}'{tail}{rest}")
    return z3.Const(f"{head}'", v.sort())


def _belongs(v: z3.ExprRef, name: str) -> bool:
    own = v.decl().name().removeprefix("known ").removeprefix("none ")
    if name == COMPLETE:  # to know the record whole is to know its rows
        return own.startswith("priors[")
    if name in ("charges", "priors"):
        return own.startswith(f"{name}[") or own == name
    return own == name or own.startswith((f"{name} has ", f"{name} exists"))


def _find(name: str) -> tuple[Ref | None, str]:
    if "]." in name:
        at, field = name.split("].", 1)
        return (Ref(field, True), f"{at}]") if f"row.{field}" in DECLARED else (None, "")
    return (Ref(name), "") if name in DECLARED else (None, "")


def _sample(ref: Ref) -> list[Any]:
    fact = DECLARED[str(ref)]
    if fact.kind == "yes/no":
        return [True, False]
    if fact.kind == "word":
        return [*getattr(fact, "words", ()), *([None] if getattr(fact, "nullable", False) else [])]
    if fact.kind == "words":
        return [frozenset(), *(frozenset({w}) for w in getattr(fact, "words", ()))]
    return [None] if getattr(fact, "nullable", False) else []


__all__ = ["Completions", "Exact", "Pair", "chain", "conditions"]
