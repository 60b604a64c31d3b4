"""A booking carried from its prints to its notice, by steps that may be cut short anywhere."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lawgate import wiring
from lawgate.base import BadInput
from lawgate.casework.chain.overdue import OVERDUE
from lawgate.casework.chain.state import State, Step, waits_for
from lawgate.casework.outbox import UNDO, letters, withdraw
from lawgate.casework.records import New
from lawgate.casework.verify import verify
from lawgate.standin.federal import Channel
from tests.casework.chain_made import START, Side, cancelled, fingers, house, idr, request

TWO_MINUTES = timedelta(minutes=2)


def test_a_hit_goes_all_the_way_and_is_told_once(ledger_file: Path) -> None:
    """Prints, identity, query, answer quoted, what the guidance makes of it, what may be told, the notice: each an event, in this
    order; the receiver gets what the law lets out and nothing else; the ledger verifies."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn()
    assert list(h.side.asks) == ["T-14-1"]
    assert h.side.asks["T-14-1"].fingers is not None
    h.side.deliver("m1", idr("T-14-1"), at=h.at[0])
    h.turn(times=3)
    kinds = [k for k in h.kinds("14-1") if not k.startswith(("booking", "decided"))]
    assert kinds[:3] == ["prints.received", "identity.assessed", "message.queued"]
    assert kinds[3:7] == ["message.sent", "query.sent", "response.received", "triaged"]
    assert kinds[7:] == ["notice.decided", "message.queued", "message.sent", "notice.copied", "message.queued"]
    (notice,) = h.said("14-1", "notice.decided")
    (told,) = h.side.notices.values()
    assert json.loads(told)["sent"] == notice["sent"]
    assert "no priority" in h.said("14-1", "triaged")[0]["says"]
    assert "fingerprinted as an alien" in h.said("14-1", "response.received")[0]["says"].lower()
    h.turn(times=5)
    assert len(h.side.notices) == 1
    found = verify(h.ledger, wiring.rederive)
    assert [str(d) for d in found.damage] == []


def test_what_the_law_keeps_back_does_not_leave(ledger_file: Path) -> None:
    """In 2018 California lets no release date go to the field office: it is withheld with its section, and the message is without."""
    now = datetime(2018, 6, 9, 22, 45, tzinfo=START.tzinfo)
    h = house(ledger_file, at=[now])
    h.book("18-1", "LINDQVIST", "Tomas", 1, booked_at=now.isoformat(timespec="minutes"), release_info_public=False)
    h.turn()
    h.side.deliver("m1", idr("T-18-1"), at=h.at[0])
    h.turn(times=3)
    (notice,) = h.said("18-1", "notice.decided")
    withheld = {w["what"]: w for w in notice["withheld"]}
    assert withheld
    assert any("7284.6" in c for w in withheld.values() for c in w["citations"])
    for body in h.side.notices.values():
        assert not set(json.loads(body)["sent"]) & set(withheld)


def test_a_notice_can_be_undone_for_a_minute(ledger_file: Path) -> None:
    """Withdrawn within its minute, the field office is told nothing."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn(0)
    h.side.deliver("m1", idr("T-14-1"), at=h.at[0])
    h.turn(0)
    (waiting,) = [x for x in letters(h.ledger, "waiting") if x.purpose == "notice"]
    assert waiting.due == h.at[0] + UNDO
    withdraw(h.ledger, waiting.message, by="clerk", why="wrong person", now=h.at[0])
    h.turn(5, times=3)
    assert h.side.notices == {}


def test_whoever_leaves_without_a_hit_leaves_no_templates(ledger_file: Path) -> None:
    """At release they are destroyed, on the ledger and in the gallery; of somebody with a hit they stay."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.book("14-2", "HALVORSEN", "Grace", 2)
    h.turn()
    h.side.deliver("m1", idr("T-14-1"), at=h.at[0])
    h.side.deliver("m2", idr("T-14-2", match=False), at=h.at[0])
    h.turn(times=2)
    out = h.at[0].isoformat(timespec="minutes")
    h.book("14-1", "LINDQVIST", "Tomas", released_at=out)
    h.book("14-2", "HALVORSEN", "Grace", released_at=out)
    h.turn()
    assert sorted(h.chain.people.booked.names()) == ["14-1"]
    assert "prints.destroyed" in h.kinds("14-2")
    assert "prints.destroyed" not in h.kinds("14-1")
    assert h.ledger.keys.load(["14-2/prints"]) == {"14-2/prints": None}
    assert sorted(h.reopened().chain.people.booked.names()) == ["14-1"]
    with pytest.raises(BadInput, match="left custody"):
        h.prints("14-2", 2, 3)
    assert verify(h.ledger, wiring.rederive).clean


