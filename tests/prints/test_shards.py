"""Several galleries behind one face, and what is said when one of them is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from lawgate.base import BadInput, Witness
from lawgate.prints.gallery import USUAL, AlreadyEnrolled, Enrolled, Search, SearchResult
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.records import Finger, TenPrint
from lawgate.prints.shards import ShardedGallery, ShardLost
from tests.prints.match_made import people

COUNT = 60


class Broken(LocalGallery):
    """A shard whose connection breaks when it is asked to search or to enrol."""

    broken: BaseException | None = None
    wait: threading.Event | None = None

    def search(self, probe: TenPrint, wanted: Search = USUAL, witness: Witness | None = None) -> SearchResult:
        if self.wait is not None:
            self.wait.wait(20)
        if self.broken is not None:
            raise self.broken
        return super().search(probe, wanted, witness)

    def enrol_many(self, people: Iterable[tuple[str, TenPrint]]) -> Enrolled:
        if self.broken is not None:
            raise self.broken
        return super().enrol_many(people)


def two(folder: Path, seconds: float | None = None) -> tuple[ShardedGallery, Broken, Broken]:
    north, south = Broken.create(folder / "north"), Broken.create(folder / "south")
    both = ShardedGallery({"north": north, "south": south}, seconds=seconds)
    both.enrol_many((f"p{i}", ten) for i, ten in enumerate(people(COUNT)))
    assert isinstance(north, Broken)
    assert isinstance(south, Broken)
    return both, north, south


def test_two_shards_answer_as_one_gallery(tmp_path: Path) -> None:
    """People are spread over both, and every answer is that of one gallery with everyone in it."""
    both, north, south = two(tmp_path)
    with LocalGallery.create(tmp_path / "whole") as whole:
        whole.enrol_many((f"p{i}", ten) for i, ten in enumerate(people(COUNT)))
        assert len(both) == len(whole) == len(north) + len(south)
        assert min(len(north), len(south)) > COUNT // 4
        for row in range(0, COUNT, 7):
            ours, theirs = both.search(people(COUNT, 1)[row]), whole.search(people(COUNT, 1)[row])
            assert ours.candidates[0] == theirs.candidates[0]
            assert ours.candidates[0].name == f"p{row}"
            assert (ours.searched, ours.missing) == (COUNT, ())
    assert both.person("p3").fingers.keys() == people(COUNT)[3].fingers.keys()
    both.remove("p3")
    assert "p3" not in both
    both.enrol("p3", people(COUNT)[3])
    with pytest.raises(AlreadyEnrolled):
        both.enrol("p3", people(COUNT)[3])
    both.close()


@pytest.mark.parametrize("error", [ConnectionResetError("peer is gone"), EOFError(), ShardLost(("south",), "gone")])
def test_a_lost_shard_is_named_and_the_rest_is_answered(tmp_path: Path, error: Exception) -> None:
    """The answer is partial, names the shard, and holds what the other one found."""
    both, north, south = two(tmp_path)
    south.broken = error
    here = next(i for i in range(COUNT) if f"p{i}" in north)
    found = both.search(people(COUNT, 1)[here])
    assert found.partial
    assert found.missing == ("south",)
    assert [f.code for f in found.findings] == ["shard-lost"]
    assert "south" in found.findings[0].sentence
    assert found.candidates[0].name == f"p{here}"
    assert found.searched == len(north)
    north.broken = error
    with pytest.raises(ShardLost) as lost:
        both.search(people(COUNT, 1)[here])
    assert set(lost.value.names) == {"north", "south"}
    both.close()


def test_a_shard_closed_or_slow_is_lost_too(tmp_path: Path) -> None:
    """One that was closed, and one that does not answer in time, are named; asking them directly says which it was."""
    both, _, south = two(tmp_path / "a")
    south.close()
    assert both.search(people(COUNT, 1)[0]).missing == ("south",)
    there = next(n for n in (f"q{i}" for i in range(100)) if both.home(n) == "south")
    for ask in (lambda: both.enrol(there, people(COUNT)[0]), lambda: both.remove(there), lambda: both.person(there)):
        with pytest.raises(ShardLost, match="south") as lost:
            ask()
        assert lost.value.names == ("south",)
    both.close()
    late, _, slow = two(tmp_path / "b", seconds=2.0)
    late.search(people(COUNT, 1)[0])
    slow.wait = threading.Event()
    found = late.search(people(COUNT, 1)[0])
    assert found.missing == ("south",)
    assert "too long" in found.findings[0].sentence
    slow.wait.set()
    late.close()


def test_a_batch_that_loses_a_shard_says_what_was_done(tmp_path: Path) -> None:
    """When a shard is lost while many are enrolled, the error names it and whose people are in already."""
    both, north, south = two(tmp_path)
    names = [f"q{i}" for i in range(12)]
    first, last = both.home(names[0]), {"north", "south"} - {both.home(names[0])}
    (south if last == {"south"} else north).broken = OSError("gone")
    with pytest.raises(ShardLost, match=f"what belongs to {first} was enrolled") as lost:
        both.enrol_many((n, people(COUNT)[i]) for i, n in enumerate(names))
    assert set(lost.value.names) == last
    assert all((n in both) == (both.home(n) == first) for n in names)
    both.close()


def test_a_wrong_question_is_not_a_lost_shard(tmp_path: Path) -> None:
    """What is wrong with the probe is raised as such, and a gallery needs a shard."""
    both, *_ = two(tmp_path)
    with pytest.raises(BadInput, match="right four"):
        both.search(TenPrint({Finger.PLAIN_RIGHT_FOUR: people(COUNT)[0].fingers[Finger(1)]}), Search())
    both.close()
    with pytest.raises(BadInput, match="at least one shard"):
        ShardedGallery({})


def test_parts_missing_within_a_shard_are_passed_on(tmp_path: Path) -> None:
    """A shard that left a damaged block out makes the whole answer partial, and says which block of which shard."""
    with LocalGallery.create(tmp_path / "a") as part:
        part.enrol_many((f"p{i}", ten) for i, ten in enumerate(people(COUNT)))
        part.seal()
    block = next((tmp_path / "a").glob("block-*"))
    data = bytearray(block.read_bytes())
    data[len(data) // 2] ^= 1
    block.write_bytes(data)
    hurt = LocalGallery.open(tmp_path / "a", leave_out_damaged=True)
    whole = LocalGallery.create(tmp_path / "b")
    whole.enrol("x", people(COUNT)[0])
    with_hurt = ShardedGallery({"a": hurt, "b": whole})
    found = with_hurt.search(people(COUNT, 1)[0])
    assert found.candidates[0].name == "x"
    assert found.missing == (f"a: block {block.name}",)
    with_hurt.close()
