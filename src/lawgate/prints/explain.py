"""A comparison as an examiner would want to see it: both prints, the minutiae that were paired under the same number and
colour, those that were not in grey, and below them what the score is made of."""

from __future__ import annotations

import colorsys
import io
import math

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from lawgate.prints.calibrate import calibration
from lawgate.prints.images import at_500
from lawgate.prints.match import Comparison, compare, terms
from lawgate.prints.records import Print, Template

SCALE = 2  # picture pixels for one of the print at 500 ppi
EDGE, LINE, SIZE = 24, 26, 18
GREY, INK, PAPER = (150, 150, 150), (30, 30, 30), (255, 255, 255)
FADED = 0.45  # how dark the ridges are drawn, so that the marks stand out

Colour = tuple[int, int, int]


def explain(probe: Print, reference: Print, templates: tuple[Template, Template]) -> bytes:
    """A PNG of the two prints and their comparison. ``templates`` are theirs, with coordinates of the whole image."""
    first, second = templates
    found = compare(first, second)
    left, right = _ground(probe), _ground(reference)
    lines = sentences(found, first, second)
    wide = left.width + right.width + 3 * EDGE
    tall = max(left.height, right.height) + 3 * EDGE + LINE * (len(lines) + 1)
    picture = Image.new("RGB", (max(wide, 760), tall), PAPER)
    picture.paste(left, (EDGE, EDGE + LINE))
    picture.paste(right, (2 * EDGE + left.width, EDGE + LINE))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(SIZE)
    draw.text((EDGE, EDGE // 2), f"probe: {len(first)} minutiae", INK, font)
    draw.text((2 * EDGE + left.width, EDGE // 2), f"reference: {len(second)} minutiae", INK, font)
    for side, (template, across) in enumerate(((first, EDGE), (second, 2 * EDGE + left.width))):
        _mark(draw, template.minutiae, [pair[side] for pair in found.pairs], (across, EDGE + LINE))
    top = max(left.height, right.height) + 2 * EDGE + LINE
    for number, line in enumerate(lines):
        draw.text((EDGE, top + number * LINE), line, INK, font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def sentences(found: Comparison, first: Template, second: Template) -> list[str]:
    """What the score says and what it is made of, in words."""
    p = found.parts
    smaller, larger = sorted((len(first), len(second)))
    chance = f"one comparison of different fingers in {10**found.rarity:,.0f} scores as high" if found.rarity < 9 else (
        "fewer than one comparison of different fingers in 1,000,000,000 scores as high (extrapolated)"
    )  # fmt: skip
    lines = [
        f"Score {found.score:.1f}, evidence {found.evidence:+.1f} (natural log of the likelihood ratio): {chance}.",
        f"Paired: {len(found.pairs)} of {smaller} and {larger} minutiae; where the prints overlap each has at least "
        f"{p['shared']:.0f}.",
    ]
    if found.pairs:
        lines += [
            f"Of the pairs {p['kinds']:.0%} have the same kind; closeness of place and direction {p['close']:.1f} of "
            f"{len(found.pairs)}, likeness of surroundings {p['alike']:.1f}.",
            f"Unpaired in the overlap: minutiae of summed quality {p['unpaired']:.1f}. Standing of the best eight local "
            f"matches: {p['local']:.2f}.",
        ]
    return [*lines, "Weights: " + ", ".join(f"{name} {value:+.1f}" for name, value in shares(found))]


TERMS = (
    "local four",
    "local eight",
    "closeness for overlap",
    "likeness for overlap",
    "closeness",
    "likeness",
    "size",
    "unpaired",
    "kinds",
    "distance",
    "turning",
    "overlap",
    "closeness a minutia",
    "pairs",
)


def shares(found: Comparison, most: int = 6) -> list[tuple[str, float]]:
    """The terms that moved the score most, and by how much."""
    row = np.array([list(found.parts.values())], np.float32)
    moved = terms(row)[0] * calibration().weights
    order = np.argsort(-np.abs(moved))[:most]
    return [(TERMS[k], float(moved[k])) for k in order]


def _ground(image: Print) -> Image.Image:
    """The print at 500 ppi, enlarged and paler."""
    seen = at_500(image).pixels.astype(np.float32)
    pale = (255 - (255 - seen) * FADED).astype(np.uint8)
    grey = Image.fromarray(pale).convert("RGB")
    return grey.resize((grey.width * SCALE, grey.height * SCALE), Image.Resampling.BICUBIC)


def _mark(
    draw: ImageDraw.ImageDraw, minutiae: npt.NDArray[np.void], paired: list[int], corner: tuple[int, int]
) -> None:
    number = {row: n for n, row in enumerate(paired)}
    font = ImageFont.load_default(SIZE - 4)
    for row in sorted(range(len(minutiae)), key=lambda r: r in number):
        m = minutiae[row]
        x, y = corner[0] + int(m["x"]) * SCALE, corner[1] + int(m["y"]) * SCALE
        colour = _colour(number[row]) if row in number else GREY
        reach = 9 * SCALE
        tip = (x + reach * math.cos(m["angle"]), y - reach * math.sin(m["angle"]))
        draw.line(((x, y), tip), colour, 3)
        box = (x - 3 * SCALE, y - 3 * SCALE, x + 3 * SCALE, y + 3 * SCALE)
        if m["kind"] == 2:
            draw.rectangle(box, PAPER, colour, 2)
        else:
            draw.ellipse(box, PAPER, colour, 2)
        if row in number:
            draw.text(
                (x + 4 * SCALE, y + 2 * SCALE), str(number[row] + 1), colour, font, stroke_width=3, stroke_fill=PAPER
            )


def _colour(number: int) -> Colour:
    """Colours far apart for numbers close together."""
    red, green, blue = colorsys.hls_to_rgb(number * 0.381966 % 1, 0.36, 0.9)
    return round(255 * red), round(255 * green), round(255 * blue)
