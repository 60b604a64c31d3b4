"""When the door must open: calendars, zones, limits, with every step shown.

The bulk form is ``lawgate.clock.bulk``, imported by itself so that one decision does not load a column engine.
"""

from lawgate.clock.arraignment import deadline_825
from lawgate.clock.limits import LIMITS, Limit, deadline, early_window
from lawgate.clock.lookback import anniversary, within_years
from lawgate.clock.minute import last_minute
from lawgate.clock.records import Cut, Deadline, EarlyWindow, LastMinute, Step
from lawgate.clock.versions import versions

__all__ = [
    "LIMITS",
    "Cut",
    "Deadline",
    "EarlyWindow",
    "LastMinute",
    "Limit",
    "Step",
    "anniversary",
    "deadline",
    "deadline_825",
    "early_window",
    "last_minute",
    "versions",
    "within_years",
]
