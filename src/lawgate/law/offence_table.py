"""From a statute as a feed spells it to what kind of offence it is. A statute that is not in the table is unknown, never minor.

``kinds`` are plain words for what the offence is about (``KINDS``); guidance and statutes speak in them. ``level`` is what the section
says by itself: ``either`` is California's wobbler, ``varies`` turns on facts that the section alone does not tell. All rows are recalled
from the codes, not read, and an answer that rests on one says so. Which sections are serious or violent felonies in California
stands with the books (``offences.ca_sections``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from lawgate.base import Confidence
from lawgate.law.offences import ca_section

_KINDS = """
homicide death kidnapping sexual-assault sex-offence robbery aggravated-assault assault assault-on-officer
serious-bodily-injury domestic-violence child-abuse threats stalking weapon drug-trafficking drug-possession burglary
theft larceny shoplifting motor-vehicle-theft receiving fraud forgery identity-theft arson vandalism dui dui-control
impaired-driving hit-and-run flight unlicensed-driving suspended-licence traffic reckless-driving trespass public-order
prostitution obstruction resisting violation-of-order escape smuggling immigration-status
"""
KINDS = frozenset(_KINDS.split())
LEVELS = frozenset({"felony", "misdemeanor", "infraction", "either", "varies"})
LISTS = frozenset({"violent", "registrable"})


@dataclass(frozen=True, slots=True)
class Offence:
    """One row: ``section`` as the table cites it, ``lists`` the state's own lists that name it."""

    state: str
    section: str
    name: str
    level: str
    kinds: frozenset[str]
    lists: frozenset[str]
    confidence: Confidence = Confidence.RECALLED

    @property
    def cite(self) -> str:
        return f"{self.section} ({self.state})"


def _simple(pattern: str, form: str) -> Callable[[str], list[str]]:
    reader = re.compile(pattern, re.IGNORECASE)

    def read(text: str) -> list[str]:
        found = reader.search(text)
        return [form.format(*(g.upper() for g in found.groups()))] if found else []

    return read


def _california(text: str) -> list[str]:
    found = ca_section(text)
    return [] if found is None else [k.removeprefix("CA ") for k in _shorter(found[1])]


def _shorter(section: str) -> list[str]:
    """A section with all its subdivisions first, then with ever fewer."""
    out = [section]
    while out[-1].endswith(")"):
        out.append(out[-1][: out[-1].rindex("(")])
    return out


def _texas(text: str) -> list[str]:
    number = re.search(r"\b(\d{1,3}A?\.\d{2,4})\b", text)
    if number is None:
        return []
    words = re.sub(r"[^a-z]", "", text.lower())
    code = (
        "HSC"
        if "health" in words or "hsc" in words
        else "TC"
        if "transp" in words or re.search(r"\btc\b", text.lower())
        else "PC"
    )
    return [f"{code} {number[1].upper()}"]


def _new_york(text: str) -> list[str]:
    number = re.search(r"\b(\d{3,4})(?:[.(](\d{1,2}))?", text)
    if number is None:
        return []
    if re.search(r"v\W*t\W*l|veh", text, re.IGNORECASE):
        full = f"VTL {number[1]}.{number[2].lstrip('0') or '0'}" if number[2] else f"VTL {number[1]}"
        return [full, f"VTL {number[1]}"]
    section = re.search(r"\b(\d{3}\.\d{2})\b", text)
    return [f"PL {section[1]}"] if section else []


def _new_jersey(text: str) -> list[str]:
    found = re.search(r"\b(2C|39):(\w+)-(\d+(?:\.\d+)?)\W{0,2}([a-z])?\b", text, re.IGNORECASE)
    if found is None:
        return []
    section = f"{found[1].upper()}:{found[2].upper()}-{found[3]}"
    return [*([f"{section}({found[4].lower()})"] if found[4] else []), section]


READERS: dict[str, Callable[[str], list[str]]] = {
    "CA": _california,
    "WA": _simple(r"\b(\d{1,2}A?\.\d{2,3}\.\d{3,4})\b", "RCW {0}"),
    "OR": _simple(r"\b(\d{3}\.\d{3})\b", "ORS {0}"),
    "TX": _texas,
    "NY": _new_york,
    "NJ": _new_jersey,
    "CO": _simple(r"\b(\d{2}-\d{1,2}-\d{3,4}(?:\.\d)?)\b", "CRS {0}"),
    "IL": _simple(r"\b(\d{3})[\s-]*(?:ILCS)?[\s-]*(\d{1,3}/\d+[A-C]?(?:\.\d+)?(?:-\d+(?:\.\d+)?)?)", "{0} ILCS {1}"),
}
"""State to the sections a citation may mean in its table, the narrowest first."""


def sections_of(statute: str, state: str) -> list[str]:
    """``statute`` as the table of ``state`` cites it, the narrowest reading first; empty for a state without a table."""
    reader = READERS.get(state)
    return reader(statute) if reader else []


def offence(statute: str | None, state: str) -> Offence | None:
    """The row for ``statute``; None when it is not in the table, which says nothing of how grave it is."""
    if not statute:
        return None
    rows = table(state)
    return next((rows[s] for s in sections_of(statute, state) if s in rows), None)


@lru_cache(maxsize=16)
def table(state: str) -> dict[str, Offence]:
    """The table of a state, by section; empty where there is none. Raises ``ValueError`` for a row with words nobody declared."""
    if state not in READERS:
        return {}
    text = resources.files("lawgate.law.offence_tables").joinpath(f"{state.lower()}.csv").read_text(encoding="utf-8")
    out: dict[str, Offence] = {}
    for line in csv.DictReader(text.splitlines()):
        made = Offence(
            state,
            line["section"],
            line["name"],
            line["level"],
            frozenset(line["kinds"].split()),
            frozenset(line["list"].split()),
        )
        if made.level not in LEVELS or made.kinds - KINDS or made.lists - LISTS or made.section in out:
            raise ValueError(f"{state}: {made.section} has a word that is not declared, or stands twice")
        out[made.section] = made
    return out
