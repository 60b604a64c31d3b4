"""The desk's papers: each tagged, black, twelve points, with whose it is, its page and a bar code that brings it back."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from lawgate.base import BadInput
from lawgate.base.moments import zone
from lawgate.counsel.letters import check_tagged
from lawgate.web.desk.hourly import write_board, write_differences
from tests.casework.desk_made import HAND_OVER, NOW, REQUEST, convicted, do, feed, person
from tests.web.accounts.conftest import House, furnished, house

__all__ = ["furnished", "house"]

SERVE = {"packet": ["copy-of-request"], "language": "English", "how": "in-person", "mark": "signed"}
HELD, ES, NC = "14-09107", "14-09382", "25-100"
PERSON = ("packet", "decision", "reply", "release", "time-is-up")
SIZE = re.compile(rb"/F\d+\+?\d* ([\d.]+) Tf")
COLOUR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b")


def ledger() -> Any:
    from lawgate.web.api.house import ledger as opened

    return opened()


def held() -> dict[str, Any]:
    bail = [{"covers": ["1"], "amount_usd": 5000, "tendered_at": "2014-06-10T02:55-07:00", "receipt": "B-1"}]
    return convicted(HELD, bail=bail, requests=[{**REQUEST, "served_on_subject_at": "2014-06-09T23:00-07:00"}])


def in_carolina() -> dict[str, Any]:
    """A detainer with an officer's warrant on one charged with a felony in North Carolina; no state official has seen him yet."""
    place = {
        "state": "NC",
        "county": "Wake",
        "agency": "Wake County Jail",
        "agency_type": "county-jail",
        "tz": "America/New_York",
    }
    request = {
        "form": "I-247A",
        "issued_on": "2025-11-03",
        "received_at": "2025-11-03T10:00-05:00",
        "boxes": ["1-biometric-match"],
        "asks": ["hold", "notify"],
        "conditions": [],
        "complete": True,
        "signed": True,
        "served_on_subject_at": "2025-11-03T12:00-05:00",
    }
    charge = {
        "line": "1",
        "statute": "G.S. 14-72",
        "level": "felony",
        "offense_date": "2025-11-01",
        "disposition": "pending",
        "open": True,
    }
    return person(
        NC,
        last="Okafor",
        facility=place,
        booked_at="2025-11-03T09:00-05:00",
        arrested_at="2025-11-03T08:00-05:00",
        requests=[request],
        warrants=[{"kind": "I-200", "issued_on": "2025-11-03"}],
        charges=[{**charge, "since": "2025-11-03T09:00-05:00"}],
        bail=[{"covers": ["1"], "amount_usd": 500, "tendered_at": "2025-11-03T18:00-05:00", "receipt": "B-2"}],
    )


@pytest.fixture
def desk(house: House) -> Client:
    house.at = NOW
    feed(ledger(), held(), person(ES, language="Spanish", last="Ibáñez"), at=NOW)
    return house.signed_in("kim", "release")


def paper(desk: Client, address: str) -> tuple[str, int]:
    """What a paper says, with its number of pages, once it is known to be fit for a fax and a screen reader."""
    answer = desk.get(f"/desk/{address}")
    assert answer.status_code == 200, address
    assert check_tagged(answer.content) == [], address
    reader = PdfReader(io.BytesIO(answer.content))
    for page in reader.pages:
        contents = page.get_contents()
        assert contents is not None, address
        drawn = contents.get_data()
        assert min(float(s) for s in SIZE.findall(drawn)) >= 12, address
        assert all(m[:3] == (b"0", b"0", b"0") for m in COLOUR.findall(drawn)), address
    said = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    return said, len(reader.pages)


