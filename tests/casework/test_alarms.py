"""Alarms of every tier: when each is raised, how it climbs, what ends it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lawgate.base import BadInput
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms import acknowledge, standing_alarms
from lawgate.casework.records import COPIED, New
from tests.casework.alarms_made import HOUR, MINUTE, T0, Made, act, alarms, book, fresh, held, kinds, ticked, ticks

BEFORE = T0 - 2 * HOUR


def test_a_hold_warns_an_hour_and_a_quarter_before_and_says_when_it_passed(ledger_file: Path) -> None:
    """The three thresholds of one hold are three reasons of one alarm, each recorded in its own minute, before the last minute ends."""
    ledger, last = fresh(ledger_file), T0 + 600 * MINUTE
    book(ledger, BEFORE, held(600))
    ticks(ledger, last - 70 * MINUTE, last + MINUTE)
    found = [x for x in alarms(ledger) if x["tier"] == a.STOPS]
    assert [x["kind"] for x in found] == [a.HOLD_60, a.HOLD_15, a.PASSED]
    assert [x["recorded"] for x in found] == [last - 60 * MINUTE, last - 15 * MINUTE, last]
    assert {x["alarm"] for x in found} == {"B-1:1"}
    assert set(found[2]["told"]) >= {a.DEFENDER, a.OVERSIGHT}
    (standing,) = standing_alarms(ledger, "B-1")
    assert (standing.kind, standing.state) == (a.PASSED, "open")


def test_ticking_twice_gives_nothing_the_second_time(ledger_file: Path) -> None:
    """The same instant again, and a second reader of the same ledger, append nothing."""
    ledger, now = fresh(ledger_file), T0 + 590 * MINUTE
    book(ledger, BEFORE, held(600))
    act(ledger, "hold-begun", BEFORE)
    assert ticked(ledger, now).raised == 1
    assert ticked(ledger, now) == a.Ticked(looked_at=1)
    from lawgate.casework import alarms as room

    room._views.clear()
    assert (ticked(ledger, now).raised, ticked(ledger, now).looked_at) == (0, 0)


def test_after_a_long_outage_what_was_missed_has_its_true_time_and_has_climbed(ledger_file: Path) -> None:
    """Nobody ticked for a day: the passed minute is raised once, with its own time, already with counsel and commander."""
    ledger, last = fresh(ledger_file), T0 + 600 * MINUTE
    book(ledger, BEFORE, held(600))
    ticked(ledger, last + 24 * HOUR)
    (raised,) = alarms(ledger)
    assert (raised["kind"], raised["happened"]) == (a.PASSED, last)
    (climbed,) = alarms(ledger, kind=a.ESCALATED)
    assert (climbed["to"], climbed["happened"]) == ([a.COUNSEL, a.COMMANDER], last + 15 * MINUTE)
    assert ticked(ledger, last + 25 * HOUR) == a.Ticked(looked_at=1)


def test_a_minute_that_passed_and_was_over_before_anybody_looked_is_still_told(ledger_file: Path) -> None:
    """Held past the minute and released while the power was off: raised with its time, and ended with the release."""
    ledger, last = fresh(ledger_file), T0 + 600 * MINUTE
    book(ledger, BEFORE, held(600))
    book(ledger, last + 2 * HOUR, held(600, out=last + HOUR))
    ticked(ledger, last + 3 * HOUR)
    assert kinds(ledger) == [a.PASSED]
    (ended,) = alarms(ledger, kind=a.ENDED)
    assert (ended["why"], ended["happened"], ended["closed"]) == ("the person is out", last + HOUR, True)
    assert standing_alarms(ledger) == []


def test_somebody_released_in_time_leaves_no_alarm(ledger_file: Path) -> None:
    """Out before the minute, whenever that was typed: nothing passed."""
    ledger = fresh(ledger_file)
    book(ledger, BEFORE, held(600, out=T0 + 5 * HOUR))
    ticked(ledger, T0 + 20 * HOUR)
    assert kinds(ledger, tier=a.STOPS) == []


def test_release_that_is_due_stops_the_clerk_at_once_with_a_request_on_file(ledger_file: Path) -> None:
    """With a federal request and nothing that holds: the queue a quarter before, red at the minute itself, the defender after 15 min."""
    ledger = fresh(ledger_file)
    book(ledger, BEFORE, Made())
    ticks(ledger, T0 - 20 * MINUTE, T0 + 16 * MINUTE)
    assert [(x["kind"], x["recorded"]) for x in alarms(ledger)] == [
        (a.SOON, T0 - 15 * MINUTE),
        (a.RELEASE, T0),
    ]
    assert [(x["step"], x["recorded"]) for x in alarms(ledger, kind=a.ESCALATED)] == [
        (0, T0 + 5 * MINUTE),
        (1, T0 + 15 * MINUTE),
    ]
    assert a.DEFENDER in alarms(ledger, kind=a.ESCALATED)[1]["to"]


def test_an_ordinary_release_alarms_only_when_no_step_is_taken(ledger_file: Path) -> None:
    """Without a federal request a release is work: an alarm after a quarter of an hour of nothing, and none once a step is taken."""
    ledger = fresh(ledger_file)
    book(ledger, BEFORE, Made(request=None), Made(key="B-2", request=None))
    act(ledger, "release-begun", T0 + 10 * MINUTE, "B-2")
    ticks(ledger, T0, T0 + 20 * MINUTE)
    assert [(x["subject"], x["recorded"]) for x in alarms(ledger)] == [("B-1", T0 + 15 * MINUTE)]
    act(ledger, "release-begun", T0 + 21 * MINUTE)
    ticked(ledger, T0 + 22 * MINUTE)
    assert [x["why"] for x in alarms(ledger, kind=a.ENDED)] == ["a release step was taken"]


def test_a_beginning_that_was_taken_back_was_no_step(ledger_file: Path) -> None:
    """A release begun keeps the alarm away; taken back, the person waits as before, and the alarm stands."""
    ledger = fresh(ledger_file)
    book(ledger, BEFORE, Made(request=None))
    begun = act(ledger, "release-begun", T0 + 10 * MINUTE)
    ticks(ledger, T0 + 15 * MINUTE, T0 + 18 * MINUTE)
    assert kinds(ledger) == []
    act(ledger, "undone", T0 + 19 * MINUTE, event=begun)
    ticked(ledger, T0 + 20 * MINUTE)
    assert kinds(ledger) == [a.RELEASE]


def test_acknowledged_stops_the_ladder_and_is_not_solved(ledger_file: Path) -> None:
    """Whoever has seen it stops the climbing; the next threshold sounds again; the alarm stands until the person is out."""
    ledger, last = fresh(ledger_file), T0 + 600 * MINUTE
    book(ledger, BEFORE, held(600))
    act(ledger, "hold-begun", BEFORE)
    ticked(ledger, last - 60 * MINUTE)
    acknowledge(ledger, "B-1:1", by="r.moss", role="release", now=last - 58 * MINUTE)
    ticks(ledger, last - 57 * MINUTE, last - 16 * MINUTE)
    assert alarms(ledger, kind=a.ESCALATED) == []
    assert standing_alarms(ledger)[0].state == "acknowledged"
    ticks(ledger, last - 15 * MINUTE, last - 9 * MINUTE)
    assert standing_alarms(ledger)[0].state == "open"
    assert [x["to"] for x in alarms(ledger, kind=a.ESCALATED)] == [[a.SUPERVISOR]]
    book(ledger, last - 5 * MINUTE, held(600, out=last - 6 * MINUTE))
    ticked(ledger, last - 4 * MINUTE)
    assert standing_alarms(ledger) == []
    with pytest.raises(BadInput, match="not standing"):
        acknowledge(ledger, "B-1:1", by="r.moss", role="release", now=last)


def test_one_alarm_a_person_however_many_reasons(ledger_file: Path) -> None:
    """A claim in the middle of a hold joins the alarm that stands; the gravest reason gives its sentence."""
    ledger, last = fresh(ledger_file), T0 + 600 * MINUTE
    book(ledger, BEFORE, held(600))
    act(ledger, "hold-begun", BEFORE)
    act(ledger, "says", last - 30 * MINUTE, claim="citizen")
    ticks(ledger, last - 61 * MINUTE, last - 10 * MINUTE)
    (one,) = standing_alarms(ledger)
    assert one.alarm == "B-1:1"
    assert {k for k, _, _ in one.reasons} == {a.HOLD_15, a.CITIZEN}
    assert one.kind == a.HOLD_15
    assert a.COUNSEL in one.told


@pytest.mark.parametrize(
    ("claim", "kind", "told"),
    [("citizen", a.CITIZEN, a.COUNSEL), ("not-me", a.NOT_ME, a.SUPERVISOR), ("time-is-up", a.TIME_IS_UP, a.DEFENDER)],
)
def test_what_the_person_says_stops_the_clerk_and_can_be_taken_back(
    ledger_file: Path, claim: str, kind: str, told: str
) -> None:
    """Each claim is an alarm at once, told to the right people; an undone entry ends it."""
    ledger, at = fresh(ledger_file), T0 - HOUR
    book(ledger, BEFORE, Made(due=None, request=None))
    number = act(ledger, "says", at, claim=claim)
    ticked(ledger, at)
    (one,) = alarms(ledger)
    assert (one["kind"], one["happened"]) == (kind, at)
    assert told in one["told"]
    ledger.append([New("act.undone", "B-1", {"event": number, "by": "x"}, at, at)], at + MINUTE)
    ticked(ledger, at + 2 * MINUTE)
    assert [x["why"] for x in alarms(ledger, kind=a.ENDED)] == ["taken back"]


def test_a_supervisor_who_looks_into_it_ends_a_claim_that_time_is_up(ledger_file: Path) -> None:
    """A clerk's note does not end it; a supervisor's does. A claim of citizenship stands on."""
    ledger, at = fresh(ledger_file), T0 - HOUR
    book(ledger, BEFORE, Made(due=None, request=None))
    act(ledger, "says", at, claim="time-is-up")
    act(ledger, "says", at, claim="citizen")
    act(ledger, "noted", at + MINUTE, text="x")
    ticked(ledger, at + 2 * MINUTE)
    assert len(standing_alarms(ledger)[0].reasons) == 2
    act(ledger, "noted", at + 3 * MINUTE, role="supervisor", text="x")
    ticked(ledger, at + 4 * MINUTE)
    assert [k for k, _, _ in standing_alarms(ledger)[0].reasons] == [a.CITIZEN]


def test_a_claim_that_comes_with_the_feed_is_an_alarm_too(ledger_file: Path) -> None:
    """Citizenship claimed in the jail's own record is raised once, and ends when the record no longer says so."""
    ledger = fresh(ledger_file)
    claimed = {"subject.citizenship_claim": "asserted"}
    book(ledger, BEFORE, Made(due=None, request=None, facts=claimed))
    ticked(ledger, BEFORE + MINUTE)
    book(ledger, BEFORE + 2 * MINUTE, Made(due=None, request=None, facts=claimed | {"x": 1}))
    ticked(ledger, BEFORE + 3 * MINUTE)
    assert kinds(ledger) == [a.CITIZEN]
    book(ledger, BEFORE + 4 * MINUTE, Made(due=None, request=None))
    ticked(ledger, BEFORE + 5 * MINUTE)
    assert kinds(ledger, kind=a.ENDED) == [a.CITIZEN]


