"""What a score means: evidence, and how rarely other people's fingers reach it.

The two are different questions. *Evidence* is the likelihood ratio, and holds for prints of any size. *Rarity* is the
rate of false matches at a threshold, and other people's fingers reach a given score more easily in a print with few
minutiae: by a nearly constant step for each doubling, which is taken off before the curve is read.

The constants are in ``calibrate.json``, which says what they were made from; ``docs/prints-accuracy.md`` shows the curve
and how far it may be trusted. Beyond the last false match that was seen, the rate is continued along the straight line
that the logarithm of the tail follows: an extrapolation.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("calibrate.json")
STEP = 0.1  # of evidence, in the distributions that are added up over fingers
USUAL, FEWEST = 25, 4  # minutiae: of a usual print, and below which fewer make no difference
CLASSES = (4, 7, 10, 14, 20, 30)  # sizes that are told apart when fingers are added up, each from here on
SUMS_KEPT = 500  # distributions of fingers added up, 16 KB each

Reals = npt.NDArray[np.float64]
Size = int | npt.NDArray[Any]


@dataclass(frozen=True)
class Calibration:
    """``bias`` and ``weights`` of the score; ``slope``: what e times the minutiae take off a score before its rarity is
    read; the curve of ``rarity`` over ``scores`` (both rising, straight between and beyond); the curve of ``evidence``
    over ``evidence_scores`` (both rising, straight between, level beyond)."""

    bias: float
    weights: Reals
    slope: float
    scores: Reals
    rarities: Reals
    evidence_scores: Reals
    evidences: Reals

    @property
    def least(self) -> float:
        """The lowest evidence that a finger gives."""
        return float(self.evidences[0])

    @property
    def seen(self) -> float:
        """The highest rarity that false matches were still counted at; beyond it lies the extrapolation."""
        return float(self.rarities[-2])

    def evidence(self, score: float | Reals) -> Reals:
        """The natural logarithm of the likelihood ratio of one finger."""
        return np.asarray(np.interp(score, self.evidence_scores, self.evidences))

    def rarity(self, score: float | Reals, size: Size) -> Reals:
        """-log10 of the share of comparisons of different fingers, the smaller print having ``size`` minutiae, that reach
        the score."""
        s, r = self.scores, self.rarities
        level = np.asarray(score) + self.slope * np.log(np.maximum(size, FEWEST) / USUAL)
        last = (r[-1] - r[-2]) / (s[-1] - s[-2])
        return np.where(level > s[-1], r[-1] + last * (level - s[-1]), np.interp(level, s, r))

    def fused_rarity(self, evidence: float, sizes: Sequence[int]) -> float:
        """-log10 of the chance that the summed evidence of fingers of another person reaches ``evidence``, fingers being
        independent; ``sizes``: the minutiae of the smaller print of each finger."""
        if not sizes:
            return 0.0
        classes = sorted(max((c for c in CLASSES if c <= size), default=CLASSES[0]) for size in sizes)
        total = self._sum(tuple(classes))
        at = max((evidence - len(sizes) * self.least) / STEP, 0.0)
        first = min(int(at), len(total) - 1)
        above = float(total[first:].sum())
        beyond = above - float(total[first])
        share = min(at - first, 1.0)
        return max(0.0, -(1 - share) * math.log10(max(above, 1e-300)) - share * math.log10(max(beyond, 1e-300)))

    def _one(self, size: int) -> Reals:
        """How the evidence of one finger of another person is distributed, in steps from the lowest to the highest."""
        edges = np.arange(self.least, self.evidences[-1] + STEP, STEP)
        above = 10 ** -self.rarity(np.interp(edges, self.evidences, self.evidence_scores), size)
        above[0] = 1.0
        return np.append(above[:-1] - above[1:], above[-1])

    @cached_property
    def _sums(self) -> dict[tuple[int, ...], Reals]:
        return {}

    def _sum(self, classes: tuple[int, ...]) -> Reals:
        """How the summed evidence of fingers of these sizes is distributed, from the lowest to the highest."""
        if not classes:
            return np.array([1.0])
        known = self._sums.get(classes)
        if known is None:
            known = np.convolve(self._sum(classes[:-1]), self._one(classes[-1]))
            if len(self._sums) >= SUMS_KEPT:
                self._sums.clear()
            self._sums[classes] = known
        return known


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The constants shipped with this program."""
    return read_calibration(json.loads(FILE.read_text()))


def read_calibration(text: dict[str, Any]) -> Calibration:
    """A calibration from the mapping that ``calibrate.json`` holds."""
    names = ("weights", "scores", "rarities", "evidence_scores", "evidences")
    return Calibration(
        bias=float(text["bias"]),
        slope=float(text["slope"]),
        **{name: np.array(text[name], np.float64) for name in names},
    )