def test_every_paper_about_a_person_is_black_tagged_and_says_whose_it_is(desk: Client) -> None:
    """Ten kinds in two languages: name, number, page x of y, the law's standing; a paper that there is not is not found."""
    for key, page in ((HELD, "page 1 of"), (ES, "página 1 de")):
        for name in PERSON:
            said, count = paper(desk, f"{key}/{name}.pdf")
            assert key in said, name
            assert "1 of" in said or "1 de" in said, name
            assert count == (3 if name == "time-is-up" else 1), name
            assert re.search("[Nn]ot adopted by counsel|No adoptado por", said), name
        assert page in paper(desk, f"{key}/packet.pdf")[0]
    assert "No text in Korean ships yet" in paper(desk, f"{HELD}/packet.pdf?language=Korean")[0]
    assert "stale at" in paper(desk, "paper/board.pdf")[0]
    assert "Bail tendered" in paper(desk, "paper/blank.pdf")[0]
    assert "If nobody has come by" in paper(desk, "paper/shift.pdf")[0]
    for none in ("official", "copy"):
        assert desk.get(f"/desk/{HELD}/{none}.pdf").status_code == 404
    page = desk.get(f"/desk/{HELD}/").content.decode()
    assert [t in page for t in ("Reply to ICE", "Hand-over receipt", "Judicial official")] == [True, True, False]


def test_a_paper_never_says_free_while_something_holds(house: House, desk: Client) -> None:
    """The release packet is marked while a lawful hold runs, and certifies once it has ended; the letter on time says the same minute."""
    said, _ = paper(desk, f"{HELD}/release.pdf")
    assert "NOT TO BE GIVEN YET: a lawful hold runs" in said
    assert "Certificate" not in said
    assert "It cannot be extended." in paper(desk, f"{HELD}/time-is-up.pdf")[0]
    house.later(days=5)
    desk = house.signed_in("kim", "release")
    said, _ = paper(desk, f"{HELD}/release.pdf")
    assert "You are free. No hold remains." in said
    assert "Certificate of release" in said
    assert "Release is overdue" in paper(desk, f"{HELD}/time-is-up.pdf")[0]
    assert "I can change my mind at any time" in said


