"""A gallery: who is enrolled, removed, found and refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lawgate.base import BadInput
from lawgate.prints.gallery import (
    AlreadyEnrolled,
    Effort,
    GalleryBusy,
    GalleryClosed,
    NotEnrolled,
    Search,
    SearchResult,
)
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.records import Finger, Template, TenPrint
from tests.prints.match_made import cut, people, scrap

COUNT = 150
TEN = tuple(Finger(n) for n in range(1, 11))


def enrolled(folder: Path, count: int = COUNT, first: int = 0) -> LocalGallery:
    gallery = LocalGallery.create(folder)
    gallery.enrol_many((f"p{i}", ten) for i, ten in enumerate(people(COUNT)[:count], first))
    return gallery


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> LocalGallery:
    """A hundred people in a sealed block and fifty in the log."""
    held = enrolled(tmp_path_factory.mktemp("gallery") / "g", 100)
    held.seal()
    held.enrol_many((f"p{i}", ten) for i, ten in enumerate(people(COUNT)) if i >= 100)
    return held


def codes(found: SearchResult) -> set[str]:
    return {f.code for f in found.findings} | {f.code for c in found.candidates for f in c.findings}


def without(probe: TenPrint, *gone: int) -> TenPrint:
    return TenPrint({f: t for f, t in probe.fingers.items() if f not in gone}, probe.amputated)


def test_everyone_is_found_by_new_impressions_of_ten_fingers(gallery: LocalGallery) -> None:
    """A sealed person and one in the log come first, and no one else is anywhere near."""
    assert len(gallery) == COUNT
    for row in range(0, COUNT, 6):
        found = gallery.search(people(COUNT, 1)[row])
        assert found.candidates[0].name == f"p{row}"
        assert found.searched == COUNT
        assert not found.partial
        assert found.candidates[0].evidence > 50 + max((c.evidence for c in found.candidates[1:]), default=0.0)


@pytest.mark.parametrize("effort", list(Effort))
def test_every_effort_finds_the_same_person(gallery: LocalGallery, effort: Effort) -> None:
    """Index, scan and comparing everyone agree on who it is and on the evidence."""
    found = gallery.search(people(COUNT, 1)[33], Search(effort=effort))
    wanted = gallery.search(people(COUNT, 1)[33], Search(effort=Effort.PRECISE))
    assert found.candidates[0] == wanted.candidates[0]
    assert found.candidates[0].name == "p33"


def test_fingers_may_be_missing_exchanged_or_of_the_other_hand(gallery: LocalGallery) -> None:
    """Three fingers missing, two exchanged, or left for right: the person is found and the finding says what was wrong."""
    for row in (2, 40, 99, 120):
        probe = people(COUNT, 1)[row]
        missing = gallery.search(without(probe, 1, 2, 7))
        assert missing.candidates[0].name == f"p{row}"
        swapped = dict(probe.fingers)
        swapped[TEN[1]], swapped[TEN[2]] = swapped[TEN[2]], swapped[TEN[1]]
        found = gallery.search(TenPrint(swapped))
        assert found.candidates[0].name == f"p{row}"
        assert "exchanged-fingers" in codes(found)
        assert {e.against for e in found.candidates[0].fingers if e.finger is TEN[1]} == {TEN[2]}
        hands = TenPrint({Finger((f + 4) % 10 + 1): t for f, t in probe.fingers.items()})
        turned = gallery.search(hands)
        assert turned.candidates[0].name == f"p{row}"
        assert "exchanged-hands" in codes(turned)


def test_a_record_of_five_fingers_is_found_by_ten_among_records_of_ten(tmp_path: Path) -> None:
    """In a small sealed block everybody gets votes by chance; whoever has half the fingers is put forward all the same."""
    few = range(104, 200, 8)
    with LocalGallery.create(tmp_path / "g") as gallery:
        there = enumerate(people(200, 1))
        gallery.enrol_many((f"p{n}", without(ten, 6, 7, 8, 9, 10) if n in few else ten) for n, ten in there)
        gallery.seal()
        asked = people(200)
        assert [gallery.search(asked[n]).candidates[0].name for n in few] == [f"p{n}" for n in few]


def test_one_finger_its_position_unknown_and_a_part_of_one(gallery: LocalGallery) -> None:
    """One finger finds its person; so does one of unknown position, and three quarters of one as a trace leaves it."""
    hits = 0
    for row in range(0, COUNT, 15):
        index = people(COUNT, 1)[row].fingers[Finger.RIGHT_INDEX]
        probes = (
            {Finger.RIGHT_INDEX: index},
            {Finger.UNKNOWN: replace(index, finger=Finger.UNKNOWN)},
            {Finger.RIGHT_INDEX: cut(index, 30.0 * row, 0.75)},
        )
        for probe in probes:
            found = gallery.search(TenPrint(probe)).candidates
            hits += bool(found) and found[0].name == f"p{row}"
    assert hits >= 27  # of 30


def test_a_scrap_of_four_minutiae_is_no_evidence(gallery: LocalGallery) -> None:
    """Four minutiae find no one for sure: they are not enough to say anything."""
    index = people(COUNT, 1)[8].fingers[Finger.RIGHT_INDEX]
    found = gallery.search(TenPrint({Finger.UNKNOWN: scrap(index, 4)}))
    assert all(c.evidence < 8 for c in found.candidates)


def test_amputated_fingers_are_kept_and_contradictions_said(tmp_path: Path) -> None:
    """What is recorded amputated comes back, and a probe that shows it is flagged, and still found."""
    with LocalGallery.create(tmp_path / "g") as gallery:
        record = TenPrint(without(people(COUNT)[0], 3).fingers, frozenset({Finger.RIGHT_MIDDLE}))
        gallery.enrol("a", record)
        gallery.enrol("b", people(COUNT)[1])
        assert gallery.person("a").amputated == {Finger.RIGHT_MIDDLE}
        found = gallery.search(people(COUNT, 1)[0])
        assert found.candidates[0].name == "a"
        assert "finger-recorded-amputated" in codes(found)
        assert "finger-recorded-amputated" not in codes(gallery.search(without(people(COUNT, 1)[0], 3)))


def test_oddities_of_a_set_are_flagged(gallery: LocalGallery, tmp_path: Path) -> None:
    """The same finger twice is flagged when enrolled and when searched; two people's fingers in one probe name both."""
    probe = people(COUNT, 1)[20]
    twice = TenPrint({**probe.fingers, TEN[4]: people(COUNT)[20].fingers[TEN[3]]})
    assert "same-finger-twice" in codes(gallery.search(twice))
    with LocalGallery.create(tmp_path / "g") as other:
        said = other.enrol("a", twice).findings
        assert [f.code for f in said] == ["same-finger-twice"]
        assert set(said[0].fingers) == {TEN[3], TEN[4]}
        assert other.enrol("b", probe).findings == ()
    right = {f: t for f, t in probe.fingers.items() if f <= 5}
    left = {f: t for f, t in people(COUNT, 1)[60].fingers.items() if f > 5}
    mixed = gallery.search(TenPrint({**right, **left}))
    assert "two-people" in codes(mixed)
    assert {c.name for c in mixed.candidates[:2]} == {"p20", "p60"}
    assert "two-people" not in codes(gallery.search(probe))


