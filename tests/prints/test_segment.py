"""Where the skin is: single prints and slaps."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PIL import Image, ImageDraw

from lawgate.prints.records import Finger, Print
from lawgate.prints.segment import find_fingers, find_print
from lawgate.prints.segment_regions import box_mean, opened, regions
from tests.prints.images_made import ridges, slap


def test_box_mean_is_the_mean_of_a_square() -> None:
    """Inside, every value is the mean of its square; at the border the border repeats."""
    values = np.arange(48, dtype=np.float32).reshape(6, 8) ** 2
    padded = np.pad(values, 2, mode="edge")
    expected = [[padded[y : y + 5, x : x + 5].mean() for x in range(8)] for y in range(6)]
    assert np.allclose(box_mean(values, 2), expected, rtol=1e-5)


def test_regions_are_the_pieces_connected_by_sides() -> None:
    """A ring is one piece, what touches by a corner is two, and what is too small is left out."""
    mask = np.zeros((12, 12), bool)
    mask[1:7, 1:7] = True
    mask[3:5, 3:5] = False
    mask[7:10, 7:10] = True
    mask[11, 0] = True
    assert sorted(r.area for r in regions(mask, 2)) == [9, 32]
    assert opened(mask, 1).sum() == 9  # the ring is two cells thick, and a square of three does not fit into it


def test_the_tilt_of_a_piece_is_counter_clockwise_from_upright() -> None:
    """A bar leaning to the right has a negative tilt, as an angle that is counter-clockwise as seen must."""
    y, x = np.mgrid[0:60, 0:60]
    for degrees in (-35, -10, 0, 20, 40):
        lean = math.radians(degrees)
        across = (x - 30) * math.cos(lean) - (y - 30) * math.sin(lean)
        along = (x - 30) * math.sin(lean) + (y - 30) * math.cos(lean)
        piece = regions((abs(across) < 6) & (abs(along) < 25), 10)[0]
        assert math.degrees(piece.tilt) == pytest.approx(degrees, abs=3)


def test_a_print_is_found_among_words_rules_and_strokes() -> None:
    """On a card with a printed title, box rules, a signature and a punched hole, the box is that of the print."""
    sheet = Image.new("L", (800, 750), 245)
    sheet.paste(Image.fromarray(ridges(5, 360, 420)), (300, 200))
    draw = ImageDraw.Draw(sheet)
    draw.text((60, 30), "1. RIGHT THUMB", fill=10, font_size=40)
    draw.rectangle((2, 2, 797, 747), outline=0, width=4)
    draw.line([(40, 600), (90, 540), (130, 690), (180, 560), (230, 700)], fill=40, width=10)
    draw.ellipse((40, 200, 150, 310), fill=5)
    box = find_print(Print(np.asarray(sheet), 500, Finger.RIGHT_THUMB))
    assert box is not None
    assert box.finger == Finger.RIGHT_THUMB
    expected = np.array([300 + 15, 200 + 17, 660 - 15, 620 - 17])
    assert np.abs(np.array([box.left, box.top, box.right, box.bottom]) - expected).max() < 45


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_an_image_of_nothing_has_no_print(grey: int) -> None:
    """A uniform image and one of faint noise hold no print."""
    assert find_print(Print(np.full((300, 300), grey, np.uint8), 500)) is None
    noise = np.random.default_rng(1).normal(max(grey, 20) - 10, 1.5, (300, 300)).clip(0, 255).astype(np.uint8)
    assert find_print(Print(noise, 500)) is None


@pytest.mark.parametrize("tilt", [-25, 0, 25])
@pytest.mark.parametrize(
    ("position", "fingers"),
    [
        (Finger.PLAIN_RIGHT_FOUR, [2, 3, 4, 5]),
        (Finger.PLAIN_LEFT_FOUR, [10, 9, 8, 7]),
        (Finger.PLAIN_THUMBS, [6, 1]),
    ],
)
def test_slaps_come_apart_in_order(position: Finger, fingers: list[int], tilt: int) -> None:
    """Fingers of a slap are numbered from left to right for their hand, each in its own box, with the hand's tilt."""
    image = slap(list(range(len(fingers))), position, tilt=tilt)
    boxes = find_fingers(image)
    assert [int(b.finger) for b in boxes] == fingers
    for i, box in enumerate(boxes):
        assert 60 + 320 * i - 40 < box.left < box.right < 60 + 320 * (i + 1) + 60
        assert math.degrees(box.angle) == pytest.approx(tilt, abs=14)
        cut = box.cut(image)
        assert cut.finger == box.finger
        assert (cut.width, cut.height) == (box.right - box.left, box.bottom - box.top)


def test_a_missing_finger_shifts_no_number() -> None:
    """With the ring finger reported as missing, three prints are index, middle and little."""
    image = slap([1, 2, 3], Finger.PLAIN_RIGHT_FOUR)
    boxes = find_fingers(image, frozenset({Finger.RIGHT_RING}))
    assert [int(b.finger) for b in boxes] == [2, 3, 5]


def test_an_unexplained_gap_leaves_fingers_unnamed() -> None:
    """Three prints where four are expected carry no numbers: the image does not say which one is missing."""
    boxes = find_fingers(slap([1, 2, 3], Finger.PLAIN_RIGHT_FOUR))
    assert [b.finger for b in boxes] == [Finger.UNKNOWN] * 3


def test_fingers_that_touch_are_cut_apart() -> None:
    """Two thumbs that run into each other are still two."""
    sheet = np.full((420, 560), 250, np.uint8)
    sheet[40:360, 30:286] = ridges(1)
    right = sheet[40:360, 270:526]
    right[:] = np.minimum(right, ridges(2))
    sheet[150:250, 262:292] = ridges(3, 256, 320)[100:200, 100:130]
    boxes = find_fingers(Print(sheet, 500, Finger.PLAIN_THUMBS))
    assert [int(b.finger) for b in boxes] == [6, 1]
    assert boxes[0].right < 360
    assert boxes[1].left > 200


def test_the_turned_box_lies_around_the_finger() -> None:
    """The corners of a tilted finger's box are a rectangle turned by its angle, about the middle of the upright box."""
    box = find_fingers(slap([1, 2], Finger.PLAIN_THUMBS, tilt=20))[0]
    corners = np.array(box.corners())
    assert np.allclose(corners.mean(0), [(box.left + box.right) / 2, (box.top + box.bottom) / 2])
    side = corners[3] - corners[0]
    assert math.degrees(math.atan2(side[0], side[1])) == pytest.approx(math.degrees(box.angle), abs=0.1)
