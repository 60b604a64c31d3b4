"""A booking card as pictures: ten rolled prints, and the plain ones that check them."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from lawgate.prints.records import Finger, Print
from lawgate.prints.synth.chance import SLAP as SLAP_STREAM
from lawgate.prints.synth.chance import generator
from lawgate.prints.synth.imprint import (
    GLASS,
    PPI,
    Image,
    Medium,
    darkness,
    develop,
    picture,
    smooth_noise,
    worn_map,
)
from lawgate.prints.synth.styles import ROLLED, SLAP

FOUR_SIZE, THUMB_SIZE, THUMBS_SIZE = (1600, 1000), (400, 1000), (800, 1000)  # width, height in pixels
PLAIN_NUMBER = 1000  # plain prints are other pressings than the rolled ones of the same number

# From left to right as printed: finger, its place against the middle of the image in pixels, its lean in radians.
RIGHT_FOUR = ((2, -500, -10, 0.13), (3, -165, -95, 0.04), (4, 170, -45, -0.05), (5, 500, 120, -0.16))
LEFT_FOUR = tuple((f + 5, -x, y, -lean) for f, x, y, lean in reversed(RIGHT_FOUR))
THUMBS = ((6, -185, 0, -0.12), (1, 185, 0, 0.12))
PLACES = {
    Finger.PLAIN_RIGHT_THUMB: (THUMB_SIZE, ((1, 0, 0, 0.05),)),
    Finger.PLAIN_LEFT_THUMB: (THUMB_SIZE, ((6, 0, 0, -0.05),)),
    Finger.PLAIN_RIGHT_FOUR: (FOUR_SIZE, RIGHT_FOUR),
    Finger.PLAIN_LEFT_FOUR: (FOUR_SIZE, LEFT_FOUR),
    Finger.PLAIN_THUMBS: (THUMBS_SIZE, THUMBS),
}


def card(
    seed: int, person: int, *, number: int = 0, medium: Medium = GLASS, thumbs_together: bool = False, threads: int = 2
) -> tuple[Print, ...]:
    """Taking ``number`` of a person's ten-print card at 500 ppi, in the order of its records: the rolled fingers 1 to 10
    (800 by 750 pixels), then the plain left four, left thumb, right thumb and right four as positions 14, 12, 11, 13,
    or with ``thumbs_together`` 14, 15, 13.

    Sizes and order are those of the reference card of NIST (Type-14 records of a card); some five seconds.
    """
    plain = (14, 15, 13) if thumbs_together else (14, 12, 11, 13)
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        rolled = list(pool.map(lambda f: picture(seed, person, f, number, style=ROLLED, medium=medium), range(1, 11)))
        slaps = list(pool.map(lambda f: slap(seed, person, Finger(f), number=number, medium=medium), plain))
    return (*rolled, *slaps)


def slap(seed: int, person: int, which: Finger, *, number: int = 0, medium: Medium = GLASS) -> Print:
    """Plain prints pressed at once: positions 11 to 15 of ``Finger``."""
    (width, height), places = PLACES[which]
    chance = generator(seed, person, int(which), SLAP_STREAM, number)
    turn, shift_x, shift_y = chance.normal(0.0, 0.05), chance.normal(0.0, 15.0), chance.normal(-40.0, 20.0)
    canvas = np.full((height, width), -1.0, np.float32)
    for finger, x, y, lean in places:
        tilt = lean + turn + chance.normal(0.0, 0.03)
        ink = darkness(seed, person, finger, PLAIN_NUMBER + number, SLAP, medium, tilt)
        middle_x = width / 2 + x * math.cos(turn) + y * math.sin(turn) + shift_x + chance.normal(0.0, 8.0)
        middle_y = height / 2 + y * math.cos(turn) - x * math.sin(turn) + shift_y + chance.normal(0.0, 12.0)
        lay(canvas, ink, middle_x, middle_y)
        if chance.random() < 0.6:
            joint = second_joint(seed, person, finger, chance, medium)
            below = 330.0 + chance.normal(0.0, 15.0)
            lay(canvas, joint, middle_x + below * math.sin(tilt), middle_y + below * math.cos(tilt))
    return Print(develop(canvas, medium, chance), PPI, which, plain=True)


def lay(canvas: Image, ink: Image, middle_x: float, middle_y: float) -> None:
    """Put one print into the picture of many; where two overlap, the darker wins."""
    height, width = ink.shape
    left, top = round(middle_x - width / 2), round(middle_y - height / 2)
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + width, canvas.shape[1]), min(top + height, canvas.shape[0])
    if x0 < x1 and y0 < y1:
        part = canvas[y0:y1, x0:x1]
        np.maximum(part, ink[y0 - top : y1 - top, x0 - left : x1 - left], out=part)


def second_joint(seed: int, person: int, finger: int, chance: np.random.Generator, medium: Medium) -> Image:
    """What of the middle phalanx touches: a faint patch of ridges that run across, from below the finger's pattern."""
    ridges, left, top = worn_map(seed, person, finger)
    height, width = 150, 180
    row, column = min(top + 215, ridges.shape[0] - height), left - width // 2
    part = ridges[row : row + height, column : column + width]
    y, x = np.mgrid[:height, :width].astype(np.float32)
    out = (np.abs(x - width / 2) / (width / 2)) ** 3 + (np.abs(y - height / 2) / (height / 2)) ** 3
    out += 0.25 * smooth_noise(chance, part.shape, 14.0)
    hold = chance.uniform(-1.3, -0.3) + 3.0 * np.minimum(0.6 - out, 0.0)
    hold += 0.5 * smooth_noise(chance, part.shape, 16.0)
    level = part + hold + 0.8 * smooth_noise(chance, part.shape, 0.9) - 0.4
    ink = 1.0 / (1.0 + np.exp(-np.clip(level / medium.softness, -50, 50)))
    return np.asarray(np.where(out < 1.0, ink, -1.0), np.float32)
