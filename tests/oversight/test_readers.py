"""Files from other hands: what is wrong with them is found, said, and handled or refused by name."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput, Place
from lawgate.oversight.measures.over_detention import over_detention
from lawgate.oversight.measures.shares import REQUESTED
from lawgate.oversight.quality import inspect
from lawgate.oversight.readers import open_cases, write_cases
from lawgate.oversight.readers.columns import DAYS, day, instant
from lawgate.oversight.readers.ledger import ledger_cases
from lawgate.oversight.reproduce import ABSENT, DIFFERS, EQUAL, reproduce
from lawgate.oversight.reproduce.regression import published, recovered, simulated
from tests.shared import SHARED, shared

HEAD = [
    "Detainer Prepare Date",
    "Facility State",
    "Detention Facility",
    "Detainer Lift Reason",
    "Gender",
    "Birth Year",
    "Duplicate Likely",
]
ROWS = [
    ["2012-03-05", "California", "EXAMPLE JAIL", "Booked into Detention", "Male", "1990", "FALSE"],
    ["3/6/2012", "ZZ", "EXAMPLE JAIL", "Detainer Declined by LEA", "(b)(6)", "2015", "TRUE"],
    ["soon", "CA", "OTHER JAIL", "", "Female", "1980", "FALSE"],
]


def written(path: Path, *rows: list[str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as f:
        csv.writer(f).writerows(rows)
    return path


def test_a_preamble_a_renamed_column_and_two_forms_of_a_day_are_read(tmp_path: Path) -> None:
    """Six rows above the header, columns in other spelling, one row's day the American way: all of it comes out typed."""
    head = ["Prepare Date", "State", "Detention Facilty", "Lift Reason", *HEAD[4:]]
    above = [["Records request 2013-F01", ""], *[[""]] * 5]
    table = open_cases(written(tmp_path / "f.csv", *above, head, *ROWS))
    cases = table.frame.collect()
    assert cases["day"].to_list() == [date(2012, 3, 5), date(2012, 3, 6), None]
    assert cases["ended"].to_list() == ["custody-taken", "declined", None]
    assert cases["state"].to_list() == ["CA", None, "CA"]
    assert cases["sex"].to_list() == ["male", None, "female"]
    assert "6 rows stand above the header and were passed over." in table.notes
    assert "Column 'Detention Facilty' was taken for 'detention_facility'." in table.notes


def test_what_is_missing_impossible_duplicated_withheld_and_open_is_counted(tmp_path: Path) -> None:
    """Each flaw that was planted is found once, with the row of the file where it stands."""
    found = inspect(open_cases(written(tmp_path / "f.csv", HEAD, *ROWS)))
    flaws = {(f.kind, f.column): (f.rows, f.first) for f in found.flaws}
    assert flaws == {
        ("unread", "detainer_prepare_date"): (1, 4),
        ("impossible", "birth_year"): (1, 3),
        ("duplicated", "duplicate_likely"): (1, 3),
        ("censored", "detainer_lift_reason"): (1, 4),
        ("unread", "facility_state"): (1, 3),
        ("redacted", "gender"): (1, 3),
    }
    assert (found.rows, found.cases) == (3, 3)


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        (
            "no-column.csv",
            [["Prepare Date", "State", "Lift Reason", "Where"], ["2012-03-05", "CA", "", "X"]],
            "has no column 'detention_facility'",
        ),
        ("other.csv", [["colour", "size"], ["red", "3"]], "no row names the columns"),
        ("fake.parquet", [["x"]], "is no Parquet file"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    tmp_path: Path, name: str, rows: list[list[str]], said: str
) -> None:
    """The sentence says what is wrong; a missing column is named with the nearest there is."""
    with pytest.raises(BadInput, match=said):
        open_cases(written(tmp_path / name, *rows))


def test_a_file_that_is_not_there_is_named() -> None:
    """A wrong path is one sentence."""
    with pytest.raises(BadInput, match="there is no such file"):
        open_cases(Path("nowhere.csv"))


