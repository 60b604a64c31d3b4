"""Connected pieces of a mask of cells, and their shape."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]


def box_mean(values: Floats, reach: int) -> Floats:
    """Mean of ``values`` over a square of ``2 reach + 1``; beyond the border the border repeats."""
    size = 2 * reach + 1
    for axis in (0, 1):
        frame = [(0, 0), (0, 0)]
        frame[axis] = (reach + 1, reach)
        sums = np.cumsum(np.pad(values, frame, mode="edge"), axis=axis, dtype=np.float64)
        ahead = np.take(sums, range(size, sums.shape[axis]), axis=axis)
        values = ((ahead - np.take(sums, range(sums.shape[axis] - size), axis=axis)) / size).astype(np.float32)
    return values


def opened(mask: Mask, reach: int) -> Mask:
    """``mask`` without whatever a square of ``2 reach + 1`` cells does not fit into. The border does not erode it."""
    if not mask.size:
        return mask
    kept = box_mean(mask.astype(np.float32), reach) > 1 - 1e-4
    return widened(np.asarray(kept), reach) & mask


def widened(mask: Mask, reach: int) -> Mask:
    """``mask`` and every cell within ``reach`` of it."""
    return np.asarray(box_mean(mask.astype(np.float32), reach) > 1e-4)


@dataclass(frozen=True, slots=True)
class Region:
    """A connected piece: ``cells`` is (n, 2) int, row and column."""

    cells: npt.NDArray[np.intp]

    @property
    def area(self) -> int:
        return len(self.cells)

    def _moments(self) -> tuple[float, float, float]:
        y, x = (self.cells[:, axis] - self.cells[:, axis].mean() for axis in (0, 1))
        return float(np.mean(x * x)), float(np.mean(y * y)), float(np.mean(x * y))

    @property
    def tilt(self) -> float:
        """Angle of the long axis from upright in radians, counter-clockwise as seen, in (-π/2, π/2]."""
        xx, yy, xy = self._moments()
        return 0.5 * math.atan2(2 * xy, yy - xx)

    @property
    def elongation(self) -> float:
        xx, yy, xy = self._moments()
        spread = math.hypot(xx - yy, 2 * xy)
        return math.sqrt((xx + yy + spread) / max(xx + yy - spread, 1e-9))

    def _across(self, along: complex) -> npt.NDArray[np.float64]:
        """Each cell's place across the hand; ``along`` is the unit vector that points across in x + iy (y down)."""
        return np.asarray(self.cells[:, 1] * along.real + self.cells[:, 0] * along.imag)

    def _down(self, along: complex) -> npt.NDArray[np.float64]:
        return np.asarray(self.cells[:, 0] * along.real - self.cells[:, 1] * along.imag)

    def centre_across(self, along: complex) -> float:
        return float(self._across(along).mean())

    def top_along(self, along: complex) -> float:
        return float(self._down(along).min())

    def width_across(self, along: complex) -> float:
        low, high = np.percentile(self._across(along), (2, 98))
        return float(high - low + 1)

    def length_along(self, along: complex) -> float:
        return float(np.ptp(self._down(along)) + 1)

    def shares_column(self, other: Region, along: complex) -> bool:
        """Whether most of the narrower of the two lies above or below the other."""
        (a, b), (c, d) = (np.percentile(r._across(along), (5, 95)) for r in (self, other))
        return bool(min(b, d) - max(a, c) > 0.5 * min(b - a, d - c))

    def within(self, mask: Mask) -> Region:
        """Those of the cells that ``mask`` has too."""
        return Region(self.cells[mask[self.cells[:, 0], self.cells[:, 1]]])

    def joined(self, others: list[Region]) -> Region:
        """This piece and the others as one."""
        return Region(np.concatenate([self.cells, *(r.cells for r in others if r is not self)]))

    def shortened(self, along: complex, longest: float) -> Region:
        """The top of the piece, at most ``longest`` cells of it."""
        down = self._down(along)
        return Region(self.cells[down <= down.min() + longest])

    def parted(self, along: complex) -> tuple[Region, Region]:
        """Two pieces, cut along the fingers where the piece is thinnest between its outer quarters."""
        across = np.floor(self._across(along)).astype(int)
        counts = np.bincount(across - across.min())
        low, high = len(counts) // 4, max(3 * len(counts) // 4, len(counts) // 4 + 1)
        cut = across.min() + low + int(np.argmin(counts[low:high]))
        return Region(self.cells[across < cut]), Region(self.cells[across >= cut])


def regions(mask: Mask, smallest: int) -> list[Region]:
    """The pieces of ``mask`` connected by sides, of at least ``smallest`` cells, in reading order."""
    parent: list[int] = []

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    runs: list[tuple[int, int, int]] = []  # row, first column, column after the last
    above: list[int] = []
    for row, line in enumerate(mask):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
        here = []
        for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            run = len(runs)
            runs.append((row, start, stop))
            parent.append(run)
            here.append(run)
            for other in above:
                if runs[other][1] < stop and start < runs[other][2]:
                    parent[root(run)] = root(other)
        above = here
    pieces: dict[int, list[npt.NDArray[np.intp]]] = {}
    for run, (row, start, stop) in enumerate(runs):
        columns = np.arange(start, stop)
        pieces.setdefault(root(run), []).append(np.stack([np.full_like(columns, row), columns], axis=1))
    found = [Region(np.concatenate(p)) for p in pieces.values()]
    return [r for r in found if r.area >= smallest]
