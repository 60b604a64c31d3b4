"""How long ago: anniversaries, for rules that look back five or fifteen years."""

from __future__ import annotations

from datetime import date

from lawgate.base import BadInput


def anniversary(day: date, years: int) -> date:
    """``day``, ``years`` later: same month and day, and 28 February where 29 February does not exist that year.

    Cal. Gov. Code 6803: the leap day and the day before it are reckoned as one.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        if day.month == 2 and day.day == 29 and 1 <= day.year + years <= 9999:
            return date(day.year + years, 2, 28)
        raise BadInput(
            f"{day} has no anniversary after {years} years", where="look-back", do="check the number of years"
        ) from None


def within_years(day: date, years: int, of: date) -> bool:
    """Does ``day`` (a conviction) lie no more than ``years`` before ``of`` (the act it is tested for)?

    Cal. Gov. Code 6800: the first day is left out and the last counted, so ``of`` may be the anniversary itself and not a
    day later. A ``day`` after ``of`` is not before it: False. A conviction of 28 February tested on 29 February of its last
    year is outside: section 6803 could be read the other way, and the reading that ends the look-back sooner is taken.
    """
    return day <= of <= anniversary(day, years)
