"""What the pages read: who is in custody, by what is known last or was known then, and one person's timeline."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import NaiveTime
from lawgate.casework import custody_now, latest, requests_in
from lawgate.casework.models import Standing
from lawgate.casework.standing import stay_of
from lawgate.casework.timeline import timeline
from tests.casework.samples import NOW, Clock, opened, run, thing

BOOKED = "2014-06-09T22:41-07:00"
AT = datetime.fromisoformat("2014-06-10T03:10-07:00")


def stays() -> list[Any]:
    return [
        thing(0, booked_at=BOOKED, released_at=None),
        thing(1, booked_at=BOOKED, released_at="2014-06-10T02:55-07:00"),
        thing(2, booked_at=BOOKED, released_at="2014-06-10T03:11-07:00"),
        thing(3, booked_at="2014-06-10T06:00-04:00", released_at=None),
        thing(4, booked_at="2014-06-10T07:00-04:00", released_at=None),
        thing(5),
        thing(6, booked_at=BOOKED, released_at="2014-06-10T10:10+00:00"),
    ]


def test_those_in_custody_are_those_who_came_and_have_not_left(ledger_file: Path) -> None:
    """To the minute, across zones; one whose booking time is not known counts as in; each with the latest record and decision."""
    ledger = opened(ledger_file)
    run(ledger, stays())
    inside = list(custody_now(ledger, AT))
    assert [x.subject for x in inside] == ["p0", "p2", "p3", "p5"]
    assert inside[0].record["booked_at"] == BOOKED
    assert inside[1].answer == {"twice": 4}
    assert inside[1].facts == {"n": 2}
    assert [x.subject for x in custody_now(ledger, AT - timedelta(minutes=15, seconds=1))] == [
        "p0",
        "p1",
        "p2",
        "p5",
        "p6",
    ]


def test_what_the_screens_showed_then_can_be_told_later(ledger_file: Path) -> None:
    """A release that became known at 10:20 was not known at 10:15: by what was recorded then, the person was in."""
    ledger = opened(ledger_file)
    run(ledger, [thing(0, booked_at=BOOKED, released_at=None)], as_of=NOW)
    run(ledger, [thing(0, booked_at=BOOKED, released_at="2014-06-10T02:55-07:00")], as_of=NOW + timedelta(minutes=10))
    assert list(custody_now(ledger, AT)) == []
    then = list(custody_now(ledger, AT, known_at=NOW + timedelta(minutes=5)))
    assert [(x.subject, x.record["released_at"]) for x in then] == [("p0", None)]
    assert list(custody_now(ledger, AT, known_at=NOW - timedelta(minutes=1))) == []


def test_a_stay_is_shown_by_the_latest_record(ledger_file: Path) -> None:
    """Corrected to released, the person is gone; expunged, too."""
    ledger = opened(ledger_file)
    run(ledger, stays())
    run(ledger, [thing(0, booked_at=BOOKED, released_at=BOOKED)])
    ledger.expunge("p3", "Order 1", NOW, NOW)
    assert [x.subject for x in custody_now(ledger, AT)] == ["p2", "p5"]
    assert [x.subject for x in latest(ledger)] == ["p0", "p1", "p2", "p4", "p5", "p6"]


def test_more_people_than_one_page_of_rows_are_all_shown(ledger_file: Path) -> None:
    """Reading in chunks loses nobody and shows nobody twice."""
    ledger = opened(ledger_file)
    run(ledger, [thing(n) for n in range(1203)])
    assert sorted(x.record["n"] for x in latest(ledger)) == list(range(1203))
    assert len({x.subject for x in custody_now(ledger, AT)}) == 1203
    Standing.objects.using(ledger.alias).all().delete()
    assert len(list(custody_now(ledger, AT, known_at=NOW + timedelta(days=1)))) == 1203


def test_a_naive_present_is_refused(ledger_file: Path) -> None:
    """Whose wall clock would it be?"""
    with pytest.raises(NaiveTime):
        list(custody_now(opened(ledger_file), datetime.fromisoformat("2014-06-10T03:10")))


def test_a_timeline_tells_everything_in_order_and_what_was_expunged(ledger_file: Path) -> None:
    """Kind, actor, three instants and payload; after an order, the order and no payload."""
    ledger = opened(ledger_file)
    request = {"form": "I-247A", "issued_on": "2017-04-02", "received_at": "2017-04-02T10:00-07:00"}
    run(ledger, [thing(1, request=request)], arrivals=requests_in, as_of=Clock())
    lines = timeline(ledger, "p1")
    assert [x.kind for x in lines] == ["booking.received", "detainer.received", "decided"]
    assert lines[1].payload == {"request": request}
    assert lines[1].happened == datetime.fromisoformat("2017-04-02T10:00-07:00")
    assert lines[0].received < lines[0].recorded
    assert {x.actor for x in lines} == {"system"}
    ledger.expunge("p1", "Order 1", NOW, NOW)
    after = timeline(ledger, "p1")
    assert [(x.kind, x.payload, x.order) for x in after[:3]] == [(x.kind, None, "Order 1") for x in lines]
    assert (after[3].kind, after[3].payload) == ("expunged", {"order": "Order 1"})
    assert timeline(ledger, "nobody") == []
    assert timeline(ledger, "") == []


@given(st.dictionaries(st.sampled_from(["booked_at", "released_at"]), st.none() | st.integers() | st.text(max_size=20)))
def test_a_stay_that_cannot_be_read_is_not_known(record: dict[str, Any]) -> None:
    """Never an error, never a guess: a naive time is not known either."""
    assert stay_of({**record, "booked_at": "2014-06-10T03:10"})[0] is None
    assert all(x is None or len(x) == 27 for x in stay_of(record))
