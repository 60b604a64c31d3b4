"""A past case as one typed row: the same columns whatever file it came from. What a file does not say is null, never guessed.

``day``: the day whose law is asked (when the request was prepared or received, else the booking). Instants are UTC. ``days``: days in
jail, from booking to release. ``ended``: what came of the request. ``level``: seriousness by the source's own scale of three, 1 gravest.
``censored``: the end had not come when the file was made, so that a length is *at least*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

INSTANT: Final = pl.Datetime("us", "UTC")
ENDED: Final = (
    "custody-taken",
    "declined",
    "lifted",
    "transferred",
    "case-closed",
    "citizen",
    "not-deportable",
    "discretion",
    "released-early",
    "died",
    "no-means",
    "other",
)
"""``no-means``: lifted for lack of funds or space. ``case-closed`` says nothing of custody."""
CASES: Final[Mapping[str, pl.DataType | type[pl.DataType]]] = {
    "case": pl.String,
    "source": pl.String,
    "state": pl.String,
    "county": pl.String,
    "agency_type": pl.String,
    "facility": pl.String,
    "day": pl.Date,
    "booked_at": INSTANT,
    "due_at": INSTANT,
    "released_at": INSTANT,
    "last_minute": INSTANT,
    "requested": pl.Boolean,
    "received_at": INSTANT,
    "form": pl.String,
    "ended": pl.Enum(ENDED),
    "convicted": pl.Boolean,
    "level": pl.Int8,
    "felony": pl.Boolean,
    "kind": pl.String,
    "charges": pl.Int32,
    "bail_paid": pl.Boolean,
    "sex": pl.String,
    "race": pl.String,
    "origin": pl.String,
    "birth_year": pl.Int16,
    "citizen": pl.Boolean,
    "days": pl.Float64,
    "censored": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Check:
    """Something that may be wrong with rows. ``wrong``: an expression over a reader's columns, true where it is."""

    kind: str  # missing | unread | redacted | impossible | duplicated | censored
    column: str
    what: str
    wrong: pl.Expr


@dataclass(frozen=True, slots=True)
class Table:
    """A file opened: ``frame`` has the columns of ``CASES``, unread until collected; ``raw`` the reader's own, for the ``checks``."""

    source: str
    frame: pl.LazyFrame
    raw: pl.LazyFrame
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = field(default=())


def as_cases(frame: pl.LazyFrame, columns: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    """``frame`` as cases: the given columns, typed; all others null."""
    unknown = set(columns) - set(CASES)
    if unknown:
        raise ValueError(f"a case has no column {sorted(unknown)[0]}")
    return frame.select(
        columns.get(name, pl.lit(None)).cast(kind, strict=False).alias(name) for name, kind in CASES.items()
    )


__all__ = ["CASES", "ENDED", "INSTANT", "Check", "Table", "as_cases"]
