"""How a jail is reached: address, telephone, fax, visiting hours. Kept as an event, whole; a lawyer needs it in the first minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from lawgate.base import BadInput
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER, New
from lawgate.counsel.offices import NUMBER
from lawgate.counsel.records import JAIL

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Jail:
    """``agency`` as the bookings name it. ``visits``: the hours, in words; ``seen``: where it was read, and when."""

    agency: str
    address: str = ""
    phone: str = ""
    fax: str = ""
    visits: str = ""
    seen: str = ""


def set_jail(ledger: Ledger, given: Mapping[str, Any], *, by: str, now: datetime) -> Jail:
    """Take what is given over what was known. Raises ``BadInput`` with the field that cannot be taken."""
    jail = read_jail(given)
    ledger.append([New(JAIL, LEDGER, {**asdict(jail), "by": by}, now, now)], now)
    return jail


def read_jail(given: Mapping[str, Any]) -> Jail:
    """A jail from its description. Raises ``BadInput``."""
    said = {k: str(given.get(k) or "").strip() for k in Jail.__dataclass_fields__}
    where = f"jail {said['agency'] or '(no agency)'}"
    if not said["agency"]:
        raise BadInput("it has no agency", where=where, do="give the name that its bookings carry")
    for field in ("phone", "fax"):
        if said[field] and not NUMBER.fullmatch(said[field]):
            raise BadInput(
                f"'{said[field][:40]}' is no number", where=f"{where}, {field}", do="write it as +12135550142"
            )
    if any(len(v) > LONGEST or not v.isprintable() for v in said.values()):
        raise BadInput(
            "a text is too long or has signs that cannot be printed", where=where, do="keep each to one line"
        )
    return Jail(**said)


def jail_of(ledger: Ledger, agency: str) -> Jail | None:
    """What is known of this agency's jail, as it was set last."""
    rows = list(Event.objects.using(ledger.alias).filter(subject=LEDGER, kind=JAIL).order_by("-number"))
    found = (p for p in ledger.open_payloads(rows) if p is not None and p["agency"] == agency)
    last = next(found, None)
    return None if last is None else read_jail(last)
