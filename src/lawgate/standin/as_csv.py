"""Bookings as one long CSV: the columns that are used, in the order of the schema; a row for the booking and one for each part."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lawgate.booking.build import flat
from lawgate.booking.schema import LISTS, PARTS


def long_csv(head: Mapping[str, Any], people: Iterable[Mapping[str, Any]]) -> str:
    """The feed as text. ``head``: what holds for all of it."""
    rows = [{"booking": "", "record": "feed", **_cells(head)}]
    for one in people:
        rows += _rows(one)
    used = {name for row in rows for name in row}
    order = [name for name in _order() if name in used]
    out = io.StringIO()
    writer = csv.DictWriter(out, order, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _order() -> Iterator[str]:
    names = ["booking", "record"]
    for part, columns in PARTS.items():
        names += [f"facility.{c.name}" if part == "facility" else c.name for c in columns]
    return iter(dict.fromkeys(names))


def _rows(one: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    number = str(one["booking"])
    place = {f"facility.{k}": v for k, v in one.get("facility", {}).items()}
    yield {"booking": number, "record": "booking", **_cells(place), **_cells(flat(one))}
    for part, listed in LISTS.items():
        if listed not in one:
            continue
        rows: list[Mapping[str, Any]] = one[listed] or [{}]  # a row with nothing but its kind: there is none
        for row in rows:
            yield {"booking": number, "record": part, **_cells(row)}


def _cells(values: Mapping[str, Any]) -> dict[str, str]:
    return {k: _cell(v) for k, v in values.items()}


def _cell(value: Any) -> str:
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(map(str, value))
    return str(value)
