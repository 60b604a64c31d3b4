"""What a finger is born with: its class, the singular points of its ridge flow, its size, its ridges an inch.

Frame of a finger: origin at the middle of the pattern, x right and y down in pixels at 500 ppi as the print is seen.

Classes and how often: over all fingers arch 3.7, tented arch 2.9, left loop 33.8, right loop 31.7, whorl with twin loop
27.9 percent (C. L. Wilson, G. T. Candela and C. I. Watson, "Neural network fingerprint classification", J. Artificial
Neural Networks 1(2), 1994). ``FREQUENCY`` splits this among the fingers as dermatoglyphic tables do (H. Cummins and
C. Midlo, "Finger Prints, Palms and Soles", 1943): whorls on thumb and ring finger, twin loops on thumbs, radial loops on
index fingers, ulnar loops on little fingers. The split was set from memory of such tables and rounded, so that its mean
agrees with the totals above within a point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from lawgate.prints.records import Finger
from lawgate.prints.synth.chance import ANATOMY, CLASSES, PERSON, Floats, State, kernel, normal, start, uniform, word
from lawgate.prints.synth.flow import open_loops
from lawgate.prints.synth.rows import (
    ARCH_LEVEL,
    ARCH_RISE,
    ARCH_WIDTH,
    CURL,
    CURL_REACH,
    DELTA_1,
    DELTA_2,
    DELTAS,
    DENSITY,
    LENGTH,
    LOOP_1,
    LOOP_2,
    LOOPS,
    PATTERN,
    PERIOD,
    RIPPLE,
    RIPPLES,
    SIZE,
    TILT,
    TIP,
)


class Pattern(IntEnum):
    """The class of a print, as seen on paper: a left loop opens to the left."""

    ARCH = 0
    TENTED_ARCH = 1
    LEFT_LOOP = 2
    RIGHT_LOOP = 3
    WHORL = 4
    TWIN_LOOP = 5


FREQUENCY = np.array(
    [  # arch, tented arch, radial loop, ulnar loop, whorl, twin loop
        [0.032, 0.006, 0.007, 0.545, 0.270, 0.140],  # thumb
        [0.075, 0.085, 0.180, 0.340, 0.260, 0.060],  # index
        [0.060, 0.045, 0.025, 0.700, 0.135, 0.035],  # middle
        [0.014, 0.010, 0.010, 0.576, 0.360, 0.030],  # ring
        [0.012, 0.006, 0.003, 0.844, 0.115, 0.020],  # little
    ]
)
_LADDER = np.cumsum(FREQUENCY, axis=1)
_SIZE = np.array([1.14, 1.00, 1.04, 0.99, 0.86])  # of thumb to little finger, against the index finger

# How the class of a finger hangs together with those of the person's other fingers, as shares of the variance of a
# latent "pattern intensity": the person, the same finger of both hands, the finger itself.
SHARED, HOMOLOGOUS = 0.45, 0.20


@kernel
def draw_anatomy(row: Floats, state: State, seed: int, person: int, finger: int) -> None:
    """Fill ``row`` (``LENGTH``) for finger 1 to 10 of ``person``. Independent of every other finger but for the shared
    leaning to whorls or arches, and the person's size, ridge period and density of minutiae."""
    start(state, seed, person, 0, PERSON, 0)
    leaning, person_size, person_period, person_density = normal(state), normal(state), normal(state), normal(state)
    kind = (finger - 1) % 5
    row[:] = 0.0
    pattern, left_handed = _draw_class(state, seed, person, finger, kind, leaning)
    row[PATTERN] = pattern
    start(state, seed, person, finger, ANATOMY, 0)
    row[SIZE] = _SIZE[kind] * math.exp(0.05 * person_size + 0.04 * normal(state))
    row[PERIOD] = 9.0 * math.exp(0.07 * person_period + 0.04 * normal(state)) * (1.06 if kind == 0 else 1.0)
    row[DENSITY] = math.exp(0.10 * person_density + 0.12 * normal(state))
    row[TILT] = 0.05 * normal(state)
    row[TIP] = 0.85 + 0.10 * normal(state)
    _draw_singular_points(row, state, pattern, left_handed)
    for k in range(RIPPLES):
        turn, length = 2.0 * math.pi * uniform(state), 170.0 + 220.0 * uniform(state)
        row[RIPPLE + 4 * k] = 2.0 * math.pi / length * math.cos(turn)
        row[RIPPLE + 4 * k + 1] = 2.0 * math.pi / length * math.sin(turn)
        row[RIPPLE + 4 * k + 2] = 2.0 * math.pi * uniform(state)
        row[RIPPLE + 4 * k + 3] = 0.05 * normal(state)
    open_loops(row)


