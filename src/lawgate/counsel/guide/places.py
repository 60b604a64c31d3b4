"""The county that a guide is made for, from the words "Los Angeles, CA"."""

from __future__ import annotations

import re
from datetime import date

from lawgate.base import BadInput, Place
from lawgate.base.places import CIRCUITS
from lawgate.base.zones import zone_of
from lawgate.counsel.guide.records import Where
from lawgate.lawbook.names import name_of
from lawgate.lawbook.standard import UNIFIED
from lawgate.lawbook.tiles import TILES

FIRST, LAST = date(2008, 1, 8), date(2030, 12, 31)


def where(text: str, day: date) -> Where:
    """The county in ``text`` ("Los Angeles, CA"; "San Francisco County, CA") on ``day``.

    Raises ``BadInput`` for a text without a state, a state that is none, or a day of which the books do not speak.
    """
    name, comma, state = (part.strip() for part in text.partition(","))
    state = state.upper()
    if not comma or not re.fullmatch(r"[^\W\d_][\w .'’-]{1,40}", name):
        raise BadInput(f"'{text}' is no county with its state", where="--county", do="write it as 'Los Angeles, CA'")
    if state not in TILES or state not in CIRCUITS:
        raise BadInput(f"'{state}' is no state", where="--county", do="use its two letters, such as CA")
    if not FIRST <= day <= LAST:
        raise BadInput(f"the books do not speak of {day}", where="--date", do=f"give a day from {FIRST} to {LAST}")
    county = re.sub(r"\s+(county|parish|borough)$", "", name, flags=re.IGNORECASE)
    place = Place(state, county, agency_type=_custodian(state), tz=zone_of(state, county))
    shown = county if state == "DC" else f"{county} {_kind(state)}"
    return Where(place, shown, name_of(f"us_{state.lower()}"), day, _slug(f"{state}-{county}"))


def _custodian(state: str) -> str:
    if state == "DC":
        return "city-corrections"
    return "unified-state-corrections" if state in UNIFIED else "county-jail"


def _kind(state: str) -> str:
    return {"LA": "Parish", "AK": "Borough"}.get(state, "County")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
