"""Proof over the books: no dead norm, no silent clash, one answer for every complete case, and the named invariants.

Each period of unchanged law in each kind of place is checked by the solver. A fault comes with the smallest case that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import z3

from lawgate.base import Place
from lawgate.law import facts as fact
from lawgate.law.exact import chain, conditions
from lawgate.law.expr import Expr, Ref
from lawgate.law.model import case_file, facts_of, model_of, smallest_facts
from lawgate.law.norms import LAWFUL, Action, Answer, Effect, Norm
from lawgate.law.resolve import FEDERAL_JUDGE, Ruling
from lawgate.law.rulebook import FEDERAL_ONLY, FULL, Program, Query, Rulebook
from lawgate.law.scalar import Compiled
from lawgate.law.symbolic import Symbols, all_refs, quantified, vocabulary

TIME_LIMIT_MS = 20_000
MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where, since when, what, and a case that shows it (None for a dead norm)."""

    kind: str  # dead-norm | silent-clash | no-single-answer | invariant | not-proved
    where: str
    since: str
    what: str
    case: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Invariant:
    """A sentence that no facts may break, in the places and from the day it speaks of."""

    name: str
    says: str
    applies: Callable[[Place, str], bool]
    action: Action
    never: frozenset[Answer]
    given: Expr
    scope: str = FULL


no_judge = ~fact.judicial_warrant.one_of(*FEDERAL_JUDGE)
LOCAL = ("county-jail", "regional-jail", "police-lockup", "court-lockup", "city-corrections", "juvenile-hall")

INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        "california-no-hold-on-request",
        "From 4 January 2018 no facts permit a California county or city jail to hold without a warrant signed by a "
        "judge.",
        lambda p, day: p.state == "CA" and p.agency_type in LOCAL and day >= "2018-01-04",
        Action.HOLD,
        LAWFUL,
        no_judge,
    ),
    Invariant(
        "detainer-never-requires",
        "Nowhere does federal law by itself make a hold on a detainer a duty.",
        lambda p, day: True,
        Action.HOLD,
        frozenset({Answer.REQUIRED}),
        no_judge,
        FEDERAL_ONLY,
    ),
    Invariant(
        "citizen-never-held",
        "No facts permit a hold on a request once evidence of citizenship is on file at release.",
        lambda p, day: True,
        Action.HOLD,
        LAWFUL,
        no_judge
        & fact.citizenship_claim.one_of("documented")
        & ~fact.document_received_at.after(fact.t0)
        & fact.request,
    ),
    Invariant(
        "unserved-never-held",
        "No facts permit a hold on a form that takes effect only when served and was not.",
        lambda p, day: True,
        Action.HOLD,
        LAWFUL,
        no_judge & fact.form.one_of("I-247A", "I-247D", "I-247X") & fact.served_at.none & fact.request,
    ),
    Invariant(
        "cancelled-never-held",
        "No facts permit a hold on a request that was cancelled by the time of release.",
        lambda p, day: True,
        Action.HOLD,
        LAWFUL,
        no_judge & fact.cancelled_at.by(fact.t0) & fact.request,
    ),
)


