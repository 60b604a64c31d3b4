"""What the clock gives back: steps, deadlines, windows, the last minute. Plain values, stored with every decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from lawgate.base import BadInput
from lawgate.base.moments import zone
from lawgate.clock.say import arithmetic

FREE = "At that minute the person is free."


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the arithmetic.

    ``day`` is the local calendar day that the row counts, or None for a row that only explains (an end of day, a court
    session, a cancellation). ``from_`` and ``to`` are instants in the facility's zone; ``counted`` is what this row adds
    and ``running`` the sum so far, both elapsed time. ``why`` says what is unusual: ``Saturday``, ``Labor Day``,
    ``the clocks go forward``; it is empty on an ordinary day that counts.
    """

    text: str
    day: date | None
    from_: datetime
    to: datetime
    counted: timedelta
    running: timedelta
    why: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "day": self.day.isoformat() if self.day else None,
            "from": self.from_.isoformat(),
            "to": self.to.isoformat(),
            "counted_s": _seconds(self.counted),
            "running_s": _seconds(self.running),
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """A limit worked out: it started at ``starts`` and is reached at ``ends``, both in the facility's zone.

    ``ends`` is the first instant at which the limit is used up: reaching it exactly means free at that minute, and a limit
    that ends with a day is written 00:00 of the day after. ``calendar`` says which days were left out.
    """

    limit: str
    title: str
    starts: datetime
    ends: datetime
    calendar: str
    steps: tuple[Step, ...]
    closing: str = FREE

    def sentences(self) -> tuple[str, ...]:
        """The arithmetic in plain words, one sentence a member."""
        return arithmetic(self)

    def to_json(self) -> dict[str, Any]:
        """JSON types only; ``from_json`` gives an equal value back."""
        return {
            "limit": self.limit,
            "title": self.title,
            "tz": getattr(self.starts.tzinfo, "key", None),
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "calendar": self.calendar,
            "steps": [s.to_json() for s in self.steps],
            "closing": self.closing,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Deadline:
        """The deadline that ``to_json`` wrote; ``BadInput`` if a field is missing or is no date, time or number."""
        try:
            tz = zone(data["tz"]) if data["tz"] else None
            return cls(
                limit=data["limit"],
                title=data["title"],
                starts=_instant(data["starts"], tz),
                ends=_instant(data["ends"], tz),
                calendar=data["calendar"],
                steps=tuple(_step(s, tz) for s in data["steps"]),
                closing=data["closing"],
            )
        except (KeyError, TypeError, ValueError) as e:
            raise BadInput(
                f"a stored deadline cannot be read ({e!r})", where="deadline", do="restore it from the ledger"
            ) from e


def _step(data: Mapping[str, Any], tz: tzinfo | None) -> Step:
    return Step(
        text=data["text"],
        day=date.fromisoformat(data["day"]) if data["day"] else None,
        from_=_instant(data["from"], tz),
        to=_instant(data["to"], tz),
        counted=timedelta(seconds=data["counted_s"]),
        running=timedelta(seconds=data["running_s"]),
        why=data["why"],
    )


def _instant(text: str, tz: tzinfo | None) -> datetime:
    read = datetime.fromisoformat(text)
    return read.astimezone(tz) if tz else read


def _seconds(length: timedelta) -> int | float:
    whole, rest = divmod(length, timedelta(seconds=1))
    return whole if not rest else length.total_seconds()


@dataclass(frozen=True, slots=True)
class EarlyWindow:
    """A stretch before release in which a hand-over is allowed: from the start of ``opens`` to ``closes``, never after."""

    limit: str
    title: str
    opens: date
    closes: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that ends a hold before its limit does: a cancellation, evidence of citizenship, a change of law."""

    at: datetime
    flag: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LastMinute:
    """The last instant at which the person may be kept, and what sets it.

    ``clock`` is the name of the earliest limit, or ``none`` when no time is left or no limit allows any. ``governing`` is
    that limit worked out. ``cut`` is what ends the time sooner. ``ceilings`` are the other limits by name: later ones, or
    spent ones when nothing is left.
    """

    t0: datetime
    ends: datetime
    clock: str
    governing: Deadline | None = None
    cut: Cut | None = None
    ceilings: Mapping[str, datetime] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def governs(self) -> str:
        """What sets the minute: the flag of the cut, else the name of the limit, else ``t0``."""
        if self.cut is not None:
            return self.cut.flag
        return self.clock if self.governing is not None else "t0"
