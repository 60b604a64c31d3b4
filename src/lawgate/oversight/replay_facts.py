"""Past cases as the facts the law is asked with, in columns. What a file does not say stays unknown, unless it is assumed and said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from lawgate.base import Place
from lawgate.base.zones import zone_of
from lawgate.clock.bulk import FIRST_DAY, LAST_DAY
from lawgate.detainer.forms import FORMS
from lawgate.law import facts as fact
from lawgate.law.columns import DTYPES, LISTS, NO_INSTANT, Coding, Frame
from lawgate.law.declare import DECLARED
from lawgate.law.expr import Ref
from lawgate.lawbook.beside import FORMS as USUAL

ONE_FORM_UNTIL: Final = date(2015, 6, 1)
"""Before the forms of mid-2015 every edition asked for a hold and for notice."""
ASSUMED: Final[Mapping[str, Any]] = {
    "in_custody": True,
    "request.conditions": frozenset(),
    "request.cancelled_at": None,
    "request.issuer_listed": True,
    "judicial_warrant": "none",
    "delay_reason": None,
    "subject.citizenship_claim": "none",
    "subject.juvenile": False,
    "registry_sex_arson": False,
    "federal_felony_warrant": False,
    "interview_requested": False,
}
"""What is taken to be so of everyone where a file is silent, and printed with every result: an ordinary request about an adult who
claims no citizenship and against whom no judge has signed anything."""
USUAL_PAPER: Final = (
    "Where a file is silent: the request is on the edition of its day with its usual box, came the day before release and was served an "
    "hour later, from 2 April 2017 with a warrant I-200; release falls at noon, and no hours are counted for it; the person is an adult "
    "who claims no citizenship, no judge has signed anything, and nothing charged now opens a hold by itself."
)
WARRANTS_SINCE: Final = date(2017, 4, 2)
NOON_UTC: Final = 19 * 60  # noon in the middle of the country, in minutes
DAY_MINUTES: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Settings:
    """The places of a set of cases. ``index``: state, county and kind of agency to their number in ``places``."""

    places: tuple[Place, ...]
    index: pl.DataFrame


def settings_of(frame: pl.LazyFrame) -> Settings:
    """Every place that the cases name, once. A case that names no state has none, and is left out of a replay."""
    keys = ["state", "county", "agency_type"]
    found = frame.select(keys).filter(pl.col("state").is_not_null()).unique().sort(keys).collect(engine="streaming")
    places = tuple(
        Place(state, county, agency_type=kind or "county-jail", tz=zone_of(state, county))
        for state, county, kind in found.iter_rows()
    )
    return Settings(places, found.with_columns(pl.Series("where", range(len(places)), dtype=pl.Int32)))


def located(batch: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The cases whose place and day are known, each with ``where``."""
    keys = ["state", "county", "agency_type"]
    joined = batch.join(settings.index, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return joined.filter(pl.col("where").is_not_null() & pl.col("day").is_not_null())


def as_frame(batch: pl.DataFrame, coding: Coding, assumed: Mapping[str, Any] | None = ASSUMED) -> Frame:
    """``batch`` as coded columns. Convictions are known only where a file says that there is none. ``assumed`` None: nothing is, and
    what a file does not say stays unknown."""
    said = _said(coding)
    usual = {} if assumed is None else _usual(coding, said)
    columns = []
    for name, declared in DECLARED.items():
        if declared.in_row:
            continue
        told = [said[name]] if name in said else []
        told += [usual[name]] if name in usual else []
        told += [pl.lit(coding.value(Ref(name), assumed[name]))] if assumed is not None and name in assumed else []
        columns.append(pl.coalesce([*told, pl.lit(None)]).cast(DTYPES[declared.kind]).alias(name))
    known = {"charges": pl.lit(assumed is not None), "priors": (~pl.col("convicted")).fill_null(value=False)}
    return Frame(batch.select(*columns, *(e.alias(rows) for rows, e in known.items())), {r: _no_lines() for r in LISTS})


def _said(coding: Coding) -> dict[str, pl.Expr]:
    """What a file says, in the codes of the law's columns."""
    day = pl.col("day")
    return {
        fact.today.ref.name: day.dt.year() * 10000 + day.dt.month().cast(pl.Int32) * 100 + day.dt.day().cast(pl.Int32),
        fact.t0.ref.name: minutes_of("due_at"),
        "request": pl.col("requested"),
        "request.form": _coded(pl.col("form"), {f: coding.code(Ref("request.form"), f) for f in FORMS}, pl.UInt16),
        "request.asks": _asks(coding, pl.col("form")),
        "request.received_at": minutes_of("received_at"),
        "record_complete": pl.when(~pl.col("convicted")).then(pl.lit(value=True)),
    }


def _usual(coding: Coding, said: Mapping[str, pl.Expr]) -> dict[str, pl.Expr]:
    """The usual paper of a case's day (see ``USUAL_PAPER``)."""
    edition = pl.lit(None, pl.String)
    for since, name, _ in reversed(USUAL):
        edition = pl.when(pl.col("day") >= date.fromisoformat(since)).then(pl.lit(name)).otherwise(edition)
    form = pl.coalesce("form", edition)
    boxes = {name: coding.mask(Ref("request.boxes"), ticked) for _, name, ticked in USUAL}
    noon = pl.col("day").cast(pl.Datetime("us")).dt.epoch("s") // 60 + NOON_UTC
    due = pl.coalesce(said[fact.t0.ref.name], noon)
    came = pl.coalesce(said["request.received_at"], due - DAY_MINUTES)
    warrants = coding.mask(Ref("civil_warrants"), ("I-200",))
    asked = pl.col("requested").fill_null(value=False)
    paper = {
        "request.form": _coded(form, {f: coding.code(Ref("request.form"), f) for f in FORMS}, pl.UInt16),
        "request.asks": _asks(coding, form),
        "request.boxes": _coded(form, boxes, pl.UInt64),
        "request.received_at": came,
        "request.served_on_subject_at": pl.min_horizontal(came + 60, due),
        "request.issued_on": said[fact.today.ref.name],
        "civil_warrants": pl.when(pl.col("day") >= WARRANTS_SINCE)
        .then(pl.lit(warrants, pl.UInt64))
        .otherwise(pl.lit(0, pl.UInt64)),
    }
    return {name: pl.when(asked).then(e) for name, e in paper.items()} | {fact.t0.ref.name: noon}


def minutes_of(name: str) -> pl.Expr:
    """Minutes since 1970; what lies outside the clock's tables is no time that anyone meant, and counts as not given."""
    return pl.when(pl.col(name).dt.date().is_between(FIRST_DAY, LAST_DAY, closed="none")).then(
        pl.col(name).dt.epoch("s") // 60
    )


def _coded(word: pl.Expr, codes: Mapping[str, int], kind: type[pl.DataType]) -> pl.Expr:
    return word.replace_strict(codes, default=None, return_dtype=kind)


def _asks(coding: Coding, form: pl.Expr) -> pl.Expr:
    ref = Ref("request.asks")
    old = coding.mask(ref, ("hold", "notify"))
    by_form = _coded(form, {f.id: coding.mask(ref, f.asks) for f in FORMS.values()}, pl.UInt64)
    return pl.coalesce(by_form, pl.when(pl.col("day") < ONE_FORM_UNTIL).then(pl.lit(old, pl.UInt64)))


def _no_lines() -> pl.DataFrame:
    fields = {f.name: DTYPES[f.kind] for f in DECLARED.values() if f.in_row}
    return pl.DataFrame(schema={"case": pl.UInt32, **fields})


def hours_between(first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Hours from ``first`` to ``last`` in minutes; nought where either is not known."""
    known = (first != NO_INSTANT) & (last != NO_INSTANT)
    return np.where(known, (last - first) / 60.0, 0.0)


__all__ = ["ASSUMED", "USUAL_PAPER", "Settings", "as_frame", "hours_between", "located", "minutes_of", "settings_of"]
