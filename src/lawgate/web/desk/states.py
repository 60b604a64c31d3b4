"""What a row of the board says: its state, its minute, and where it stands in the order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base.moments import say_length, say_minute

NEAR = timedelta(hours=24)
LEAVES_AFTER = timedelta(hours=12)


class State(StrEnum):
    """Shape and word together; a colour is never the only signal."""

    RELEASE_NOW = "RELEASE NOW"
    ANSWER_NEEDED = "ANSWER NEEDED"
    HOLD_ENDS = "HOLD ENDS"
    DUE = "DUE"
    NO_DATE = "NO DATE"
    OUT = "OUT"


SHAPES = {
    State.RELEASE_NOW: "square",
    State.ANSWER_NEEDED: "question",
    State.HOLD_ENDS: "diamond",
    State.DUE: "triangle",
    State.NO_DATE: "disc",
    State.OUT: "ring",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands at ``now``. ``over``: kept past the minute with a federal request on file."""

    state: State
    minute: datetime | None
    over: bool
    note: str
    ago: str = ""

    @property
    def order(self) -> tuple[int, float]:
        """Overdue with a federal request first, then by minutes left; no date after all dates; out last."""
        rank = 0 if self.over else 3 if self.state is State.OUT else 2 if self.minute is None else 1
        return rank, self.minute.timestamp() if self.minute else 0.0

    @property
    def shape(self) -> str:
        return SHAPES[self.state]


def standing(answer: dict[str, Any], now: datetime, released: datetime | None) -> Standing:
    """The state of one decision at ``now``; ``answer`` as ``decision.told`` stores it."""
    tz = ZoneInfo(answer["tz"])
    due, last = _read(answer["release_due"], tz), _read(answer["release_by"], tz)
    if released is not None and released <= now:
        out = released.astimezone(tz)
        return Standing(State.OUT, out, False, f"{say_length(now - released)} ago")
    if due is None:
        return Standing(State.NO_DATE, None, False, "no release time yet")
    lawful = answer["hold"] in ("required", "permitted")
    minute = last or due
    federal = answer["hold"] not in ("not-requested", "not-triggered")
    if lawful and last is None:
        return Standing(State.NO_DATE, None, False, "as the court orders")
    if now >= minute:
        late = say_length(now - minute)
        return Standing(
            State.RELEASE_NOW, minute, federal, f"over by {late} if held" if federal else f"{late} ago", f"{late} ago"
        )
    left = f"in {say_length(minute - now)}"
    if answer["hold"] in ("undetermined", "unresolved") and minute - now <= NEAR:
        return Standing(State.ANSWER_NEEDED, minute, False, left)
    if lawful and due <= now:
        return Standing(State.HOLD_ENDS, minute, False, left)
    return Standing(
        State.DUE, due if now < due else minute, False, f"in {say_length((due if now < due else minute) - now)}"
    )


def sentence(answer: dict[str, Any], where: Standing, now: datetime) -> tuple[str, str]:
    """The answer and its reason as they read at ``now``."""
    if where.state is State.OUT:
        return f"Out at {say_minute(where.minute, relative_to=now)}." if where.minute else "Out.", ""
    if where.state is State.RELEASE_NOW:
        if answer["hold"] in ("required", "permitted"):
            return "Release now.", "The time that the request and the law allow has run out."
        return "Release now.", answer["why"]
    if where.state is State.DUE and where.minute and answer["hold"] not in ("required", "permitted"):
        return f"Release at {say_minute(where.minute, relative_to=now)}.", answer["why"]
    return answer["headline"], answer["why"]


def _read(text: str | None, tz: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(tz) if text else None
