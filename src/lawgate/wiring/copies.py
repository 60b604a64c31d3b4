"""Copies of what DHS was told: the paper a clerk prints, made anew from the ledger; and the counsel room's turn beside the chain."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from random import Random

from lawgate.base import BadInput
from lawgate.casework.chain.state import COPY
from lawgate.casework.chain.work import Job
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event, Outbox
from lawgate.casework.outbox import DESK, WITHDRAWN
from lawgate.casework.records import Clock, Sender
from lawgate.casework.standing import latest
from lawgate.counsel.letters.packet import write_packet
from lawgate.counsel.senders import configured, mailbox
from lawgate.counsel.turn import turn
from lawgate.decision.copy_words import LANGUAGES, copy_packet


def copy_sheet(ledger: Ledger, booking: str, language: str = "en", *, adopted: bool = False) -> tuple[str, bytes]:
    """(message, PDF) of the latest copy that is owed to the person of ``booking``. It is a work of the ledger alone, and can be printed
    again. Raises ``BadInput`` for nobody, for somebody whom DHS was not told of, and for a language that it is not written in."""
    if language not in LANGUAGES:
        raise BadInput(
            f"'{language}' is no language of this paper", where="language", do=f"one of {', '.join(LANGUAGES)}"
        )
    rows = Outbox.objects.using(ledger.alias).filter(subject=booking, channel=DESK, purpose=COPY)
    row = rows.exclude(state=WITHDRAWN).order_by("-event").first()
    found = next(iter(latest(ledger, booking)), None)
    if row is None or found is None:
        raise BadInput("DHS was not told of this person by the chain", where=booking, do="check the booking number")
    events = Event.objects.using(ledger.alias)
    body = ledger.open_payload(events.get(number=row.event))["body"]
    told_at = events.get(number=body["delivery"]).happened_at
    return row.message, write_packet(copy_packet(found.record, body, told_at, language, adopted=adopted))


def counsel_turn(ledger: Ledger, clock: Clock, chance: Random, senders: Mapping[str, Sender] | None = None) -> Job:
    """The counsel room's turn as a job of the loop: whoever stands by a person is told, by messages that name nobody. It may run in the
    pages' own process as well: each alert is raised once, whoever looks. ``senders``: by channel; those configured if none are given."""
    ways = senders if senders is not None else configured(os.environ, mailbox())
    address = os.environ.get("LAWGATE_ADDRESS", "")

    def job(now: datetime) -> object:
        del now
        return turn(ledger, clock, ways, chance, address=address)

    return job
