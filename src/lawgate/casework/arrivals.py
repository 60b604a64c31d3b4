"""The federal requests within a custody record, as papers that arrived; what of them is new when a record is corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lawgate.casework.records import DETAINER, DETAINER_CORRECTED, Arrival

Arrivals = Callable[[Mapping[str, Any]], Sequence[Arrival]]
"""A record to the papers in it, each named apart from the others."""


def no_arrivals(record: Mapping[str, Any]) -> Sequence[Arrival]:
    """For records that hold no papers."""
    del record
    return ()


def requests_in(record: Mapping[str, Any]) -> list[Arrival]:
    """The requests of a custody record (``detainer.record``): earlier ones first, then the current one.

    A request is told from the others by its form and day of issue, and by order where those are the same.
    """
    found = [*(record.get("earlier_requests") or ()), *([record["request"]] if record.get("request") else ())]
    seen: Counter[str] = Counter()
    out = []
    for request in found:
        name = f"{request.get('form') or ''} {request.get('issued_on') or ''}".strip()
        seen[name] += 1
        numbered = name if seen[name] == 1 else f"{name} #{seen[name]}"
        out.append(Arrival(numbered, {"request": request}, _instant(request.get("received_at"))))
    return out


def changes(before: Sequence[Arrival], after: Sequence[Arrival]) -> Iterator[tuple[str, Arrival]]:
    """(kind of event, paper) for what is new or corrected. A paper that is no longer there is in the record's own correction."""
    known = {a.name: a.payload for a in before}
    for arrival in after:
        if arrival.name not in known:
            yield DETAINER, arrival
        elif known[arrival.name] != arrival.payload:
            yield DETAINER_CORRECTED, arrival


def _instant(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else None