def test_a_stranger_at_the_door_stops_the_clerk(ledger_file: Path) -> None:
    """Fingers that are another's raise the alarm; the release of the right person ends it."""
    ledger = fresh(ledger_file)
    book(ledger, BEFORE, Made(request=None))
    act(ledger, "turned-away", T0 + MINUTE)
    ticked(ledger, T0 + 2 * MINUTE)
    assert kinds(ledger) == [a.MISMATCH]
    act(ledger, "released", T0 + 5 * MINUTE, identity="prints-matched")
    ticked(ledger, T0 + 6 * MINUTE)
    assert kinds(ledger, kind=a.ENDED) == [a.MISMATCH]


def test_the_queue_has_questions_unread_requests_and_papers_not_given(ledger_file: Path) -> None:
    """Tier 2 in its order: unread after a quarter of an hour, unserved at the end of the shift, a question four hours before."""
    ledger = fresh(ledger_file)
    request = {"form": "I-247A", "received_at": (T0 - 12 * HOUR).isoformat(), "served_on_subject_at": None}
    book(ledger, T0 - 12 * HOUR, Made(hold="undetermined", request=request), read=False)
    ticks(ledger, T0 - 12 * HOUR, T0 - 11 * HOUR)
    assert [(x["kind"], x["recorded"]) for x in alarms(ledger)] == [(a.UNREAD, T0 - 12 * HOUR + 15 * MINUTE)]
    assert [x["recorded"] for x in alarms(ledger, kind=a.ESCALATED)] == [T0 - 12 * HOUR + 30 * MINUTE]
    at = T0 - 11 * HOUR
    ledger.append([New(a.FILE_READ, "B-1", {"by": "x", "role": "booking", "page": "person"}, at, at)], at)
    ticked(ledger, at + MINUTE)
    assert [x["why"] for x in alarms(ledger, kind=a.ENDED)] == ["somebody looked"]
    ticks(ledger, T0 - 6 * HOUR, T0 - 4 * HOUR)
    assert [(x["kind"], f"{x['at'][11:16]}") for x in alarms(ledger)[1:]] == [
        (a.UNSERVED, "22:00"),
        (a.QUESTION, "22:55"),
    ]
    assert "Is it so?" in alarms(ledger)[2]["says"]


