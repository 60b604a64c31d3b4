"""The pipeline: idempotent, resumable, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput, canonical_json, digest
from lawgate.casework import carry, open_ledger, rebuild_standings, requests_in
from lawgate.casework.models import Standing
from lawgate.casework.records import Decided
from lawgate.casework.seal import new_key
from lawgate.casework.verify import verify
from tests.casework.samples import (
    BOOK,
    NOW,
    VERSIONS,
    Clock,
    Thing,
    again,
    decide,
    filled,
    opened,
    run,
    said,
    thing,
    things,
)


def kinds(ledger: Any, subject: str) -> list[str]:
    return [k for k, _, _ in said(ledger, subject)]


def test_running_the_same_feed_again_appends_nothing(ledger_file: Path) -> None:
    """The same records are known by what they say, also by a program started anew."""
    filled(ledger_file)
    ledger = opened(ledger_file)
    result = run(ledger, things())
    assert (result.read, result.new, result.unchanged, result.events) == (5, 0, 5, 0)
    assert ledger.end()[0] == 10


def test_a_changed_record_appends_a_correction_and_a_new_decision(ledger_file: Path) -> None:
    """The first record and decision stay; what is known last is the new one."""
    ledger = filled(ledger_file)
    result = run(ledger, [Thing("p1", {"n": 100})])
    assert (result.changed, result.events) == (1, 2)
    assert kinds(ledger, "p1") == ["booking.received", "decided", "booking.corrected", "decided"]
    assert verify(ledger, again).clean


def test_a_record_that_goes_back_to_what_it_said_is_a_correction_too(ledger_file: Path) -> None:
    """Only the latest word counts: A, B, A are three."""
    ledger = opened(ledger_file)
    for n in (1, 2, 1, 1):
        run(ledger, [Thing("p", {"n": n})])
    assert kinds(ledger, "p").count("booking.corrected") == 2


def test_another_rulebook_decides_again_and_corrects_no_record(ledger_file: Path) -> None:
    """The record is as it was: only a decision is added, once; out of reach, the decision is withdrawn."""
    ledger = filled(ledger_file, 1)
    book = canonical_json({"rule": 3})
    ledger.store_rulebook(digest(book), book, VERSIONS)

    def later(item: Any) -> Decided:
        return Decided({"n": item.record["n"]}, {"twice": item.record["n"] * 2}, digest(book))

    assert run(ledger, things(1), decide=later).redecided == 1
    assert run(ledger, things(1), decide=later).unchanged == 1
    assert run(ledger, things(1), decide=lambda item: None).redecided == 1
    assert run(ledger, things(1), decide=lambda item: None).unchanged == 1
    assert kinds(ledger, "p0") == ["booking.received", "decided", "decided", "decision.withdrawn"]
    assert rebuild_standings(ledger) == 1
    assert run(ledger, things(1), decide=lambda item: None).unchanged == 1


RECORDS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 3), min_size=1, max_size=3), min_size=1, max_size=4
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS)
def test_any_feeds_carried_twice_are_carried_once(ledger_file: Path, feeds: list[dict[str, int]]) -> None:
    """A feed names people and says a number of each; after any of them, the same feed again appends nothing, and the cache can go."""
    ledger = opened(ledger_file.with_name(new_key().hex()[:12] + ".sqlite3"))
    for feed in feeds:
        items = [Thing(key, {"n": n}) for key, n in feed.items()]
        run(ledger, items)
        end = ledger.end()
        assert run(ledger, items).events == 0
        Standing.objects.using(ledger.alias).all().delete()
        assert run(ledger, items).unchanged == len(items)
        assert ledger.end() == end
    rebuild_standings(ledger)
    assert verify(ledger, again).clean
    connections[ledger.alias].close()


def detained(*requests: dict[str, Any], earlier: tuple[dict[str, Any], ...] = ()) -> Thing:
    current = requests[-1] if requests else None
    return Thing("p", {"n": 1, "request": current, "earlier_requests": list(earlier)})


OLD = {
    "form": "I-247 (12/12)",
    "issued_on": "2014-06-09",
    "received_at": "2014-06-09T22:41-07:00",
    "cancelled_at": None,
}
NEW = {**OLD, "issued_on": "2014-06-10", "received_at": None}


def test_each_federal_request_is_an_event_of_its_own(ledger_file: Path) -> None:
    """A request is received once; cancelled it is corrected; another that replaces it is received, and the first is not again."""
    ledger = opened(ledger_file)
    cancelled = {**OLD, "cancelled_at": "2014-06-10T01:00-07:00"}
    for item in (detained(OLD), detained(OLD), detained(cancelled), detained(NEW, earlier=(cancelled,))):
        run(ledger, [item], arrivals=requests_in)
    assert kinds(ledger, "p") == [
        *("booking.received", "detainer.received", "decided"),
        *("booking.corrected", "detainer.corrected", "decided"),
        *("booking.corrected", "detainer.received", "decided"),
    ]
    rows = list(ledger.events("p"))
    assert rows[1].happened == "2014-06-10T05:41:00.000000Z[-07:00]"  # when the jail received it
    assert rows[7].happened_at == NOW  # not known: the booking's instant
    assert said(ledger, "p")[7][2] == {"request": NEW}
    assert verify(ledger, again).clean


def test_two_requests_of_one_form_and_day_are_told_apart_by_order(ledger_file: Path) -> None:
    """Nothing else is known of them: the second is a second one."""
    ledger = opened(ledger_file)
    run(ledger, [detained(OLD, earlier=(OLD,))], arrivals=requests_in)
    assert kinds(ledger, "p").count("detainer.received") == 2


def test_one_number_twice_in_a_feed_with_two_stories_is_refused(ledger_file: Path) -> None:
    """Told to the caller, and the run goes on; the same story twice is taken once. The next run says the same and adds nothing."""
    ledger = opened(ledger_file)
    items = [thing(1), Thing("p1", {"n": 7}), thing(1), thing(2)]
    refused: list[tuple[str, str]] = []
    for expected in (4, 0):
        result = run(ledger, items, refused=lambda item, e: refused.append((item.key, e.what)))
        assert (result.refused, result.events) == (1, expected)
    assert refused == [("p1", "stands twice in this feed, and the two differ")] * 2
    with pytest.raises(BadInput, match="stands twice"):
        run(ledger, items)


def test_a_record_that_cannot_be_decided_stops_the_run_only_when_nobody_is_told(ledger_file: Path) -> None:
    """What was written before stays; nothing of the bad record is written."""
    ledger = opened(ledger_file)

    def picky(item: Any) -> Decided:
        if item.record["n"] == 2:
            raise BadInput("no such form", where=item.key)
        return decide(item)

    with pytest.raises(BadInput, match="no such form"):
        run(ledger, things(4), decide=picky)
    assert ledger.end() == (0, "")
    result = run(ledger, things(4), decide=picky, refused=lambda item, e: None)
    assert (result.new, result.refused) == (3, 1)
    assert not kinds(ledger, "p2")


def test_nothing_is_written_again_of_a_person_who_was_expunged(ledger_file: Path) -> None:
    """The feed still names them: they are counted, and the ledger stays as the court ordered."""
    ledger = filled(ledger_file)
    ledger.expunge("p2", "Order 1", NOW, NOW)
    result = run(opened(ledger_file), [*things(), Thing("p2x", {"n": 2})])
    assert (result.expunged, result.unchanged, result.new) == (1, 4, 1)
    assert kinds(ledger, "p2") == ["booking.received", "decided", "expunged"]
    assert verify(ledger, again).clean


def test_out_of_reach_records_are_kept_without_a_decision(ledger_file: Path) -> None:
    """They are on the ledger, and counted."""
    ledger = opened(ledger_file)
    result = run(ledger, things(3), decide=lambda item: None if item.record["n"] else decide(item))
    assert (result.out_of_reach, result.events) == (2, 4)


def test_a_rulebook_is_fetched_once_when_a_decision_names_it(ledger_file: Path) -> None:
    """The wiring gives it by digest; norms and versions are stored before the first decision by it."""
    ledger, asked = open_ledger(ledger_file), list[str]()

    def source(name: str) -> tuple[bytes, dict[str, str]]:
        asked.append(name)
        return BOOK, VERSIONS

    run(ledger, things(3), rulebook_source=source)
    assert asked == [digest(BOOK)]
    assert ledger.rulebook(digest(BOOK)) == BOOK
    assert verify(ledger, again).clean


def test_the_present_may_be_an_instant_or_a_clock_and_is_never_read_inside(ledger_file: Path) -> None:
    """With a fixed present every event of the run carries it."""
    ledger = opened(ledger_file)
    carry(things(3), decide, ledger, as_of=NOW)
    assert {(e.received_at, e.recorded_at) for e in ledger.events()} == {(NOW, NOW)}
    carry([thing(9)], decide, ledger, as_of=Clock(NOW))
    assert next(ledger.events("p9")).recorded_at > NOW


def test_progress_and_keep_see_every_record(ledger_file: Path) -> None:
    """``keep`` sees each with its decision, ``progress`` the count after each batch that is written."""
    ledger, kept, counts = opened(ledger_file), list[str](), list[int]()
    run(ledger, things(1100), keep=lambda item, decided: kept.append(item.key), progress=counts.append)
    assert len(kept) == 1100
    assert counts == [500, 1000, 1100]


def test_a_booking_cannot_take_the_ledgers_own_name(ledger_file: Path) -> None:
    """Bad input, not a clash of keys."""
    with pytest.raises(BadInput, match="cannot be a booking number"):
        run(opened(ledger_file), [Thing("(ledger)", {"n": 1})])
