"""Kleene made exact, held against every completion tried one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawgate.decision import Decider, question
from lawgate.decision.casefile import Question
from lawgate.law import Action, Answer, Compiled, Query
from lawgate.law.axioms import CASE_AXIOMS, ROW_AXIOMS
from lawgate.law.books import load
from lawgate.law.declare import DECLARED
from lawgate.law.exact import Completions as Solved
from lawgate.law.exact import conditions
from lawgate.law.refine import Refiner
from lawgate.law.whatif import flips
from lawgate.law.witnesses import differ, turning
from tests.cli.test_commands import CASE
from tests.law.strategies import cases, every_query


def lawful(case: dict[str, Any]) -> bool:
    """No axiom says that there is no such case."""
    rows = [r for name in ("charges", "priors") for r in case[name]]
    return all(a.truth(case) is not False for a in CASE_AXIOMS) and all(
        a.truth(case, r) is not False for a in ROW_AXIOMS for r in rows
    )


class Completions:
    """All completions of the yes/no facts ``hidden``: those that the axioms allow, or all where they allow none."""

    def __init__(self, law: Compiled, action: Action, case: dict[str, Any], hidden: tuple[str, ...]) -> None:
        whole = [{**case, **dict(zip(hidden, v, strict=True))} for v in product((True, False), repeat=len(hidden))]
        self.all = [(c, law.find(c).answer(action)) for c in [w for w in whole if lawful(w)] or whole]

    def answers(self, **facts: bool) -> set[Answer]:
        return {a for c, a in self.all if all(c[k] is v for k, v in facts.items())}

    def decides(self, names: tuple[str, ...]) -> bool:
        every = (dict(zip(names, v, strict=True)) for v in product((True, False), repeat=len(names)))
        return all(len(self.answers(**given)) <= 1 for given in every)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(every_query(), cases(complete=True), st.sampled_from(list(Action)), st.data())
def test_open_answers_are_those_of_the_completions(
    query: Query, case: dict[str, Any], action: Action, data: st.DataObject
) -> None:
    """Hide some facts: the exact answers are those that completing them gives, and ``missing`` is a smallest set that decides, the
    question that alone decides most first."""
    case = {**case, "record_complete": True}
    program = load().program(query)
    ruling = program.rulings[action]
    asked = {r.name for e in conditions(ruling) for r in e.refs() if not r.in_row}
    open_to = sorted(n for n in asked if n in DECLARED and DECLARED[n].kind == "yes/no" and n != "record_complete")
    assume(open_to)
    hidden = data.draw(st.lists(st.sampled_from(open_to), min_size=1, max_size=4, unique=True))
    less = {k: v for k, v in case.items() if k not in hidden}
    completions = Completions(Compiled(program), action, less, tuple(hidden))
    every = completions.answers()
    exact = Refiner().refine(ruling, less, Compiled(program).find(less).determinations[action])
    assert set(exact.possible) == every
    assert (exact.answer is Answer.UNDETERMINED) == (len(every) > 1)
    if exact.answer is not Answer.UNDETERMINED:
        assert exact.missing == ()
        return
    missing = exact.missing
    assert completions.decides(missing)
    if len(missing) > 1:
        assert not any(completions.decides(tuple(n for n in missing if n != name)) for name in missing)
    power = [sum(len(completions.answers(**{n: v})) == 1 for v in (True, False)) for n in missing]
    assert power == sorted(power, reverse=True)


LEFT_OUT = (
    "priors",
    "charges",
    "record_complete",
    "civil_warrants",
    "judicial_warrant",
    "local_policy",
    "registry_sex_arson",
    "subject",
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(
    st.sampled_from(["CA", "TX", "CT", "NJ", "MD"]),
    st.sets(st.sampled_from(LEFT_OUT), min_size=1),
    st.sampled_from(list(Action)),
)
def test_what_is_found_by_trying_the_solver_finds_too(state: str, left_out: set[str], action: Action) -> None:
    """Two completions tried out that differ are two answers of the solver; a fact that turns the answer alone is asked for anyway."""
    made = json.loads(json.dumps(CASE))
    made["jurisdiction"] = {"state": state, "agency_type": "county-jail", "tz": "America/New_York"}
    made["given"] = {k: v for k, v in made["given"].items() if k not in left_out}
    q = question(made)
    law = Decider(load()).compiled(q)
    found = law.find(q.facts).determinations[action]
    assume(found.answer is Answer.UNDETERMINED)
    ruling, names = law.program.rulings[action], found.missing[:3]

    def answer(case: Any) -> Answer:
        return law.find(case).answer(action)

    solved = Solved(ruling, q.facts)
    if differ(answer, q.facts, found.missing):
        assert len(solved.possible(2)) == 2
    assert solved.settle(names, turning(answer, q.facts, names)) == solved.settle(names)


def test_every_fact_has_its_question_in_both_languages() -> None:
    """A clerk can be asked for every declared fact in plain English and Spanish, and the two are not the same text."""
    for name, fact in DECLARED.items():
        assert fact.en.endswith("?"), name
        assert fact.en[0].isupper(), name
        assert fact.es.startswith("¿"), name
        assert fact.es.endswith("?"), name
        assert fact.es.strip("¿?") != fact.en.strip("?"), name


def _open_cases() -> Iterator[Question]:
    """The clean record of California with some of it not known, each time other parts."""
    for left_out in (("priors",), ("record_complete", "registry_sex_arson"), ("held_to_answer_872",), ("charges",)):
        made = json.loads(json.dumps(CASE))
        made["given"] = {k: v for k, v in made["given"].items() if k not in left_out}
        yield question(made)


def test_many_threads_ask_the_solver_at_once() -> None:
    """Clerks decide and lawyers ask what if in one process at one time: each gets what they get alone, and the process lives."""
    asked = list(_open_cases())
    alone = Decider(load(), exact_up_to=6)
    answers = [alone.decide(q, trace=False).answers for q in asked]
    changes = [flips(alone.compiled(q), q.facts, Action.NOTIFY) for q in asked]
    shared = Decider(load(), exact_up_to=6)

    def work(n: int) -> bool:
        which = n // 2 % len(asked)
        q = asked[which]
        if n % 2:
            return shared.decide(q, trace=False).answers == answers[which]
        return flips(shared.compiled(q), q.facts, Action.NOTIFY) == changes[which]

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(work, range(16)))