def test_what_cannot_be_answered_is_said(gallery: LocalGallery, tmp_path: Path) -> None:
    """An empty gallery and an empty probe are flagged; slaps and strange positions and names are refused."""
    with LocalGallery.create(tmp_path / "g") as empty:
        found = empty.search(people(COUNT)[0])
        assert (found.candidates, found.searched, codes(found)) == ((), 0, {"empty-gallery"})
        with pytest.raises(BadInput, match="finger position 13"):
            empty.enrol("x", TenPrint({Finger.PLAIN_RIGHT_FOUR: people(COUNT)[0].fingers[TEN[0]]}))
        for name in ("", "x" * 201):
            with pytest.raises(BadInput, match="200 bytes"):
                empty.enrol(name, people(COUNT)[0])
        assert len(empty) == 0
    assert codes(gallery.search(TenPrint({TEN[0]: Template()}))) == {"empty-probe"}
    assert codes(gallery.search(TenPrint())) == {"empty-probe"}
    with pytest.raises(BadInput, match="right four"):
        gallery.search(TenPrint({Finger.PLAIN_RIGHT_FOUR: people(COUNT)[0].fingers[TEN[0]]}))


def test_names_are_enrolled_once_and_batches_whole(tmp_path: Path) -> None:
    """A name that is known, in the log or in a block, or twice in one batch, is refused and changes nothing."""
    with enrolled(tmp_path / "g", 3) as gallery:
        for sealed in (False, True):
            if sealed:
                gallery.seal()
            for batch in (["new", "p1"], ["new", "new"]):
                with pytest.raises(AlreadyEnrolled):
                    gallery.enrol_many((name, people(COUNT)[9]) for name in batch)
            assert sorted(gallery.names()) == ["p0", "p1", "p2"]
            assert "new" not in gallery


