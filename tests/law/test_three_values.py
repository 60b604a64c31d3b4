"""The rulebook on random cases: knowing more never turns one definite answer into another, and the readers agree."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawgate.base import Place
from lawgate.law import Action, Answer, Compiled, Query, bulk, columns
from lawgate.law.books import load
from lawgate.law.exact import Completions, Refiner
from tests.law.strategies import cases

PLACES = [
    Place("CA", "Los Angeles", "Los Angeles", agency_type="police-lockup"),
    Place("CA", "San Diego"),
    Place("CA", agency_type="state-prison"),
    Place("OR", "Clackamas"),
    Place("WA", "King"),
    Place("PA", "Philadelphia", "Philadelphia"),
    Place("ID", "Ada"),
    Place("WI", "Dane"),
]
DAYS = ("2009-06-01", "2012-08-31", "2014-06-10", "2016-05-05", "2017-05-01", "2019-06-01", "2021-08-01", "2025-04-01")
queries = st.builds(
    Query,
    st.sampled_from(PLACES),
    st.sampled_from(DAYS),
    st.sampled_from(["ex-ante", "hindsight"]),
    st.sampled_from(["full", "federal-only"]),
    st.sampled_from([None, frozenset(), frozenset({"local-declines-detainers"})]),
)


def compiled(query: Query) -> Compiled:
    return Compiled(load().program(query))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(queries, cases(), st.data())
def test_learning_a_fact_never_changes_a_definite_answer(
    query: Query, case: dict[str, Any], data: st.DataObject
) -> None:
    """Hide one more fact of a case: what was decided without it stays decided the same with it."""
    assume(case)
    law = compiled(query)
    name = data.draw(st.sampled_from(sorted(case)))
    assume(name != "moment.date")
    less = {k: v for k, v in case.items() if k != name}
    before, after = law.find(less), law.find(case)
    for action in Action:
        if before.answer(action) is not Answer.UNDETERMINED:
            assert after.answer(action) is before.answer(action)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(queries, cases())
def test_an_undetermined_answer_names_its_missing_facts(query: Query, case: dict[str, Any]) -> None:
    """Nothing is undetermined without saying which facts are missing, and a determined answer misses none."""
    for found in compiled(query).find(case).determinations.values():
        assert bool(found.missing) == (found.answer is Answer.UNDETERMINED)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(queries, cases(complete=True))
def test_symbolic_and_scalar_agree_on_complete_cases(query: Query, case: dict[str, Any]) -> None:
    """With every fact known the solver finds exactly one answer, the scalar evaluator's."""
    case = {**case, "record_complete": True}  # with an open record check no list of convictions is complete
    program = load().program(query)
    found = Compiled(program).find(case)
    for action, ruling in program.rulings.items():
        assert Completions(ruling, case).possible() == (found.answer(action),)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(queries, cases())
def test_completions_never_leave_what_kleene_allows(query: Query, case: dict[str, Any]) -> None:
    """The exact answers are among those that Kleene's tables leave possible."""
    program = load().program(query)
    found = Compiled(program).find(case)
    for action, ruling in program.rulings.items():
        exact = Refiner().refine(ruling, case, found.determinations[action])
        assert set(exact.possible) <= set(found.determinations[action].possible)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(queries, cases()), min_size=1, max_size=12))
def test_bulk_and_scalar_agree_on_any_cases(mixed: list[tuple[Query, dict[str, Any]]]) -> None:
    """A frame of mixed places, days and unknowns gets the scalar evaluator's answers and reasons, case by case."""
    programs = list({id(p): p for p in (load().program(q) for q, _ in mixed)}.values())
    which = np.array([next(i for i, p in enumerate(programs) if p is load().program(q)) for q, _ in mixed], np.int32)
    facts = [c for _, c in mixed]
    coding = bulk.coding_for(programs, facts)
    found = bulk.answer(columns.encode(facts, coding), which, programs, coding)
    for i, (query, case) in enumerate(mixed):
        scalar = Compiled(load().program(query)).find(case)
        for action in Action:
            one = scalar.determinations[action]
            assert bulk.ANSWERS[found.codes[action][i]] is one.answer
            if one.answer is not Answer.UNDETERMINED:
                assert set(found.reason_ids(i, action)) <= {n.id for n in one.rests_on}


def test_an_incomplete_record_is_never_completed_to_a_clean_one() -> None:
    """A hold that only a conviction could allow stays undetermined while the record check is out, and asks for the record."""
    query = Query(Place("CA", "Kern"), "2014-06-10", policies=frozenset())
    case = {
        "request": True,
        "request.form": "I-247 (12/12)",
        "request.asks": frozenset({"hold", "notify"}),
        "request.boxes": frozenset({"order-of-removal"}),
        "request.conditions": frozenset(),
        "request.issuer_listed": True,
        "request.issued_on": date(2014, 6, 1),
        "request.received_at": datetime(2014, 6, 2, tzinfo=UTC),
        "request.cancelled_at": None,
        "request.served_on_subject_at": None,
        "earlier_requests": False,
        "release_due.t0": datetime(2014, 6, 10, tzinfo=UTC),
        "moment.date": date(2014, 6, 10),
        "in_custody": True,
        "judicial_warrant": "none",
        "delay_reason": None,
        "subject.citizenship_claim": "none",
        "subject.document_received_at": None,
        "registry_sex_arson": False,
        "federal_felony_warrant": False,
        "charges": (),
        "priors": (),
        "record_complete": False,
    }
    program = load().program(query)
    ruling = program.rulings[Action.HOLD]
    open_ = Refiner().refine(ruling, case, Compiled(program).find(case).determinations[Action.HOLD])
    assert open_.answer is Answer.UNDETERMINED
    assert open_.missing == ("record_complete",)
    whole = case | {"record_complete": True}
    assert Compiled(program).find(whole).answer(Action.HOLD) is Answer.PROHIBITED
