"""Detainers by the priorities of an era, on the paper of the day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lawgate.detainer import FORMS, CivilWarrant, Custody, face, read_custodies
from lawgate.detainer.paper import read_paper, request_of
from lawgate.standin.federal import ERAS, FederalStandin, OfficePaper, World, read_delivered
from lawgate.standin.federal.office import Judgment, judged
from lawgate.standin.federal.papers import detainer
from lawgate.standin.federal.records import Channel, Delivered
from lawgate.standin.federal.repository import REMOVABLE, FederalRecord, Status, Wrong
from lawgate.standin.scenarios import RIDGEMONT
from tests.standin.federal.conftest import LATER, NOW, SMALL

PLACE = RIDGEMONT.place
UNLICENSED = ({"statute": "Veh. Code 12500(a)", "name": "driving without a licence", "level": "misdemeanor"},)
ROBBERY = {"statute": "Pen. Code 211", "name": "robbery", "level": "felony", "convicted_on": "2006-03-12"}
DAYS = ("2009-10-14", "2010-11-03", "2011-09-14", "2012-03-28", "2014-06-10", "2015-07-15", "2015-11-18", "2018-06-13",
        "2022-03-16", "2025-06-11")  # fmt: skip
RECORD = FederalRecord(
    key="R-000001", number=1, family="Adebayo", given="Kim", born=date(1980, 5, 4), sex="F", birth_place="MM",
    status=Status.ENCOUNTERED, truth=Status.ENCOUNTERED, as_of=date(2003, 5, 4), entered_on=date(2003, 5, 4),
)  # fmt: skip


def of(era: str, record: FederalRecord = RECORD, charges: Any = UNLICENSED) -> Judgment:
    return judged(record, charges, PLACE, ERAS[era], ERAS[era].on)


@pytest.mark.parametrize(
    ("era", "issues", "says"),
    [
        ("2008", True, "Level 3"),
        ("2011", False, "not wanted under the guidance"),
        ("2014", False, "no priority under the guidance in force"),
        ("2017", True, "Class 2: charged"),
        ("2021", False, "left to an officer"),
        ("2025", True, "every removable person"),
    ],
)
def test_a_woman_driving_without_a_licence(era: str, issues: bool, says: str) -> None:
    """The same hit brings a detainer in 2008, 2017 and 2025, and none in 2011, 2014 and 2021, as each guidance says."""
    judgment = of(era)
    assert judgment.issues is issues
    assert says in f"{judgment.says} {judgment.why}"
    assert "driving without a licence" in judgment.says


@pytest.mark.parametrize("day", ["2013-03-01", "2014-06-10", "2015-03-01", "2016-03-01"])
def test_she_gets_none_on_any_day_of_2014s_era(day: str) -> None:
    """Under the memorandum of 2012 and under the programme of 2015 alike, she is on no line."""
    judgment = judged(RECORD, UNLICENSED, PLACE, ERAS["2014"], date.fromisoformat(day))
    assert (judgment.wanted, judgment.issues) == (False, False)


@pytest.mark.parametrize("era", ERAS)
def test_a_violent_felon_gets_one_in_every_era(era: str) -> None:
    """Somebody convicted of robbery gets a detainer under every guidance, and is never the same line as the driver."""
    felon = of(era, replace(RECORD, convictions=(ROBBERY,)))
    assert felon.issues
    assert felon.says != of(era).says


@pytest.mark.parametrize("status", sorted(set(Status) - REMOVABLE - {Status.BORN_CITIZEN}))
@pytest.mark.parametrize("era", ERAS)
def test_a_record_that_asserts_no_ground_brings_none(era: str, status: Status) -> None:
    """Citizens, residents and holders of visas get no detainer in any era, whatever they are charged with."""
    record = replace(RECORD, status=status, truth=status, convictions=(ROBBERY,))
    assert not of(era, record).issues


def test_a_wrong_record_brings_one_for_a_citizen() -> None:
    """The office acts on what its record asserts: a citizen recorded as removable gets a detainer like anybody."""
    wrong = replace(RECORD, truth=Status.BORN_CITIZEN, wrong=Wrong.CITIZEN_FLAGGED)
    assert of("2025", wrong) == of("2025")
    assert of("2025", wrong).issues


def test_an_old_order_counts_where_the_guidance_says_so() -> None:
    """A final order of 2014 or later brings a request for transfer in November 2015, and one of 2010 brings nothing."""
    recent, old = (replace(RECORD, status=Status.ORDERED, order_on=date(y, 2, 3)) for y in (2014, 2010))
    judgment = of("2014", recent)
    assert (judgment.issues, judgment.final_order_line, judgment.line) == (True, True, "P3")
    assert "Priority 3" in judgment.says
    assert not of("2014", old).issues
    assert of("2008", old).issues


def test_charges_that_nobody_can_read_settle_nothing_and_fail_nothing() -> None:
    """A charge of another shape is an offence that is not known: it is said, and an officer decides."""
    judgment = of("2014", charges=({"statute": 12500, "level": None, "kinds": ["?"]},))
    assert not judgment.issues
    assert "12500" in judgment.says


def test_another_eras_priorities_can_be_followed_on_any_day() -> None:
    """On one day of 2014 the office of 2008 wants the driver and the office of 2021 leaves her to an officer."""
    day = date(2014, 6, 10)
    wanted = {key: judged(RECORD, UNLICENSED, PLACE, era, day).wanted for key, era in ERAS.items()}
    assert (wanted["2008"], wanted["2014"], wanted["2021"], wanted["2025"]) == (True, False, None, True)


def written(day: str, record: FederalRecord, seed: int = 0) -> OfficePaper:
    at = datetime.fromisoformat(f"{day}T11:00").replace(tzinfo=PLACE.zone)
    era = next(e for e in ERAS.values() if e.since <= at.date() <= e.until)
    judgment = judged(record, UNLICENSED, PLACE, era, at.date())
    body, paper = detainer("D-1", "14-1", record, judgment, PLACE, at, Random(seed))
    found = read_delivered(Delivered("x", at, Channel.OFFICE, body, paper))
    assert isinstance(found, OfficePaper)
    return found


@pytest.mark.parametrize(
    ("day", "form", "warrant"),
    [
        ("2009-10-14", "I-247 (1997)", None),
        ("2010-11-03", "I-247 (8/10)", None),
        ("2011-09-14", "I-247 (6/11)", None),
        ("2012-03-28", "I-247 (12/11)", None),
        ("2014-06-10", "I-247 (12/12)", None),
        ("2015-07-15", "I-247N", None),
        ("2017-04-01", "I-247D", None),
        ("2017-04-02", "I-247A", "I-200"),
        ("2018-06-13", "I-247A", "I-200"),
        ("2025-06-11", "I-247A", "I-200"),
    ],
)
def test_the_paper_is_that_of_the_day(day: str, form: str, warrant: str | None) -> None:
    """Each day has its edition, and from 2 April 2017 on an officer's warrant lies beside it."""
    papers = written(day, replace(RECORD, convictions=(ROBBERY,)))
    assert papers.request["form"] == form
    assert [w["kind"] for w in papers.warrants] == ([warrant] if warrant else [])
    assert FORMS[form].current(date.fromisoformat(day))