def test_the_reply_tells_ice_only_what_law_lets_out(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each element of the form's own block is told or is named as kept back with the law that keeps it; service stands on it."""
    said, _ = paper(desk, f"{HELD}/reply.pdf")
    assert "It may, until the last minute" in said
    assert "9 Jun 2014, 23:00" in said
    kept = {"what": "release", "why": "State law keeps it.", "citations": ["Gov. Code § 1"], "answer": "prohibited"}

    class Told:
        @staticmethod
        def payload() -> dict[str, Any]:
            return {"sent": {"booking": {"number": HELD}}, "withheld": [kept], "rulebook": ""}

    monkeypatch.setattr("lawgate.web.desk.sheets.notice", lambda *_: Told)
    said, _ = paper(desk, f"{HELD}/reply.pdf")
    assert "Estimated release, day and time Not told: see below" in said
    assert "Release date and time. State law keeps it. Gov. Code § 1." in said


def test_the_receipt_of_a_hand_over_says_what_was_recorded(house: House, desk: Client) -> None:
    """Blank before it; after it authority, officer, agency and minute as the act has them."""
    assert "to be filled in at the door" in paper(desk, f"{HELD}/hand-over.pdf")[0]
    do(ledger(), "hold-begun", {"began_at": "2014-06-10 02:56"}, HELD, second="Ruiz")
    do(ledger(), "handed-over", HAND_OVER, HELD, second="Ruiz")
    said, _ = paper(desk, f"{HELD}/hand-over.pdf")
    assert "D. Cole, 4471" in said
    assert "2014-06-10 03:09" in said
    assert "not found" not in said


def test_a_state_judicial_official_gets_detainer_warrant_and_the_hours(house: House) -> None:
    """North Carolina takes the person before one: the packet says what is on file and leaves the finding to them."""
    at = datetime(2025, 11, 3, 18, 10, tzinfo=zone("America/New_York"))
    house.at = at
    feed(ledger(), in_carolina(), at=at)
    said, _ = paper(house.signed_in("kim", "release"), f"{NC}/official.pdf")
    assert "N.C.G.S. § 162-62(b1)" in said
    assert "I-200, signed by an immigration officer, not a judge" in said
    assert "bail posted, Mon 3 Nov 2025, 18:00" in said
    assert "I order no hold." in said
    assert "ICE must be told no later than Mon 3 Nov 2025, 20:00" in said


def test_a_signed_sheet_that_is_scanned_opens_what_it_closes(desk: Client) -> None:
    """The packet's code leads to serving, in its language; a bare number to the person; what is nobody's is one sentence."""
    led = desk.get("/desk/scan/", {"code": f"LG/PACKET/{ES}/ES"})
    assert led.status_code == 302
    assert led.headers["Location"] == f"/desk/{ES}/act/served/?packet=copy-of-request&language=Spanish&step=1"
    form = desk.get(led.headers["Location"]).content.decode()
    assert '<option value="Spanish" selected>' in form or 'value="Spanish"' in form
    told = {
        "packet": "copy-of-request",
        "language": "Spanish",
        "how": "in-person",
        "served_at": "2014-06-10 03:05",
        "mark": "signed",
    }
    assert desk.post(f"/desk/{ES}/act/served/", {**told, "go": "commit"}).status_code == 302
    assert "10 Jun 2014, 03:05, in person, Spanish; signed" in paper(desk, f"{ES}/reply.pdf")[0]
    assert desk.get("/desk/scan/", {"code": HELD}).headers["Location"] == f"/desk/{HELD}/"
    assert (
        desk.get("/desk/scan/", {"code": f"lg/release/{HELD}/en"})
        .headers["Location"]
        .startswith(f"/desk/{HELD}/act/released/")
    )
    lost = desk.get("/desk/scan/", {"code": "LG/PACKET/99-9/EN"})
    assert lost.status_code == 422
    assert "nobody here has this number" in lost.content.decode()


def test_the_board_is_written_every_hour_whole_and_the_oldest_go(house: House, desk: Client, tmp_path: Path) -> None:
    """Named by its hour, readable by its owner alone, the latest kept; each is an event; a defender's own print is none."""
    folder = tmp_path / "board"
    folder.mkdir()
    (folder / "notes.pdf").write_text("not ours")
    for _ in range(3):
        path, _ = write_board(folder, 2)
        house.later(hours=1)
    assert sorted(p.name for p in folder.iterdir()) == ["board-20140610-04.pdf", "board-20140610-05.pdf", "notes.pdf"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert check_tagged(path.read_bytes()) == []
    assert len(house.events("board.printed")) == 3
    house.signed_in("abara", "defender").get("/desk/paper/board.pdf")
    assert len(house.events("board.printed")) == 3


def test_the_nightly_list_is_kept_and_read_in_the_morning(house: House, desk: Client, tmp_path: Path) -> None:
    """Made by the clock: an event without the person's own matters, a paper; supervisor and counsel read it beside late entries."""
    roster = tmp_path / "latest.jsonl"
    place = {"state": "CA", "county": "Los Angeles", "tz": "America/Los_Angeles"}
    roster.write_text(
        json.dumps({"booking": "99-1", "facility": place, "booked_at": "2014-06-09T10:00", "charges": []}) + "\n"
    )
    made, path = write_differences(roster, tmp_path / "out", 30)
    assert path is not None
    assert check_tagged(path.read_bytes()) == []
    assert {d.booking for d in made.found} >= {"99-1", HELD, ES}
    (said,) = [p for _, p in house.events("differences.listed")]
    assert ("99-1", "In the jail's system and not here.") in {(d["booking"], d["what"]) for d in said["found"]}
    do(ledger(), "noted", {"text": "late"}, HELD, now=NOW)
    do(ledger(), "served", {**SERVE, "served_at": "2014-06-10 00:10"}, HELD, now=NOW)
    for role in ("supervisor", "counsel", "auditor"):
        page = house.signed_in(f"a-{role}", role).get("/desk/morning/").content.decode()
        assert "99-1" in page, role
        assert "typed 3 h 00 later" in page, role
    for role in ("booking", "defender", "admin"):
        assert house.signed_in(f"a-{role}", role).get("/desk/morning/").status_code == 404, role
    assert desk.get("/desk/morning/").status_code == 404
    with pytest.raises(BadInput):
        write_differences(tmp_path / "none.csv", None, 30)


def test_roles_find_no_paper_that_is_not_theirs(house: House, desk: Client) -> None:
    """The federal mailbox and an administrator find none; an auditor reads, and finds no reply to ICE to be sent."""
    for role in ("federal", "admin"):
        other = house.signed_in(f"some-{role}", role)
        assert {other.get(f"/desk/{HELD}/{n}.pdf").status_code for n in PERSON} == {404}, role
    auditor = house.signed_in("audit", "auditor")
    assert auditor.get(f"/desk/{HELD}/decision.pdf").status_code == 200
    assert auditor.get(f"/desk/{HELD}/reply.pdf").status_code == 404
