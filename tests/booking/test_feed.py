"""Feeds as JSON lines: mistakes named one by one, unknown kept apart from none, nothing lost and nothing taken by halves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput, Place
from lawgate.booking import release_due
from lawgate.booking.schema import PARTS
from lawgate.detainer import read_custodies
from tests.booking.made import FACILITY, booking, csv_feed, json_feed, read

KERN = Place("CA", "Kern", tz="America/Los_Angeles")
LA = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (booking(booked_at="2016-03-13T02:30"), "booked_at", "did not exist"),
        (booking(booked_at="2016-11-06T01:30"), "booked_at", "happened twice"),
        (booking(booked_at="2014-06-10"), "booked_at", "has no time of day"),
        (booking(booked_at="0214-06-10T10:00"), "booked_at", "lies in the year 214"),
        (booking(booked_at=1402400000), "booked_at", "is not text"),
        (booking(released_at="2014-05-01T10:00"), "released_at", "before the booking"),
        (booking(charges=[{"level": "felony"}]), "statute", "neither statute nor name"),
        (booking(charges=[{"name": "theft", "level": "fellony"}]), "level", "did you mean 'felony'"),
        (booking(charges=[{"name": "theft", "open": True, "ends_at": "2014-06-02T10:00"}]), "open", "has an end"),
        (
            booking(charges=[{"name": "theft", "since": "2014-06-02T10:00", "ends_at": "2014-06-01T10:00"}]),
            "ends_at",
            "ends before it begins",
        ),
        (booking(charges={"name": "theft"}), "charges", "is not a list"),
        (booking(charges=["theft"]), "charges", "entry 1 is not a record"),
        (booking(judicial_warrant="federal-criminel"), "judicial_warrant", "did you mean 'federal-criminal'"),
        (booking(record_complete="perhaps"), "record_complete", "neither yes nor no"),
        (booking(record_complete=None), "record_complete", "neither yes nor no"),
        (booking(subject={"age": 30.5}), "subject.age", "is not a whole number"),
        (booking(born="1990-02-30"), "born", "is not a day"),
        (booking(orders=[{"what": "citation"}]), "at", "lacks it"),
        ({"booking": "1", "facility": {"state": "XX", "tz": "America/New_York"}}, "facility.state", "is not a state"),
        ({"booking": "1", "facility": {"state": "CA", "tz": "Pacific"}}, "facility.tz", "is not a time zone"),
        ({"booking": "1", "facility": {"state": "CA"}}, "facility.tz", "no time zone is declared"),
        ({"booking": "1"}, "facility", "says no facility"),
        ({"facility": FACILITY}, "booking", "no booking number"),
        ('{"booking": "1", "booked_at": "2014-06', "", "breaks off"),
        ('{"booking": "1", "booking": "2"}', "booking", "stands twice"),
        ('{"booking": "1", "subject": {"age": NaN}}', "", "is not JSON"),
        ('"booking"', "", "is not an object"),
        ('{"booking": "1\0"}', "", "NUL bytes"),
    ],
)
def test_each_mistake_is_named_with_its_row_and_column(
    tmp_path: Path, row: dict[str, Any] | str, column: str, words: str
) -> None:
    """A bad row is one clear fault, and the good row after it is taken."""
    bookings, reading = read(json_feed(tmp_path, "{}", row, booking("2")))
    assert [b.number for b in bookings] == ["2"]
    del reading.faults[:2]  # the empty object of the first line has neither number nor facility
    assert len(reading.faults) == 1
    assert reading.faults[0].column == column
    assert words in str(reading.faults[0])
    assert "line 2" in reading.faults[0].where


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    """Four mistakes in two bookings give four faults at their places, and nothing good is lost."""
    wrong = [{"name": "theft", "convicted_on": "soon"}, {"level": "felony"}]
    rows = [booking(booked_at="soon", judicial_warrant="x"), booking("2", charges=wrong), booking("3")]
    bookings, reading = read(json_feed(tmp_path, *rows))
    assert [b.number for b in bookings] == ["3"]
    assert [(f.where, f.column) for f in reading.faults] == [
        ("line 1", "booked_at"),
        ("line 1", "judicial_warrant"),
        ("line 2, charge 1", "convicted_on"),
        ("line 2, charge 2", "statute"),
    ]


def test_a_slip_in_a_column_name_is_named_once_and_its_rows_are_taken(tmp_path: Path) -> None:
    """What stands in it stays unknown; a column like no other is noted and left unread."""
    rows = [booking(str(n), record_complet=True, mugshot="x") for n in range(3)]
    bookings, reading = read(json_feed(tmp_path, *rows))
    assert len(bookings) == 3
    assert not any(b.knows("record_complete") for b in bookings)
    assert [str(f) for f in reading.faults] == [
        "line 1, record_complet: is no column of a booking and is not read; did you mean 'record_complete'?"
    ]
    assert [n for n in reading.notes if "mugshot" in n] == [
        "line 1: the column 'mugshot' of a booking is not known and is not read."
    ]


def test_a_time_needs_an_offset_or_a_declared_zone(tmp_path: Path) -> None:
    """Without either the booking is refused; a zone by hand, of the feed or of the facility settles it, and its own offset wins."""
    bare = {"booking": "1", "booked_at": "2014-06-01T10:00", "arrested_at": "2014-06-01T16:00+00:00"}
    (by_hand,), _ = read(json_feed(tmp_path, bare), facility=KERN)
    head = {"feed": {"tz": "America/Los_Angeles", "facility": {"state": "CA", "county": "Kern"}}}
    (by_feed,), reading = read(json_feed(tmp_path, head, bare))
    assert reading.faults == []
    for b in (by_hand, by_feed):
        assert b.booked_at is not None
        assert b.booked_at.isoformat() == "2014-06-01T10:00:00-07:00"
        assert b.arrested_at is not None
        assert b.arrested_at.isoformat() == "2014-06-01T09:00:00-07:00"
        assert b.facility.county == "Kern"


def test_a_feed_says_which_instant_it_speaks_of_unless_told_otherwise(tmp_path: Path) -> None:
    """The first line's ``as_of`` holds for every booking; the one given by hand wins."""
    path = json_feed(tmp_path, {"feed": {"tz": "America/Los_Angeles", "as_of": "2014-06-10T03:10"}}, booking())
    (b,), reading = read(path)
    assert reading.as_of is not None
    assert (b.as_of, f"{reading.as_of:%H:%M}") == (reading.as_of, "03:10")
    later = reading.as_of.replace(hour=9)
    (b,), _ = read(path, as_of=later)
    assert b.as_of == later


