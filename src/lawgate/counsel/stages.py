"""The first stage of an alert: enough for a conflict check and no more. A lawyer who takes in more than that may taint the firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lawgate.casework.standing import Latest
from lawgate.counsel.letters.client import UNKNOWN, client_of

ORDER = ("felony", "misdemeanor", "infraction")


@dataclass(frozen=True, slots=True)
class FirstStage:
    """What is told before acceptance (Cal. Rules Prof. Conduct 1.18): no name, no booking number, no address, no federal paper."""

    initials: str
    birth_year: str
    county: str
    agency: str
    charge_class: str
    juvenile: bool
    others: str
    left: str


def first_stage(found: Latest, now: datetime) -> FirstStage:
    """The first stage of one person's matter."""
    person, place = found.record["person"], found.record["place"]
    levels = {str(c.get("level") or "") for c in found.record.get("charges") or ()}
    return FirstStage(
        initials=" ".join(f"{n[0].upper()}." for n in (person["first"], person["last"]) if n),
        birth_year=str(person["born"])[:4] or UNKNOWN,
        county=", ".join(x for x in (place.get("county"), place.get("state")) if x),
        agency=place.get("agency") or UNKNOWN,
        juvenile=bool((found.record.get("facts") or {}).get("subject.juvenile")),
        charge_class=next((x for x in ORDER if x in levels), UNKNOWN),
        others=f"{UNKNOWN}: ask the jail before accepting",
        left=(client_of(found).left(now) or "no minute is known yet") if found.answer else "no minute is known yet",
    )
