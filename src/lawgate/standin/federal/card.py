"""What the federal side takes from a biometric query: fingers, charges, and whose booking it says it is.

Read from the card's bytes (EBTS) where there are any; fingers and charges that the query carries itself come first, so that a
simulation need not draw and read pictures. A card that cannot be worked with gets the bureau's error, in its own codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lawgate.base import BadInput
from lawgate.exchange import TaggedRecord, Transaction, header, read
from lawgate.exchange.views_tagged import Descriptive
from lawgate.prints import TenPrint, extract_card
from lawgate.prints.pictured import pictures_of
from lawgate.standin.federal.records import Ask

ARREST, CASE_NUMBER, ORIGIN = 47, 9, 8
LEVELS = {"F": "felony", "M": "misdemeanor", "I": "infraction"}
NO_PRINTS = "L0007 FINGERPRINT FEATURES NOT USABLE"
NO_CARD = "E0001 REQUIRED ELEMENT MISSING OR WRONG TYPE OF TRANSACTION"
TCN = re.compile(r"[A-Za-z0-9-]{10,40}")
_LEVEL = re.compile(r"\((?P<level>[FMI])\)\s*$")


@dataclass(frozen=True, slots=True)
class Card:
    """``fault``: why it cannot be worked with (codes of EBTS 8.001, table M-1), else empty. ``pictures``: the fingers were read
    from images and are less sure than templates."""

    booking: str
    sender: str
    fingers: TenPrint = field(default_factory=TenPrint, repr=False)
    charges: tuple[Mapping[str, Any], ...] = ()
    pictures: bool = False
    fault: str = ""


def read_card(ask: Ask, sender: str) -> Card:
    """The card of a biometric query. ``sender``: the agency where the query names none.

    Raises ``BadInput`` for bytes that are no transaction, for one of another number than the query's control, and for a query
    without either bytes or fingers.
    """
    if not ask.body:
        if ask.fingers is None:
            raise BadInput("has neither a card nor fingers", where=ask.control, do="send one of them")
        fault = "" if any(len(t) for t in ask.fingers.fingers.values()) else NO_PRINTS
        if fault and not numbered(ask.control):
            raise BadInput("has no print that can be used", where=ask.control[:40], do="take the prints again")
        return Card(ask.booking, ask.sender or sender, ask.fingers, ask.charges, ask.pictures, fault)
    transaction = read(ask.body)
    head = header(transaction)
    if head.tcn != ask.control:
        what = f"the card's number is {(head.tcn or 'missing')[:40]}"
        raise BadInput(what, where=ask.control, do="ask under the card's own TCN")
    two = next((r for r in transaction.of_type(2) if isinstance(r, TaggedRecord)), None)
    from_ = ask.sender or head.origin or sender
    if two is None or head.tot not in ("CAR", "CNA", "CPDR", "CPNU", "RPIS"):
        return Card(ask.booking, from_, fault=NO_CARD)
    described = Descriptive(two, transaction)
    booking = ask.booking or described.text(CASE_NUMBER) or ""
    charges = ask.charges or tuple(_charge(items) for items in described.each(ARREST))
    fingers = ask.fingers if ask.fingers is not None else _fingers(transaction)
    fault = "" if any(len(t) for t in fingers.fingers.values()) else NO_PRINTS
    return Card(booking, from_, fingers, charges, pictures=ask.pictures or ask.fingers is None, fault=fault)


def numbered(control: str) -> bool:
    """Whether a query's control is the number of a transaction (EBTS 8.001, 1.009), which the bureau's result can name. Templates may
    be asked about under another control; then the bureau says nothing, and the immigration side answers alone."""
    return TCN.fullmatch(control) is not None


def shared_prints(files: Iterable[Path]) -> dict[str, TenPrint]:
    """The prints of cards with pictures, by booking (2.009): what the federal side is to hold of those people. Seconds a card.

    Raises ``BadInput`` for a file that is no card, that names no booking, or of which no print can be used.
    """
    out: dict[str, TenPrint] = {}
    for file in files:
        transaction = read(file.read_bytes())
        two = next((r for r in transaction.of_type(2) if isinstance(r, TaggedRecord)), None)
        booking = Descriptive(two, transaction).text(CASE_NUMBER) if two is not None else None
        fingers = _fingers(transaction)
        if not booking or not any(len(t) for t in fingers.fingers.values()):
            raise BadInput("names no booking, or has no print that can be used", where=file.name, do="take it out")
        out[booking] = fingers
    return out


def _fingers(transaction: Transaction) -> TenPrint:
    """The templates of the card's images, or none where no image can be worked with."""
    try:
        return extract_card(pictures_of(transaction), compare=None).ten
    except BadInput:
        return TenPrint()


def _charge(items: tuple[str, ...]) -> dict[str, Any]:
    """A charge of 2.047 (day of offence, literal) in the words of a feed: the literal is citation and name in one."""
    text = items[1] if len(items) > 1 else items[0]
    out: dict[str, Any] = {"statute": text, "name": text, "disposition": "pending"}
    level = _LEVEL.search(text)
    if level:
        out["level"] = LEVELS[level["level"]]
    if re.fullmatch(r"\d{8}", items[0]):
        out["offense_date"] = f"{items[0][:4]}-{items[0][4:6]}-{items[0][6:]}"
    return out
