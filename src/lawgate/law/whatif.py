"""What would flip the answer: the smallest changes of fact, from the solver, each confirmed by deciding again.

Every known fact of the case is set free behind a switch that says whether it changed. The solver is asked for each other answer
with one switch on, then with two, and so on, until the answer can be had; so the sets it gives are smallest, and an answer it
rules out cannot be had by any change of what is known. Of the values that would do, the nearest to what is are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import z3

from lawgate.law.expr import UNKNOWN, Case
from lawgate.law.norms import Action, Answer
from lawgate.law.resolve import Ruling
from lawgate.law.scalar import Compiled
from lawgate.law.solver import apart
from lawgate.law.symbolic import Symbols
from lawgate.law.whatif_nearest import nearest
from lawgate.law.whatif_switches import Place, Switches

MOST_CHANGES = 6
"""More facts than this changed at once are another case, not a change of this one."""
MOST_SETS = 24
"""Smallest sets shown for one answer."""
EFFORT = 20_000_000
"""Steps of the solver for one question, some seconds: counted, not timed, so that a busy machine gives the same answer."""


@dataclass(frozen=True, slots=True)
class Change:
    """``fact`` (``priors[0].convicted_on``) from ``before`` to ``after``. For a line that is added (``priors[1]``), ``before`` is
    None and ``after`` says only what of it matters."""

    fact: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Flip:
    """A smallest set of changes, and the answer it brings."""

    changes: tuple[Change, ...]
    answer: Answer


@apart
def flips(law: Compiled, case: Case, action: Action) -> list[Flip]:
    """The smallest changes that bring each other answer of ``action``. Undetermined is never offered."""
    now = law.answer(action, case)
    ruling = law.program.rulings[action]
    others = dict.fromkeys([e.answer for e in ruling.entries] + [ruling.otherwise])
    switches = Switches(ruling, case)
    return [
        flip
        for answer in Answer
        if answer in others and answer not in (now, Answer.UNDETERMINED)
        for flip in _smallest(law, case, action, switches, answer)
    ]


def _smallest(law: Compiled, case: Case, action: Action, switches: Switches, answer: Answer) -> list[Flip]:
    """Every smallest set (as many as are shown) that brings ``answer``."""
    solver = z3.SimpleSolver()
    solver.set("rlimit", EFFORT)
    solver.add(*switches.holds, surely(switches.symbols, law.program.rulings[action], answer))
    if solver.check() == z3.unsat:
        return []
    for size in range(1, MOST_CHANGES + 1):
        solver.push()
        solver.add(z3.AtMost(*switches.all, size))
        found = list(islice(_of_size(solver, law, case, action, switches, answer), MOST_SETS))
        solver.pop()
        if found:
            return sorted(found, key=_plainest_first)
    return []


def _of_size(
    solver: z3.Solver, law: Compiled, case: Case, action: Action, switches: Switches, answer: Answer
) -> Iterator[Flip]:
    while solver.check() == z3.sat:
        on = switches.on(solver.model())
        solver.add(z3.Or([z3.Not(switches.of[place]) for place in on]))
        values = nearest(solver.assertions()[:-1], switches, on, EFFORT)
        if values is None:
            continue  # only days that no calendar has would do
        changes = _trimmed(law, case, action, answer, _changes(case, values))
        if law.answer(action, apply(case, changes)) is answer:
            yield Flip(changes, answer)


def _plainest_first(flip: Flip) -> tuple[bool, tuple[str, ...]]:
    """Facts that are changed before lines that would be added."""
    return any(isinstance(c.after, dict) for c in flip.changes), tuple(c.fact for c in flip.changes)


def surely(symbols: Symbols, ruling: Ruling, answer: Answer) -> z3.BoolRef:
    """The ruling gives ``answer`` by what is known: no line with another answer is reached, or may be."""
    out: list[z3.BoolRef] = []
    reached: list[z3.BoolRef] = []  # conditions that are true and end the reading
    for entry in ruling.entries:
        true, false = symbols.pair(entry.cond)
        if entry.answer is not answer:
            out.append(z3.Or([false, *reached]))
        reached.append(true)
    if ruling.otherwise is not answer:
        out.append(z3.Or(reached))
    return z3.And(out)


def _changes(case: Case, values: dict[Place, Any]) -> tuple[Change, ...]:
    return tuple(Change(str(p), p.held(case), _in_zone(value, case)) for p, value in values.items())


def _in_zone(value: Any, case: Case) -> Any:
    """An instant on the clock that the case is told by."""
    due = case.get("release_due.t0", UNKNOWN)
    return value.astimezone(due.tzinfo) if isinstance(value, datetime) and isinstance(due, datetime) else value


def _trimmed(
    law: Compiled, case: Case, action: Action, answer: Answer, changes: tuple[Change, ...]
) -> tuple[Change, ...]:
    """Lines that are added say nothing that is not needed."""
    kept = list(changes)
    for at, change in enumerate(changes):
        if isinstance(change.after, dict):
            for field in list(change.after):
                less = Change(change.fact, None, {k: v for k, v in kept[at].after.items() if k != field})
                fewer = [*kept[:at], less, *kept[at + 1 :]]
                if law.answer(action, apply(case, fewer)) is answer:
                    kept = fewer
    return tuple(kept)


def apply(case: Case, changes: Iterable[Change]) -> dict[str, Any]:
    """``case`` with the changes made."""
    out = dict(case)
    for change in changes:
        rows, bracket, rest = change.fact.partition("[")
        if not bracket:
            out[change.fact] = change.after
            continue
        number, _, name = rest.partition("]")
        lines = [dict(r) for r in out[rows]]
        if name:
            lines[int(number)][name.removeprefix(".")] = change.after
        else:
            lines.append(dict(change.after))
        out[rows] = tuple(lines)
    return out


__all__ = ["Change", "Flip", "apply", "flips", "surely"]
