"""Ridges of a master finger, grown as skin seems to grow them: along the flow, until they meet.

R. Cappelli, A. Erol, D. Maio and D. Maltoni, "Synthetic fingerprint-image generation" (ICPR 2000), and R. Cappelli, D. Maio
and D. Maltoni, "SFinGe: an approach to synthetic fingerprint generation" (BCW 2004): a filter tuned to the local direction
and distance of ridges is applied again and again. Where ridges meet out of step, a minutia is left. They start from a
few points; we start from noise, every pixel a point: from few points only those minutiae are left that the flow cannot do
without, and nine of ten point the way it spreads, which is not so in real prints (docs/synthetic-prints.md has figures).

Growth runs at half resolution, where it costs a sixteenth; a few rounds at full resolution then shape the ridges.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numba
import numpy as np
import numpy.typing as npt

from lawgate.prints.synth.anatomy import anatomy
from lawgate.prints.synth.chance import RIDGES, Floats, generator
from lawgate.prints.synth.flow import orientation
from lawgate.prints.synth.rows import PERIOD, SIZE

Image = npt.NDArray[np.float32]
Index = npt.NDArray[np.int32]

LEFT, TOP, WIDTH, HEIGHT = 345, 340, 690, 730  # of the map about the origin, for the average index finger
DIRECTIONS, DISTANCES = 48, 9
DISTANCE_STEP = 0.06
GRID = 8  # pixels between the places where the distance of ridges is worked out
GROWTH, FINISH = 16, 5  # rounds at half and at full resolution


def ridge_map(seed: int, person: int, finger: int) -> tuple[Image, int, int]:
    """The ridges of a finger: a float32 image (height, width), 1 on a ridge and -1 in a valley, and the column and row of
    the frame's origin in it. Takes a second; the last sixteen are kept."""
    return _ridge_map(seed, person, finger)


@lru_cache(maxsize=16)
def _ridge_map(seed: int, person: int, finger: int) -> tuple[Image, int, int]:
    row = anatomy(seed, person, finger).row
    scale = row[SIZE]
    left, top = 2 * math.ceil(LEFT * scale / 2), 2 * math.ceil(TOP * scale / 2)
    width, height = 2 * math.ceil(WIDTH * scale / 2), 2 * math.ceil(HEIGHT * scale / 2)
    chance = generator(seed, person, finger, RIDGES)
    angles, _ = orientation(row, -left, -top, width, height)
    periods = distance_map(row, -left, -top, width, height, chance)
    even = evened(np.ascontiguousarray(angles[::GRID, ::GRID]))
    periods *= np.exp(-stretched(even, angles.shape, GRID))
    half = np.ascontiguousarray(angles[::2, ::2])
    image = chance.standard_normal(half.shape, np.float32)
    bank = filter_bank(row[PERIOD] / 2)
    index = filter_index(half, periods[::2, ::2] / row[PERIOD])
    for _ in range(GROWTH):
        image = grow(image, bank, index)
    image = doubled(image)
    bank, index = filter_bank(row[PERIOD]), filter_index(angles, periods / row[PERIOD])
    for _ in range(FINISH):
        image = grow(image, bank, index)
    return image, left, top


def distance_map(row: Floats, left: int, top: int, width: int, height: int, chance: np.random.Generator) -> Floats:
    """Distance between ridges in pixels: wider below the pattern than at the tip, and uneven by some percent."""
    y, x = np.mgrid[top : top + height, left : left + width] / row[SIZE]
    wide = 0.10 / (1.0 + np.exp(-(y - 110.0) / 40.0))
    for _ in range(3):
        turn, length, phase = chance.uniform(0, 2 * np.pi), chance.uniform(200, 420), chance.uniform(0, 2 * np.pi)
        wide += 0.02 * np.cos(2 * np.pi / length * (x * np.cos(turn) + y * np.sin(turn)) + phase)
    return np.asarray(row[PERIOD] * (1.0 + wide - 0.03), np.float64)


