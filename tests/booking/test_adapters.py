"""The two adapters: rows of foreign exports to bookings, on made-up rows and on the real files where they are at hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lawgate.base import Place
from lawgate.booking import release_due
from lawgate.booking.pennsylvania import place_of
from lawgate.booking.pierce import PIERCE_HEADER
from tests.booking.made import csv_feed, read
from tests.shared import SHARED, shared

LINES = ",".join(
    [*PIERCE_HEADER, "jurisdiction", "charge_disposition", "final_disposition", "gender", "race", "category"]
)
HOLD = "A1,1,2017-03-03 09:35,2017-05-31 12:35,{end},HOLD IMMIGRAT,IMM,{said},Immigration,MALE,WHITE,other\n"
OWN = "A1,2,2017-03-03 09:35,2017-05-31 12:35,{end},THEFT 3,TACM,{said},Immigration,MALE,WHITE,gross misdemeanor\n"


def test_charge_lines_become_a_booking_with_its_request(tmp_path: Path) -> None:
    """The hold line is the request, cancelled when it says so; the other lines give t0 and its event; the form stays unknown."""
    text = LINES + "\n" + HOLD.format(end="2017-05-31 12:30", said="Cancel Detainer")
    text += OWN.format(end="2017-05-30 21:00", said="Bail Bond")
    (b,), reading = read(csv_feed(tmp_path, text))
    assert reading.format == "pierce-charge-lines"
    assert any("holidays are not" in n for n in reading.notes)
    assert b.requests is not None
    (request,) = b.requests
    assert "form" not in request
    assert request["asks"] == {"hold", "notify"}
    assert f"{request['cancelled_at']:%d %H:%M}" == "31 12:30"
    assert b.facts["in_custody"] is True
    due = release_due(b)
    assert due.t0 is not None
    assert (due.t0.isoformat(), due.event) == ("2017-05-30T21:00:00-07:00", "bail-posted")
    assert b.charges is not None
    assert (b.charges[0].level, b.outcome) == ("misdemeanor", "Immigration")


def test_a_line_without_an_end_leaves_release_unknown(tmp_path: Path) -> None:
    """One blank end among the grounds, or no ground at all: t0 is not known, never the hold line's own end."""
    hold = LINES + "\n" + HOLD.format(end="2017-05-31 12:30", said="Immigration")
    for text in (hold, hold + OWN.format(end="", said="")):
        (b,), _ = read(csv_feed(tmp_path, text))
        assert (release_due(b).t0, release_due(b).known) == (None, False)


def test_a_booking_that_counts_more_lines_than_are_here_has_no_known_end(tmp_path: Path) -> None:
    """An extract of some lines says nothing of when the others ended: t0 is unknown, and the step says why."""
    own = OWN.format(end="2017-05-30 21:00", said="Bail Bond").rstrip("\n")
    (b,), _ = read(csv_feed(tmp_path, f"{LINES},charge_count\n{own},3\n"))
    due = release_due(b)
    assert (due.t0, due.known) == (None, False)
    assert any("2 more lines of this booking, not in this export: end not given" in s for s in due.steps), due.steps
    (whole,), _ = read(csv_feed(tmp_path, f"{LINES},charge_count\n{own},1\n"))
    assert release_due(whole).t0 is not None


def test_a_marshals_hold_is_a_ground_of_another_agency(tmp_path: Path) -> None:
    """A federal criminal hold outlives the local charge and moves t0; it is no request."""
    marshal = OWN.format(end="2017-05-31 09:00", said="US Marshall").replace("THEFT 3,TACM", "HOLD US MARSHAL,FED")
    (b,), _ = read(csv_feed(tmp_path, LINES + "\n" + OWN.format(end="2017-05-30 21:00", said="") + marshal))
    due = release_due(b)
    assert due.t0 is not None
    assert f"{due.t0:%d %H:%M}" == "31 09:00"
    assert b.requests == ()


def test_mistakes_in_charge_lines_are_named_and_the_booking_left_out(tmp_path: Path) -> None:
    """A time that did not exist, a release before the booking, a cut row: each is named, the next booking is taken."""
    gap = OWN.format(end="2017-03-12 02:30", said="")
    early = OWN.format(end="2017-05-30 21:00", said="").replace("A1", "A2").replace("2017-03-03", "2018-03-03")
    good = OWN.format(end="2017-05-30 21:00", said="").replace("A1", "A3")
    bookings, reading = read(csv_feed(tmp_path, LINES + "\n" + gap + early + "A9,1,2017\n" + good))
    assert [b.number for b in bookings] == ["A3"]
    found = " | ".join(map(str, reading.faults))
    for words in (
        "row 2, charge_release_dt: 2017-03-12 02:30 did not exist",
        "row 3, release_dt",
        "row 4: has 3 cells",
    ):
        assert words in found


