"""Synthetic templates: each person on their own, and as like real prints as the shipped figures ask."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.prints.records import MINUTIA, Finger, Template
from lawgate.prints.synth import PLAIN, ROLLED, SLAP, Chunk, impressions, population
from lawgate.prints.synth.measures import (
    compared,
    hull_area,
    kolmogorov_smirnov,
    likeness,
    statistics,
    wasserstein,
)
from lawgate.prints.synth.reference import GENUINE, IMPOSTOR, LEVELS, REAL
from lawgate.prints.synth.styles import Style

FINGERS = (Finger.RIGHT_INDEX, Finger.RIGHT_MIDDLE, Finger.LEFT_INDEX, Finger.LEFT_MIDDLE)


def together(chunks: list[Chunk]) -> tuple[np.ndarray, np.ndarray]:
    """Minutiae and counts of chunks one after the other."""
    return np.concatenate([c.minutiae for c in chunks]), np.concatenate([np.diff(c.offsets) for c in chunks])


def of_style(style: int, people: int, seed: int = 11, many: int = 4) -> list[list[Template]]:
    """Impressions of one finger each of some people, all taken in one style."""
    prints: list[list[Template]] = [[] for _ in range(people)]
    for number in range(many):
        for chunk in population(seed, people, FINGERS, impression=number, styles=(PLAIN[style],)):
            for k in range(chunk.people):
                prints[chunk.first + k].append(chunk.template(4 * k + (chunk.first + k) % 4))
    return prints


def test_chunks_change_nothing() -> None:
    """Any size of chunk, any number of threads and any cut of the population give the same prints."""
    whole = together(list(population(4, 23)))
    for chunk, threads in ((1, 1), (7, 2), (23, 3), (100, 5)):
        minutiae, counts = together(list(population(4, 23, chunk=chunk, threads=threads)))
        assert np.array_equal(counts, whole[1])
        assert minutiae.tobytes() == whole[0].tobytes()
    parts = together([*population(4, 9), *population(4, 14, first=9)])
    assert parts[0].tobytes() == whole[0].tobytes()


@given(person=st.integers(0, 10**12), finger=st.sampled_from(list(FINGERS)), number=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_a_person_is_made_without_the_others(person: int, finger: Finger, number: int) -> None:
    """One finger of one person alone is what it is among all ten, for every person and impression."""
    chunk = next(population(8, 1, impression=number, first=person, threads=1))
    alone = impressions(8, person, finger, 1, first=number)[0]
    among = chunk.ten_print(person).fingers[finger]
    assert alone.minutiae.tobytes() == among.minutiae.tobytes()
    assert (alone.finger, alone.width, alone.height, alone.quality) == (
        finger,
        among.width,
        among.height,
        among.quality,
    )


def test_seeds_impressions_and_people_differ() -> None:
    """Another seed, person, finger or impression gives another print."""
    prints = [
        impressions(1, 1, 2, 1)[0],
        impressions(2, 1, 2, 1)[0],
        impressions(1, 2, 2, 1)[0],
        impressions(1, 1, 3, 1)[0],
        impressions(1, 1, 2, 1, first=1)[0],
    ]
    assert len({p.minutiae.tobytes() for p in prints}) == len(prints)


@pytest.mark.parametrize("style", [*PLAIN, SLAP, ROLLED])
def test_prints_keep_to_their_ranges(style: Style) -> None:
    """Places lie in the image, angles in one turn, kinds and qualities in theirs, and the packed form adds up."""
    for chunk in population(6, 40, styles=(style,)):
        m = chunk.minutiae
        assert m.dtype == MINUTIA
        assert chunk.offsets[0] == 0
        assert chunk.offsets[-1] == len(m)
        counts = np.diff(chunk.offsets)
        assert counts.min() >= 0
        assert counts.max() <= 255
        width, height = chunk.sizes.T.astype(int)
        print_of = np.repeat(np.arange(len(counts)), counts)
        assert (m["x"] >= 0).all()
        assert (m["y"] >= 0).all()
        assert (m["x"] < width[print_of]).all()
        assert (m["y"] < height[print_of]).all()
        assert (m["angle"] >= 0).all()
        assert (m["angle"] < np.float32(2 * np.pi)).all()
        assert set(np.unique(m["kind"])) == {1, 2}
        assert m["quality"].min() >= 45
        assert m["quality"].max() <= 97
        assert chunk.qualities.max() <= 100


def test_a_chunk_gives_ten_prints_in_order() -> None:
    """Iterating over a chunk gives each person's ten prints, the same as by number."""
    chunk = next(population(5, 3, first=100))
    people = list(chunk)
    assert [set(p.fingers) for p in people] == [{Finger(n) for n in range(1, 11)}] * 3
    assert people[2].fingers[Finger.LEFT_RING].minutiae.tobytes() == chunk.template(28).minutiae.tobytes()
    assert chunk.ten_print(102).fingers[Finger.LEFT_RING].finger == Finger.LEFT_RING


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"people": -1}, "people"),
        ({"people": 1, "fingers": 11}, "fingers"),
        ({"people": 1, "fingers": (Finger.PLAIN_THUMBS,)}, "fingers"),
        ({"people": 1, "chunk": 0}, "chunks"),
        ({"people": 1, "styles": ()}, "style"),
    ],
)
def test_what_cannot_be_made_is_refused(asked: dict[str, Any], said: str) -> None:
    """Numbers that make no sense are refused in one sentence that says which."""
    with pytest.raises(BadInput, match=said):
        next(population(1, **asked))


