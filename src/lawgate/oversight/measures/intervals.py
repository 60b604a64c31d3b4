"""Intervals in closed form: of a share, of a mean, of a median, of a ratio of two shares. All at 95%."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy.special import bdtr, bdtrik, ndtri, stdtrit

from lawgate.oversight.measures.records import Estimate

Z = float(ndtri(0.975))


def share(count: int, n: int) -> Estimate:
    """Wilson's interval of a share (E. B. Wilson, *JASA* 22, 1927): never outside 0 to 1, and honest at 0 and n."""
    if n == 0:
        return Estimate(None)
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share")
    p, z2 = count / n, Z * Z
    middle, half = p + z2 / (2 * n), Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low = 0.0 if count == 0 else (middle - half) / (1 + z2 / n)
    high = 1.0 if count == n else (middle + half) / (1 + z2 / n)
    return Estimate(p, low, high, n)


def mean(n: int, total: float, squares: float) -> Estimate:
    """Student's interval of a mean, from the count, the sum and the sum of squares."""
    if n == 0:
        return Estimate(None)
    value = total / n
    if n == 1:
        return Estimate(value, n=1)
    variance = max(squares - n * value * value, 0.0) / (n - 1)
    half = float(stdtrit(n - 1, 0.975)) * math.sqrt(variance / n)
    return Estimate(value, value - half, value + half, n)


def median(ordered: npt.NDArray[np.float64]) -> Estimate:
    """The median of values in order, with the interval between order statistics that a binomial count gives (no shape assumed)."""
    n = len(ordered)
    if n == 0:
        return Estimate(None)
    at = math.ceil(bdtrik(0.025, n, 0.5))  # the least k with P(K <= k) >= 0.025, which rounding may put one too high
    at -= int(at >= 1 and bdtr(at - 1, n, 0.5) >= 0.025)
    low, high = (float(ordered[at - 1]), float(ordered[n - at])) if at >= 1 else (None, None)
    return Estimate(float(np.median(ordered)), low, high, n)


def ratio_of_shares(count: int, n: int, base_count: int, base_n: int) -> Estimate:
    """One share over another with Katz's interval on the logarithm (*Biometrics* 34, 1978). No interval where a count is nought."""
    if not n or not base_n or not base_count:
        return Estimate(None, n=n)
    value = (count / n) / (base_count / base_n)
    if not count:
        return Estimate(0.0, n=n)
    half = Z * math.sqrt(1 / count - 1 / n + 1 / base_count - 1 / base_n)
    return Estimate(value, value * math.exp(-half), value * math.exp(half), n)


__all__ = ["Z", "mean", "median", "ratio_of_shares", "share"]
