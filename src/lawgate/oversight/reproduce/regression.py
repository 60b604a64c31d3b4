"""The study's regression, whose data are not to be had: its machinery proved on data made with its published coefficients.

Bookings are drawn in the published proportions where these are known; the days follow the published equation, with as much noise as its
adjusted R² leaves. What comes back must lie where the errors say. This proves the arithmetic, not the study.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources

import numpy as np
import polars as pl

from lawgate.oversight.measures.effect import regress

BOOKINGS = 29_312
R2 = 0.3146046644
RACES = ("black", "hispanic", "native", "asian", "race unknown")
KINDS = {"drug": 0.20, "sex": 0.02, "property": 0.30, "violent": 0.28}
"""Shares of the gravest charge's kind, ours: the study's table does not print them."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """``coef`` and ``se`` as published; ``found`` and ``found_se`` from the made data."""

    term: str
    coef: float
    se: float
    found: float
    found_se: float

    @property
    def away(self) -> float:
        """How many of its errors the coefficient lies off."""
        return abs(self.found - self.coef) / self.found_se


def published() -> dict[str, tuple[float, float, float | None]]:
    """Term to (coefficient, error, share of bookings)."""
    text = resources.files(__package__).joinpath("regression.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {r["term"]: (float(r["coef"]), float(r["se"]), float(r["share"]) if r["share"] else None) for r in rows}


def simulated(seed: int) -> pl.LazyFrame:
    """Made bookings: one column a term, and ``y``, the logarithm of the days."""
    known = published()
    draw = np.random.default_rng(seed)
    shares = {t: s for t, (_, _, s) in known.items() if s is not None}
    race = draw.choice([*RACES, "white"], BOOKINGS, p=[*(shares[r] for r in RACES), 1 - sum(shares[r] for r in RACES)])
    kind = draw.choice([*KINDS, "order"], BOOKINGS, p=[*KINDS.values(), 1 - sum(KINDS.values())])
    columns = {t: (draw.random(BOOKINGS) < shares[t]).astype(float) for t in ("detainer", "male")}
    columns |= {r: (race == r).astype(float) for r in RACES} | {k: (kind == k).astype(float) for k in KINDS}
    columns["seriousness"] = draw.integers(0, 6, BOOKINGS).astype(float)
    columns["charges"] = 1 + draw.poisson(1.42, BOOKINGS).astype(float)  # 70,803 charges of 29,312 bookings
    fitted = np.full(BOOKINGS, known["Intercept"][0])
    for term, x in columns.items():
        fitted += known[term][0] * x
    noise = np.sqrt(fitted.var() * (1 - R2) / R2)
    return pl.LazyFrame({**columns, "y": fitted + draw.normal(scale=noise, size=BOOKINGS)})


def recovered(seed: int = 2019) -> list[Recovered]:
    """Every published coefficient beside the one that comes back."""
    known = published()
    terms = {t: pl.col(t) for t in known if t != "Intercept"}
    found = regress(simulated(seed), pl.col("y"), terms)
    return [Recovered(t, c, se, found[t].coef, found[t].se) for t, (c, se, _) in known.items()]


__all__ = ["Recovered", "published", "recovered", "simulated"]
