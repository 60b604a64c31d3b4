"""Which fact patterns change their answer between two days (or two rulebooks), with a smallest example of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
from lawgate.law.symbolic import Symbols, all_refs, quantified, vocabulary

TIME_LIMIT_MS = 20_000


@dataclass(frozen=True, slots=True)
class Difference:
    """Some facts that had ``before`` have ``after`` now; ``case`` is a smallest example."""

    action: Action
    before: Answer
    after: Answer
    case: dict[str, Any]


def differences(old: Program, new: Program, place: Place, day: str) -> list[Difference]:
    """Every pair of answers that some complete facts move between, with one example each."""
    out = []
    for action in Action:
        out += _of(action, old, new, place, day)
    return out


def _of(action: Action, old: Program, new: Program, place: Place, day: str) -> list[Difference]:
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
            model = None if before is after else model_of(solver, symbols, refs, f, g)
            if model is not None:
                facts = _smallest(facts_of(model, symbols, refs), old, new, action, before, after)
                title = f"{action.value}: {before.value} before, {after.value} from {day}"
                case = case_file(f"{action.value}-{before.value}-{after.value}", place, day, facts, title)
                out.append(Difference(action, before, after, case))
    return out


def _smallest(
    facts: dict[str, Any], old: Program, new: Program, action: Action, before: Answer, after: Answer
) -> dict[str, Any]:
    laws = Compiled(old), Compiled(new)
    return smallest_facts(
        facts, lambda f: (laws[0].find(f).answer(action), laws[1].find(f).answer(action)) == (before, after)
    )


__all__ = ["Difference", "Ruling", "differences"]
