"""Made-up prints with minutiae at known places, for tests: a whorl of ridges whose phase winds once round each minutia."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from lawgate.prints.records import Finger, Print

Grey = npt.NDArray[np.uint8]


def minutiae_of(seed: int, width: int, height: int) -> list[tuple[float, float, int]]:
    """Places (x, y) and turns of the minutiae that ``ridges`` puts into a print: at most 16, as many as find room."""
    rng = np.random.default_rng(seed)
    places: list[tuple[float, float, int]] = []
    for _ in range(1000):
        if len(places) == 16:
            break
        x, y = rng.uniform(0.15, 0.85) * width, rng.uniform(0.15, 0.85) * height
        inside = np.hypot(x / width - 0.5, y / height - 0.5) < 0.36
        if inside and all(np.hypot(x - a, y - b) > 26 for a, b, _ in places):
            places.append((x, y, 1 if rng.random() < 0.5 else -1))
    return places


def ridges(seed: int, width: int = 256, height: int = 320, period: float = 9.0, noise: float = 12.0) -> Grey:
    """A print that fills an ellipse of white paper."""
    rng = np.random.default_rng(seed + 10_000)
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    cx, cy = width * rng.uniform(0.4, 0.6), height * rng.uniform(0.9, 1.1)
    bend = rng.uniform(0.7, 1.3)
    phase = 2 * np.pi / period * np.hypot((x - cx) * bend, y - cy)
    for mx, my, turn in minutiae_of(seed, width, height):
        phase += turn * np.arctan2(y - my, x - mx)
    grey = 140 + 80 * np.cos(phase) + rng.normal(0, noise, phase.shape)
    skin = ((x - width / 2) / (width * 0.46)) ** 2 + ((y - height / 2) / (height * 0.46)) ** 2 < 1
    return np.where(skin, np.clip(grey, 0, 255), 250).astype(np.uint8)


def printed(seed: int, finger: Finger = Finger.RIGHT_INDEX, *, plain: bool = False, ppi: int = 500) -> Print:
    return Print(ridges(seed), ppi, finger, plain)


def slap(seeds: list[int], finger: Finger, *, tilt: float = 0.0, heights: tuple[int, ...] = (60, 20, 40, 130)) -> Print:
    """Fingers side by side on white paper, with printed words above; ``tilt`` turns the hand, in degrees."""
    sheet = Image.new("L", (320 * len(seeds) + 160, 720), 250)
    for i, seed in enumerate(seeds):
        one = Image.fromarray(ridges(seed)).rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=250)
        sheet.paste(one, (60 + 320 * i, 40 + heights[i % len(heights)]))
    draw = ImageDraw.Draw(sheet)
    draw.text((30, 8), "FINGERS TAKEN SIMULTANEOUSLY", fill=20, font_size=24)
    draw.line((10, 690, sheet.width - 10, 690), fill=30, width=3)
    return Print(np.asarray(sheet), 500, finger, True)
