"""What the clock tests draw from: zones that are easy and zones that are not, and instants of 2008 to 2030."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from lawgate.clock.limits import LIMITS, Rule

US_ZONES = [
    ZoneInfo(f"America/{city}")
    for city in (
        "Los_Angeles",
        "New_York",
        "Phoenix",
        "Boise",
        "Chicago",
        "Denver",
        "Anchorage",
        "Indiana/Indianapolis",
    )
] + [ZoneInfo("Pacific/Honolulu")]

# Clock changes on days that count (Cairo, Tehran), at midnight (Cairo, Havana), over midnight (St_Johns to 2011), by half
# an hour (Lord_Howe), and a day that never was (Apia, 30 December 2011). No jail is there; the arithmetic must hold.
HARD_ZONES = [
    ZoneInfo(name)
    for name in (
        "Africa/Cairo",
        "Asia/Tehran",
        "America/Havana",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Pacific/Apia",
    )
]

HOURLY = [name for name, limit in LIMITS.items() if limit.rule is Rule.HOURS]
WORKABLE = list(LIMITS)

instants = st.datetimes(
    datetime.fromisoformat("2008-01-01"), datetime.fromisoformat("2030-12-31"), timezones=st.just(UTC)
)
us_zones = st.sampled_from(US_ZONES)
zones = st.sampled_from(US_ZONES + HARD_ZONES)
gaps = st.timedeltas(timedelta(0), timedelta(days=6))

unhurried = settings(deadline=None)
"""No test here asserts a time: the first example of a zone builds its tables."""
