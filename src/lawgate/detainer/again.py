"""A stored record back as the document of a feed, and a document as a custody: so that an act at the desk can be laid upon either.

``record(read_document(document_of(r), last_instant(r))) == r`` for every record ``r`` that a feed gave.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from lawgate.base import BadInput
from lawgate.base.moments import start_of_day, zone
from lawgate.booking import Fault
from lawgate.booking.build import Builder
from lawgate.booking.records import LEFT
from lawgate.detainer.custody import custody
from lawgate.detainer.records import Custody

Document = Mapping[str, Any]
LISTED = ("charges", "priors", "holds", "bail", "orders", "events", "warrants")


def document_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The document of a feed that would give ``record``. JSON types only; names that nobody said are left out."""
    out: dict[str, Any] = {
        "booking": record["booking"],
        "facility": {k: v for k, v in record["place"].items() if v},
        **{k: _written(v) for k, v in record["person"].items() if v not in ("", None)},
        **{k: record[k] for k in ("housing", "outcome", "booked_at") if record.get(k)},
        **{k: _written(v) for k, v in record["facts"].items()},
    }
    if record["released_at"] and record["released_at"] != _last_left(record):
        out["released_at"] = record["released_at"]
    for name in LISTED:
        if record.get(name) is not None:
            out[name] = [_row(r) for r in record[name]]
    if record["requests_known"]:
        latest = [record["request"]] if record["request"] is not None else []
        out["requests"] = [_row(r) for r in (*(record["earlier_requests"] or ()), *latest)]
    return out


def last_instant(record: Mapping[str, Any]) -> datetime | None:
    """The last instant of the day that a record says it speaks of, on its own clock; None where it says none."""
    if not record.get("as_of"):
        return None
    day = date.fromisoformat(record["as_of"])
    return start_of_day(day + timedelta(days=1), zone(record["place"]["tz"])) - timedelta(microseconds=1)


def read_document(document: Document, as_of: datetime | None) -> Custody:
    """A custody from one document, read as a feed's booking is. Raises ``BadInput`` that names every mistake in it."""
    faults: list[Fault] = []
    booking = Builder(None, None, as_of, faults, []).booking(document, "")
    found = None if booking is None else custody(booking, faults)
    if found is None:
        said = "; ".join(str(f).removeprefix(", ") for f in faults) or "cannot be read"
        raise BadInput(said, where=str(document.get("booking") or ""), do="correct what was typed")
    return found


def _last_left(record: Mapping[str, Any]) -> str | None:
    """When the movements alone say that the person left."""
    left = (datetime.fromisoformat(e["at"]) for e in record["events"] if e["what"] in LEFT)
    at = max(left, default=None)
    return None if at is None else at.isoformat()


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _written(v) for k, v in row.items()}


def _written(value: Any) -> Any:
    """A text that is known to be blank is written as a space: a feed leaves an empty one unread."""
    return " " if value == "" else value
