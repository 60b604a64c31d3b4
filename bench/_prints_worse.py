"""Real prints made worse as images, so that the extractor errs as it does on poor prints: turned, bent as skin bends, too
dry or too wet, pressed unevenly, noisy; and ``HARD``: only a part of the finger left. All drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from lawgate.prints.images import at_500
from lawgate.prints.records import Print


@dataclass(frozen=True, slots=True)
class Worse:
    """``bent``: pixels; ``skin``: how far ridges grow or shrink; ``noise``: grey levels; ``part``: half-axes in pixels,
    from and to, of the ellipse that is left."""

    name: str
    bent: float
    skin: float
    noise: float
    part: tuple[int, int] | None = None


POOR = Worse("poor: turned, bent, dry or wet, uneven, noisy", bent=4, skin=0.5, noise=8)
HARD = Worse(
    "poor and partial: bent more, an ellipse of half the finger left", bent=7, skin=0.6, noise=8, part=(85, 170)
)


def worse(image: Print, how: Worse, draw: np.random.Generator) -> Print:
    """A worse picture of the same finger, at 500 ppi."""
    grey = at_500(image).pixels
    tall, wide = grey.shape
    paper = float(np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])))
    y, x = np.mgrid[:tall, :wide].astype(np.float64)
    turn = np.deg2rad(draw.uniform(-20, 20))
    across, down = draw.uniform(-25, 25, 2)
    u, v = x - wide / 2, y - tall / 2
    at_x = np.cos(turn) * u + np.sin(turn) * v + wide / 2 + across + how.bent * smooth(draw, tall, wide, 160)
    at_y = np.cos(turn) * v - np.sin(turn) * u + tall / 2 + down + how.bent * smooth(draw, tall, wide, 160)
    seen = sampled(grey.astype(np.float64), at_y, at_x, paper)
    skin = draw.integers(3)
    if skin < 2:
        kind = ImageFilter.MaxFilter(3) if skin == 0 else ImageFilter.MinFilter(3)
        grown = np.asarray(Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8)).filter(kind), np.float64)
        seen = (1 - how.skin) * seen + how.skin * grown
    pressed = 1 / (1 + np.exp(-2 * (smooth(draw, tall, wide, 110) + 1.6)))
    seen = paper + (seen - paper) * pressed + how.noise * smooth(draw, tall, wide, 2)
    if how.part:
        middle_x, middle_y = wide / 2 + draw.uniform(-40, 40), tall / 2 + draw.uniform(-40, 40)
        a, b = sorted(draw.uniform(*how.part, 2))
        seen = np.where(((x - middle_x) / a) ** 2 + ((y - middle_y) / b) ** 2 < 1, seen, paper)
    return Print(np.clip(seen, 0, 255).astype(np.uint8), 500, image.finger)


def smooth(draw: np.random.Generator, tall: int, wide: int, scale: int) -> np.ndarray:
    """A random field that varies over ``scale`` pixels, of mean 0 and deviation 1."""
    coarse = draw.normal(0, 1, (tall // scale + 3, wide // scale + 3)).astype(np.float32)
    field = np.asarray(Image.fromarray(coarse).resize((wide, tall), Image.Resampling.BICUBIC), np.float64)
    return np.asarray((field - field.mean()) / (field.std() + 1e-9))


def sampled(grey: np.ndarray, at_y: np.ndarray, at_x: np.ndarray, paper: float) -> np.ndarray:
    """The image at places between its pixels, straight between them; paper outside."""
    framed = np.pad(grey, 1, constant_values=paper)
    y, x = np.clip(at_y + 1, 0, framed.shape[0] - 1.001), np.clip(at_x + 1, 0, framed.shape[1] - 1.001)
    i, j = y.astype(int), x.astype(int)
    down, across = y - i, x - j
    top = framed[i, j] * (1 - across) + framed[i, j + 1] * across
    below = framed[i + 1, j] * (1 - across) + framed[i + 1, j + 1] * across
    return np.asarray(top * (1 - down) + below * down)
