from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput, Place
from lawgate.booking import Booking, Reading, read_feed, release_due
from lawgate.booking.pennsylvania import place_of
from lawgate.booking.pierce import pierce_measures
from lawgate.booking.schema import PARTS
from lawgate.detainer import as_given, read_custodies
from tests.shared import SHARED, shared

FACILITY = {"state": "CA", "county": "Kern", "tz": "America/Los_Angeles"}
LA = ZoneInfo("America/Los_Angeles")


def feed(tmp_path: Path, *rows: dict[str, object] | str) -> Path:
    path = tmp_path / "feed.jsonl"
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows))
    return path


def booking(number: str = "1", **more: object) -> dict[str, object]:
    return {"booking": number, "facility": FACILITY, "booked_at": "2014-06-01T10:00", **more}


def read(path: Path, **how: object) -> tuple[list[Booking], Reading]:
    reading = read_feed(path, **how)  # type: ignore[arg-type]
    return list(reading.bookings), reading


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (booking(booked_at="2016-03-13T02:30"), "booked_at", "did not exist"),
        (booking(booked_at="2016-11-06T01:30"), "booked_at", "happened twice"),
        (booking(released_at="2014-05-01T10:00"), "released_at", "before the booking"),
        (booking(charges=[{"level": "felony"}]), "statute", "neither statute nor name"),
        (booking(judicial_warrant="federal-criminel"), "judicial_warrant", "did you mean 'federal-criminal'"),
        (booking(juvenil=True), "juvenil", "is no column of a feed"),
        (booking(record_complete="perhaps"), "record_complete", "neither yes nor no"),
        ({"booking": "1", "facility": {"state": "XX"}}, "facility.state", "is not a state"),
        ({"facility": FACILITY}, "booking", "no booking number"),
    ],
)
def test_each_mistake_is_named_with_its_row_and_column(
    tmp_path: Path, row: dict[str, object], column: str, words: str
) -> None:
    """A bad row is one clear fault, and the good row after it is taken."""
    bookings, reading = read(feed(tmp_path, row, booking("2")))
    assert [b.number for b in bookings] == ["2"]
    assert len(reading.faults) == 1
    assert reading.faults[0].column == column
    assert words in str(reading.faults[0])
    assert "line 1" in reading.faults[0].where


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    """Three mistakes in two rows give three faults, and nothing good is lost."""
    rows = [booking(juvenil=True, booked_at="soon"), booking("2", charges=[{"level": "felony"}]), booking("3")]
    bookings, reading = read(feed(tmp_path, *rows))
    assert [b.number for b in bookings] == ["3"]
    assert len(reading.faults) == 3


def test_a_time_needs_an_offset_or_a_declared_zone(tmp_path: Path) -> None:
    """Without either the time is refused; a zone declared for the feed settles it."""
    path = feed(tmp_path, {"booking": "1", "booked_at": "2014-06-01T10:00"})
    place = Place("CA", "Kern", tz="America/Los_Angeles")
    bookings, _ = read(path, facility=place)
    assert bookings[0].booked_at is not None
    assert bookings[0].booked_at.utcoffset() is not None
    _, reading = read(path)
    assert "says no facility" in str(reading.faults[0])


def test_a_repeated_booking_number_is_refused(tmp_path: Path) -> None:
    """The second booking of the same number is a fault that names the first."""
    bookings, reading = read(feed(tmp_path, booking(), booking()))
    assert len(bookings) == 1
    assert "line 1" in str(reading.faults[0])


def test_a_file_cut_off_in_the_middle_says_so(tmp_path: Path) -> None:
    """Half a last line is a fault; the lines before it are taken."""
    path = tmp_path / "cut.jsonl"
    path.write_text(json.dumps(booking()) + "\n" + json.dumps(booking("2"))[:40])
    bookings, reading = read(path)
    assert len(bookings) == 1
    assert "middle of this line" in str(reading.faults[0])


CSV = """booking,record,booked_at,facility.state,facility.county,facility.tz,statute,level,disposition,form,received_at,boxes,asks,ends_at
7,booking,2014-06-01T10:00,CA,Kern,America/Los_Angeles,,,,,,,,
7,charge,,,,,Pen. Code 484,misdemeanor,pending,,,,,2014-06-03T09:00
7,request,,,,,,,,I-247 (12/12),2014-06-02T08:00,order-of-removal;proceedings-started,hold;notify,
"""


def test_the_long_csv_gives_the_same_booking_as_the_json(tmp_path: Path) -> None:
    """Rows of one booking become one record with its charges and requests."""
    path = tmp_path / "feed.csv"
    path.write_text(CSV)
    custodies = list(read_custodies(path).items)
    given = as_given(custodies[0])
    assert given["request"]["boxes"] == {"order-of-removal", "proceedings-started"}
    assert given["charges"][0]["statute"] == "Pen. Code 484"
    assert given["release_due"]["t0"].isoformat() == "2014-06-03T09:00:00-07:00"


def test_a_csv_row_with_too_few_cells_is_a_fault(tmp_path: Path) -> None:
    """A row cut off in the middle is named; the booking before it is taken."""
    path = tmp_path / "feed.csv"
    path.write_text(CSV + "8,booking,2014")
    custodies = read_custodies(path)
    assert [c.key for c in custodies.items] == ["7"]
    assert "has 3 cells" in str(custodies.faults[0])


