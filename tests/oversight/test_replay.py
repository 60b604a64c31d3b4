"""Past cases under another law: what differs is the law, and each answer is the one the desk would have had."""

from __future__ import annotations

from dataclasses import replace as changed
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.law import Compiled, Query
from lawgate.law.books import load
from lawgate.law.decode import decode
from lawgate.law.norms import HOLD, NOTIFY, Action, Answer
from lawgate.oversight.cases import CASES
from lawgate.oversight.partitions import on_ray, replay_parts
from lawgate.oversight.replay import _plan, changes, law_named, replay
from lawgate.oversight.replay_facts import ASSUMED, as_frame, located, settings_of

BOOKS = load()
T0 = datetime(2014, 6, 10, 9, 55, tzinfo=UTC)


def one(**said: Any) -> dict[str, Any]:
    usual = {
        "case": "A1", "source": "test", "state": "CA", "county": "Los Angeles", "agency_type": "county-jail",
        "day": T0.date(), "requested": True, "due_at": T0, "convicted": False, "released_at": T0 + timedelta(hours=5),
    }  # fmt: skip
    return {**dict.fromkeys(CASES), **usual, **said}


def frame(*rows: dict[str, Any]) -> pl.LazyFrame:
    return pl.DataFrame(list(rows), schema=dict(CASES), orient="row").lazy()


def test_the_first_of_january_2014_is_the_trust_acts() -> None:
    """A clean record in California: the hold was permitted the day before and is prohibited since, because of the TRUST Act; the five
    hours he was kept are then five hours past the last lawful minute."""
    found = replay(frame(one()), law_named("us_ca@2014-01-01", BOOKS), law_named("us_ca@2013-12-31", BOOKS))
    ((action, before, now, n, (example,)),) = list(changes(found))
    assert (action, before, now, n) == (HOLD, Answer.PERMITTED, Answer.PROHIBITED, 1)
    assert any("trust-act" in i for i in example.because)
    assert found.over == (0.0, 5.0)
    assert found.hours == (48.0, 0.0)
    assert found.dollars[1][0] == 1000


def test_no_hours_are_counted_without_a_minute() -> None:
    """Where a file gives no time of release due, noon is taken to answer by and nothing is counted from it."""
    found = replay(frame(one(due_at=None)), law_named("us_ca@2014-01-01", BOOKS), law_named("us_ca@2013-12-31", BOOKS))
    assert (found.decided, found.timed) == (1, 0)
    assert found.hours == found.over == (0.0, 0.0)


def test_a_time_that_nobody_meant_is_no_time() -> None:
    """A release due in the year 2206 does not stop the run: that case has no minute, and the others keep theirs."""
    wild = one(case="A2", due_at=datetime(2206, 1, 1, tzinfo=UTC))
    found = replay(frame(one(), wild), law_named("us_ca@2013-12-31", BOOKS), law_named("us_ca@2013-12-31", BOOKS))
    assert (found.decided, found.hours[0]) == (2, 48.0)


def test_the_same_law_twice_changes_nothing() -> None:
    """Whatever the cases, a law held against itself moves nobody."""
    cases = frame(
        one(), one(case="A2", state="TX", county="Harris"), one(case="A3", convicted=None), one(case="A4", due_at=None)
    )
    found = replay(cases, law_named("2018-06-01", BOOKS), law_named("2018-06-01", BOOKS))
    assert found.decided == 4
    assert not list(changes(found))
    assert found.over[0] == found.over[1]


def test_a_law_of_one_state_is_tried_on_its_own_cases() -> None:
    """California's law is no matter of a Texan case; a case without state or day is read and not decided."""
    cases = frame(one(), one(case="A2", state="TX"), one(case="A3", day=None), one(case="A4", state=None))
    found = replay(cases, law_named("us_ca@2014-01-01", BOOKS), law_named("us_ca@2013-12-31", BOOKS))
    assert (found.read, found.decided) == (2, 1)