def test_cases_written_and_read_again_are_the_same(tmp_path: Path) -> None:
    """Parquet keeps every column and type."""
    table = open_cases(written(tmp_path / "f.csv", HEAD, *ROWS))
    write_cases(table, tmp_path / "c.parquet")
    assert open_cases(tmp_path / "c.parquet").frame.collect().equals(table.frame.collect())
    assert not list(tmp_path.glob("*.part"))


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)), st.sampled_from(DAYS))
def test_a_day_is_read_in_every_form(when: date, form: str) -> None:
    """Written in any of the forms and read back, it is the same day."""
    frame = pl.DataFrame({"d": [when.strftime(form)]})
    assert frame.select(day("d")).item() == when


def test_the_hour_that_comes_twice_is_its_first_and_one_that_never_came_is_nothing() -> None:
    """By the clock of Los Angeles: 1 November 2026 01:30 is taken in summer time, 8 March 2026 02:30 is null."""
    frame = pl.DataFrame({"t": ["2026-11-01 01:30", "2026-03-08 02:30", "2026-03-08 03:30"]})
    found = frame.select(instant("t", "America/Los_Angeles")).to_series().to_list()
    assert found == [datetime(2026, 11, 1, 8, 30, tzinfo=UTC), None, datetime(2026, 3, 8, 10, 30, tzinfo=UTC)]


LINE = "A{n},{c},2017-03-03 09:35,{out},{end},{charge},{said},MALE,{race},1,0,1\n"
PIERCE = (
    "booking,charge_no,booking_dt,release_dt,charge_release_dt,charge,charge_disposition,"
    "gender,race,felony,release_to_imm,charge_count\n"
)


def test_charge_lines_become_bookings_with_the_end_of_their_own_lines(tmp_path: Path) -> None:
    """t0 is the end of the last line that is not the hold; a hold line alone leaves it unknown."""
    own = LINE.format(
        n=1, c=1, out="2017-03-05 10:00", end="2017-03-04 09:00", charge="THEFT 3", said="Bail Bond", race="WHITE"
    )
    hold = LINE.format(
        n=1, c=2, out="2017-03-05 10:00", end="2017-03-05 10:00", charge="HOLD IMMIGRAT", said="", race="WHITE"
    )
    alone = LINE.format(n=2, c=1, out="", end="2017-03-05 10:00", charge="HOLD IMMIGRAT", said="", race="BLACK")
    path = tmp_path / "p.csv"
    path.write_text(PIERCE + (own + hold).replace(",1\n", ",2\n") + alone)
    first, second = open_cases(path).frame.collect().iter_rows(named=True)
    assert first["due_at"] == datetime(2017, 3, 4, 17, tzinfo=UTC)
    assert (first["requested"], first["bail_paid"], first["charges"]) == (True, True, 2)
    assert first["days"] == pytest.approx(2 + 25 / 1440)
    assert (second["due_at"], second["censored"]) == (None, True)


ROSTER = """Booking Number,Booking Date,Release Date,Offense,Severity,Hold Reason,Release Reason,Gender
7,2014-06-09 22:41,2014-06-10 08:00,THEFT,Misdemeanor,,TO ICE CUSTODY,M
7,2014-06-09 22:41,2014-06-10 08:00,ICE DETAINER,,,,M
8,6/9/2014,,SERVICE FRAUD,Felony,,,F
"""


def test_a_roster_of_charges_becomes_bookings_by_the_jails_own_clock(tmp_path: Path) -> None:
    """An immigration hold among charges is a request, SERVICE is none; a day alone begins at midnight there; who is not out is open."""
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER)
    place = Place("CA", "Kern", tz="America/Los_Angeles")
    first, second = open_cases(path, place).frame.collect().iter_rows(named=True)
    assert (first["requested"], first["ended"], first["felony"], first["charges"]) == (True, "custody-taken", False, 2)
    assert first["booked_at"] == datetime(2014, 6, 10, 5, 41, tzinfo=UTC)
    assert (second["requested"], second["felony"], second["censored"]) == (False, True, True)
    assert second["booked_at"] == datetime(2014, 6, 9, 7, tzinfo=UTC)


def test_a_file_of_i213_says_which_arrests_came_out_of_a_jail(tmp_path: Path) -> None:
    """A jail arrest, a street arrest; a record that says none and one that says nothing are not the same."""
    head = ["apprehension_date", "apprehension_method", "state", "citizenship_country", "criminal_record"]
    rows = [
        ["01/05/2019", "CAP Local Incarceration, COUNTY JAIL", "Washington", "X", "None found"],
        ["01/06/2019", "Located on the street", "WA", "X", ""],
    ]
    cases = open_cases(written(tmp_path / "f.csv", head, *rows))
    found = cases.frame.collect()
    assert found["requested"].to_list() == [True, False]
    assert found["convicted"].to_list() == [False, None]
    assert found["day"].to_list() == [date(2019, 1, 5), date(2019, 1, 6)]


