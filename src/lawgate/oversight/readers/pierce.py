"""Charge lines of Pierce County, Washington (UWCHR): one row a charge line, brought to one case a booking.

t0 is the end of the last line that is not the federal hold, as ``booking.pierce`` reads it; the hold line's own end is when the jail
stopped counting it. A booking's gravity, race and sex are the file's own.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lawgate.booking.pierce import HOLD_LINE, ZONE
from lawgate.oversight.cases import Check, Table, as_cases
from lawgate.oversight.readers.columns import instant, open_table, text, yes_no

KNOWN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("booking", "charge_no", "booking_dt", "release_dt", "charge_release_dt", "charge"), ()),
    **dict.fromkeys(("charge_disposition", "gender", "race", "birth_region", "release_to_imm", "cancel_detainer"), ()),
    **dict.fromkeys(("charge_count", "max_charge_type", "felony", "max_seriousness"), ()),
}
REQUIRED = ("booking", "booking_dt", "release_dt", "charge_release_dt", "charge")
BAIL = ("Bail Bond", "Cash Bail")


def pierce(path: Path) -> Table:
    """Open an extract of charge lines."""
    opened = open_table(path, KNOWN, REQUIRED)
    lines = opened.frame.with_columns(pl.lit(None, pl.String).alias(name) for name in opened.absent)
    raw = lines.with_columns(
        booked=instant("booking_dt", ZONE.key),
        released=instant("release_dt", ZONE.key),
        ended_at=instant("charge_release_dt", ZONE.key),
        hold_line=pl.col("charge") == HOLD_LINE,
    )
    other = ~pl.col("hold_line")
    cut_off = text("charge_count").cast(pl.Float64, strict=False).max() > pl.len()  # more lines than are in this file
    unclear = pl.col("ended_at").filter(other).is_null().any() | cut_off.fill_null(value=False)
    stays = raw.group_by("booking", maintain_order=True).agg(
        booked=pl.col("booked").first(),
        released=pl.col("released").first(),
        due=pl.when(~unclear).then(pl.col("ended_at").filter(other).max()),
        hold=pl.col("hold_line").any(),
        lines=pl.len(),
        felony=yes_no("felony").any(),
        grave=text("max_seriousness").cast(pl.Int8, strict=False).first(),
        kind=text("max_charge_type").first(),
        sex=text("gender").first(),
        race=text("race").first(),
        origin=text("birth_region").first(),
        bail=pl.col("charge_disposition").is_in(BAIL).any(),
        to_agency=yes_no("release_to_imm").any(),
        cancelled=yes_no("cancel_detainer").any(),
    )
    ended = pl.when(pl.col("to_agency")).then(pl.lit("custody-taken")).when(pl.col("cancelled")).then(pl.lit("lifted"))
    frame = as_cases(
        stays,
        {
            "case": pl.col("booking"),
            "source": pl.lit("pierce-charge-lines"),
            "state": pl.lit("WA"),
            "county": pl.lit("Pierce"),
            "agency_type": pl.lit("county-jail"),
            "day": pl.col("booked").dt.convert_time_zone(ZONE.key).dt.date(),
            "booked_at": pl.col("booked"),
            "due_at": pl.col("due"),
            "released_at": pl.col("released"),
            "requested": pl.col("hold"),
            "ended": pl.when(pl.col("hold")).then(ended),
            "felony": pl.col("felony"),
            "kind": pl.col("kind"),
            "charges": pl.col("lines"),
            "bail_paid": pl.col("bail"),
            "sex": pl.col("sex").str.to_lowercase(),
            "race": pl.col("race"),
            "origin": pl.col("origin"),
            "days": (pl.col("released") - pl.col("booked")).dt.total_minutes() / 1440,
            "censored": pl.col("released").is_null(),
        },
    )
    return Table("pierce-charge-lines", frame, raw, _checks(), opened.notes)


def _checks() -> tuple[Check, ...]:
    return (
        Check(
            "unread",
            "booking_dt",
            "is no time that is known",
            text("booking_dt").is_not_null() & pl.col("booked").is_null(),
        ),
        Check("censored", "release_dt", "no release is recorded", text("release_dt").is_null()),
        Check("missing", "charge_release_dt", "the line has no end", text("charge_release_dt").is_null()),
        Check("impossible", "release_dt", "lies before the booking", pl.col("released") < pl.col("booked")),
        Check(
            "duplicated",
            "booking",
            "the same line of the same booking stands twice",
            pl.struct("booking", "charge_no").is_duplicated(),
        ),
    )


__all__ = ["pierce"]
