"""What a detainer does to the days in jail: a regression on their logarithm, and like compared with like.

The regression is least squares on counts and sums of each pattern of covariates, so that ten million rows are a few thousand; its
coefficients and errors are those of the rows themselves, the robust ones too (J. G. MacKinnon, H. White, *J. Econometrics* 29, 1985:
HC3, exact from the sums since people of one pattern have one leverage). Neither is proof of cause: what no column holds is not held equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import stats

from lawgate.base import BadInput
from lawgate.oversight.measures.intervals import Z
from lawgate.oversight.measures.records import Estimate

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Term:
    """One coefficient. ``impact``: what it does to the days, as a share of them (``exp(coef) - 1``)."""

    name: str
    coef: float
    se: float
    p: float

    @property
    def low(self) -> float:
        return self.coef - Z * self.se

    @property
    def high(self) -> float:
        return self.coef + Z * self.se

    @property
    def impact(self) -> float:
        return float(np.expm1(self.coef))


@dataclass(frozen=True, slots=True)
class Regression:
    terms: tuple[Term, ...]
    n: int
    r2_adjusted: float

    def __getitem__(self, name: str) -> Term:
        return next(t for t in self.terms if t.name == name)


def regress(frame: pl.LazyFrame, y: pl.Expr, terms: Mapping[str, pl.Expr], *, robust: bool = False) -> Regression:
    """Ordinary least squares of ``y`` on an intercept and ``terms`` (numbers or yes/no; rows with a null are left out).

    ``robust``: errors that hold where the spread differs from pattern to pattern (HC3, with the normal's tails); else the classical.
    Raises ``BadInput`` where the terms cannot be told apart, or a robust error rests on one case alone."""
    names = list(terms)
    rows = frame.select(
        y.cast(pl.Float64).alias("y"), *(e.cast(pl.Float64).alias(n) for n, e in terms.items())
    ).drop_nulls()
    rows = rows.filter(pl.col("y").is_finite())
    grouped = (
        rows.group_by(names)
        .agg(pl.len().alias("n"), pl.col("y").sum().alias("s"), (pl.col("y") ** 2).sum().alias("q"))
        .sort(names)
        .collect(engine="streaming")
    )
    x = np.column_stack([np.ones(len(grouped)), *(grouped[n].to_numpy() for n in names)])
    n, s, q = (grouped[c].to_numpy().astype(np.float64) for c in "nsq")
    return _solve(x, n, s, q, ["Intercept", *names], robust=robust)


def _solve(x: Array, n: Array, s: Array, q: Array, names: Sequence[str], *, robust: bool) -> Regression:
    rows, width = n.sum(), x.shape[1]
    normal = x.T @ (x * n[:, None])
    if rows <= width or np.linalg.matrix_rank(normal) < width:
        raise BadInput("cannot tell the terms apart: some say the same, or there are too few cases", do="leave one out")
    inverse: Array = np.linalg.inv(normal).astype(np.float64)
    beta = inverse @ (x.T @ s)
    fitted = x @ beta
    squares = q - 2 * fitted * s + n * fitted**2
    residual = float(squares.sum())
    total = float(q.sum() - s.sum() ** 2 / rows)
    freedom = float(rows - width)
    if robust:
        errors = np.sqrt(np.diag(_sandwich(x, inverse, squares, names)))
        p = 2 * stats.norm.sf(np.abs(beta / errors))
    else:
        errors = np.sqrt(np.diag(inverse) * residual / freedom)
        p = 2 * stats.t.sf(np.abs(beta / errors), freedom)
    found = tuple(Term(m, float(b), float(e), float(v)) for m, b, e, v in zip(names, beta, errors, p, strict=True))
    return Regression(found, int(rows), 1 - (residual / freedom) / (total / (float(rows) - 1)))


def _sandwich(x: Array, inverse: Array, squares: Array, names: Sequence[str]) -> Array:
    """HC3's covariance. ``squares``: the summed squared residuals of each pattern's people, who share one leverage."""
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    alone = leverage > 1 - 1e-9
    if alone.any():
        named = next((m for m, v in zip(names[1:], x[np.argmax(alone), 1:], strict=True) if v), names[0])
        raise BadInput(f"one case alone decides '{named}'", do="leave it out of what is held equal")
    weight = np.maximum(squares, 0.0) / (1 - leverage) ** 2
    out: Array = inverse @ (x.T @ (x * weight[:, None])) @ inverse
    return out


def matched(frame: pl.LazyFrame, y: pl.Expr, treated: pl.Expr, alike: Sequence[str]) -> tuple[Estimate, pl.DataFrame]:
    """The mean difference in ``y`` between the treated and the others who are alike in every column of ``alike`` (exact matching; the
    effect on the treated). Strata that hold only one kind are left out, and counted in the table. A stratum with one person on a side
    has no spread of its own there; it is given that of its side in all strata together."""
    rows = frame.select(*alike, y.cast(pl.Float64).alias("y"), treated.alias("t")).drop_nulls()
    side = [
        e
        for t, name in ((pl.col("t"), "t"), (~pl.col("t"), "c"))
        for e in (
            t.sum().alias(f"n_{name}"),
            pl.col("y").filter(t).mean().alias(f"mean_{name}"),
            pl.col("y").filter(t).var().alias(f"var_{name}"),
        )
    ]
    strata = rows.group_by(list(alike)).agg(side).sort(list(alike)).collect(engine="streaming")
    both = strata.filter((pl.col("n_t") > 0) & (pl.col("n_c") > 0))
    n = int(both["n_t"].sum())
    if not n:
        return Estimate(None), strata
    weight = both["n_t"].to_numpy() / n
    value = float((weight * (both["mean_t"] - both["mean_c"]).to_numpy()).sum())
    spread = [_spread(both, side) / both[f"n_{side}"].to_numpy() for side in "tc"]
    half = Z * float(np.sqrt((weight**2 * (spread[0] + spread[1])).sum()))
    return (Estimate(value, n=n) if np.isnan(half) else Estimate(value, value - half, value + half, n)), strata


def _spread(strata: pl.DataFrame, side: str) -> Array:
    """Each stratum's variance on one side; where one person is alone the pooled one. Not a number where nobody has company."""
    own = strata[f"var_{side}"].to_numpy()
    free = strata[f"n_{side}"].to_numpy() - 1.0
    known = free > 0
    pooled = float((own[known] * free[known]).sum() / free[known].sum()) if known.any() else np.nan
    out: Array = np.where(known, own, pooled)
    return out


__all__ = ["Regression", "Term", "matched", "regress"]