def evened(angles: Floats, rounds: int = 300, pull: float = 0.02) -> Floats:
    """The logarithm of ridge frequency that spares the finger minutiae, on the grid of ``angles`` (one pixel a step).

    Where ridges spread along their direction t, either new ones begin or their distance grows: the density of ends is
    f div t + t grad f. Skin does some of both; log f is found by descent on the square of (div t + t grad log f), with
    a ``pull`` towards an even distance.
    """
    cosine, sine = np.cos(angles), -np.sin(angles)  # x right, y down
    # Differences of the doubled angle know nothing of half turns.
    c2, s2 = np.cos(2.0 * angles), np.sin(2.0 * angles)
    across = 0.5 * (c2 * np.gradient(s2, axis=1) - s2 * np.gradient(c2, axis=1))
    down = 0.5 * (c2 * np.gradient(s2, axis=0) - s2 * np.gradient(c2, axis=0))
    apart = sine * across - cosine * down
    log = np.zeros_like(angles)
    for _ in range(rounds):
        left = apart + cosine * np.gradient(log, axis=1) + sine * np.gradient(log, axis=0)
        step = np.gradient(left * cosine, axis=1) + np.gradient(left * sine, axis=0)
        log += 0.45 * (step - pull * log)
    return log


def filter_bank(period: float) -> Image:
    """Filters (distance, direction, side, side): a cosine across the ridge under a Gaussian, without a constant part."""
    reach = math.ceil(period * 1.05)
    v, u = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float64)
    bank = np.empty((DISTANCES, DIRECTIONS, 2 * reach + 1, 2 * reach + 1), np.float32)
    for d in range(DISTANCES):
        distance = period * (1.0 + DISTANCE_STEP * (d - DISTANCES // 2))
        for k in range(DIRECTIONS):
            angle = math.pi * k / DIRECTIONS
            across = u * math.sin(angle) + v * math.cos(angle)  # rows go down, angles go up
            hill = np.exp(-(u * u + v * v) / (2.0 * (0.42 * period) ** 2))
            wave = hill * np.cos(2.0 * np.pi * across / distance)
            wave -= hill * (wave.sum() / hill.sum())
            bank[d, k] = wave / np.abs(wave).sum()
    return bank


def filter_index(angles: Floats, relative: Floats) -> Index:
    """Which filter each pixel takes: distance number times ``DIRECTIONS`` plus direction number."""
    direction = np.rint(angles / math.pi * DIRECTIONS).astype(np.int64) % DIRECTIONS
    distance = np.clip(np.rint((relative - 1.0) / DISTANCE_STEP).astype(np.int64) + DISTANCES // 2, 0, DISTANCES - 1)
    return np.ascontiguousarray(distance * DIRECTIONS + direction).astype(np.int32)


def grow(image: Image, bank: Image, index: Index) -> Image:
    """One round: every pixel filtered by its own filter, then driven towards ridge or valley."""
    side = bank.shape[2]
    framed = np.pad(image, side // 2)
    result = np.empty_like(image)
    _filter(framed, bank.reshape(-1, side, side), index, result)
    return np.asarray(np.clip(3.2 * result, -1.0, 1.0), np.float32)


@numba.njit(cache=True, nogil=True, fastmath=True)
def _filter(framed: Image, bank: Image, index: Index, result: Image) -> None:
    height, width = result.shape
    side = bank.shape[1]
    for i in range(height):
        for j in range(width):
            kernel = bank[index[i, j]]
            total = np.float32(0.0)
            for a in range(side):
                for b in range(side):
                    total += kernel[a, b] * framed[i + a, j + b]
            result[i, j] = total


def stretched(coarse: Floats, shape: tuple[int, ...], step: int) -> Floats:
    """``coarse`` on a grid of ``step`` pixels, interpolated linearly to ``shape``."""
    rows = np.minimum(np.arange(shape[0]) / step, coarse.shape[0] - 1.001)
    columns = np.minimum(np.arange(shape[1]) / step, coarse.shape[1] - 1.001)
    i, j = rows.astype(np.int64), columns.astype(np.int64)
    b, a = (rows - i)[:, None], (columns - j)[None, :]
    top = coarse[i][:, j] * (1.0 - a) + coarse[i][:, j + 1] * a
    bottom = coarse[i + 1][:, j] * (1.0 - a) + coarse[i + 1][:, j + 1] * a
    return np.asarray(top * (1.0 - b) + bottom * b)


def doubled(image: Image) -> Image:
    """Twice as wide and high, by linear interpolation."""
    height, width = image.shape
    rows = np.empty((2 * height, width), np.float32)
    rows[::2] = image
    rows[1:-1:2] = 0.5 * (image[:-1] + image[1:])
    rows[-1] = image[-1]
    out = np.empty((2 * height, 2 * width), np.float32)
    out[:, ::2] = rows
    out[:, 1:-1:2] = 0.5 * (rows[:, :-1] + rows[:, 1:])
    out[:, -1] = rows[:, -1]
    return out
