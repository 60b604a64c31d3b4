"""Fingers decide a hit, and nothing else does."""

from __future__ import annotations

import dataclasses
import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from lawgate.base import BadInput, digest
from lawgate.exchange import Envelope, Finding, PrintImage, build, read, read_answer
from lawgate.federal import Basis, Outcome, Query, Response, Subject, read_response, write_query
from lawgate.prints import TenPrint
from lawgate.prints.gallery_local import LocalGallery
from lawgate.standin.federal import Ask, Channel, FederalStandin, Kind, OfficePaper, World, read_delivered, texts
from lawgate.standin.federal.answering import Answering
from lawgate.standin.federal.eras import ERAS
from lawgate.standin.federal.repository import FederalRecord, Status
from lawgate.standin.federal.timing import PUBLISHED
from tests.standin.federal.conftest import NOW, SMALL, everything

BY_NUMBER = {r.number: r for r in SMALL.records}
HELD = [b["booking"] for b in SMALL.bookings if SMALL.number(b["booking"]) in BY_NUMBER]
NOT_HELD = [b["booking"] for b in SMALL.bookings if SMALL.number(b["booking"]) not in BY_NUMBER]


def record_of(booking: str) -> FederalRecord:
    return BY_NUMBER[SMALL.number(booking)]


IMMIGRATION = [b for b in HELD if record_of(b).immigration]


def answers(side: FederalStandin, channel: Channel = Channel.SWITCH) -> list[Response]:
    return [read_response(d.body) for d in everything(side) if d.channel is channel]


def iaq(record: FederalRecord, **changed: str) -> Query:
    values = {"last": record.family, "first": record.given} | changed
    subject = Subject(**values, born=record.born, sex=record.sex, birth_place="XX")
    return Query("Q1", SMALL.ori, "CLERK", "5550100", subject, in_custody=True)


def test_everyone_on_record_is_found_and_nobody_else(side: FederalStandin) -> None:
    """Of a whole county, those with prints on file match their own record, and no one else matches any."""
    for booking in [b["booking"] for b in SMALL.bookings]:
        side.ask(SMALL.ask(booking, NOW, control=f"T-000000{booking}"))
    matched = {r.refers_to.removeprefix("T-000000"): r for r in answers(side) if r.kind == "IDR"}
    for booking, answer in matched.items():
        if booking in IMMIGRATION:
            fin = next(q.value for q in answer.quoted if q.name == "fin")
            assert (answer.outcome, fin) == (Outcome.MATCH, record_of(booking).fin)
        else:
            assert answer.outcome is Outcome.NO_MATCH
        assert answer.basis is Basis.BIOMETRIC
    assert len(matched) == len(SMALL.bookings)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    named=st.sampled_from(SMALL.records),
    charged=st.lists(st.sampled_from(["Pen. Code 211", "Veh. Code 12500(a)", "8 USC 1326", "?"]), max_size=3),
    booking=st.text("0123456789-", max_size=12),
    number=st.integers(0, 10**9),
)
def test_nothing_but_the_fingers_moves_a_hit(
    side: FederalStandin, named: FederalRecord, charged: list[str], booking: str, number: int
) -> None:
    """Whatever name, birth date, charges and booking number a card carries, fingers on record match their record and others none."""
    control = f"T-{number:010d}-{digest([named.key, charged, booking])[:8]}"
    for held, suffix in ((IMMIGRATION[0], "A"), (NOT_HELD[0], "B")):
        body = _card(f"{named.family}, {named.given}", f"{named.born:%Y%m%d}", f"{control}{suffix}")
        charges = tuple({"statute": c, "name": c} for c in charged)
        side.ask(Ask(Kind.BIOMETRIC, f"{control}{suffix}", NOW, body, SMALL.fingers(held), booking, charges=charges))
        first = next(a for a in answers(side) if a.refers_to == f"{control}{suffix}")
        said = [q.value for q in first.quoted if q.name == "fin"]
        assert said == ([record_of(held).fin] if suffix == "A" else [])
    side.done([d.id for d in everything(side)])


def test_a_name_on_record_with_other_fingers_is_no_hit(side: FederalStandin) -> None:
    """Somebody called exactly like a person on record, but with their own fingers, matches nothing and gets no judgment."""
    record = next(r for r in SMALL.records if r.status is Status.ORDERED)
    card = _card(f"{record.family}, {record.given}", f"{record.born:%Y%m%d}")
    side.ask(Ask(Kind.BIOMETRIC, "T-000000001", NOW, card, SMALL.fingers(NOT_HELD[0]), "14-1"))
    (answer,) = answers(side)
    assert answer.outcome is Outcome.NO_MATCH
    assert side.judgments() == {}


