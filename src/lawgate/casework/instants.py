"""Instants as the ledger writes them: UTC first, so that text sorts as time does, then the zone or offset they were given in.

The form is RFC 9557: ``2014-06-10T09:55:00.000000Z[America/Los_Angeles]``, ``...Z[-07:00]``, or bare ``...Z`` for UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, NaiveTime
from lawgate.base.moments import zone

LENGTH = 27  # of the part in UTC
_FORM = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})Z(?:\[([^\[\]]+)\])?")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)(?::(\d\d))?")


def write_instant(moment: datetime) -> str:
    """``moment`` as stored text. Raises ``NaiveTime`` without an offset, ``BadInput`` beyond the years 1 to 9999 in UTC."""
    return f"{sortable(moment)}{_suffix(moment)}"


def sortable(moment: datetime) -> str:
    """The part in UTC alone: what instants are compared by."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NaiveTime(f"'{moment}' has no offset", do="the ledger keeps aware instants only")
    try:
        utc = moment.astimezone(UTC)
    except OverflowError as e:
        raise BadInput(f"'{moment}' is beyond the calendar", do="check the year") from e
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_instant(text: str) -> datetime:
    """The instant that was written, in the zone it was given in. Raises ``BadInput`` for anything else."""
    found = _FORM.fullmatch(text)
    try:
        if found is not None:
            utc = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
            return utc if found[2] is None else utc.astimezone(_zone(found[2]))
    except (ValueError, OverflowError) as e:
        raise BadInput(f"'{text}' is not a stored instant", do="the row was altered") from e
    raise BadInput(f"'{text}' is not a stored instant", do="the row was altered")


def _suffix(moment: datetime) -> str:
    tz = moment.tzinfo
    if isinstance(tz, ZoneInfo) and tz.key is not None:
        return "" if tz.key == "UTC" else f"[{tz.key}]"
    offset = moment.utcoffset() or timedelta(0)
    if not offset:
        return ""
    sign, seconds = ("-" if offset < timedelta(0) else "+"), abs(offset) // timedelta(seconds=1)
    text = f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return f"[{text}:{seconds % 60:02d}]" if seconds % 60 else f"[{text}]"


def _zone(name: str) -> tzinfo:
    found = _OFFSET.fullmatch(name)
    if found is None:
        return zone(name)
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return timezone(-length if found[1] == "-" else length)
