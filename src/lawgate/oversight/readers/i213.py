"""Files of Form I-213 (*Record of Deportable/Inadmissible Alien*), as released to researchers: one row an arrest by the agency.

An I-213 is what an officer wrote about an arrest; it is not a jail's record. Where it says that the person came from a jail, the arrest
followed a booking; nothing is known of a release that the jail owed before it.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lawgate.oversight.cases import Check, Table, as_cases
from lawgate.oversight.readers.columns import SAME, day, open_table, redacted, text, yes_no
from lawgate.oversight.readers.federal import state_in

KNOWN: dict[str, tuple[str, ...]] = {
    "apprehension_date": ("date_of_action", "arrest_date", "date_of_apprehension", "date"),
    "apprehension_method": (
        "method",
        "how_apprehended",
        "method_of_location_apprehension",
        "method_location_apprehension",
    ),
    "apprehension_location": ("at_near", "location", "place_of_apprehension"),
    "state": ("apprehension_state",),
    "citizenship_country": ("country_of_citizenship", "citizenship", "country"),
    "sex": ("gender",),
    "birth_year": ("year_of_birth",),
    "criminal_record": ("criminal_history", "convictions", "crim_record"),
    "came_from_jail": ("from_jail", "in_jail", "came_from_custody"),
}
REQUIRED = ("apprehension_date", "apprehension_method")
JAIL = r"(?i)jail|prison|correction|287\(?g|criminal alien program|\bCAP\b|law enforcement agency|inmate|detention facility"
NONE_FOUND = r"(?i)^(none|no( known)?|negative)\b"


def i213(path: Path, *, once: bool = False) -> Table:
    """Open a file. ``requested`` is whether the arrest came out of a jail; convictions are known only where the record says so."""
    opened = open_table(path, KNOWN, REQUIRED)
    raw = opened.frame.with_columns(pl.lit(None, pl.String).alias(name) for name in opened.absent)
    notes = opened.notes
    if once:
        raw = raw.filter(pl.col(SAME).is_first_distinct())
        notes = (*notes, "Of rows that say the same the first alone is counted.")
    record, when = text("criminal_record"), day("apprehension_date")
    from_jail = pl.coalesce(yes_no("came_from_jail"), text("apprehension_method").str.contains(JAIL))
    frame = as_cases(
        raw,
        {
            "case": pl.format("row {}", pl.col("row")),
            "source": pl.lit("i-213"),
            "state": state_in("state"),
            "facility": text("apprehension_location"),
            "day": when,
            "requested": from_jail,
            "ended": pl.lit("custody-taken"),
            "convicted": pl.when(record.str.contains(NONE_FOUND)).then(False).when(record.is_not_null()).then(True),
            "kind": record,
            "sex": text("sex").str.to_lowercase(),
            "origin": text("citizenship_country"),
            "birth_year": text("birth_year").cast(pl.Int16, strict=False),
        },
    )
    checks = (
        Check("duplicated", SAME, "says the same as another", pl.col(SAME).is_duplicated()),
        Check("missing", "apprehension_date", "is not given", text("apprehension_date").is_null()),
        Check(
            "unread",
            "apprehension_date",
            "is no day that is known",
            text("apprehension_date").is_not_null() & when.is_null(),
        ),
        Check("missing", "apprehension_method", "is not given", text("apprehension_method").is_null()),
        *(Check("redacted", name, "is withheld", redacted(name)) for name in KNOWN),
    )
    return Table("i-213", frame, raw, checks, notes)


__all__ = ["i213"]
