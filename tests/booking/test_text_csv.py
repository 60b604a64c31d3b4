"""The long CSV: rows of one booking joined, broken rows costing only themselves, encodings of real exports."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.booking.records import Fault
from lawgate.booking.text_csv import csv_rows, split_header
from tests.booking.made import csv_feed, read

HEADER = "booking,record,last,booked_at,facility.state,facility.tz,statute,name,ends_at,form\n"
ONE = "7,booking,Lindqvist,2014-06-01T10:00,CA,America/Los_Angeles,,,,\n7,charge,,,,,Pen. Code 484,,2014-06-03T09:00,\n"
TWO = ONE.replace("7,", "8,").replace("Lindqvist", "Okafor")


def faults_of(tmp_path: Path, text: str | bytes) -> tuple[list[str], list[str]]:
    bookings, reading = read(csv_feed(tmp_path, text))
    return [b.number for b in bookings], [str(f) for f in reading.faults]


@pytest.mark.parametrize(
    ("broken", "taken", "said"),
    [
        ("9,booking,2014\n", ["7", "8"], ["row 4: has 3 cells, the header 10"]),
        ('9,booking,"Quist,2014-06-01T10:00,CA,,,,,\n', ["7", "8"], ["row 4: has a quote that is never closed"]),
        ('9,booking,"Qu"ist,2014-06-01T10:00,CA,,,,,\n', ["7", "8"], ["row 4: cannot be read as CSV"]),
        ("9,booking,Qu\0ist,2014-06-01T10:00,CA,,,,,\n", ["7", "8"], ["line 4: holds NUL bytes"]),
        ("9,charge,,,,,Pen. Code 484,,,\n", ["7", "8"], ["row 4, booking: '9' has no booking row before it"]),
        (
            "7,sharge,,,,,Pen. Code 484,,,\n",
            ["7", "8"],
            ["row 4, record: 'sharge' is no kind of row; did you mean 'charge'?"],
        ),
        (
            "7,charge,,,,,,,soon,\n",
            ["8"],
            ["row 4, ends_at: 'soon' is not a date and time", "row 4, statute: the charge has neither"],
        ),
        ("\n\n", ["7", "8"], []),
    ],
)
def test_a_broken_row_costs_only_itself(tmp_path: Path, broken: str, taken: list[str], said: list[str]) -> None:
    """The rows after it are read, and it is named with its number and what is wrong."""
    numbers, faults = faults_of(tmp_path, HEADER + ONE + broken + TWO)
    assert numbers == taken
    assert len(faults) == len(said)
    for fault, words in zip(faults, said, strict=True):
        assert fault.startswith(words)


def test_a_file_cut_off_in_the_middle_says_so(tmp_path: Path) -> None:
    """Half a last row is a fault, the bookings before it are taken; a whole last row without a line end is noted."""
    numbers, faults = faults_of(tmp_path, HEADER + ONE + TWO[:30])
    assert numbers == ["7"]
    assert len(faults) == 1
    assert "fetch the file again" in faults[0]
    _, reading = read(csv_feed(tmp_path, (HEADER + ONE).rstrip("\n")))
    assert reading.faults == []
    assert any("ends without a line end" in n for n in reading.notes)


def test_a_mistake_in_one_part_leaves_the_whole_booking_out(tmp_path: Path) -> None:
    """Nothing is taken by halves: a booking with one wrong charge is not taken without it."""
    numbers, faults = faults_of(tmp_path, HEADER + ONE + "7,charge,,,,,,,,\n7,charge,,,,,,x,2014-99-01T00:00,\n" + TWO)
    assert numbers == ["8"]
    assert len(faults) == 1


def test_a_row_with_nothing_but_its_kind_states_that_there_is_none(tmp_path: Path) -> None:
    """``7,prior`` alone: no earlier conviction; no such row at all: nobody said."""
    text = HEADER + ONE + "7,prior,,,,,,,,\n" + TWO
    (seven, eight), _ = read(csv_feed(tmp_path, text))
    assert (seven.priors, eight.priors) == ((), None)


def test_columns_of_the_booking_repeated_on_its_parts_are_passed_over(tmp_path: Path) -> None:
    """Exports repeat name and facility on every row; that is no mistake. A column of another part is noted and not read."""
    text = HEADER + ONE + "7,charge,Lindqvist,2014-06-01T10:00,CA,,,theft,,I-247A\n"
    (b,), reading = read(csv_feed(tmp_path, text))
    assert reading.faults == []
    assert b.charges is not None
    assert dict(b.charges[1].facts) == {"name": "theft"}
    assert any("'form' of a charge" in n for n in reading.notes)


def test_tabs_quotes_windows_text_and_other_line_ends_are_read(tmp_path: Path) -> None:
    """A tab-separated Windows-1252 export with quoted cells that span lines comes out with its letters right."""
    text = (HEADER + ONE).replace(",", "\t").replace("Lindqvist", '"Núñez\nde la Peña"').replace("\n7\t", "\r\n7\t")
    (b,), reading = read(csv_feed(tmp_path, text.encode("cp1252")))
    assert b.person.last == "Núñez\nde la Peña"
    assert reading.faults == []
    assert sum("Windows-1252" in n for n in reading.notes) == 1
    (b,), reading = read(csv_feed(tmp_path, b"\xef\xbb\xbf" + (HEADER + ONE).replace("\n", "\r").encode()))
    assert (b.number, reading.faults) == ("7", [])


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@given(st.lists(st.lists(cells, min_size=3, max_size=3).filter(lambda r: "".join(r).strip()), max_size=5))
def test_what_a_csv_writer_writes_comes_back(rows: list[list[str]]) -> None:
    """Commas, quotes and line breaks inside cells survive, whatever the rows hold."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    faults: list[Fault] = []
    back = [list(r.values()) for _, r in csv_rows(iter(enumerate(out.getvalue().split("\n"), 1)), faults.append)]
    assert back == rows
    assert faults == []


def test_the_delimiter_is_the_one_that_splits_the_header() -> None:
    """Comma, tab, bar and semicolon are told by the header itself, names in small letters."""
    for mark in ",\t|;":
        assert split_header(f"Booking{mark}record{mark} Form \n") == (["booking", "record", "form"], mark)
