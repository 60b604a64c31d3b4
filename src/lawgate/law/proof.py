"""Proof over the books: no dead norm, no silent clash, one answer for every complete case, and the named invariants.

Each program of law (what is in force in some places, through some periods) is put to the solver once, with every fact free and the
day any day of those periods. A fault comes with the smallest case that shows it. Lists of charges and of convictions are as long as
the program has distinct conditions on some row: each needs one row to be true and none to be false, so no longer list says more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import z3

from lawgate.base import Place
from lawgate.law import facts as fact
from lawgate.law.exact import chain, conditions
from lawgate.law.expr import Expr
from lawgate.law.invariants import INVARIANTS, Invariant, invariants_of
from lawgate.law.model import case_file, facts_of, model_of, smallest_facts
from lawgate.law.norms import Action, Answer, Effect, Norm
from lawgate.law.resolve import Ruling
from lawgate.law.rulebook import FEDERAL_ONLY, FULL, Program, Rulebook
from lawgate.law.scalar import Compiled
from lawgate.law.solver import apart
from lawgate.law.spans import Span, program_of, spans
from lawgate.law.symbolic import Symbols, all_refs, number, quantified, vocabulary

TIME_LIMIT_MS = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where, since when, what, and a case that shows it (None for a dead norm). ``also``: in how many other
    programs of law the same is wrong."""

    kind: str  # dead-norm | silent-clash | no-single-answer | invariant | not-proved
    where: str
    since: str
    what: str
    case: dict[str, Any] | None = None
    norm: str = ""
    also: int = 0


class Prover:
    """One program with all facts free and known, under the axioms, on any day of the ``spans`` in which it is the law.

    ``rows`` cuts the lists of charges and convictions short, for a quicker and weaker proof; 0: as long as it takes."""

    def __init__(self, program: Program, spans_: Sequence[Span], rows: int = 0) -> None:
        self.program, self.spans = program, spans_
        exprs = [n.cond for n in program.norms.values()]
        exprs += [e for r in program.rulings.values() for e in (*conditions(r), *r.effective.values())]
        exprs += [i.given for i in INVARIANTS]
        self.refs = all_refs(exprs)
        needed = max(quantified(exprs), 1)
        self.symbols = Symbols(vocabulary(exprs), rows=min(needed, rows) if rows else needed)
        self.solver = z3.Solver()
        self.solver.set("timeout", TIME_LIMIT_MS)
        self.solver.add(*self.symbols.fix({}, self.refs, unknown_is_free=True))
        self.solver.add(*self.symbols.ranges(self.refs), *self.symbols.axioms(), *_asked_in(self.symbols, spans_))

    def faults(self, scope: str) -> Iterator[Fault]:
        if scope == FULL:
            yield from self._dead()
            for ruling in self.program.rulings.values():
                yield from self._clashes(ruling)
                yield from self._single(ruling)
        for invariant in invariants_of(self.spans[0].place, self.spans[0].first, scope):
            yield from self._holds(invariant)

    def _fault(self, kind: str, what: str, case: dict[str, Any] | None = None, norm: str = "") -> Fault:
        place = self.spans[0].place
        return Fault(kind, f"{place}, {place.agency_type}", self.spans[0].first, what, case, norm)

    def _unsettled(self, what: str) -> Fault:
        return self._fault("not-proved", f"no proof in time: {what}")

    def _dead(self) -> Iterator[Fault]:
        effective = {i: c for r in self.program.rulings.values() for i, c in r.effective.items()}
        for norm in self.program.norms.values():
            result = self.solver.check(self.symbols.pair(effective.get(norm.id, norm.cond))[0])
            if result == z3.unknown:
                yield self._unsettled(f"{norm.id} can apply")
            elif result == z3.unsat:
                yield self._fault("dead-norm", f"{norm.id} can never apply: {norm.words}", norm=norm.id)

    def _clashes(self, ruling: Ruling) -> Iterator[Fault]:
        open_ = chain(self.symbols, ruling).get(Answer.UNRESOLVED, z3.BoolVal(False))
        for ban, duty in _pairs(self.program, ruling):
            speaks = (ruling.effective[ban.id], ruling.effective[duty.id])
            wanted = [*(self.symbols.pair(e)[0] for e in speaks), open_]
            what = f"{ban.id} forbids and {duty.id} demands {ruling.action.value} on the same facts; neither yields"
            result = self.solver.check(*wanted)
            if result == z3.sat:
                shows = partial(_shows, Compiled(self.program), ruling.action, frozenset({Answer.UNRESOLVED}), speaks)
                yield self._fault("silent-clash", what, self._case("clash", what, wanted, shows))
            elif result == z3.unknown:
                yield self._unsettled(f"{ban.id} and {duty.id} never clash")

    def _single(self, ruling: Ruling) -> Iterator[Fault]:
        count = z3.Sum([z3.If(f, 1, 0) for f in chain(self.symbols, ruling).values()])
        result = self.solver.check(count != 1)
        if result == z3.sat:
            what = f"{ruling.action.value} has not exactly one answer"
            yield self._fault("no-single-answer", what, self._case("answers", what, [count != 1]))
        elif result == z3.unknown:
            yield self._unsettled(f"{ruling.action.value} has exactly one answer")

    def _holds(self, invariant: Invariant) -> Iterator[Fault]:
        forms = chain(self.symbols, self.program.rulings[invariant.action])
        bad = z3.Or([forms[a] for a in invariant.never if a in forms] or [z3.BoolVal(False)])
        wanted = [self.symbols.pair(invariant.given)[0], bad]
        result = self.solver.check(*wanted)
        if result == z3.sat:
            shows = partial(_shows, Compiled(self.program), invariant.action, invariant.never, (invariant.given,))
            case = self._case(invariant.name, invariant.says, wanted, shows, invariant.scope)
            yield self._fault("invariant", invariant.says, case)
        elif result == z3.unknown:
            yield self._unsettled(invariant.says)

    def _case(
        self,
        name: str,
        title: str,
        wanted: Sequence[z3.BoolRef],
        shows: Callable[[Mapping[str, Any]], bool] | None = None,
        scope: str = FULL,
    ) -> dict[str, Any]:
        model = model_of(self.solver, self.symbols, self.refs, *wanted, day=self.spans[0].first)
        assert model is not None  # it was satisfiable a moment ago
        facts = facts_of(model, self.symbols, self.refs)
        if shows is not None and not shows(facts):  # some fact matters to Kleene's tables that the solver did without
            facts = facts_of(model, self.symbols, self.refs, whole=True)
        if shows is not None and shows(facts):
            facts = smallest_facts(facts, shows)
        day = str(facts.get("moment.date", self.spans[0].first))
        span = next((s for s in self.spans if s.covers(day)), self.spans[0])
        id_ = f"counterexample-{name}"
        return case_file(id_, span.place, day, facts, title, policies=span.policies, scope=scope)