def test_released_before_the_query_left_nothing_leaves(ledger_file: Path) -> None:
    """The line was down and the person is out: the query is taken back, and never sent when the line is up again."""
    h = house(ledger_file, Side(down=True))
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn(20)
    h.book("14-1", "LINDQVIST", "Tomas", released_at=h.at[0].isoformat(timespec="minutes"))
    h.turn(20)
    h.side.down = False
    h.turn(20, times=3)
    assert h.side.asks == {}
    assert h.kinds("14-1")[-2:] == ["prints.destroyed", "message.withdrawn"]


def test_a_person_booked_again_is_found_by_their_fingers(ledger_file: Path) -> None:
    """Another number, another name: the fingers say it is the same person as before; a namesake is not."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.book("14-2", "LINDQVIST", "Tomas", 2)
    h.turn()
    (found,) = h.said("14-2", "identity.assessed")
    assert [c["person"] for c in found["candidates"] if c["verdict"] == "same"] == []
    h.book("14-3", "LINDQUIST", "Tomas")
    h.prints("14-3", 1, impression=2)
    h.turn()
    (found,) = h.said("14-3", "identity.assessed")
    assert [c["person"] for c in found["candidates"] if c["verdict"] == "same"] == ["14-1"]
    assert found["candidates"][0]["fingers"] == [10, 10]
    assert "T-14-3" in h.side.asks


def test_a_restart_after_every_single_step_ends_the_same(ledger_file: Path) -> None:
    """One step a run, everything forgotten in between: event for event as a run that was never interrupted."""
    stories = []
    for name, single in (("whole", False), ("cut", True)):
        h = house(ledger_file.with_name(f"{name}.sqlite3"), single=single)
        h.book("14-1", "LINDQVIST", "Tomas", 1)
        for minute in range(12):
            if minute == 4:
                h.side.deliver("m1", idr("T-14-1"), at=h.at[0])
            h.turn()
            h = h.reopened(single=True) if single else h
        stories.append((h.kinds("14-1"), list(h.side.asks), list(h.side.notices)))
        h.chain.people.close()
    assert stories[0] == stories[1]


def test_what_someone_else_writes_meanwhile_is_not_run_over(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event that comes between looking and writing: the step is looked at again, and taken once."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    make = h.chain.steps.make

    def interrupted(step: Step, s: State, now: datetime) -> list[New]:
        monkeypatch.setattr(h.chain.steps, "make", make)
        made = make(step, s, now)
        h.ledger.append([New("note", "14-1", {"says": "meanwhile"}, START, START)], h.at[0])
        return made

    monkeypatch.setattr(h.chain.steps, "make", interrupted)
    h.turn()
    assert h.kinds("14-1").count("identity.assessed") == 1
    assert list(h.side.asks) == ["T-14-1"]


def test_a_query_that_is_never_answered_is_said_to_be(ledger_file: Path) -> None:
    """Once, after the time in which answers come; the chain waits and nobody is held for it."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn()
    h.at[0] += OVERDUE
    h.turn(times=3)
    assert h.kinds("14-1").count("query.unanswered") == 1
    assert waits_for(h.state("14-1")) == "an answer, overdue"
    h.side.deliver("m1", idr("T-14-1", match=False), at=h.at[0])
    h.turn(times=2)
    assert waits_for(h.state("14-1")) == "nothing: no hit"


