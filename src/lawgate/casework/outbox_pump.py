"""The pump: takes what is due from the outbox, hands it over, and writes down what became of it.

Between handing over and writing down the power may fail; then the same message is handed over again under the same id, and the
receiver knows it. Failures wait longer each time, with chance in it so that many offices do not come back in one second (full
jitter: Brooker, *Exponential Backoff and Jitter*, AWS Architecture Blog, 2015); after ``ATTEMPTS`` a message is a dead letter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db.models import Q

from lawgate.base import BadInput
from lawgate.casework.instants import sortable
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event, Outbox
from lawgate.casework.outbox import DONE, GONE, SENDING, WAITING, WITHDRAWN
from lawgate.casework.records import DEAD, FAULTS, SENT, Clock, Message, New, Receipt, Sender, SendFailed, SendRefused

FIRST, LONGEST = timedelta(seconds=5), timedelta(minutes=15)
ATTEMPTS = 12  # about an hour and a half of trying
LEASE = timedelta(seconds=120)  # after which a message that was being sent is taken over
AT_ONCE = 100
NO_LONGER = timedelta(hours=1)  # nothing is put off so far: what is due later was written by a clock that was ahead

Also = Callable[[Message, Receipt], Sequence[New]]
"""More events to append with the one that a message was sent."""


@dataclass
class Pumped:
    """What one turn of the pump came to: how many messages were sent, put off, and given up."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    held_back: int = 0  # not tried, because their channel had just failed

    @property
    def looked_at(self) -> int:
        return self.sent + self.failed + self.dead + self.held_back


@dataclass
class Turn:
    """The outcomes of one turn, to be written down together: each row as it is to be, with the events that go with it."""

    rows: list[tuple[Outbox, list[New]]] = field(default_factory=list)

    def add(self, row: Outbox, *events: New) -> None:
        self.rows.append((row, list(events)))


def pump(
    ledger: Ledger,
    senders: Mapping[str, Sender],
    clock: Clock,
    chance: Random,
    *,
    also: Also = lambda message, receipt: (),
    at_most: int = AT_ONCE,
    only: Collection[str] | None = None,
) -> Pumped:
    """Send what is due, each message by the sender of its channel. Two pumps at once do not take the same message.

    ``only``: the channels that this pump serves, where another serves the rest; all of them if none are named.

    A channel without a sender is a failure like any other. After one failure of a channel the rest of its messages wait for the
    next turn, so that a receiver that is down costs one attempt and not hundreds.
    """
    result, turn, down = Pumped(), Turn(), set[str]()
    for row, message in _claimed(ledger, clock(), at_most, only):
        if row.channel in down:
            result.held_back += 1
            _put_off(turn, row, clock(), FIRST * chance.uniform(0.5, 1))
            continue
        try:
            sender = senders.get(row.channel)
            if sender is None:
                raise SendFailed(f"nothing sends on the channel '{row.channel}'")
            receipt = sender(message)
        except (SendRefused, BadInput) as e:
            result.dead += 1
            _give_up(turn, row, message, str(e), clock())
        except (SendFailed, OSError, *FAULTS) as e:
            down.add(row.channel)
            row.attempts += 1
            if row.attempts >= ATTEMPTS:
                result.dead += 1
                _give_up(turn, row, message, str(e) or type(e).__name__, clock())
            else:
                result.failed += 1
                _put_off(turn, row, clock(), back_off(row.attempts, chance))
        else:
            result.sent += 1
            _sent(turn, row, message, receipt, clock(), also)
    _write(ledger, turn, clock())
    return result


def back_off(attempts: int, chance: Random) -> timedelta:
    """How long to wait after so many failures: up to twice as long each time, at least a tenth of that, never above ``LONGEST``."""
    ceiling = min(LONGEST, FIRST * (1 << min(attempts - 1, 20)))
    return timedelta(seconds=ceiling.total_seconds() * chance.uniform(0.1, 1.0))


def _claimed(ledger: Ledger, now: datetime, at_most: int, only: Collection[str] | None) -> list[tuple[Outbox, Message]]:
    """The next messages, marked as being sent until the lease ends."""
    at = sortable(now)
    due = Q(state__in=(WAITING, SENDING)) & (Q(due__lte=at) | Q(due__gt=sortable(now + NO_LONGER)))
    if only is not None:
        due &= Q(channel__in=list(only))
    if not Outbox.objects.using(ledger.alias).filter(due).exists():  # without the write lock: most turns find nothing
        return []
    with writing(ledger.alias):
        rows = list(Outbox.objects.using(ledger.alias).filter(due).order_by("due", "message")[:at_most])
        taken = Outbox.objects.using(ledger.alias).filter(message__in=[r.message for r in rows])
        taken.update(state=SENDING, due=sortable(now + LEASE))
    events = {e.number: e for e in Event.objects.using(ledger.alias).filter(number__in=[r.event for r in rows])}
    said = ledger.open_payloads([events[r.event] for r in rows])
    out = []
    for row, payload in zip(rows, said, strict=True):
        if payload is None:  # a person expunged meanwhile has no messages any more
            Outbox.objects.using(ledger.alias).filter(message=row.message).update(state=WITHDRAWN)
        else:
            to, body = str(payload["to"]), payload["body"]
            event = events[row.event]
            out.append(
                (
                    row,
                    Message(
                        row.message, row.subject, to, row.channel, row.purpose, body, event.happened_at, row.attempts
                    ),
                )
            )
    return out


def _sent(turn: Turn, row: Outbox, message: Message, receipt: Receipt, now: datetime, also: Also) -> None:
    said = {"message": row.message, "receipt": receipt.reference, "attempts": row.attempts + 1}
    row.state, row.attempts = DONE, row.attempts + 1
    turn.add(row, New(SENT, row.subject, said, now, now), *also(message, receipt))


def _give_up(turn: Turn, row: Outbox, message: Message, why: str, now: datetime) -> None:
    said = {"message": row.message, "why": why, "attempts": max(row.attempts, 1), "purpose": message.purpose}
    row.state = GONE
    turn.add(row, New(DEAD, row.subject, said, now, now))


def _put_off(turn: Turn, row: Outbox, now: datetime, wait: timedelta) -> None:
    row.state, row.due = WAITING, sortable(now + wait)
    turn.add(row)


def _write(ledger: Ledger, turn: Turn, now: datetime) -> None:
    """What became of the messages, in one transaction. Left out: what another pump wrote down first, and whoever was expunged."""
    if not turn.rows:
        return
    with writing(ledger.alias):
        names = [row.message for row, _ in turn.rows]
        mine = set(
            Outbox.objects.using(ledger.alias)
            .filter(message__in=names, state=SENDING)
            .values_list("message", flat=True)
        )
        wrapped = ledger.keys.wrapped([row.subject for row, _ in turn.rows])
        kept = [(row, events) for row, events in turn.rows if row.message in mine and wrapped.get(row.subject)]
        ledger.append([e for _, events in kept for e in events], now)
        Outbox.objects.using(ledger.alias).bulk_update([row for row, _ in kept], ["state", "due", "attempts"])
