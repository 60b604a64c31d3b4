"""Whole decisions over columns are the scalar decider's, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput, Place
from lawgate.decision import Decider
from lawgate.decision.bulk import Plan, decide_frame, plan, with_arrivals
from lawgate.decision.bulk_minute import CUTS
from lawgate.decision.casefile import Question, question
from lawgate.law import bulk, columns
from lawgate.law.books import load
from lawgate.law.columns import NO_INSTANT
from lawgate.law.norms import Action, Answer
from tests.cli.test_commands import CASE
from tests.law.strategies import cases

PACIFIC, CENTRAL, EASTERN = "America/Los_Angeles", "America/Chicago", "America/New_York"
PLACES = [
    Place("CA", "Kern", tz=PACIFIC),
    Place("WA", "King", tz=PACIFIC),
    Place("TX", tz=CENTRAL),
    Place("NC", tz=EASTERN),
    Place("NH", tz=EASTERN),
    Place("FL", tz=EASTERN),
    Place("PA", tz=EASTERN),
    Place("ID", tz="America/Boise"),
    Place("CT", tz=EASTERN),
    Place("GA", tz=EASTERN),
    Place("NJ", tz=EASTERN),
    Place("CO", tz="America/Denver"),
    Place("DC", tz=EASTERN),
    Place("NY", "Queens", "New York City", agency_type="police-lockup", tz=EASTERN),
]


@pytest.fixture(scope="module")
def made() -> Plan:
    return plan(load(), PLACES)


def asked(case: dict[str, Any], place: Place) -> Question:
    """A question of ``case``: on the local day of its release where it has one, its arrivals in the facts of the clock."""
    facts = {**case, "local_policy": frozenset()}
    t0 = facts.get("release_due.t0")
    if isinstance(t0, datetime):
        facts["release_due.t0"] = t0.astimezone(place.zone)
        facts["moment.date"] = t0.astimezone(place.zone).date()
    return Question("x", place, facts["moment.date"], facts)


def agree(made: Plan, questions: list[Question], where: list[int], *, exact_up_to: int = 0) -> None:
    """Answers before and after the clock, reasons, last minute, the limit that governs and what ends the hold: all the scalar decider's."""
    frame = columns.encode([q.facts for q in questions], made.coding)
    arrives = [q.facts.get("dhs_arrives_at") for q in questions]
    frame = with_arrivals(frame, [None if a is None else int(a.timestamp() // 60) for a in arrives])
    found = decide_frame(made, frame, np.array(where, np.int32), exact_up_to=exact_up_to)
    decider = Decider(made.rulebook, exact_up_to=exact_up_to)
    for i, q in enumerate(questions):
        one = decider.decide(q, trace=False)
        for action in Action:
            assert bulk.ANSWERS[found.codes[action][i]] is one.answers[action], (action, q)
            assert set(found.answers.reason_ids(i, action)) == {n.id for n in one.determinations[action].rests_on}
        wanted = NO_INSTANT if one.release_by is None else int(one.release_by.timestamp() // 60)
        assert found.release_by[i] == wanted, q
        assert found.clocks[found.clock[i]] == one.clock
        assert WORDS[CUTS[found.ended_by[i]]] in one.ended_by
        assert bool(found.ended_by[i]) == bool(one.ended_by)


WORDS = {
    "": "",
    "ends-on-cancellation": "cancelled",
    "ends-on-citizenship-evidence": "citizenship",
    "ends-at-effective-date": "law changes",
}


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(cases(), st.integers(0, len(PLACES) - 1)), min_size=1, max_size=10))
def test_any_cases_get_the_scalar_answers_and_minute(made: Plan, drawn: list[tuple[dict[str, Any], int]]) -> None:
    """Mixed places, days and unknowns: the same four answers, and the same last minute."""
    agree(made, [asked(c, PLACES[w]) for c, w in drawn], [w for _, w in drawn])


REQUEST = {
    "form": "I-247A",
    "issued_on": "2019-06-07",
    "received_at": "2019-06-07T10:00-04:00",
    "boxes": ["1-biometric-match"],
    "asks": ["hold", "notify"],
    "conditions": [],
    "issuer_listed": True,
    "served_on_subject_at": "2019-06-07T11:00-04:00",
    "cancelled_at": None,
}
forms = st.sampled_from([("I-247 (12/12)", 2013), ("I-247 (12/11)", 2012), ("I-247A", 2019), ("I-247A", 2025)])


@st.composite
def held(draw: st.DrawFn) -> tuple[Question, int]:
    """A hold that is likely lawful: a whole request, an officer's warrant, a release at any minute of some years."""
    where, (form, year) = draw(st.integers(0, len(PLACES) - 1)), draw(forms)
    place = PLACES[where]
    t0 = datetime(year, 1, 1, tzinfo=ZoneInfo("UTC")) + timedelta(minutes=draw(st.integers(0, 364 * 1440)))
    t0 = t0.astimezone(place.zone)
    came = t0 - timedelta(hours=draw(st.integers(1, 60)))
    request = {**REQUEST, "form": form, "issued_on": came.date().isoformat(), "received_at": came.isoformat()}
    request["served_on_subject_at"] = came.isoformat()
    if not form.endswith("A"):
        request["boxes"] = ["order-of-removal"]
    if draw(st.booleans()):
        request["cancelled_at"] = (t0 + timedelta(minutes=draw(st.integers(1, 5000)))).isoformat()
    moments = {
        key: (t0 + timedelta(minutes=draw(st.integers(-3000, 6000)))).isoformat()
        for key in ("decision_at", "dhs_arrives_at", "ice_query_at")
        if draw(st.booleans())
    }
    subject = dict(CASE["given"].get("subject", {}))
    if draw(st.booleans()):
        paper = t0 + timedelta(minutes=draw(st.integers(-50, 4000)))
        subject |= {"citizenship_claim": "documented", "document_received_at": paper.isoformat()}
    given_ = {
        **CASE["given"],
        "request": request,
        "civil_warrants": ["I-205"],
        "charges": [{"statute": None, "level": "felony", "disposition": "sentence-served"}],
        **moments,
        "subject": subject,
        "local_policy": [],
        "release_due": {"event": "bail-posted", "t0": t0.isoformat()},
    }
    jurisdiction = {"state": place.state, "county": place.county, "agency_type": "county-jail", "tz": place.tz}
    q = question({"id": "h", "date": t0.date().isoformat(), "jurisdiction": jurisdiction, "given": given_})
    return q, where


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(held(), min_size=1, max_size=12))
def test_lawful_holds_end_at_the_same_minute(made: Plan, drawn: list[tuple[Question, int]]) -> None:
    """Each way of counting, over weekends, holidays and clock changes, with and without a cancellation in mid-hold."""
    agree(made, [q for q, _ in drawn], [w for _, w in drawn])


def test_a_law_that_changes_in_mid_hold_ends_it_there(made: Plan) -> None:
    """A hold that begins on the last days of 2013 in California ends at the first minute of 2014, in columns as in one case."""
    t0 = "2013-12-31T20:00-08:00"
    request = {**REQUEST, "form": "I-247 (12/12)", "boxes": ["order-of-removal"], "issued_on": "2013-12-30"}
    request |= {"received_at": "2013-12-30T10:00-08:00", "served_on_subject_at": "2013-12-30T11:00-08:00"}
    given_ = {**CASE["given"], "request": request, "release_due": {"event": "bail-posted", "t0": t0}}
    q = question({**CASE, "date": "2013-12-31", "given": given_})
    assert Decider(made.rulebook).decide(q, trace=False).ended_by
    agree(made, [q], [0])


@pytest.mark.slow
@settings(
    max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(held(), min_size=4, max_size=4), st.data())
def test_what_the_solver_settles_is_the_same_in_columns(
    made: Plan, drawn: list[tuple[Question, int]], data: st.DataObject
) -> None:
    """Hide some facts of likely holds: settled answers, their reasons and their minute are the scalar decider's."""
    questions = []
    for q, _ in drawn:
        names = sorted(n for n in q.facts if n not in ("moment.date", "local_policy", "charges", "priors"))
        hidden = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=4))
        questions.append(replace(q, facts={k: v for k, v in q.facts.items() if k not in hidden}))
    agree(made, questions, [w for _, w in drawn], exact_up_to=4)


