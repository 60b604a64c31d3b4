"""Master fingers as sets of minutiae.

Two kinds of minutiae, as in J. Wieditz, Y. Pokern, D. Schuhmacher and S. Huckemann, "Characteristic and necessary minutiae
in fingerprints" (J. Royal Statistical Society C 71(1), 2022): where ridges move apart, more ridges must begin, in
proportion to the divergence of the flow, and all point the same way; the others lie anywhere and point either way. No two
lie closer than ridges allow, and a close pair is mostly two ends that face each other.
"""

from __future__ import annotations

import math

from lawgate.prints.synth.chance import MASTER, OUTSKIRTS, Floats, State, bell, kernel, normal, start, uniform
from lawgate.prints.synth.flow import flow, spread
from lawgate.prints.synth.rows import DENSITY, PERIOD, SIZE

MOST = 320  # minutiae of one master
X, Y, DIRECTION, CLARITY, ENDING = range(5)
FIELDS = 5

INNER_X, INNER_Y = 185.0, 275.0  # half sizes of what a plain impression can reach, of the average index finger
OUTER = 2.6  # as much as this in area a rolled one

# Fitted to the five public sets, see docs/synthetic-prints.md.
PER_PIXEL = 0.00056  # minutiae a pixel in the middle of a print
RIM = 0.50  # share of that at the rim of a rolled print
NEEDED = 0.40  # share of minutiae that the flow asks for where it diverges as it does on average
LEANING = 1.25  # how far minutiae lean to the way the flow asks for, there
MEAN_SPREAD = 0.0040  # that average divergence, a pixel
MOST_NEEDED = 2.2
CLOSE, LOOSE = 7.5, 15.0  # no two minutiae closer than the first; from the second on they do not mind each other
FACE = 20.0  # how close a pair is that often points opposite ways
FACING = 0.60  # share of the closer half of such pairs that is made to; half as many of the others
ENDINGS = 0.64
OWN_WAY, ODD, ODDLY = 0.07, 0.50, 0.06  # spread of a direction about the flow; of odd ones; how many are odd


@kernel
def draw_master(master: Floats, state: State, row: Floats, seed: int, person: int, finger: int, whole: bool) -> int:
    """Fill ``master`` (``MOST``, ``FIELDS``) and return how many. ``whole``: as far as a rolled print reaches; the inner
    part is the same either way."""
    size = row[SIZE]
    wanted = PER_PIXEL * row[DENSITY] * math.pi * INNER_X * INNER_Y * size * size * 0.9
    start(state, seed, person, finger, MASTER, 0)
    count = _scatter(master, state, row, 0, wanted, 0.0, 1.0)
    if whole:
        start(state, seed, person, finger, OUTSKIRTS, 0)
        count = _scatter(master, state, row, count, wanted * (OUTER - 1.0) * 0.75, 1.0, OUTER)
    return count


@kernel
def _scatter(
    master: Floats, state: State, row: Floats, count: int, wanted: float, inside: float, outside: float
) -> int:
    """Throw darts until ``wanted`` (as often as the middle would have; less where the finger has fewer) are thrown."""
    size = row[SIZE]
    inner_x, inner_y = INNER_X * size, INNER_Y * size
    half_x, half_y = inner_x * math.sqrt(outside), inner_y * math.sqrt(outside)
    goal = min(count + int(wanted * (1.0 + 0.06 * normal(state)) + 0.5), MOST)
    for _ in range(12 * MOST):
        if count >= goal:
            break
        x, y = half_x * (2.0 * uniform(state) - 1.0), half_y * (2.0 * uniform(state) - 1.0)
        ring = (x / inner_x) ** 2 + (y / inner_y) ** 2
        if ring < inside or ring >= outside:
            continue
        chance = uniform(state) * (1.0 - NEEDED + NEEDED * MOST_NEEDED) / (1.0 - (1.0 - RIM) * min(ring / 2.5, 1.0))
        if chance > 1.0 - NEEDED + NEEDED * MOST_NEEDED:
            continue
        clear = uniform(state)
        near, which = _nearest(master, count, x, y)
        least = (CLOSE + (LOOSE - CLOSE) * clear) * row[PERIOD] / 9.0
        if near < least * least:
            continue
        angle, across, down = flow(row, x, y)
        apart = spread(angle, across, down)
        needed = min(abs(apart) / MEAN_SPREAD, MOST_NEEDED)
        if chance > 1.0 - NEEDED + NEEDED * needed:
            continue
        leaning = min(LEANING * needed, 0.95)
        if uniform(state) >= 0.5 * (1.0 + (leaning if apart > 0.0 else -leaning)):
            angle += math.pi
        if which >= 0 and near < FACE * FACE:
            facing = FACING if near < 0.5 * FACE * FACE else 0.5 * FACING
            if uniform(state) < facing and math.cos(angle - master[which, DIRECTION]) > 0.0:
                angle += math.pi
        master[count, X], master[count, Y] = x, y
        astray = ODD if uniform(state) < ODDLY else OWN_WAY
        master[count, DIRECTION] = angle + astray * bell(state)
        master[count, CLARITY] = normal(state)
        master[count, ENDING] = 1.0 if uniform(state) < ENDINGS else 0.0
        count += 1
    return count


@kernel
def _nearest(master: Floats, count: int, x: float, y: float) -> tuple[float, int]:
    """Squared distance to the nearest minutia so far, and which it is."""
    best, which = 1e12, -1
    for k in range(count):
        square = (master[k, X] - x) ** 2 + (master[k, Y] - y) ** 2
        if square < best:
            best, which = square, k
    return best, which
