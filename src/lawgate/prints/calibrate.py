"""What a score means: evidence, and how rarely other people's fingers reach it.

The constants are in ``calibrate.json``, which says what they were made from; ``docs/prints.md`` shows the curve and how
far it may be trusted. Beyond the last false match that was seen, the rate is continued along the straight line that the
logarithm of the tail follows: an extrapolation.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("calibrate.json")
STEP = 0.1  # of evidence, in the distributions that are added up over fingers

Reals = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """``bias`` and ``weights`` of the score; the curve of ``rarity`` over ``scores`` (both rising, straight between and
    beyond); the curve of ``evidence`` over ``evidence_scores`` (both rising, straight between, level beyond)."""

    bias: float
    weights: Reals
    scores: Reals
    rarities: Reals
    evidence_scores: Reals
    evidences: Reals

    @property
    def least(self) -> float:
        """The lowest evidence that a finger gives."""
        return float(self.evidences[0])

    def evidence(self, score: float | Reals) -> Reals:
        """The natural logarithm of the likelihood ratio of one finger."""
        return np.asarray(np.interp(score, self.evidence_scores, self.evidences))

    def rarity(self, score: float | Reals) -> Reals:
        """-log10 of the share of comparisons of different fingers that reach the score."""
        s, r = self.scores, self.rarities
        last = (r[-1] - r[-2]) / (s[-1] - s[-2])
        inside = np.interp(score, s, r)
        return np.where(np.asarray(score) > s[-1], r[-1] + last * (np.asarray(score) - s[-1]), inside)

    def fused_rarity(self, evidence: float, fingers: int) -> float:
        """-log10 of the chance that the summed evidence of ``fingers`` of another person reaches ``evidence``, fingers
        being independent."""
        if fingers < 1:
            return 0.0
        tail = self._tail(fingers)
        at = (evidence - fingers * self.least) / STEP
        return float(np.interp(at, np.arange(len(tail)), tail))

    @cached_property
    def _one(self) -> Reals:
        """How the evidence of one finger of another person is distributed, in steps from the lowest to the highest."""
        edges = np.arange(self.least, self.evidences[-1] + STEP, STEP)
        above = 10 ** -self.rarity(np.interp(edges, self.evidences, self.evidence_scores))
        above[0] = 1.0
        return np.append(above[:-1] - above[1:], above[-1])

    @cached_property
    def _tails(self) -> dict[int, Reals]:
        return {}

    def _tail(self, fingers: int) -> Reals:
        if fingers not in self._tails:
            total = np.array([1.0])
            for _ in range(fingers):
                total = np.convolve(total, self._one)
            above = np.maximum(np.cumsum(total[::-1])[::-1], 1e-300)
            self._tails[fingers] = -np.log10(np.minimum(above, 1.0))
        return self._tails[fingers]


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The constants shipped with this program."""
    return read_calibration(json.loads(FILE.read_text()))


def read_calibration(text: dict[str, Any]) -> Calibration:
    """A calibration from the mapping that ``calibrate.json`` holds."""
    names = ("weights", "scores", "rarities", "evidence_scores", "evidences")
    return Calibration(bias=float(text["bias"]), **{name: np.array(text[name], np.float64) for name in names})
