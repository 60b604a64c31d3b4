"""A feed that is being read, and what holds where it does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from lawgate.base import Place
from lawgate.booking.records import Booking, Fault

Lines = Iterator[tuple[int, str]]


@dataclass
class Reading:
    """A feed being read. ``faults`` and ``notes`` fill while ``bookings`` is walked through; so does ``as_of``, which a feed may
    state of itself."""

    format: str
    bookings: Iterator[Booking] = field(default_factory=lambda: iter(()))
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    as_of: datetime | None = None

    def note(self, text: str) -> None:
        """Say it once."""
        if text not in self.notes:
            self.notes.append(text)


@dataclass(frozen=True, slots=True)
class Given:
    """What holds where the feed does not say: the facility of bookings that name none, the zone of times without an offset,
    the instant the feed speaks of."""

    facility: Place | None = None
    tz: ZoneInfo | None = None
    as_of: datetime | None = None


Walk = Callable[[Lines, Reading, Given], Iterator[Booking]]
"""An adapter: the numbered lines of a file to bookings, faults and notes going to the reading."""
