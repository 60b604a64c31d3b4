"""What if: every change that is offered brings the answer it says, and none is larger than it need be."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawgate.base import Place
from lawgate.decision import Decider, question
from lawgate.decision.elsewhere import other_days, other_places
from lawgate.decision.whatif_words import apart, clause
from lawgate.law import Authority, Compiled, Query, Rank, Rulebook
from lawgate.law import facts as fact
from lawgate.law.books import load
from lawgate.law.declare import DECLARED
from lawgate.law.expr import Expr
from lawgate.law.norms import HOLD, NATION, Action, Answer
from lawgate.law.whatif import Change, apply, flips
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
    """Every flip, applied, is decided as it says; no part of a flip brings that answer."""
    q = question(CASES[name])
    law = Decider(load()).compiled(q)
    seen = 0
    for action in Action:
        now = law.find(q.facts).answer(action)
        for flip in flips(law, q.facts, action):
            seen += 1
            assert flip.answer is not now
            assert law.find(apply(q.facts, flip.changes)).answer(action) is flip.answer
            for size in range(1, len(flip.changes)):
                for part in combinations(flip.changes, size):
                    assert law.find(apply(q.facts, part)).answer(action) is not flip.answer
    assert seen


@pytest.mark.parametrize("name", CASES)
def test_no_smaller_change_is_overlooked(name: str) -> None:
    """Whatever answer one yes/no fact brings when it is turned round, the solver brings with one change too, that one among them."""
    q = question(CASES[name])
    law = Decider(load()).compiled(q)
    tried = 0
    for action in Action:
        now = law.find(q.facts).answer(action)
        offered = {(f.answer, f.changes[0].fact) for f in flips(law, q.facts, action) if len(f.changes) == 1}
        for fact_name, value in q.facts.items():
            known = DECLARED.get(fact_name)
            if known is None or known.kind != "yes/no" or fact_name in HELD_BY_AXIOMS:
                continue
            answer = law.find({**q.facts, fact_name: not value}).answer(action)
            if answer not in (now, Answer.UNDETERMINED):
                tried += 1
                assert (answer, fact_name) in offered
    assert tried


HELD_BY_AXIOMS = ("subject.juvenile", "consent.attorney_present")
"""Turned round alone they describe nobody: a juvenile of forty, counsel at an interview that nobody asked for."""


def test_a_need_of_three_facts_is_found_by_the_solver() -> None:
    """A hold that only three facts together allow is brought by exactly those three; a need that contradicts itself by nothing."""
    law = small_law(
        fact.judicial_warrant.one_of("state-criminal") & fact.registry_sex_arson & ~fact.release_info_public
    )
    (flip,) = (f for f in flips(law, PLAIN, HOLD) if f.answer is Answer.PERMITTED)
    assert {c.fact: c.after for c in flip.changes} == {
        "judicial_warrant": "state-criminal",
        "registry_sex_arson": True,
        "release_info_public": False,
    }
    never = small_law(fact.registry_sex_arson & ~fact.registry_sex_arson)
    assert not [f for f in flips(never, PLAIN, HOLD) if f.answer is Answer.PERMITTED]


@settings(max_examples=30, deadline=None)
@given(
    before=st.dates(date(2000, 1, 1), date(2019, 12, 31)),
    edge=st.dates(date(2000, 1, 1), date(2019, 12, 31)),
    later=st.booleans(),
)
def test_the_nearest_day_is_a_day_of_the_calendar_next_to_the_edge(before: date, edge: date, later: bool) -> None:
    """A rule on one side of a day is met by the very next real day on that side, whatever months and leap years lie between."""
    assume((before <= edge) if later else (before >= edge))
    law = small_law(fact.issued_on.after(edge) if later else fact.issued_on.before(edge))
    (flip,) = (f for f in flips(law, {**PLAIN, "request.issued_on": before}, HOLD) if f.answer is Answer.PERMITTED)
    assert flip.changes[0].after == edge + timedelta(days=1 if later else -1)


PLAIN: dict[str, Any] = {
    "request": True,
    "request.asks": frozenset({"hold"}),
    "request.conditions": frozenset(),
    "judicial_warrant": "none",
    "delay_reason": None,
    "registry_sex_arson": False,
    "release_info_public": True,
    "release_due.t0": datetime(2020, 1, 1, 12, tzinfo=UTC),
}


def small_law(when: Expr) -> Compiled:
    """One statute that permits a hold on a request under ``when``."""
    only = Authority(
        "only",
        title="t",
        cite="c",
        kind="statute",
        rank=Rank.STATE_STATUTE,
        territory=NATION,
        since="2010-01-01",
        words="w",
    )
    only.permits(HOLD, grounds=("request",), when=when)
    return Compiled(Rulebook((only,)).program(Query(Place("CA", "Example"), "2020-01-01")))


def test_an_added_line_says_only_what_matters() -> None:
    """A clean record in California is flipped by a conviction of which no word could be left out, and it is said in a sentence."""
    q = question(CASES["clean record"])
    law = Decider(load()).compiled(q)
    (added,) = (
        f.changes[0]
        for f in flips(law, q.facts, HOLD)
        if f.answer is Answer.PERMITTED and f.changes[0].fact == "priors[0]"
    )
    assert added.after
    for field in added.after:
        less = Change("priors[0]", None, {k: v for k, v in added.after.items() if k != field})
        assert law.find(apply(q.facts, (less,))).answer(HOLD) is not Answer.PERMITTED
    assert clause(added, q).startswith("the record showed one more earlier conviction for which “")


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