def test_a_form_that_nobody_issued_is_refused_and_a_blank_one_is_unknown(tmp_path: Path) -> None:
    """I-247Z is a fault with the nearest edition; no form at all stays an unknown fact."""
    path = feed(tmp_path, booking(requests=[{"form": "I-247Z"}]), booking("2", requests=[{"asks": ["hold"]}]))
    custodies = read_custodies(path)
    (second,) = custodies.items
    assert "form" not in as_given(second)["request"]
    assert "nobody issued" in str(custodies.faults[0])


def test_unknown_none_and_empty_are_three_things(tmp_path: Path) -> None:
    """Left out is absent, 'none' is None, an empty list is known to be empty, and the record check is unknown by default."""
    rows = [booking("1"), booking("2", requests=[], priors=[], release_due={"t0": "none"})]
    one, two = (as_given(c) for c in read_custodies(feed(tmp_path, *rows)).items)
    assert "request" not in one
    assert "priors" not in one
    assert "record_complete" not in one
    assert two["request"] is None
    assert two["priors"] == []
    assert two["release_due"]["t0"] is None


def test_release_due_is_the_latest_end_and_a_detainer_is_no_ground(tmp_path: Path) -> None:
    """Bail ends every charge, another agency's hold outlives it, an open one leaves t0 not yet come, a missing end unknown."""
    charge = {"name": "theft"}
    bail = [{"tendered_at": "2014-06-02T02:55", "refused": "ICE"}]
    ended = {"what": "other county", "ends_at": "2014-06-02T08:00"}
    rows = [
        booking("bail", charges=[charge], bail=bail, requests=[{"asks": ["hold"]}]),
        booking("hold", charges=[charge], bail=bail, holds=[ended]),
        booking("open", charges=[charge], bail=bail, holds=[{"what": "other county", "open": True}]),
        booking("dark", charges=[charge]),
    ]
    due = {b.number: release_due(b) for b in read(feed(tmp_path, *rows))[0]}
    assert due["bail"].t0 is not None
    assert f"{due['bail'].t0:%H:%M}" == "02:55"
    assert due["bail"].event == "bail-tendered-and-refused"
    assert due["hold"].t0 is not None
    assert f"{due['hold'].t0:%H:%M}" == "08:00"
    assert (due["open"].t0, due["open"].known) == (None, True)
    assert (due["dark"].t0, due["dark"].known) == (None, False)


@settings(max_examples=150)
@given(data=st.binary(max_size=400), start=st.sampled_from([b"", b'{"booking": "1", ', CSV.encode()[:180]]))
def test_no_bytes_crash_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes) -> None:
    """Whatever a file holds, reading ends in bookings and faults, or in one named error."""
    path = tmp_path_factory.mktemp("fuzz") / "feed"
    path.write_bytes(start + data)
    try:
        reading = read_custodies(path, facility=Place("CA", tz="America/Los_Angeles"))
        list(reading.items)
    except BadInput:
        pass


def test_the_documented_columns_are_the_columns() -> None:
    """docs/feed.md names every column of the schema, and no other."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "feed.md").read_text()
    for part, columns in PARTS.items():
        section = text.split(f"### {part}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
        named = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert named == [c.name for c in columns]


@pytest.mark.shared
def test_the_published_pierce_figures_come_out_exactly() -> None:
    """The detainer arm of the published study, from its own lines: 204 bookings read, 188 kept, and each figure to the digit."""
    with shared("data/pierce_ice_hold_charges.csv").open() as f:
        m = pierce_measures(f)
    assert (m.bookings_read, m.bookings, m.hold_outlived_all, m.men) == (204, 188, 45, 184)
    assert round(m.mean_days, 4) == 73.6181
    assert round(m.median_days, 4) == 34.7674
    assert (m.felony_bookings, round(m.felony_mean_days, 2)) == (148, 86.87)
    assert (m.misdemeanor_bookings, round(m.misdemeanor_mean_days, 2)) == (39, 24.49)
    assert (m.lines_released_on_recognisance, m.lines) == (32, 665)


@pytest.mark.shared
def test_both_real_exports_are_read_as_they_are() -> None:
    """The charge lines give 204 bookings and the detainer records 32,757, without a single fault."""
    shared("data/pierce_ice_hold_charges.csv")
    for name, count in (("pierce_ice_hold_charges.csv", 204), ("pa_ice_detainers.csv", 32757)):
        bookings, reading = read(SHARED / "data" / name)
        assert len(bookings) == count
        assert reading.faults == []


@pytest.mark.parametrize(
    ("name", "county", "kind"),
    [
        ("MOSHANNON VALLEY CORRECTIONAL", None, "federal-prison"),
        ("MONTGOMERY CNTY JAIL, PA", "Montgomery", "county-jail"),
        ("CAMPHILL SCI, PA", None, "state-prison"),
        ("PHILADELPHIA 25TH POLICE DIST.", "Philadelphia", "police-lockup"),
        ("LEHIGH COUNTY JAIL", "Lehigh", "county-jail"),
    ],
)
def test_a_facility_name_is_placed(name: str, county: str | None, kind: str) -> None:
    """Names of Pennsylvania facilities say county and kind; federal prisons are told apart."""
    place = place_of(name)
    assert (place.county, place.agency_type) == (county, kind)
