"""Copies of what DHS was told: each goes out once, by whom it must, and what was kept back is said."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from lawgate import wiring
from lawgate.base import BadInput
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms import tick
from lawgate.casework.outbox import DESK, hand_over, letters, withdraw
from lawgate.casework.records import Message, New, Receipt, SendFailed
from lawgate.casework.verify import verify
from lawgate.counsel import alerts as alerts_of
from lawgate.counsel import designations
from lawgate.counsel.alerts_view import view_of
from lawgate.counsel.offices import set_office
from lawgate.wiring.copies import copy_sheet, counsel_turn
from tests.casework.chain_made import START, House, Side, house, idr
from tests.counsel.made import OFFICE, WISH

NIGHT = datetime(2018, 6, 9, 22, 45, tzinfo=START.tzinfo)
PUBLIC = {"release_info_public": True, "custody_info_public": True, "subject.juvenile": False}
BAIL = {"bail": [{"amount_usd": 500, "tendered_at": "2018-06-10T23:00-07:00", "accepted_at": "2018-06-10T23:00-07:00"}]}


ASKED = {
    "form": "I-247A",
    "issued_on": "2018-06-09",
    "received_at": "2018-06-09T20:00-07:00",
    "asks": ["notify"],
    "boxes": [],
}


def told(path: Path, side: Side | None = None, **more: Any) -> House:
    """Somebody in California in 2018 whose release date is published, with a hit of which DHS may be told."""
    h = house(path, side, at=[NIGHT])
    h.book("18-1", "MARROW", "Elena", 1, **facts(**more))
    h.turn()
    h.side.deliver("m1", idr("T-18-1"), at=h.at[0])
    return h


def facts(**more: Any) -> dict[str, Any]:
    return {
        "born": "1988-04-02",
        "booked_at": NIGHT.isoformat(timespec="minutes"),
        **PUBLIC,
        **BAIL,
        "requests": [ASKED],
        **more,
    }


def how(h: House) -> list[tuple[str, str]]:
    return [(c["to"], c["how"]) for p in h.said("18-1", "notice.copied") for c in p["copies"]]


def test_the_same_notification_goes_to_the_person_and_their_lawyer_once(ledger_file: Path) -> None:
    """When DHS has the release date, not before: a paper for the person by § 7283.1(b), an alert for the lawyer on file; what was kept
    back is on the ledger with its reason; restarts and more turns make no second one."""
    h = told(ledger_file, lawyer_known=True)
    h.turn(0)
    assert "notice.decided" in h.kinds("18-1")
    assert "notice.copied" not in h.kinds("18-1")
    h.turn(times=3)
    h = h.reopened()
    h.turn(times=3)
    assert sorted(how(h)) == [("lawyer", "counsel"), ("person", "print")]
    (notice,), (copied,) = h.said("18-1", "notice.decided"), h.said("18-1", "notice.copied")
    assert "release" in notice["sent"]
    assert all("7283.1" in c["citation"] for c in copied["copies"])
    assert [w["what"] for w in copied["withheld"]] == [w["what"] for w in notice["withheld"]] != []
    (paper,) = [p for p in h.said("18-1", "message.queued") if p["purpose"] == "copy"]
    assert paper["body"]["sent"] == notice["sent"]
    assert [x.says for x in letters(h.ledger, "waiting")] == ["waits to be printed and given to the person"]
    for language in ("en", "es"):
        message, sheet = copy_sheet(h.ledger, "18-1", language)
        assert sheet.startswith(b"%PDF")
        assert message == paper["message"]
    assert verify(h.ledger, wiring.rederive).clean


def test_nobody_is_told_of_a_notice_that_was_taken_back(ledger_file: Path) -> None:
    """Withdrawn within its minute, or never delivered: there is nothing to have a copy of, and no alarm asks for one."""
    h = told(ledger_file)
    h.turn(0)
    (waiting,) = [x for x in letters(h.ledger, "waiting") if x.purpose == "notice"]
    withdraw(h.ledger, waiting.message, by="clerk", why="wrong person", now=h.at[0])
    h.turn(600, times=3)
    tick(h.ledger, h.at[0])
    assert how(h) == []
    assert a.COPY not in {p["kind"] for p in h.said("18-1", a.RAISED)}


def test_the_paper_is_watched_until_it_is_given(ledger_file: Path) -> None:
    """Printing it is kept, and is not giving it: the alarm of the shift's end stands until the clerk records the service. That it lies
    at the desk is no fault of the outbox."""
    h = told(ledger_file)
    h.turn(times=3)
    h.at[0] += timedelta(hours=9)
    tick(h.ledger, h.at[0])
    raised = [p["kind"] for p in h.said("18-1", a.RAISED)]
    assert raised.count(a.COPY) == 1
    rows = [e for e in h.ledger.events() if e.kind == a.RAISED]
    assert a.OUTBOX not in {(p or {}).get("kind") for p in h.ledger.open_payloads(rows)}
    (paper,) = letters(h.ledger, "waiting")
    assert hand_over(h.ledger, paper.message, how="printed by R. Diaz", now=h.at[0])
    assert hand_over(h.ledger, paper.message, how="printed by R. Diaz", now=h.at[0]) == 0
    tick(h.ledger, h.at[0])
    assert [p for p in h.said("18-1", a.ENDED) if p["kind"] == a.COPY] == []
    served = {"fields": {"packet": ["intent-to-comply"]}, "by": "R. Diaz", "role": "clerk"}
    h.ledger.append([New("act.served", "18-1", served, h.at[0], h.at[0])], h.at[0])
    tick(h.ledger, h.at[0])
    assert [p["why"] for p in h.said("18-1", a.ENDED) if p["kind"] == a.COPY] == ["a copy was given"]


def test_a_paper_is_settled_by_giving_and_by_leaving(ledger_file: Path) -> None:
    """Given without the printer, its job is done; of whoever left before it was printed, or was expunged, it is taken back."""
    h = told(ledger_file)
    h.turn(times=3)
    served = {"fields": {"packet": ["intent-to-comply"]}, "by": "R. Diaz", "role": "clerk"}
    h.ledger.append([New("act.served", "18-1", served, h.at[0], h.at[0])], h.at[0])
    h.turn()
    assert [(x.channel, x.state) for x in letters(h.ledger) if x.channel == DESK] == [(DESK, "sent")]
    other = told(ledger_file.with_name("other.sqlite3"))
    other.turn(times=3)
    gone = other.at[0].isoformat(timespec="minutes")
    other.book("18-1", "MARROW", "Elena", **facts(released_at=gone))
    other.turn()
    (paper,) = [x for x in letters(other.ledger) if x.channel == DESK]
    assert paper.state == "withdrawn"
    third = told(ledger_file.with_name("third.sqlite3"))
    third.turn(times=3)
    third.ledger.expunge("18-1", "order 7", third.at[0], third.at[0])
    third.turn(times=2)
    assert list(letters(third.ledger, "waiting")) == []
    with pytest.raises(BadInput, match="withdrawn"):
        hand_over(other.ledger, paper.message, how="printed", now=other.at[0])
    with pytest.raises(BadInput, match="not told of this person"):
        copy_sheet(other.ledger, "18-1")


def test_killed_between_telling_and_copying_it_is_copied_at_the_next_start(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DHS has the notice, the power fails before the copies are made, the person leaves: the next start finds what is still owed."""
    h = told(ledger_file, lawyer_known=True)
    h.turn(times=1)
    monkeypatch.setattr(h.chain, "advance", lambda turn=None: 0)  # it sends, and gets no further
    h.turn(times=3)
    assert len(h.side.notices) == 1
    assert how(h) == []
    gone = h.at[0].isoformat(timespec="minutes")
    h.book("18-1", "MARROW", "Elena", **facts(released_at=gone, lawyer_known=True))
    h = h.reopened()
    assert sorted(how(h)) == [("lawyer", "counsel"), ("person", "late")]


