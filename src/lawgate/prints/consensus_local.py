"""Steps one and two of the precise comparison: which minutiae look alike, and which of these support each other."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lawgate.prints.cylinders import Codes, Floats
from lawgate.prints.match_kernel import kernel, ones

Bytes = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.int32]
HALF_BITS = 64
FARTHEST = 255


class LocalWork(NamedTuple):
    """Memory that the comparisons of one call share."""

    differing: Bytes  # (a, b) bits in which two minutiae differ
    counts: Rows  # (257,) for counting sorts
    found: Rows  # (a * b,) places in ``differing``, least first
    a_row: Rows  # (candidates,)
    b_row: Rows
    likeness: Floats
    supports: Floats  # (candidates, candidates)
    standing: Floats
    fresh: Floats
    turned: Floats  # (candidates, 2) cosine and sine of how a candidate says the print was turned
    order: Rows  # candidates, best standing first
    a_taken: Bytes
    b_taken: Bytes
    confirmed: Bytes  # candidates that some consensus has used
    controls: Floats  # (7, a) pairs that carry: place in a, place in b, turn, weight
    carried: Floats  # (a, 5) where a minutia lands in b: x, y, cosine, sine; and how far the next pair is
    meetings: Rows  # (16 a, 2) minutiae that meet
    costs: Floats  # (16 a,)
    by_cost: Rows  # (16 a,)
    neighbours: Rows  # (2, a or b) minutiae of the other print close by


@kernel
def local_work(most: int, limit: int) -> LocalWork:
    """Room for prints of up to ``most`` minutiae and ``limit`` candidates."""
    f4, i4, u1 = np.float32, np.int32, np.uint8
    return LocalWork(
        np.empty((most, most), u1),
        np.empty(257, i4),
        np.empty(most * most, i4),
        np.empty(limit, i4),
        np.empty(limit, i4),
        np.empty(limit, f4),
        np.empty((limit, limit), f4),
        np.empty(limit, f4),
        np.empty(limit, f4),
        np.empty((limit, 2), f4),
        np.empty(limit, i4),
        np.empty(most, u1),
        np.empty(most, u1),
        np.empty(limit, u1),
        np.empty((7, most), f4),
        np.empty((most, 5), f4),
        np.empty((16 * most, 2), i4),
        np.empty(16 * most, f4),
        np.empty(16 * most, i4),
        np.empty((2, most), i4),
    )


@kernel
def candidates(a: Floats, a_codes: Codes, b: Floats, b_codes: Codes, rules: Any, work: LocalWork) -> int:
    """The most alike pairs of minutiae, best first, none named more than ``repeats`` times; how many there are.

    A minutia without neighbours has a code that says nothing and is no candidate.
    """
    differing, counts = work.differing, work.counts
    for i in range(len(a)):
        for j in range(len(b)):
            differing[i, j] = ones(a_codes[i, 0] ^ b_codes[j, 0]) + ones(a_codes[i, 1] ^ b_codes[j, 1])
    for i in range(len(a)):
        if a[i, 6] < 1:
            differing[i, : len(b)] = FARTHEST
    for j in range(len(b)):
        if b[j, 6] < 1:
            differing[: len(a), j] = FARTHEST
    total = _least_first(differing, len(a), len(b), rules.differing, counts, work.found)
    return _choose(total, len(b), rules, work)


@kernel
def _least_first(differing: Bytes, rows: int, columns: int, limit: int, counts: Rows, found: Rows) -> int:
    """Places whose value is below ``limit``, sorted by value; their number."""
    counts[:] = 0
    for i in range(rows):
        for j in range(columns):
            if differing[i, j] < limit:
                counts[differing[i, j] + 1] += 1
    for value in range(limit):
        counts[value + 1] += counts[value]
    total = int(counts[limit])
    for i in range(rows):
        for j in range(columns):
            value = differing[i, j]
            if value < limit:
                found[counts[value]] = i * columns + j
                counts[value] += 1
    return total


@kernel
def _choose(total: int, columns: int, rules: Any, work: LocalWork) -> int:
    work.a_taken[:] = 0
    work.b_taken[:] = 0
    n = 0
    for k in range(total):
        i = work.found[k] // columns
        j = work.found[k] - i * columns
        if work.a_taken[i] >= rules.repeats or work.b_taken[j] >= rules.repeats:
            continue
        work.a_taken[i] += 1
        work.b_taken[j] += 1
        work.a_row[n], work.b_row[n] = i, j
        work.likeness[n] = np.float32(1) - np.float32(work.differing[i, j]) / np.float32(HALF_BITS)
        n += 1
        if n == rules.candidates:
            break
    return n


@kernel
def support(a: Floats, b: Floats, n: int, rules: Any, work: LocalWork) -> None:
    """How far each two candidates support each other, 0 to 1."""
    for k in range(n):
        i, j = work.a_row[k], work.b_row[k]
        work.turned[k, 0] = b[j, 2] * a[i, 2] + b[j, 3] * a[i, 3]
        work.turned[k, 1] = b[j, 3] * a[i, 2] - b[j, 2] * a[i, 3]
    most_turn = np.float32(rules.turn * rules.turn)
    most_bearing = np.float32(2 * rules.bearing * rules.bearing)
    for k in range(n):
        work.supports[k, k] = 0
        for other in range(k):
            value = _support(a, b, k, other, np.float32(rules.length), np.float32(rules.stretch), most_turn,
                             most_bearing, np.float32(rules.bearing_noise), work)  # fmt: skip
            work.supports[k, other] = work.supports[other, k] = value


@kernel
def _support(
    a: Floats,
    b: Floats,
    k: int,
    other: int,
    length: np.float32,
    stretch: np.float32,
    most_turn: np.float32,
    most_bearing: np.float32,
    noise: np.float32,
    work: LocalWork,
) -> np.float32:
    none, one, two = np.float32(0), np.float32(1), np.float32(2)
    i, j, p, q = work.a_row[k], work.b_row[k], work.a_row[other], work.b_row[other]
    if i == p or j == q:
        return none
    cosine = work.turned[k, 0] * work.turned[other, 0] + work.turned[k, 1] * work.turned[other, 1]
    turn = two * (one - cosine) / most_turn  # the square of the angle, as 2 - 2 cos
    if turn >= one:
        return none
    ax, ay, bx, by = a[p, 0] - a[i, 0], a[p, 1] - a[i, 1], b[q, 0] - b[j, 0], b[q, 1] - b[j, 1]
    a_long, b_long = np.sqrt(ax * ax + ay * ay), np.sqrt(bx * bx + by * by)
    off = abs(a_long - b_long) / (length + stretch * np.float32(0.5) * (a_long + b_long))
    area = a_long * b_long + np.float32(1e-6)
    if off >= one:
        return none
    c, s = (bx * ax + by * ay) / area, (by * ax - bx * ay) / area  # how the line was turned
    here = c * work.turned[k, 0] + s * work.turned[k, 1]
    there = c * work.turned[other, 0] + s * work.turned[other, 1]
    bearing = (two - here - there) / (most_bearing + noise / area)
    if bearing >= one:
        return none
    return np.float32((one - off * off) * (one - turn) * (one - bearing))


@kernel
def relax(n: int, rules: Any, work: LocalWork) -> None:
    """The standing of each candidate: its likeness, raised and lowered by the standing of those that support it."""
    keep, share = np.float32(rules.keep), np.float32((1 - rules.keep) / (n - 1))
    standing, fresh = work.standing, work.fresh
    for k in range(n):
        standing[k] = work.likeness[k]
    for _ in range(rules.rounds):
        for k in range(n):
            total = np.float32(0)
            for other in range(n):
                total += work.supports[k, other] * standing[other]
            fresh[k] = keep * standing[k] + share * total
        for k in range(n):
            standing[k] = fresh[k]
    order = work.order
    for k in range(n):
        place = k
        while place > 0 and standing[order[place - 1]] < standing[k]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = k