def _asked_in(symbols: Symbols, spans_: Iterable[Span]) -> list[z3.BoolRef]:
    """The question is asked on a day of one of the spans."""
    day = symbols.value(fact.today.ref, "")
    first_last = dict.fromkeys((s.first, s.last) for s in spans_)
    ends = [tuple(number(date.fromisoformat(d)) for d in pair) for pair in first_last]
    return [z3.Not(symbols.none(fact.today.ref, "")), z3.Or([z3.And(day >= a, day <= b) for a, b in ends])]


def _shows(
    law: Compiled, action: Action, never: frozenset[Answer], given: Sequence[Expr], facts: Mapping[str, Any]
) -> bool:
    """Whether ``facts`` surely meet what is given, and the law surely gives one of the answers."""
    return all(e.truth(facts) is True for e in given) and law.find(facts).answer(action) in never


def _pairs(program: Program, ruling: Ruling) -> Iterator[tuple[Norm, Norm]]:
    mine = [program.norms[i] for i in ruling.effective]
    bans = [n for n in mine if n.effect is Effect.PROHIBIT]
    duties = [n for n in mine if n.effect is Effect.REQUIRE]
    for ban in bans:
        for duty in duties:
            same = ban.rank == duty.rank and ban.since == duty.since and ban.authority != duty.authority
            if same and set(ban.grounds or ("",)) & set(duty.grounds or ("",)) and not (ban.over or duty.over):
                yield ban, duty


@apart
def check(
    rulebook: Rulebook,
    where: Iterable[Place],
    progress: Callable[[int, int], None] = lambda done, of: None,
    rows: int = 0,
) -> list[Fault]:
    """All faults of the books in ``where``, each once. A program shared by several places and periods is proved once, for all of
    their days. ``rows`` as for ``Prover``."""
    todo: dict[tuple[int, tuple[str, ...]], list[Span]] = {}
    programs: dict[int, Program] = {}
    scopes: dict[tuple[int, tuple[str, ...]], str] = {}
    for span in (s for place in where for s in spans(rulebook, place)):
        for scope in (FULL, FEDERAL_ONLY):
            program = program_of(rulebook, span, scope)
            speak = tuple(i.name for i in invariants_of(span.place, span.first, scope))
            key = id(program), (scope, *speak)
            programs[key[0]], scopes[key] = program, scope
            todo.setdefault(key, []).append(span)
    found: list[Fault] = []
    applied: set[str] = set()
    for done, (key, mine) in enumerate(todo.items()):
        faults = list(Prover(programs[key[0]], mine, rows).faults(scopes[key]))
        if scopes[key] == FULL:
            applied |= set(programs[key[0]].norms) - {f.norm for f in faults}
        found += faults
        progress(done + 1, len(todo))
    # A norm may be idle in one period (beaten there) and alive in another; it is dead only if it never applies anywhere.
    return _once(f for f in found if not f.norm or f.norm not in applied)


def _once(faults: Iterable[Fault]) -> list[Fault]:
    """Each thing that is wrong, where it is first found."""
    kept: dict[tuple[str, str], list[Fault]] = {}
    for f in faults:
        kept.setdefault((f.kind, f.what), []).append(f)
    return [replace(same[0], also=len(same) - 1) for same in kept.values()]


__all__ = ["Fault", "Prover", "check"]
