"""A booking and its papers as the facts that law is asked with."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.detainer import Custody, as_given, read_custodies, record
from tests.booking.made import booking, csv_feed, json_feed


def custodies(folder: Path, *rows: dict[str, Any]) -> list[Custody]:
    reading = read_custodies(json_feed(folder, *rows))
    found = list(reading.items)
    assert reading.faults == []
    return found


def test_unknown_none_and_empty_reach_the_law_as_three_things(tmp_path: Path) -> None:
    """Left out is absent, none is None, an empty list is empty; the record check is unknown by default."""
    rows = [booking("1"), booking("2", requests=[], priors=[], holds=[], release_due={"t0": None})]
    one, two = (as_given(c) for c in custodies(tmp_path, *rows))
    for name in (
        "request",
        "earlier_requests",
        "priors",
        "record_complete",
        "release_due",
        "civil_warrants",
        "other_holds",
    ):
        assert name not in one
    assert two["request"] is None
    assert two["priors"] == two["other_holds"] == two["earlier_requests"] == []
    assert two["release_due"] == {"t0": None}


def test_a_form_that_nobody_issued_is_refused_and_a_blank_one_is_unknown(tmp_path: Path) -> None:
    """I-247Z is a fault with the nearest edition; no form at all stays an unknown fact."""
    bad = booking(requests=[{"form": "I-247Z"}, {"boxes": ["order-of-removall"]}])
    reading = read_custodies(json_feed(tmp_path, bad, booking("2", requests=[{"asks": ["hold"]}])))
    (second,) = reading.items
    assert as_given(second)["request"] == {"asks": {"hold"}}
    assert [(f.where, f.column) for f in reading.faults] == [
        ("line 1, request 1", "form"),
        ("line 1, request 2", "boxes"),
    ]
    assert "nobody issued" in str(reading.faults[0])


def test_the_jails_own_bookkeeping_is_not_told_to_the_law(tmp_path: Path) -> None:
    """Ends, bail and marks on the paper shape t0 and the face; the law sees the vocabulary alone, instants and sets as such."""
    row = booking(
        charges=[{"statute": "Pen. Code 484", "line": "1", "bail_usd": 5000, "ends_at": "2014-06-02T10:00"}],
        holds=[{"type": "parole-hold", "agency": "state", "ends_at": "2014-06-02T09:00", "valid": True}],
        requests=[{"form": "i-247d", "received_at": "2014-06-01T12:00", "signed": False, "boxes": ["1A-gang"]}],
        events=[
            {"what": "moved-to-other-jail", "at": "2014-06-01T20:00"},
            {"what": "released", "at": "2014-06-02T10:30"},
        ],
    )
    (c,) = custodies(tmp_path, row)
    given_ = as_given(c)
    assert given_["charges"] == [{"statute": "Pen. Code 484"}]
    assert given_["other_holds"] == [{"type": "parole-hold", "agency": "state", "valid": True}]
    assert {k: v for k, v in given_["request"].items() if k != "received_at"} == {
        "form": "I-247D",
        "boxes": {"1A-gang"},
        "complete": False,
    }
    assert f"{given_['moved_to_other_jail_at']:%H:%M} {given_['actual_release']:%H:%M}" == "20:00 10:30"
    assert f"{given_['release_due']['t0']:%d %H:%M}" == "02 10:00"
    assert given_["in_custody"] is True


@pytest.mark.parametrize(
    ("times", "here"),
    [
        ({"received_at": "2014-06-01T12:00"}, True),
        ({"received_at": "2014-06-01T09:00"}, False),
        ({"received_at": "2014-06-03T12:00"}, False),
        ({}, None),
    ],
)
def test_custody_at_receipt_is_told_from_the_times(tmp_path: Path, times: dict[str, str], here: bool | None) -> None:
    """Between booking and release: yes; before or after: no; without a time of receipt: not known."""
    (c,) = custodies(tmp_path, booking(released_at="2014-06-02T10:00", requests=[times]))
    assert as_given(c).get("in_custody") is here


def test_age_is_told_from_the_birth_date_on_the_day_of_release(tmp_path: Path) -> None:
    """The day before the eighteenth birthday is seventeen; a stated age wins."""
    due = {"t0": "2014-06-09T23:59"}
    rows = [
        booking("1", born="1996-06-10", release_due=due),
        booking("2", born="1996-06-09", release_due=due),
        booking("3", born="1996-06-09", release_due=due, subject={"age": 30}),
        booking("4", release_due=due),
    ]
    ages = [as_given(c).get("subject", {}).get("age") for c in custodies(tmp_path, *rows)]
    assert ages == [17, 18, 30, None]


def test_warrants_listed_one_by_one_become_the_facts_of_the_vocabulary(tmp_path: Path) -> None:
    """Kinds of immigration warrants, the gravest judge's warrant, when one was served; none listed is known to be none."""
    papers = [
        {"kind": "I-200", "served_at": "2014-06-02T10:00"},
        {"kind": "I-205"},
        {"kind": "state-criminal"},
        {"kind": "civil-judicial"},
    ]
    one, two, three = (
        as_given(c)
        for c in custodies(
            tmp_path, booking("1", warrants=papers), booking("2", warrants=[]), booking("3", judicial_warrant="none")
        )
    )
    assert (one["civil_warrants"], one["judicial_warrant"]) == ({"I-200", "I-205"}, "civil-judicial")
    assert f"{one['warrant_served_at']:%H:%M}" == "10:00"
    assert (two["civil_warrants"], two["judicial_warrant"], two["judicial_removal_order"]) == (
        frozenset(),
        "none",
        False,
    )
    assert "civil_warrants" not in three


