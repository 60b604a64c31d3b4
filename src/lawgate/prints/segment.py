"""Where in an image the skin is: the print alone, or the fingers of a plain slap in their order.

Ridges are recognised by their texture, not by darkness. In cells of 8 pixels, the energy of detail as fine as a ridge
is compared with the energy of broader shapes: a ridge pattern fills a neighbourhood with fine detail and has little
else, while printed text, rules, pen strokes, holes and stains have as much in their broader shapes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from lawgate.base import Silent, Witness
from lawgate.prints.records import Finger, Print
from lawgate.prints.segment_regions import Floats, Mask, Region, box_mean, opened, regions, widened

CELL = 8  # pixels at 500 ppi: a little less than one ridge and one valley
FAINTEST = 9.0  # energy (grey levels squared) below which a cell is ground, whatever the rest of the image
RELATIVE = 0.06  # and the least share of the energy of the image's clearest cells
FILLED = 0.75  # share of a cell's 5 by 5 neighbourhood that must hold ridges
REJOIN = 2  # cells by which pieces of one print are widened to find that they belong together
PERIODIC = 0.6  # least share of the detail's energy that is as fine as ridges
SMALLEST = 60  # cells: 8 mm by 8 mm is the least that is called a print
MARGIN = 24  # pixels kept around a print
LONGEST = 1.7  # length of a fingertip to the first crease, in widths

FOUR_RIGHT = (Finger.RIGHT_INDEX, Finger.RIGHT_MIDDLE, Finger.RIGHT_RING, Finger.RIGHT_LITTLE)
FOUR_LEFT = (Finger.LEFT_LITTLE, Finger.LEFT_RING, Finger.LEFT_MIDDLE, Finger.LEFT_INDEX)
SLAPS: dict[Finger, tuple[Finger, ...]] = {
    Finger.PLAIN_RIGHT_FOUR: FOUR_RIGHT,
    Finger.PLAIN_LEFT_FOUR: FOUR_LEFT,
    Finger.PLAIN_THUMBS: (Finger.LEFT_THUMB, Finger.RIGHT_THUMB),
}
"""Fingers of each plain slap from left to right in the image (ANSI/NIST-ITL 1-2011, table 8)."""


@dataclass(frozen=True, slots=True)
class FingerBox:
    """One print in an image: an upright box in pixels (``right`` and ``bottom`` excluded), and ``angle``, the tilt of
    the finger's axis from upright in radians, counter-clockwise as seen. ``area`` is its ridged skin in pixels."""

    finger: Finger
    left: int
    top: int
    right: int
    bottom: int
    angle: float = 0.0
    area: int = 0

    def corners(self) -> list[tuple[float, float]]:
        """The box turned with the finger: the (x, y) of its corners, the fingertip's left one first, clockwise."""
        width, height = self.right - self.left, self.bottom - self.top
        c, s = abs(math.cos(self.angle)), abs(math.sin(self.angle))
        # The turned rectangle whose upright bounding box this is; near 45 degrees that is ill-posed, so keep the box.
        scale = c * c - s * s
        across, along = (width * c - height * s) / scale if scale > 0.3 else width, 0.0
        along = (height * c - width * s) / scale if scale > 0.3 else height
        across, along = max(across, width / 3), max(along, height / 3)
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        turn = complex(math.cos(-self.angle), math.sin(-self.angle))
        ends = [complex(dx * across / 2, dy * along / 2) * turn for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        return [(x + e.real, y + e.imag) for e in ends]

    def grown(self, image: Print, multiple: int) -> FingerBox:
        """The box with sides of a multiple of ``multiple``, as far as the image has pixels for it."""
        wide, tall = (-(-side // multiple) * multiple for side in (self.right - self.left, self.bottom - self.top))
        left = min(max(self.left - (wide - self.right + self.left) // 2, 0), max(image.width - wide, 0))
        top = min(max(self.top - (tall - self.bottom + self.top) // 2, 0), max(image.height - tall, 0))
        right, bottom = min(left + wide, image.width), min(top + tall, image.height)
        return replace(self, left=left, top=top, right=right, bottom=bottom)

    def cut(self, image: Print) -> Print:
        """The pixels of the box as a print of this finger."""
        pixels = image.pixels[self.top : self.bottom, self.left : self.right]
        return replace(image, pixels=np.ascontiguousarray(pixels), finger=self.finger)


@dataclass(frozen=True, slots=True)
class Texture:
    """What each cell of an image is made of; all arrays are (rows, columns) of cells.

    ``ridged``: it surely holds ridges; ``busy``: there is detail of any
    kind; ``share``: how much of the energy around it is as fine as ridges, 0 to 1; ``coherence``: how far the gradients
    around it share one direction, 0 to 1.
    """

    ridged: Mask
    busy: Mask
    share: Floats
    coherence: Floats


def texture(image: Print) -> Texture:
    """Look at an image at 500 ppi in cells of ``CELL`` pixels square, from the top left."""
    grey = image.pixels[: image.height // 2 * 2, : image.width // 2 * 2].astype(np.float32)
    half: Floats = grey[0::2, 0::2] + grey[1::2, 0::2] + grey[0::2, 1::2] + grey[1::2, 1::2]
    half *= np.float32(0.25)
    side = CELL // 2
    rows, columns = half.shape[0] // side, half.shape[1] // side
    if not rows or not columns:
        none = np.zeros((rows, columns), np.float32)
        return Texture(none > 0, none > 0, none, none)

    def cells(values: Floats) -> Floats:
        whole = values[: rows * side, : columns * side].reshape(rows, side, columns, side)
        return np.asarray(whole.mean((1, 3)), np.float32)

    fine, broad = box_mean(half, 4), box_mean(half, 12)
    pattern = box_mean(half, 1) - fine
    ridges, shade = cells(np.square(pattern)), cells(np.square(fine - broad))
    active = ridges > max(FAINTEST, RELATIVE * float(np.percentile(ridges, 95)))
    near = box_mean(ridges, 2)
    share = near / np.maximum(near + box_mean(shade, 2), np.float32(1e-3))
    ridged = (box_mean(active.astype(np.float32), 2) >= FILLED) & (share >= PERIODIC)
    dx, dy = np.diff(pattern, axis=1, append=pattern[:, -1:]), np.diff(pattern, axis=0, append=pattern[-1:])
    xx, yy, xy = (box_mean(cells(v), 2) for v in (dx * dx, dy * dy, dx * dy))
    coherence = np.hypot(xx - yy, 2 * xy) / np.maximum(xx + yy, 1e-3)
    return Texture(ridged, active, share, coherence)


def find_print(image: Print, seen: Texture | None = None, witness: Witness | None = None) -> FingerBox | None:
    """The one print of an image at 500 ppi: its largest piece of ridged skin, with the pieces close by and a margin.
    The whole image when there is detail but nothing surely ridged; None when there is not even that."""
    seen = seen or texture(image)
    sure = opened(seen.ridged, 2)
    if regions(sure, SMALLEST):
        pieces = opened(seen.ridged, 1)
        joined = max(regions(widened(pieces, REJOIN), 1), key=lambda r: r.within(sure).area)
        box = _box(joined.within(pieces), image, image.finger)
    elif int(opened(seen.busy, 1).sum()) >= SMALLEST:
        box = FingerBox(image.finger, 0, 0, image.width, image.height)
    else:
        box = None
    (witness or Silent()).note("foreground", box=box)
    return box


def find_fingers(
    image: Print, missing: frozenset[Finger] = frozenset(), witness: Witness | None = None
) -> list[FingerBox]:
    """The fingertips of a plain slap (position 13, 14 or 15) at 500 ppi, from left to right.

    ``missing`` are fingers known to be amputated or bandaged. When as many fingertips are found as are expected they
    carry their fingers; otherwise nothing in the image says which is which, and they are ``UNKNOWN``.
    """
    expected = [f for f in SLAPS[image.finger] if f not in missing]
    found = regions(opened(texture(image).ridged, 2), SMALLEST)
    if not found or not expected:
        return []
    tips = _tips(found, _tilt(found), len(expected))
    numbers = expected if len(tips) == len(expected) else [Finger.UNKNOWN] * len(tips)
    boxes = [_box(tip, image, finger) for tip, finger in zip(tips, numbers, strict=True)]
    (witness or Silent()).note("slap", expected=expected, boxes=boxes)
    return boxes


def _tilt(found: list[Region]) -> float:
    """The direction of the hand: the middle tilt of the pieces that are clearly longer than wide."""
    tilts = [r.tilt for r in found if r.elongation > 1.25 and abs(r.tilt) < math.pi / 3]
    return float(np.median(tilts)) if tilts else 0.0


def _tips(found: list[Region], tilt: float, expected: int) -> list[Region]:
    """One fingertip a column of the hand: the top piece of each, at most ``expected``, in order."""
    along = complex(math.cos(tilt), -math.sin(tilt))
    found = _parted(found, along, expected)
    columns: list[list[Region]] = []
    for piece in sorted(found, key=lambda r: -r.area):
        near = [c for c in columns if any(piece.shares_column(other, along) for other in c)]
        if near:
            near[0].append(piece)
        else:
            columns.append([piece])
    largest = max(r.area for r in found)
    tips = []
    for column in columns:
        # Pen and print above a finger are small; a fingertip is not. A hole may have cut it in two.
        real = [r for r in column if r.area >= 0.3 * max(p.area for p in column)]
        top = min(real, key=lambda r: r.top_along(along))
        tips.append(top.joined(real).shortened(along, LONGEST * top.width_across(along)))
    tips = [t for t in tips if t.area >= 0.15 * largest]
    tips = sorted(tips, key=lambda r: -r.area)[:expected]
    return sorted(tips, key=lambda r: r.centre_across(along))


def _parted(found: list[Region], along: complex, expected: int) -> list[Region]:
    """Fingers that touch come as one wide piece: cut it where it is thinnest, while fingers are lacking."""
    pieces = list(found)
    while len(pieces) < expected:
        widest = max(pieces, key=lambda r: r.width_across(along))
        parts = widest.parted(along)
        if (len(pieces) == 1 and widest.width_across(along) < 30) or min(p.area for p in parts) < SMALLEST:
            break
        if widest.width_across(along) < 1.1 * widest.length_along(along):
            break
        pieces.remove(widest)
        pieces.extend(parts)
    return pieces


def _box(region: Region, image: Print, finger: Finger) -> FingerBox:
    rows, columns = region.cells[:, 0], region.cells[:, 1]
    return FingerBox(
        finger,
        left=max(int(columns.min()) * CELL - MARGIN, 0),
        top=max(int(rows.min()) * CELL - MARGIN, 0),
        right=min((int(columns.max()) + 1) * CELL + MARGIN, image.width),
        bottom=min((int(rows.max()) + 1) * CELL + MARGIN, image.height),
        angle=region.tilt if abs(region.tilt) < math.pi / 4 and region.elongation > 1.1 else 0.0,
        area=region.area * CELL * CELL,
    )
