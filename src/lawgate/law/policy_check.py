"""A draft policy against the law above it, before anybody adopts it.

A local rule can remove a permission that the state leaves; it cannot add one, and it cannot forbid what the state demands. Each clause
is put to the solver beside every state and federal rule in force with it; a clash comes with the smallest case that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import z3

from lawgate.base import Place
from lawgate.base.zones import zone_of
from lawgate.law import facts as fact
from lawgate.law.exact import chain, conditions
from lawgate.law.expr import TRUE, Expr, Ref
from lawgate.law.model import case_file, facts_of, model_of, smallest_facts
from lawgate.law.norms import LAWFUL, Action, Answer, Authority, Effect, Norm
from lawgate.law.policy_records import BadPolicy, PolicyFile
from lawgate.law.proof import TIME_LIMIT_MS, Prover
from lawgate.law.resolve import court_ground, hand_over_asked, hold_asked
from lawgate.law.rulebook import FULL, Program, Query, Rulebook
from lawgate.law.scalar import Compiled
from lawgate.law.solver import apart
from lawgate.law.spans import LAST, Span, spans
from lawgate.law.symbolic import Symbols, all_refs, quantified, vocabulary

FAULTS = (
    "permits-what-law-forbids",
    "adds-a-permission",
    "forbids-what-law-demands",
    "requires-what-law-forbids",
    "dead-clause",
    "invariant",
)
ADDS = ("permits-what-law-forbids", "requires-what-law-forbids", "adds-a-permission")
MOST_ROWS = 2
ASKED = {Action.HOLD: hold_asked, Action.TRANSFER: hand_over_asked}


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing wrong with a clause: where it stands, the rule it meets, and a smallest case (none for a dead clause)."""

    kind: str
    clause: str
    line: int
    says: str
    rule: str = ""
    since: str = ""
    case: dict[str, Any] | None = None


def with_policies(rulebook: Rulebook, *files: PolicyFile) -> Rulebook:
    """``rulebook`` with the policies of ``files``; a policy that one of them replaces ends the day before. Raises ``BadInput``
    for an unknown one, or for an id that the books have already."""
    new = [p for f in files for p in f.policies]
    ended = {old: next(p for p in new if p.id == by).since for f in files for old, by in f.replaces.items()}
    for file in files:
        for old, by in file.replaces.items():
            _replaceable(rulebook.authority(old), next(p for p in new if p.id == by), file)
    kept = [_ended(a, ended[a.id]) if a.id in ended else a for a in rulebook.authorities]
    return Rulebook((*kept, *new))


def _replaceable(old: Authority, by: Authority, file: PolicyFile) -> None:
    """A county ends what it decided for itself, and nothing else. Raises ``BadPolicy``."""
    where = f"{file.path}, line {file.lines.get(by.id, 1)}"
    if not old.policy:
        raise BadPolicy(f"'{old.id}' is no local policy: a county cannot end it", where=where, do="leave replaces= out")
    mine, its = by.territory, old.territory
    if not (
        its.states and its.states <= mine.states and (its.counties & mine.counties or its.localities & mine.localities)
    ):
        raise BadPolicy(f"'{old.id}' is the policy of another place", where=where, do="replace a policy of this place")


def _ended(a: Authority, by: str) -> Authority:
    last = (date.fromisoformat(by) - timedelta(days=1)).isoformat()

    def until(held: str | None) -> str:
        return last if held is None or held > last else held

    norms = [replace(n, until=until(n.until)) for n in a.norms if n.since <= last]
    return replace(a, until=until(a.until), norms=norms)


@apart
def check_policies(rulebook: Rulebook, found: PolicyFile) -> list[Clash]:
    """Every clash of the policies of ``found`` with the law of ``rulebook`` (which does not hold them), each once."""
    whole = with_policies(rulebook, found)
    out: dict[tuple[str, str, str], Clash] = {}
    for policy in found.policies:
        place = place_of(policy)
        for span in spans(whole, place, policy.since, policy.until or max(LAST, policy.since)):
            for clash in _on(rulebook, whole, policy, span, found):
                out.setdefault((clash.kind, clash.clause, clash.rule), clash)
    return sorted(out.values(), key=lambda c: (c.line, c.since))


def place_of(policy: Authority) -> Place:
    """A place that the policy covers."""
    t = policy.territory
    state = sorted(t.states)[0]
    county = next((c for s, c in sorted(t.counties) if s == state), None)
    locality = next((c for s, c in sorted(t.localities) if s == state), None)
    kind = sorted(t.agency_types)[0] if t.agency_types else "county-jail"
    return Place(state, county, locality, agency_type=kind, tz=zone_of(state, county))


def _on(rulebook: Rulebook, whole: Rulebook, policy: Authority, span: Span, found: PolicyFile) -> Iterator[Clash]:
    place, day = span.place, span.first
    others = rulebook.local_policies(place, day) - set(found.replaces)
    above = rulebook.program(Query(place, day, policies=others))
    for clause in policy.norms:
        if not clause.in_force(day):
            continue
        line = found.lines.get(clause.id, 0)
        if day == max(policy.since, clause.since) and not _sat(clause.cond):
            yield Clash("dead-clause", clause.id, line, f"clause {clause.cite} can never apply", since=day)
        yield from _against(clause, above, Where(place, day, others, line))
    program = whole.program(Query(place, day, policies=span.policies))
    for fault in Prover(program, [span], MOST_ROWS).faults(FULL):
        if fault.kind == "invariant":
            yield Clash("invariant", policy.id, found.lines.get(policy.id, 0), fault.what, since=day, case=fault.case)


