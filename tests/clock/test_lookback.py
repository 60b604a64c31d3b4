from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.clock import anniversary, within_years
from tests.clock.starts import unhurried


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2009, 5, 7), 5, date(2014, 5, 7)),
        (date(2012, 2, 29), 5, date(2017, 2, 28)),
        (date(2012, 2, 29), 4, date(2016, 2, 29)),
        (date(2011, 2, 28), 5, date(2016, 2, 28)),
        (date(2000, 2, 29), 15, date(2015, 2, 28)),
    ],
)
def test_anniversaries(day: date, years: int, expected: date) -> None:
    """The anniversary is the same month and day, and 28 February where there is no 29th."""
    assert anniversary(day, years) == expected


@pytest.mark.parametrize(
    ("day", "of", "answer"),
    [
        (date(2009, 5, 7), date(2014, 5, 7), True),  # the anniversary is the last day
        (date(2009, 5, 7), date(2014, 5, 8), False),
        (date(2014, 5, 7), date(2014, 5, 7), True),  # the same day
        (date(2014, 5, 8), date(2014, 5, 7), False),  # not yet convicted
        (date(2012, 2, 29), date(2017, 2, 28), True),
        (date(2012, 2, 29), date(2017, 3, 1), False),
        (date(2011, 2, 28), date(2016, 2, 29), False),
    ],
)
def test_within_five_years(day: date, of: date, answer: bool) -> None:
    """The first day is left out and the last one counted; one day more is outside."""
    assert within_years(day, 5, of) is answer


def test_a_year_that_does_not_exist_is_refused() -> None:
    """An anniversary beyond the calendar is refused in one sentence."""
    with pytest.raises(BadInput, match="has no anniversary after 9000 years"):
        anniversary(date(2012, 3, 1), 9000)


@unhurried
@given(st.dates(date(1980, 1, 1), date(2030, 12, 31)), st.sampled_from([5, 10, 15]), st.integers(0, 6000))
def test_within_ends_with_the_anniversary(day: date, years: int, later: int) -> None:
    """A day is within the years exactly until its anniversary has passed."""
    of = day + timedelta(days=later)
    assert within_years(day, years, of) == (of <= anniversary(day, years))
    assert not within_years(day, years, anniversary(day, years) + timedelta(days=1))
