"""The first stage and the index, against plain counting."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.prints.gallery_pack import Block, pack_people, turns_of
from lawgate.prints.index import INDEXED, KEYS, STEADY, WIDEST, build_index, key_of, key_width, most_voted, vote
from lawgate.prints.index_scan import WORTH, scan
from tests.prints.match_made import people


def gallery(count: int = 60) -> Block:
    return pack_people({f"p{i}": ten for i, ten in enumerate(people(count))})


def print_of(block: Block, number: int) -> tuple[np.ndarray, np.ndarray]:
    part = slice(int(block.firsts[number]), int(block.firsts[number + 1]))
    says = block.codes[part] != 0
    return block.codes[part][says].copy(), turns_of(block.places[part])[says].copy()


def test_every_steady_bit_is_read_equally_often() -> None:
    """No table reads a bit twice, and the tables together read the steady bits evenly."""
    assert KEYS.shape == (8, WIDEST)
    assert all(len(set(table)) == WIDEST for table in KEYS.tolist())
    counts = np.bincount(KEYS.ravel(), minlength=STEADY)
    assert counts.max() - counts.min() <= 1


def test_the_index_holds_every_entered_minutia_once_a_table() -> None:
    """Each bucket holds exactly the people whose central minutiae have its key, as a plain dictionary finds them."""
    block = gallery(12)
    index = build_index(block.codes, block.places, block.firsts)
    assert index.width == key_width(12)
    total = int(index.buckets[:, :, -1].max())
    assert total == len(index.rows)
    entered = [min(INDEXED, int((block.codes[a:b] != 0).sum())) for a, b in pairwise(block.firsts)]
    assert total <= 8 * sum(entered)
    assert total >= 8 * sum(entered) * 0.9
    for finger in (0, 7):
        for table in (0, 5):
            for row in range(12):
                part = block.codes[block.firsts[row * 10 + finger] : block.firsts[row * 10 + finger + 1]]
                keys = {key_of(code, KEYS[table], index.width) for code in part[part != 0]}
                held = {
                    key
                    for key in range(1 << index.width)
                    if row in index.rows[index.buckets[finger, table, key] : index.buckets[finger, table, key + 1]]
                }
                assert held <= keys


def test_votes_are_the_collisions_that_plain_counting_finds() -> None:
    """A probe's votes for a person are the pairs of minutiae and tables that share a key."""
    block = gallery(12)
    index = build_index(block.codes, block.places, block.firsts)
    codes, _ = print_of(block, 3 * 10 + 1)
    votes = np.zeros(12, np.uint16)
    cast = vote(codes, 1, KEYS, index.width, index.buckets, index.rows, votes)
    assert cast == int(votes.sum())
    counted = np.zeros(12, int)
    for table in range(8):
        for code in codes:
            key = key_of(code, KEYS[table], index.width)
            rows = index.rows[index.buckets[1, table, key] : index.buckets[1, table, key + 1]]
            np.add.at(counted, rows, 1)
    assert counted.tolist() == votes.tolist()
    assert int(votes.argmax()) == 3


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=60), st.integers(1, 30))
def test_most_voted_are_the_most_voted(values: list[int], wanted: int) -> None:
    """As many as wanted and no one without a vote; nobody left out has more votes than anybody chosen."""
    votes = np.array(values, np.uint16)
    chosen = np.empty(len(votes), np.int64)
    rows = chosen[: most_voted(votes, wanted, chosen)]
    assert len(set(rows.tolist())) == len(rows)
    assert len(rows) == min(wanted, int((votes > 0).sum()))
    left = np.delete(votes, rows)
    assert not len(rows) or not len(left) or left.max() <= votes[rows].min() or votes[rows].min() == 0


def test_the_scan_is_what_plain_counting_gives() -> None:
    """Every score of the first stage equals the sum that numpy works out from all pairs of codes."""
    block = gallery(8)
    codes, turns = print_of(block, 21)
    prints = np.arange(80)
    scores = np.empty(80, np.float32)
    scan(codes, turns, block.codes, block.places, block.firsts, prints, WORTH, 8, scores)
    for number in prints:
        others, other_turns = print_of(block, int(number))
        apart = np.bitwise_count(codes[:, None] ^ others[None])
        best = apart.argmin(0)
        booked = np.zeros(16)
        turn = (other_turns.astype(int) - turns[best].astype(int)) % 256 // 16
        np.add.at(booked, turn, WORTH[apart.min(0)])
        assert scores[number] == pytest.approx((booked + np.roll(booked, -1)).max(), rel=1e-5)
    assert int(scores.argmax()) == 21


def test_turning_may_be_limited() -> None:
    """When prints may be turned by little, a print turned by half a turn gets no score, and an upright one all of it."""
    block = gallery(4)
    codes, turns = print_of(block, 5)
    prints = np.array([5])
    upright, upside_down, free = (np.empty(1, np.float32) for _ in range(3))
    scan(codes, turns, block.codes, block.places, block.firsts, prints, WORTH, 1, upright)
    scan(codes, turns + np.uint8(128), block.codes, block.places, block.firsts, prints, WORTH, 1, upside_down)
    scan(codes, turns + np.uint8(128), block.codes, block.places, block.firsts, prints, WORTH, 8, free)
    assert upright[0] == free[0] > 5 * upside_down[0]
