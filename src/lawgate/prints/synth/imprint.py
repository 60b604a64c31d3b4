"""Images of impressions: the ridges of a finger pressed on glass or rolled in ink, warped, worn, and seen by a scanner.

The geometry of impression number n is that of template number n of the same finger and style (``press.draw_touch``): the
same area in contact, the same slip of the skin, the same turn. What is added here is what a scanner adds: pressure makes
ridges thick, dry skin breaks them, pores, creases and scratches cut them, and the ground is not quite white.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from lawgate.prints.records import Finger, Print
from lawgate.prints.synth.anatomy import anatomy
from lawgate.prints.synth.chance import RENDER, RIDGES, Floats, generator, kernel, word
from lawgate.prints.synth.press import (
    AREA_X,
    AREA_Y,
    EDGE,
    FAINT,
    MIDDLE_X,
    MIDDLE_Y,
    PLACE_X,
    PLACE_Y,
    TOUCH,
    TURN,
    draw_touch,
    faintness,
)
from lawgate.prints.synth.ridges import ridge_map
from lawgate.prints.synth.rows import PERIOD, SIZE
from lawgate.prints.synth.skin import give_way
from lawgate.prints.synth.styles import PLAIN, Style

PPI = 500
Image = npt.NDArray[np.float32]
Grey = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Medium:
    """What takes the print: greys of ground, valley and ridge (0 to 255), and the strength of its flaws."""

    ground: float
    valley: float
    ridge: float
    grain: float  # noise of the sensor or the paper, grey levels
    patchy: float  # unevenness of the pressure or the ink
    broken: float  # ridges eaten by dryness
    softness: float  # width of the step from ridge to valley


GLASS = Medium(ground=246.0, valley=226.0, ridge=52.0, grain=2.5, patchy=0.24, broken=0.42, softness=0.30)
INK = Medium(ground=236.0, valley=205.0, ridge=62.0, grain=6.0, patchy=0.45, broken=0.55, softness=0.38)


def picture(
    seed: int, person: int, finger: Finger | int, number: int = 0, *, style: Style = PLAIN[1], medium: Medium = GLASS,

) -> Print:  # fmt: skip
    """Impression ``number`` of a finger (1 to 10) at 500 ppi: uint8 (style's height, width), dark ridges on light.

    Half a second for a new finger, a tenth for another impression of it.
    """
    pixels = darkness(seed, person, int(finger), number, style, medium)
    chance = generator(seed, person, int(finger), RENDER, 1000 + number)
    return Print(develop(pixels, medium, chance), PPI, Finger(finger), plain=style.reach_x <= PLAIN[0].reach_x)


def darkness(
    seed: int, person: int, finger: int, number: int, style: Style, medium: Medium, lean: float = 0.0
) -> Image:
    """How much each pixel is inked, 0 to 1, before it is seen; -1 where there is no skin. ``lean``: turned further by so
    many radians, as the fingers of a hand are."""
    row, touch = anatomy(seed, person, finger).row, np.zeros(TOUCH)
    draw_touch(touch, np.zeros(1, np.uint64), row, style.row(), word(seed), person, finger, number)
    ridges, left, top = worn_map(seed, person, finger)
    touch[TURN] += lean
    height, width = int(style.height), int(style.width)
    skin, weight = np.empty((height, width), np.float32), np.empty((height, width), np.float32)
    _lay(skin, weight, ridges, float(left), float(top), touch, style.squareness)
    chance = generator(seed, person, finger, RENDER, number)
    press = weight + medium.patchy * smooth_noise(chance, (height, width), 45.0)
    press += 0.5 * medium.patchy * smooth_noise(chance, (height, width), 12.0)
    broken = medium.broken * (0.6 + 0.5 * min(max(touch[FAINT] + 0.5, 0.0), 2.0))
    level = skin + 0.9 * np.minimum(press, 1.2) - 0.50 + 0.15 * chance.standard_normal()
    level += broken * smooth_noise(chance, (height, width), 1.1)
    ink = (1.0 / (1.0 + np.exp(-level / medium.softness))).astype(np.float32)
    scratch(ink, chance, row[PERIOD])
    return np.where(weight > -3.0, ink, 0.0).astype(np.float32) - (weight <= -0.9)


def develop(ink: Image, medium: Medium, chance: np.random.Generator) -> Grey:
    """From ink to grey levels, with the ground and the grain of the medium."""
    skin = np.clip(ink, 0.0, 1.0)
    near = blur((ink >= 0.0).astype(np.float32), 6.0)
    light = medium.ground + (medium.valley - medium.ground) * near
    light += 5.0 * smooth_noise(chance, ink.shape, 60.0)
    grey = light + (medium.ridge - light) * skin
    grey = blur(grey, 0.55) + medium.grain * smooth_noise(chance, ink.shape, 0.7)
    return np.clip(np.rint(grey), 0, 255).astype(np.uint8)


@lru_cache(maxsize=16)
def worn_map(seed: int, person: int, finger: int) -> tuple[Image, int, int]:
    """The ridges with what stays on a finger: pores on the ridges, uneven ridge height, a crease or two."""
    ridges, left, top = ridge_map(seed, person, finger)
    row, chance = anatomy(seed, person, finger).row, generator(seed, person, finger, RIDGES, 1)
    worn = blur(ridges, 1.0) * 1.15
    worn += 0.28 * smooth_noise(chance, ridges.shape, 5.0) + 0.14 * smooth_noise(chance, ridges.shape, 1.6)
    pores(worn, ridges, chance, row[PERIOD])
    for _ in range(chance.poisson(0.8)):
        crease(worn, left, top, row[SIZE], chance)
    return worn.astype(np.float32), left, top


def pores(worn: Image, ridges: Image, chance: np.random.Generator, period: float) -> None:
    """Sweat pores: light dots on the middle of ridges, about one a ridge distance, a third of them open."""
    height, width = ridges.shape
    tries = int(2.0 * height * width / (period * period))
    y, x = chance.integers(3, height - 3, tries), chance.integers(3, width - 3, tries)
    on = blur(ridges, 0.8)[y, x] > 0.85
    deep = chance.uniform(0.3, 1.5, int(on.sum())) * (chance.random(int(on.sum())) < 0.45)
    dots = np.zeros_like(worn)
    dots[y[on], x[on]] = deep
    worn -= 5.0 * blur(dots, 0.9)


def crease(worn: Image, left: int, top: int, size: float, chance: np.random.Generator) -> None:
    """A fold of the skin: a thin light line, slightly bent, across part of the finger."""
    height, width = worn.shape
    middle_x, middle_y = left + 90 * size * chance.normal(), top + 130 * size * chance.normal()
    angle, length, bend = chance.normal(0.0, 0.7), size * chance.uniform(40, 190), chance.normal(0.0, 0.0015)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    along = (x - middle_x) * math.cos(angle) - (y - middle_y) * math.sin(angle)
    across = (x - middle_x) * math.sin(angle) + (y - middle_y) * math.cos(angle) - bend * along * along
    thick = chance.uniform(0.8, 1.9)
    worn -= 1.6 * np.exp(-0.5 * (across / thick) ** 2) / (1.0 + np.exp((np.abs(along) - length / 2) / 6.0))


def scratch(ink: Image, chance: np.random.Generator, period: float) -> None:
    """Scratches and dirt of this one impression: fine light lines and dark specks."""
    height, width = ink.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    for _ in range(chance.poisson(0.7)):
        angle, length = chance.uniform(0, math.pi), chance.uniform(15, 90)
        middle_x, middle_y = width * chance.uniform(0.25, 0.75), height * chance.uniform(0.25, 0.75)
        along = (x - middle_x) * math.cos(angle) - (y - middle_y) * math.sin(angle)
        across = (x - middle_x) * math.sin(angle) + (y - middle_y) * math.cos(angle)
        line = np.exp(-0.5 * (across / (0.1 * period)) ** 2) * (np.abs(along) < length / 2)
        ink *= (1.0 - 0.8 * line).astype(np.float32)


@kernel
def _lay(skin: Image, weight: Image, ridges: Image, left: float, top: float, touch: Floats, squareness: float) -> None:
    """For every pixel: the ridge height under it, and how hard it is pressed (1 in the middle, 0 at the rim, less
    outside). Turn and slip are undone by going back the way ``press`` went."""
    height, width = skin.shape
    cosine, sine = math.cos(touch[TURN]), math.sin(touch[TURN])
    for i in range(height):
        for j in range(width):
            px, py = j - touch[PLACE_X], i - touch[PLACE_Y]
            x = touch[MIDDLE_X] + cosine * px - sine * py
            y = touch[MIDDLE_Y] + sine * px + cosine * py
            u, v = (x - touch[MIDDLE_X]) / touch[AREA_X], (y - touch[MIDDLE_Y]) / touch[AREA_Y]
            around, out = math.atan2(v, u), abs(u) ** squareness + abs(v) ** squareness
            rim = 1.0
            for k in range(3):
                rim += touch[EDGE + 2 * k] * math.cos((k + 2) * around + touch[EDGE + 2 * k + 1])
            hold = (1.0 - (out / rim) ** (1.0 / squareness)) * 9.0
            weight[i, j] = min(hold, 1.0 + 0.05 * hold) - 0.28 * (faintness(touch, x, y) - 0.0)
            if hold < -1.5:
                weight[i, j], skin[i, j] = -9.0, -1.0
                continue
            if hold < 0.0:
                weight[i, j] = min(weight[i, j], 1.5 * hold)
            rx, ry = x, y
            for _ in range(3):
                wx, wy = give_way(touch, rx, ry)
                rx, ry = rx + x - wx, ry + y - wy
            skin[i, j] = _sample(ridges, rx + left, ry + top)


@kernel
def _sample(image: Image, x: float, y: float) -> float:
    """Bilinear; -1, a valley, outside."""
    height, width = image.shape
    if x < 0.0 or y < 0.0 or x >= width - 1.0 or y >= height - 1.0:
        return -1.0
    j, i = int(x), int(y)
    a, b = x - j, y - i
    above = image[i, j] * (1.0 - a) + image[i, j + 1] * a
    below = image[i + 1, j] * (1.0 - a) + image[i + 1, j + 1] * a
    return float(above * (1.0 - b) + below * b)


def smooth_noise(chance: np.random.Generator, shape: tuple[int, ...], sigma: float) -> Image:
    """Noise of variance 1, smooth over ``sigma`` pixels; coarse noise is drawn coarse and stretched."""
    step = max(int(sigma / 3), 1)
    small = (shape[0] // step + 2, shape[1] // step + 2)
    noise = blur(chance.standard_normal(small, np.float32), sigma / step)
    noise /= max(float(noise.std()), 1e-6)
    if step == 1:
        return noise[: shape[0], : shape[1]]
    return stretched(noise, shape, step)


def stretched(small: Image, shape: tuple[int, ...], step: int) -> Image:
    """``small`` by linear interpolation, ``step`` times as large, cut to ``shape``."""
    rows, columns = np.arange(shape[0]) / step, np.arange(shape[1]) / step
    i, j = rows.astype(np.int64), columns.astype(np.int64)
    b, a = (rows - i).astype(np.float32)[:, None], (columns - j).astype(np.float32)[None, :]
    top = small[i][:, j] * (1 - a) + small[i][:, j + 1] * a
    bottom = small[i + 1][:, j] * (1 - a) + small[i + 1][:, j + 1] * a
    return np.asarray(top * (1 - b) + bottom * b, np.float32)


def blur(image: Image, sigma: float) -> Image:
    """Gaussian blur, one axis after the other; edges are repeated."""
    reach = max(math.ceil(3 * sigma), 1)
    taps = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    taps = (taps / taps.sum()).astype(np.float32)
    framed = np.pad(image.astype(np.float32), reach, mode="edge")
    rows = np.zeros((framed.shape[0], image.shape[1]), np.float32)
    for k, tap in enumerate(taps):
        rows += tap * framed[:, k : k + image.shape[1]]
    out = np.zeros(image.shape, np.float32)
    for k, tap in enumerate(taps):
        out += tap * rows[k : k + image.shape[0]]
    return out