def test_a_request_is_laid_upon_the_record_and_decided(ledger_file: Path) -> None:
    """A detainer comes: an event of its own, the record with it, a new decision; delivered again, nothing; cancelled, decided again."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn()
    paper = request("14-1", h.at[0])
    h.side.deliver("d1", paper, Channel.OFFICE, h.at[0])
    h.turn()
    record = h.state("14-1").record
    assert record is not None
    assert record["request"]["form"] == "I-247 (12/12)"
    before = h.kinds("14-1")
    assert before[-4:] == ["act.delivered", "booking.corrected", "detainer.received", "decided"]
    h.side.deliver("d1", paper, Channel.OFFICE, h.at[0])
    h.turn()
    assert h.kinds("14-1") == before
    h.side.deliver("d2", cancelled("14-1", h.at[0]), Channel.OFFICE, h.at[0])
    h.turn()
    state = h.state("14-1")
    assert state.record is not None
    assert state.record["request"] is None or state.record["request"]["cancelled_at"]
    assert verify(h.ledger, wiring.rederive).clean


def test_a_feed_that_knows_nothing_of_a_request_does_not_lose_it(ledger_file: Path) -> None:
    """The jail's own system delivers the booking again without it: it stays, with what was cancelled of it."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.side.deliver("d1", request("14-1", h.at[0]), Channel.OFFICE, h.at[0])
    h.turn()
    h.book("14-1", "LINDQVIST", "Tomas", housing="B2")
    state = h.state("14-1")
    assert state.record is not None
    assert (state.record["housing"], state.record["request"]["form"]) == ("B2", "I-247 (12/12)")
    h.side.deliver("d2", cancelled("14-1", h.at[0]), Channel.OFFICE, h.at[0])
    h.side.deliver("d3", request("14-1", h.at[0] + TWO_MINUTES, "D-2"), Channel.OFFICE, h.at[0])
    h.turn()
    h.book("14-1", "LINDQVIST", "Tomas", housing="B3")
    record = h.state("14-1").record
    assert record is not None
    every = [*record["earlier_requests"], record["request"]]
    assert sorted(bool(r["cancelled_at"]) for r in every) == [False, True]
    assert record["housing"] == "B3"


def test_prints_may_come_before_their_booking(ledger_file: Path) -> None:
    """They wait for it, and go on when it comes; the same card again changes nothing."""
    h = house(ledger_file)
    h.prints("14-1", 1)
    h.turn()
    assert h.side.asks == {}
    assert waits_for(h.state("14-1")) == "its booking"
    h.book("14-1", "LINDQVIST", "Tomas")
    h.prints("14-1", 1)
    h.turn()
    assert list(h.side.asks) == ["T-14-1"]
    assert h.kinds("14-1").count("prints.received") == 1


def test_a_gallery_that_was_deleted_is_made_anew_from_sealed_templates(ledger_file: Path) -> None:
    """It is a cache: without it the next start finds the same people."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas", 1)
    h.turn()
    h.chain.people.close()
    for file in h.chain.people.booked.folder.iterdir():
        file.unlink()
    h = house(ledger_file, h.side, h.at)
    assert list(h.chain.people.booked.names()) == ["14-1"]
    assert h.chain.people.search(fingers(1, 2), "nobody").candidates[0].name == "14-1"


def test_two_of_one_card_in_one_round_find_each_other(ledger_file: Path) -> None:
    """One person under two numbers in the same minute: each is found to be the other."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas")
    h.book("14-2", "LINDQVIST", "Tomas")
    h.prints("14-1", 1)
    h.prints("14-2", 1, impression=2)
    h.turn()
    for one, other in (("14-1", "14-2"), ("14-2", "14-1")):
        (found,) = h.said(one, "identity.assessed")
        assert [c["person"] for c in found["candidates"]] == [other]


def test_one_number_of_a_card_used_for_two_bookings_asks_under_two(ledger_file: Path) -> None:
    """The second query goes out under a number that nobody has used; each answer finds its own booking."""
    h = house(ledger_file)
    h.book("14-1", "LINDQVIST", "Tomas")
    h.prints("14-1", 1, tcn="T-9")
    h.turn()
    h.book("14-2", "HALVORSEN", "Grace")
    h.prints("14-2", 2, tcn="T-9")
    h.turn()
    assert [(c, a.booking) for c, a in h.side.asks.items()] == [("T-9", "14-1"), ("14-2-T-9", "14-2")]
