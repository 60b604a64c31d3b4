"""The federal detainers release (59 to 66 columns, one row a detainer), as published from records requests since 2013.

Of a person it keeps sex, birth year, country and the agency's own levels. A level is the agency's word for a conviction
(``detainer_prep_threat_level`` 1 to 3), and its absence is no proof of a clean record.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lawgate.law.books import books
from lawgate.lawbook.names import name_of, state_of
from lawgate.oversight.cases import Check, Table, as_cases
from lawgate.oversight.readers.columns import SAME, day, open_table, redacted, text, yes_no

KNOWN = {
    "detainer_prepare_date": ("prepare_date", "detainer_prepared_date", "prepared_date", "date_prepared", "prep_date"),
    "facility_state": ("detainer_facility_state", "state"),
    "detention_facility": ("facility", "detainer_facility", "detention_facility_name"),
    "detainer_lift_reason": ("lift_reason",),
    "detainer_type": ("form", "type_of_detainer"),
    "gender": ("sex",),
    "citizenship_country": ("country_of_citizenship", "citizenship"),
    "birth_year": ("year_of_birth",),
    "ethnicity": ("race", "race_ethnicity"),
    "detainer_prep_threat_level": ("threat_level", "rc_threat_level"),
    "detainer_prepared_criminality": ("criminality", "detainer_prep_criminality"),
    "most_serious_conviction_charge": ("msc_charge", "msc_ncic_charge"),
    "aggravated_felony_yes_no": ("aggravated_felony",),
    "final_order_yes_no": ("final_order",),
    "felon": (),
    "duplicate_likely": (),
    "unique_identifier": ("unique_id", "anonymized_identifier"),
}
REQUIRED = ("detainer_prepare_date", "detention_facility", "detainer_lift_reason")
STATES = {name_of(b).upper(): code for b in books() if b.count("_") == 1 and (code := state_of(b)) is not None}
"""A state's name to its letters; a place of which no book is kept stays unread, and is counted as such."""
LIFTED = (
    ("custody-taken", r"booked into detention|resume custody|taken into custody"),
    ("declined", r"declined"),
    ("no-means", r"lack of (funds|space)"),
    ("transferred", r"transfer"),
    ("case-closed", r"case closed"),
    ("citizen", r"united states citizen|u\.?s\.? citizen"),
    ("not-deportable", r"not subject to deportation|not removable"),
    ("discretion", r"prosecutorial discretion"),
    ("released-early", r"early release"),
    ("died", r"died|deceased"),
    ("lifted", r"lifted"),
    ("other", r"."),
)
FORMS = (
    ("I-247A", r"I-?247A"),
    ("I-247G", r"I-?247G"),
    ("I-247D", r"I-?247D"),
    ("I-247N", r"I-?247N"),
    ("I-247X", r"I-?247X"),
    ("I-247 (12/12)", r"2013-03\+"),
)


def federal(path: Path, *, once: bool = False) -> Table:
    """Open a release. ``once``: of rows that say the same the first alone. Raises ``BadInput`` when a needed column is not there."""
    opened = open_table(path, KNOWN, REQUIRED)
    raw = opened.frame.with_columns(pl.lit(None, pl.String).alias(name) for name in opened.absent)
    notes = opened.notes
    if once:
        raw = raw.filter(pl.col(SAME).is_first_distinct())
        notes = (*notes, "Of rows that say the same the first alone is counted.")
    threat = text("detainer_prep_threat_level").str.extract(r"([123])").cast(pl.Int8, strict=False)
    prepared = day("detainer_prepare_date")
    frame = as_cases(
        raw,
        {
            "case": pl.coalesce(text("unique_identifier"), pl.format("row {}", pl.col("row"))),
            "source": pl.lit("federal-detainers"),
            "state": state_in("facility_state"),
            "facility": text("detention_facility"),
            "day": prepared,
            "requested": pl.lit(True),
            "form": form_of("detainer_type"),
            "ended": ended_of("detainer_lift_reason"),
            "convicted": convicted(threat),
            "level": threat,
            "felony": text("felon").str.contains(r"(?i)^(aggravated )?felon|^yes"),
            "kind": text("most_serious_conviction_charge"),
            "sex": text("gender").str.to_lowercase(),
            "race": text("ethnicity"),
            "origin": text("citizenship_country"),
            "birth_year": text("birth_year").cast(pl.Int16, strict=False),
            "citizen": ended_of("detainer_lift_reason") == "citizen",
            "censored": text("detainer_lift_reason").is_null(),
        },
    )
    return Table("federal-detainers", frame, raw, _checks(prepared), notes)


def _checks(prepared: pl.Expr) -> tuple[Check, ...]:
    checks = [
        Check(
            "unread",
            "detainer_prepare_date",
            "is no day that is known",
            text("detainer_prepare_date").is_not_null() & prepared.is_null(),
        ),
        Check("missing", "detainer_prepare_date", "is not given", text("detainer_prepare_date").is_null()),
        Check(
            "impossible",
            "birth_year",
            "lies after the request",
            text("birth_year").cast(pl.Int32, strict=False) > prepared.dt.year(),
        ),
        Check("duplicated", SAME, "says the same as another", pl.col(SAME).is_duplicated()),
        Check(
            "repeated",
            "unique_identifier",
            "the person is in another row too; each request is a case",
            text("unique_identifier").is_not_null() & pl.col("unique_identifier").is_duplicated(),
        ),
        Check("duplicated", "duplicate_likely", "the release itself says so", yes_no("duplicate_likely")),
        Check("censored", "detainer_lift_reason", "no end is recorded", text("detainer_lift_reason").is_null()),
        Check(
            "unread",
            "facility_state",
            "names no state",
            text("facility_state").is_not_null() & state_in("facility_state").is_null(),
        ),
    ]
    return (*checks, *(Check("redacted", name, "is withheld", redacted(name)) for name in KNOWN))


def state_in(name: str) -> pl.Expr:
    upper = text(name).str.to_uppercase()
    return pl.when(upper.is_in(list(STATES.values()))).then(upper).otherwise(upper.replace_strict(STATES, default=None))


def ended_of(name: str) -> pl.Expr:
    """What the release's reason for lifting comes to."""
    low = text(name).str.to_lowercase()
    out: pl.Expr = pl.lit(None, pl.String)
    for word, pattern in reversed(LIFTED):
        out = pl.when(low.str.contains(pattern)).then(pl.lit(word)).otherwise(out)
    return out


def form_of(name: str) -> pl.Expr:
    held = text(name)
    out: pl.Expr = pl.lit(None, pl.String)
    for form, pattern in reversed(FORMS):
        out = pl.when(held.str.contains(pattern)).then(pl.lit(form)).otherwise(out)
    return out


def convicted(threat: pl.Expr) -> pl.Expr:
    """By the release's own words: a convicted criminal, or a level, which only a conviction gives; else what it says is none."""
    said = text("detainer_prepared_criminality").str.to_lowercase()
    return (
        pl.when(said.str.contains("convicted") | threat.is_not_null())
        .then(True)
        .when(said.str.contains("pending|no |non|other immigration|violator"))
        .then(False)
    )


__all__ = ["federal"]
