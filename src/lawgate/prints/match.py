"""Two prints compared: one score, what it is made of, and which minutiae were paired.

The score is the logarithm of the odds that a logistic model, fitted over public sets, gives two prints of one finger
against two of different ones. ``calibrate`` turns it into evidence and into a false match rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lawgate.base import Silent, Witness
from lawgate.prints.calibrate import calibration
from lawgate.prints.consensus import PAIRS_KEPT, RULES, Parts, Rules, compare_many, look_at_candidates
from lawgate.prints.cylinders import Features, Floats, features
from lawgate.prints.records import Template

NO_PAIRS = 0
CEILING = 1.5  # of score, for each pair beyond the two that any two prints can be laid over each other by
LOWEST = -6.0  # where no consensus was found


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score``: log-odds; ``evidence``: natural logarithm of the likelihood ratio; ``rarity``: -log10 of the false
    match rate at this score in prints of this size; ``parts``: what was found, by name; ``pairs``: rows of the two templates' minutiae."""

    score: float
    evidence: float
    rarity: float
    parts: dict[str, float]
    pairs: tuple[tuple[int, int], ...]


def compare(a: Template | Features, b: Template | Features, witness: Witness | None = None) -> Comparison:
    """Compares two prints. The order in which they are given, how they are turned and where they lie do not matter.

    The ``witness`` is told of the ``features`` of both, of the ``candidates`` (minutiae that look alike, and how they
    stand after relaxation) and of the ``comparison``. A print of nothing scores lowest.
    """
    told = witness or Silent()
    first, second = (p if isinstance(p, Features) else features(p) for p in (a, b))
    if told.listening:
        told.note("features", first=first, second=second)
        told.note("candidates", **look_at_candidates(first, second)._asdict())
    pairs = np.empty((1, PAIRS_KEPT, 2), np.int16)
    parts = compare_features(first, [second], pairs=pairs)
    score = float(scores_of(parts)[0])
    known = calibration()
    rows = pairs[0][pairs[0, :, 0] >= 0]
    chosen = tuple((int(first.chosen[i]), int(second.chosen[j])) for i, j in rows)
    rarity = float(known.rarity(score, min(len(first), len(second))))
    found = Comparison(score, float(known.evidence(score)), rarity, named(parts[0]), chosen)
    told.note("comparison", result=found)
    return found


def evidence_between(a: Template, b: Template) -> float:
    """The natural logarithm of the likelihood ratio of two prints: of one finger against of two."""
    return compare(a, b).evidence


def compare_features(
    probe: Features,
    others: Sequence[Features],
    rules: Rules = RULES,
    pairs: npt.NDArray[np.int16] | None = None,
) -> Floats:
    """The parts (n, 12) of one print against many; see ``Parts``."""
    offsets = np.concatenate([[0], np.cumsum([len(o) for o in others])]).astype(np.int64)
    points = np.concatenate([o.points for o in others]) if others else probe.points[:0]
    codes = np.concatenate([o.codes for o in others]) if others else probe.codes[:0]
    return compare_packed(probe, points, codes, offsets, rules, pairs)


def compare_packed(
    probe: Features,
    points: Floats,
    codes: npt.NDArray[np.uint64],
    offsets: npt.NDArray[np.int64],
    rules: Rules = RULES,
    pairs: npt.NDArray[np.int16] | None = None,
) -> Floats:
    """``compare_features`` for prints that lie one after the other in arrays."""
    count = len(offsets) - 1
    parts = np.zeros((count, Parts.COUNT), np.float32)
    kept = np.empty((count, NO_PAIRS, 2), np.int16) if pairs is None else pairs
    compare_many(probe.points, probe.codes, points, codes, offsets, rules, parts, kept)
    return parts


def scores_of(parts: Floats) -> npt.NDArray[np.float64]:
    """The score of each row of parts."""
    known = calibration()
    return weigh(parts, known.bias, known.weights)


def weigh(parts: Floats, bias: float, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The weighted sum of the terms of each row, but no more than its pairs can bear: three minutiae that fit to the
    pixel, in two scraps of print that hold no others, are still only three minutiae."""
    pairs = parts[:, Parts.PAIRS]
    most = np.where(pairs > 0, CEILING * (pairs - 2), LOWEST)
    return np.minimum(terms(parts) @ weights + bias, most)


def named(parts: Floats) -> dict[str, float]:
    """One row of parts by name."""
    names = {n.lower(): v for n, v in vars(Parts).items() if n.isupper() and n != "COUNT"}
    return {name: round(float(parts[column]), 4) for name, column in names.items()}


def terms(parts: Floats) -> npt.NDArray[np.float64]:
    """What the score is a weighted sum of, (n, 14): roots of the sums, and closeness in proportion to what is shared."""
    p = parts.astype(np.float64).T
    paired = p[Parts.PAIRS] > 0
    root = np.sqrt(np.maximum(p, 0))
    shared = 4 + p[Parts.SHARED]
    return np.stack(
        [
            root[Parts.LOCAL_FOUR],
            root[Parts.LOCAL],
            p[Parts.CLOSE] ** 2 / shared,
            p[Parts.ALIKE] ** 2 / shared,
            root[Parts.CLOSE],
            root[Parts.ALIKE],
            root[Parts.SMALLER],
            root[Parts.UNPAIRED],
            np.where(paired, p[Parts.KINDS] - 0.6, 0),
            p[Parts.DISTANCE],
            p[Parts.TURNING],
            np.log1p(p[Parts.SHARED]),
            p[Parts.CLOSE] / shared,
            root[Parts.PAIRS],
        ],
        axis=1,
    )
