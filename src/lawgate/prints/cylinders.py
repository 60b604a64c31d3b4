"""A print as the matcher sees it: its surest minutiae as numbers, each with a binary code of its neighbourhood.

The code has 128 bits; the first 64 are its strongest and a code in themselves (the first stage and the index use only
these). Codes do not change when a print is turned or moved, except by rounding. Two codes of one place in two prints
differ in about a quarter of their bits, two of different places in about half. See ``cylinders_basis``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from lawgate.prints.cylinders_basis import BITS, DIRECTIONS, FILE, HALF, PLACES, STEP, make_table
from lawgate.prints.match_kernel import kernel
from lawgate.prints.records import Template

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint64]

MOST = 96  # minutiae of a print that are compared, the surest first
REACH = 99.0  # pixels: neighbours farther away say nothing
NEAR = 80.0  # pixels: neighbours that are counted
WORDS = BITS // 64
X, Y, COS, SIN, KIND, SURE, NEIGHBOURS = range(7)  # columns of points


@dataclass(frozen=True, slots=True)
class Features:
    """What the kernels compare. ``points`` (n, 7) float32: x, y upwards (pixels at 500 ppi), cosine and sine of the
    direction, kind, quality 0 to 1, neighbours; ``codes`` (n, 2) uint64; ``chosen`` (n,) the rows of the template."""

    points: Floats
    codes: Codes
    chosen: npt.NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.points)


def features(template: Template) -> Features:
    """The features of one template."""
    return features_of([template])[0]


def features_of(templates: Sequence[Template]) -> list[Features]:
    """The features of many templates, in their order."""
    chosen = [_surest(t.minutiae) for t in templates]
    points = [points_of(t.minutiae[rows]) for t, rows in zip(templates, chosen, strict=True)]
    offsets = np.concatenate([[0], np.cumsum([len(p) for p in points])]).astype(np.int64)
    every = np.concatenate(points) if points else np.empty((0, 7), np.float32)
    codes = encode(every, offsets)
    spans = zip(offsets[:-1], offsets[1:], chosen, strict=True)
    return [Features(every[a:b], codes[a:b], rows) for a, b, rows in spans]


def _surest(minutiae: npt.NDArray[np.void]) -> npt.NDArray[np.intp]:
    """Rows of at most ``MOST`` minutiae, the surest first, in an order that does not depend on how they were listed."""
    order = np.lexsort((minutiae["angle"], minutiae["x"], minutiae["y"], -minutiae["quality"].astype(np.int16)))
    return order[:MOST]


def points_of(minutiae: npt.NDArray[np.void]) -> Floats:
    """The ``points`` of ``Features`` without the count of neighbours, which ``encode`` fills in."""
    points = np.empty((len(minutiae), 7), np.float32)
    points[:, X] = minutiae["x"]
    points[:, Y] = -minutiae["y"].astype(np.float32)  # the direction is counter-clockwise as seen: y must point up
    points[:, COS] = np.cos(minutiae["angle"])
    points[:, SIN] = np.sin(minutiae["angle"])
    points[:, KIND] = minutiae["kind"]
    points[:, SURE] = minutiae["quality"] * np.float32(0.01)
    points[:, NEIGHBOURS] = 0
    return points


def encode(points: Floats, offsets: npt.NDArray[np.int64]) -> Codes:
    """The codes of the prints whose points are ``points[offsets[i]:offsets[i + 1]]``; counts neighbours in ``points``."""
    codes = np.zeros((len(points), WORDS), np.uint64)
    table, medians = load_basis()
    _encode(points, offsets, table, medians, codes)
    return codes


@lru_cache(maxsize=1)
def load_basis() -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int16]]:
    """The table of what a neighbour adds, and the sums from which a bit is set."""
    with np.load(FILE) as basis:
        return make_table(basis["axes"]), np.ascontiguousarray(basis["medians"].astype(np.int16))


@kernel
def _encode(
    points: Floats,
    offsets: npt.NDArray[np.int64],
    table: npt.NDArray[np.int8],
    medians: npt.NDArray[np.int16],
    codes: Codes,
) -> None:
    sums = np.empty(BITS, np.int16)
    step = np.float32(1 / STEP)
    turn = np.float32(DIRECTIONS / (2 * np.pi))
    for p in range(len(offsets) - 1):
        for i in range(offsets[p], offsets[p + 1]):
            sums[:] = 0
            near = 0
            c, s = points[i, 2], points[i, 3]
            for j in range(offsets[p], offsets[p + 1]):
                dx, dy = points[j, 0] - points[i, 0], points[j, 1] - points[i, 1]
                far = dx * dx + dy * dy
                if j == i or far >= REACH * REACH:
                    continue
                if far < NEAR * NEAR:
                    near += 1
                u = int((c * dx + s * dy + np.float32(HALF)) * step)
                v = int((c * dy - s * dx + np.float32(HALF)) * step)
                along, across = c * points[j, 2] + s * points[j, 3], c * points[j, 3] - s * points[j, 2]
                d = int(np.arctan2(across, along) * turn + np.float32(DIRECTIONS)) % DIRECTIONS
                for b in range(BITS):
                    sums[b] += table[d, u, v, b]
            points[i, 6] = near
            for w in range(WORDS):
                word = np.uint64(0)
                for b in range(64):
                    if sums[w * 64 + b] > medians[w * 64 + b]:
                        word |= np.uint64(1) << np.uint64(b)
                codes[i, w] = word


assert PLACES * STEP > 2 * REACH  # every neighbour falls inside the table
