"""How fast people with a request are let go, beside like people without one, allowing for those still in: Cox's regression.

A hazard ratio below one is a slower release. Statsmodels fits it (D. R. Cox, *J. R. Stat. Soc. B* 34, 1972; ties after Efron); a file of
more rows than ``MOST`` is sampled, with its seed said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from statsmodels.duration.hazard_regression import PHReg

from lawgate.base import BadInput
from lawgate.oversight.measures.effect import Term

MOST = 200_000
SEED = 1972


@dataclass(frozen=True, slots=True)
class Hazards:
    """``terms``: log hazard ratios. ``n`` rows were fitted, ``released`` of whom left; ``sampled``: of how many, if not of all."""

    terms: tuple[Term, ...]
    n: int
    released: int
    sampled: int | None = None

    def __getitem__(self, name: str) -> Term:
        return next(t for t in self.terms if t.name == name)


def hazards(frame: pl.LazyFrame, terms: Mapping[str, pl.Expr]) -> Hazards:
    """The hazard of release by ``terms``; rows with a null are left out. Raises ``BadInput`` where nothing can be fitted."""
    wanted = [pl.col("days"), (~pl.col("censored").fill_null(value=True)).alias("out")]
    rows = frame.select(*wanted, *(e.cast(pl.Float64).alias(n) for n, e in terms.items())).drop_nulls()
    held = rows.filter(pl.col("days") > 0).collect(engine="streaming")
    whole = held.height
    if whole > MOST:
        held = held.sample(MOST, seed=SEED)
    x = held.select(list(terms)).to_numpy()
    if held.height <= len(terms) or not held["out"].any() or np.linalg.matrix_rank(x - x.mean(axis=0)) < len(terms):
        raise BadInput("cannot be fitted: terms say the same, or too few were released", do="leave a term out")
    fit: Any = PHReg(held["days"].to_numpy(), x, status=held["out"].cast(pl.Int8).to_numpy(), ties="efron").fit()
    found = tuple(
        Term(n, float(c), float(e), float(p))
        for n, c, e, p in zip(terms, fit.params, fit.bse, fit.pvalues, strict=True)
    )
    return Hazards(found, held.height, int(held["out"].sum()), whole if whole > MOST else None)


__all__ = ["MOST", "Hazards", "hazards"]
