"""Synthetic pictures: ridges that follow the flow, impressions of one finger, slaps and cards."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lawgate.prints.records import Finger
from lawgate.prints.synth import GLASS, INK, PLAIN, ROLLED, anatomy, card, picture, slap
from lawgate.prints.synth.cards import FOUR_SIZE, THUMB_SIZE, THUMBS_SIZE
from lawgate.prints.synth.chance import GOLDEN
from lawgate.prints.synth.flow import orientation
from lawgate.prints.synth.imprint import blur, smooth_noise
from lawgate.prints.synth.ridges import evened, ridge_map
from lawgate.prints.synth.skin import SCALE_X, SCALE_Y, SKIN, STUCK_X, STUCK_Y, give_way


def directions(image: np.ndarray, smooth: float = 7.0) -> np.ndarray:
    """Ridge direction of every pixel from the gradients about it, counter-clockwise as seen, up to half a turn."""
    down, across = (np.asarray(g, np.float32) for g in np.gradient(image.astype(np.float32)))
    xx, yy, xy = (blur(p, smooth) for p in (across * across, down * down, across * down))
    return np.asarray(0.5 * np.arctan2(-2 * xy, xx - yy) + np.pi / 2)


def between(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The angle between two directions that are known up to half a turn."""
    return np.asarray(np.abs((a - b + np.pi / 2) % np.pi - np.pi / 2))


@pytest.mark.parametrize("finger", [1, 2, 9])
def test_ridges_follow_the_flow(finger: int) -> None:
    """The direction of grown ridges is that of the finger's flow, except at singular points."""
    image, left, top = ridge_map(5, 1, finger)
    height, width = image.shape
    wanted, _ = orientation(anatomy(5, 1, finger).row, -left, -top, width, height)
    off = between(directions(image), wanted)[40:-40, 40:-40]
    assert np.median(off) < 0.06
    assert np.quantile(off, 0.9) < 0.3


def test_ridges_are_as_far_apart_as_the_finger_says() -> None:
    """The strongest wave in the middle of a ridge map is as long as the finger's period, within a sixth."""
    for finger in (1, 2, 10):
        image, left, top = ridge_map(5, 1, finger)
        part = image[top - 64 : top + 64, left - 64 : left + 64]
        power = np.abs(np.fft.fft2(part - part.mean())) ** 2
        f = np.hypot(*np.meshgrid(np.fft.fftfreq(128), np.fft.fftfreq(128)))
        power[f > 0.18] = 0.0  # ridges are no sine waves; their overtones do not count
        length = 1 / (np.sum(f * power) / np.sum(power))
        assert length == pytest.approx(anatomy(5, 1, finger).period, rel=1 / 6)


def test_ridges_and_valleys_share_the_skin() -> None:
    """A ridge map holds both signs about equally, and nothing beyond one."""
    image, _, _ = ridge_map(5, 2, 3)
    assert np.abs(image).max() <= 1
    assert 0.4 < (image > 0).mean() < 0.6


def test_evened_frequency_spares_minutiae() -> None:
    """Letting the distance of ridges vary takes up a good part of the flow's divergence, and varies it by little."""
    angles, spreads = orientation(anatomy(5, 1, 2).row, -300, -300, 600, 600)
    coarse = angles[::8, ::8]
    log = evened(coarse)
    cosine, sine = np.cos(coarse), -np.sin(coarse)
    left = 8 * spreads[::8, ::8] + cosine * np.gradient(log, axis=1) + sine * np.gradient(log, axis=0)
    assert np.abs(left).mean() < 0.8 * 8 * np.abs(spreads).mean()
    assert log.std() < 0.12


def test_skin_that_sticks_does_not_slip() -> None:
    """Inside the part in close contact nothing moves, far outside everything moves with the bone, and it goes on
    without a jump."""
    skin = np.zeros(SKIN)
    skin[[STUCK_X, STUCK_Y]] = 40.0, 60.0
    skin[[SCALE_X, SCALE_Y]] = 1.0
    skin[4:7] = 2.0, 5.0, -3.0
    assert give_way(skin, 10.0, 20.0) == (10.0, 20.0)
    assert give_way(skin, 500.0, 0.0) == pytest.approx((505.0, -3.0))
    along = np.array([give_way(skin, float(x), 0.0) for x in range(30, 150)])
    assert np.abs(np.diff(along[:, 0]) - 1).max() < 0.15


def test_a_picture_is_a_function_of_its_numbers() -> None:
    """The same numbers give the same bytes; another impression, finger or person gives others."""
    one = picture(7, 3, 2).pixels
    assert one.dtype == np.uint8
    assert np.array_equal(one, picture(7, 3, Finger.RIGHT_INDEX).pixels)
    others = (picture(7, 3, 2, 1), picture(7, 3, 3), picture(7, 4, 2), picture(8, 3, 2))
    assert not any(np.array_equal(one, o.pixels) for o in others)
    assert np.array_equal(picture(-1, 3, 2).pixels, picture((1 << 63) - 1, 3, 2).pixels)  # 63 bits of a seed count


