"""Synthetic fingers: classes, singular points, ridge flow, and chance that can be entered anywhere."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.prints.synth import Pattern, anatomy
from lawgate.prints.synth.anatomy import FREQUENCY
from lawgate.prints.synth.chance import bell, normal, poisson, start, uniform
from lawgate.prints.synth.flow import flow, spread

POINTS = {
    Pattern.ARCH: (0, 0),
    Pattern.TENTED_ARCH: (1, 1),
    Pattern.LEFT_LOOP: (1, 1),
    Pattern.RIGHT_LOOP: (1, 1),
    Pattern.WHORL: (2, 2),
    Pattern.TWIN_LOOP: (2, 2),
}
PEOPLE = st.integers(0, 10**9)
FINGERS = st.integers(1, 10)


def turns(row: np.ndarray, x: float, y: float, radius: float = 4.0) -> float:
    """How far the ridges turn, in half turns, on one walk around a place, counter-clockwise as seen."""
    total, before = 0.0, flow(row, x + radius, y)[0]
    for k in range(1, 181):
        around = 2 * math.pi * k / 180
        now = flow(row, x + radius * math.cos(around), y - radius * math.sin(around))[0]
        total += (now - before + math.pi / 2) % math.pi - math.pi / 2
        before = now
    return total / math.pi


def drawn(seed: int, people: int) -> list[list[Pattern]]:
    return [[anatomy(seed, person, finger).pattern for finger in range(1, 11)] for person in range(people)]


def test_frequencies_are_shares() -> None:
    """Every finger's class frequencies add up to one, and their mean is the published one of all fingers."""
    assert FREQUENCY.sum(axis=1) == pytest.approx(1.0)
    arch, tented, radial, ulnar, whorl, twin = FREQUENCY.mean(axis=0)
    published = {"arch": 0.037, "tented": 0.029, "loop": 0.655, "whorl": 0.279}
    found = {"arch": arch, "tented": tented, "loop": radial + ulnar, "whorl": whorl + twin}
    for name, share in published.items():
        assert found[name] == pytest.approx(share, abs=0.01), name


def test_classes_are_drawn_as_often_as_stated() -> None:
    """The classes of 3,000 people fall on each finger as often as its table says, within sampling."""
    patterns = drawn(1, 3000)
    for finger in range(1, 11):
        seen = Counter(person[finger - 1] for person in patterns)
        table = FREQUENCY[(finger - 1) % 5]
        ulnar, radial = (Pattern.RIGHT_LOOP, Pattern.LEFT_LOOP)[:: 1 if finger <= 5 else -1]
        order = (Pattern.ARCH, Pattern.TENTED_ARCH, radial, ulnar, Pattern.WHORL, Pattern.TWIN_LOOP)
        for pattern, share in zip(order, table, strict=True):
            sampling = math.sqrt(share * (1 - share) / 3000)
            assert seen[pattern] / 3000 == pytest.approx(share, abs=5 * sampling + 1e-9), (finger, pattern)


def test_classes_of_one_person_hang_together() -> None:
    """A person with a whorl on one finger has whorls on others more often than people do, and so for both hands."""
    whorl = np.array([[p >= Pattern.WHORL for p in person] for person in drawn(2, 3000)], float)
    together = np.corrcoef(whorl.T)
    pairs = [(a, b) for a in range(10) for b in range(a)]
    same = np.mean([together[f, f + 5] for f in range(5)])
    other = np.mean([together[a, b] for a, b in pairs if a - b != 5])
    assert 0.15 < other < same < 0.7


@given(person=PEOPLE, finger=FINGERS)
@settings(max_examples=60, deadline=None)
def test_ridges_turn_about_their_singular_points(person: int, finger: int) -> None:
    """Around a loop the ridges make half a turn, around a delta half a turn back, and around the whole nothing is left."""
    one = anatomy(9, person, finger)
    assert (len(one.loops), len(one.deltas)) == POINTS[one.pattern]
    everything = [*one.loops, *one.deltas]
    for k, (x, y) in enumerate(everything):
        away = min((math.hypot(x - u, y - v) for m, (u, v) in enumerate(everything) if m != k), default=50.0)
        expected = 1 if k < len(one.loops) else -1
        assert turns(one.row, x, y, min(4.0, away / 3)) == pytest.approx(expected, abs=0.01)
    assert turns(one.row, 0.0, 40.0, 500.0) == pytest.approx(0.0, abs=0.01)