@dataclass(frozen=True, slots=True)
class Where:
    """The place and day of a check, the other policies in force there, and the clause's line."""

    place: Place
    day: str
    others: frozenset[str]
    line: int


def _against(clause: Norm, above: Program, at: Where) -> Iterator[Clash]:
    if clause.action is None:
        return
    ruling = above.rulings[clause.action]
    clashes = False
    for rule in (above.norms[i] for i in ruling.effective):
        meets = _meets(clause, rule)
        if meets is None or not _same_ground(clause, rule):
            continue
        case = _both(clause, rule, above, at)
        if case is not None:
            says = f"clause {clause.cite} {meets[1]} {rule.cite} {meets[2]}"
            clashes = True
            yield Clash(meets[0], clause.id, at.line, says, rule.id, at.day, case)
    adds = clause.effect in (Effect.PERMIT, Effect.REQUIRE) and not clashes
    if adds and _sat(clause.cond) and not _ever_lawful(clause, above, at):
        says = f"clause {clause.cite} lets the jail do what no law above it permits"
        yield Clash("adds-a-permission", clause.id, at.line, says, since=at.day)


def _ever_lawful(clause: Norm, above: Program, at: Where) -> bool:
    """Whether, where the clause speaks, law above it ever lets the jail act on the request."""
    action = clause.action or Action.HOLD
    ruling = above.rulings[action]
    conds = [clause.cond, ASKED.get(action, TRUE), ~court_ground]
    solver, symbols, _ = _solver([*conds, *conditions(ruling)], at.day)
    forms = chain(symbols, ruling)
    lawful = z3.Or([forms[a] for a in LAWFUL if a in forms] or [z3.BoolVal(False)])
    return bool(solver.check(*(symbols.pair(c)[0] for c in conds), lawful) != z3.unsat)


def _meets(clause: Norm, rule: Norm) -> tuple[str, str, str] | None:
    """How the two meet: against state law alone. What a form or a regulation demands of every request bounds any permission."""
    if rule.rank.local or rule.rank.federal:
        return None
    pairs = {
        (Effect.PERMIT, Effect.PROHIBIT): ("permits-what-law-forbids", "permits what", "forbids"),
        (Effect.REQUIRE, Effect.PROHIBIT): ("requires-what-law-forbids", "demands what", "forbids"),
        (Effect.PROHIBIT, Effect.REQUIRE): ("forbids-what-law-demands", "forbids what", "demands"),
        (Effect.PROHIBIT, Effect.STRIKE): ("forbids-what-law-demands", "restricts what", "frees from local rules"),
    }
    return pairs.get((clause.effect, rule.effect))


def _same_ground(a: Norm, b: Norm) -> bool:
    return not a.grounds or not b.grounds or bool(set(a.grounds) & set(b.grounds))


def _sat(cond: Expr) -> bool:
    solver, symbols, _ = _solver([cond])
    return bool(solver.check(symbols.pair(cond)[0]) != z3.unsat)


def _solver(exprs: list[Expr], day: str = "") -> tuple[z3.Solver, Symbols, list[Ref]]:
    refs = all_refs(exprs)
    symbols = Symbols(vocabulary(exprs), rows=min(max(quantified(exprs), 1), MOST_ROWS))
    solver = z3.Solver()
    solver.set("timeout", TIME_LIMIT_MS)
    solver.add(*symbols.fix({}, refs, unknown_is_free=True), *symbols.ranges(refs), *symbols.axioms())
    if day:
        solver.add(*symbols.bind(fact.today.ref, date.fromisoformat(day)))
    return solver, symbols, refs


def _both(clause: Norm, rule: Norm, above: Program, at: Where) -> dict[str, Any] | None:
    """A smallest case in which both speak and the law's own answer is the rule's; or None. A rule that yields to a higher one does
    not speak there, and a judge's warrant is a ground of its own, of which neither speaks."""
    action = clause.action or Action.HOLD
    ruling = above.rulings[action]
    asked = ASKED.get(action, TRUE)
    conds = [clause.cond, ruling.effective[rule.id], asked, ~court_ground]
    solver, symbols, refs = _solver([*conds, *conditions(ruling)], at.day)
    answer = {Effect.PROHIBIT: Answer.PROHIBITED, Effect.REQUIRE: Answer.REQUIRED}.get(rule.effect)
    holds = [symbols.pair(c)[0] for c in conds]
    if answer is not None:
        holds.append(chain(symbols, ruling).get(answer, z3.BoolVal(False)))
    model = model_of(solver, symbols, refs, *holds, day=at.day)
    if model is None:
        return None
    law = Compiled(above)

    def shows(facts: Mapping[str, Any]) -> bool:
        return all(c.truth(facts) is True for c in conds) and answer in (None, law.find(facts).answer(action))

    facts = facts_of(model, symbols, refs)
    facts = smallest_facts(facts if shows(facts) else facts_of(model, symbols, refs, whole=True), shows)
    name = f"{clause.id}-{action.value}".replace("/", "-")
    title = f"{clause.cite} beside {rule.cite}"
    return case_file(name, at.place, at.day, facts, title, policies=at.others)