@kernel
def _draw_class(state: State, seed: int, person: int, finger: int, kind: int, leaning: float) -> tuple[int, bool]:
    """The class, and whether its loop opens to the left."""
    start(state, seed, person, kind, CLASSES, 1)
    pair = normal(state)
    start(state, seed, person, finger, CLASSES, 2)
    own = math.sqrt(1.0 - SHARED - HOMOLOGOUS) * normal(state)
    latent = math.sqrt(SHARED) * leaning + math.sqrt(HOMOLOGOUS) * pair + own
    rank = 0.5 * (1.0 + math.erf(latent / math.sqrt(2.0)))
    step = 0
    while step < 5 and rank >= _LADDER[kind, step]:
        step += 1
    # An ulnar loop opens to the little finger: to the right on a right hand as printed, to the left on a left hand.
    left_handed = (finger > 5) == (step != 2)
    if step in (2, 3):
        return (2 if left_handed else 3), left_handed
    return step, left_handed


@kernel
def _draw_singular_points(row: Floats, state: State, pattern: int, left_handed: bool) -> None:
    """Places of loops and deltas in the finger's frame, before the size is applied; then the size."""
    side = -1.0 if left_handed else 1.0
    row[ARCH_WIDTH], row[ARCH_LEVEL] = 80.0 + 9.0 * normal(state), 25.0 + 20.0 * normal(state)
    core_x, core_y = 7.0 * normal(state), -12.0 + 10.0 * normal(state)
    out_1, out_2 = 92.0 + 16.0 * normal(state), 92.0 + 16.0 * normal(state)
    down_1, down_2 = 108.0 + 16.0 * normal(state), 108.0 + 16.0 * normal(state)
    apart, slant = abs(13.0 + 9.0 * normal(state)) + 2.0, 0.25 * normal(state)
    row[CURL], row[CURL_REACH] = min(max(0.62 + 0.12 * normal(state), 0.2), 0.9), 110.0
    if pattern == 0:
        row[ARCH_RISE] = 0.70 + 0.13 * normal(state)
    elif pattern == 1:
        row[LOOPS], row[DELTAS] = 1, 1
        row[LOOP_1], row[LOOP_1 + 1] = core_x, core_y + 8.0
        row[DELTA_1], row[DELTA_1 + 1] = core_x - 0.12 * side * out_1, core_y + 26.0 + 0.45 * down_1
    elif pattern in (2, 3):
        row[LOOPS], row[DELTAS] = 1, 1
        row[LOOP_1], row[LOOP_1 + 1] = core_x, core_y
        row[DELTA_1], row[DELTA_1 + 1] = -side * out_1, down_1
    else:
        if pattern == 5:
            apart, slant = 30.0 + 0.9 * apart, side * (0.55 + slant)
        row[LOOPS], row[DELTAS] = 2, 2
        row[CURL_REACH] = min(2.2 * apart, 90.0)
        row[LOOP_1], row[LOOP_1 + 1] = core_x - apart * math.sin(slant), core_y - apart * math.cos(slant)
        row[LOOP_2], row[LOOP_2 + 1] = core_x + apart * math.sin(slant), core_y + apart * math.cos(slant)
        row[DELTA_1], row[DELTA_1 + 1] = -out_1, down_1
        row[DELTA_2], row[DELTA_2 + 1] = out_2, down_2
    for k in range(LOOP_1, ARCH_LEVEL + 1):
        if k != ARCH_RISE:
            row[k] *= row[SIZE]
    row[CURL_REACH] *= row[SIZE]


@dataclass(frozen=True, slots=True)
class Anatomy:
    """One finger in words. ``loops`` and ``deltas`` are (x, y) in the finger's frame; ``period`` is the mean distance of
    ridges in pixels; ``size`` is 1 for the average index finger; ``row`` is the form that the kernels read."""

    pattern: Pattern
    loops: tuple[tuple[float, float], ...]
    deltas: tuple[tuple[float, float], ...]
    size: float
    period: float
    row: Floats


def anatomy(seed: int, person: int, finger: Finger | int) -> Anatomy:
    """The finger (1 to 10) of a person as every other function of this package knows it."""
    row = np.zeros(LENGTH)
    draw_anatomy(row, np.zeros(1, np.uint64), word(seed), person, int(finger))
    loops = ((row[LOOP_1], row[LOOP_1 + 1]), (row[LOOP_2], row[LOOP_2 + 1]))[: int(row[LOOPS])]
    deltas = ((row[DELTA_1], row[DELTA_1 + 1]), (row[DELTA_2], row[DELTA_2 + 1]))[: int(row[DELTAS])]
    return Anatomy(
        Pattern(int(row[PATTERN])),
        tuple((float(x), float(y)) for x, y in loops),
        tuple((float(x), float(y)) for x, y in deltas),
        float(row[SIZE]),
        float(row[PERIOD]),
        row,
    )
