"""Yardsticks by which synthetic templates are held against real ones: what a print is like, and how alike two are.

``likeness`` is plain on purpose and shares nothing with the matcher of this room, so that neither was fitted to the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
import numpy.typing as npt

from lawgate.prints.records import Template
from lawgate.prints.synth.chance import Floats, kernel

PERCENTS = (5, 25, 50, 75, 95)
RINGS = (6, 10, 15, 20, 30, 40, 60, 80, 120, 160)  # pixels between which neighbours are counted together
NEIGHBOURHOOD = 70.0  # pixels
NEAR, ALIKE, MOST_TURN = 15.0, 0.4, 1.0  # pixels, radians: when two minutiae lie on each other; how far prints turn


@dataclass(frozen=True, slots=True)
class Statistics:
    """What prints are like. Tuples of five are the 5th, 25th, 50th, 75th and 95th percentile."""

    count: tuple[float, ...]  # minutiae of a print
    area: tuple[float, ...]  # of their convex hull, in 1,000 square pixels
    density: tuple[float, ...]  # minutiae in 10,000 square pixels of it
    nearest: tuple[float, ...]  # pixels to a minutia's nearest neighbour
    neighbours: tuple[float, ...]  # of a minutia within ``NEIGHBOURHOOD``
    direction: tuple[float, ...]  # mean cosine of the angle between the directions of two minutiae, a ring of ``RINGS``
    orientation: tuple[float, ...]  # the same of twice the angle: 1 where they lie along the same ridges
    pairs: tuple[float, ...]  # pairs in a ring for each that evenly strewn minutiae would have
    endings: float  # share of ridge endings


def statistics(prints: Iterable[Template]) -> Statistics:
    """The statistics of many prints; those with fewer than four minutiae only count as such."""
    counts, areas, densities = [], [], []
    nearest: list[Floats] = []
    neighbours: list[Floats] = []
    rings = np.zeros((4, len(RINGS) - 1))
    ending = total = 0
    for one in prints:
        counts.append(len(one))
        if len(one) < 4:
            continue
        x, y, angle = _columns(one)
        area = max(hull_area(x, y), 1.0)
        areas.append(area / 1000.0)
        densities.append(1e4 * len(one) / area)
        apart = np.hypot(x[:, None] - x, y[:, None] - y)
        np.fill_diagonal(apart, np.inf)
        nearest.append(apart.min(axis=1))
        neighbours.append((apart < NEIGHBOURHOOD).sum(axis=1).astype(np.float64))
        rings += _rings(apart, angle, len(one) / area)
        ending += int((one.minutiae["kind"] == 1).sum())
        total += len(one)
    held = np.maximum(rings[0], 1.0)
    return Statistics(
        _percentiles(counts),
        _percentiles(areas),
        _percentiles(densities),
        _percentiles(np.concatenate(nearest)),
        _percentiles(np.concatenate(neighbours)),
        tuple(round(float(v), 3) for v in rings[1] / held),
        tuple(round(float(v), 3) for v in rings[2] / held),
        tuple(round(float(v), 3) for v in rings[0] / np.maximum(rings[3], 1e-9)),
        round(ending / max(total, 1), 3),
    )


def _rings(apart: Floats, angle: Floats, density: float) -> Floats:
    """Of the pairs in each ring: how many, the sums of both cosines, how many an even strewing would give."""
    upper = np.triu_indices(len(angle), 1)
    distance, between = apart[upper], (angle[:, None] - angle)[upper]
    ring = np.digitize(distance, RINGS) - 1
    inside = (ring >= 0) & (ring < len(RINGS) - 1)
    edges = np.array(RINGS, np.float64)
    even = 0.5 * (len(angle) - 1) * density * np.pi * (edges[1:] ** 2 - edges[:-1] ** 2)

    def sums(weights: Floats) -> Floats:
        return np.bincount(ring[inside], weights[inside], len(RINGS) - 1).astype(np.float64)

    return np.stack([sums(np.ones_like(between)), sums(np.cos(between)), sums(np.cos(2.0 * between)), even])


def _percentiles(values: npt.ArrayLike) -> tuple[float, ...]:
    return tuple(round(float(v), 2) for v in np.percentile(np.asarray(values, np.float64), PERCENTS))


def _columns(one: Template) -> tuple[Floats, Floats, Floats]:
    m = one.minutiae
    return m["x"].astype(np.float64), m["y"].astype(np.float64), m["angle"].astype(np.float64)


def hull_area(x: Floats, y: Floats) -> float:
    """Area of the convex hull of points, by Andrew's chain."""
    points = sorted(set(zip(x.tolist(), y.tolist(), strict=True)))
    hull = _chain(points)[:-1] + _chain(points[::-1])[:-1]
    if len(hull) < 3:
        return 0.0
    a = np.array(hull)
    b = np.roll(a, -1, axis=0)
    return 0.5 * abs(float(np.sum(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])))


