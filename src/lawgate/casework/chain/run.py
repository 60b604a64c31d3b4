"""The chain: every booking carried through the rooms, by steps that can be cut short anywhere.

Where a booking stands is told by its events (``chain.state``), so a step that was interrupted is taken again, and one that is done is
not. A round does for some bookings all that can be done now, and writes it in one transaction; if anybody else wrote about one of
them meanwhile, that one is looked at again. Nothing here reads a clock or draws a number: both are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db.models import Max, QuerySet

from lawgate.base import BadInput
from lawgate.casework.chain.answers import Answers
from lawgate.casework.chain.copies import GIVEN, settle_papers
from lawgate.casework.chain.overdue import Unanswered
from lawgate.casework.chain.papers import take_papers
from lawgate.casework.chain.people import People
from lawgate.casework.chain.records import Incoming, Rooms, Turn
from lawgate.casework.chain.state import NOTICE, QUERY, State, Step, after, next_step, states
from lawgate.casework.chain.steps import Steps
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event, Outbox, Standing
from lawgate.casework.outbox import DONE, GONE, UNDO, WAITING, WITHDRAWN, restore, row
from lawgate.casework.outbox_pump import pump
from lawgate.casework.records import (
    CONFIRMED,
    COPIED,
    CORRECTED,
    DISPUTED,
    EXPUNGED,
    FAULTS,
    IDENTITY_CORRECTED,
    LEDGER,
    MESSAGE_WITHDRAWN,
    NOTICE_DECIDED,
    PRINTS,
    PRINTS_DESTROYED,
    QUERY_SENT,
    QUEUED,
    RECEIVED,
    RESPONSE,
    SENT,
    TEMPLATES,
    Clock,
    Message,
    New,
    Receipt,
    Sender,
)

MOVING = (RECEIVED, CORRECTED, PRINTS, CONFIRMED, DISPUTED, IDENTITY_CORRECTED, RESPONSE)
ENDING = (GIVEN, CORRECTED, EXPUNGED)  # after which a paper need not wait any more
ROUND = 32  # bookings of one transaction
ONE_AFTER_THE_OTHER = 12  # steps of one booking in one round, at most


@dataclass(frozen=True, slots=True)
class Line:
    """The line to the other side. ``incoming``: what has arrived and was not acknowledged; ``done``: acknowledge these."""

    senders: Mapping[str, Sender]
    incoming: Callable[[datetime], Sequence[Incoming]] = lambda now: ()
    done: Callable[[Sequence[str]], None] = lambda ids: None


class Chain:
    """One ledger's chain. ``round_of``: bookings of one transaction; ``single``: one step a transaction (for measuring what that costs).

    ``resume`` first, then ``turn`` again and again; ``advance`` alone does the steps that need nobody else.
    """

    def __init__(
        self,
        ledger: Ledger,
        people: People,
        rooms: Rooms,
        line: Line,
        clock: Clock,
        chance: Random,
        *,
        round_of: int = ROUND,
        single: bool = False,
    ) -> None:
        self.ledger, self.people, self.rooms, self.line = ledger, people, rooms, line
        self.clock, self.chance, self.round_of, self.single = clock, chance, round_of, single
        self.answers, self.unanswered = Answers(ledger), Unanswered(ledger)
        self.steps = Steps(people, self.answers, rooms)
        self.seen = 0  # the last event that was looked at
        self.settled = 0  # the last event after which papers at the desk were settled
        self.failed: dict[str, str] = {}  # bookings whose step could not be made, and why

    # What drives it

    def resume(self) -> int:
        """After a start, however the last run ended: caches brought up to date, lost rows of the outbox restored, every step that was
        left open taken. Returns how many bookings had one."""
        self.people.catch_up()
        self.answers.catch_up()
        restore(self.ledger, self.clock())
        self.seen = self.ledger.end()[0]
        return self._advance(self._open())

    def turn(self) -> Turn:
        """Everything that can be done now: steps, messages out, deliveries in, what they bring, and what is overdue."""
        result = Turn()
        self.advance(result)
        self._send(result)
        self._take_in(result)
        self.advance(result)
        self._settle_papers()
        result.overdue = self.unanswered.say(self.clock())
        return result

    def advance(self, turn: Turn | None = None) -> int:
        """The steps of every booking of which something was written since the last look. Returns how many bookings moved."""
        moved, turn, before = 0, turn or Turn(), self.seen
        try:
            while touched := self._touched():
                moved += self._advance(touched, turn)
                before = self.seen
        finally:
            self.seen = before  # cut short, these are looked at again
        return moved

    def carry_on(self, booking: str) -> int:
        """The steps of one booking, for a task that was enqueued for it. Returns whether it moved, as 1 or 0."""
        return self._advance([booking])

    def try_again(self) -> int:
        """The steps that could not be made, once more. Returns how many bookings moved."""
        return self._advance(sorted(self.failed))

    # Steps

    def _advance(self, subjects: Sequence[str], turn: Turn | None = None) -> int:
        moved, turn = 0, turn or Turn()
        for at in range(0, len(subjects), self.round_of):
            some, tries = list(subjects[at : at + self.round_of]), 0
            while some and tries < ONE_AFTER_THE_OTHER:
                done, some = self._round(some, turn)
                moved += done
                tries += 1
        return moved

    def _round(self, subjects: Sequence[str], turn: Turn) -> tuple[int, list[str]]:
        """One round. Returns how many bookings moved, and those to be looked at again."""
        now, found = self.clock(), states(self.ledger, subjects)
        self.steps.look_ahead([s for s in found.values() if next_step(s) is Step.ASSESS])
        self.answers.catch_up()
        made: dict[str, list[New]] = {}
        for subject, state in found.items():
            made[subject] = self._events(state, now, turn)
        made = {s: events for s, events in made.items() if events}
        overtaken = self._write(found, made, now)
        done = [s for s in made if s not in overtaken]
        self.people.forget([s for s in done if any(e.kind == PRINTS_DESTROYED for e in made[s])])
        return len(done), [*overtaken, *(done if self.single else ())]

    def _events(self, state: State, now: datetime, turn: Turn) -> list[New]:
        """All that can be done for one booking now; with ``single`` the first thing alone. What cannot be done is kept in ``failed``."""
        out: list[New] = []
        for _ in range(1 if self.single else ONE_AFTER_THE_OTHER):
            step = next_step(state)
            if step is None:
                break
            try:
                events = self.steps.make(step, state, now)
            except (BadInput, *FAULTS) as e:
                says = f"cannot {step.value}: {str(e) or type(e).__name__}"
                if self.failed.get(state.subject) != says:
                    turn.stuck.append(f"{state.subject}: {says}")
                self.failed[state.subject] = says
                break
            self.failed.pop(state.subject, None)
            turn.step(step.name.lower())
            out += events
            state = after(state, events)
        return out

    def _write(self, found: Mapping[str, State], made: Mapping[str, list[New]], now: datetime) -> list[str]:
        """Append it all in one transaction, messages with their rows in the outbox; leave out, and return, whom somebody else wrote of."""
        if not made:
            return []
        with writing(self.ledger.alias):
            rows = Event.objects.using(self.ledger.alias).filter(subject__in=list(made))
            last = dict(rows.values_list("subject").annotate(last=Max("number")))
            overtaken = [s for s in made if last.get(s, 0) != found[s].last]
            events = [e for s, mine in made.items() if s not in overtaken for e in mine]
            numbers = self.ledger.append(events, now)
            for event, number in zip(events, numbers, strict=True):
                if event.kind == QUEUED:
                    wait = UNDO if event.payload["purpose"] == NOTICE else timedelta(0)
                    row(event, number, wait=wait).save(using=self.ledger.alias, force_insert=True)
                elif event.kind == PRINTS_DESTROYED:
                    self.ledger.keys.destroy(event.subject + TEMPLATES)
                    self._withdraw_queries(event.subject, now)
            if not overtaken and self.seen == min(numbers, default=1) - 1:
                self.seen = numbers[-1]  # nothing in between: what was written here need not be looked at again
        return overtaken

    def _withdraw_queries(self, subject: str, now: datetime) -> None:
        """A query that was not delivered yet is about templates that are gone: it is taken back."""
        rows = Outbox.objects.using(self.ledger.alias).filter(subject=subject, purpose=QUERY, state__in=(WAITING, GONE))
        for message in list(rows.values_list("message", flat=True)):
            said = {"message": message, "by": "system", "why": "the person left before it was delivered"}
            self.ledger.append([New(MESSAGE_WITHDRAWN, subject, said, now, now)], now)
        rows.update(state=WITHDRAWN)

    def _settle_papers(self) -> None:
        """Papers at the desk, where something happened since that may end their waiting."""
        end, rows = self.ledger.end()[0], Event.objects.using(self.ledger.alias)
        if end != self.settled and rows.filter(number__gt=self.settled, number__lte=end, kind__in=ENDING).exists():
            settle_papers(self.ledger, self.clock())
        self.settled = end

    # What is looked at

    def _touched(self) -> list[str]:
        """Bookings with events that were not looked at, of kinds after which there may be something to do."""
        end = self.ledger.end()[0]
        if end == self.seen:
            return []
        rows = Event.objects.using(self.ledger.alias).filter(number__gt=self.seen, number__lte=end, kind__in=MOVING)
        delivered = Event.objects.using(self.ledger.alias).filter(number__gt=self.seen, number__lte=end, kind=SENT)
        self.seen = end
        told = self._notices().filter(subject__in=delivered.values("subject")).values_list("subject", flat=True)
        return sorted((set(rows.values_list("subject", flat=True)) | set(told)) - {LEDGER})

    def _open(self) -> list[str]:
        """Bookings that may have a step open: prints came or an answer did, and the way is not at its end."""
        rows = Event.objects.using(self.ledger.alias)
        left = Standing.objects.using(self.ledger.alias).exclude(gone=None).values("subject")
        started = rows.filter(kind__in=(PRINTS, RESPONSE)).values_list("subject", flat=True).distinct()
        destroyed = rows.filter(kind=PRINTS_DESTROYED).values_list("subject", flat=True).distinct()
        noticed = rows.filter(kind=NOTICE_DECIDED, subject__in=left).values_list("subject", flat=True).distinct()
        copied = rows.filter(kind=COPIED).values_list("subject", flat=True).distinct()
        told = self._notices().values_list("subject", flat=True).distinct()
        return sorted((set(started) - set(destroyed) - set(noticed) | set(told) - set(copied)) - {LEDGER})

    def _notices(self) -> QuerySet[Outbox]:
        """Notices that DHS has."""
        return Outbox.objects.using(self.ledger.alias).filter(purpose=NOTICE, state=DONE)

    # Out and in

    def _send(self, result: Turn) -> None:
        senders = self.line.senders
        sent = pump(self.ledger, senders, self.clock, self.chance, also=_asked, only=set(senders))
        result.sent, result.failed, result.dead = sent.sent, sent.failed, sent.dead

    def _take_in(self, result: Turn) -> None:
        """Keep what was delivered, then acknowledge it: between the two it may be delivered again, and is known."""
        now = self.clock()
        arrived = self.line.incoming(now)
        if not arrived:
            return
        for _ in (1, 2):  # an answer that lies there twice came again, once the first of the two is kept
            self.answers.catch_up()
            self.ledger.append(self.answers.events(arrived, now, result), now)
        take_papers(self.ledger, self.answers, self.rooms, arrived, now, result)
        self.answers.catch_up()
        self.line.done([d.id for d in arrived])


def _asked(message: Message, receipt: Receipt) -> Sequence[New]:
    """With a query that was delivered: that it was asked, and under which number."""
    if message.purpose != QUERY:
        return ()
    said = {name: message.body.get(name, "") for name in ("kind", "control", "tcn", "text")}
    said["receipt"] = receipt.reference
    return [New(QUERY_SENT, message.subject, said, message.queued, message.queued)]
