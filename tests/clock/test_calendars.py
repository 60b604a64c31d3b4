from __future__ import annotations

from datetime import date, timedelta

import pytest

from lawgate.base import BadInput
from lawgate.clock.calendars import (
    CALENDARS,
    california_court_holidays,
    federal_holidays,
    last,
    new_hampshire_holidays,
    nth,
    state_holidays,
)

YEARS = range(2008, 2031)
ONE = timedelta(days=1)


def by_statute(year: int) -> set[date]:
    """5 U.S.C. 6103(a) and (b) with E.O. 11582, written out once more."""
    fixed = [date(year, 1, 1), date(year + 1, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    if year >= 2021:
        fixed.append(date(year, 6, 19))
    days = set(fixed)
    days |= {d - ONE for d in fixed if d.isoweekday() == 6} | {d + ONE for d in fixed if d.isoweekday() == 7}
    for month, weekday, which in ((1, 1, 3), (2, 1, 3), (9, 1, 1), (10, 1, 2), (11, 4, 4)):
        of_month = [date(year, month, d) for d in range(1, 31) if month != 2 or d <= 28]
        days.add([d for d in of_month if d.isoweekday() == weekday][which - 1])
    days.add(max(d for d in (date(year, 5, n) for n in range(1, 32)) if d.isoweekday() == 1))
    return {d for d in days if d.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_federal_list_is_the_statute(year: int) -> None:
    """Every federal holiday and observed day of 2008 to 2030 is that of 5 U.S.C. 6103, and no other day is one."""
    assert set(federal_holidays(year)) == by_statute(year)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2010, 12, 31), "New Year's Day, observed"),
        (date(2021, 12, 31), "New Year's Day, observed"),
        (date(2021, 6, 18), "Juneteenth National Independence Day, observed"),
        (date(2026, 7, 3), "Independence Day, observed"),
        (date(2012, 11, 12), "Veterans Day, observed"),
        (date(2012, 9, 3), "Labor Day"),
    ],
)
def test_observed_days(day: date, name: str) -> None:
    """A holiday on a Saturday is observed on the Friday, over a year's end too, and one on a Sunday on the Monday."""
    assert CALENDARS["federal"].name_of(day) == name


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 6, 19),  # Juneteenth before the act
        date(2009, 1, 20),  # Inauguration Day
        date(2013, 1, 22),
        date(2025, 1, 9),  # mourning by executive order; not a holiday by statute
        date(2014, 12, 26),  # offices closed by executive order
        date(2012, 12, 24),
        date(2018, 12, 5),
        date(2014, 3, 31),  # Cesar Chavez Day
        date(2013, 11, 29),  # the day after Thanksgiving
        date(2014, 2, 12),  # Lincoln's Birthday
    ],
)
def test_days_that_are_not_federal_holidays(day: date) -> None:
    """Inauguration Day, executive closings and state holidays are not on the federal list."""
    assert CALENDARS["federal"].name_of(day) == ""


def test_inauguration_day_is_listed_only_where_it_coincides() -> None:
    """20 January 2025 is a federal holiday because it is the King holiday, and 20 January 2021 is none."""
    assert CALENDARS["federal"].name_of(date(2025, 1, 20)) == "Martin Luther King Jr. Day"
    assert CALENDARS["federal"].name_of(date(2021, 1, 20)) == ""


def test_california_courts_2026_is_the_published_list() -> None:
    """The court holidays computed for 2026 are the fourteen that California courts publish for it."""
    published = "01-01 01-19 02-12 02-16 03-31 05-25 06-19 07-03 09-07 09-25 11-11 11-26 11-27 12-25"
    assert [d.strftime("%m-%d") for d in california_court_holidays(2026)] == published.split()


def test_california_courts_2021_and_2022() -> None:
    """In 2021 Columbus Day is a court holiday and Juneteenth is not; in 2022 Native American Day has taken its place."""
    published_2021 = "01-01 01-18 02-12 02-15 03-31 05-31 07-04 07-05 09-06 10-11 11-11 11-25 11-26 12-24 12-31"
    assert [d.strftime("%m-%d") for d in california_court_holidays(2021)] == published_2021.split()
    names = set(california_court_holidays(2022).values())
    assert "Native American Day" in names
    assert "Columbus Day" not in names
    assert not any("Juneteenth" in n for n in names)
    assert california_court_holidays(2023)[date(2023, 6, 19)] == "Juneteenth"


@pytest.mark.parametrize(
    ("holiday", "observed"),
    [
        (date(2022, 2, 12), date(2022, 2, 11)),
        (date(2018, 3, 31), date(2018, 3, 30)),
        (date(2017, 11, 11), date(2017, 11, 10)),
    ],
)
def test_california_saturday_holiday_moves_to_friday(holiday: date, observed: date) -> None:
    """A court holiday on a Saturday is observed the Friday before, and the Saturday is then a day like any other."""
    listed = california_court_holidays(holiday.year)
    assert observed in listed
    assert holiday not in listed


def test_new_hampshire_follows_its_statute() -> None:
    """RSA 288:1 names biennial election day and Columbus Day, and neither Juneteenth nor the day after Thanksgiving."""
    listed = state_holidays("NH", 2026)
    assert listed == new_hampshire_holidays(2026)
    assert listed[date(2026, 11, 3)] == "Election Day"
    assert listed[date(2026, 10, 12)] == "Columbus Day"
    assert date(2026, 6, 19) not in listed
    assert date(2026, 11, 27) not in listed
    assert "Election Day" not in new_hampshire_holidays(2025).values()
    assert new_hampshire_holidays(2027)[date(2027, 7, 5)] == "Independence Day, observed"


def test_other_states_come_from_the_package() -> None:
    """A state's own holiday is found, and a state that does not exist is refused in one sentence."""
    assert date(2019, 4, 16) in state_holidays("DC", 2019)
    with pytest.raises(BadInput, match="no holidays are known for 'ZZ'"):
        state_holidays("ZZ", 2020)


def test_nth_and_last() -> None:
    """The n-th and the last weekday of a month are found, the first of the month included."""
    assert nth(2013, 7, 0, 1) == date(2013, 7, 1)
    assert nth(2012, 11, 3, 4) == date(2012, 11, 22)
    assert last(2017, 5, 0) == date(2017, 5, 29)
    assert last(2021, 5, 0) == date(2021, 5, 31)
