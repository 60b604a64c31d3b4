"""Two prints compared: what must not matter does not, and what must does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from lawgate.base import Recorder, Silent
from lawgate.prints.calibrate import calibration
from lawgate.prints.cylinders import features, features_of
from lawgate.prints.cylinders_basis import FILE, make_basis
from lawgate.prints.match import compare, compare_features, scores_of
from lawgate.prints.records import MINUTIA, Template
from tests.prints.match_made import cut, mates, mirrored, people, turned

SURE = 8.0  # evidence

minutiae = hnp.arrays(
    MINUTIA,
    st.integers(0, 90),
    elements=st.tuples(
        st.integers(-2000, 3000),
        st.integers(-2000, 3000),
        st.floats(0, 6.25, width=32),
        st.integers(0, 2),
        st.integers(0, 100),
    ),
)


def test_mates_are_told_from_strangers() -> None:
    """Two impressions of a finger score above every pair of different fingers, for nearly all of forty people."""
    pairs = mates(40)
    first, second = features_of([a for a, _ in pairs]), features_of([b for _, b in pairs])
    table = np.stack([scores_of(compare_features(f, second)) for f in first])
    strangers = table[~np.eye(40, dtype=bool)]
    assert np.mean(np.diag(table) > strangers.max()) >= 0.95


def test_every_angle_gives_the_same_score() -> None:
    """A print turned by any whole degree scores as it did, up to the rounding of its places to pixels."""
    for first, second in mates(3):
        upright = compare(first, second).score
        scores = np.array([compare(turned(first, degrees), second).score for degrees in range(0, 360, 1)])
        assert np.abs(scores - upright).max() < 0.2 * abs(upright) + 1.5
        assert np.abs(scores - upright).mean() < 0.05 * abs(upright) + 0.5


def test_quarter_turns_change_nothing_at_all() -> None:
    """Turns by 90 degrees move whole pixels to whole pixels, so the score stays to the rounding of floats."""
    square = Template(mates(1)[0][0].minutiae, 400, 400)
    other = mates(1)[0][1]
    scores = [compare(turned(square, degrees), other).score for degrees in (0, 90, 180, 270)]
    assert np.ptp(scores) < 0.5


@settings(max_examples=25, deadline=None)
@given(st.integers(-400, 400), st.integers(-400, 400))
def test_where_a_print_lies_does_not_matter(across: int, down: int) -> None:
    """A print moved by whole pixels has the same score and the same pairs."""
    first, second = mates(2)[1]
    here, there = compare(first, second), compare(turned(first, 0, (across, down)), second)
    still = compare(turned(first, 0), second)
    assert there.pairs == still.pairs == here.pairs
    assert there.score == pytest.approx(here.score, abs=0.02)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 19), st.floats(0, 360), st.integers(-300, 300), st.integers(-300, 300))
def test_turned_moved_and_exchanged_prints_say_the_same(who: int, degrees: float, across: int, down: int) -> None:
    """However one print is turned and moved, and whichever comes first, mates stay mates and strangers strangers."""
    first, second = mates(20)[who]
    stranger = mates(20)[who - 1][1]
    moved = turned(first, degrees, (across, down))
    plain, again, back = compare(first, second), compare(moved, second), compare(second, moved)
    assert again.score == back.score
    assert again.score == pytest.approx(plain.score, abs=0.2 * abs(plain.score) + 1.5)
    assert compare(moved, stranger).rarity < 4


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 19), st.floats(0, 360), st.floats(0.3, 1.0), st.floats(0, 360))
def test_a_part_of_a_print_is_found_in_the_whole(who: int, way: float, share: float, degrees: float) -> None:
    """Any part of a print that holds a dozen minutiae, turned, pairs with itself in the whole; a stranger's does not."""
    first = mates(20)[who][0]
    part = turned(cut(first, way, share), degrees)
    assume(len(part) >= 12)
    found = compare(part, first)
    assert sum(part.minutiae["quality"][i] == first.minutiae["quality"][j] for i, j in found.pairs) >= 0.8 * len(part)
    assert found.evidence > SURE
    assert compare(part, mates(20)[who - 1][1]).rarity < 4.5


def test_which_print_comes_first_does_not_matter() -> None:
    """Swapping the two prints gives the same score to the last bit, and the same pairs the other way round."""
    tens, others = people(12), people(12, 1)
    prints = [t for ten in (*tens, *others) for t in list(ten.fingers.values())[:2]]
    seen = features_of(prints)
    for i in range(0, 40, 3):
        for j in range(1, 40, 7):
            there, back = compare(seen[i], seen[j]), compare(seen[j], seen[i])
            assert there.score == back.score
            assert there.pairs == tuple((a, b) for b, a in back.pairs)


def test_the_order_of_minutiae_does_not_matter() -> None:
    """A template with its rows shuffled is the same print."""
    first, second = mates(5)[4]
    order = np.random.default_rng(3).permutation(len(first))
    shuffled = replace(first, minutiae=first.minutiae[order])
    assert compare(shuffled, second).score == compare(first, second).score


def test_a_mirror_image_is_another_finger() -> None:
    """Mirrored prints do not match, which an angle measured the wrong way round would let pass."""
    for first, second in mates(6):
        assert compare(mirrored(first), second).evidence < 0 < compare(first, second).evidence


