"""The books of the states that restrict, on random cases: what is unknown stays unknown, and the readers agree."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawgate.base import Place
from lawgate.law import Action, Answer, Compiled, Query, bulk, columns
from lawgate.law.books import load
from lawgate.law.exact import Completions
from tests.law.strategies import cases

PLACES = [
    Place("CO", "El Paso"),
    Place("IL", "Cook"),
    Place("NJ", "Middlesex"),
    Place("NY", "Queens", "New York City", agency_type="police-lockup"),
    Place("MA", agency_type="state-prison"),
    Place("CT", agency_type="unified-state-corrections"),
    Place("ME", "Knox", agency_type="state-police"),
    Place("MD", "Carroll"),
    Place("DC", None, "Washington", agency_type="city-corrections"),
    Place("VA", "Fairfax"),
    Place("RI", agency_type="unified-state-corrections"),
    Place("HI"),
]
DAYS = ("2012-10-01", "2014-01-15", "2016-05-05", "2018-11-14", "2019-10-23", "2022-07-01", "2025-11-01", "2026-11-01")
SETTINGS = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    place, day = draw(st.sampled_from(PLACES)), draw(st.sampled_from(DAYS))
    here = load().local_policies(place, day)
    return Query(place, day, policies=draw(st.sampled_from([None, frozenset(), here])))


@SETTINGS
@given(queries(), cases(), st.data())
def test_learning_a_fact_never_changes_a_definite_answer(
    query: Query, case: dict[str, Any], data: st.DataObject
) -> None:
    """Hide one more fact of a case: what was decided without it stays decided the same with it."""
    law = Compiled(load().program(query))
    name = data.draw(st.sampled_from(sorted(case)))
    assume(name != "moment.date")
    before, after = law.find({k: v for k, v in case.items() if k != name}), law.find(case)
    for action in Action:
        if before.answer(action) is not Answer.UNDETERMINED:
            assert after.answer(action) is before.answer(action)


@settings(SETTINGS, max_examples=20)
@given(queries(), cases(complete=True))
def test_solver_and_scalar_agree_on_complete_cases(query: Query, case: dict[str, Any]) -> None:
    """With every fact known the solver finds exactly one answer, the scalar evaluator's."""
    case = {**case, "record_complete": True}  # with an open record check no list of convictions is complete
    program = load().program(query)
    found = Compiled(program).find(case)
    for action, ruling in program.rulings.items():
        assert Completions(ruling, case).possible() == (found.answer(action),)


@settings(SETTINGS, max_examples=20)
@given(st.lists(st.tuples(queries(), cases()), min_size=1, max_size=8))
def test_bulk_and_scalar_agree(mixed: list[tuple[Query, dict[str, Any]]]) -> None:
    """A frame of mixed places, days and unknowns gets the scalar evaluator's answers, case by case."""
    programs = list({id(p): p for p in (load().program(q) for q, _ in mixed)}.values())
    which = np.array([next(i for i, p in enumerate(programs) if p is load().program(q)) for q, _ in mixed], np.int32)
    facts = [c for _, c in mixed]
    coding = bulk.coding_for(programs, facts)
    found = bulk.answer(columns.encode(facts, coding), which, programs, coding)
    for i, (query, case) in enumerate(mixed):
        scalar = Compiled(load().program(query)).find(case)
        for action in Action:
            assert bulk.ANSWERS[found.codes[action][i]] is scalar.answer(action)
