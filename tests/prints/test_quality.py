"""The quality proxy and what it says of a print."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from lawgate.prints.extraction import examine
from lawgate.prints.quality import ridge_period
from lawgate.prints.records import Finger, Print
from tests.prints.images_made import printed, ridges


@pytest.mark.parametrize("period", [6.0, 7.5, 9.0, 11.0, 16.0, 20.0])
def test_the_ridge_period_is_measured(period: float) -> None:
    """The distance from ridge to ridge is found within an eighth over the whole range that matters."""
    y, x = np.mgrid[0:320, 0:320]
    wave = 128 + 90 * np.cos(2 * np.pi / period * np.hypot(x - 160, y - 400))
    noisy = wave + np.random.default_rng(1).normal(0, 20, wave.shape)
    assert ridge_period(Print(noisy.clip(0, 255).astype(np.uint8), 500)) == pytest.approx(period, rel=0.125)


def test_noise_and_lost_skin_cost_quality() -> None:
    """The score falls as noise rises, falls when half the print is gone, and stays between 0 and 100."""
    scores = [examine(Print(ridges(1, noise=n), 500)).quality.score for n in (5, 60, 110)]
    assert 100 >= scores[0] > scores[1] > scores[2] >= 0
    half = ridges(1)
    half[160:] = 250
    assert examine(Print(half, 500)).quality.score < scores[0]


@pytest.mark.parametrize("true_ppi", [250, 1000])
def test_a_wrong_resolution_is_flagged(true_ppi: int) -> None:
    """A print scanned at half or twice the resolution it claims is flagged by the distance of its ridges."""
    scale = true_ppi / 500
    pixels = Image.fromarray(ridges(1, 360, 450)).resize((int(360 * scale), int(450 * scale)), Image.Resampling.BICUBIC)
    found = examine(Print(np.asarray(pixels), 500, Finger.LEFT_RING)).findings
    assert "resolution" in [f.code for f in found]
    assert all(f.fingers == (Finger.LEFT_RING,) for f in found)


def test_a_good_print_is_not_flagged() -> None:
    """A clear print at its true resolution has no findings."""
    assert examine(printed(2)).findings == ()


def test_an_image_of_nothing_is_flagged() -> None:
    """A blank image gives quality 0, no minutiae and a finding that says so."""
    blank = examine(Print(np.full((400, 300), 240, np.uint8), 500, Finger.RIGHT_THUMB))
    assert [f.code for f in blank.findings] == ["blank"]
    assert (blank.quality.score, len(blank.template), blank.template.quality) == (0, 0, 0)


def test_too_few_minutiae_are_flagged() -> None:
    """A sliver of a print is flagged as too little to compare."""
    sliver = np.full((320, 256), 250, np.uint8)
    sliver[100:190, 60:200] = ridges(1)[100:190, 60:200]
    assert "few-minutiae" in [f.code for f in examine(Print(sliver, 500)).findings]