def test_the_ledger_gives_cases_without_a_name() -> None:
    """Everyone as last known, with the last lawful minute; nothing that names a person comes along."""
    record = {
        "place": {"state": "CA", "county": "Kern", "agency_type": "county-jail", "agency": "Kern Jail"},
        "person": {"last": "Reyes", "first": "Ana", "born": "1990-01-01", "sex": "F", "race": ""},
        "booked_at": "2014-06-09T22:41:00-07:00", "released_at": "2014-06-10T03:41:00-07:00",
        "release_due": {"t0": "2014-06-10T02:55:00-07:00"}, "charges": [{"level": "misdemeanor"}], "priors": [], "bail": [],
        "facts": {"record_complete": True}, "request": {"form": "I-247 (12/12)"}, "requests_known": True,
    }  # fmt: skip
    answer = {
        "day": "2014-06-10",
        "release_due": "2014-06-10T02:55:00-07:00",
        "release_by": "2014-06-10T02:55:00-07:00",
    }
    table = ledger_cases([SimpleNamespace(subject="14-1", record=record, answer=answer)])
    (row,) = table.frame.collect().iter_rows(named=True)
    assert (row["convicted"], row["requested"], row["felony"]) == (False, True, False)
    assert row["last_minute"] == datetime(2014, 6, 10, 9, 55, tzinfo=UTC)
    assert "Reyes" not in str(row)
    assert over_detention(table.frame).table["hours"].item() == pytest.approx(46 / 60)
    assert (row["ended"], row["citizen"]) == (None, None)
    gone = record | {"events": [{"what": "handed-to-ice"}], "facts": {"subject.citizenship_claim": "documented"}}
    cancelled = dict(record)
    cancelled["request"] = {"cancelled_at": "2014-06-10T01:00:00-07:00"}
    rows = [SimpleNamespace(subject=str(n), record=r, answer=answer) for n, r in enumerate((gone, cancelled))]
    ended = ledger_cases(rows).frame.select("ended", "citizen").collect().rows()
    assert ended == [("custody-taken", True), ("lifted", None)]


@pytest.mark.shared
def test_every_published_figure_within_reach_comes_out_exactly() -> None:
    """Pierce's detainer arm, Pennsylvania by year and reason, Minnesota by month, and what follows from published figures: all equal;
    the others are said to lack their input."""
    shared("data/pierce_ice_hold_charges.csv")
    figures = reproduce(SHARED / "data")
    assert {f.state for f in figures} == {EQUAL, ABSENT}
    assert sum(f.state == EQUAL for f in figures) == 120


def test_without_any_records_only_what_follows_by_arithmetic_is_equal(tmp_path: Path) -> None:
    """In an empty folder the study's own difference, costs, impacts and predictions still agree with each other, and nothing else does."""
    found = reproduce(tmp_path)
    assert {"arithmetic" in f.table for f in found if f.state == EQUAL} == {True}
    assert {f.state for f in found if "arithmetic" in f.table} == {EQUAL}


def test_a_figure_that_differs_is_said_to(tmp_path: Path) -> None:
    """With one row in Pennsylvania's file every count of it differs, and none is called equal by mistake."""
    written(
        tmp_path / "pa_ice_detainers.csv",
        ["prepare_date", "lift_reason", "facility", "city", "form"],
        ["2010-01-01", "Died", "X", "Y", ""],
    )
    found = {(f.table, f.figure): f.state for f in reproduce(tmp_path)}
    assert found["Pennsylvania by fiscal year", "2010 detainers"] == DIFFERS
    assert found["Pennsylvania by lift reason", "total"] == DIFFERS
    assert found["Minnesota by month", "months"] == ABSENT