def test_a_cut_print_still_matches() -> None:
    """With three fifths of one impression left, whichever, most prints are still told for sure."""
    found = [
        compare(cut(first, degrees, 0.6), second).evidence > SURE
        for first, second in mates(20)
        for degrees in (0, 90, 180, 270)
    ]
    assert np.mean(found) >= 0.9


def test_stretching_one_axis_is_not_forgiven_for_ever() -> None:
    """Skin stretches by some percent and is forgiven; a print half as wide again is no longer the same one."""
    first, second = mates(8)[7]

    def stretched(by: float) -> Template:
        m = first.minutiae.copy()
        m["x"] = np.rint(m["x"] * by)
        return replace(first, minutiae=m)

    plain = compare(first, second).score
    assert compare(stretched(1.04), second).score > 0.7 * plain
    assert compare(stretched(1.5), second).score < 0.4 * plain


def test_nothing_compared_with_anything_is_the_lowest_evidence() -> None:
    """Prints without minutiae, or with one, are compared without complaint and match nobody."""
    first, second = mates(1)[0]
    one = replace(first, minutiae=first.minutiae[:1])
    for a, b in ((Template(), second), (first, Template()), (Template(), Template()), (one, second), (one, one)):
        found = compare(a, b)
        assert found.evidence == calibration().least
        assert found.pairs == ()


@settings(max_examples=60, deadline=None)
@given(minutiae, minutiae)
def test_any_minutiae_can_be_compared(a: np.ndarray, b: np.ndarray) -> None:
    """Whatever minutiae are given, doubled or far apart, the score is finite, symmetric, and pairs name real rows once."""
    found, back = compare(Template(a), Template(b)), compare(Template(b), Template(a))
    assert np.isfinite(found.score)
    assert found.score == back.score
    rows, columns = [i for i, _ in found.pairs], [j for _, j in found.pairs]
    assert len(set(rows)) == len(rows)
    assert len(set(columns)) == len(columns)
    assert all(0 <= i < len(a) for i in rows)
    assert all(0 <= j < len(b) for j in columns)


def test_a_print_with_itself_pairs_every_minutia_with_itself() -> None:
    """The known answer: a print laid over itself pairs row with row."""
    template = mates(1)[0][0]
    found = compare(template, template)
    assert found.pairs == tuple((k, k) for k, _ in found.pairs)
    assert len(found.pairs) == len(template)


def test_codes_do_not_turn_with_the_print() -> None:
    """A turned print's codes differ from its own by a few bits of 128, and from another finger's by half."""
    template, other = people(2)[0].fingers.values(), people(2)[1].fingers.values()
    for a, b in zip(list(template)[:3], list(other)[:3], strict=True):
        seen, again = features(a), features(turned(a, 77))
        own = seen.codes[np.argsort(seen.chosen)] ^ again.codes[np.argsort(again.chosen)]
        strange = seen.codes[:, None] ^ features(b).codes[None]
        assert np.bitwise_count(own).sum(1).mean() < 10
        assert 50 < np.bitwise_count(strange).sum(-1).mean() < 75


def test_a_lone_minutia_is_known_to_say_nothing() -> None:
    """A minutia with no neighbour within reach is counted as having none."""
    m = np.zeros(3, MINUTIA)
    m["x"], m["y"], m["quality"] = [0, 20, 900], [0, 20, 900], [90, 80, 70]
    seen = features(Template(m))
    assert seen.points[:, 6].tolist() == [1, 1, 0]


@pytest.mark.slow
def test_the_shipped_basis_is_what_its_model_gives() -> None:
    """The basis file can be made again from the model: the axes span the same space, the medians nearly the same."""
    axes, medians = make_basis()
    with np.load(FILE) as shipped:
        a, b = axes / np.linalg.norm(axes, axis=0), shipped["axes"] / np.linalg.norm(shipped["axes"], axis=0)
        assert np.linalg.svd(a[:, :64].T @ b[:, :64], compute_uv=False).min() > 0.9
        assert np.median(np.abs(np.abs(medians) - np.abs(shipped["medians"]))) < 10


def test_a_witness_sees_every_stage() -> None:
    """The stages of a comparison are told to a witness: features, candidates with the best first, and the answer, whose
    pairs are mostly among the candidates."""
    told = Recorder()
    first, second = mates(1)[0]
    found = compare(first, second, told)
    assert [note.step for note in told.notes] == ["features", "candidates", "comparison"]
    features_, candidates, comparison = (note.values for note in told.notes)
    assert comparison["result"] == found
    assert (np.diff(candidates["standing"]) <= 0).all()
    rows = [(features_["first"].chosen[i], features_["second"].chosen[j]) for i, j in candidates["rows"]]
    assert len(set(rows[:8]) & set(found.pairs)) >= 6
    back = Recorder()
    compare(second, first, back)
    assert np.array_equal(back.notes[1].values["rows"], candidates["rows"][:, ::-1])


def test_nobody_who_listens_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a witness the stages are not worked out apart."""

    def looked(*_: object) -> None:
        raise AssertionError("nobody asked")

    monkeypatch.setattr("lawgate.prints.match.look_at_candidates", looked)
    first, second = mates(1)[0]
    assert compare(first, second).pairs
    assert compare(first, second, Silent()).pairs
