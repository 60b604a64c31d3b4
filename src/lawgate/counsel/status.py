"""What whoever holds a code may see: that a lawyer was told, and has answered. Never where, never why, never until when.

Anyone can make a designation for any name, so a code alone tells nothing: it speaks only once the person, asked inside, has made the
match and has opened it to whoever holds the code. Every other text gets the very same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lawgate.base.moments import zone
from lawgate.casework.ledger import Ledger
from lawgate.counsel.alerts_view import reading
from lawgate.counsel.codes import key_of
from lawgate.counsel.designations import by_code, opened
from lawgate.counsel.offices import offices

NOBODY = "0" * 32


@dataclass(frozen=True, slots=True)
class Status:
    """``told``, ``answered``: instants in the office's zone, None while there is nothing to tell. ``word``: the family's own."""

    told: datetime | None = None
    answered: datetime | None = None
    lawyer: str = ""
    word: str = ""


NOTHING = Status()


def status(ledger: Ledger, typed: str, now: datetime) -> Status:
    """The status for a code; ``NOTHING`` for any other text, and for a code that nothing came of yet. The same work either way."""
    found = by_code(ledger, typed, now)
    ledger.keys.load([key_of(found or NOBODY)])
    wish = opened(ledger, found or NOBODY)
    known = offices(ledger)
    with reading(ledger, now) as view:
        mine = [a for a in view.alerts.values() if a.designation == found and (a.subject, found) in view.family]
    first = min(mine, key=lambda a: a.raised, default=None)
    if not found or wish is None or first is None or not first.told:
        return NOTHING
    office = known.get(first.office)
    tz = zone(office.tz) if office else now.tzinfo
    answered = first.accepted or first.acknowledged
    contact = office.contact(answered[0]) if office and answered else None
    return Status(
        told=first.told[0].at.astimezone(tz),
        answered=answered[1].astimezone(tz) if answered else None,
        lawyer=contact.name if contact else "",
        word=wish.word,
    )
