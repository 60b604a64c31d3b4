"""Invented people written down twice: the same from one seed, different as asked, and saying nothing else."""

from __future__ import annotations

import itertools
from dataclasses import fields
from random import Random

import pytest

from lawgate.base import BadInput
from lawgate.identity import Biographic
from lawgate.standin.biographic import EASY, HARD, Noise, people, two_lists, written_again


def test_one_seed_one_list() -> None:
    """The same seed gives the same lists, another seed others; more people do not change the first."""
    assert two_lists(50, 20, 3) == two_lists(50, 20, 3)
    assert two_lists(50, 20, 3) != two_lists(50, 20, 4)
    assert list(itertools.islice(people(50, 3), 10)) == list(people(10, 3))


def test_the_truth_names_the_record() -> None:
    """About the share asked for is among those held; the rest are not; keys are unique."""
    lists = two_lists(500, 400, 9, known=0.5)
    found = [h for h in lists.truth.values() if h]
    assert 150 < len(found) < 250
    assert len(set(found)) == len(found)
    assert set(found) <= {p.key for p in lists.held}
    assert len({p.key for p in lists.asked}) == 400


def test_without_noise_nothing_differs() -> None:
    """With every chance at none a record is written again as it was."""
    nothing = Noise(**{f.name: 0.0 for f in fields(Noise)} | {"identifier": 1.0, "address": 1.0})
    for person in people(20, 1):
        assert written_again(person, Random(2), nothing) == person


def exchanged(person: Biographic) -> str:
    """A date of birth with its day where its month stands."""
    assert isinstance(person.born, str)
    year, month, day = person.born.split("-")
    return f"{year}-{day}-{month}"


def test_each_way_of_differing_occurs() -> None:
    """The harder noise exchanges names and dates, shortens surnames, uses other letters, and leaves identifiers out."""
    first = list(people(800, 5))
    draw = Random(6)
    again = [written_again(p, draw, HARD) for p in first]
    pairs = list(zip(first, again, strict=True))
    assert sum(a.family == b.given and a.given == b.family for a, b in pairs) > 10
    assert sum(b.born == exchanged(a) != a.born for a, b in pairs) > 10
    assert sum(b.family in a.family.replace("-", " ").split() and b.family != a.family for a, b in pairs) > 10
    assert sum(not b.family.isascii() for _, b in pairs) > 10
    assert not any(b.identifiers or b.address for b in again)
    assert sum(bool(written_again(p, draw, EASY).identifiers) for p in first) > 600


def test_chances_are_shares() -> None:
    """A chance above one, or more known people than there are, is refused."""
    with pytest.raises(BadInput, match="'slip' is not a chance"):
        Noise(slip=1.5)
    with pytest.raises(BadInput, match="hold more people"):
        two_lists(2, 100, 1)
