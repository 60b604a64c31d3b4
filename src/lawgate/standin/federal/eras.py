"""The eras whose priorities the simulated office follows: which guidance on which day, and a day in each to begin on.

The spans part the years where the guidance in ``law.priorities`` changes who gets a detainer: 2014 begins with the first
memorandum that names them (21 December 2012) and holds the priorities of 20 November 2014.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lawgate.base import BadInput


@dataclass(frozen=True, slots=True)
class Era:
    """``since`` and ``until``: first and last day. ``on``: its day for places and clocks that lie outside."""

    key: str
    since: date
    until: date
    on: date
    title: str

    def day(self, of: date) -> date:
        """The day whose guidance is followed: the day itself within the era, else the era's own."""
        return of if self.since <= of <= self.until else self.on


ERAS: dict[str, Era] = {
    e.key: e
    for e in (
        Era("2008", date(2008, 10, 27), date(2010, 6, 29), date(2009, 10, 14), "the levels of Secure Communities"),
        Era("2011", date(2010, 6, 30), date(2012, 12, 20), date(2011, 9, 14), "the priorities of Director Morton"),
        Era("2014", date(2012, 12, 21), date(2017, 1, 24), date(2015, 11, 18), "detainers for listed lines only"),
        Era("2017", date(2017, 1, 25), date(2021, 1, 19), date(2018, 6, 13), "classes that leave nobody out"),
        Era("2021", date(2021, 1, 20), date(2025, 1, 19), date(2022, 3, 16), "the guidelines of Secretary Mayorkas"),
        Era("2025", date(2025, 1, 20), date(9999, 12, 31), date(2025, 6, 11), "every removable person"),
    )
}


def era_named(key: str) -> Era:
    """The era called ``key``. Raises ``BadInput`` for another word."""
    found = ERAS.get(key)
    if found is None:
        raise BadInput(f"'{key}' is no era", where="era", do=f"use one of {', '.join(ERAS)}")
    return found


def era_of(day: date) -> Era:
    """The era that ``day`` lies in; the first for days before them all."""
    return next((e for e in ERAS.values() if e.since <= day <= e.until), ERAS["2008"])
