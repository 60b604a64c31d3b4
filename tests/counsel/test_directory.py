"""The directory of legal help: what ships is without fault, and each kind of fault is found."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput, Place
from lawgate.counsel.directory import Help, check, load, read_directory, rows_for
from lawgate.counsel.directory.read import COLUMNS

TODAY = date(2026, 11, 24)
FIRST = load()[0]
NETWORK = next(r for r in load() if r.id == "santa-clara-network")


def faults(row: Help, **more: bool) -> list[str]:
    return [f.says for f in check([row], TODAY, **more) if f.fault]


def test_the_directory_that_ships_has_no_fault() -> None:
    """Every row passes, none is called live, and each says where and when it was seen."""
    assert [str(f) for f in check(load(), TODAY) if f.fault] == []
    assert {r.status for r in load()} == {"unconfirmed"}
    assert all(r.source and r.seen_on and not r.checked_by for r in load())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": "408-290-1144"}, "E.164"),
        ({"number": "+1408290114"}, "E.164"),
        ({"number": "+14085550119"}, "invented number"),
        ({"twin": "+18005551234"}, "toll-free as well"),
        ({"hours": "always"}, "hours 'always'"),
        ({"zone": "America/Gotham"}, "not a time zone"),
        ({"places": ("XX/Alameda",)}, "is no place"),
        ({"places": ()}, "for no place"),
        ({"kind": "friend"}, "is no kind"),
        ({"status": "maybe"}, "is no status"),
        ({"source": ""}, "source is empty"),
        ({"status": "live"}, "nobody has called it"),
        ({"status": "live", "source_kind": "list", "checked_on": TODAY, "checked_by": "A"}, "name a second one"),
        ({"status": "retired"}, "without a reason"),
        ({"checked_on": TODAY}, "stand together"),
        ({"seen_on": TODAY + timedelta(days=1)}, "a day to come"),
        ({"name": "ICE help line"}, "says that ICE does not answer"),
        ({"ice_answers": True}, "kind is government"),
        ({"alternate_id": "nowhere"}, "is not another row"),
        ({"staff_languages": ("Spanish",)}, "no language code"),
    ],
)
def test_each_kind_of_fault_is_found(change: dict[str, Any], said: str) -> None:
    """A planted fault is named in the row's finding."""
    assert any(said in f for f in faults(replace(NETWORK, **change))), faults(replace(NETWORK, **change))


def test_a_number_that_ice_answers_is_never_called_confidential() -> None:
    """The label of the agency's own lines cannot be lost or softened."""
    assert "ICE answers it, so it cannot be called confidential" in faults(replace(FIRST, confidential="yes"))
    assert all(s.warning for s in rows_for("US", TODAY) if s.row.id in ("ice-detainer-line", "ice-detention-line"))


def test_an_invented_file_may_hold_only_invented_numbers() -> None:
    """Demonstrations cannot ring a real office, and the shipped file cannot ring an invented one."""
    assert any("real number" in f for f in faults(NETWORK, invented=True))
    assert faults(replace(NETWORK, number="+14085550119"), invented=True) == []


def test_the_county_comes_first_and_the_agency_last() -> None:
    """In Alameda the county's network is first, the state's rows follow, and the numbers that ICE answers end the list."""
    shown = rows_for(Place("CA", county="Alameda"), TODAY)
    assert shown[0].row.id == "alameda-acilep"
    assert [s.row.ice_answers for s in shown][-2:] == [True, True]
    assert not any("Santa Clara" in s.row.name for s in shown)
    assert shown[0].standing == "Unconfirmed: seen on 24 November 2026, nobody has called."


def test_age_is_said_and_an_old_row_yields_to_its_alternate() -> None:
    """Past 45 days a row says so; past 90 it comes after its alternate; retired rows are not shown."""
    called = replace(NETWORK, status="live", checked_by="A", checked_on=TODAY - timedelta(days=46), alternate_id="b")
    other = replace(NETWORK, id="z", line=3, alternate_id="")
    other = replace(other, id="zz")
    called = replace(called, alternate_id="zz")
    assert rows_for("CA/Santa Clara", TODAY, [called, other])[0].standing.startswith("Not checked since 9 October")
    older = replace(called, checked_on=TODAY - timedelta(days=91))
    assert [s.row.id for s in rows_for("CA/Santa Clara", TODAY, [older, other])] == ["zz", NETWORK.id]
    assert rows_for("CA/Santa Clara", TODAY, [replace(other, status="retired", why="closed")]) == []


def test_a_row_that_cannot_be_read_is_named_by_its_line() -> None:
    """A missing column, a bad day and an unlabelled number are each one sentence with the line."""
    text = files("lawgate.counsel.directory").joinpath("help.csv").read_text("utf-8")
    for before, after, said in (
        ("ice_answers", "answers", "columns"),
        ("2026-11-24", "24.11.2026", "is no day"),
        (",yes,US,", ",,US,", "whether ICE answers"),
    ):
        with pytest.raises(BadInput, match=said) as e:
            read_directory(text.replace(before, after, 1), where="x.csv")
        assert "x.csv, line 2" in str(e.value)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the file holds, reading gives rows or one clear refusal."""
    try:
        rows = read_directory(text, where="t")
    except BadInput:
        return
    assert all(isinstance(r, Help) for r in rows)


@given(
    st.fixed_dictionaries(
        {c: st.sampled_from(["", "yes", "no", "CA", "24/7", "2026-01-01", "+14085550119", "é"]) for c in COLUMNS}
    )
)
def test_any_row_is_judged(cells: dict[str, str]) -> None:
    """Checking never fails on a row that could be read."""
    out = io.StringIO()
    w = csv.DictWriter(out, COLUMNS)
    w.writeheader()
    w.writerow(cells)
    try:
        rows = read_directory(out.getvalue(), where="t")
    except BadInput:
        return
    assert check(rows, TODAY)