def test_a_detainer_filed_among_the_holds_is_a_request_of_which_nothing_is_known(tmp_path: Path) -> None:
    """Where a feed lists no requests; where it does, the list stands."""
    hold = {"type": "immigration-detainer", "since": "2014-06-01T12:00"}
    one, two = custodies(tmp_path, booking("1", holds=[hold]), booking("2", holds=[hold], requests=[]))
    assert set(as_given(one)["request"]) == {"received_at"}
    assert as_given(two)["request"] is None
    assert as_given(one)["other_holds"] == []


def test_the_latest_request_is_put_to_the_law_and_the_earlier_ones_beside_it(tmp_path: Path) -> None:
    """A second form replaces the first; one that the feed's instant has not reached does not count yet."""
    row = booking(
        requests=[
            {"form": "I-247 (12/12)", "received_at": "2014-06-03T12:00"},
            {"form": "I-247 (12/11)", "received_at": "2014-06-01T12:00"},
        ]
    )
    (c,) = custodies(tmp_path, row)
    given_ = as_given(c)
    assert (given_["request"]["form"], [r["form"] for r in given_["earlier_requests"]]) == (
        "I-247 (12/12)",
        ["I-247 (12/11)"],
    )
    head = {"feed": {"as_of": "2014-06-02T12:00-07:00"}}
    reading = read_custodies(json_feed(tmp_path, head, row))
    (c,) = reading.items
    assert (as_given(c)["request"]["form"], c.earlier) == ("I-247 (12/11)", ())


CSV = """booking,record,booked_at,facility.state,facility.county,facility.tz,statute,level,disposition,form,received_at,boxes,asks,ends_at
7,booking,2014-06-01T10:00,CA,Kern,America/Los_Angeles,,,,,,,,
7,charge,,,,,Pen. Code 484,misdemeanor,pending,,,,,2014-06-03T09:00
7,request,,,,,,,,I-247 (12/12),2014-06-02T08:00,order-of-removal;proceedings-started,hold;notify,
"""


def test_the_long_csv_gives_the_same_facts_as_the_json(tmp_path: Path) -> None:
    """Rows of one booking become one record with its charges and requests."""
    row = booking(
        "7",
        charges=[
            {
                "statute": "Pen. Code 484",
                "level": "misdemeanor",
                "disposition": "pending",
                "ends_at": "2014-06-03T09:00",
            }
        ],
        requests=[
            {
                "form": "I-247 (12/12)",
                "received_at": "2014-06-02T08:00",
                "boxes": ["order-of-removal", "proceedings-started"],
                "asks": ["hold", "notify"],
            }
        ],
    )
    (by_json,) = custodies(tmp_path, row)
    (by_csv,) = read_custodies(csv_feed(tmp_path, CSV)).items
    assert as_given(by_csv) == as_given(by_json)
    assert record(by_csv) == record(by_json)


def test_a_wrong_request_of_a_csv_is_named_by_its_own_row(tmp_path: Path) -> None:
    """Not by the row of the booking above it."""
    reading = read_custodies(csv_feed(tmp_path, CSV.replace("I-247 (12/12)", "I-247Q")))
    assert list(reading.items) == []
    assert (reading.faults[0].where, reading.faults[0].column) == ("row 4", "form")


names = st.text(max_size=12)


