"""A comparison as an examiner would want to see it: both prints, the minutiae that were paired under the same number and
colour, those that were not in grey, and below them what was found and what the score is made of."""

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
AROUND = 40  # pixels of the print around its outermost minutiae that are shown
EDGE, LINE, SIZE = 24, 26, 18
BARS, LONGEST, UNIT = 330, 190, 16  # picture pixels: where bars start, how long they get, and one of score
GREY, INK, PAPER, FOR, AGAINST = (140, 140, 140), (30, 30, 30), (255, 255, 255), (40, 120, 70), (180, 60, 50)
FADED = 0.45  # how dark the ridges are drawn, so that the marks stand out
LEGEND = (
    "circle: ridge ending; square: bifurcation; the line points along the ridge; same number: paired; grey: not paired"
)

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]

GROUPS = {
    "start": (),
    "alike local structures": (0, 1),
    "closeness of the pairs": (2, 4, 9, 10, 12),
    "alike surroundings": (3, 5),
    "kinds that agree": (8,),
    "unpaired in the overlap": (7,),
    "sizes and number of pairs": (6, 11, 13),
}
"""The parts of the score, each the sum of some columns of ``match.terms``; the start is the model's bias."""


def explain(
    probe: Print,
    reference: Print,
    templates: tuple[Template, Template],
    names: tuple[str, str] = ("probe", "reference"),
) -> bytes:
    """A PNG of the two prints and their comparison. ``templates`` are theirs, with coordinates of the whole image."""
    found = compare(*templates)
    grounds = [_ground(p, t) for p, t in zip((probe, reference), templates, strict=True)]
    lines = [*sentences(found, *templates), LEGEND]
    parts = parts_of_score(found)
    font = ImageFont.load_default(SIZE)
    left = max(grounds[0][0].width, 420)
    wide = max(left + grounds[1][0].width + 3 * EDGE, 2 * EDGE + BARS + 2 * LONGEST, _widest(lines, font) + 2 * EDGE)
    top = max(ground.height for ground, _ in grounds) + 2 * EDGE + LINE
    picture = Image.new("RGB", (wide, top + LINE * (len(lines) + len(parts) + 3)), PAPER)
    draw = ImageDraw.Draw(picture)
    for side, (ground, box) in enumerate(grounds):
        corner = (EDGE + side * (EDGE + left), EDGE + LINE)
        picture.paste(ground, corner)
        draw.text((corner[0], EDGE // 2), f"{names[side]}: {len(templates[side])} minutiae", INK, font)
        _mark(draw, templates[side].minutiae, [pair[side] for pair in found.pairs], corner, box)
    for number, line in enumerate(lines):
        draw.text((EDGE, top + number * LINE), line, INK, font)
    _bars(draw, parts, found.score, top + LINE * (len(lines) + 1), font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def sentences(found: Comparison, first: Template, second: Template) -> list[str]:
    """What the score says and what was found, in words."""
    p = found.parts
    lines = [
        f"Score {found.score:.1f}; evidence {found.evidence:+.1f} (natural log of the likelihood ratio). Of comparisons "
        f"of different fingers in prints of this size, {_how_many(found.rarity)} scores as high.",
        f"Paired: {len(found.pairs)} of {len(first)} and {len(second)} minutiae.",
    ]
    if not found.pairs:
        return [*lines, "Nothing fits together: no three minutiae of one lie in the other as they should."]
    return [
        *lines,
        f"Where the prints overlap, each holds at least {p['shared']:.0f}; those without a partner have a summed quality "
        f"of {p['unpaired']:.1f}.",
        f"Of the pairs {p['kinds']:.0%} have the same kind; closeness of place and direction {p['close']:.1f} of "
        f"{len(found.pairs)}, likeness of surroundings {p['alike']:.1f} of {len(found.pairs)}.",
    ]


def parts_of_score(found: Comparison) -> list[tuple[str, float]]:
    """What moved the score, and by how much; the parts add up to it."""
    row = terms(np.array([list(found.parts.values())], np.float32))[0]
    known = calibration()
    moved = [(name, float(sum(row[k] * known.weights[k] for k in columns))) for name, columns in GROUPS.items()]
    moved[0] = ("start", known.bias)
    rest = found.score - sum(value for _, value in moved)
    return [*moved, ("too few pairs to bear more", rest)] if rest < -0.05 else moved


def _how_many(rarity: float) -> str:
    if rarity >= 9:
        return "fewer than one in 1,000,000,000 (extrapolated)"
    return f"about one in {float(f'{10**rarity:.2g}'):,.0f}" + (
        " (extrapolated)" if rarity > calibration().seen else ""
    )


def _widest(lines: list[str], font: ImageFont.ImageFont | ImageFont.FreeTypeFont) -> int:
    return math.ceil(max(font.getlength(line) for line in lines))


def _ground(image: Print, template: Template) -> tuple[Image.Image, Box]:
    """The part of the print that has minutiae, at 500 ppi, enlarged and paler; and which part."""
    seen = at_500(image).pixels
    m = template.minutiae
    left = top = 0
    bottom, right = seen.shape
    if len(m):
        left, top = max(int(m["x"].min()) - AROUND, 0), max(int(m["y"].min()) - AROUND, 0)
        right, bottom = min(int(m["x"].max()) + AROUND, right), min(int(m["y"].max()) + AROUND, bottom)
    pale = 255 - (255 - seen[top:bottom, left:right].astype(np.float32)) * FADED
    grey = Image.fromarray(pale.astype(np.uint8)).convert("RGB")
    return grey.resize((grey.width * SCALE, grey.height * SCALE), Image.Resampling.BICUBIC), (left, top, right, bottom)


def _mark(
    draw: ImageDraw.ImageDraw, minutiae: npt.NDArray[np.void], paired: list[int], corner: tuple[int, int], box: Box
) -> None:
    number = {row: n for n, row in enumerate(paired)}
    font = ImageFont.load_default(SIZE - 4)
    for row in sorted(range(len(minutiae)), key=lambda r: r in number):
        m = minutiae[row]
        x, y = corner[0] + (int(m["x"]) - box[0]) * SCALE, corner[1] + (int(m["y"]) - box[1]) * SCALE
        colour = _colour(number[row]) if row in number else GREY
        reach = 9 * SCALE
        tip = (x + reach * math.cos(m["angle"]), y - reach * math.sin(m["angle"]))
        draw.line(((x, y), tip), colour, 3)
        around = (x - 3 * SCALE, y - 3 * SCALE, x + 3 * SCALE, y + 3 * SCALE)
        shape = draw.rectangle if m["kind"] == 2 else draw.ellipse
        shape(around, PAPER, colour, 2)
        if row in number:
            place = (x + 4 * SCALE, y + 2 * SCALE)
            draw.text(place, str(number[row] + 1), colour, font, stroke_width=3, stroke_fill=PAPER)


def _bars(
    draw: ImageDraw.ImageDraw,
    parts: list[tuple[str, float]],
    score: float,
    top: int,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
) -> None:
    """A bar for each part: to the right for one finger, to the left for two."""
    middle = EDGE + BARS + LONGEST // 2
    for number, (name, value) in enumerate([*parts, ("score", score)]):
        y = top + number * LINE
        draw.text((EDGE, y), name, INK, font)
        end = middle + round(math.copysign(min(abs(value) * UNIT, LONGEST), value))
        colour = INK if name == "score" else FOR if value > 0 else AGAINST
        draw.rectangle((min(middle, end), y + 4, max(middle, end), y + SIZE), colour)
        draw.text((EDGE + BARS - 110, y), f"{value:+.1f}", INK, font)
    draw.line(((middle, top), (middle, top + LINE * (len(parts) + 1))), GREY, 1)


def _colour(number: int) -> Colour:
    """Colours far apart for numbers close together."""
    red, green, blue = colorsys.hls_to_rgb(number * 0.381966 % 1, 0.36, 0.9)
    return round(255 * red), round(255 * green), round(255 * blue)
