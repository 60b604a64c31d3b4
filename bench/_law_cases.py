"""The cases that ``bench/law.py`` asks: a million over every fact at random, and a million as jails see them."""

from __future__ import annotations

import numpy as np
import polars as pl

from lawgate.base import Place
from lawgate.base.places import CIRCUITS
from lawgate.law import columns
from lawgate.law import facts as fact
from lawgate.law.declare import DECLARED, Fact
from lawgate.law.expr import Ref

MINUTES_A_DAY = 1440
UNKNOWN = 0.03  # of the facts of a usual case
ZONES = {
    "America/Los_Angeles": "CA OR WA NV",
    "America/Denver": "CO MT NM UT WY",
    "America/Boise": "ID",
    "America/Phoenix": "AZ",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}
ZONE_OF = {s: z for z, states in ZONES.items() for s in states.split()}
STATES = [Place(s, tz=ZONE_OF.get(s, "America/New_York")) for s in CIRCUITS if s not in ("PR", "VI", "GU", "MP")]
"""Fifty states and the District of Columbia."""
TRUE_OF_MOST = (
    "request",
    "request.issuer_listed",
    "request.complete",
    "in_custody",
    "record_complete",
    "earlier_requests",
)


def drawn(name: str, kind: str, size: int, coding: columns.Coding, rng: np.random.Generator) -> pl.Series:
    """Any value of a fact, all alike in chance."""
    if kind == "yes/no":
        return pl.Series(rng.random(size) < 0.5)
    if kind == "word":
        return pl.Series(rng.integers(1, len(coding.vocabulary.words.get(name, ())) + 2, size, dtype=np.uint16))
    if kind == "words":
        return pl.Series(rng.integers(0, 2**12, size, dtype=np.uint64))
    if kind == "day":
        return pl.Series((rng.integers(1995, 2026, size) * 10000 + 615).astype(np.int32))
    if kind == "instant":
        return pl.Series(rng.integers(20_000_000, 29_000_000, size, dtype=np.int64))
    return pl.Series(rng.integers(0, 90, size).astype(np.int32))


def known(values: pl.Series, share: float, rng: np.random.Generator) -> pl.Series:
    """``values`` with all but ``share`` of them unknown."""
    return pl.select(pl.when(pl.Series(rng.random(len(values)) < share)).then(values)).to_series()


def random_frame(size: int, coding: columns.Coding) -> columns.Frame:
    """Cases over every fact, a tenth of each unknown, with a charge and half a prior each."""
    rng = np.random.default_rng(7)

    def column(name: str, kind: str, count: int) -> pl.Series:
        return known(drawn(name, kind, count, coding, rng), 0.9, rng).alias(name.removeprefix("row."))

    cases = pl.DataFrame([column(n, f.kind, size) for n, f in DECLARED.items() if not f.in_row])
    return columns.Frame(_listed(cases), _lists(size, coding, rng, 0.9))


def usual_frame(size: int, coding: columns.Coding) -> columns.Frame:
    """Cases as jails see them: a release between 2009 and 2025, nearly always a request of its time, served and not cancelled, most
    other facts quiet (one in ten any value), few unknown; a charge and half a prior each. One in three is asked after release."""
    rng = np.random.default_rng(11)
    t0 = rng.integers(20_511_360, 29_000_000, size)
    year = (t0 // (365.2425 * MINUTES_A_DAY)).astype(np.int64) + 1970
    made: dict[str, pl.Series] = {
        fact.t0.name: pl.Series(t0),
        fact.received_at.name: pl.Series(t0 - rng.integers(60, 10 * MINUTES_A_DAY, size)),
        fact.arrested_at.name: pl.Series(t0 - rng.integers(600, 40 * MINUTES_A_DAY, size)),
        fact.asked_at.name: pl.Series(t0 + np.where(rng.random(size) < 0.67, -1, 1) * rng.integers(1, 4000, size)),
        fact.form.name: pl.Series(_forms(year, coding)),
        fact.asks.name: pl.Series(np.full(size, coding.mask(fact.asks.ref, ["hold", "notify"]), np.uint64)),
        fact.civil_warrants.name: pl.Series(rng.integers(0, 4, size).astype(np.uint64)),
        fact.issued_on.name: pl.Series(_ymd(t0 - 10 * MINUTES_A_DAY)),
        fact.age.name: pl.Series(rng.integers(18, 70, size).astype(np.int32)),
    }
    made[fact.now.name] = made[fact.asked_at.name]
    made[fact.served_at.name] = made[fact.received_at.name] + pl.Series(rng.integers(0, 3 * MINUTES_A_DAY, size))
    cases = []
    for name, f in DECLARED.items():
        if f.in_row:
            continue
        usual = made.get(name)
        if usual is None:
            usual = _quiet(f, size, coding, rng)
        values = known(usual.cast(columns.DTYPES[f.kind]), 1 - UNKNOWN, rng)
        cases.append(values.alias(name))
    frame = pl.DataFrame(cases).with_columns(pl.Series(fact.today.name, _ymd(t0 - 8 * 60)))
    return columns.Frame(_listed(frame), _lists(size, coding, rng, 1 - UNKNOWN))


def _forms(year: np.ndarray, coding: columns.Coding) -> np.ndarray:
    names = ("I-247 (8/10)", "I-247 (6/11)", "I-247 (12/12)", "I-247D", "I-247A")
    codes = np.array([coding.code(fact.form.ref, n) for n in names], np.uint16)
    return np.asarray(codes[np.digitize(year, (2011, 2012, 2015, 2017))])


def _quiet(f: Fact, size: int, coding: columns.Coding, rng: np.random.Generator) -> pl.Series:
    """No, none or nothing, but for one in ten."""
    ref = Ref(f.name)
    if f.kind == "yes/no":
        usual: object = f.name in TRUE_OF_MOST
    elif f.kind == "words":
        usual = 0
    elif f.kind == "word":
        usual = coding.code(ref, "none" if "none" in getattr(f, "words", ()) else None)
    else:
        usual = coding.value(ref, None) if getattr(f, "nullable", False) else None
    any_ = drawn(f.name, f.kind, size, coding, rng).cast(columns.DTYPES[f.kind])
    quiet = pl.lit(usual, columns.DTYPES[f.kind])
    return pl.select(pl.when(pl.Series(rng.random(size) < 0.9)).then(quiet).otherwise(any_)).to_series()


def _listed(cases: pl.DataFrame) -> pl.DataFrame:
    return cases.with_columns(pl.lit(value=True).alias("charges"), pl.lit(value=True).alias("priors"))


def _lists(size: int, coding: columns.Coding, rng: np.random.Generator, share: float) -> dict[str, pl.DataFrame]:
    out = {}
    for rows, count in (("charges", size), ("priors", size // 2)):
        fields = [
            known(drawn(n, f.kind, count, coding, rng), share, rng).alias(f.name)
            for n, f in DECLARED.items()
            if f.in_row
        ]
        at = pl.Series("case", np.sort(rng.integers(0, size, count)).astype(np.uint32))
        out[rows] = pl.DataFrame([*fields, at])
    return out


def _ymd(minutes: np.ndarray) -> np.ndarray:
    day = pl.from_epoch(pl.Series(minutes * 60), time_unit="s").dt
    found = day.year().cast(pl.Int32) * 10000 + day.month().cast(pl.Int32) * 100 + day.day().cast(pl.Int32)
    return found.to_numpy()
