"""How good a print is to compare with: an honest proxy, from 0 to 100.

This is not NFIQ 2 and its numbers must not be exchanged as such. It is a weighted geometric mean of four measures, each
between 0 and 1, so that one bad measure cannot be bought off by three good ones:

- *area*, weight 1: ridged skin, against the 200 mm² of a good plain fingertip;
- *clarity*, weight 2: the share of the detail's energy that is as fine as ridges, from 0.6 (none) to 0.95;
- *minutiae*, weight 1: the summed confidence of the minutiae found, against 30 sure ones;
- *confidence*, weight 4: the mean confidence of the network in its minutiae, from 50 to 95 of 100.

The end points and weights are round numbers, chosen on 1,400 genuine pairs of five public sets of the Fingerprint
Verification Competition. There, of the pairs in the worst tenth by this score 12% are among the twentieth that a matcher
scores lowest, and of the others 4%: it is worth asking for another capture, and it is no prediction. How far the ridges
agree on a direction (*certainty*) was measured too, predicted nothing, and is reported without counting.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lawgate.prints.records import Finding, Print, Template
from lawgate.prints.segment import CELL, PERIODIC, FingerBox, Texture, texture

MM2 = (25.4 / 500) ** 2  # square millimetres in a pixel at 500 ppi
FULL_AREA, FULL_MINUTIAE = 200.0, 30.0
CLARITY, CONFIDENCE = (PERIODIC, 0.95), (50.0, 95.0)
PERIODS = (5.8, 13.0)  # pixels from ridge to ridge at 500 ppi; five public sets lie between 7.1 and 10.8
BLOCK, BLOCKS = 64, 16  # pixels a side, and how many of the strongest blocks are asked for their ridge period
FEWEST = 12  # minutiae below which a print decides little
LOW = 20
WIDEST, TALLEST = 1000, 1250  # pixels at 500 ppi: 2 by 2.5 inches, the most that one finger's image has


@dataclass(frozen=True, slots=True)
class Quality:
    """The proxy and what it is made of. ``period`` is the distance of ridges in pixels at 500 ppi, 0 when unknown."""

    score: int
    area: float  # mm² of ridged skin
    clarity: float
    certainty: float
    minutiae: int  # that were found for sure
    confidence: float  # mean of the minutiae, 0 to 100
    period: float


def measure(image: Print, minutiae: npt.NDArray[np.void], cells: Texture | None = None) -> Quality:
    """The quality of a print at 500 ppi with the minutiae found in it."""
    seen = cells or texture(image)
    if not seen.ridged.any():
        return Quality(0, 0.0, 0.0, 0.0, len(minutiae), 0.0, 0.0)
    area = float(seen.ridged.sum()) * CELL * CELL * MM2
    clarity = float(seen.share[seen.ridged].mean())
    certainty = float(seen.coherence[seen.ridged].mean())
    sure = float(minutiae["quality"].sum()) / 100 if len(minutiae) else 0.0
    confidence = 100 * sure / max(len(minutiae), 1)
    parts = (
        (min(area / FULL_AREA, 1.0), 1),
        (_between(clarity, *CLARITY), 2),
        (min(sure / FULL_MINUTIAE, 1.0), 1),
        (_between(confidence, *CONFIDENCE), 4),
    )
    score = round(100 * math.prod(part**weight for part, weight in parts) ** (1 / sum(w for _, w in parts)))
    return Quality(score, area, clarity, certainty, len(minutiae), confidence, ridge_period(image))


def findings(box: FingerBox | None, template: Template, quality: Quality) -> list[Finding]:
    """What a person should know of one captured print: nothing on it, ridges or size of a wrong resolution, too little
    to compare. ``box`` is where the print was found, None when it was not."""
    fingers = (template.finger,) if template.finger else ()
    if box is None:
        return [Finding("blank", "No ridges were found in the image: nothing can be compared", fingers)]
    found = []
    if quality.period and not PERIODS[0] <= quality.period <= PERIODS[1]:
        found.append(
            Finding(
                "resolution",
                f"The ridges stand {quality.period:.1f} pixels apart, and at 500 ppi fingers have 7 to 11: "
                "the resolution given for the image is probably wrong",
                fingers,
            )
        )
    wide, tall = box.right - box.left, box.bottom - box.top
    if wide > WIDEST or tall > TALLEST:
        inches = f"{wide / 500:.1f} by {tall / 500:.1f} inches"
        found.append(Finding("size", f"The print of one finger measures {inches}: check its resolution", fingers))
    if quality.minutiae < FEWEST:
        sentence = f"Only {quality.minutiae} minutiae were found for sure: take it again"
        found.append(Finding("few-minutiae", sentence, fingers))
    elif quality.score < LOW:
        found.append(Finding("low-quality", f"The quality is {quality.score} of 100: take it again", fingers))
    return found


def ridge_period(image: Print) -> float:
    """The distance from ridge to ridge in pixels: the strongest ring of the spectrum of the most contrasted blocks,
    weighed by frequency against the fall that every picture's spectrum has. 0 for an image smaller than a block."""
    rows, columns = image.height // BLOCK, image.width // BLOCK
    if not rows or not columns:
        return 0.0
    cut = image.pixels[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    blocks = cut.swapaxes(1, 2).reshape(-1, BLOCK, BLOCK).astype(np.float32)
    contrast = blocks.std((1, 2))
    chosen = np.argsort(-contrast)[: min(BLOCKS, len(blocks) // 3 + 1)]
    blocks = (blocks[chosen] - blocks[chosen].mean((1, 2), keepdims=True)) / (contrast[chosen][:, None, None] + 1e-3)
    power = np.square(np.abs(np.fft.rfft2(blocks * np.hanning(BLOCK)[:, None] * np.hanning(BLOCK)))).mean(0)
    down = np.fft.fftfreq(BLOCK) * BLOCK
    ring = np.rint(np.hypot(down[:, None], np.arange(BLOCK // 2 + 1))).astype(int)
    rings = np.bincount(ring.ravel(), power.ravel())[:28] * np.arange(28)
    rings[:3] = 0
    peak = int(np.argmax(rings))
    if not rings[peak] or peak == 27:
        return BLOCK / peak if rings[peak] else 0.0
    before, at, after = rings[peak - 1 : peak + 2]
    return float(BLOCK / (peak + 0.5 * (before - after) / min(before - 2 * at + after, -1e-9)))


def _between(value: float, low: float, high: float) -> float:
    return min(max((value - low) / (high - low), 0.0), 1.0)
