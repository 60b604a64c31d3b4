"""The picture of a deadline: six equal days or fewer, black where time counts, hatched where it does not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any


def bars(deadline: dict[str, Any]) -> list[dict[str, Any]]:
    """A bar a day: where its dark part begins and how wide it is, in hundredths of the day."""
    out = []
    for step in deadline["steps"]:
        if step["day"] is None:
            continue
        begin, end = datetime.fromisoformat(step["from"]), datetime.fromisoformat(step["to"])
        day = date.fromisoformat(step["day"])
        x = _part(begin, day)
        out.append(
            {
                "day": f"{day:%a} {day.day} {day:%b}",
                "css": "counted" if step["counted_s"] else "uncounted",
                "x": round(x, 2),
                "width": round(max(_part(end, day) - x, 0.5), 2),
                "counted": _hours(step["counted_s"]),
                "running": _hours(step["running_s"]),
            }
        )
    return out


def _part(moment: datetime, day: date) -> float:
    """How far into ``day`` the wall clock is, in hundredths."""
    gone = moment.replace(tzinfo=None) - datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall clock on purpose
    return min(max(gone / timedelta(days=1), 0.0), 1.0) * 100


def _hours(seconds: float) -> str:
    whole, minutes = divmod(round(seconds / 60), 60)
    return f"{whole} h {minutes:02d}" if whole or minutes else "0"