def test_a_case_without_a_day_is_refused(made: Plan) -> None:
    """Which law applies turns on the day: a row that has none is named, not guessed."""
    frame = columns.encode([{"moment.date": date(2014, 6, 10)}, {}], made.coding)
    with pytest.raises(BadInput, match="has no day") as refused:
        decide_frame(made, frame, np.zeros(2, np.int32))
    assert "row 1" in str(refused.value)


def test_a_lawful_hold_that_the_solver_settles_has_its_clock(made: Plan) -> None:
    """A form is on file but nobody said that there is a request: the form says so, and the hold ends when the request's clock does."""
    t0 = "2019-06-10T12:00-04:00"
    given_ = {
        **CASE["given"],
        "request": {**REQUEST, "cancelled_at": None},
        "civil_warrants": ["I-205"],
        "local_policy": [],
        "release_due": {"event": "bail-posted", "t0": t0},
    }
    place = {"state": "PA", "agency_type": "county-jail", "tz": EASTERN}
    q = question({"id": "s", "date": "2019-06-10", "jurisdiction": place, "given": given_})
    whole = Decider(made.rulebook).decide(q, trace=False)
    less = replace(q, facts={k: v for k, v in q.facts.items() if k != "request"})
    assert Decider(made.rulebook, exact_up_to=0).decide(less, trace=False).hold is Answer.UNDETERMINED
    settled = Decider(made.rulebook).decide(less, trace=False)
    assert settled.may_hold
    assert (settled.release_by, settled.clock) == (whole.release_by, whole.clock)
    agree(made, [less], [next(i for i, p in enumerate(PLACES) if p.state == "PA")], exact_up_to=9)


def test_a_cancellation_in_the_hour_that_comes_twice_counts(made: Plan) -> None:
    """Release at 01:50 before the clocks go back, a cancellation at 01:10 after: twenty minutes later, whatever the wall clock shows."""
    t0, cancelled = "2013-11-03T01:50-07:00", "2013-11-03T01:10-08:00"
    request = {**REQUEST, "form": "I-247 (12/12)", "boxes": ["order-of-removal"], "issued_on": "2013-11-01"}
    request |= {"received_at": "2013-11-01T10:00-07:00", "served_on_subject_at": None, "cancelled_at": cancelled}
    given_ = {
        **CASE["given"],
        "request": request,
        "local_policy": [],
        "release_due": {"event": "bail-posted", "t0": t0},
    }
    q = question({**CASE, "date": "2013-11-03", "given": given_})
    one = Decider(made.rulebook).decide(q, trace=False)
    assert one.ended_by
    assert one.release_by is not None
    assert one.release_by.timestamp() == datetime.fromisoformat(cancelled).timestamp()
    agree(made, [q], [0])
