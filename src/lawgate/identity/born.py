"""Dates of birth as records have them: whole, partly known, impossible, their parts exchanged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from lawgate.base import BadInput

SHAPE = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Born:
    """A date of birth; a part that is 0 is unknown. Impossible dates are kept: a wrong date is evidence too."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def whole(self) -> bool:
        return bool(self.month and self.day)

    @property
    def digits(self) -> str:
        return f"{self.year:04d}{self.month:02d}{self.day:02d}"

    @property
    def exchanged(self) -> Born:
        return Born(self.year, self.day, self.month)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", f"{self.month:02d}" if self.month else "", f"{self.day:02d}" if self.day else ""]
        return "-".join(p for p in parts if p)


def read_born(value: date | str | None, *, where: str = "") -> Born | None:
    """A date, or ``1987-05-12``, ``19870512``, ``1987-05``, ``1987``; None and empty text are unknown. ``BadInput`` else.

    Day and month are not guessed: ``05/12/1987`` is refused. Parts beyond a calendar (month 31) are kept: that is
    what exchanged parts and slips look like.
    """
    if value is None:
        return None
    if isinstance(value, date):
        return Born(value.year, value.month, value.day)
    return _read(value.strip(), where) if value.strip() else None


def _read(text: str, where: str) -> Born:
    found = SHAPE.fullmatch(text)
    parts = [int(p or 0) for p in found.groups()] if found else []
    if not found or parts[0] == 0:
        raise BadInput(
            f"'{text}' is not a date of birth", where=where, do="write 1987-05-12, or 1987 if no more is known"
        )
    return Born(*parts)


@lru_cache(maxsize=65536)
def one_slip(a: str, b: str) -> bool:
    """One digit wrong, or two neighbours exchanged (optimal string alignment)."""
    return bool(OSA.distance(a, b, score_cutoff=1) == 1)