def test_another_name_with_fingers_on_record_is_a_hit(side: FederalStandin) -> None:
    """One person's prints under another's name match the record of the fingers, which names its own person."""
    record = record_of(IMMIGRATION[0])
    card = _card("NOBODY, ELSE", "19500101")
    side.ask(Ask(Kind.BIOMETRIC, "T-000000001", NOW, card, SMALL.fingers(IMMIGRATION[0]), "14-1"))
    first = answers(side)[0]
    assert first.outcome is Outcome.MATCH
    assert next(q.value for q in first.quoted if q.name == "name") == f"{record.family}, {record.given}".upper()


def test_a_name_query_is_answered_by_name_and_sets_nothing_off(side: FederalStandin) -> None:
    """An IAQ gets a receipt, then an answer that says no fingerprints were compared; no detainer follows from it."""
    record = next(r for r in SMALL.records if r.status is Status.ORDERED and r.number < 1_000_000)
    side.ask(Ask(Kind.NAMED, "Q1", NOW, write_query(iaq(record))))
    receipt, answer = answers(side)
    assert (receipt.kind, receipt.outcome) == ("ACK", Outcome.ACKNOWLEDGED)
    assert (answer.kind, answer.outcome, answer.basis) == ("IAR", Outcome.MATCH, Basis.NAME)
    assert "ORDERED REMOVED" in answer.assertion
    assert receipt.number == answer.number
    assert all(d.channel is Channel.SWITCH for d in everything(side))
    assert side.judgments() == {}


def test_a_name_that_is_not_on_file_is_no_information(side: FederalStandin) -> None:
    """An IAQ about a name that nobody has is answered with no record."""
    side.ask(Ask(Kind.NAMED, "Q1", NOW, write_query(iaq(SMALL.records[0], last="Nosuchname"))))
    assert answers(side)[1].outcome is Outcome.NO_MATCH


def test_a_name_that_several_have_is_not_settled_by_guessing(tmp_path: Path) -> None:
    """Two files of one name and birth date are answered as insufficient."""
    twin = SMALL.records[0]

    class Twins(World):
        records = (
            *SMALL.records[1:],
            twin,
            dataclasses.replace(SMALL.records[1], family=twin.family, given=twin.given, born=twin.born),
        )

    with LocalGallery.create(tmp_path / "nobody") as gallery:
        answering = Answering(Twins(SMALL.scenario), ERAS["2014"], gallery, PUBLISHED)
        messages = answering.named(iaq(twin), NOW).messages
    assert read_response(messages[1].body).outcome is Outcome.INSUFFICIENT


def test_the_bureau_answers_with_its_own_criminal_file(side: FederalStandin) -> None:
    """The SRE names the submission, echoes the booking, and carries a rap sheet for those with convictions only."""
    convicted = next(b for b in HELD if record_of(b).convictions)
    clean = NOT_HELD[0]
    for booking in (convicted, clean):
        side.ask(SMALL.ask(booking, NOW, control=f"T-00000-{booking}"))
    found = {}
    for d in everything(side):
        if d.channel is Channel.BUREAU:
            answer = read_answer(read(d.body))
            found[answer.echoed["OCA"][0]] = answer
    assert found[convicted].tcr == f"T-00000-{convicted}"
    assert (found[convicted].finding, found[clean].finding) == (Finding.IDENTIFIED, Finding.NOT_IDENTIFIED)
    assert str(record_of(convicted).convictions[0]["name"]).upper() in (found[convicted].rap_sheet or "")
    assert found[clean].rap_sheet is None


def test_templates_under_another_control_are_answered_by_the_immigration_side_alone(side: FederalStandin) -> None:
    """A control that is no number of a transaction can be asked under, and the bureau, which answers transactions, says nothing."""
    side.ask(SMALL.ask(NOT_HELD[0], NOW, control="14-1"))
    (only,) = everything(side)
    assert only.channel is Channel.SWITCH


def test_a_card_is_read_for_booking_and_charges(side: FederalStandin) -> None:
    """From an EBTS card alone, booking number and charges with their levels are taken, and decide with the record."""
    booking = next(b for b in IMMIGRATION if record_of(b).status is Status.ENCOUNTERED)
    fingers = SMALL.fingers(booking)
    side.ask(Ask(Kind.BIOMETRIC, "T-000000001", NOW, _card("DOE, JOHN", "19800101"), fingers))
    judgment = side.judgments()["14-77777"]
    assert "burglary" in judgment["says"].lower()
    assert "felony, PC 459" in judgment["says"]


