"""The first stage without an index: every code of the probe against every code of a print, as fast as bits are counted.

A minutia of the gallery gives what its most similar minutia of the probe is worth, falling with the square of the bits
in which they differ. What it gives is booked under the turn between the two directions, and the best two neighbouring
sixteenths of a turn are the score: minutiae of one finger agree on how it was turned, those of two fingers do not.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lawgate.prints.cylinders import Codes, Floats
from lawgate.prints.match_kernel import kernel, ones

TURNS = 16
WORTH_NOTHING = 0.42  # share of differing bits
WORTH: Floats = (np.maximum(0, WORTH_NOTHING - np.arange(65) / 64) ** 2 * 100).astype(np.float32)


@kernel
def scan(
    probe: Codes,
    probe_turns: npt.NDArray[np.uint8],
    codes: Codes,
    places: npt.NDArray[np.uint32],
    firsts: npt.NDArray[np.uint32],
    prints: npt.NDArray[np.int64],
    worth: Floats,
    most_turn: int,
    scores: Floats,
) -> None:
    """The first-stage score of a probe against each of ``prints``.

    ``probe`` (n,) uint64 leading words of the codes, 0 for none; ``probe_turns`` (n,) directions in 256ths of a turn;
    print p has the codes ``firsts[p]`` to ``firsts[p + 1]``. ``most_turn``: sixteenths by which the prints may be
    turned to each other, 8 for any.
    """
    booked = np.empty(TURNS, np.float32)
    for k in range(len(prints)):
        p = prints[k]
        booked[:] = 0
        for j in range(firsts[p], firsts[p + 1]):
            code = codes[j]
            best = np.uint64(1 << 20)
            for i in range(len(probe)):
                best = min(best, (ones(probe[i] ^ code) << np.uint64(8)) | np.uint64(i))
            value = worth[best >> np.uint64(8)] if code != 0 and len(probe) > 0 else np.float32(0)
            if value > 0:
                turn = np.int64((places[j] >> np.uint32(22)) & np.uint32(255)) - np.int64(
                    probe_turns[best & np.uint64(255)]
                )
                booked[(turn & 255) >> 4] += value
        scores[k] = _best_two(booked, most_turn)


@kernel
def _best_two(booked: Floats, most_turn: int) -> np.float32:
    best = np.float32(0)
    for b in range(TURNS):
        steps = min(b, TURNS - 1 - b)  # bin b lies between b and b + 1 sixteenths
        if steps < most_turn:
            best = max(best, booked[b] + booked[(b + 1) % TURNS])
    return best