@pytest.mark.parametrize("style", range(5))
def test_a_picture_looks_like_a_print(style: int) -> None:
    """Dark ridges on a light ground, at the size of the style, with an edge of bare ground or a print that fills it."""
    made = picture(7, 5, 2, style=PLAIN[style])
    assert (made.width, made.height, made.ppi) == (PLAIN[style].width, PLAIN[style].height, 500)
    assert made.plain
    assert made.finger == Finger.RIGHT_INDEX
    grey = made.pixels.astype(float)
    assert np.quantile(grey, 0.95) > 200
    assert np.quantile(grey, 0.05) < 110
    middle = grey[made.height // 2 - 40 : made.height // 2 + 40, made.width // 2 - 40 : made.width // 2 + 40]
    assert middle.std() > 35


def test_impressions_of_a_finger_differ_and_are_of_it() -> None:
    """Two impressions, laid over each other by where they were pressed, have the same ridge directions; those of two
    fingers have not."""

    def field(person: int, number: int) -> tuple[np.ndarray, np.ndarray]:
        grey = 255.0 - picture(7, person, 3, number, style=PLAIN[4]).pixels
        return directions(grey), blur(grey, 10.0) > 60

    (a, on_a), (b, on_b), (c, on_c) = field(3, 0), field(3, 1), field(4, 0)

    def best(x: np.ndarray, on_x: np.ndarray, y: np.ndarray, on_y: np.ndarray) -> float:
        found = math.pi
        for dy in range(-120, 121, 12):
            for dx in range(-60, 61, 12):
                moved, on = np.roll(y, (dy, dx), (0, 1)), np.roll(on_y, (dy, dx), (0, 1)) & on_x
                if on.sum() > 0.5 * min(on_x.sum(), on_y.sum()):
                    found = min(found, float(between(x, moved)[on].mean()))
        return found

    assert best(a, on_a, b, on_b) < 0.75 * best(a, on_a, c, on_c)


def test_ink_is_rougher_than_glass() -> None:
    """An inked print has a rougher ground than a live scan of the same pressing."""
    corner = [picture(7, 3, 2, style=PLAIN[4], medium=m).pixels[:30, :100].astype(float) for m in (GLASS, INK)]
    rough = [float((c - blur(c.astype(np.float32), 3.0)).std()) for c in corner]
    assert rough[1] > 1.5 * rough[0]


@pytest.mark.slow
def test_a_card_has_what_a_card_has() -> None:
    """Ten rolled prints in order, then four plain images, at the sizes of a booking card, each with skin on it."""
    prints = card(7, 6)
    assert [int(p.finger) for p in prints] == [*range(1, 11), 14, 12, 11, 13]
    assert [p.plain for p in prints] == [False] * 10 + [True] * 4
    assert all((p.width, p.height) == (800, 750) for p in prints[:10])
    assert [(p.width, p.height) for p in prints[10:]] == [FOUR_SIZE, THUMB_SIZE, THUMB_SIZE, FOUR_SIZE]
    rolled, plain = ((p.pixels < 128).sum() for p in (prints[1], prints[11]))
    assert rolled > 1.5 * plain > 3000
    assert np.array_equal(prints[4].pixels, picture(7, 6, 5, style=ROLLED).pixels)
    assert np.array_equal(prints[11].pixels, slap(7, 6, Finger.PLAIN_LEFT_THUMB).pixels)


def test_a_slap_shows_its_fingers_apart() -> None:
    """Four fingers leave four or more separate dark areas, side by side; both thumbs together leave two."""

    def columns(made: np.ndarray) -> int:
        dark = blur((made < 128).astype(np.float32), 12.0)[: made.shape[0] // 2 + 100].max(axis=0) > 0.25
        return int((np.diff(dark.astype(int)) == 1).sum() + dark[0])

    four = slap(7, 6, Finger.PLAIN_RIGHT_FOUR)
    assert (four.width, four.height, four.plain) == (*FOUR_SIZE, True)
    assert 3 <= columns(four.pixels) <= 5
    both = slap(7, 6, Finger.PLAIN_THUMBS)
    assert (both.width, both.height) == THUMBS_SIZE
    assert columns(both.pixels) == 2


def test_noise_is_smooth_and_of_variance_one() -> None:
    """Noise of any smoothness has variance one, and neighbours that agree the more the smoother it is."""
    chance = np.random.default_rng(int(GOLDEN) % 1000)
    agreement = []
    for sigma in (0.7, 3.0, 20.0):
        noise = smooth_noise(chance, (300, 400), sigma)
        assert noise.shape == (300, 400)
        assert noise.std() == pytest.approx(1, abs=0.35)
        agreement.append(float(np.mean(noise[:, 1:] * noise[:, :-1]) / noise.var()))
    assert agreement == sorted(agreement)