def test_nobody_is_no_chunk() -> None:
    """A population of nobody ends at once."""
    assert list(population(1, 0)) == []


@pytest.mark.parametrize("style", range(5))
def test_prints_of_one_finger_are_more_alike_than_others(style: int) -> None:
    """In every style nearly all mates are more alike than nearly all strangers, and some are not: it is not too easy."""
    genuine, impostor = compared(of_style(style, 25), every=37)
    limit = np.quantile(impostor, 0.99)
    assert (genuine > limit).mean() > 0.9
    assert genuine.min() < 0.55
    assert genuine.mean() > 2 * impostor.mean()


def test_a_rolled_print_holds_the_plain_one() -> None:
    """A finger rolled has more minutiae than pressed, and is found by its plain print among strangers."""
    rolled, plain = (
        next(population(3, 12, (Finger.RIGHT_INDEX,), styles=(s,), impression=k)) for k, s in enumerate((ROLLED, SLAP))
    )
    assert np.diff(rolled.offsets).mean() > 1.8 * np.diff(plain.offsets).mean()
    scores = np.array([[likeness(rolled.template(i), plain.template(j)) for j in range(12)] for i in range(12)])
    assert (scores.argmax(axis=0) == np.arange(12)).mean() > 0.8


def test_prints_are_like_real_ones() -> None:
    """Counts, area, density, neighbours, directions and pairs are those of real prints, within stated margins."""
    ours = statistics(t for style in range(5) for finger in of_style(style, 25) for t in finger)
    for name, margin in (("count", 0.15), ("area", 0.15), ("density", 0.15), ("nearest", 0.10)):
        assert getattr(ours, name)[1:4] == pytest.approx(getattr(REAL, name)[1:4], rel=margin), name
        assert getattr(ours, name) == pytest.approx(getattr(REAL, name), rel=2 * margin), name
    assert ours.neighbours == pytest.approx(REAL.neighbours, abs=1.5)
    assert ours.endings == pytest.approx(REAL.endings, abs=0.08)
    assert ours.direction[1:] == pytest.approx(REAL.direction[1:], abs=0.2)
    assert ours.orientation == pytest.approx(REAL.orientation, abs=0.12)
    assert ours.pairs == pytest.approx(REAL.pairs, abs=0.12)


def test_scores_are_like_those_of_real_prints() -> None:
    """Mates are hardly more alike, and strangers hardly less, than in the real sets, at every level from the 1st to the
    99th percentile. The margins are what the fifty fingers of the real sets leave open."""
    pooled = [compared(of_style(style, 40, seed=21), every=53) for style in range(5)]
    genuine = np.percentile(np.concatenate([g for g, _ in pooled]), LEVELS)
    impostor = np.percentile(np.concatenate([i for _, i in pooled]), LEVELS)
    assert genuine == pytest.approx(GENUINE, abs=0.08)
    assert (genuine <= np.array(GENUINE) + 0.045).all()
    assert impostor == pytest.approx(IMPOSTOR, abs=0.04)


def test_measures_know_simple_answers() -> None:
    """A square's area, equal and shifted samples, and a print against itself turned by a quarter."""
    assert hull_area(np.array([0.0, 4, 4, 0, 2]), np.array([0.0, 0, 4, 4, 1])) == 16
    sample = np.linspace(0, 1, 101)
    assert kolmogorov_smirnov(sample, sample) == 0
    assert kolmogorov_smirnov(sample, sample + 2) == 1
    assert wasserstein(sample, sample + 0.5) == pytest.approx(0.5 / sample.std())
    one = impressions(2, 2, 2, 1)[0]
    turned = one.minutiae.copy()
    turned["x"], turned["y"] = one.minutiae["y"], one.width - one.minutiae["x"]
    turned["angle"] = (one.minutiae["angle"] + np.pi / 4) % (2 * np.pi)
    assert likeness(one, one) == 1
    assert likeness(one, Template()) == 0
    assert likeness(one, Template(turned)) < 0.9  # the directions were turned by less than the places
