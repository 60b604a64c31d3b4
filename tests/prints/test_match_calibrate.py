"""What scores are said to mean: rates of false matches that hold for prints of every size, and evidence that adds up."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.prints.calibrate import CLASSES, STEP, SUMS_KEPT, calibration
from lawgate.prints.calibrate_fit import logistic, slope_of, tail_of
from lawgate.prints.calibrate_harder import HARDSHIPS, harder
from lawgate.prints.cylinders import features_of
from lawgate.prints.match import compare, compare_features, scores_of
from lawgate.prints.records import MINUTIA, Template
from tests.prints.match_made import people, scrap

KNOWN = calibration()
sizes = st.integers(0, 90)
scores = st.floats(-30, 60)


def strangers(first: list[Template], second: list[Template]) -> tuple[np.ndarray, np.ndarray]:
    """Scores of every one of ``first`` with every one of ``second`` but its own, and the minutiae of the smaller."""
    a, b = features_of(first), features_of(second)
    table = np.stack([scores_of(compare_features(one, b)) for one in a])
    smaller = np.minimum([[len(x)] for x in a], [[len(y) for y in b]])
    other = ~np.eye(len(a), len(b), dtype=bool)
    return table[other], smaller[other]


def test_strangers_match_as_rarely_as_is_said() -> None:
    """Different synthetic fingers, which no constant was fitted to, reach a rarity no oftener than it claims."""
    prints = [t for ten in people(30) for t in list(ten.fingers.values())[:5]]
    others = [t for ten in people(30, 1) for t in list(ten.fingers.values())[:5]]
    rarity = KNOWN.rarity(*strangers(prints, others))
    for rate in (1, 2, 3):
        assert (rarity >= rate).mean() <= 1.5 * 10**-rate
    assert (rarity >= 1).mean() > 0.01


@pytest.mark.parametrize("minutiae", [3, 4, 5, 6, 8, 12])
def test_scraps_of_print_do_not_match_strangers(minutiae: int) -> None:
    """A scrap of a few minutiae reaches a rarity among whole prints, and among scraps, about as rarely as it claims."""
    first = [scrap(t, minutiae, n) for n, ten in enumerate(people(30)) for t in list(ten.fingers.values())[:5]]
    whole = [t for ten in people(30, 1) for t in list(ten.fingers.values())[:5]]
    for second in (whole, [scrap(t, minutiae, -n) for n, t in enumerate(whole)]):
        rarity = KNOWN.rarity(*strangers(first, second))
        assert (rarity >= 2).mean() <= 0.02
        assert (rarity >= 3).mean() <= 0.004
        assert rarity.max() < 6


def test_three_minutiae_that_fit_exactly_are_not_a_match() -> None:
    """A scrap of three minutiae, and of five, compared with itself is weak evidence, however well it fits."""
    template = people(1)[0].fingers[next(iter(people(1)[0].fingers))]
    three, five = (compare(scrap(template, n), scrap(template, n)) for n in (3, 5))
    assert len(three.pairs) == 3
    assert three.evidence < 3.5
    assert three.rarity < 1.5
    assert five.rarity < 4 < compare(template, template).rarity


@given(scores, scores, sizes, sizes)
def test_rarity_rises_with_the_score_and_with_the_size(a: float, b: float, m: int, n: int) -> None:
    """A higher score is never commoner, and the same score is never rarer in a smaller print."""
    low, high = sorted((a, b))
    assert KNOWN.rarity(low, m) <= KNOWN.rarity(high, m)
    small, large = sorted((m, n))
    assert KNOWN.rarity(a, small) <= KNOWN.rarity(a, large)
    assert KNOWN.evidence(low) <= KNOWN.evidence(high)


def test_rates_of_false_matches_keep_below_what_evidence_allows() -> None:
    """Whatever is E times likelier from the same finger comes from others less than once in E: rarity and evidence, made
    from separate curves, agree on that to half a power of ten, for the usual size."""
    at = np.linspace(-2, 9, 50)
    assert (KNOWN.rarity(at, 25) >= KNOWN.evidence(at) / np.log(10) - 0.5).all()


@given(st.lists(sizes, min_size=1, max_size=10), st.floats(-50, 170), st.floats(0, 20))
@settings(deadline=None)
def test_fused_rarity_rises_with_evidence_whatever_the_order(held: list[int], evidence: float, more: float) -> None:
    """More evidence is rarer; the order of the fingers does not matter; the rate is never above one."""
    here = KNOWN.fused_rarity(evidence, held)
    assert here >= 0
    assert KNOWN.fused_rarity(evidence, held[::-1]) == here
    assert KNOWN.fused_rarity(evidence + more, held) >= here


def test_one_finger_alone_is_as_rare_as_its_score() -> None:
    """With one finger the fused rarity is the rarity of the score that has this evidence."""
    for size in CLASSES:
        for score in np.linspace(0, 8, 20):
            told = KNOWN.fused_rarity(float(KNOWN.evidence(score)), [size])
            assert told == pytest.approx(float(KNOWN.rarity(score, size)), abs=0.1)


def test_two_fingers_are_the_sum_of_two() -> None:
    """The known answer: the chance that two independent fingers sum up to a value, added up pair by pair."""
    one, other = KNOWN._one(10), KNOWN._one(30)
    wanted = 60
    chance = sum(p * other[max(wanted - k, 0) :].sum() for k, p in enumerate(one))
    told = KNOWN.fused_rarity(2 * KNOWN.least + wanted * STEP, [30, 12])
    assert told == pytest.approx(-np.log10(chance), abs=1e-6)


def test_no_finger_says_nothing() -> None:
    """Nothing compared is not rare at all."""
    assert KNOWN.fused_rarity(5.0, []) == 0.0


def test_sums_that_are_kept_are_bounded() -> None:
    """However many combinations of sizes are asked for, only so many distributions stay in memory."""
    for five in itertools.combinations_with_replacement(CLASSES, 5):
        KNOWN.fused_rarity(20.0, five)
    for six in itertools.combinations_with_replacement(CLASSES, 6):
        KNOWN.fused_rarity(20.0, six)
    assert len(KNOWN._sums) <= SUMS_KEPT


def test_logistic_finds_the_weights_that_made_the_answers() -> None:
    """Answers drawn with known weights give these weights back."""
    draw = np.random.default_rng(5)
    values = draw.normal(0, 1, (40_000, 3)) * [1.0, 3.0, 0.2]
    odds = values @ [1.5, -0.5, 4.0]
    same = draw.random(len(values)) < 1 / (1 + np.exp(-odds))
    bias, *weights = logistic(values, same, ridge=1e-6)
    assert weights == pytest.approx([1.5, -0.5, 4.0], rel=0.08)
    assert abs(bias) < 0.1


def test_the_tail_of_an_exponential_is_its_own() -> None:
    """Scores with an exponential tail are continued along it: one power of ten for each 2.3 scales."""
    scores, rarities = tail_of(np.sort(np.random.default_rng(6).exponential(0.8, 200_000)))
    assert rarities[-1] == 9
    assert scores[-1] == pytest.approx(0.8 * 9 * np.log(10), rel=0.1)


def test_the_slope_over_sizes_is_found() -> None:
    """Scores that fall by two for e times the minutiae have a slope of two."""
    draw = np.random.default_rng(7)
    held = draw.integers(5, 80, 100_000).astype(np.float64)
    assert slope_of(draw.normal(0, 1, len(held)) - 2 * np.log(held), held) == pytest.approx(2, abs=0.25)


def test_harder_copies_come_from_their_seed_and_keep_the_form() -> None:
    """The same seed gives the same copies; each keeps the form of minutiae; copies that are cut hold fewer."""
    plain = [t.minutiae for t in list(people(2)[0].fingers.values())]
    for how in HARDSHIPS:
        copies = harder(plain, how, 3)
        assert all(np.array_equal(a, b) for a, b in zip(copies, harder(plain, how, 3), strict=True))
        assert all(m.dtype == MINUTIA for m in copies)
        assert all(((m["angle"] >= 0) & (m["angle"] <= 2 * np.pi)).all() for m in copies)
        if how.left is not None:
            assert sum(map(len, copies)) < sum(map(len, plain))
    assert harder([np.empty(0, MINUTIA)], HARDSHIPS[0], 1)[0].size == 0