def test_without_assumptions_what_is_silent_stays_open() -> None:
    """Strictly read the file says too little to answer; nothing is called permitted that is not."""
    found = replay(
        frame(one()), law_named("us_ca@2013-12-31", BOOKS), law_named("us_ca@2013-12-31", BOOKS), assume=False
    )
    assert found.count(HOLD, (Answer.UNDETERMINED,), now=True) == 1
    assert found.assumed.startswith("Nothing is assumed")


@pytest.mark.parametrize("text", ["us_ca", "us_ca@2014", "us_xx@2014-01-01"])
def test_a_law_that_is_not_there_is_refused(text: str) -> None:
    """A name without a day, half a day, a book that nobody wrote: one sentence each."""
    with pytest.raises(BadInput):
        law_named(text, BOOKS)


rows = st.builds(
    one,
    state=st.sampled_from(["CA", "TX", "WA", "IL", "AR", "NY"]),
    county=st.none(),
    requested=st.sampled_from([True, False, None]),
    convicted=st.sampled_from([True, False, None]),
    form=st.sampled_from([None, "I-247 (12/12)", "I-247A", "I-247N"]),
    due_at=st.sampled_from([T0, None, T0 + timedelta(days=1400)]),
    day=st.sampled_from([T0.date(), T0.date() + timedelta(days=1400)]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rows, st.sampled_from(["2012-01-01", "2014-06-10", "2018-02-01", "2025-09-01"]), st.booleans())
def test_each_answer_is_the_one_the_scalar_reader_gives(row: dict[str, Any], day: str, assume: bool) -> None:
    """A case in columns under the law of any day is answered as the same facts are one by one."""
    law = law_named(day, BOOKS)
    cases = frame(row)
    found = replay(cases, law, law, assume=assume)
    held = settings_of(cases)
    made = _plan(law, held)
    coded = as_frame(located(cases.collect(), held), made.coding, ASSUMED if assume else None)
    (facts,) = decode(coded, made.coding)
    query = Query(held.places[0], day, policies=BOOKS.local_policies(held.places[0], day))
    answers = Compiled(BOOKS.program(query)).find(facts).answers
    for action in (NOTIFY, Action.INTERVIEW):
        assert found.count(action, (answers[action],), now=True) == 1
    assert found.count(HOLD, (answers[HOLD],), now=True) == 1
    assert changed(query, day=day) == query


def test_parts_added_up_are_the_whole(tmp_path: Path) -> None:
    """Three files replayed one by one come to what all their cases come to at once, hours and dollars included."""
    every = [
        one(case=f"A{n}", convicted=(None, False, True)[n % 3], released_at=T0 + timedelta(hours=n)) for n in range(30)
    ]
    parts = []
    for n in range(3):
        frame(*every[n * 10 : n * 10 + 10]).collect().write_parquet(tmp_path / f"{n}.parquet")
        parts.append(tmp_path / f"{n}.parquet")
    laws = "us_ca@2014-01-01", "us_ca@2013-12-31"
    whole = replay(frame(*every), law_named(laws[0], BOOKS), law_named(laws[1], BOOKS))
    found = replay_parts(parts, *laws)
    assert (found.read, found.decided, found.timed, found.moved) == (
        whole.read,
        whole.decided,
        whole.timed,
        whole.moved,
    )
    assert (found.hours, found.over, found.dollars) == (whole.hours, whole.over, whole.dollars)
    assert all(len(shown) <= 3 for shown in found.examples.values())


def test_without_ray_the_wish_for_it_is_one_sentence(tmp_path: Path) -> None:
    """Where Ray is not installed --ray is refused by name; where it is, it gives what this process gives."""
    frame(one()).collect().write_parquet(tmp_path / "0.parquet")
    laws = "us_ca@2014-01-01", "us_ca@2013-12-31"
    if find_spec("ray") is None:
        with pytest.raises(BadInput, match="Ray is not installed"):
            replay_parts([tmp_path / "0.parquet"], *laws, each=on_ray)
    else:
        assert (
            replay_parts([tmp_path / "0.parquet"], *laws, each=on_ray).moved
            == replay_parts([tmp_path / "0.parquet"], *laws).moved
        )
