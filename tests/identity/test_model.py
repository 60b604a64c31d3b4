"""The model: estimated without labels, stored, refused when broken; its probabilities come true."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lawgate.base import BadInput
from lawgate.identity import Biographic, Population, read_model, shipped, write_model
from lawgate.identity.batch import SplinkMissing, duplicates, estimate_with_splink
from lawgate.identity.calibrate import calibrate
from lawgate.identity.compare import prepare
from lawgate.identity.estimate import estimate
from lawgate.identity.records import Field
from lawgate.standin.biographic import HARD, MIXED, TwoLists, two_lists

SPLINK = importlib.util.find_spec("splink") is not None


@pytest.fixture(scope="module")
def lists() -> TwoLists:
    return two_lists(3000, 1200, 77)


@pytest.fixture(scope="module")
def population(lists: TwoLists) -> Population:
    return Population(lists.held)


def test_what_is_said_comes_true(lists: TwoLists, population: Population) -> None:
    """On invented people of a seed that the model never saw, shares observed are near the probabilities said."""
    said, true = [], []
    for person in lists.asked:
        for f in population.look_up(person).found:
            said.append(f.posterior)
            true.append(f.comparison.theirs.key == lists.truth[person.key])
    pairs = list(zip(said, true, strict=True))
    sure = [t for p, t in pairs if p >= 0.95]
    middle = [(p, t) for p, t in pairs if 0.05 <= p < 0.95]
    unlikely = [t for p, t in pairs if p < 0.05]
    assert sum(sure) / len(sure) > 0.985
    assert sum(unlikely) / len(unlikely) < 0.005
    assert abs(sum(p for p, _ in middle) - sum(t for _, t in middle)) < 3 * len(middle) ** 0.5 + 1
    assert abs(sum(said) - sum(true)) < 0.03 * sum(true)


def test_people_are_found(lists: TwoLists, population: Population) -> None:
    """Blocking misses almost nobody of the harder records, and links at one half are nearly all right."""
    known = {a: h for a, h in lists.truth.items() if h}
    missed = found = wrong = 0
    for person in lists.asked:
        rows, _ = population.candidates(prepare(person))
        if person.key in known:
            missed += population.rows[known[person.key]] not in rows
        linked = {f.comparison.theirs.key for f in population.look_up(person).found if f.posterior >= 0.5}
        found += known.get(person.key) in linked
        wrong += len(linked - {known.get(person.key)})
    assert missed / len(known) < 0.01
    assert 2 * found / (found + wrong + len(known)) > 0.97


def test_the_model_is_learnt_without_labels(lists: TwoLists) -> None:
    """EM on the records alone finds how many are of one person, and weights of the right sign."""
    model = estimate(lists.held, lists.asked, random_pairs=20_000)
    assert 0.3 < model.found < 0.6
    assert 0.03 < model.exchanged < 0.15
    for what in (Field.FAMILY, Field.GIVEN, Field.BORN):
        assert model.weights[what][0] < -1 < 3 < model.weights[what][-1]


def test_calibration_makes_the_truth_likelier(lists: TwoLists) -> None:
    """A model whose weights are doubled is brought back down."""
    bold = replace(shipped(), m=shipped().m, u={f: _squared(u) for f, u in shipped().u.items()})
    few = lists.asked[:300]
    assert (
        calibrate(bold, lists.held, few, lists.truth).slope < calibrate(shipped(), lists.held, few, lists.truth).slope
    )
    with pytest.raises(BadInput, match="nobody is asked"):
        calibrate(shipped(), lists.held, [], {})


def _squared(shares: tuple[float, ...]) -> tuple[float, ...]:
    powered = [s**1.6 for s in shares]
    return tuple(s / sum(powered) for s in powered)


def test_a_stored_model_is_the_same_model() -> None:
    """What is written is read back, weights and all."""
    again = read_model(json.loads(write_model(shipped())))
    for f, weights in shipped().weights.items():
        assert again.weights[f] == pytest.approx(weights, abs=1e-3)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.pop("m"),
        lambda t: t["m"].pop("born"),
        lambda t: t["u"].update(born=[0.5, 0.5]),
        lambda t: t["m"].update(hue=[1.0]),
        lambda t: t.update(slope=-1),
        lambda t: t.update(found="many"),
        lambda t: t["u"].update(postal=[0.5, 0.5, 0.5, 0.5]),
    ],
)
def test_a_broken_model_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    """A model file that lacks something or does not add up is refused in one sentence."""
    text = json.loads(write_model(shipped()))
    change(text)
    with pytest.raises(BadInput, match="identity model"):
        read_model(text)


def test_too_little_to_learn_from() -> None:
    """Without records, or without any in common, nothing is learnt and that is said."""
    with pytest.raises(BadInput, match="no records"):
        estimate([], [Biographic("a")])
    with pytest.raises(BadInput, match="fewer than"):
        estimate([Biographic("a", "X")], [Biographic("b", "Y")], random_pairs=10)


def test_a_key_stands_for_one_record(population: Population) -> None:
    """A key twice is refused and nothing is added; a key nobody has is named; one's own record is no candidate."""
    before = len(population)
    with pytest.raises(BadInput, match="two records have the key 'h1'"):
        population.extend([Biographic("brand-new", "X"), Biographic("h1", "Y")])
    assert len(population) == before
    with pytest.raises(BadInput, match="nobody has the key"):
        population["nobody"]
    own = population["h1"]
    assert "h1" not in [f.comparison.theirs.key for f in population.look_up(own).found]


def test_an_empty_population_knows_nobody() -> None:
    """With nobody held there is no candidate, and nobody is certain."""
    found = Population().look_up(Biographic("a", "Okafor", "Ada"))
    assert (found.found, found.nobody) == ((), 1.0)


def test_added_later_is_found() -> None:
    """People added later are found as those who were there from the start."""
    grown = Population([Biographic("x", "Silva", "Hugo", born="1970-01-01")])
    grown.extend([Biographic("y", "Okafor", "Ada", born="1987-05-12")])
    assert grown.look_up(Biographic("q", "Ada", "Okafor", born="1987-12-05")).found[0].comparison.theirs.key == "y"


@pytest.mark.slow
@pytest.mark.skipif(not SPLINK, reason="SPLINK IS NOT INSTALLED: the batch estimate and de-duplication were not tried")
def test_splink_estimates_and_finds_duplicates() -> None:
    """Splink, with this room's comparison, learns a model of the same signs and finds most duplicates, few wrongly."""
    small = two_lists(3000, 2000, 5, noise=MIXED)
    model = estimate_with_splink(small.held, small.asked, random_pairs=20_000)
    assert all(model.weights[f][0] < 0 < model.weights[f][-1] for f in (Field.FAMILY, Field.GIVEN, Field.BORN))
    groups = duplicates([*small.held, *small.asked])
    true = {tuple(sorted((a, h))) for a, h in small.truth.items() if h}
    assert len(true & set(groups)) > 0.9 * len(true)
    assert len(set(groups) - true) < 0.05 * len(true)


@pytest.mark.skipif(SPLINK, reason="Splink is installed, so its absence cannot be tried")
def test_without_splink_one_sentence_says_so() -> None:
    """The extra being absent is said with what to install."""
    with pytest.raises(SplinkMissing, match="install lawgate"):
        duplicates([Biographic("a", "X"), Biographic("b", "X")])


def test_noise_that_the_tests_rest_on() -> None:
    """The harder records have no identifier at all."""
    assert HARD.identifier == 0
