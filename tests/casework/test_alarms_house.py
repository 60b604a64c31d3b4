"""Alarms about the house, the morning list, how alarms serve, and that they are events like any other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.db import connections

from lawgate.casework import alarms_records as a
from lawgate.casework.alarms import standing_alarms, tick, view_of
from lawgate.casework.alarms_house import morning
from lawgate.casework.alarms_measures import measured
from lawgate.casework.alarms_view import View
from lawgate.casework.outbox import queue
from lawgate.casework.records import LEDGER, New
from lawgate.casework.verify import verify
from tests.casework.alarms_made import (
    HOUR,
    MINUTE,
    T0,
    Made,
    act,
    again,
    alarms,
    book,
    fresh,
    held,
    kinds,
    ticked,
    ticks,
)

BEFORE = T0 - 2 * HOUR


def test_a_file_of_past_cases_raises_nothing(ledger_file: Path) -> None:
    """People who had left before this house ever heard of them are history, not alarms."""
    ledger = fresh(ledger_file)
    book(ledger, T0 + 900 * HOUR, held(600, out=T0 + 700 * HOUR), Made(key="B-2", out=T0 + 9 * HOUR))
    assert ticked(ledger, T0 + 901 * HOUR).raised == 0


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


def test_the_clock_of_a_demonstration_may_be_set_back(ledger_file: Path) -> None:
    """Its clock is simulated: a minute before what was written is no fault of this machine, and nothing says that it is."""
    ledger = fresh(ledger_file, demonstration=T0)
    book(ledger, T0 + HOUR, Made(due=None, request=None))
    tick(ledger, T0)
    assert kinds(ledger, LEDGER) == []


def test_two_threads_that_read_at_once_read_everything_once(
    ledger_file: Path, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those that bring one view up to date at the same moment one reads, the others wait, and nothing is folded twice."""
    ledger, read = fresh(ledger_file), list[int]()
    view = view_of(ledger)
    book(ledger, BEFORE, held(600))
    view.catch_up()
    act(ledger, "noted", BEFORE + MINUTE)
    before = View._fold

    def slowly(self: View, rows: list[Any]) -> None:
        read.extend(r.number for r in rows)
        sleep(0.05)
        before(self, rows)

    def catch_up(_: int) -> None:
        with django_db_blocker.unblock():
            view.catch_up()
            connections[ledger.alias].close()

    monkeypatch.setattr(View, "_fold", slowly)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(catch_up, range(4)))
    assert len(read) == 1


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
    ticks(ledger, six + 17 * HOUR, six + 19 * HOUR)
    assert kinds(ledger, kind=a.ENDED) == []
    ticks(ledger, six + 24 * HOUR - MINUTE, six + 24 * HOUR + MINUTE)
    assert kinds(ledger) == [a.LIST]
    assert [x["why"] for x in alarms(ledger, kind=a.ENDED)] == ["a new morning"]


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
