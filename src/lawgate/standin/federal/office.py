"""The field office: whether it sends a detainer for someone whose fingers matched, by the guidance of its era, and on what paper.

Where the guidance leaves a case to an officer's judgment, or the record leaves it open, this office sends one only for a
conviction of a felony. That rule is this simulation's own; no guidance says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lawgate.base import Place
from lawgate.decision.casefile import read_facts
from lawgate.law.facts import outstanding_criminal_warrant
from lawgate.law.priorities import Triage, sought, triage
from lawgate.law.priorities.facts import AGENCY_SILENT
from lawgate.standin.federal.eras import Era
from lawgate.standin.federal.repository import REMOVABLE, FederalRecord, Status

RECENT = ((date(2021, 1, 20), date(2020, 11, 1)), (date(2014, 11, 20), date(2014, 1, 1)))
"""From the day of a guidance on, entries from the second day on are recent ones: the memoranda of 2021 and of 2014."""

TRANSFER = ("dhs-priorities-2014", "P3")
"""The line on which form I-247X asks for transfer, where the programme itself wants no detainer."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """What the office made of a hit. ``wanted``: what the guidance says (None: left open, or to an officer). ``issues``: whether a
    detainer follows. ``line``: the key of the gravest line met. ``says``: in one sentence, with the record it was said of."""

    day: date
    wanted: bool | None
    issues: bool
    line: str
    says: str
    why: str
    final_order_line: bool = False

    @property
    def data(self) -> dict[str, Any]:
        return {"day": self.day.isoformat(), "wanted": self.wanted, "issues": self.issues, "line": self.line} | {
            "says": self.says,
            "why": self.why,
        }


def judged(
    record: FederalRecord, charges: Iterable[Mapping[str, Any]], place: Place, era: Era, today: date
) -> Judgment:
    """What the guidance of the era makes of the charges, the rap sheet and what the agency's own record asserts."""
    day = era.day(today)
    found, wanted = _asked(record, charges, place, day)
    met = [t for t in found if t.line is not None]
    third = next((t for t in met if t.line is not None and (t.guidance.id, t.line.key) == TRANSFER), None)
    third = None if wanted else third
    chosen = third or next((t for t in found if t.guidance.detainers), None) or next(iter(met or found), None)
    says = chosen.sentence if chosen else "no guidance on priorities was in force"
    line = chosen.line.key if chosen and chosen.line else ""
    if record.status not in REMOVABLE:
        return Judgment(day, wanted, issues=False, line=line, says=says, why="the record asserts no ground of removal")
    if third is not None:
        why = "wanted for transfer alone, for a final order of 2014 or later"
        return Judgment(day, wanted, issues=True, line=line, says=says, why=why, final_order_line=True)
    if wanted is None:
        felony = any(c.get("level") in ("felony", "indictable-crime") for c in record.convictions)
        why = "left to an officer, who found " + ("a felony conviction" if felony else "no felony conviction")
        return Judgment(day, wanted, felony, line, says, why)
    why = "wanted under the guidance" if wanted else "not wanted under the guidance"
    return Judgment(day, wanted, wanted, line, says, why)


def _asked(
    record: FederalRecord, charges: Iterable[Mapping[str, Any]], place: Place, day: date
) -> tuple[tuple[Triage, ...], bool | None]:
    given = {"charges": [_charge(c) for c in charges], "priors": [dict(c) for c in record.convictions]}
    facts = read_facts({**given, "record_complete": True}, place, record.key)
    facts = {**AGENCY_SILENT, outstanding_criminal_warrant.ref.name: False, **facts, **_agency(record, day)}
    on = day.isoformat()
    return triage(facts, place.state, on), sought(facts, place.state, on)


def _charge(said: Mapping[str, Any]) -> dict[str, Any]:
    """A charge as a query has it. Citation and name are text, whatever came."""
    return {k: str(v) if k in ("statute", "name", "level", "disposition") else v for k, v in said.items()}


def _agency(record: FederalRecord, day: date) -> dict[str, Any]:
    """What only the agency knows, as its record has it."""
    since = next((entry for from_, entry in RECENT if day >= from_), None)
    unlawful = record.status is Status.ENCOUNTERED
    recent = unlawful and since is not None and record.entered_on >= since
    return {"agency.final_order_on": record.order_on, "agency.recent_entry": recent}
