"""What comes in wrong has a defined, visible outcome: on the ledger, and in the story of the person or of the house."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lawgate import wiring
from lawgate.base import BadInput
from lawgate.casework.chain.accept import TwoPeople
from lawgate.casework.chain.ask import ask_by_name
from lawgate.casework.chain.identity import confirm, correct, dispute
from lawgate.casework.chain.state import waits_for
from lawgate.casework.outbox import dead_letters
from lawgate.casework.records import LEDGER, RESPONSE
from lawgate.casework.verify import verify
from lawgate.federal import Query, Subject
from lawgate.standin.federal import Ask, Channel, Taken
from tests.casework.chain_made import House, by_name, house, idr, request

WHY: dict[str, Any] = {"by": "sergeant", "why": "looked at both cards"}


def booked(path: Path, **more: Any) -> House:
    h = house(path, **more)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn()
    return h


def answers(h: House, subject: str) -> list[dict[str, Any]]:
    return h.said(subject, RESPONSE)


def test_prints_of_one_person_under_anothers_name_wait_for_a_person(ledger_file: Path) -> None:
    """The fingers are LINDQVIST's and the card says HALVORSEN: nothing is asked in her name until somebody says whose they are."""
    h = booked(ledger_file)
    h.book("14-2", "HALVORSEN", "Grace", born="1991-11-30")
    h.prints("14-2", 1, impression=2)
    h.turn(times=3)
    (found,) = h.said("14-2", "identity.assessed")
    assert found["doubts"][0]["person"] == "14-1"
    assert "another name" in found["doubts"][0]["says"]
    assert "T-14-2" not in h.side.asks
    assert waits_for(h.state("14-2")).startswith("a person to say whose prints these are")
    confirm(h.ledger, "14-2", "14-1", same=True, now=h.at[0], **WHY)
    h.turn()
    assert "T-14-2" in h.side.asks


def test_prints_that_are_somebody_elses_are_never_asked_about(ledger_file: Path) -> None:
    """A person finds that the prints are not of the one who is booked: no query, until others are taken."""
    h = booked(ledger_file)
    h.book("14-2", "HALVORSEN", "Grace", born="1991-11-30")
    h.prints("14-2", 1, impression=2)
    h.turn()
    confirm(h.ledger, "14-2", "14-1", same=True, now=h.at[0], **WHY)
    confirm(h.ledger, "14-2", "", same=False, now=h.at[0], **WHY)
    h.turn(times=2)
    assert list(h.side.asks) == ["T-14-1"]
    assert "somebody else's" in waits_for(h.state("14-2"))
    h.prints("14-2", 2, tcn="T-again")
    h.turn()
    (doubt,) = h.said("14-2", "identity.assessed")[-1]["doubts"]
    assert "not the prints that were taken before" in doubt["says"]
    confirm(h.ledger, "14-2", "", same=True, now=h.at[0], **WHY)
    h.turn()
    assert "T-again" in h.side.asks


def test_what_prints_decided_is_disputed_before_it_is_turned_round(ledger_file: Path) -> None:
    """A confirmation against the prints is refused; a dispute opens the question; a correction has it looked at anew."""
    h = booked(ledger_file)
    h.book("14-2", "LINDQVIST", "Tomas")
    h.prints("14-2", 1, impression=2)
    h.turn()
    with pytest.raises(BadInput, match="prints decided otherwise"):
        confirm(h.ledger, "14-2", "14-1", same=False, now=h.at[0], **WHY)
    with pytest.raises(BadInput, match="never held against"):
        confirm(h.ledger, "14-2", "14-9", same=True, now=h.at[0], **WHY)
    with pytest.raises(BadInput, match="who and why"):
        dispute(h.ledger, "14-2", "14-1", by="", why="", now=h.at[0])
    with pytest.raises(BadInput, match="nothing was compared"):
        confirm(h.ledger, "14-7", "14-1", same=True, now=h.at[0], **WHY)
    dispute(h.ledger, "14-2", "14-1", now=h.at[0], by="the person", why="it is my brother")
    assert waits_for(h.state("14-2")).startswith("a person to say")
    confirm(h.ledger, "14-2", "14-1", same=False, now=h.at[0], **WHY)
    settled = h.state("14-2").identity
    assert settled is not None
    assert "14-1" not in settled.same
    correct(h.ledger, "14-2", "14-1", now=h.at[0], by="records", why="the older card was misfiled")
    h.turn()
    assert h.kinds("14-2").count("identity.assessed") == 2