class Prover:
    """One program, all facts free and known, under the axioms."""

    def __init__(self, program: Program, place: Place, since: str, policies: frozenset[str] = frozenset()) -> None:
        self.program, self.place, self.since, self.policies = program, place, since, policies
        exprs = [n.cond for n in program.norms.values()]
        exprs += [e for r in program.rulings.values() for e in (*conditions(r), *r.effective.values())]
        exprs += [i.given for i in INVARIANTS]
        self.refs = all_refs(exprs)
        self.symbols = Symbols(vocabulary(exprs), rows=min(max(quantified(exprs), 1), MOST_ROWS))
        self.solver = z3.Solver()
        self.solver.set("timeout", TIME_LIMIT_MS)
        self.solver.add(*self.symbols.fix({}, self.refs, unknown_is_free=True))
        self.solver.add(*self.symbols.ranges(self.refs), *self.symbols.axioms())
        self.solver.add(*self.symbols.bind(fact.today.ref, date.fromisoformat(since)))

    def faults(self, scope: str) -> Iterator[Fault]:
        if scope == FULL:
            yield from self._dead()
            for ruling in self.program.rulings.values():
                yield from self._clashes(ruling)
                yield from self._single(ruling)
        for invariant in INVARIANTS:
            if invariant.scope == scope and invariant.applies(self.place, self.since):
                yield from self._holds(invariant)

    def _dead(self) -> Iterator[Fault]:
        effective = {i: c for r in self.program.rulings.values() for i, c in r.effective.items()}
        for norm in self.program.norms.values():
            cond = effective.get(norm.id, norm.cond)
            if self.solver.check(self.symbols.pair(cond)[0]) == z3.unsat:
                yield Fault("dead-norm", str(self.place), self.since, f"{norm.id} can never apply: {norm.words}")

    def _clashes(self, ruling: Ruling) -> Iterator[Fault]:
        for ban, duty in _pairs(self.program, ruling):
            both = z3.And(
                self.symbols.pair(ruling.effective[ban.id])[0], self.symbols.pair(ruling.effective[duty.id])[0]
            )
            if self.solver.check(both) == z3.sat:
                what = f"{ban.id} forbids and {duty.id} demands {ruling.action.value} on the same facts; neither yields"
                open_ = chain(self.symbols, ruling).get(Answer.UNRESOLVED)
                decides = open_ is not None and self.solver.check(both, open_) == z3.sat
                wanted = [both, open_] if decides else [both]  # rather a case in which the clash is what decides
                speaks = (ruling.effective[ban.id], ruling.effective[duty.id])
                shows = partial(_shows, Compiled(self.program), ruling.action, frozenset({Answer.UNRESOLVED}), speaks)
                case = self._case("clash", what, wanted, shows)
                yield Fault("silent-clash", str(self.place), self.since, what, case)

    def _single(self, ruling: Ruling) -> Iterator[Fault]:
        forms = list(chain(self.symbols, ruling).values())
        count = z3.Sum([z3.If(f, 1, 0) for f in forms])
        if self.solver.check(count != 1) == z3.sat:
            what = f"{ruling.action.value} has not exactly one answer"
            yield Fault(
                "no-single-answer", str(self.place), self.since, what, self._case("answers", what, [count != 1])
            )

    def _holds(self, invariant: Invariant) -> Iterator[Fault]:
        forms = chain(self.symbols, self.program.rulings[invariant.action])
        bad = z3.Or([forms[a] for a in invariant.never if a in forms] or [z3.BoolVal(False)])
        wanted = [self.symbols.pair(invariant.given)[0], bad]
        result = self.solver.check(*wanted)
        if result == z3.sat:
            shows = partial(_shows, Compiled(self.program), invariant.action, invariant.never, (invariant.given,))
            case = self._case(invariant.name, invariant.says, wanted, shows, invariant.scope)
            yield Fault("invariant", str(self.place), self.since, invariant.says, case)
        elif result == z3.unknown:
            yield Fault("not-proved", str(self.place), self.since, f"no proof in time: {invariant.says}")

    def _case(
        self,
        name: str,
        title: str,
        wanted: Sequence[z3.BoolRef],
        shows: Callable[[Mapping[str, Any]], bool] | None = None,
        scope: str = FULL,
    ) -> dict[str, Any]:
        model = model_of(self.solver, self.symbols, self.refs, *wanted)
        assert model is not None  # it was satisfiable a moment ago
        facts = facts_of(model, self.symbols, self.refs)
        if shows is not None and not shows(facts):  # some fact matters to Kleene's tables that the solver did without
            facts = facts_of(model, self.symbols, self.refs, whole=True)
        if shows is not None and shows(facts):
            facts = smallest_facts(facts, shows)
        id_ = f"counterexample-{name}"
        return case_file(id_, self.place, self.since, facts, title, policies=self.policies, scope=scope)


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


def places(rulebook: Rulebook, states: Iterable[str] = ()) -> list[Place]:
    """Every kind of place that some rule tells apart: each state, its counties and localities with rules, its agency types."""
    wanted = set(states)
    found: dict[Place, None] = {}
    for norm in rulebook.norms:
        t = norm.territory
        for state in t.states or frozenset({"XX"}):
            if state == "XX" or (wanted and state not in wanted):
                continue
            county = next((c for s, c in sorted(t.counties) if s == state), None)
            locality = next((c for s, c in sorted(t.localities) if s == state), None)
            for kind in sorted(t.agency_types or {"county-jail"} | t.not_agency_types):
                found[Place(state, county, locality, agency_type=kind)] = None
            found[Place(state)] = None
    return list(found)


def periods(rulebook: Rulebook, place: Place, first: str = "2008-01-01", last: str = "2026-12-31") -> list[str]:
    """First days of the periods of unchanged law."""
    return [first, *rulebook.changes_between(place, first, last)]


def check(
    rulebook: Rulebook, where: Iterable[Place], progress: Callable[[int, int], None] = lambda done, of: None
) -> list[Fault]:
    """All faults of the books in ``where``. A program shared by several places and days is checked once."""
    todo = [(p, day, scope) for p in where for day in periods(rulebook, p) for scope in (FULL, FEDERAL_ONLY)]
    seen: set[tuple[int, str, bool]] = set()
    faults: list[Fault] = []
    applied: set[str] = set()
    dead: dict[str, Fault] = {}
    for number, (place, day, scope) in enumerate(todo):
        policies = rulebook.local_policies(place, day)
        program = rulebook.program(Query(place, day, scope=scope, policies=policies))
        key = (id(program), scope, any(i.applies(place, day) for i in INVARIANTS[:1]))
        if key not in seen:
            seen.add(key)
            found = list(Prover(program, place, day, policies).faults(scope))
            if scope == FULL:
                mine = {f.what: f for f in found if f.kind == "dead-norm"}
                applied |= {n.id for n in program.norms.values() if not any(w.startswith(f"{n.id} ") for w in mine)}
                dead.update({w.split(" ", 1)[0]: f for w, f in mine.items()})
            faults += [f for f in found if f.kind != "dead-norm"]
        progress(number + 1, len(todo))
    # A norm may be idle in one period (beaten there) and alive in another; it is dead only if it never applies anywhere.
    return [*(f for i, f in dead.items() if i not in applied), *faults]


__all__ = ["INVARIANTS", "Fault", "Invariant", "Prover", "Ref", "check", "periods", "places"]