def test_facts_of_the_agency_are_stated_once_and_a_booking_may_say_otherwise(tmp_path: Path) -> None:
    """They hold for every booking that does not say otherwise; facts of a person cannot be stated so."""
    head = {"feed": {"agreement_287g": "none", "release_info_public": True, "record_complete": True}}
    rows = [booking("1"), booking("2", agreement_287g="jail-model")]
    (one, two), reading = read(json_feed(tmp_path, head, *rows))
    assert (one.facts["agreement_287g"], two.facts["agreement_287g"]) == ("none", "jail-model")
    assert one.facts["release_info_public"] is True
    assert not one.knows("record_complete")
    assert any("'record_complete' of a feed is not known" in n for n in reading.notes)


def test_a_repeated_booking_number_is_refused(tmp_path: Path) -> None:
    """The second booking of the same number is a fault that names the first."""
    bookings, reading = read(json_feed(tmp_path, booking(), booking()))
    assert len(bookings) == 1
    assert str(reading.faults[0]).startswith("line 2, booking: the number '1' is booked already in line 1")


def test_unknown_none_and_empty_are_three_things(tmp_path: Path) -> None:
    """Left out or blank is unknown, null is none, an empty list is known to be empty."""
    rows = [
        booking("1", outcome="", subject={}),
        booking("2", priors=[], released_at=None, requests=[{"boxes": [], "cancelled_at": None}]),
    ]
    (one, two), _ = read(json_feed(tmp_path, *rows))
    assert (one.priors, one.knows("released_at"), one.requests) == (None, False, None)
    assert (two.priors, two.knows("released_at"), two.released_at) == ((), True, None)
    assert two.requests is not None
    assert dict(two.requests[0]) == {"boxes": frozenset(), "cancelled_at": None}


def test_a_word_that_has_none_among_its_words_keeps_it(tmp_path: Path) -> None:
    """No warrant is the word none of the vocabulary, whether written as a word or as null."""
    (one, two), _ = read(
        json_feed(tmp_path, booking("1", judicial_warrant=None), booking("2", judicial_warrant="none"))
    )
    assert one.facts["judicial_warrant"] == two.facts["judicial_warrant"] == "none"


