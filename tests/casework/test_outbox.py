"""The outbox: in the caller's transaction, once, with patience, and never silently given up."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.casework import open_ledger
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Outbox
from lawgate.casework.outbox import UNDO, dead_letters, letters, queue, restore, revive, withdraw
from lawgate.casework.outbox_pump import ATTEMPTS, LONGEST, Pumped, back_off, pump
from lawgate.casework.records import Message, New, Receipt, SendFailed, SendRefused
from lawgate.casework.verify import verify
from tests.casework.samples import NOW, Clock, again, filled, said

CHANCE = 7


class Receiver:
    """Takes messages once each by their id; fails as often as it is told to, before or after it took them."""

    def __init__(self, *, fail: int = 0, lose: int = 0, refuse: bool = False) -> None:
        self.fail, self.lose, self.refuse = fail, lose, refuse
        self.taken: dict[str, Message] = {}
        self.calls: Counter[str] = Counter()

    def __call__(self, message: Message) -> Receipt:
        self.calls[message.id] += 1
        if self.refuse:
            raise SendRefused("no such office")
        if self.fail:
            self.fail -= 1
            raise SendFailed("the line is down")
        known = message.id in self.taken
        self.taken.setdefault(message.id, message)
        if self.lose:
            self.lose -= 1
            raise TimeoutError("the receipt was lost on its way")
        return Receipt(f"r-{len(self.taken)}", known)


def queued(ledger: Ledger, about: str = "hit", *, subject: str = "p1", wait: timedelta = timedelta(0)) -> str:
    return queue(
        ledger,
        subject,
        to="field office",
        channel="federal",
        purpose="notice",
        about=about,
        body={"name": "LINDQVIST", "tcn": "T-1"},
        now=NOW,
        wait=wait,
    )


def turn(ledger: Ledger, sender: Receiver, at: datetime, **more: Any) -> Pumped:
    return pump(ledger, {"federal": sender}, lambda: at, Random(CHANCE), **more)


def kinds(ledger: Ledger, subject: str = "p1") -> list[str]:
    return [kind for kind, _, _ in said(ledger, subject)]


def test_a_message_is_there_with_what_gave_rise_to_it_or_not_at_all(ledger_file: Path) -> None:
    """Queued in a transaction that fails, neither event nor row is left; queued twice for the same cause, there is one."""
    ledger = filled(ledger_file)

    def interrupted() -> None:
        with writing(ledger.alias):
            queued(ledger)
            raise RuntimeError("the power failed")

    with pytest.raises(RuntimeError):
        interrupted()
    assert list(letters(ledger)) == []
    assert "message.queued" not in kinds(ledger)
    assert queued(ledger) == queued(ledger)
    assert kinds(ledger).count("message.queued") == 1
    assert len(list(letters(ledger))) == 1


def test_the_row_says_nothing_of_the_person(ledger_file: Path) -> None:
    """Receiver and body are in the sealed event alone; no cell of the outbox holds a word of them."""
    ledger = filled(ledger_file)
    queued(ledger)
    cells = [str(v) for v in Outbox.objects.using(ledger.alias).values_list().get()]
    assert not [c for c in cells if "LINDQVIST" in c or "field office" in c]
    assert b"LINDQVIST" not in ledger_file.read_bytes() + ledger_file.with_name(ledger_file.name + "-wal").read_bytes()


def test_a_lost_receipt_is_no_second_notice(ledger_file: Path) -> None:
    """The receiver took it and the answer was lost: sent again under the same id, acted upon once, written down once."""
    ledger, office = filled(ledger_file), Receiver(lose=1)
    message = queued(ledger)
    turn(ledger, office, NOW)
    assert "message.sent" not in kinds(ledger)
    turn(ledger, office, NOW + timedelta(seconds=10))
    assert office.calls[message] == 2
    assert list(office.taken) == [message]
    assert kinds(ledger).count("message.sent") == 1
    assert turn(ledger, office, NOW + timedelta(hours=1)).looked_at == 0


def test_a_notice_waits_a_minute_and_can_be_undone_in_it(ledger_file: Path) -> None:
    """Nothing leaves before the minute is over; withdrawn within it, nothing leaves at all; afterwards it is too late."""
    ledger, office = filled(ledger_file), Receiver()
    first, second = queued(ledger, "one", wait=UNDO), queued(ledger, "two", wait=UNDO)
    turn(ledger, office, NOW + timedelta(seconds=59))
    assert office.taken == {}
    withdraw(ledger, first, by="clerk", why="the wrong person", now=NOW + timedelta(seconds=59))
    turn(ledger, office, NOW + timedelta(seconds=61))
    assert list(office.taken) == [second]
    assert "message.withdrawn" in kinds(ledger)
    for message in (first, second):
        with pytest.raises(BadInput):
            withdraw(ledger, message, by="clerk", why="too late", now=NOW + timedelta(seconds=62))


def test_a_dead_letter_is_seen_and_revived(ledger_file: Path) -> None:
    """A receiver that stays down costs a bounded number of attempts, then a person sees the letter; revived, it arrives."""
    ledger, office, at = filled(ledger_file), Receiver(fail=ATTEMPTS), NOW
    message = queued(ledger)
    for _ in range(ATTEMPTS + 3):
        turn(ledger, office, at)
        at += LONGEST
    assert office.calls[message] == ATTEMPTS
    (letter,) = dead_letters(ledger)
    assert letter.message == message
    assert "a person must look" in letter.says
    revive(ledger, message, by="supervisor", now=at)
    turn(ledger, office, at)
    assert list(office.taken) == [message]
    assert dead_letters(ledger) == []
    assert kinds(ledger)[-4:] == ["message.queued", "message.dead", "message.revived", "message.sent"]
    with pytest.raises(BadInput):
        revive(ledger, message, by="supervisor", now=at)


def test_a_refusal_is_a_dead_letter_at_once(ledger_file: Path) -> None:
    """What the receiver will never take is not sent again and again."""
    ledger, office = filled(ledger_file), Receiver(refuse=True)
    message = queued(ledger)
    turn(ledger, office, NOW)
    turn(ledger, office, NOW + timedelta(hours=2))
    assert office.calls[message] == 1
    assert [letter.message for letter in dead_letters(ledger)] == [message]


def test_a_line_that_is_down_costs_one_attempt_and_not_hundreds(ledger_file: Path) -> None:
    """After one failure the rest of the channel waits for the next turn, and none of it counts as tried."""
    ledger, office = filled(ledger_file), Receiver(fail=1)
    for n in range(50):
        queued(ledger, f"hit {n}")
    turn(ledger, office, NOW)
    assert sum(office.calls.values()) == 1
    assert sorted(letter.attempts for letter in letters(ledger)) == [0] * 49 + [1]
    turn(ledger, office, NOW + timedelta(minutes=1))
    assert len(office.taken) == 50


def test_two_pumps_do_not_take_the_same_message(ledger_file: Path) -> None:
    """While one is sending, another finds nothing; after the lease it takes over, and the first one's late word changes nothing."""
    ledger, office = filled(ledger_file), Receiver()
    message = queued(ledger)

    def slow(sent: Message) -> Receipt:
        assert turn(ledger, office, NOW + timedelta(seconds=5)).looked_at == 0
        turn(ledger, office, NOW + timedelta(minutes=5))
        return office(sent)

    pump(ledger, {"federal": slow}, lambda: NOW, Random(CHANCE))
    assert office.calls[message] == 2
    assert list(office.taken) == [message]
    assert kinds(ledger).count("message.sent") == 1


