"""When the door must open: calendars, zones, limits, with every step shown. Sees nothing but ``base``."""

from importlib.metadata import version

from lawgate.clock.arraignment import deadline_825
from lawgate.clock.limits import LIMITS, Limit, deadline, early_window
from lawgate.clock.minute import last_minute
from lawgate.clock.records import Cut, Deadline, EarlyWindow, LastMinute, Step

__all__ = [
    "LIMITS",
    "Cut",
    "Deadline",
    "EarlyWindow",
    "LastMinute",
    "Limit",
    "Step",
    "deadline",
    "deadline_825",
    "early_window",
    "last_minute",
    "versions",
]


def versions() -> dict[str, str]:
    """Versions of the data that a deadline rests on; stored with every decision."""
    return {name: version(name) for name in ("tzdata", "holidays")}