def test_a_file_that_is_no_feed_is_one_sentence(tmp_path: Path) -> None:
    """Missing, empty, UTF-16 and foreign files are refused at once, with what to do."""
    for content, words in (
        (None, "cannot be read"),
        (b"", "is empty"),
        ("{}".encode("utf-16"), "UTF-16"),
        (b"a,b\n1,2\n", "no feed that is known"),
        (b"[{}]", "one JSON list"),
        (b"booking,record,form,form\n", "stands twice in the header"),
    ):
        path = tmp_path / "x"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(BadInput, match=words):
            read(path)


def test_reading_takes_no_more_bookings_than_are_asked_for(tmp_path: Path) -> None:
    """Bookings come out one by one: a mistake further down is not seen before its row is reached."""
    path = json_feed(tmp_path, booking("1"), *[booking(str(n), booked_at="soon") for n in range(2, 2000)])
    from lawgate.booking import read_feed

    reading = read_feed(path)
    assert next(reading.bookings).number == "1"
    assert reading.faults == []


any_cell = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.text(max_size=5), max_size=3),
)
any_part = st.dictionaries(
    st.sampled_from(sorted({c.name for columns in PARTS.values() for c in columns})), any_cell, max_size=6
)
any_booking = st.fixed_dictionaries(
    {"booking": st.text(min_size=1, max_size=4)},
    optional={
        "facility": st.one_of(st.just(FACILITY), any_part, any_cell),
        **{k: st.one_of(any_cell, st.lists(any_part, max_size=2)) for k in ("charges", "priors", "bail", "requests")},
        **{
            k: st.one_of(any_cell, any_part)
            for k in ("holds", "orders", "events", "warrants", "subject", "release_due")
        },
    },
)


@settings(max_examples=150)
@given(st.lists(any_booking | any_part, max_size=3))
def test_no_object_crashes_the_reader(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]) -> None:
    """Any objects end in bookings and faults: each line that is no booking and no repetition has at least one fault."""
    path = tmp_path_factory.mktemp("objects") / "feed.jsonl"
    path.write_text('{"feed": {}}\n' + "".join(json.dumps(r) + "\n" for r in rows))
    reading = read_custodies(path, facility=KERN)
    items = list(reading.items)
    assert len(items) + len(reading.faults) >= len(rows)
    for c in items:
        assert release_due(c.booking).steps


HEAD = b"booking,record,booked_at,name,form,tendered_at\n1,booking,2014-06-01T10:00,,,\n"


@settings(max_examples=200)
@given(st.binary(max_size=300), st.sampled_from([b"", b'{"booking": "1", ', HEAD, HEAD + b'1,charge,,"']))
def test_no_bytes_crash_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes) -> None:
    """Whatever a file holds, reading ends in bookings and faults, or in one named error before it begins."""
    path = csv_feed(tmp_path_factory.mktemp("bytes"), start + data)
    try:
        reading = read_custodies(path, facility=KERN)
    except BadInput:
        return
    list(reading.items)


def test_the_documented_columns_are_the_columns() -> None:
    """The tables of docs/feed.md are what the schema writes."""
    from lawgate.booking.document import page_with_columns

    page = (Path(__file__).resolve().parents[2] / "docs" / "feed.md").read_text(encoding="utf-8")
    assert page_with_columns(page) == page


def test_the_documented_examples_are_one_and_the_same_booking(tmp_path: Path) -> None:
    """Both examples of docs/feed.md are read without a fault and come to the same facts."""
    from lawgate.detainer import as_given

    page = (Path(__file__).resolve().parents[2] / "docs" / "feed.md").read_text(encoding="utf-8")
    found = []
    for kind in ("json", "csv"):
        text = page.split(f"```{kind}\n", 1)[1].split("```", 1)[0]
        path = tmp_path / f"feed.{kind}"
        path.write_text(text, encoding="utf-8")
        reading = read_custodies(path)
        (custody,) = reading.items
        assert reading.faults == []
        found.append((as_given(custody), custody.booking.person, custody.booking.as_of))
    assert found[0] == found[1]
    assert found[0][0]["request"]["conditions"] == frozenset()