def _chain(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain


def likeness(a: Template, b: Template) -> float:
    """How alike two prints are, 0 to 1: the most minutiae that one rigid motion lays on each other, over the geometric
    mean of their numbers. Motions are those that lay one minutia on another; three milliseconds."""
    if not len(a) or not len(b):
        return 0.0
    return float(_most_laid(*_columns(a), *_columns(b))) / math.sqrt(len(a) * len(b))


@kernel
def _most_laid(xa: Floats, ya: Floats, ta: Floats, xb: Floats, yb: Floats, tb: Floats) -> int:
    best, motion = 0, 0
    used = np.zeros(len(xa), np.int64)
    for i in range(len(xa)):
        for j in range(len(xb)):
            turn = (ta[i] - tb[j] + math.pi) % (2.0 * math.pi) - math.pi
            if abs(turn) > MOST_TURN:
                continue
            motion += 1
            laid, cosine, sine = 0, math.cos(turn), math.sin(turn)
            for q in range(len(xb)):
                dx, dy = xb[q] - xb[j], yb[q] - yb[j]
                x, y = xa[i] + cosine * dx + sine * dy, ya[i] - sine * dx + cosine * dy
                nearest, which = NEAR * NEAR, -1
                for p in range(len(xa)):
                    square = (x - xa[p]) ** 2 + (y - ya[p]) ** 2
                    if square >= nearest or used[p] == motion:
                        continue
                    if abs((tb[q] + turn - ta[p] + math.pi) % (2.0 * math.pi) - math.pi) < ALIKE:
                        nearest, which = square, p
                if which >= 0:
                    used[which] = motion
                    laid += 1
            best = max(best, laid)
    return best


def compared(
    fingers: Sequence[Sequence[Template]], compare: Callable[[Template, Template], float] = likeness, every: int = 1
) -> tuple[Floats, Floats]:
    """Scores of all pairs of impressions of one finger, and of every ``every``-th pair of two different fingers."""
    genuine = [compare(a, b) for prints in fingers for a, b in combinations(prints, 2)]
    strangers = ((a, b) for first, second in combinations(fingers, 2) for a in first for b in second)
    impostor = [compare(a, b) for a, b in islice(strangers, 0, None, every)]
    return np.array(genuine, np.float64), np.array(impostor, np.float64)


def kolmogorov_smirnov(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """The largest gap between the distributions of two samples, 0 to 1."""
    first, second = np.sort(np.asarray(a, np.float64)), np.sort(np.asarray(b, np.float64))
    at = np.concatenate([first, second])
    gap = np.searchsorted(first, at, "right") / len(first) - np.searchsorted(second, at, "right") / len(second)
    return float(np.abs(gap).max())


def wasserstein(real: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """How far one sample must be moved to become the other, on average, in standard deviations of ``real``."""
    levels = (np.arange(1000) + 0.5) / 1000
    first, second = np.asarray(real, np.float64), np.asarray(other, np.float64)
    return float(np.abs(np.quantile(first, levels) - np.quantile(second, levels)).mean() / first.std())
