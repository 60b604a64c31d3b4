"""County rosters and other exports with one row a booking or a charge: the columns are looked for under the names that are usual.

A hold for the immigration agency is a federal request, whatever the roster calls it. A roster's release date often comes from another
desk than the door; its times count as far as they are given.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lawgate.base import BadInput, Place
from lawgate.oversight.cases import Check, Table, as_cases
from lawgate.oversight.readers.columns import day, instant, open_table, redacted, text, yes_no

KNOWN: dict[str, tuple[str, ...]] = {
    "booking": ("booking_number", "booking_no", "booking_id", "jacket", "inmate_id"),
    "booked_at": (
        "booking_date",
        "booking_datetime",
        "book_date",
        "admit_date",
        "admission_date",
        "date_booked",
        "intake_date",
    ),
    "released_at": ("release_date", "release_datetime", "date_released", "discharge_date", "out_date"),
    "due_at": ("release_due", "authority_ended_at", "bail_posted_at"),
    "charge": ("charge_description", "offense", "offence", "charges", "offense_description"),
    "level": ("charge_level", "severity", "offense_level", "class", "felony_misdemeanor"),
    "hold": ("holds", "detainer", "ice_hold", "immigration_hold", "hold_reason", "hold_agency", "warrant_type"),
    "released_to": ("release_reason", "release_type", "disposition"),
    "sex": ("gender",),
    "race": ("ethnicity", "race_ethnicity"),
    "birth_year": ("year_of_birth", "yob"),
}
REQUIRED = ("booking", "booked_at")
AGENCY = r"(?i)\b(ICE|I\.C\.E\.|IMMIGRATION|BICE|DHS|INS|ERO|DETAINER|287\(?g\)?)\b"
FEDERAL_CUSTODY = r"(?i)\b(TO ICE|ICE CUSTODY|IMMIGRATION|TO DHS|TO ERO)\b"


def roster(path: Path, place: Place) -> Table:
    """Open a roster of the jail in ``place``, whose clock its times are by. Raises ``BadInput`` for a file without bookings."""
    opened = open_table(path, KNOWN, REQUIRED)
    if "charge" in opened.absent and "hold" in opened.absent:
        raise BadInput("names neither charges nor holds", where=path.name, do="export one of them too")
    lines = opened.frame.with_columns(pl.lit(None, pl.String).alias(name) for name in opened.absent)
    raw = lines.with_columns(
        booked=_moment("booked_at", place.tz),
        gone=_moment("released_at", place.tz),
        due=instant("due_at", place.tz),
        held=_says(AGENCY, "hold") | _says(AGENCY, "charge") | yes_no("hold").fill_null(value=False),
    )
    stays = raw.group_by("booking", maintain_order=True).agg(
        pl.col("booked").min(),
        pl.col("gone").max(),
        pl.col("due").max(),
        pl.col("held").any(),
        pl.len().alias("lines"),
        _says(r"(?i)^f|felony", "level").any().alias("felony"),
        text("level").is_not_null().any().alias("graded"),
        _says(FEDERAL_CUSTODY, "released_to").any().alias("taken"),
        *(text(c).first().alias(f"own_{c}") for c in ("charge", "sex", "race", "birth_year")),
    )
    frame = as_cases(
        stays,
        {
            "case": pl.col("booking"),
            "source": pl.lit("county-roster"),
            "state": pl.lit(place.state),
            "county": pl.lit(place.county),
            "agency_type": pl.lit(place.agency_type),
            "facility": pl.lit(place.agency),
            "day": pl.col("booked").dt.convert_time_zone(place.tz).dt.date(),
            "booked_at": pl.col("booked"),
            "due_at": pl.col("due"),
            "released_at": pl.col("gone"),
            "requested": pl.col("held"),
            "ended": pl.when(pl.col("held") & pl.col("taken")).then(pl.lit("custody-taken")),
            "felony": pl.when(pl.col("graded")).then(pl.col("felony")),
            "kind": pl.col("own_charge"),
            "charges": pl.col("lines"),
            "sex": pl.col("own_sex").str.to_lowercase(),
            "race": pl.col("own_race"),
            "birth_year": pl.col("own_birth_year").cast(pl.Int16, strict=False),
            "days": (pl.col("gone") - pl.col("booked")).dt.total_minutes() / 1440,
            "censored": pl.col("gone").is_null(),
        },
    )
    return Table("county-roster", frame, raw, _checks(), opened.notes)


def _moment(name: str, tz: str) -> pl.Expr:
    """A time where there is one; a day alone counts from its first minute."""
    alone = day(name).cast(pl.Datetime("us")).dt.replace_time_zone(tz, non_existent="null").dt.convert_time_zone("UTC")
    return pl.coalesce(instant(name, tz), alone)


def _says(pattern: str, name: str) -> pl.Expr:
    return text(name).str.contains(pattern).fill_null(value=False)


def _checks() -> tuple[Check, ...]:
    return (
        Check("missing", "booked_at", "is not given", text("booked_at").is_null()),
        Check(
            "unread",
            "booked_at",
            "is no time that is known",
            text("booked_at").is_not_null() & pl.col("booked").is_null(),
        ),
        Check(
            "unread",
            "released_at",
            "is no time that is known",
            text("released_at").is_not_null() & pl.col("gone").is_null(),
        ),
        Check("censored", "released_at", "no release is recorded", text("released_at").is_null()),
        Check("impossible", "released_at", "lies before the booking", pl.col("gone") < pl.col("booked")),
        Check(
            "duplicated",
            "booking",
            "the same line stands twice",
            pl.struct("booking", "booked_at", "charge").is_duplicated(),
        ),
        *(Check("redacted", name, "is withheld", redacted(name)) for name in ("sex", "race", "charge")),
    )


__all__ = ["roster"]
