"""Alarms of every tier: when each is raised, how it climbs, what ends it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from lawgate.base import BadInput
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms import acknowledge, standing_alarms, tick
from lawgate.casework.alarms_house import morning
from lawgate.casework.alarms_measures import measured
from lawgate.casework.outbox import queue
from lawgate.casework.records import LEDGER, New
from lawgate.casework.verify import verify
from tests.casework.alarms_made import HOUR, MINUTE, T0, Made, act, again, alarms, book, fresh, held, kinds

BEFORE = T0 - 2 * HOUR


def ticked(ledger: Any, now: datetime) -> Any:
    return tick(ledger, now, reference=now)


def ticks(ledger: Any, first: datetime, last: datetime) -> None:
    now = first
    while now <= last:
        ticked(ledger, now)
        now += MINUTE


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


def test_a_file_of_past_cases_raises_nothing(ledger_file: Path) -> None:
    """People who had left before this house ever heard of them are history, not alarms."""
    ledger = fresh(ledger_file)
    book(ledger, T0 + 900 * HOUR, held(600, out=T0 + 700 * HOUR), Made(key="B-2", out=T0 + 9 * HOUR))
    assert ticked(ledger, T0 + 901 * HOUR).raised == 0


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


def test_the_house_tells_when_it_does_not_work(ledger_file: Path) -> None:
    """A feed that is five minutes old, a clock half a minute off, a message that does not go out, a board not printed: each once."""
    ledger, at = fresh(ledger_file), BEFORE
    ledger.append([New(a.FEED_SEEN, LEDGER, {}, at, at), New(a.BOARD_PRINTED, LEDGER, {}, at, at)], at)
    queue(ledger, "B-9", to="x", channel="federal", purpose="notice", about="1", body={}, now=at)
    assert ticked(ledger, at + 4 * MINUTE).raised == 0
    ticked(ledger, at + 6 * MINUTE)
    assert kinds(ledger, LEDGER) == [a.FEED]
    ticks(ledger, at + 7 * MINUTE, at + 70 * MINUTE)
    assert kinds(ledger, LEDGER) == [a.FEED, a.OUTBOX, a.BOARD]
    tick(ledger, at + 71 * MINUTE, reference=at + 72 * MINUTE)
    assert kinds(ledger, LEDGER)[-1] == a.CLOCK
    at += 72 * MINUTE
    ledger.append([New(a.FEED_SEEN, LEDGER, {}, at, at)], at)
    ticked(ledger, at + MINUTE)
    assert set(kinds(ledger, LEDGER, a.ENDED)) == {a.CLOCK, a.FEED}


def test_a_clock_that_is_behind_what_was_recorded_is_off(ledger_file: Path) -> None:
    """Without another clock at hand, events from the future tell that this one is slow."""
    ledger = fresh(ledger_file)
    book(ledger, T0, Made(due=None, request=None))
    tick(ledger, T0 - MINUTE)
    assert kinds(ledger, LEDGER) == [a.CLOCK]


def test_the_morning_list_comes_once_a_day_and_counts(ledger_file: Path) -> None:
    """Overrides and late entries of the day before, at six by the local clock, once; the list itself names them."""
    ledger, six = fresh(ledger_file), T0.replace(hour=6, minute=0)
    book(ledger, BEFORE, Made(due=None, request=None))
    said = {"act": "noted", "fields": {}, "by": "x", "role": "supervisor", "override": "flood"}
    ledger.append([New("act.noted", "B-1", said, BEFORE - 3 * HOUR, BEFORE)], BEFORE)
    ticks(ledger, six - 2 * MINUTE, six + 2 * MINUTE)
    (one,) = alarms(ledger)
    assert (one["kind"], one["tier"], one["happened"]) == (a.LIST, a.MORNING, six)
    assert one["says"] == "Since yesterday morning: 1 overrides, 1 typed late."
    listed = morning(ledger, six - 24 * HOUR, six, a.Policy())
    assert [s for s, _ in listed["typed late"]] == ["B-1"]
    ticks(ledger, six + 24 * HOUR - MINUTE, six + 24 * HOUR + MINUTE)
    assert kinds(ledger) == [a.LIST]
    assert kinds(ledger, kind=a.ENDED) == [a.LIST]


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


def test_who_was_expunged_has_no_alarm(ledger_file: Path) -> None:
    """After a court's order nothing is written of the person again, and the tick goes on for the others."""
    ledger, last = fresh(ledger_file), T0 + 600 * MINUTE
    book(ledger, BEFORE, held(600), held(600, key="B-2"))
    act(ledger, "hold-begun", BEFORE, "B-2")
    ticked(ledger, last - 60 * MINUTE)
    ledger.expunge("B-1", "order 7", last - 50 * MINUTE, last - 50 * MINUTE)
    ticked(ledger, last - 10 * MINUTE)
    assert [r.subject for r in standing_alarms(ledger)] == ["B-2"]


def test_the_ledger_verifies_with_its_alarms(ledger_file: Path) -> None:
    """Alarms are events like any other: the chain stays whole with them."""
    ledger = fresh(ledger_file)
    book(ledger, BEFORE, held(600), Made(key="B-2"))
    ticks(ledger, T0 - 20 * MINUTE, T0 + 20 * MINUTE)
    assert kinds(ledger)
    found = verify(ledger, rederive=again)
    assert found.clean
    assert found.events == len(list(ledger.events()))


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


def test_many_threads_ticking_one_ledger_raise_everything_once(ledger_file: Path, django_db_blocker: Any) -> None:
    """Pages and workers of one process tick at the same instant: each alarm is there once."""
    ledger, now = fresh(ledger_file), T0 + MINUTE
    book(ledger, BEFORE, *(Made(key=f"B-{n}") for n in range(20)))

    def work() -> int:
        with django_db_blocker.unblock():
            raised = ticked(ledger, now).raised
            connections[ledger.alias].close()
        return int(raised)

    with ThreadPoolExecutor(6) as pool:
        total = sum(pool.map(lambda _: work(), range(12)))
    assert total == len(kinds(ledger)) == 20


def test_how_alarms_serve_is_measured(ledger_file: Path) -> None:
    """Alarms of tier 1 a clerk in ten minutes, the worst ten minutes, and the kinds that led to no act; passed minutes are never blamed."""
    ledger, last = fresh(ledger_file), T0 + 600 * MINUTE
    book(ledger, BEFORE, held(600), Made(key="B-2", request=None), Made(key="B-3", request=None))
    ticks(ledger, T0 + 14 * MINUTE, T0 + 16 * MINUTE)
    act(ledger, "release-begun", T0 + 20 * MINUTE, "B-2")
    ticked(ledger, last + MINUTE)
    found = measured(ledger, T0, T0 + 1000 * MINUTE)
    assert (found.tier_1, found.worst) == (3, 2.0)
    assert found.per_clerk == pytest.approx(0.03)
    assert found.within
    assert measured(ledger, T0, T0 + 1000 * MINUTE, clerks=2).worst == 1.0
    assert found.kinds[a.RELEASE].share == 0.5
    assert a.RELEASE in found.to_be_fixed
    assert a.PASSED not in found.to_be_fixed
