"""What if: every change that is offered brings the answer it says, and none is larger than it need be."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawgate.decision import Decider, question
from lawgate.decision.elsewhere import other_days, other_places
from lawgate.decision.whatif_words import apart, clause
from lawgate.law.books import load
from lawgate.law.norms import HOLD, Action, Answer
from lawgate.law.whatif import apply, flips
from tests.cli.test_commands import CASE


def case(**given_: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(CASE))
    made["given"].update(given_)
    return made


PRIOR = {"statute": "Pen. Code 459", "level": "misdemeanor", "wobbler": True, "convicted_on": "2010-02-03"}
CASES = {
    "clean record": case(),
    "listed wobbler": case(priors=[PRIOR]),
    "registry": case(registry_sex_arson=True),
    "says citizen": case(
        subject={"citizenship_claim": "documented", "document_received_at": "2014-06-09T10:00-07:00", "juvenile": False}
    ),
    "no request": case(request=None),
}


@pytest.mark.parametrize("name", CASES)
def test_each_change_flips_the_answer_and_no_part_of_it_does(name: str) -> None:
    """Every flip, applied, is decided as it says; of two changes neither alone brings that answer."""
    q = question(CASES[name])
    law = Decider(load()).compiled(q)
    seen = 0
    for action in Action:
        now = law.find(q.facts).answer(action)
        for flip in flips(law, q.facts, action):
            seen += 1
            assert flip.answer is not now
            assert law.find(apply(q.facts, flip.changes)).answer(action) is flip.answer
            if len(flip.changes) > 1:
                for change in flip.changes:
                    assert law.find(apply(q.facts, (change,))).answer(action) is not flip.answer
    assert seen


def test_a_conviction_is_moved_to_the_day_that_matters_and_said_so() -> None:
    """A listed wobbler of 2010 allows the hold; one day past five years it does not."""
    q = question(CASES["listed wobbler"])
    law = Decider(load()).compiled(q)
    said = {clause(c, q) for f in flips(law, q.facts, HOLD) if f.answer is Answer.PROHIBITED for c in f.changes}
    assert "the 2010 burglary had been on 9 June 2009, 5 years and 1 day before 10 June 2014" in said


@pytest.mark.parametrize("name", ["clean record", "listed wobbler"])
def test_other_days_and_counties_are_decided_again(name: str) -> None:
    """Each other day or place that is offered, asked again from its own question, has the answer it is offered for."""
    q, decider = question(CASES[name]), Decider(load())
    found = [*other_days(decider, q), *other_places(decider, q)]
    assert found
    for e in found:
        assert decider.decide(e.question, trace=False).answers[e.action] is e.after
        assert e.after is not e.before


def test_the_nearest_day_is_the_day_before_the_law_changed() -> None:
    """A clean record in California: a hold was permitted until 31 December 2013; notice is forbidden from 4 January 2018."""
    found = {
        (e.action.value, e.after.value): e.question.day
        for e in other_days(Decider(load()), question(CASES["clean record"]))
    }
    assert found["hold", "permitted"] == date(2013, 12, 31)
    assert found["notify", "prohibited"] == date(2018, 1, 4)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_time_between_two_days_is_said_one_way(day: date, anchor: date) -> None:
    """Before, after or the same day; never a count of nought."""
    said = apart(day, anchor)
    assert said.endswith("the same day as" if day == anchor else "before" if day < anchor else "after")
    assert "0 " not in said.replace("10 ", "").replace("20 ", "").replace("30 ", "") or "00 " in said or said[0] != "0"