def test_two_people_under_one_number(ledger_file: Path) -> None:
    """The first booking stands; the second is refused, and that is on the ledger once, however often the feed repeats it."""
    h = booked(ledger_file)
    for _ in range(3):
        with pytest.raises(TwoPeople, match="another person's already"):
            h.book("14-1", "OKONKWO", "Beatriz", born="1959-07-21")
    (refused,) = h.said("14-1", "booking.refused")
    assert "OKONKWO" not in str(refused)
    record = h.state("14-1").record
    assert record is not None
    assert record["person"]["last"] == "LINDQVIST"
    h.book("14-1", "LINDQUIST", "Thomas")  # a name put right is the same person
    assert h.kinds("14-1").count("booking.corrected") == 1


def test_an_answer_to_a_question_never_sent(ledger_file: Path) -> None:
    """It is kept whole, belongs to nobody, and says so."""
    h = booked(ledger_file)
    h.side.deliver("m1", idr("T-77"), at=h.at[0])
    h.turn(times=2)
    (stray,) = answers(h, LEDGER)
    assert "names T-77, which was never sent from here" in stray["why"]
    assert h.state("14-1").hit is None
    assert h.side.notices == {}


def test_an_answer_that_comes_twice_is_acted_upon_once(ledger_file: Path) -> None:
    """Under one id it is the same delivery; under two it is said to have come again, also when both lie there at once."""
    h = booked(ledger_file)
    for id_ in ("m1", "m1", "m2"):
        h.side.deliver(id_, idr("T-14-1"), at=h.at[0])
    h.turn(times=2)
    h.side.deliver("m1", idr("T-14-1"), at=h.at[0])
    h.side.deliver("m3", idr("T-14-1"), at=h.at[0])
    h.turn(times=4)
    found = answers(h, "14-1")
    assert len(found) == 3
    assert [bool(a.get("again")) for a in found] == [False, True, True]
    assert h.kinds("14-1").count("triaged") == 1
    assert len(h.side.notices) == 1


def test_garbage_is_kept_and_named(ledger_file: Path) -> None:
    """Bytes that are no message, an envelope cut in the middle, a paper that is no JSON: each kept whole, none of them a hit."""
    h = booked(ledger_file)
    h.side.deliver("g1", b"\x00\xff\x13 IDENT", at=h.at[0])
    h.side.deliver("g2", idr("T-14-1")[:90], at=h.at[0])
    h.side.deliver("g3", b"{not json", Channel.OFFICE, h.at[0])
    h.side.deliver("g4", b"no EBTS file", Channel.BUREAU, h.at[0])
    h.side.deliver("g5", b" ", at=h.at[0])
    h.turn(times=2)
    assert h.side.lying == []
    strays = answers(h, LEDGER)
    assert len(strays) == 5
    assert all(a["outcome"] == "not understood" for a in strays)
    assert sum("a person must look at it" in a["why"] for a in strays) >= 4
    assert h.state("14-1").hit is None
    assert verify(h.ledger, wiring.rederive).clean


def test_answers_out_of_order_come_to_the_same(ledger_file: Path) -> None:
    """The receipt after the answer, and the answer of the slower office naming the first one's number: nothing is undone by either."""
    h = booked(ledger_file)
    h.side.deliver("m2", idr("T-14-1"), at=h.at[0])
    h.side.deliver(
        "m1", b"ACKNOWLEDGEMENT\nCONTROL: T-14-1\nLESC QUERY ID: Q5\nYOUR QUERY HAS BEEN RECEIVED.", at=h.at[0]
    )
    h.turn()
    h.side.deliver("m3", b"CONTROL: Q5\nNO RECORD FOUND.\nNOT SUPPORTED BY FINGERPRINTS.", at=h.at[0])
    h.turn(times=3)
    assert len(answers(h, "14-1")) == 3
    assert answers(h, LEDGER) == []
    assert len(h.side.notices) == 1


