"""From a statute as a feed spells it to what kind of offence it is. A statute that is not in the table is unknown, never minor.

One table a state (``offence_tables/XX.csv``) and one for the United States Code. ``kinds`` are plain words for what the offence is about
(``KINDS``); guidance and statutes speak in them. ``level`` is what the section says by itself: ``either`` is California's wobbler,
``varies`` turns on facts that the section alone does not tell. An empty cell is unknown. The citation of a row is its section; ``mark``
says how far the row was checked, and an answer that rests on one says so.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from lawgate.base import Confidence
from lawgate.law.offences_cited import READERS, attempted, sections_of, state_of

_KINDS = """
homicide death kidnapping sexual-assault sex-offence failure-to-register robbery aggravated-assault assault assault-on-officer
serious-bodily-injury injury domestic-violence child-abuse threats stalking gang weapon firearm weapon-other drug-trafficking
drug-possession burglary burglary-tools theft larceny shoplifting motor-vehicle-theft receiving fraud forgery identity-theft
money-laundering arson vandalism animal-cruelty dui dui-control impaired-driving hit-and-run flight unlicensed-driving suspended-licence
traffic reckless-driving trespass public-order prostitution gambling regulatory obstruction resisting violation-of-order probation escape
smuggling immigration-status illegal-entry illegal-reentry
"""
KINDS = frozenset(_KINDS.split())
"""``firearm`` and ``weapon-other`` stand beside ``weapon`` where the section says which; ``immigration-status`` is a state's offence that
has status as an element."""
LEVELS = frozenset({"felony", "misdemeanor", "infraction", "either", "varies"})
SETTLED = frozenset({"felony", "misdemeanor", "infraction"})
STATES = tuple(sorted(s for s in READERS if s != "US"))


@dataclass(frozen=True, slots=True)
class Offence:
    """One row: ``section`` as the table cites it. ``since``: first day (YYYY-MM-DD) of which ``level`` holds. ``serious`` and ``violent``:
    California's two lists (Pen. Code §§ 1192.7(c), 667.5(c)); in Washington ``violent`` is RCW 9.94A.030. None is unknown."""

    state: str
    section: str
    name: str
    level: str
    since: str
    kinds: frozenset[str]
    serious: bool | None
    violent: bool | None
    registrable: bool | None
    confidence: Confidence
    note: str = ""

    @property
    def cite(self) -> str:
        return self.section if self.state == "US" else f"{self.section} ({self.state})"

    @property
    def wobbler(self) -> bool:
        return self.level == "either"

    def level_on(self, day: str | None) -> str | None:
        """The level of an offence of that day, where the section settles it."""
        if self.level not in SETTLED or (self.since and (day is None or day < self.since)):
            return None
        return self.level


def offence(statute: str | None, state: str) -> Offence | None:
    """The row for ``statute`` in the table of ``state``, or of the state that the citation itself names; None when it is not in the
    table, which says nothing of how grave it is."""
    if not statute:
        return None
    where = state_of(statute, state)
    whole = attempted(statute, where)
    if whole is not None:
        found = offence(whole, where)
        return None if found is None else _attempt(found)
    rows = table(where)
    return next((rows[s] for s in sections_of(statute, where) if s in rows), None)


def _attempt(row: Offence) -> Offence:
    """Nobody died and nobody need be hurt. In New York an attempt is a class lower, which can turn a felony into a misdemeanor (Penal Law
    § 110.05); in California it stays what it was (Pen. Code § 664)."""
    falls = row.state == "NY" and row.level != "misdemeanor"
    return replace(
        row,
        name=f"attempted {row.name}",
        level="varies" if falls else row.level,
        kinds=row.kinds - {"death", "serious-bodily-injury", "injury"},
        serious=None,
        violent=None,
    )


@lru_cache(maxsize=16)
def table(state: str) -> dict[str, Offence]:
    """The table of a state (or ``US``), by section; empty where there is none. Raises ``ValueError`` for a row that does not read."""
    if state not in READERS:
        return {}
    text = resources.files("lawgate.law.offence_tables").joinpath(f"{state.lower()}.csv").read_text(encoding="utf-8")
    out: dict[str, Offence] = {}
    for line in csv.DictReader(text.splitlines()):
        made = _row(line, state)
        if made.level not in LEVELS or made.kinds - KINDS or made.section in out:
            raise ValueError(f"{state}: {made.section} has a word that is not declared, or stands twice")
        out[made.section] = made
    return out


def _row(line: dict[str, str], state: str) -> Offence:
    return Offence(
        state,
        line["section"],
        line["name"],
        line["level"],
        line["since"],
        frozenset(line["kinds"].split()),
        _known(line["serious"]),
        _known(line["violent"]),
        _known(line["registrable"]),
        Confidence(line["mark"]),
        line["note"],
    )


def _known(cell: str) -> bool | None:
    return {"": None, "true": True, "false": False}[cell]
