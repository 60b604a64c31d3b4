"""JSON lines: one booking an object; first, if wanted, one object ``{"feed": {...}}`` that says what holds for all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from lawgate.booking.records import Fault

Raw = tuple[str, dict[str, Any]]


class _Twice(ValueError):
    """A name that stands twice in one object."""


def json_bookings(lines: Iterator[tuple[int, str]], fault: Callable[[Fault], None]) -> Iterator[Raw]:
    """``("line 3", {...})`` a booking. A line that is no object is a fault."""
    for number, line in lines:
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            raw = json.loads(line, object_pairs_hook=_object, parse_constant=_no_number)
        except _Twice as e:
            fault(Fault(where, str(e)[:80], "stands twice in one object", "keep one of them"))
        except (ValueError, RecursionError):
            cut = not line.rstrip().endswith("}")
            what = "breaks off in the middle" if cut else "is not JSON"
            fault(Fault(where, "", what, "fetch the feed again" if cut else "write one object a line"))
        else:
            if isinstance(raw, dict):
                yield where, raw
            else:
                fault(Fault(where, "", "is not an object", "write one object a line"))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) < len(pairs):
        names = [k for k, _ in pairs]
        raise _Twice(next(n for n in names if names.count(n) > 1))
    return out


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")