def test_removed_people_are_gone_and_may_come_back(tmp_path: Path) -> None:
    """Someone removed from the log or a block is found no more, before and after reopening, and may be enrolled anew."""
    folder = tmp_path / "g"
    gallery = enrolled(folder, 20)
    gallery.seal()
    gallery.enrol("tail", people(COUNT)[30])
    for name in ("p4", "tail"):
        gallery.remove(name)
        with pytest.raises(NotEnrolled):
            gallery.remove(name)
        with pytest.raises(NotEnrolled):
            gallery.person(name)
    gallery.enrol("p4", people(COUNT)[40])
    for _ in range(3):
        assert sorted(gallery.names()) == sorted(f"p{i}" for i in range(20))
        assert len(gallery) == 20
        assert not [c for c in gallery.search(people(COUNT, 1)[4]).candidates if c.evidence > 8]
        assert gallery.search(people(COUNT, 1)[40]).candidates[0].name == "p4"
        gallery.close()
        gallery = LocalGallery.open(folder)
        gallery.seal()
    gallery.close()


def test_compacting_leaves_nothing_of_the_removed_on_the_disk(tmp_path: Path) -> None:
    """After compacting, no file holds the name or the packed minutiae of someone who was removed, and the rest stay."""
    folder = tmp_path / "g"
    gallery = LocalGallery.create(folder)
    gallery.enrol_many((f"person {i}", ten) for i, ten in enumerate(people(COUNT)[:12]))
    gallery.seal()
    part = gallery._files[0].block
    bytes_of = part.places[int(part.firsts[50]) : int(part.firsts[60])].tobytes()
    assert any(bytes_of in f.read_bytes() for f in folder.iterdir())
    gallery.remove("person 5")
    gallery.compact()
    assert sorted(gallery.names()) == sorted(f"person {i}" for i in range(12) if i != 5)
    assert not any(bytes_of in f.read_bytes() or b"person 5" in f.read_bytes() for f in folder.iterdir())
    gallery.close()


def test_a_person_comes_back_as_they_were_put_in(gallery: LocalGallery) -> None:
    """Minutiae come back moved to the corner, rounded to a 256th of a turn, the surest 96 of them, in every place."""
    for row in (0, 50, 149):
        held = gallery.person(f"p{row}")
        for finger, template in people(COUNT)[row].fingers.items():
            put, got = template.minutiae, held.fingers[finger].minutiae
            assert len(got) == min(len(put), 96)
            order = np.lexsort((put["x"], put["y"], 255 - put["quality"]))[:96]
            assert got["x"].tolist() == (put["x"][order] - put["x"].min()).tolist()
            apart = np.abs(np.angle(np.exp(1j * (got["angle"] - put["angle"][order]))))
            assert apart.max() <= np.pi / 256 + 1e-5


def test_one_writer_many_readers_and_none_after_closing(tmp_path: Path) -> None:
    """A second writer is refused, a reader sees everyone and may not write, and a closed gallery says that it is."""
    folder = tmp_path / "g"
    gallery = enrolled(folder, 5)
    with pytest.raises(GalleryBusy):
        LocalGallery.open(folder)
    with LocalGallery.open(folder, read_only=True) as reader:
        assert len(reader) == 5
        assert reader.search(people(COUNT, 1)[2]).candidates[0].name == "p2"
        with pytest.raises(GalleryClosed):
            reader.remove("p2")
    gallery.close()
    with pytest.raises(GalleryClosed):
        gallery.search(people(COUNT, 1)[2])
    with pytest.raises(BadInput, match="not empty"):
        LocalGallery.create(folder)


def test_small_blocks_are_joined(tmp_path: Path) -> None:
    """Sealing a few people over and over keeps the number of blocks small and everyone in it."""
    with LocalGallery.create(tmp_path / "g") as gallery:
        for i in range(20):
            gallery.enrol(f"p{i}", people(COUNT)[i])
            gallery.seal()
        assert len(list((tmp_path / "g").glob("block-*"))) <= 9
        assert sorted(gallery.names()) == sorted(f"p{i}" for i in range(20))
        assert gallery.search(people(COUNT, 1)[0]).candidates[0].name == "p0"