def test_a_card_without_a_readable_print_gets_the_bureaus_error(side: FederalStandin) -> None:
    """Prints that cannot be used are answered with an ERRT and its code, and with nothing else."""
    side.ask(Ask(Kind.BIOMETRIC, "T-000000001", NOW, _card("DOE, JOHN", "19800101")))
    side.ask(Ask(Kind.BIOMETRIC, "T-000000002", NOW, fingers=TenPrint(), booking="14-2"))
    first, second = (read_answer(read(d.body)) for d in everything(side))
    assert (first.is_error, first.messages[0].code) == (True, "L0007")
    assert (second.is_error, second.echoed["OCA"]) == (True, ("14-2",))


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (Ask(Kind.BIOMETRIC, "T1", NOW, fingers=TenPrint()), "no print that can be used"),
        (Ask(Kind.BIOMETRIC, "T-000000001", NOW), "neither a card nor fingers"),
        (Ask(Kind.BIOMETRIC, "T-000000001", NOW, b"no card"), "."),
        (Ask(Kind.NAMED, "T1", NOW, b"no query"), "does not begin"),
        (Ask(Kind.NAMED, "", NOW, b"IAQ"), "no control"),
    ],
)
def test_what_is_no_query_is_refused_and_leaves_nothing(side: FederalStandin, ask: Ask, says: str) -> None:
    """Bytes that are no query are refused in a sentence, and the same control can be asked under afterwards."""
    with pytest.raises(BadInput, match=says):
        side.ask(ask)
    assert everything(side) == []
    assert not side.ask(Ask(Kind.BIOMETRIC, "T-000000001", NOW, fingers=TenPrint())).again


def test_a_query_under_a_number_that_is_not_its_own_is_refused(side: FederalStandin) -> None:
    """Card and query carry their own numbers, and are asked under no other."""
    with pytest.raises(BadInput, match="the card's number is T-000000001"):
        side.ask(Ask(Kind.BIOMETRIC, "T-000000009", NOW, _card("DOE, JOHN", "19800101")))
    with pytest.raises(BadInput, match="own control is Q1"):
        side.ask(Ask(Kind.NAMED, "T9", NOW, write_query(iaq(SMALL.records[0]))))


def test_no_word_of_a_message_says_what_is_true_behind_the_record(side: FederalStandin) -> None:
    """A wrong record is asserted like any other: neither the error nor the truth is in any message."""
    world = dataclasses.replace(SMALL, error_share=1.0)
    wrong = [r for r in world.records if r.wrong]
    for record in wrong:
        body = texts.asserted("C1", SMALL.ori, "1", record, by_prints=True).decode()
        assert read_response(body.encode()).outcome is Outcome.MATCH
        assert not any(word in body.upper() for word in ("STALE", "FLAG", "BORN-CITIZEN", "NATURALIZED"))


def test_papers_name_whom_the_record_names(side: FederalStandin) -> None:
    """A detainer for a booking names the person of the federal record, who may be called otherwise at the jail."""
    booking = next(b for b in IMMIGRATION if record_of(b).status is Status.ENCOUNTERED)
    charges = ({"statute": "Pen. Code 211", "name": "robbery", "level": "felony"},)
    side.ask(Ask(Kind.BIOMETRIC, "T-000000001", NOW, fingers=SMALL.fingers(booking), booking="14-5", charges=charges))
    papers = [read_delivered(d) for d in everything(side) if d.channel is Channel.OFFICE]
    first = papers[0]
    assert isinstance(first, OfficePaper)
    assert (first.what, first.booking, first.subject["last"]) == ("detainer", "14-5", record_of(booking).family)
    assert json.loads(json.dumps(dict(first.request)))["form"] == "I-247 (12/12)"


def _card(name: str, born: str, tcn: str = "T-000000001") -> bytes:
    """A booking card whose pictures are too small to hold a print."""
    head = Envelope("CAR", NOW.date(), "FB0000000", SMALL.ori, tcn, sent=NOW)
    fields = {
        "RET": "Y", "OCA": "14-77777", "NAM": name, "POB": "XX", "DOB": born, "SEX": "M", "RAC": "U", "HGT": "508",
        "WGT": "160", "EYE": "BRO", "HAI": "BLK", "DOA": f"{NOW:%Y%m%d}", "CRI": SMALL.ori,
        "ASL": [[f"{NOW:%Y%m%d}", "459 PC BURGLARY (F)"]],
    }  # fmt: skip
    pictures = [PrintImage(n, _picture(), 500) for n in (*range(1, 11), 11, 12, 13, 14)]
    return build(head, fields, pictures).encode()


def _picture() -> bytes:
    out = BytesIO()
    Image.new("L", (64, 64), 255).save(out, "PNG", dpi=(500, 500))
    return out.getvalue()