@pytest.mark.parametrize("status", sorted(REMOVABLE))
@pytest.mark.parametrize("day", DAYS)
def test_what_is_sent_is_whole_on_its_face(day: str, status: Status, tmp_path: Path) -> None:
    """Read back as a feed, each form of each day has its boxes, is in time and lacks nothing but service and an officer's slip."""
    order = date(2014, 2, 3) if status is Status.ORDERED else None
    papers = written(day, replace(RECORD, status=status, order_on=order, convictions=(ROBBERY,)))
    custody = _laid_beside(papers, tmp_path)
    request = custody.request
    assert request is not None
    assert {f.code for f in face(request)} <= {"service-unknown", "unserved", "unlisted-issuer", "unsigned"}
    assert request.form == papers.request["form"]
    warrants = [w for w in custody.civil_warrants or () if isinstance(w, CivilWarrant)]
    assert [w.kind for w in warrants] == [w["kind"] for w in papers.warrants]


def test_a_final_order_brings_its_own_warrant_and_box() -> None:
    """For a final order the box is the order's and the warrant an I-205."""
    papers = written("2018-06-13", replace(RECORD, status=Status.ORDERED, order_on=date(2014, 2, 3)))
    assert papers.request["boxes"] == ["1-final-order"]
    assert papers.warrants[0]["kind"] == "I-205"