class Wire:
    """Ways to a lawyer that fail when told; ``got``: what arrived, by its id."""

    def __init__(self) -> None:
        self.down, self.got, self.calls = False, dict[str, Message](), 0

    def __call__(self, message: Message) -> Receipt:
        self.calls += 1
        if self.down:
            raise SendFailed("the mail server cannot be reached")
        again = message.id in self.got
        self.got.setdefault(message.id, message)
        return Receipt("taken", again)


def test_a_lawyer_named_later_is_told_once_and_names_nobody(ledger_file: Path) -> None:
    """Nobody is on file: the ledger says to ask. Named, with the mail down, beside a second process that looks as well: one message
    arrives, without a word of the person; their acknowledgement is on the ledger."""
    h, wire = told(ledger_file), Wire()
    call_command("migrate", "counsel", database=h.ledger.alias, verbosity=0)
    set_office(h.ledger, OFFICE, by="admin", now=h.at[0])
    h.turn(times=3)
    assert ("lawyer", "ask") in how(h)
    wire.down = True
    jobs = [counsel_turn(h.ledger, lambda: h.at[0], h.chain.chance, dict.fromkeys(("smtp", "sms"), wire)) for _ in "12"]
    designations.designate(h.ledger, WISH, now=h.at[0])
    for job in jobs:
        job(h.at[0])
    (name,) = view_of(h.ledger).cases["18-1"]
    designations.answer(h.ledger, "18-1", name, "yes", by="booker", role="booking", now=h.at[0])
    h.book("18-1", "MARROW", "Elena", **facts(lawyer_known=True))
    for minute in range(3):
        h.turn(1)
        wire.down = minute < 1
        for job in jobs:
            job(h.at[0])
    assert how(h).count(("lawyer", "counsel")) == 1
    alerts = {p["alert"]: p for p in h.said("18-1", "alert.raised")}
    (copy,) = [p for p in alerts.values() if p["cause"].startswith("notice:")]
    assert "7283.1" in copy["why"]
    told_to = [p["account"] for p in h.said("18-1", "alert.told") if p["alert"] == copy["alert"]]
    alerts_of.acknowledge(h.ledger, copy["alert"], by=told_to[0], now=h.at[0])
    assert h.kinds("18-1").count("alert.acknowledged") == 1
    for message in wire.got.values():
        assert not {"marrow", "elena", "18-1", "ice"} & set(str(message.body["text"]).lower().replace(".", "").split())
    assert len(wire.got) == len({p["message"] for p in h.said("18-1", "alert.told")}) == len(alerts) == 2
    assert wire.calls > len(wire.got)
