"""Synthetic prints against the real ones themselves, where these are at hand."""

from __future__ import annotations

import numpy as np
import pytest

from lawgate.prints import Template, examine_many
from lawgate.prints.synth import PLAIN, picture
from lawgate.prints.synth.measures import compared, kolmogorov_smirnov, statistics, wasserstein
from lawgate.prints.synth.reference import GENUINE_BY_SET, LEVELS, REAL
from tests.prints.public_sets import public_set
from tests.prints.test_synth_population import of_style

SETS = ("FVC2000_DB1_B", "FVC2002_DB1_B", "FVC2002_DB2_B", "FVC2002_DB3_B", "FVC2004_DB1_B")


def fingers_of(name: str) -> list[list[Template]]:
    """The templates of a set, finger by finger."""
    return [public_set(name)[k : k + 8] for k in range(0, 80, 8)]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["FVC2002_DB1_B", "FVC2002_DB3_B"])
def test_mates_of_a_set_score_as_the_shipped_figures_say(name: str) -> None:
    """What the package says of how alike mates of a set are is what extractor and matcher find in it today."""
    found = np.percentile(compared(fingers_of(name), every=10**6)[0], LEVELS)
    assert found == pytest.approx(GENUINE_BY_SET[SETS.index(name)], abs=0.04)


@pytest.mark.shared
@pytest.mark.whole
def test_the_shipped_figures_are_those_of_the_real_prints() -> None:
    """The reference figures in the package are what the extractor finds in the five sets today."""
    real = [fingers_of(name) for name in SETS]
    found = statistics(t for fingers in real for finger in fingers for t in finger)
    assert found.count == pytest.approx(REAL.count, rel=0.05, abs=1)
    assert found.nearest == pytest.approx(REAL.nearest, rel=0.05)
    assert found.orientation == pytest.approx(REAL.orientation, abs=0.05)
    for fingers, wanted in zip(real, GENUINE_BY_SET, strict=True):
        assert np.percentile(compared(fingers, every=10**6)[0], LEVELS) == pytest.approx(wanted, abs=0.04)


@pytest.mark.shared
@pytest.mark.whole
def test_template_scores_lie_as_close_as_halves_of_the_real_sets() -> None:
    """Pooled over the sets, the distance of synthetic scores from real ones is below what two halves of the real fingers
    differ by in one of twenty splits: 0.12 for mates, 0.155 for strangers (Kolmogorov-Smirnov)."""
    theirs = [compared(fingers_of(name), every=13) for name in SETS]
    ours = [compared(of_style(k, 60, seed=31), every=127) for k in range(5)]
    for part, most in ((0, 0.12), (1, 0.155)):
        a, b = (np.concatenate([pair[part] for pair in side]) for side in (theirs, ours))
        assert kolmogorov_smirnov(a, b) < most
        assert wasserstein(a, b) < 0.32


@pytest.mark.shared
@pytest.mark.slow
def test_pictures_extracted_are_like_real_prints() -> None:
    """What the extractor finds in synthetic pictures is like what it finds in real ones taken the same way: counts,
    neighbours, and how alike mates and strangers are."""
    images = [picture(7, 100 + k, (2, 3, 7, 8)[k % 4], n, style=PLAIN[1]) for k in range(12) for n in range(3)]
    found = [e.template for e in examine_many(images)]
    ours = [found[k : k + 3] for k in range(0, 36, 3)]
    real = fingers_of("FVC2002_DB1_B")
    a, b = (statistics(t for finger in side for t in finger) for side in (real, ours))
    assert b.count[1:4] == pytest.approx(a.count[1:4], rel=0.25)
    assert b.nearest[1:4] == pytest.approx(a.nearest[1:4], rel=0.2)
    assert b.orientation[2:] == pytest.approx(a.orientation[2:], abs=0.2)
    theirs, mine = compared(real, every=13), compared(ours)
    assert np.median(mine[0]) == pytest.approx(np.median(theirs[0]), abs=0.12)
    assert np.median(mine[1]) == pytest.approx(np.median(theirs[1]), abs=0.05)
