"""The engine's answers that the book shows: every state on chosen days, and one place from its first day to its last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from lawgate.base import Place
from lawgate.decision import Decider, question
from lawgate.law.books import load
from lawgate.law.norms import Action
from lawgate.lawbook.records import Cell, Span, StandardCase
from lawgate.lawbook.standard import CASES, case_file
from lawgate.lawbook.tiles import TILES

FIRST_DAY = "2008-01-01"


@dataclass
class Answers:
    """Asks the engine, and remembers what it said. ``decider`` decides with the books as they stand."""

    decider: Decider = field(default_factory=lambda: Decider(load()))

    def cell(self, case: StandardCase, state: str, day: str, *, county: str | None = None, local: bool = False) -> Cell:
        """The answers in ``state`` on ``day``; with ``local`` by the local rules that the books know for ``county``."""
        policies: list[str] = []
        if local and county is not None:
            policies = sorted(self.decider.rulebook.local_policies(Place(state, county), day))
        file = case_file(case, state, day, county=county, policies=policies)
        decision = self.decider.decide(question(file), trace=False)
        rests = {a: tuple(dict.fromkeys(n.authority for n in d.rests_on)) for a, d in decision.determinations.items()}
        return Cell(dict(decision.answers), rests)

    def grid(self, case: StandardCase, days: tuple[str, ...]) -> dict[str, dict[str, Cell]]:
        """Answers by state and day."""
        return {state: {day: self.cell(case, state, day) for day in days} for state in TILES}

    def spans(self, state: str, county: str | None, last: str) -> tuple[Span, ...]:
        """How the hold of the first standard case is answered from 2008 to ``last``, asked anew whenever the law changes."""
        kind = case_file(CASES[0], state, last, county=county)["jurisdiction"]
        place = Place(state, county, locality=kind.get("locality"), agency_type=kind["agency_type"])
        days = [FIRST_DAY, *self.decider.rulebook.changes_between(place, FIRST_DAY, last)]
        spans: list[Span] = []
        for at, day in enumerate(days):
            cell = self.cell(CASES[0], state, day, county=county, local=True)
            until = _day_before(days[at + 1]) if at + 1 < len(days) else last
            answer, rests = cell.answers[Action.HOLD], cell.rests_on[Action.HOLD]
            if spans and spans[-1].answer is answer and spans[-1].rests_on == rests:
                spans[-1] = Span(spans[-1].first, until, answer, rests)
            else:
                spans.append(Span(day, until, answer, rests))
        return tuple(spans)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
