"""The basis of the cylinder codes, worked out from a small model of minutiae and not from anybody's fingers.

A minutia is described by its neighbours: where they lie in its own frame and how they point (Minutia Cylinder-Code:
R. Cappelli, M. Ferrara, D. Maltoni, IEEE TPAMI 32(12), 2010). Each neighbour fills the cells of a cylinder (place by
direction) around it. Neighbouring cells are filled together, so a cylinder of 312 cells is written with far fewer
numbers, its coordinates on the principal axes of what cylinders look like, and each of these by its sign alone: a bit
(the Karhunen-Loève step of M. Ferrara, D. Maltoni, R. Cappelli, "Noninvertible minutia cylinder-code representation",
IEEE TIFS 7(6), 2012). The sum over neighbours is kept linear here, so a neighbour adds one row of a table.

What cylinders look like is said by ``simulate``: neighbours at random with a least distance, directions that follow a
flow which turns with place, and often an edge of the print. ``python -m lawgate.prints.cylinders_basis`` writes
``cylinders_basis.npz``; it is shipped, because codes are only comparable between machines that share it to the bit.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

BITS = 128
CELLS, LAYERS = 8, 6  # cells along the diameter, and layers of direction
RADIUS = 80.0  # pixels at 500 ppi: eight ridges
BLUR = 11.0  # pixels: how far a neighbour spreads over cells
TURN = 0.7  # radians: how far it spreads over layers
STEP, HALF = 5.0, 100.0  # the table's grid of places: its step, and how far it reaches
PLACES = int(2 * HALF / STEP)
DIRECTIONS = 24
FILE = Path(__file__).with_name("cylinders_basis.npz")


def simulate(
    centres: int, seed: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Neighbours of ``centres`` minutiae: whose they are, their place (u, v) in pixels in its frame, their direction."""
    draw = np.random.default_rng(seed)
    density = np.exp(draw.normal(0, 0.3, centres)) / 42.0**2  # 0.22 in a square millimetre
    whose = np.repeat(np.arange(centres), draw.poisson(density * np.pi * HALF**2))
    n = len(whose)
    radius, around = HALF * np.sqrt(draw.random(n)), draw.uniform(0, 2 * np.pi, n)
    u, v = radius * np.cos(around), radius * np.sin(around)
    slope, bend = draw.normal(0, 0.009, (2, centres)), draw.normal(0, 0.009 / 90, (3, centres))
    flow = slope[0][whose] * u + slope[1][whose] * v
    flow += bend[0][whose] * u * u + bend[1][whose] * u * v + bend[2][whose] * v * v
    opposite = draw.random(n) < draw.uniform(0.1, 0.75, centres)[whose]
    direction = flow + np.pi * opposite + draw.normal(0, 0.18, n)
    edge = draw.uniform(0, 2 * np.pi, centres)
    distance = np.where(draw.random(centres) < 0.6, draw.uniform(5, 110, centres), np.inf)
    inside = u * np.cos(edge)[whose] + v * np.sin(edge)[whose] < distance[whose]
    inside &= radius > 9
    return whose[inside], u[inside], v[inside], np.mod(direction[inside], 2 * np.pi)


def spread_over_cells(u: npt.NDArray[np.float64], v: npt.NDArray[np.float64]) -> Floats:
    """What a neighbour at each (u, v) adds to the cells inside the circle: (n, 52)."""
    middle = (np.arange(CELLS) + 0.5) * 2 * RADIUS / CELLS - RADIUS
    across, along = np.meshgrid(middle, middle, indexing="ij")
    inside = across**2 + along**2 <= RADIUS**2
    far = (u[:, None] - across[inside]) ** 2 + (v[:, None] - along[inside]) ** 2
    share = np.exp(-far / (2 * BLUR**2))
    share[share < np.exp(-6)] = 0
    return share.astype(np.float32)


def spread_over_layers(direction: npt.NDArray[np.float64]) -> Floats:
    """What a neighbour of each direction adds to the layers: (n, 6)."""
    off = direction[:, None] - np.arange(LAYERS) * 2 * np.pi / LAYERS
    off = np.mod(off + np.pi, 2 * np.pi) - np.pi
    return np.exp(-(off**2) / (2 * TURN**2)).astype(np.float32)


def make_basis(centres: int = 60_000) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int32]]:
    """Axes (312, 128) and the median of each coordinate as the integer table sums it: what the data file holds."""
    blocks = []
    for seed in range(centres // 5000):
        whose, u, v, direction = simulate(5000, seed)
        cells, layers = spread_over_cells(u, v), spread_over_layers(direction)
        first = np.searchsorted(whose, np.arange(5001))
        spans = pairwise(first)
        blocks.append(np.stack([(layers[a:b].T @ cells[a:b]).ravel() for a, b in spans]))
    filled = np.concatenate(blocks)
    filled -= filled.mean(0)
    _, axes = np.linalg.eigh((filled.T @ filled / len(filled)).astype(np.float64))
    axes = axes[:, ::-1][:, :BITS]
    axes = np.rint(axes * 30_000 / np.abs(axes).max(0)).astype(np.int16)
    table = make_table(axes)
    whose, u, v, direction = simulate(20_000, 10_000)
    across, along = np.int64((u + HALF) / STEP), np.int64((v + HALF) / STEP)
    sums = np.zeros((20_000, BITS), np.int32)
    np.add.at(sums, whose, table[np.int64(direction * DIRECTIONS / (2 * np.pi)), across, along])
    return axes, np.median(sums, axis=0).astype(np.int32)


def make_table(axes: npt.NDArray[np.int16]) -> npt.NDArray[np.int8]:
    """What one neighbour adds to each coordinate: (direction, u, v, bit), filled from the axes."""
    middle = (np.arange(PLACES) + 0.5) * STEP - HALF
    u, v = np.meshgrid(middle, middle, indexing="ij")
    cells = spread_over_cells(u.ravel(), v.ravel())
    layers = spread_over_layers((np.arange(DIRECTIONS) + 0.5) * 2 * np.pi / DIRECTIONS)
    by_layer = axes.astype(np.float32).reshape(LAYERS, -1, BITS)
    rows = np.stack([cells @ np.tensordot(layer, by_layer, (0, 0)) for layer in layers])
    scaled = np.rint(rows * (127 / np.abs(rows).max((0, 1)))).astype(np.int8)
    return np.ascontiguousarray(scaled.reshape(DIRECTIONS, PLACES, PLACES, BITS))


if __name__ == "__main__":
    made_axes, made_medians = make_basis()
    np.savez_compressed(FILE, axes=made_axes, medians=made_medians)
