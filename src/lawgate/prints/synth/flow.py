"""The ridge flow: at each place of a finger, the direction of its ridges and how it turns.

Zeros and poles (B. G. Sherlock and D. M. Monro, "A model for interpreting fingerprint topology", Pattern Recognition
26(7), 1993): going once around a loop the ridges turn by half a turn, around a delta by minus half a turn. Their
model is the same for all fingers with the same points; as P. R. Vizcaya and L. A. Gerhardt ("A nonlinear orientation
model for global description of fingerprints", Pattern Recognition 29(7), 1996) we bend the angle about each loop, so that
its top is round and its arms run side by side, and add what the points do not say: the round tip, the rise of an arch,
the tilt of the finger and slow ripples.
"""

from __future__ import annotations

import math

import numpy as np

from lawgate.prints.synth.chance import Floats, kernel
from lawgate.prints.synth.rows import (
    ARCH_LEVEL,
    ARCH_RISE,
    ARCH_WIDTH,
    CURL,
    CURL_REACH,
    DELTA_1,
    DELTAS,
    LOOP_1,
    LOOPS,
    OPEN_1,
    RIPPLE,
    RIPPLES,
    SIZE,
    TILT,
    TIP,
)


@kernel
def flow(row: Floats, x: float, y: float) -> tuple[float, float, float]:
    """Ridge direction at (x, y) in radians counter-clockwise as seen (known up to half a turn), and its derivatives in x
    and y (down) per pixel."""
    angle, across, down = row[TILT], 0.0, 0.0
    for k in range(int(row[LOOPS])):
        dx, dy = x - row[LOOP_1 + 2 * k], row[LOOP_1 + 2 * k + 1] - y  # dy up
        square = max(dx * dx + dy * dy, 1.0)
        angle += 0.5 * math.atan2(dy, dx)
        across -= 0.5 * dy / square
        down -= 0.5 * dx / square
        if row[CURL] != 0.0:
            # Half of -curl sin(around - open) / (1 + (r / reach)^2): the arms of a loop run side by side.
            cosine, sine = row[OPEN_1 + 2 * k], row[OPEN_1 + 2 * k + 1]
            wide = row[CURL_REACH] * row[CURL_REACH]
            off, faded = dy * cosine - dx * sine, 1.0 / ((wide + square) * math.sqrt(square))
            size = -0.5 * row[CURL] * wide * faded
            slope = size * off * (1.0 / square + 2.0 / (wide + square))
            angle += size * off
            across += -size * sine - slope * dx
            down -= size * cosine - slope * dy
    for k in range(int(row[DELTAS])):
        dx, dy = x - row[DELTA_1 + 2 * k], row[DELTA_1 + 2 * k + 1] - y
        square = max(dx * dx + dy * dy, 1.0)
        angle -= 0.5 * math.atan2(dy, dx)
        across += 0.5 * dy / square
        down += 0.5 * dx / square
    bent, bent_x, bent_y = _bend(row, x, y)
    return angle + bent, across + bent_x, down + bent_y


@kernel
def _bend(row: Floats, x: float, y: float) -> tuple[float, float, float]:
    """The smooth part of the flow: tip, arch and ripples."""
    size = row[SIZE]
    u = x / (170.0 * size)
    slope = 1.0 / math.sqrt(1.0 + u * u)
    above = 1.0 / (1.0 + math.exp((y / size + 50.0) / 55.0))
    angle = -row[TIP] * u * slope * above
    across = -row[TIP] * slope * slope * slope * above / (170.0 * size)
    down = row[TIP] * u * slope * above * (1.0 - above) / (55.0 * size)
    if row[ARCH_RISE] != 0.0:
        v, w = x / row[ARCH_WIDTH], (y - row[ARCH_LEVEL]) / (130.0 * size)
        hill = row[ARCH_RISE] * math.exp(0.5 - 0.5 * v * v - w * w)
        angle -= hill * v
        across -= hill * (1.0 - v * v) / row[ARCH_WIDTH]
        down += 2.0 * w * hill * v / (130.0 * size)
    for k in range(RIPPLES):
        wave_x, wave_y = row[RIPPLE + 4 * k], row[RIPPLE + 4 * k + 1]
        phase, height = wave_x * x + wave_y * y + row[RIPPLE + 4 * k + 2], row[RIPPLE + 4 * k + 3]
        angle += height * math.cos(phase)
        turning = -height * math.sin(phase)
        across += turning * wave_x
        down += turning * wave_y
    return angle, across, down


@kernel
def spread(angle: float, across: float, down: float) -> float:
    """How fast ridges move apart when one walks along ``angle``: the divergence of the flow, per pixel.

    Where it is positive new ridges must begin, and minutiae there point along ``angle`` more often than against it.
    """
    return -math.sin(angle) * across - math.cos(angle) * down


@kernel
def open_loops(row: Floats) -> None:
    """Find the way in which each loop of a finger opens, from what the rest of the finger does at its place."""
    curl = row[CURL]
    row[CURL] = 0.0
    for k in range(int(row[LOOPS])):
        rest, _, _ = flow(row, row[LOOP_1 + 2 * k], row[LOOP_1 + 2 * k + 1])
        # where half the angle around the loop, and the rest, make that angle itself
        row[OPEN_1 + 2 * k], row[OPEN_1 + 2 * k + 1] = math.cos(2.0 * rest), math.sin(2.0 * rest)
    row[CURL] = curl


@kernel
def flow_map(row: Floats, left: float, top: float, angles: Floats, spreads: Floats) -> None:
    """``flow`` and ``spread`` on the pixels of a map (height, width) whose first pixel is at (left, top)."""
    height, width = angles.shape
    for i in range(height):
        for j in range(width):
            angle, across, down = flow(row, left + j, top + i)
            angles[i, j] = angle
            spreads[i, j] = spread(angle, across, down)


def orientation(row: Floats, left: int, top: int, width: int, height: int) -> tuple[Floats, Floats]:
    """The maps (height, width) of ridge direction in radians and of its divergence per pixel."""
    angles, spreads = np.empty((height, width)), np.empty((height, width))
    flow_map(row, float(left), float(top), angles, spreads)
    return angles, spreads
