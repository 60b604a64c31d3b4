"""What follows from published figures by arithmetic alone: whether a study's tables agree with each other, without its records.

Figures of "Unequal Justice" (UWCHR, 30 January 2019) and of TRAC's reports 325 and 370, as they are printed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from lawgate.oversight.measures.intervals import Z
from lawgate.oversight.reproduce.regression import published

WITH, WITHOUT = 188, 29_124
DAYS_WITH, DAYS_WITHOUT = 73.6181, 26.8541
DOLLARS_A_DAY = 126.0
RACES: Final[Mapping[str, tuple[int, int]]] = {
    "white": (9, 16_918),
    "black": (8, 7_110),
    "hispanic": (152, 2_540),
    "asian": (18, 1_790),
    "race unknown": (1, 62),
}
CLASS_C = 4  # rank of seriousness at which the study's two predictions come out
YEAR_2012, FROM_OCTOBER_2011, EARLY_2014 = 273_982, 347_691, 13_898


def study() -> dict[str, float]:
    """The Pierce County study: its difference, its cost, its impacts and its two predictions."""
    terms = published()
    coef, se, _ = terms["detainer"]
    extra = DAYS_WITH - DAYS_WITHOUT
    out = {
        "bookings in all": WITH + WITHOUT,
        "bookings with a detainer, percent": 100 * WITH / (WITH + WITHOUT),
        "mean jail days of all": (WITH * DAYS_WITH + WITHOUT * DAYS_WITHOUT) / (WITH + WITHOUT),
        "extra jail days with a detainer": extra,
        "cost of them each, at 126 dollars a day": extra * DOLLARS_A_DAY,
        "cost of 188, cents cut off": math.trunc(WITH * round(extra * DOLLARS_A_DAY, 2)),
        "days with over days without, a detainer": math.exp(coef),
        "impact of detainer, percent, low": 100 * math.expm1(coef - Z * se),
        "impact of detainer, percent, high": 100 * math.expm1(coef + Z * se),
    }
    out |= {f"impact of {t}, percent": 100 * math.expm1(c) for t, (c, _, _) in terms.items() if t != "Intercept"}
    out |= {f"with a detainer, {race}, percent": 100 * n / of for race, (n, of) in RACES.items()}
    fitted = {"Intercept": 1, "male": 1, "hispanic": 1, "charges": 2, "seriousness": CLASS_C}
    base = sum(terms[t][0] * x for t, x in fitted.items())
    said = "Hispanic man, two counts, class C felony, days"
    return out | {f"{said} without": math.exp(base), f"{said} with": math.exp(base + coef)}


def national() -> dict[str, float]:
    """TRAC's months, from its totals."""
    month, later = YEAR_2012 / 12, (FROM_OCTOBER_2011 - YEAR_2012) / 4
    return {
        "a month, fiscal year 2012": month,
        "a month, October 2012 to January 2013": later,
        "change to then, percent": 100 * (later / month - 1),
        "change to the five months to March 2014, percent": 100 * (EARLY_2014 / month - 1),
    }


__all__ = ["national", "study"]