def test_rows_that_were_lost_are_made_anew_from_the_events(ledger_file: Path) -> None:
    """Without its rows the outbox is rebuilt: what was sent is not sent again, what was not, is."""
    ledger, office = filled(ledger_file), Receiver()
    sent = queued(ledger, "one")
    turn(ledger, office, NOW)
    waiting = queued(ledger, "two")
    Outbox.objects.using(ledger.alias).all().delete()
    assert restore(ledger, NOW) == 2
    assert restore(ledger, NOW) == 0
    turn(ledger, office, NOW + timedelta(seconds=1))
    assert office.calls == {sent: 1, waiting: 1}


def test_what_is_sent_may_bring_events_of_its_own(ledger_file: Path) -> None:
    """They are appended with the one that it was sent, and the ledger stays whole."""
    ledger, office = filled(ledger_file), Receiver()
    queued(ledger)

    def also(message: Message, receipt: Receipt) -> list[New]:
        return [New("query.sent", message.subject, {"tcn": message.body["tcn"], "r": receipt.reference}, NOW, NOW)]

    turn(ledger, office, NOW, also=also)
    assert kinds(ledger)[-2:] == ["message.sent", "query.sent"]
    assert verify(ledger, again).clean


def test_an_expunged_person_gets_no_more_messages(ledger_file: Path) -> None:
    """A message still waiting when a court orders expungement never leaves."""
    ledger, office = filled(ledger_file), Receiver()
    queued(ledger)
    ledger.expunge("p1", "Order 1", NOW, NOW)
    turn(ledger, office, NOW + timedelta(minutes=1))
    assert office.calls == {}
    assert [letter.state for letter in letters(ledger)] == ["withdrawn"]
    assert verify(open_ledger(ledger_file), again).clean


@given(st.integers(1, 10_000), st.integers(0, 2**32))
def test_waiting_grows_and_stays_within_its_bounds(attempts: int, seed: int) -> None:
    """Never longer than the longest, never so short that it hammers, and later attempts have the higher ceiling."""
    wait = back_off(attempts, Random(seed))
    assert timedelta(seconds=0.5) <= wait <= LONGEST
    assert wait <= timedelta(seconds=5) * 2 ** min(attempts - 1, 10)


def test_time_that_passes_while_sending_is_told_by_the_clock(ledger_file: Path) -> None:
    """A message sent is written down with the instant after it was sent, not with the one the turn began."""
    ledger, office = filled(ledger_file), Receiver()
    queued(ledger)
    pump(ledger, {"federal": office}, Clock(NOW, timedelta(seconds=3)), Random(CHANCE))
    event = next(e for e in ledger.events("p1") if e.kind == "message.sent")
    assert event.happened_at > NOW + timedelta(seconds=3)