@given(person=PEOPLE, finger=FINGERS, x=st.floats(-200, 200), y=st.floats(-250, 250))
@settings(max_examples=100, deadline=None)
def test_the_flow_knows_how_it_turns(person: int, finger: int, x: float, y: float) -> None:
    """The derivatives that come with a direction are those of the direction, away from singular points."""
    one = anatomy(9, person, finger)
    if any(math.hypot(x - u, y - v) < 10 for u, v in (*one.loops, *one.deltas)):
        return
    _, across, down = flow(one.row, x, y)
    step = 1e-3

    def slope(dx: float, dy: float) -> float:
        ahead, behind = flow(one.row, x + dx, y + dy)[0], flow(one.row, x - dx, y - dy)[0]
        return ((ahead - behind + math.pi / 2) % math.pi - math.pi / 2) / (2 * step)

    assert across == pytest.approx(slope(step, 0.0), abs=1e-5)
    assert down == pytest.approx(slope(0.0, step), abs=1e-5)


def test_spreading_ridges_are_told_from_parallel_ones() -> None:
    """Ridges that leave a point like rays spread by one over the distance; parallel ones do not spread."""
    assert spread(0.7, 0.0, 0.0) == 0.0
    x, y, square = 30.0, -40.0, 2500.0  # rays: the direction is the angle of the place itself
    angle = math.atan2(-y, x)
    assert spread(angle, y / square, -x / square) == pytest.approx(1 / 50)


def test_loops_open_to_their_own_side() -> None:
    """Ulnar loops are the more frequent ones, and open to the right on a right hand as printed."""
    right = Counter(anatomy(3, p, 4).pattern for p in range(300))
    left = Counter(anatomy(3, p, 9).pattern for p in range(300))
    assert right[Pattern.RIGHT_LOOP] > 10 * right[Pattern.LEFT_LOOP]
    assert left[Pattern.LEFT_LOOP] > 10 * left[Pattern.RIGHT_LOOP]
    for person in range(300):
        one = anatomy(3, person, 4)
        if one.pattern == Pattern.RIGHT_LOOP:
            assert one.deltas[0][0] < one.loops[0][0]  # the delta lies on the closed side


@given(seed=st.integers(0, 2**64 - 1), other=st.integers(0, 2**64 - 1), person=PEOPLE, finger=FINGERS)
@settings(max_examples=50, deadline=None)
def test_a_finger_is_a_function_of_its_numbers(seed: int, other: int, person: int, finger: int) -> None:
    """The same numbers give the same finger, and any other number another one."""
    one = anatomy(seed, person, finger).row
    assert np.array_equal(one, anatomy(seed, person, finger).row)
    assert not np.array_equal(one, anatomy(seed, person + 1, finger).row)
    assert not np.array_equal(one, anatomy(seed, person, finger % 10 + 1).row)
    if (seed ^ other) & (2**63 - 1):
        assert not np.array_equal(one, anatomy(other, person, finger).row)


def test_chance_has_the_moments_it_should() -> None:
    """Uniform, normal, nearly normal and Poisson draws have the means and variances of their names."""
    state = np.zeros(1, np.uint64)
    start(state, 5, 6, 7, 8, 9)
    many = 20_000
    flat = np.array([uniform(state) for _ in range(many)])
    assert 0 <= flat.min() < flat.max() < 1
    assert flat.mean() == pytest.approx(0.5, abs=0.02)
    for draw in (normal, bell):
        values = np.array([draw(state) for _ in range(many)])
        assert values.mean() == pytest.approx(0, abs=0.04)
        assert values.var() == pytest.approx(1, abs=0.06)
    counts = np.array([poisson(state, 3.0) for _ in range(many)])
    assert counts.mean() == pytest.approx(3, abs=0.08)
    assert counts.var() == pytest.approx(3, abs=0.2)