def test_a_silent_release_passes_the_houses_own_target(ledger_file: Path) -> None:
    """Two hours after bail, and after court eight hours or midnight, whichever is first; the supervisor at twice the target."""
    ledger, noon = fresh(ledger_file), T0.replace(hour=12, minute=0)
    evening = T0.replace(hour=20, minute=0)
    book(
        ledger,
        BEFORE,
        Made(request=None),
        Made(key="B-2", request=None, event="charges-dismissed", due=noon),
        Made(key="B-3", request=None, event="charges-dismissed", due=evening),
    )
    ticked(ledger, T0 + 40 * HOUR)
    found = {x["subject"]: x["at"] for x in alarms(ledger) if x["kind"] == a.SILENT}
    assert found["B-1"] == (T0 + 2 * HOUR).isoformat()
    assert found["B-2"] == (noon + 8 * HOUR).isoformat()
    assert found["B-3"][:16] == "2014-06-11T00:00"


def test_a_minute_that_moves_gives_a_new_reason_in_the_same_alarm(ledger_file: Path) -> None:
    """A correction that brings the last minute forward is told again at its own threshold; one that takes the hold away ends it."""
    ledger, last = fresh(ledger_file), T0 + 600 * MINUTE
    book(ledger, BEFORE, held(600))
    act(ledger, "hold-begun", BEFORE)
    ticked(ledger, last - 50 * MINUTE)
    book(ledger, last - 49 * MINUTE, held(560))
    ticked(ledger, last - 48 * MINUTE)
    assert [x["kind"] for x in alarms(ledger)] == [a.HOLD_60, a.HOLD_15]
    assert {x["alarm"] for x in alarms(ledger)} == {"B-1:1"}
    book(ledger, last - 47 * MINUTE, Made(due=None, request=None, hold="not-requested"))
    ticked(ledger, last - 46 * MINUTE)
    assert standing_alarms(ledger) == []


