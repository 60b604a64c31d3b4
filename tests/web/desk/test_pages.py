"""The desk's pages answered inside the process: prints side by side, papers, files, differences, an adopted book, defenders."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lawgate.casework.acts_kinds import KINDS
from lawgate.casework.ledger import Ledger
from lawgate.casework.records import ASSESSED, PRINTS, RESPONSE, New
from lawgate.casework.redecide import redecide
from lawgate.casework.verify import verify
from lawgate.prints.kept import templates_kept
from lawgate.prints.records import TenPrint
from lawgate.prints.synth import population
from lawgate.web.desk.powers import POWERS, steps_of
from lawgate.wiring import Office, rederive
from tests.web.accounts.conftest import House, furnished, house

__all__ = ["furnished", "house"]


def ledger() -> Ledger:
    from lawgate.web.api.house import ledger as opened

    return opened()


def append(house: House, *events: tuple[str, str, dict[str, Any]]) -> None:
    at = house.now()
    ledger().append([New(kind, subject, said, at, at) for kind, subject, said in events], at)


def fingers(impression: int) -> TenPrint:
    """Ten fingers of one invented person, laid down once more for each number."""
    return next(population(5, 1, impression=impression, threads=1)).ten_print(0)


def test_every_act_has_a_power_and_every_field_a_step() -> None:
    """Nothing in the table of acts is without a page, and no form leaves a field out."""
    assert set(POWERS) == set(KINDS)
    for name, kind in KINDS.items():
        assert [f for _, fields in steps_of(name) for f in fields] != []
        assert {f for _, fields in steps_of(name) for f in fields} == {f.name for f in kind.fields}


def test_prints_stand_beside_the_candidates_with_the_agencys_words(house: House) -> None:
    """Two bookings with the fingers of one person: ten fingers in a table, one drawn, the response quoted and not adopted."""
    desk = house.signed_in("kim", "release")
    one, two = house.keys[:2]
    candidate = {
        "person": two,
        "verdict": "same",
        "decided_by": "prints",
        "evidence": 90.0,
        "fingers": [10, 10],
        "posterior": 1.0,
        "because": ["ten of ten fingers agree"],
        "warnings": [],
    }
    assessed = {
        "verdict": "same",
        "because": "ten of ten",
        "searched": 2,
        "not_looked_at": [],
        "candidates": [candidate],
        "doubts": [],
    }
    said = {
        "kind": "IAR",
        "refers_to": "X1",
        "outcome": "match",
        "basis": "",
        "raw": "",
        "says": "SUBJECT OF RECORD",
        "quoted": [],
    }
    append(
        house,
        (PRINTS, one, {"tcn": "X1", **templates_kept(fingers(1))}),
        (PRINTS, two, {"tcn": "X2", **templates_kept(fingers(2))}),
        (ASSESSED, one, assessed),
        (RESPONSE, one, said),
    )
    page = desk.get(f"/desk/{one}/prints/").content.decode()
    assert f"Same person as record {two}." in page
    assert page.count("<b>same</b>") >= 9
    assert "<circle" in page
    assert "SUBJECT OF RECORD" in page
    assert "Quoted, not adopted." in page
    assert desk.get(f"/desk/{two}/prints/").status_code == 404


def test_the_list_of_differences_goes_both_ways(house: House) -> None:
    """In the jail's system and not here; here and not there; and release due that the two say differently."""
    desk = house.signed_in("ibarra", "supervisor")
    from lawgate.casework import custody_now

    inside = [x.subject for x in custody_now(ledger(), house.now())]
    place = {"state": "CA", "county": "Los Angeles", "tz": "America/Los_Angeles"}
    rows = [{"booking": "99-1", "facility": place, "booked_at": "2014-06-09T10:00", "charges": []}]
    roster = SimpleUploadedFile("roster.jsonl", "".join(json.dumps(r) + "\n" for r in rows).encode())
    page = desk.post("/desk/differences/", {"roster": roster}).content.decode()
    assert "In the jail’s system and not here" in page.replace("&#x27;", "’")
    for number in inside:
        assert number in page
    wrong = SimpleUploadedFile("roster.csv", b"\xff\xfe\x00")
    assert "UTF-16" in desk.post("/desk/differences/", {"roster": wrong}).content.decode()


def test_the_whole_file_of_a_person_and_nobody_elses(house: House) -> None:
    """Record, answer, facts and every event as JSON; a person who is not there is not found."""
    desk = house.signed_in("kim", "release")
    key = house.keys[0]
    told = desk.get(f"/desk/{key}/file.json").json()
    assert told["record"]["booking"] == key
    assert {"record", "answer", "facts", "events"} == set(told)
    assert told["events"][-1]["kind"] == "file.read"
    assert desk.get("/desk/nobody/file.json").status_code == 404


def test_a_defender_reaches_no_act_and_no_stranger(house: House) -> None:
    """Their board shows nobody but clients; an act's page is not found for them, and the asking is kept."""
    desk = house.signed_in("abara", "defender")
    key = house.keys[0]
    assert key not in desk.get("/desk/").content.decode()
    for address in (
        f"/desk/{key}/",
        f"/desk/{key}/act/released/",
        f"/desk/{key}/packet.pdf",
        "/desk/law/",
        "/desk/book/",
    ):
        assert desk.get(address).status_code == 404, address
    assert house.events("access.refused")


def test_a_session_that_ended_in_the_middle_of_an_act_does_nothing(house: House) -> None:
    """The form of a visitor who is not signed in any more goes to signing in, and no event is written."""
    key, before = house.keys[0], len(list(ledger().events()))
    answer = Client(SERVER_NAME="127.0.0.1").post(f"/desk/{key}/act/noted/", {"text": "x", "go": "commit"})
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]
    assert [e for e in ledger().events(key) if e.kind.startswith("act.")] == []
    assert len(list(ledger().events())) >= before


