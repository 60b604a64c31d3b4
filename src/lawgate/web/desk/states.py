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
LAWFUL = ("required", "permitted")


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
SLUGS = {s: s.value.lower().replace(" ", "-") for s in State}


@dataclass(frozen=True, slots=True)
class Moments:
    """The instants of one decision, read once: when release is due, the last minute, when the person left; and the answer on a hold."""

    due: datetime | None
    last: datetime | None
    released: datetime | None
    hold: str


def moments(answer: dict[str, Any], released: str | None) -> Moments:
    """``answer`` as ``decision.told`` stores it; ``released`` as the record does."""
    tz = ZoneInfo(answer["tz"])
    return Moments(
        _read(answer["release_due"], tz), _read(answer["release_by"], tz), _read(released, tz), str(answer["hold"])
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands at ``now``. ``over``: kept past the minute with a federal request on file."""

    state: State
    minute: datetime | None
    over: bool
    now: datetime

    @property
    def order(self) -> tuple[int, float]:
        """Overdue with a federal request first, then by minutes left; no date after all dates; out last, the latest first."""
        rank = 0 if self.over else 3 if self.state is State.OUT else 2 if self.minute is None else 1
        at = self.minute.timestamp() if self.minute else 0.0
        return rank, -at if self.state is State.OUT else at

    @property
    def shape(self) -> str:
        return SHAPES[self.state]

    @property
    def length(self) -> str:
        return say_length(self.now - self.minute) if self.minute else ""

    @property
    def note(self) -> str:
        """What stands under the minute: how long ago, or how long still."""
        if self.minute is None:
            return "no release time yet"
        if self.over:
            return f"over by {self.length} if held"
        return f"{self.length} ago" if self.now >= self.minute else f"in {self.length}"

    @property
    def ago(self) -> str:
        return f"{self.length} ago" if self.state is State.RELEASE_NOW else ""


def standing(m: Moments, now: datetime) -> Standing:
    """The state of one decision at ``now``."""
    if m.released is not None and m.released <= now:
        return Standing(State.OUT, m.released, False, now)
    lawful = m.hold in LAWFUL
    if m.due is None or (lawful and m.last is None):  # not due yet, or as the court orders
        return Standing(State.NO_DATE, None, False, now)
    minute = m.last or m.due
    if now >= minute:
        return Standing(State.RELEASE_NOW, minute, m.hold not in ("not-requested", "not-triggered"), now)
    if m.hold in ("undetermined", "unresolved") and minute - now <= NEAR:
        return Standing(State.ANSWER_NEEDED, minute, False, now)
    if lawful and m.due <= now:
        return Standing(State.HOLD_ENDS, minute, False, now)
    return Standing(State.DUE, m.due if now < m.due else minute, False, now)


def sentence(answer: dict[str, Any], where: Standing, now: datetime) -> tuple[str, str]:
    """The answer and its reason as they read at ``now``."""
    if where.state is State.OUT:
        return f"Out at {say_minute(where.minute, relative_to=now)}." if where.minute else "Out.", ""
    if where.state is State.RELEASE_NOW:
        if answer["hold"] in LAWFUL:
            return "Release now.", "The time that the request and the law allow has run out."
        return "Release now.", answer["why"]
    if where.state is State.DUE and where.minute and answer["hold"] not in LAWFUL:
        return f"Release at {say_minute(where.minute, relative_to=now)}.", answer["why"]
    return answer["headline"], answer["why"]


def _read(text: str | None, tz: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(tz) if text else None
