"""A person's record as guidance reads it: each line with what the offence tables say of its statute.

A stated fact always wins over the table; what neither says stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lawgate.law.expr import UNKNOWN, Case
from lawgate.law.offence_table import Offence, offence
from lawgate.law.priorities.conditions import ENDED
from lawgate.law.priorities.records import Entry
from lawgate.law.rows import CONVICTED

_NEVER = """traffic unlicensed-driving suspended-licence reckless-driving dui dui-control impaired-driving injury hit-and-run
    public-order trespass"""
NEVER_AGGRAVATED = frozenset(_NEVER.split())
"""Kinds that meet no letter of 8 U.S.C. § 1101(a)(43); for driving under the influence, Leocal v. Ashcroft, 543 U.S. 1 (2004)."""
_WITH_A_YEAR = """burglary theft larceny shoplifting motor-vehicle-theft receiving robbery assault aggravated-assault
    assault-on-officer domestic-violence threats vandalism resisting"""
NEEDS_A_YEAR = NEVER_AGGRAVATED | frozenset(_WITH_A_YEAR.split())
"""Kinds that can only meet the letters F, G, R and S, which ask for a term of at least one year, suspended time included
(1101(a)(48)(B))."""
_HURT = (
    """assault aggravated-assault domestic-violence child-abuse hit-and-run sexual-assault kidnapping arson injury"""
)
MAY_INJURE = frozenset(_HURT.split())
"""Kinds of offence in which somebody may have been gravely hurt without the section saying so."""


def prepared(case: Case, state: str, day: str) -> tuple[dict[str, Any], tuple[Entry, ...]]:
    """The case with what the offence tables say of each charge and prior, and the record in words.

    ``day`` (YYYY-MM-DD): the day of an offence that names none. A charge without a disposition is taken to be still open."""
    out = dict(case)
    record: list[Entry] = []
    for name in ("charges", "priors"):
        held = case.get(name, UNKNOWN)
        if held is UNKNOWN:
            continue
        rows = []
        for given in held:
            known = offence(given.get("statute"), state)
            row = _row(given, known, name == "charges", day)
            rows.append(row)
            record.append(_entry(row, known, name == "charges"))
        out[name] = tuple(rows)
    return out, tuple(record)


def _row(given: Mapping[str, Any], known: Offence | None, charge: bool, day: str) -> dict[str, Any]:
    out = dict(given)
    if known is not None:
        level = known.level_on(str(out.get("offense_date") or out.get("convicted_on") or day)[:10])
        if known.kinds:
            out.setdefault("kinds", known.kinds)
        if level is not None:
            out.setdefault("level", level)
    if isinstance(out.get("kinds"), list | tuple):
        out["kinds"] = frozenset(out["kinds"])
    if charge:
        out.setdefault("disposition", "pending")
    if "days_imposed" in out and "days_suspended" in out:
        out.setdefault("custody_days", out["days_imposed"] - out["days_suspended"])
    _of_kinds(out)
    _term(out)
    return out


def _of_kinds(out: dict[str, Any]) -> None:
    """What the kind of an offence settles by itself."""
    kinds = out.get("kinds")
    days = out.get("days_imposed")
    if out.get("level") == "infraction" or (
        kinds and (kinds <= NEVER_AGGRAVATED or (kinds <= NEEDS_A_YEAR and days is not None and days < 365))
    ):
        out.setdefault("aggravated_felony_1101a43", None)
    if kinds is None:
        return
    out.setdefault("status_element", "immigration-status" in kinds)
    if "firearm" in kinds:
        out.setdefault("firearm", True)
    elif "weapon" not in kinds or "weapon-other" in kinds:
        out.setdefault("firearm", False)
    if kinds & {"death", "serious-bodily-injury"}:
        out.setdefault("death_or_serious_injury", True)
    elif not kinds & MAY_INJURE:
        out.setdefault("death_or_serious_injury", False)


def _term(out: dict[str, Any]) -> None:
    """The longest sentence where the level alone settles on which side of a year it lies (18 U.S.C. § 3559(a); a misdemeanor of
    exactly a year fits neither formula of 2010, so a misdemeanor's term is left unknown)."""
    if out.get("level") == "felony":
        out.setdefault("max_months", 13)
    elif out.get("level") == "infraction":
        out.setdefault("max_months", 0)


def _entry(row: Mapping[str, Any], known: Offence | None, charge: bool) -> Entry:
    disposition = row.get("disposition")
    if not charge or disposition in CONVICTED:
        how = "convicted of"
    elif disposition in ENDED:
        how = f"arrested for ({str(disposition).replace('-', ' ')})"
    else:
        how = "charged with"
    name = row.get("name") or (known.name if known else None) or row.get("statute") or "an offence that is not named"
    return Entry(how, str(name), _level(row, known), known.cite if known else "", known.confidence if known else None)


def _level(row: Mapping[str, Any], known: Offence | None) -> str:
    stated = str(row.get("level", ""))
    if stated in ("felony", "indictable-crime"):
        return "felony"
    if stated in ("misdemeanor", "disorderly-persons", "infraction"):
        return "misdemeanor" if stated != "infraction" else stated
    return "felony or misdemeanor" if known is not None and known.wobbler else "level not known"
