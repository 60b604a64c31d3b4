"""Prints come in: a booking card as an EBTS file, or templates that another engine made; each becomes one sealed event."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lawgate.base import BadInput
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.records import PRINTS, PRINTS_DESTROYED, TEMPLATES, New
from lawgate.exchange import header, read
from lawgate.exchange.records import TaggedRecord
from lawgate.exchange.views_tagged import Descriptive
from lawgate.prints import Finger, TenPrint, extract_card
from lawgate.prints.kept import templates_kept
from lawgate.prints.pictured import pictures_of

OCA, ATN, AMP = 9, 6, 84  # Type-2: the agency's case number, attention, fingers that cannot be printed
AMPUTATED = "XX"  # in AMP; "UP" is a finger that is there and could not be printed, such as a bandaged one
TEN = range(1, 11)
GIVEN = "templates given"


class NoBooking(BadInput):
    """A card that does not say whose it is."""

    code = "card-without-booking"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A booking card that was read: whose it says it is, its number, and the payload of the event."""

    booking: str
    tcn: str
    payload: Mapping[str, Any]


def read_card(data: bytes, *, source: str = "an EBTS file", where: str = "") -> Sheet:
    """A card from the bytes of an EBTS file; images are read (seconds). The booking number stands in 2.009 OCA, or in 2.006 ATN.

    Raises ``BadInput``: for bytes that are no transaction, for a card without prints, and ``NoBooking``.
    """
    transaction = read(data)
    tcn = header(transaction).tcn or ""
    two = next((r for r in transaction.of_type(2) if isinstance(r, TaggedRecord)), None)
    fields = None if two is None else Descriptive(two, transaction)
    booking = next((t for n in (OCA, ATN) if fields is not None and (t := (fields.text(n) or "").strip())), "")
    if not booking:
        raise NoBooking("the card names no booking", where=where or "2.009", do="put the booking number into 2.009 OCA")
    if not tcn:
        raise BadInput("the card has no number of its own", where=where or "1.009", do="ask the sender for it")
    amputated = frozenset(
        Finger(int(row[0]))
        for row in (fields.repeats(AMP) if fields else ())
        if row[1:2] == (AMPUTATED,) and row[0].isdigit() and int(row[0]) in TEN
    )
    card = extract_card(pictures_of(transaction), amputated=amputated)
    digest = hashlib.sha256(data).hexdigest()
    kept = templates_kept(card.ten, card.findings)
    return Sheet(booking, tcn, {"tcn": tcn, "source": source, "sha256": digest, **kept})


def given_templates(tcn: str, prints: TenPrint, *, source: str = GIVEN) -> dict[str, Any]:
    """The payload for templates that came without pictures. Raises ``BadInput`` when there are none."""
    if not prints.fingers:
        raise BadInput("there is no finger among them", where=tcn or "prints", do="send at least one template")
    kept = templates_kept(prints)
    digest = hashlib.sha256(repr(sorted(kept["fingers"].items())).encode()).hexdigest()
    return {"tcn": tcn, "source": source, "sha256": digest, **kept}


def prints_event(booking: str, payload: Mapping[str, Any], now: datetime) -> New:
    return New(PRINTS, booking, payload, now, now)


def destroy_templates(ledger: Ledger, booking: str, why: str, now: datetime) -> None:
    """Make a person's templates unreadable for ever, and say so on the ledger: one transaction."""
    with writing(ledger.alias):
        ledger.append([New(PRINTS_DESTROYED, booking, {"why": why}, now, now)], now)
        ledger.keys.destroy(booking + TEMPLATES)
