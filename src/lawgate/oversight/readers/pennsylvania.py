"""Federal detainer records of Pennsylvania, 2007 to 2015: five columns, no person. Facilities are told apart as ``booking`` does."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lawgate.booking.pennsylvania import place_of
from lawgate.oversight.cases import Check, Table, as_cases
from lawgate.oversight.readers.columns import day, open_table, text
from lawgate.oversight.readers.federal import ended_of, form_of

KNOWN = {"prepare_date": (), "lift_reason": (), "facility": (), "city": (), "form": ()}


def pennsylvania(path: Path) -> Table:
    """Open the file. One case a row."""
    opened = open_table(path, KNOWN, KNOWN)
    places = _places(opened.frame)
    raw = opened.frame.join(places, on="facility", how="left", maintain_order="left")
    frame = as_cases(
        raw,
        {
            "case": pl.format("PA-{}", (pl.col("row")).cast(pl.String).str.zfill(5)),
            "source": pl.lit("pennsylvania-detainers"),
            "state": pl.lit("PA"),
            "county": pl.col("county"),
            "agency_type": pl.col("agency_type"),
            "facility": text("facility"),
            "day": day("prepare_date"),
            "requested": pl.lit(True),
            "form": form_of("form"),
            "ended": ended_of("lift_reason"),
            "citizen": ended_of("lift_reason") == "citizen",
            "censored": text("lift_reason").is_null(),
        },
    )
    unread = text("prepare_date").is_not_null() & day("prepare_date").is_null()
    checks = (
        Check("unread", "prepare_date", "is no day that is known", unread),
        Check("missing", "prepare_date", "is not given", text("prepare_date").is_null()),
        Check("missing", "form", "is not given", text("form").is_null()),
        Check("censored", "lift_reason", "no end is recorded", text("lift_reason").is_null()),
    )
    return Table("pennsylvania-detainers", frame, raw, checks, opened.notes)


def _places(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The county and the kind of custodian of each facility that the file names."""
    names = frame.select(pl.col("facility").unique()).collect()["facility"].drop_nulls().to_list()
    places = [place_of(name) for name in names]
    return pl.LazyFrame(
        {"facility": names, "county": [p.county for p in places], "agency_type": [p.agency_type for p in places]},
        schema={"facility": pl.String, "county": pl.String, "agency_type": pl.String},
    )


__all__ = ["pennsylvania"]
