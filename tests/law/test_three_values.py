"""The rulebook on random cases: knowing more never turns one definite answer into another, and the readers agree."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
import z3
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawgate.base import Place
from lawgate.law import Action, Answer, Compiled, Query, bulk, columns
from lawgate.law.books import load
from lawgate.law.exact import Completions, conditions
from lawgate.law.norms import GROUNDS, LAWFUL
from lawgate.law.refine import Refiner
from lawgate.law.symbolic import Symbols, all_refs, vocabulary
from tests.law.strategies import cases, every_place, every_query

queries = every_query()


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
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(queries, cases())
def test_completions_never_leave_what_kleene_allows(query: Query, case: dict[str, Any]) -> None:
    """The exact answers are among those that Kleene's tables leave possible."""
    program = load().program(query)
    found = Compiled(program).find(case)
    for action, ruling in program.rulings.items():
        exact = Refiner().refine(ruling, case, found.determinations[action])
        assert set(exact.possible) <= set(found.determinations[action].possible)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(queries, cases())
def test_the_solver_reads_every_condition_as_the_scalar_reader_does(query: Query, case: dict[str, Any]) -> None:
    """With unknown facts switched to *unknown*, every line and every norm is true, false or unknown in both readers alike."""
    rows = max(1, *(len(case.get(r, ())) for r in ("charges", "priors")))
    for ruling in load().program(query).rulings.values():
        exprs = [*conditions(ruling), *ruling.effective.values()]
        symbols = Symbols(vocabulary(exprs, [case]), rows=rows)
        solver = z3.Solver()
        solver.add(symbols.fix(case, all_refs(exprs), unknown_is_free=False))
        assert solver.check() == z3.sat
        model = solver.model()
        for e in exprs:
            true, false = (z3.is_true(model.eval(p, model_completion=True)) for p in symbols.pair(e))
            assert (True if true else False if false else None) is e.truth(case)


def agree(mixed: list[tuple[Query, dict[str, Any]]]) -> None:
    """One frame of all of them gets the scalar reader's answers, reasons, grounds and limits, case by case."""
    programs = list({id(p): p for p in (load().program(q) for q, _ in mixed)}.values())
    number = {id(p): i for i, p in enumerate(programs)}
    which = np.array([number[id(load().program(q))] for q, _ in mixed], np.int32)
    facts = [c for _, c in mixed]
    coding = bulk.coding_for(programs, facts)
    found = bulk.answer(columns.encode(facts, coding), which, programs, coding)
    ready = [Compiled(p) for p in programs]
    for i, case in enumerate(facts):
        scalar = ready[which[i]].find(case)
        for action in Action:
            one = scalar.determinations[action]
            assert bulk.ANSWERS[found.codes[action][i]] is one.answer
            assert {a for k, a in enumerate(bulk.ANSWERS) if found.possible[action][i] >> k & 1} == set(one.possible)
            assert set(found.reason_ids(i, action)) == {n.id for n in one.rests_on}
            if one.answer in LAWFUL:
                assert ("", *GROUNDS)[found.ground[action][i]] == one.ground
        hold = scalar.determinations[Action.HOLD]
        bound = {n.id for n, _ in scalar.limits if hold.answer in LAWFUL and hold.ground in n.grounds}
        limits = programs[which[i]].limits
        assert {n.id for k, n in enumerate(limits) if found.limits[i] >> np.uint32(k) & 1} == bound


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(queries, cases()), min_size=1, max_size=12))
def test_bulk_and_scalar_agree_on_any_cases(mixed: list[tuple[Query, dict[str, Any]]]) -> None:
    """A frame of mixed places, days and unknowns gets the scalar evaluator's answers and reasons, case by case."""
    agree(mixed)


@pytest.mark.slow
@settings(max_examples=1, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(st.lists(cases(), min_size=12, max_size=12))
def test_bulk_and_scalar_agree_in_every_place_and_period(drawn: list[dict[str, Any]]) -> None:
    """The same, swept over every place that a book names and every period of its law."""
    every: list[tuple[Query, dict[str, Any]]] = []
    for place in every_place():
        for day in ["1999-01-01", *load().changes_between(place, "1999-01-01", "2027-01-01")]:
            here = load().local_policies(place, day) if len(every) % 2 else None
            every.append((Query(place, day, policies=here), drawn[len(every) % len(drawn)]))
    agree(every)


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
