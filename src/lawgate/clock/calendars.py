"""Which days are holidays, and under whose law.

The lists come from the ``holidays`` package where it agrees with the statute; where it does not, the statute is written
out here, in ``FROM_STATUTE``, and nowhere else. The tests compute every federal holiday of 2008 to 2030 from 5 U.S.C. 6103
by hand and compare.

What the package gives for the United States as a whole (its ``public`` category) is the federal list: no Inauguration Day
(a holiday in the Washington area only, 5 U.S.C. 6103(c)), none of the days on which the President closes federal offices,
Juneteenth from 2021 (Pub. L. 117-17, signed 17 June 2021), and a New Year's Day that falls on a Saturday observed on 31
December of the year before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays

from lawgate.base import BadInput, Citation, Confidence

Listed = Mapping[date, str]

MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A list of holidays under one law. ``days(year)`` maps each holiday, and each day it is observed on, to its name."""

    name: str
    title: str
    source: Citation
    days: Callable[[int], Listed]

    def name_of(self, day: date) -> str:
        """The holiday's name, or empty when ``day`` is none."""
        return self.days(day.year).get(day, "")


@lru_cache(maxsize=512)
def federal_holidays(year: int) -> Listed:
    """Federal legal public holidays of ``year``, with the days they are observed on (5 U.S.C. 6103; E.O. 11582).

    A holiday on a Saturday is observed the Friday before, one on a Sunday the Monday after; both days are listed.
    """
    return _from_package(year, None)


@lru_cache(maxsize=512)
def state_holidays(state: str, year: int) -> Listed:
    """Holidays of ``state`` (two letters) in ``year``.

    As the ``holidays`` package lists them, unchecked, except the states in ``FROM_STATUTE``. No limit rests on an
    unchecked list. Raises ``BadInput`` for a state that is not known.
    """
    if state in FROM_STATUTE:
        return FROM_STATUTE[state](year)
    return _from_package(year, state)


def _from_package(year: int, state: str | None) -> Listed:
    try:
        listed = holidays.country_holidays("US", subdiv=state, years=year, language="en_US")
    except NotImplementedError as e:
        raise BadInput(
            f"no holidays are known for '{state}'", where="holidays", do="use the two letters of a state"
        ) from e
    return MappingProxyType({day: name.replace(" (observed)", ", observed") for day, name in sorted(listed.items())})


@lru_cache(maxsize=512)
def california_court_holidays(year: int) -> Listed:
    """Judicial holidays of California in ``year``, Saturdays and Sundays themselves left out of the list.

    Cal. Code Civ. Proc. 135 with Cal. Gov. Code 6700. Columbus Day to 2021, Native American Day from 2022 (Stats. 2021,
    ch. 283), Juneteenth from 2023 (AB 1655 of 2022). Admission Day, Lunar New Year, Genocide Remembrance Day and Diwali
    are state holidays but not judicial ones. A holiday on a Sunday is observed the Monday after as well; one on a Saturday
    is observed the Friday before *instead*, so that the Saturday counts as any other: the section speaks of an alternative
    day, and the reading that ends custody sooner is taken. Days that a Governor appoints, and the court closures of
    2009-2010 under Gov. Code 68106, are not listed; leaving them out also ends custody sooner.
    """
    fixed = [(1, 1, "New Year's Day"), (2, 12, "Lincoln's Birthday"), (3, 31, "Cesar Chavez Day")]
    fixed += [(6, 19, "Juneteenth")] if year >= 2023 else []
    fixed += [(7, 4, "Independence Day"), (11, 11, "Veterans Day"), (12, 25, "Christmas Day")]
    thanksgiving = nth(year, 11, THURSDAY, 4)
    moving = [
        (nth(year, 1, MONDAY, 3), "Martin Luther King Jr. Day"),
        (nth(year, 2, MONDAY, 3), "Presidents' Day"),
        (last(year, 5, MONDAY), "Memorial Day"),
        (nth(year, 9, MONDAY, 1), "Labor Day"),
        (nth(year, 9, FRIDAY, 4), "Native American Day")
        if year >= 2022
        else (nth(year, 10, MONDAY, 2), "Columbus Day"),
        (thanksgiving, "Thanksgiving Day"),
        (thanksgiving + ONE_DAY, "Day after Thanksgiving"),
    ]
    days = [(date(year, m, d), name) for m, d, name in fixed] + [(date(year + 1, 1, 1), "New Year's Day")]
    return _observed(year, days, moving, saturday_moves=True)


def new_hampshire_holidays(year: int) -> Listed:
    """Legal holidays of New Hampshire (RSA 288:1), a Sunday holiday observed the Monday after (RSA 288:2, recalled).

    The package lists Juneteenth and the day after Thanksgiving, which the section does not name, and leaves out
    Washington's Birthday and Columbus Day, which it does. Biennial elections fall in November of even years.
    """
    fixed = [(1, 1, "New Year's Day"), (7, 4, "Independence Day"), (11, 11, "Veterans Day"), (12, 25, "Christmas Day")]
    moving = [
        (nth(year, 1, MONDAY, 3), "Martin Luther King Jr. Civil Rights Day"),
        (nth(year, 2, MONDAY, 3), "Washington's Birthday"),
        (last(year, 5, MONDAY), "Memorial Day"),
        (nth(year, 9, MONDAY, 1), "Labor Day"),
        (nth(year, 10, MONDAY, 2), "Columbus Day"),
        (nth(year, 11, THURSDAY, 4), "Thanksgiving Day"),
    ]
    if year % 2 == 0:
        moving.append((nth(year, 11, MONDAY, 1) + ONE_DAY, "Election Day"))
    return _observed(year, [(date(year, m, d), name) for m, d, name in fixed], moving, saturday_moves=False)


FROM_STATUTE: Mapping[str, Callable[[int], Listed]] = {"NH": new_hampshire_holidays}
"""States whose list in the package does not follow their statute."""

CALENDARS: Mapping[str, Calendar] = {
    c.name: c
    for c in (
        Calendar(
            "federal",
            "federal legal holidays",
            Citation("5 U.S.C. 6103; E.O. 11582", Confidence.READ),
            federal_holidays,
        ),
        Calendar(
            "us-ca-courts",
            "California court holidays",
            Citation("Cal. Code Civ. Proc. 135; Cal. Gov. Code 6700", Confidence.READ),
            california_court_holidays,
        ),
        Calendar(
            "us-nh",
            "New Hampshire legal holidays",
            Citation("N.H. RSA 288:1, 288:2", Confidence.SUMMARY),
            lambda year: state_holidays("NH", year),
        ),
    )
}


def nth(year: int, month: int, weekday: int, n: int) -> date:
    """The ``n``-th ``weekday`` (Monday is 0) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def last(year: int, month: int, weekday: int) -> date:
    """The last ``weekday`` (Monday is 0) of a month that has 31 days."""
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() - weekday) % 7)


def _observed(
    year: int, fixed: Iterable[tuple[date, str]], moving: Iterable[tuple[date, str]], *, saturday_moves: bool
) -> Listed:
    days: dict[date, str] = dict(moving)
    for day, name in fixed:
        if day.weekday() == SATURDAY and saturday_moves:
            days[day - ONE_DAY] = f"{name}, observed"
            continue
        days[day] = name
        if day.weekday() == SUNDAY:
            days[day + ONE_DAY] = f"{name}, observed"
    return MappingProxyType({d: n for d, n in sorted(days.items()) if d.year == year})