def test_the_pdf_says_what_the_data_says() -> None:
    """The filled Form I-247A, read field by field, is the same request as the one in the words of the feed."""
    papers = written("2018-06-13", RECORD)
    read = request_of(read_paper(papers.paper), tz=ZoneInfo(PLACE.tz))
    assert read.form == "I-247A"
    assert read.boxes == frozenset(papers.request["boxes"])
    assert read.asks == frozenset(papers.request["asks"])
    assert str(read.issued_on) == papers.request["issued_on"]
    assert read.signed is papers.request["signed"]
    assert read_paper(papers.paper).values["lea_booking_no"] == "14-1"


def test_an_edition_without_a_facsimile_comes_without_a_pdf() -> None:
    """Older editions have other boxes than the facsimile: they come as data alone."""
    assert written("2014-06-10", replace(RECORD, convictions=(ROBBERY,))).paper == b""


def test_cancellations_come_after_what_they_cancel(folder: Path) -> None:
    """Some detainers are cancelled, later, under their own number; those from wrong records more often than the others."""
    world = replace(SMALL, error_share=0.5)
    with FederalStandin(world, "2025", data=folder) as side:
        for booking in world.bookings:
            side.ask(world.ask(booking["booking"], NOW))
        papers = [(d, read_delivered(d)) for d in side.poll(LATER) if d.channel is Channel.OFFICE]
    sent = {p.detainer: d for d, p in papers if isinstance(p, OfficePaper) and p.what == "detainer"}
    back = [(d, p) for d, p in papers if isinstance(p, OfficePaper) and p.what == "cancellation"]
    assert back
    assert len(back) < len(sent)
    for d, p in back:
        assert d.arrives_at > sent[p.detainer].arrives_at
        assert p.cancelled_at is not None
        assert abs(p.cancelled_at - d.arrives_at) < timedelta(minutes=1)


def test_one_booking_gets_one_detainer(folder: Path) -> None:
    """The same booking asked about again, under another number, is answered again and brings no second detainer."""
    with FederalStandin(SMALL, "2025", data=folder) as side:
        by_number = {r.number: r for r in SMALL.records}
        booking = next(
            b["booking"] for b in SMALL.bookings
            if (r := by_number.get(SMALL.number(b["booking"]))) and r.status is Status.ENCOUNTERED
        )  # fmt: skip
        for control in ("T-000000001", "T-000000002"):
            side.ask(SMALL.ask(booking, NOW, control=control))
        found = [d for d in side.poll(LATER) if d.channel is Channel.OFFICE]
        answers = [d for d in side.poll(LATER) if d.channel is Channel.SWITCH]
    assert sum(json.loads(d.body)["what"] == "detainer" for d in found) == 1
    assert len(answers) == 4


def _laid_beside(papers: OfficePaper, tmp_path: Path) -> Custody:
    """The request and its warrants in a feed of one booking, read as a jail's feed is."""
    booked = {
        "booking": papers.booking,
        "last": "Adebayo",
        "first": "Kim",
        "facility": {"state": PLACE.state, "county": PLACE.county, "agency": PLACE.agency, "tz": PLACE.tz},
        "booked_at": papers.request["received_at"],
        "requests": [dict(papers.request)],
        "warrants": [dict(w) for w in papers.warrants],
        "charges": [],
        "priors": [],
    }
    path = tmp_path / "feed.jsonl"
    head = {"feed": {"tz": PLACE.tz, "as_of": papers.request["received_at"]}}
    path.write_text(f"{json.dumps(head)}\n{json.dumps(booked)}\n", encoding="utf-8")
    custodies = read_custodies(path)
    found: Iterator[Custody] = iter(custodies.items)
    one = next(found)
    assert not custodies.faults
    return one


def test_world_and_office_are_of_one_day_unless_told_otherwise(folder: Path) -> None:
    """Without an era, the office follows that of the county's own day."""
    with FederalStandin(World(SMALL.scenario, people=SMALL.people), data=folder) as side:
        assert side.era.key == "2014"