def test_a_hold_that_is_only_permitted_waits_for_somebody_to_choose(ledger_file: Path) -> None:
    """A quarter of an hour before release the queue asks for a choice; a hold begun, or a release step, answers it."""
    ledger = fresh(ledger_file)
    book(ledger, BEFORE, held(600), held(600, key="B-2"), replace(held(600, key="B-3"), hold="required"))
    ticked(ledger, T0 - 15 * MINUTE)
    assert [(x["subject"], x["kind"], x["tier"]) for x in alarms(ledger)] == [
        ("B-1", a.CHOICE, a.QUEUE),
        ("B-2", a.CHOICE, a.QUEUE),
    ]
    act(ledger, "hold-begun", T0)
    act(ledger, "release-begun", T0, "B-2")
    ticked(ledger, T0 + MINUTE)
    assert {x["why"] for x in alarms(ledger, kind=a.ENDED)} == {"a hold was begun", "a release step was taken"}


def test_who_was_told_of_to_dhs_is_owed_a_copy_by_the_end_of_the_shift(ledger_file: Path) -> None:
    """A copy on paper is watched; one that was not to be given is not; papers given end it."""
    ledger, at = fresh(ledger_file), T0 - HOUR
    book(ledger, BEFORE, *(Made(key=k, due=None, request=None) for k in ("B-1", "B-2")))
    for key, how in (("B-1", "print"), ("B-2", "withheld")):
        copies = [{"to": "person", "how": how}]
        ledger.append([New(COPIED, key, {"about": ledger.end()[0], "copies": copies}, at, at)], at)
    ticks(ledger, T0, T0 + MINUTE)
    assert kinds(ledger) == []
    ticked(ledger, T0.replace(hour=6, minute=0))
    assert [(x["subject"], x["kind"]) for x in alarms(ledger)] == [("B-1", a.COPY)]
    act(ledger, "served", T0.replace(hour=6, minute=5), packet=["intent-to-comply"])
    ticked(ledger, T0.replace(hour=6, minute=6))
    assert [x["why"] for x in alarms(ledger, kind=a.ENDED)] == ["a copy was given"]
