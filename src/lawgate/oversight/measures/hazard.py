"""How fast people with a request are let go, beside like people without one, allowing for those still in: Cox's regression.

A hazard ratio below one is a slower release. Statsmodels fits it (D. R. Cox, *J. R. Stat. Soc. B* 34, 1972; ties after Efron); a file of
more rows than ``MOST`` is sampled, always the same rows.
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

MOST = 50_000
STEP, RING = 2_654_435_761, 2**32
"""A row is in the sample when its number, times the golden step, falls into the first part of the ring (D. E. Knuth, *The Art of Computer
Programming* 3, 6.4): spread evenly over the file, the same at every run, and no row outside it is ever in memory."""


@dataclass(frozen=True, slots=True)
class Hazards:
    """``terms``: log hazard ratios. ``n`` rows were fitted, ``released`` of whom left; ``sampled``: of how many, if not of all."""

    terms: tuple[Term, ...]
    n: int
    released: int
    sampled: int | None = None

    def __getitem__(self, name: str) -> Term:
        return next(t for t in self.terms if t.name == name)


def hazards(frame: pl.LazyFrame, terms: Mapping[str, pl.Expr], most: int = MOST) -> Hazards:
    """The hazard of release by ``terms``; rows with a null are left out. ``days`` of those still in: how long each was watched
    (``stays.watched``). Raises ``BadInput`` where nothing can be fitted."""
    wanted = [pl.col("days"), (~pl.col("censored").fill_null(value=True)).alias("out")]
    rows = frame.select(*wanted, *(e.cast(pl.Float64).alias(n) for n, e in terms.items())).drop_nulls()
    rows = rows.filter(pl.col("days") > 0)
    whole = int(rows.select(pl.len()).collect(engine="streaming").item())
    if whole > most:
        rows = rows.with_row_index("_row").filter(pl.col("_row").cast(pl.UInt64) * STEP % RING < RING * most // whole)
    held = rows.collect(engine="streaming")
    x = held.select(list(terms)).to_numpy()
    if held.height <= len(terms) or not held["out"].any() or np.linalg.matrix_rank(x - x.mean(axis=0)) < len(terms):
        raise BadInput("cannot be fitted: terms say the same, or too few were released", do="leave a term out")
    fit: Any = PHReg(held["days"].to_numpy(), x, status=held["out"].cast(pl.Int8).to_numpy(), ties="efron").fit()
    found = tuple(
        Term(n, float(c), float(e), float(p))
        for n, c, e, p in zip(terms, fit.params, fit.bse, fit.pvalues, strict=True)
    )
    return Hazards(found, held.height, int(held["out"].sum()), whole if whole > most else None)


__all__ = ["MOST", "Hazards", "hazards"]