def test_a_match_by_name_alone_decides_nothing(ledger_file: Path) -> None:
    """It is quoted with what it rests on; no notice follows from it."""
    h = booked(ledger_file)
    h.side.deliver("m1", by_name("T-14-1"), at=h.at[0])
    h.turn(times=3)
    assert "triaged" not in h.kinds("14-1")
    assert h.side.notices == {}
    assert "by name alone" in waits_for(h.state("14-1"))


def test_a_question_by_name_takes_no_place_of_that_by_fingerprints(ledger_file: Path) -> None:
    """A person asks by name before any print is taken; both go out, each answer is laid by its own number, and the name decides nothing."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas")
    who = Subject("LINDQVIST", "TOMAS", born=date(1980, 2, 3), sex="M")
    query = Query("", "CA0000000", "CLERK", "5550100", who, in_custody=True)
    control = ask_by_name(h.ledger, "14-1", query, h.at[0])
    assert ask_by_name(h.ledger, "14-1", query, h.at[0]) == control
    h.prints("14-1", 1)
    h.turn()
    assert sorted(h.side.asks) == sorted([control, "T-14-1"])
    assert h.side.asks[control].body.startswith(b"IAQ.CA0000000.AX.")
    h.side.deliver("m1", by_name(control), at=h.at[0])
    h.turn(times=2)
    assert answers(h, "14-1")[0]["why"] == f"answers {control}"
    assert h.side.notices == {}
    with pytest.raises(BadInput, match="nobody in custody"):
        ask_by_name(h.ledger, "99-9", query, h.at[0])


def test_a_request_for_nobody_here_and_one_that_comes_too_late(ledger_file: Path) -> None:
    """The first belongs to nobody and says so; the second is on the story of the person, and changes no record."""
    h = booked(ledger_file)
    h.side.deliver("d1", request("99-9", h.at[0]), Channel.OFFICE, h.at[0])
    h.turn()
    (stray,) = h.said(LEDGER, "paper.received")
    assert "nobody here has that number" in stray["says"]
    h.book("14-1", "LINDQVIST", "Tomas", released_at=h.at[0].isoformat(timespec="minutes"))
    h.side.deliver("d2", request("14-1", h.at[0]), Channel.OFFICE, h.at[0])
    h.turn()
    (late,) = h.said("14-1", "paper.received")
    assert late["outcome"] == "late"
    assert "detainer.received" not in h.kinds("14-1")


def test_a_paper_that_cannot_be_laid_is_kept(ledger_file: Path) -> None:
    """A form that nobody issued: the paper is on the story, the record stands as it was."""
    h = booked(ledger_file)
    h.side.deliver("d1", request("14-1", h.at[0], form="I-999"), Channel.OFFICE, h.at[0])
    h.turn()
    (kept,) = h.said("14-1", "paper.received")
    assert kept["outcome"] == "cannot be laid upon the record"
    assert "booking.corrected" not in h.kinds("14-1")


def test_a_number_that_the_other_side_knows_from_elsewhere_is_a_dead_letter(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal is not tried again: a person sees it."""
    h = house(ledger_file)

    def used_before(query: Ask) -> Taken:
        raise BadInput("this control was used before")

    monkeypatch.setattr(h.side, "ask", used_before)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn(times=2)
    (letter,) = dead_letters(h.ledger)
    assert letter.subject == "14-1"
    assert "message.dead" in h.kinds("14-1")


def test_an_answer_about_someone_expunged_is_nobodys(ledger_file: Path) -> None:
    """A court expunged the person while the answer was on its way: it is kept apart, and the chain goes on."""
    h = booked(ledger_file)
    h.ledger.expunge("14-1", "Order 1", h.at[0], h.at[0])
    h.side.deliver("m1", idr("T-14-1"), at=h.at[0])
    h.turn(times=2)
    assert len(answers(h, LEDGER)) == 1
    assert verify(h.ledger, wiring.rederive).clean
