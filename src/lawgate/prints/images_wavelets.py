"""The 64 bands of WSQ and the inverse wavelet transform, IAFIS-IC-0110 version 3.1, sections 4.1 and annex A.

The image is split in four, again and again. Going right, or down, in a split is going up in frequency, except inside
a part that was itself on the right, or below: filtering and thinning has reversed its spectrum there, so its two
halves stand the other way round. That single rule gives every band's place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rect:
    """Part of the coefficients. ``flip_x``: its left half holds the higher frequencies; ``flip_y``: its top."""

    top: int
    left: int
    height: int
    width: int
    flip_x: bool = False
    flip_y: bool = False
    number: int = -1

    @property
    def area(self) -> int:
        return self.height * self.width

    @property
    def rows(self) -> slice:
        return slice(self.top, self.top + self.height)

    @property
    def columns(self) -> slice:
        return slice(self.left, self.left + self.width)

    def split(self) -> tuple[Rect, Rect, Rect, Rect]:
        """Top left, top right, bottom left, bottom right. The half of low frequencies gets the odd sample."""
        x = self.width // 2 if self.flip_x else (self.width + 1) // 2
        y = self.height // 2 if self.flip_y else (self.height + 1) // 2
        return (
            Rect(self.top, self.left, y, x),
            Rect(self.top, self.left + x, y, self.width - x, flip_x=True),
            Rect(self.top + y, self.left, self.height - y, x, flip_y=True),
            Rect(self.top + y, self.left + x, self.height - y, self.width - x, flip_x=True, flip_y=True),
        )


@lru_cache(maxsize=64)
def _tree(height: int, width: int) -> tuple[list[Rect], list[Rect]]:
    """The 64 bands in their order, and the parts that were split, the widest first."""
    splits: list[Rect] = []

    def split(rect: Rect) -> tuple[Rect, Rect, Rect, Rect]:
        splits.append(rect)
        return rect.split()

    low, right, below, corner = split(Rect(0, 0, height, width))
    lowest, low_right, low_below, low_corner = split(low)
    rights, belows = split(right), split(below)
    first, *others = split(lowest)
    inner, *beside = split(first)
    leaves = [*split(inner), *beside]
    for part in (*others, *split(low_right), *split(low_below)):
        leaves += split(part)
    leaves += [low_corner, *rights, *belows, *corner.split()]
    numbered = [Rect(r.top, r.left, r.height, r.width, number=n) for n, r in enumerate(leaves)]
    return numbered, splits


def bands(height: int, width: int) -> list[Rect]:
    """The 64 bands of an image; the last four, its finest diagonals, are never coded."""
    return _tree(height, width)[0]


def synthesise(plane: Floats, low: Floats, high: Floats) -> None:
    """Turn ``plane`` from coefficients into pixels, in place, with synthesis filters of odd length."""
    for rect in reversed(_tree(*plane.shape)[1]):
        part = plane[rect.rows, rect.columns]
        upright = _joined(part, low, high, rect.flip_y)
        part[:] = _joined(np.ascontiguousarray(upright.T), low, high, rect.flip_x).T


def _joined(part: Floats, low: Floats, high: Floats, flipped: bool) -> Floats:
    """One level of synthesis down the columns: low samples stand at even places, high ones at odd places, and both
    are mirrored at the first and the last place."""
    size = len(part)
    lows = (size + 1) // 2
    smooth, detail = (part[size - lows :], part[: size - lows]) if flipped else (part[:lows], part[lows:])
    whole = np.zeros_like(part, order="C")
    for taps, samples, odd in ((low, smooth, 0), (high, detail, 1)):
        if not len(samples):
            continue
        middle = len(taps) // 2
        for parity in (0, 1):
            places = np.arange(parity, size, 2)
            # A tap reaches a sample of this filter only over a distance of the right parity.
            for offset in range(-middle + (middle + parity + odd) % 2, middle + 1, 2):
                source = np.abs(places - offset)
                over = source > size - 1
                source[over] = np.abs(2 * (size - 1) - source[over])
                whole[parity::2] += taps[middle + offset] * samples[np.minimum(source // 2, len(samples) - 1)]
    return whole