@given(names, names, st.sampled_from(["M", "F", "X"]), names, names)
def test_who_a_person_is_never_reaches_the_law(last: str, first: str, sex: str, race: str, language: str) -> None:
    """Whatever name, sex, race and language a booking gives, the facts put to the law are the same."""
    from lawgate.base import Place
    from lawgate.booking import Booking, Person
    from lawgate.detainer import custody

    place = Place("CA", "Kern", tz="America/Los_Angeles")
    who = Person(
        {"last": last, "first": first, "sex": sex, "race": race, "language": language, "aliases": frozenset({last})}
    )
    made = [custody(Booking(number="1", facility=place, person=p, charges=()), []) for p in (Person(), who)]
    assert made[0] is not None
    assert made[1] is not None
    assert as_given(made[0]) == as_given(made[1])


def test_the_record_is_plain_json_and_keeps_all_that_was_said(tmp_path: Path) -> None:
    """What the ledger keeps survives a round through JSON, names among it; what was not said is not there."""
    row = booking(
        last="Lindqvist", aliases=["Lind"], bail=[{"amount_usd": 5000}], warrants=[{"kind": "I-200"}], priors=[]
    )
    (c,) = custodies(tmp_path, row)
    kept = record(c)
    assert json.loads(json.dumps(kept)) == kept
    assert (kept["person"]["last"], kept["person"]["aliases"], kept["person"]["race"]) == ("Lindqvist", ["Lind"], "")
    assert kept["bail"] == [{"amount_usd": 5000}]
    assert (kept["charges"], kept["priors"], kept["holds"]) == (None, [], None)


def test_every_fact_of_the_law_can_be_entered_in_a_feed() -> None:
    """Whatever fact an answer misses, the feed has a column of that name, or the facts it is worked out from."""
    from lawgate.booking.schema import LISTS, PARTS
    from lawgate.law.declare import DECLARED

    worked_out = {
        "moment.date",
        "moment.at",
        "arrested_at_day",
        "release_due.five_days_before",
        "request",
        "earlier_requests",
    }
    of_rows = {"section", "held_to_answer"}  # from the statute, and from the magistrate's finding
    columns = {c.name for c in PARTS["booking"]} | {f"request.{c.name}" for c in PARTS["request"]}
    rows = {c.name for c in PARTS["charge"]}
    for name in ("facts", "rows"):
        import_module(f"lawgate.law.{name}")  # declaring is what importing does

    lacking = {n for n in DECLARED if not n.startswith("row.")} - columns - worked_out - set(LISTS.values())
    assert lacking == set()
    assert {n[4:] for n in DECLARED if n.startswith("row.")} - rows - of_rows == set()


@pytest.mark.shared
def test_what_the_worked_cases_give_can_be_given_by_a_feed(tmp_path: Path) -> None:
    """Every public case, written as a feed and read back, puts the same facts to the law."""
    import yaml

    from tests.shared import shared

    for name in ("federal", "ca", "states"):
        for case in yaml.safe_load(shared(f"law/cases/{name}.yaml").read_text(encoding="utf-8")):
            given_ = case["given"]
            if "t0_local_as_entered" in given_["release_due"]:
                continue  # a time that is there to be refused
            back = _through_a_feed(tmp_path, case)
            for key in set(given_) - {
                "calendar",
                "release_due",
                "request",
                "other_holds",
                "earlier_requests",
                "actual_release",
            }:
                assert _flat(back[key]) == _flat(given_[key]), (case["id"], key)
            assert (back["request"] is None) == (given_["request"] is None)
            for key, value in (given_["request"] or {}).items():
                assert _flat(back["request"][key]) == _flat(value), (case["id"], key)
            assert _flat(back["release_due"]["t0"]) == _flat(given_["release_due"]["t0"])


def _through_a_feed(folder: Path, case: dict[str, Any]) -> dict[str, Any]:
    given_, place = case["given"], case["jurisdiction"]
    row = {
        k: v
        for k, v in given_.items()
        if k not in ("calendar", "request", "other_holds", "earlier_requests", "actual_release")
    }
    facility = {k: v for k, v in place.items() if v is not None}
    row |= {"booking": case["id"], "facility": facility | {"circuit": str(place["circuit"])}}
    row["requests"] = [*given_.get("earlier_requests", []), *([given_["request"]] if given_["request"] else [])]
    (c,) = custodies(folder, row)
    return as_given(c)


def _flat(value: Any) -> Any:
    """Sets as sorted lists, instants and days as text, so that both sides compare."""
    from datetime import datetime

    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, list | tuple | frozenset):
        return sorted((_flat(v) for v in value), key=repr)
    if isinstance(value, dict):
        return {k: _flat(v) for k, v in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value
