"""Which fact patterns change their answer between two days (or two rulebooks), with a smallest example of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import z3

from lawgate.base import Place
from lawgate.law import facts as fact
from lawgate.law.exact import chain, conditions
from lawgate.law.model import case_file, facts_of, model_of, smallest_facts
from lawgate.law.norms import Action, Answer
from lawgate.law.resolve import Ruling
from lawgate.law.rulebook import Program
from lawgate.law.scalar import Compiled
from lawgate.law.solver import apart
from lawgate.law.symbolic import Symbols, all_refs, quantified, vocabulary

TIME_LIMIT_MS = 20_000


@dataclass(frozen=True, slots=True)
class Difference:
    """Some facts that had ``before`` have ``after`` now; ``case`` is a smallest example."""

    action: Action
    before: Answer
    after: Answer
    case: dict[str, Any]


@apart
def differences(
    old: Program, new: Program, place: Place, day: str, *, policies: frozenset[str] = frozenset()
) -> list[Difference]:
    """Every pair of answers that some complete facts move between, with one example each. ``policies``: local ones in force."""
    return [d for action in Action for d in _of(action, old, new, place, day, policies)]


def _of(
    action: Action, old: Program, new: Program, place: Place, day: str, policies: frozenset[str]
) -> list[Difference]:
    rulings = old.rulings[action], new.rulings[action]
    exprs = [e for r in rulings for e in conditions(r)]
    refs = all_refs(exprs)
    symbols = Symbols(vocabulary(exprs), rows=min(max(quantified(exprs), 1), 2))
    solver = z3.Solver()
    solver.set("timeout", TIME_LIMIT_MS)
    solver.add(*symbols.fix({}, refs, unknown_is_free=True), *symbols.ranges(refs), *symbols.axioms())
    solver.add(*symbols.bind(fact.today.ref, date.fromisoformat(day)))  # both laws are asked about the later day
    was, now = (chain(symbols, r) for r in rulings)
    out = []
    for before, f in was.items():
        for after, g in now.items():
            model = None if before is after else model_of(solver, symbols, refs, f, g, day=day)
            if model is not None:
                laws = Compiled(old), Compiled(new)
                shows = partial(_shows, laws, action, (before, after))
                facts = facts_of(model, symbols, refs)
                facts = smallest_facts(facts if shows(facts) else facts_of(model, symbols, refs, whole=True), shows)
                title = f"{action.value}: {before.value} before, {after.value} from {day}"
                case = case_file(
                    f"{action.value}-{before.value}-{after.value}", place, day, facts, title, policies=policies
                )
                out.append(Difference(action, before, after, case))
    return out


def _shows(
    laws: tuple[Compiled, Compiled], action: Action, wanted: tuple[Answer, Answer], facts: Mapping[str, Any]
) -> bool:
    return (laws[0].find(facts).answer(action), laws[1].find(facts).answer(action)) == wanted


__all__ = ["Difference", "Ruling", "differences"]
