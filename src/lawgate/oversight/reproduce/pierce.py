"""The detainer arm of the Pierce County study (UWCHR, "Unequal Justice", 30 January 2019), from its own charge lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from statistics import mean, median

from lawgate.booking.pierce import ENDED_BY, HOLD_LINE

Line = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PierceMeasures:
    """The study's figures. Days are jail days, by the wall clock, as the study counts them.

    ``bookings``: those the authors keep, whose gravest charge is not of the kind "other". ``hold_outlived_all``: those whose hold line
    ended after every other line. ``bail``: those with a line released on bail. ``races``: as booked.
    """

    bookings_read: int
    bookings: int
    mean_days: float
    median_days: float
    hold_outlived_all: int
    men: int
    felony_bookings: int
    felony_mean_days: float
    misdemeanor_bookings: int
    misdemeanor_mean_days: float
    bail: int
    lines_released_on_recognisance: int
    lines: int
    races: Mapping[str, int]


def pierce_measures(rows: Iterable[Line]) -> PierceMeasures:
    """The published figures, from the export's rows as they stand (``csv.DictReader`` gives them)."""
    everything = [list(lines) for _, lines in groupby(rows, key=lambda r: r["booking"])]
    kept = [lines for lines in everything if lines[0]["max_charge_type"] != "other"]
    felony = [_days(x) for x in kept if x[0]["felony"] == "1"]
    misdemeanor = [_days(x) for x in kept if x[0]["misdemeanor"] == "1"]
    races = [x[0]["race"] for x in kept]
    return PierceMeasures(
        bookings_read=len(everything),
        bookings=len(kept),
        mean_days=mean(map(_days, kept)),
        median_days=median(map(_days, kept)),
        hold_outlived_all=sum(map(_outlived, kept)),
        men=sum(x[0]["gender"] == "MALE" for x in kept),
        felony_bookings=len(felony),
        felony_mean_days=mean(felony),
        misdemeanor_bookings=len(misdemeanor),
        misdemeanor_mean_days=mean(misdemeanor),
        bail=sum(any(line["charge_disposition"] in ENDED_BY for line in x) for x in kept),
        lines_released_on_recognisance=sum(line["charge_disposition"] == "PR" for x in kept for line in x),
        lines=sum(map(len, kept)),
        races={r: races.count(r) for r in sorted(set(races))},
    )


def _days(lines: Sequence[Line]) -> float:
    begin, end = (datetime.fromisoformat(lines[0][k]) for k in ("booking_dt", "release_dt"))
    return (end - begin) / timedelta(days=1)


def _outlived(lines: Sequence[Line]) -> bool:
    def latest(some: Iterable[Line]) -> str:
        return max((x["charge_release_dt"] for x in some), default="")

    hold = latest(x for x in lines if x["charge"] == HOLD_LINE)
    rest = latest(x for x in lines if x["charge"] != HOLD_LINE)
    return bool(hold and rest) and hold > rest


def figures(path: Path) -> dict[str, float]:
    """The figures by the names they have in ``published.csv``."""
    with path.open(newline="", encoding="utf-8") as f:
        m = pierce_measures(csv.DictReader(f))
    out: dict[str, float] = {
        "bookings with a hold": m.bookings_read,
        "bookings kept": m.bookings,
        "mean jail days": m.mean_days,
        "median jail days": m.median_days,
        "bail paid on any charge": m.bail,
        "charges released on recognisance": m.lines_released_on_recognisance,
        "charges": m.lines,
        "male": m.men,
        "felony bookings": m.felony_bookings,
        "felony mean days": m.felony_mean_days,
        "misdemeanor bookings": m.misdemeanor_bookings,
        "misdemeanor mean days": m.misdemeanor_mean_days,
        "hold line outlived every other": m.hold_outlived_all,
        "bail paid, percent of bookings": 100 * m.bail / m.bookings,
        "charges released on recognisance, percent": 100 * m.lines_released_on_recognisance / m.lines,
        "male, percent": 100 * m.men / m.bookings,
    }
    groups = ("WHITE", "BLACK", "HISPANIC", "ASIAN/PACIFIC ISLAND", "AMERICAN INDIAN/ALASKAN NATIVE", "UNKNOWN")
    return out | {f"race {g}": m.races.get(g, 0) for g in groups}


__all__ = ["PierceMeasures", "figures", "pierce_measures"]