@pytest.mark.shared
def test_the_pierce_export_is_read_as_it_is() -> None:
    """204 bookings without a fault; 197 have grounds of their own and so a t0; the other seven have none, and no minute."""
    shared("data/pierce_ice_hold_charges.csv")
    bookings, reading = read(SHARED / "data" / "pierce_ice_hold_charges.csv")
    dues = [release_due(b) for b in bookings]
    assert (len(bookings), reading.faults) == (204, [])
    assert sum(d.t0 is not None for d in dues) == 197
    assert all(b.requests for b in bookings)
    assert all(d.t0 is not None or not d.known for d in dues)


@pytest.mark.shared
def test_the_pennsylvania_records_are_read_as_they_are() -> None:
    """32,757 detainers without a fault or a minute; every jail is placed in a county but one; federal custodians stand apart."""
    shared("data/pa_ice_detainers.csv")
    bookings, reading = read(SHARED / "data" / "pa_ice_detainers.csv")
    assert (len(bookings), reading.faults) == (32757, [])
    kinds = Counter(b.facility.agency_type for b in bookings)
    assert kinds == {
        "federal-prison": 15410,
        "county-jail": 13176,
        "state-prison": 2279,
        "police-lockup": 1885,
        "juvenile-hall": 7,
    }
    local = [b for b in bookings if b.facility.agency_type not in ("federal-prison", "state-prison")]
    assert {b.housing for b in local if b.facility.county is None} == {"BETHANY CHILDRENS' HOME"}
    forms = Counter(b.requests[0].get("form") for b in bookings if b.requests)
    assert forms == {None: 30958 + 14, "I-247 (12/12)": 1737, "I-247D": 38, "I-247N": 10}
    assert not any(release_due(b).known for b in bookings[:500])


PA = "prepare_date,lift_reason,facility,city,form\n"


def test_a_blank_form_is_unknown_but_what_it_asked_is_known_while_all_editions_asked_alike(tmp_path: Path) -> None:
    """Before June 2015 every edition asked for hold and notice; after that a blank form says nothing of what was asked."""
    text = PA + '2012-05-01,,"ELK COUNTY PRISON",RIDGWAY,\n2015-07-01,Lifted,ELK COUNTY PRISON,RIDGWAY,\n'
    text += "2015-07-01,,ELK COUNTY PRISON,RIDGWAY,I247N\n2015-07-01,,ELK COUNTY PRISON,RIDGWAY,I247Z\n"
    (old, new, named), reading = read(csv_feed(tmp_path, text))
    assert [b.requests[0].get("asks") for b in (old, new, named) if b.requests] == [
        {"hold", "notify"},
        None,
        {"notify"},
    ]
    assert new.outcome == "Lifted"
    assert [str(f) for f in reading.faults] == [
        "row 5, form: 'I247Z' is a form that nobody issued; leave it blank if it is not known"
    ]


def test_a_county_given_by_hand_fills_only_what_the_name_leaves_open(tmp_path: Path) -> None:
    """A named county and a federal prison stay what they are."""
    text = PA + "".join(f"2012-05-01,,{name},X,\n" for name in ("MAIN JAIL", "ELK COUNTY PRISON", "USP CANAAN"))
    bookings, _ = read(csv_feed(tmp_path, text), facility=Place("PA", "Lehigh", tz="America/New_York"))
    assert [b.facility.county for b in bookings] == ["Lehigh", "Elk", None]


@pytest.mark.parametrize(
    ("name", "county", "kind"),
    [
        ("MOSHANNON VALLEY CORRECTIONAL", None, "federal-prison"),
        ("ALLENWOOD HOLD ROOM", None, "federal-prison"),
        ("US MARSHALS, E.DIST.PA", None, "federal-prison"),
        ("SCHUYLKILL FED.CORR.INST.", None, "federal-prison"),
        ("SCHUYLKILL COUNTY PRISON", "Schuylkill", "county-jail"),
        ("FDC PHILADELPHIA", None, "federal-prison"),
        ("PHILADELPHIA DETENTION CT", "Philadelphia", "county-jail"),
        ("ROUNDHOUSE PHI, PA", "Philadelphia", "police-lockup"),
        ("PHILADELPHIA 25TH POLICE DIST.", "Philadelphia", "police-lockup"),
        ("MONTGOMERY CNTY JAIL, PA", "Montgomery", "county-jail"),
        ("DELAWARE CO JAIL", "Delaware", "county-jail"),
        ("DELAWARE CO. JUVI CENTER", "Delaware", "juvenile-hall"),
        ("LACKAWANA CNTY JAIL, PA", "Lackawanna", "county-jail"),
        ("CAMPHILL SCI, PA", None, "state-prison"),
        ("S.C.I., CRESSON, PA", None, "state-prison"),
        ("SRCF MERCER", None, "state-prison"),
        ("CLARION  COUNTY CORRECTIONS", "Clarion", "county-jail"),
    ],
)
def test_a_facility_name_is_placed(name: str, county: str | None, kind: str) -> None:
    """Names of Pennsylvania facilities say county and kind; federal custodians are told apart."""
    place = place_of(name)
    assert (place.county, place.agency_type) == (county, kind)