def test_the_studys_regression_comes_back_from_data_made_with_its_coefficients() -> None:
    """Over forty draws each coefficient lies within its 95% interval about as often as that says, and its error is near the study's
    where the share of bookings it rests on is the study's."""
    draws = [recovered(seed) for seed in range(40)]
    inside = [sum(t.away <= 1.96 for t in terms) for terms in zip(*draws, strict=True)]
    assert all(n >= 32 for n in inside)
    assert 0.92 <= sum(inside) / (40 * len(inside)) <= 0.98
    detainer = next(t for t in draws[0] if t.term == "detainer")
    assert detainer.found_se == pytest.approx(detainer.se, rel=0.25)
    assert set(published()) - {"Intercept"} <= set(simulated(1).collect_schema().names())


@pytest.mark.shared
def test_the_present_federal_release_is_read_without_a_flaw() -> None:
    """The 22 rows of the sample, 59 columns: each has its day, state, form and end."""
    shared("data/ice_detainers_latest_schema_sample.csv")
    table = open_cases(SHARED / "data" / "ice_detainers_latest_schema_sample.csv")
    cases = table.frame.filter(REQUESTED).collect()
    assert cases.height == 22
    assert set(cases["form"]) == {"I-247A"}
    assert cases.select("day", "state", "ended", "convicted").null_count().sum_horizontal().item() == 0


FULL = [*HEAD, "Unique Identifier", "Apprehension Date", "Apprehension Method", "Citizenship Country"]


def full(*first: str, who: str = "p1") -> list[str]:
    return [*first, who, "2012-03-01", "CAP Local Incarceration", "MEXICO"]


def test_a_file_is_known_by_most_of_its_columns_not_by_a_few(tmp_path: Path) -> None:
    """A federal release that also tells of arrests stays one when its columns are renamed; it is never read as another kind of file."""
    head = [
        {"Detainer Prepare Date": "Prepared Date", "Detainer Lift Reason": "Detainer Lift Reasn"}.get(c, c)
        for c in FULL
    ]
    table = open_cases(written(tmp_path / "f.csv", head, full(*ROWS[0])))
    assert table.source == "federal-detainers"
    lost = [{"Detainer Lift Reason": "Detainer Lift Reason Code"}.get(c, c) for c in FULL]
    with pytest.raises(
        BadInput, match=r"no column 'detainer_lift_reason'.*nearest here is 'Detainer Lift Reason Code'"
    ):
        open_cases(written(tmp_path / "f.csv", lost, full(*ROWS[0])))


def test_a_row_told_twice_is_found_and_counted_once_where_that_is_asked(tmp_path: Path) -> None:
    """Two rows alike are both named; with ``once`` one of them counts; a second request of the same person is named and counts."""
    again = ["2013-01-01", *ROWS[0][1:]]
    path = written(tmp_path / "f.csv", FULL, full(*ROWS[0]), full(*ROWS[0]), full(*again), full(*ROWS[0], who="p2"))
    flaws = {(f.kind, f.column): f.rows for f in inspect(open_cases(path)).flaws}
    assert flaws == {("duplicated", "whole row"): 2, ("repeated", "unique_identifier"): 3}
    assert inspect(open_cases(path)).cases == 4
    assert inspect(open_cases(path, once=True)).cases == 3


@pytest.mark.parametrize(
    "mark", ["(b)(6)", "(b)(6); (b)(7)(C)", "b6 b7c", "(b)(3), (b)(7)(E)", "REDACTED", "***", "[withheld]"]
)
def test_whatever_stands_for_a_withheld_value_is_no_value(tmp_path: Path, mark: str) -> None:
    """Every usual mark of redaction is counted as withheld and read as nothing."""
    row = [*full(*ROWS[0])[:-1], mark]
    table = open_cases(written(tmp_path / "f.csv", FULL, row))
    assert [(f.kind, f.column) for f in inspect(table).flaws] == [("redacted", "citizenship_country")]
    assert table.frame.collect()["origin"].to_list() == [None]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04" + bytes(range(60)), "is a spreadsheet"),
        (b"a;b;c\n1;2;3\n", "columns apart by ';'"),
        ("Ca\u00f1on,1\n".encode("latin1"), "cannot be read as a CSV in UTF-8"),
        (b"a,b,c\n1,2,3\n", "no row names the columns of any kind of file"),
        (b"Booking Number,Booking Date,Charge,Hold\n1,2014-06-01 10:00,theft,\n", "add --county"),
    ],
)
def test_what_is_no_file_of_cases_is_refused_by_its_name(tmp_path: Path, content: bytes, said: str) -> None:
    """One sentence says what the file is instead, and what to do."""
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=said):
        open_cases(path)
