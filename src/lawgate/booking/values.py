"""One value of a feed, from text or JSON to the type of its column."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, parse_instant
from lawgate.booking.schema import Column

NONE_WORDS = frozenset({"none", "null"})
YES, NO = frozenset({"yes", "true", "y", "1"}), frozenset({"no", "false", "n", "0"})
_CHANGE = re.compile(r"^(\S+)\s+(\d{4}-\d\d-\d\d)$")
_DAY_ALONE = re.compile(r"^\d{4}-?\d\d-?\d\d$")
YEARS = (1900, 2100)
LONG = 60  # characters of a wrong value that a message repeats


def read_value(column: Column, value: Any, tz: ZoneInfo | None) -> Any:
    """``value`` as the column's type: ``None`` (or an empty set) for a stated none.

    ``tz`` is the zone of times without an offset. Raises ``BadInput`` (or its leaf for a time) with what to do about it.
    """
    if isinstance(value, str):
        value = value.strip()
    if value is None or (isinstance(value, str) and value.lower() in NONE_WORDS):
        return _none(column)
    if column.kind in ("words", "changes"):
        return _many(column, value)
    if isinstance(value, list | dict):
        raise BadInput("is more than one value", do=f"give one {column.kind}")
    return _one(column, value, tz)


def _none(column: Column) -> Any:
    if column.kind in ("words", "changes"):
        return frozenset() if column.kind == "words" else ()
    if column.kind == "yes/no":
        raise BadInput("'none' is neither yes nor no", do="write yes, no, or nothing when it is not known")
    return "none" if "none" in column.words else None


def _one(column: Column, value: Any, tz: ZoneInfo | None) -> Any:
    if column.kind == "yes/no":
        return _yes_no(value)
    if column.kind == "number":
        return _number(value)
    if not isinstance(value, str):
        if isinstance(value, bool | float) or column.kind in ("instant", "day"):
            raise BadInput(f"{_short(value)} is not text, as a {column.kind} is", do="write it between quotes")
        value = str(value)
    if column.kind == "instant":
        return _instant(value, tz)
    if column.kind == "day":
        return _day(value)
    return _word(column, value)


def _many(column: Column, value: Any) -> Any:
    items = value if isinstance(value, list) else str(value).split(";")
    if column.kind == "changes":
        return tuple(_change(column, i) for i in items if i != "")
    if any(isinstance(i, list | dict | float | bool) or i is None for i in items):
        raise BadInput("is not a list of words", do="write a list of words, or a;b;c")
    return frozenset(_word(column, str(i).strip()) for i in items if str(i).strip())


def _change(column: Column, item: Any) -> dict[str, Any]:
    if isinstance(item, dict) and set(item) <= {"what", "on"} and isinstance(item.get("what"), str):
        out = {"what": _word(column, item["what"])}
        return out if "on" not in item else out | {"on": _day(str(item["on"])).isoformat()}
    found = _CHANGE.match(str(item).strip()) if isinstance(item, str) else None
    if found is None:
        raise BadInput(f"{_short(item)} is not a change", do="write what and when: 17b3-reduction 2012-03-03")
    return {"what": _word(column, found[1]), "on": _day(found[2]).isoformat()}


def _instant(text: str, tz: ZoneInfo | None) -> datetime:
    if _DAY_ALONE.match(text):
        # A bare day would be read as its first minute, and minutes matter.
        raise BadInput(f"{_short(text)} has no time of day", do="write 2014-06-10T02:55-07:00")
    try:
        found = parse_instant(text, tz)
    except OverflowError as e:
        raise BadInput(f"{_short(text)} is out of the calendar", do="check the year") from e
    _plausible(found.year, text)
    return found


def _plausible(year: int, text: str) -> None:
    if not YEARS[0] <= year <= YEARS[1]:
        raise BadInput(f"{_short(text)} lies in the year {year}", do="check the year")


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).lower()
    if text in YES or text in NO:
        return text in YES
    raise BadInput(f"{_short(value)} is neither yes nor no", do="write yes, no, or nothing when it is not known")


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as e:
        raise BadInput(f"{_short(text)} is not a day", do="write YYYY-MM-DD") from e
    _plausible(found.year, text)
    return found


def _number(value: Any) -> int:
    """A whole number. ``$5,000.00`` is 5000; a fraction is refused."""
    try:
        found = float(str(value).replace(",", "").lstrip("$"))
    except ValueError as e:
        raise BadInput(f"{_short(value)} is not a number", do="write digits only") from e
    if isinstance(value, bool) or not math.isfinite(found) or found != int(found) or abs(found) > 1e12:
        raise BadInput(f"{_short(value)} is not a whole number", do="write digits only")
    return int(found)


def _word(column: Column, text: str) -> str:
    if column.words and text not in column.words and not _open(column):
        raise BadInput(f"{_short(text)} is not known here", do=nearest(text, column.words))
    return text


def _open(column: Column) -> bool:
    """Words of which a rule may name more than the usual ones."""
    return column.name in ("dhs_also_asks", "conditions")


def nearest(text: str, words: Iterable[str]) -> str:
    """``did you mean 'x'?``, or the words there are."""
    known = list(words)
    close = get_close_matches(text.lower()[:LONG], known, n=1)
    return f"did you mean '{close[0]}'?" if close else f"one of {', '.join(known)}"


def _short(value: Any) -> str:
    text = str(value)
    return f"'{text}'" if len(text) <= LONG else f"'{text[:LONG]}…'"