def test_an_adopted_book_is_named_everywhere_and_everyone_is_decided_by_it(house: House) -> None:
    """Two of counsel adopt: an event; the notice goes; what changed is listed, here nothing."""
    house.account("mori", "counsel", pin="482916")
    desk = house.signed_in("vance", "counsel")
    digest = Office().rulebook.digest
    alone = desk.post("/desk/law/adopt/", {"digest": digest})
    assert alone.status_code == 422
    done = desk.post("/desk/law/adopt/", {"digest": digest, "second": "mori", "second_pin": "482916"})
    assert done.status_code == 302
    assert "No answer changed." in desk.get(done.headers["Location"]).content.decode()
    page = desk.get("/desk/").content.decode()
    assert "Not adopted by counsel" not in page
    assert "Adopted by vance and mori" in page
    assert [p["digest"] for _, p in house.events("adopted")] == [digest]


def test_another_book_decides_everyone_again_and_lists_what_changed(house: House) -> None:
    """A book without the law that forbids a hold: those it was about are listed, with before and after; the ledger verifies."""
    from lawgate.law.books import load
    from lawgate.law.rulebook import Rulebook

    desk = house.signed_in("kim", "release")
    told = {
        "last": "Moore",
        "first": "Samuel",
        "booking": "77-2",
        "booked_at": "2026-03-01 12:00",
        "charges": "Pen. Code 484",
    }
    assert desk.post("/desk/book/", {**told, "go": "commit"}).status_code == 302
    less = Office(Rulebook(load().authorities[:3]))
    changed = list(redecide(ledger(), less, house.now()))
    decided = [p["rulebook"] for _, p in house.events("decided")]
    assert decided[-1] == less.rulebook.digest
    for one in changed:
        assert all(before != after for before, after in one.answers.values())
    assert list(redecide(ledger(), less, house.now())) == []
    assert verify(ledger(), rederive).clean


def test_letters_of_every_kind_are_shown_apart_from_what_stands_around_them(house: House) -> None:
    """A name in right-to-left letters is wrapped, so that it turns nothing beside it about."""
    desk = house.signed_in("kim", "booking")
    told = {
        "last": "حسن",
        "first": "أمل",
        "booking": "77-1",
        "booked_at": "2026-03-01 12:00",
        "charges": "Pen. Code 484",
        "go": "commit",
    }
    answer = desk.post("/desk/book/", told)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert "<bdi>حسن, أمل</bdi>" in desk.get("/desk/77-1/").content.decode()


@pytest.mark.parametrize("value", ["x" * 3_000_000, "\u202eevil"])
def test_what_cannot_be_kept_is_refused_and_not_an_error(value: str, house: House) -> None:
    """Megabytes in a field, and marks that turn letters about."""
    desk = house.signed_in("kim", "booking")
    answer = desk.post("/desk/book/", {"last": value, "go": "commit"})
    assert answer.status_code in (400, 413, 422)


def test_an_alarm_stops_the_clerk_until_it_is_seen_and_stands_until_it_ends(house: House) -> None:
    """What a person says raises one on every page of the desk; acknowledged, it names who saw it and is still there."""
    from lawgate.casework.alarms import tick

    desk = house.signed_in("ibarra", "supervisor")
    told = {
        "last": "Moore",
        "first": "Samuel",
        "booking": "77-3",
        "booked_at": "2026-03-01 12:00",
        "charges": "Pen. Code 484",
    }
    assert desk.post("/desk/book/", {**told, "go": "commit"}).status_code == 302
    said = {"claim": "citizen", "words": "I was born in Fresno", "said_at": "2026-03-01 19:05", "go": "commit"}
    assert desk.post("/desk/77-3/act/says/", said).status_code == 302
    tick(ledger(), house.now())
    page = desk.get("/desk/").content.decode()
    assert 'class="stops" role="alert"' in page
    assert "I have seen it" in page
    (alarm,) = [p["alarm"] for s, p in house.events("alarm.raised") if s == "77-3"]
    assert desk.post(f"/desk/alarm/{alarm}/", {"next": "/desk/"}).status_code == 302
    assert "Seen by ibarra." in desk.get("/desk/77-3/").content.decode()
    assert desk.post("/desk/alarm/nothing:1/", {}).status_code == 404


def test_a_filled_form_is_read_into_the_act_and_who_signed_it_is_asked(house: House) -> None:
    """The PDF's fields stand in the form; its bytes are kept; signer and warrant are left to whoever looks at the paper."""
    from lawgate.detainer.facsimile import write_facsimile
    from tests.detainer.test_paper import FILLED

    desk = house.signed_in("kim", "booking")
    told = {
        "last": "Moore",
        "first": "Samuel",
        "booking": "77-4",
        "booked_at": "2026-03-01 12:00",
        "charges": "Pen. Code 484",
    }
    assert desk.post("/desk/book/", {**told, "go": "commit"}).status_code == 302
    address = "/desk/77-4/act/request-received/"
    paper = SimpleUploadedFile("form.pdf", write_facsimile(FILLED), "application/pdf")
    assert desk.post(address, {"paper": paper, "go": "read"}).status_code == 302
    page = desk.get(address).content.decode()
    assert "The paper prints:" in page
    assert '<option value="I-247A" selected>' in page
    assert 'name="signer" value="immigration-officer" checked' not in page
    assert [p["outcome"] for s, p in house.events("paper.received") if s == "77-4"] == ["read at the desk"]
    wrong = SimpleUploadedFile("form.pdf", b"%PDF-1.4 nothing", "application/pdf")
    assert desk.post(address, {"paper": wrong, "go": "read"}).status_code == 422
