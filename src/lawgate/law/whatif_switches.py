"""A case whose known facts may each be changed: one switch a fact, and one for a line more in each list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import z3

from lawgate.law import facts as fact
from lawgate.law.declare import DECLARED
from lawgate.law.exact import conditions
from lawgate.law.expr import UNKNOWN, Case, Expr, Ref
from lawgate.law.resolve import Ruling
from lawgate.law.symbolic import Symbols, all_refs, vocabulary, walk

ASKED = ("moment.date", "moment.at")
"""When the question is asked is not a fact of the person: ``elsewhere`` asks it on other days."""
LISTS = ("charges", "priors")
EFFORT = 10_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: ``ref``, in the line ``rows[at]`` if it is of a line. Without a ``ref``: a whole line more."""

    ref: Ref | None
    rows: str = ""
    at: int = 0

    @property
    def line(self) -> str:
        return f"{self.rows}[{self.at}]" if self.rows else ""

    @property
    def whole_row(self) -> bool:
        return self.ref is None

    def held(self, case: Case) -> Any:
        """What ``case`` says there."""
        if self.ref is None:
            return None
        return (case[self.rows][self.at] if self.rows else case).get(self.ref.name, UNKNOWN)

    def __str__(self) -> str:
        if self.ref is None:
            return self.line
        return f"{self.line}.{self.ref.name}" if self.rows else self.ref.name


class Switches:
    """The formulas of one case under one ruling. ``holds``: what is true whatever is changed; ``of``: the switch of each place.

    What is unknown stays unknown: what to ask for is another question than what to change. The facts of a request follow the
    request: without it they are not counted.
    """

    def __init__(self, ruling: Ruling, case: Case) -> None:
        self.case = case
        exprs = conditions(ruling)
        self.looked_at = list(dict.fromkeys(r for e in exprs for r in e.refs() if str(r) in DECLARED))
        self.refs = all_refs(exprs)
        self.rows = {r: len(case[r]) for r in LISTS if case.get(r, UNKNOWN) is not UNKNOWN}
        self.symbols = Symbols(vocabulary(exprs, [case]), rows=max([*self.rows.values(), 0]) + 1)
        self.of: dict[Place, z3.BoolRef] = {}
        self.holds: list[z3.BoolRef] = []
        for ref in self.refs:
            if str(ref) in DECLARED and not ref.in_row:
                self._free(Place(ref))
        for rows in LISTS:
            self._lines(rows, exprs)
        self.holds += self.symbols.ranges(self.refs)
        self._lawful()

    @property
    def all(self) -> list[z3.BoolRef]:
        return list(self.of.values())

    def on(self, model: z3.ModelRef) -> list[Place]:
        """The places that a model changes."""
        return [p for p, switch in self.of.items() if z3.is_true(model.eval(switch, model_completion=True))]

    def same(self, place: Place) -> z3.BoolRef:
        """The fact is as the case has it."""
        assert place.ref is not None
        return z3.And(self.symbols.bind(place.ref, place.held(self.case), place.line))

    def _free(self, place: Place) -> None:
        assert place.ref is not None
        known = self.symbols.known(place.ref, place.line)
        value = place.held(self.case)
        if value is UNKNOWN:
            self.holds.append(z3.Not(known))
            return
        self.holds.append(known)
        if place.ref in self.looked_at and place.ref.name not in ASKED:
            switch = self.of[place] = z3.Bool(f"changed {place}")
            self.holds.append(z3.Or(switch, self.same(place), *self._follows(place)))
        else:
            self.holds.append(z3.Or(self.same(place), *self._follows(place)))

    def _follows(self, place: Place) -> list[z3.BoolRef]:
        """A request's facts are as they will where there is none."""
        of_request = place.ref is not None and place.ref.name.startswith("request.")
        return [z3.Not(self.symbols.yes(fact.request.ref, ""))] if of_request else []

    def _lines(self, rows: str, exprs: list[Expr]) -> None:
        listed = self.symbols.known(Ref(rows), "")
        if rows not in self.rows:
            self.holds.append(z3.Not(listed))
            return
        self.holds.append(listed)
        fields = [r for r in self.refs if r.in_row]
        count = self.rows[rows]
        for at in range(self.symbols.rows):
            there = self.symbols.exists(rows, at)
            if at < count:
                self.holds.append(there)
                for field in fields:
                    self._free(Place(field, rows, at))
            elif at == count and any(getattr(n, "rows", "") == rows for e in exprs for n in walk(e)):
                switch = self.of[Place(None, rows, at)] = z3.Bool(f"changed {rows}[{at}]")
                self.holds += [there == switch, *(self.symbols.known(f, f"{rows}[{at}]") for f in fields)]
            else:
                self.holds.append(z3.Not(there))

    def _lawful(self) -> None:
        """The axioms, where the facts as given keep them."""
        solver = z3.SimpleSolver()
        solver.set("rlimit", EFFORT)
        axioms = self.symbols.axioms()
        solver.add(*self.holds, *(z3.Not(s) for s in self.all))
        if solver.check(*axioms) != z3.unsat:
            self.holds += axioms
