"""The precise comparison of two prints: from codes that look alike to minutiae that fit together.

1. *Likeness.* Every minutia of one print against every one of the other, by the bits in which their codes differ.
2. *Support.* The most alike are candidates. Two candidates support each other when the line between them has the same
   length and lies at the same angle to both minutiae in both prints, within what skin stretches; relaxation lets
   candidates without support fade (LSS-R of R. Cappelli, M. Ferrara, D. Maltoni, IEEE TPAMI 32(12), 2010).
3. *Consensus.* From the best candidates the rest is laid over: every minutia is carried across by the rigid motion that
   fits the pairs near it best (moving least squares, S. Schaefer, T. McPhail, J. Warren, SIGGRAPH 2006), so that the
   whole may bend; what lands on a minutia of the other print is paired, and the motion worked out again.
4. *Parts.* What was paired, how well, and what ought to have been but was not. ``match`` weighs these.

The smaller print is always laid over the larger, so that the answer does not depend on which was named first. No step
knows how a print stands in its image. Lengths are pixels at 500 ppi, angles are held as cosine and sine.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lawgate.prints.consensus_laying import lay_over
from lawgate.prints.consensus_local import LocalWork, candidates, local_work, relax, support
from lawgate.prints.cylinders import Codes, Features, Floats
from lawgate.prints.match_kernel import kernel


class Rules(NamedTuple):
    """Every number of the precise stage. They were tuned once, over five public sets and harder copies of them."""

    differing: int = 55  # bits of 128 by which two minutiae may differ and still be candidates
    candidates: int = 38  # at most
    repeats: int = 3  # candidates that may name one minutia
    length: float = 8.0  # pixels by which the length of a line may differ,
    stretch: float = 0.15  # and the share of its length
    turn: float = 0.48  # radians by which two candidates may disagree on how the print was turned
    bearing: float = 0.53  # radians by which a line may lie otherwise to its minutiae,
    bearing_noise: float = 150.0  # and the square pixels of noise, over its squared length
    rounds: int = 4  # of relaxation
    keep: float = 0.6  # share of its own standing that a candidate keeps in each
    seeds: int = 3  # candidates from which a consensus is tried
    first_reach: float = 42.0  # pixels over which the motion is averaged at first,
    reach: float = 42.0  # and later
    heading: float = 290.0  # square pixels of lever that the directions of a pair are worth
    laid: int = 1  # rounds of laying over before the last
    near: float = 13.0  # pixels within which a carried minutia meets another,
    near_stretch: float = 0.19  # and the share of its distance from the next pair
    last_near: float = 9.0  # pixels, in the last round
    angle: float = 0.69  # radians within which their directions agree
    shared: float = 51.0  # pixels: with two minutiae of the other print this close, a minutia lies in the shared part
    fewest: int = 3  # pairs below which a consensus is given up


class Parts:
    """Columns of ``parts``: what the comparison of two prints found."""

    SMALLER, LOCAL_FOUR, LOCAL, PAIRS, CLOSE, ALIKE, DISTANCE, TURNING, KINDS, SHARED, UNPAIRED, CANDIDATES = range(12)
    COUNT = 12


RULES = Rules()
PAIRS_KEPT = 96


class Candidates(NamedTuple):
    """Pairs of minutiae that look alike, (n, 2) rows of two prints; how alike; and how they stand after relaxation."""

    rows: npt.NDArray[np.int32]
    likeness: Floats
    standing: Floats


def look_at_candidates(a: Features, b: Features, rules: Rules = RULES) -> Candidates:
    """Steps one and two alone, for a witness: the candidates of a comparison, those that stand best first."""
    swapped = not _goes_first(a.points, a.codes, b.points, b.codes)
    one, other = (b, a) if swapped else (a, b)
    work = local_work(max(len(a), len(b), 1), rules.candidates)
    n = candidates(one.points, one.codes, other.points, other.codes, rules, work)
    if n >= rules.fewest:
        support(one.points, other.points, n, rules, work)
        relax(n, rules, work)
    best = work.order[:n] if n >= rules.fewest else np.arange(n)
    rows = np.stack([work.a_row[best], work.b_row[best]], axis=1)
    return Candidates(rows[:, ::-1] if swapped else rows, work.likeness[best], work.standing[best])


@kernel
def compare_many(
    points: Floats,
    codes: Codes,
    others: Floats,
    other_codes: Codes,
    offsets: npt.NDArray[np.int64],
    rules: Any,
    parts: Floats,
    pairs: npt.NDArray[np.int16],
) -> None:
    """One print against many: print m is ``others[offsets[m]:offsets[m + 1]]``.

    Fills ``parts`` (m, 12). ``pairs`` (m, 96, 2) receives the rows of paired minutiae, this print's first, then -1;
    with a second dimension of 0 it receives nothing.
    """
    most = len(points)
    for m in range(len(offsets) - 1):
        most = max(most, offsets[m + 1] - offsets[m])
    work = local_work(most, rules.candidates)
    for m in range(len(offsets) - 1):
        first, last = offsets[m], offsets[m + 1]
        there, there_codes = others[first:last], other_codes[first:last]
        parts[m, :] = 0
        if _goes_first(points, codes, there, there_codes):
            _compare(points, codes, there, there_codes, rules, work, parts[m], pairs[m], 0)
        else:
            _compare(there, there_codes, points, codes, rules, work, parts[m], pairs[m], 1)


@kernel
def _goes_first(points: Floats, codes: Codes, others: Floats, other_codes: Codes) -> bool:
    """Whether the first print is laid over the second: the smaller one; of equals, the first in which
    they differ decides: a code, or how far a minutia lies from the first."""
    if len(points) != len(others):
        return len(points) < len(others)
    for i in range(len(points)):
        for w in range(codes.shape[1]):
            if codes[i, w] != other_codes[i, w]:
                return bool(codes[i, w] < other_codes[i, w])
    for i in range(len(points)):
        for axis in range(points.shape[1]):
            here, there = points[i, axis], others[i, axis]
            if axis < 2:
                here, there = here - points[0, axis], there - others[0, axis]
            if here != there:
                return bool(here < there)
    return True


@kernel
def _compare(
    a: Floats,
    a_codes: Codes,
    b: Floats,
    b_codes: Codes,
    rules: Any,
    work: LocalWork,
    parts: Floats,
    pairs: npt.NDArray[np.int16],
    swapped: int,
) -> None:
    for k in range(len(pairs)):
        pairs[k, 0] = pairs[k, 1] = -1
    parts[0] = len(a)
    n = candidates(a, a_codes, b, b_codes, rules, work)
    parts[11] = n
    if n < rules.fewest:
        return
    support(a, b, n, rules, work)
    relax(n, rules, work)
    parts[1], parts[2] = _local_standing(n, work)
    lay_over(a, b, n, rules, work, parts, pairs, swapped)


@kernel
def _local_standing(n: int, work: LocalWork) -> tuple[np.float32, np.float32]:
    """The summed standing of the best four and the best eight candidates that name no minutia twice."""
    work.a_taken[:] = 0
    work.b_taken[:] = 0
    four = eight = np.float32(0)
    found = 0
    for k in range(n):
        c = work.order[k]
        i, j = work.a_row[c], work.b_row[c]
        if work.a_taken[i] or work.b_taken[j]:
            continue
        work.a_taken[i] = work.b_taken[j] = 1
        if found < 4:
            four += work.standing[c]
        eight += work.standing[c]
        found += 1
        if found == 8:
            break
    return four, eight
