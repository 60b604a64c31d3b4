"""The files of a gallery with bytes flipped, cut short, and forged: found, named, and repaired as far as it goes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lawgate.prints import gallery_files, gallery_manifest
from lawgate.prints.gallery_files import PREAMBLE, DamagedGallery, OtherVersion, read_block
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.gallery_names import Names
from lawgate.prints.gallery_repair import repair
from tests.prints.gallery_made import COUNT, EVERYONE, kept, sealed_and_logged, short
from tests.prints.match_made import people

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sealed_and_logged(tmp_path_factory.mktemp("files") / "g")


@given(data=st.data())
@QUICK
def test_a_flipped_byte_is_found_and_named(sealed: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Any bit of any file of a gallery: opening it names the file, or it makes no difference to who is in it."""
    folder = tmp_path / "g"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sealed, folder)
    path = data.draw(st.sampled_from(sorted(p for p in folder.iterdir() if p.stat().st_size)))
    held = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(held) - 1))
    held[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(held)
    if path.name == "manifest-copy":
        assert kept(folder) == EVERYONE
        return
    with pytest.raises((DamagedGallery, OtherVersion)) as found:
        LocalGallery.open(folder)
    assert isinstance(found.value, DamagedGallery | OtherVersion)
    assert found.value.file.name == path.name
    assert path.name in str(found.value)


@given(data=st.data())
@QUICK
def test_a_file_cut_short_is_found_and_named(sealed: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Cut anywhere: a block or a manifest is named; a log gives everyone whose record is still whole, in order."""
    folder = tmp_path / "g"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sealed, folder)
    path = data.draw(st.sampled_from(sorted(p for p in folder.iterdir() if p.stat().st_size)))
    if path.name == "manifest-copy":
        return
    size = data.draw(st.integers(0, path.stat().st_size - 1))
    os.truncate(path, size)
    if path.name.startswith("log") and size >= 12:
        with LocalGallery.open(folder) as gallery:
            tail = {n for n in gallery.names() if n >= "p20"}
            assert tail == {f"p{20 + i}" for i in range(len(tail))}
            assert {f"p{i:02d}" for i in range(20)} - {"p07"} <= set(gallery.names())
        return
    with pytest.raises(DamagedGallery) as found:
        LocalGallery.open(folder)
    assert found.value.file.name == path.name


def test_the_middle_of_a_log_is_never_dropped_in_silence(sealed: Path, tmp_path: Path) -> None:
    """A flipped byte of a record that others follow is damage, not a crash: nothing after it is thrown away."""
    shutil.copytree(sealed, tmp_path / "g")
    log = next((tmp_path / "g").glob("log-*"))
    held = bytearray(log.read_bytes())
    held[20] ^= 64
    log.write_bytes(held)
    with pytest.raises(DamagedGallery, match="record 0"):
        LocalGallery.open(tmp_path / "g")
    assert log.read_bytes() == held


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed block of 240 people with all their fingers: their minutiae fill many checksummed parts."""
    folder = tmp_path_factory.mktemp("large") / "g"
    with LocalGallery.create(folder) as gallery:
        gallery.enrol_many((f"p{i:03d}", people(COUNT)[i % COUNT]) for i in range(240))
        gallery.seal()
        gallery.enrol("tail", short(1))
        gallery.remove("p007")
    return folder


def hurt(folder: Path, what: bytes) -> str:
    """Flips a bit in the middle of these bytes of the block; its name."""
    block = next(folder.glob("block-*"))
    held = bytearray(block.read_bytes())
    held[held.index(what) + len(what) // 2] ^= 1
    block.write_bytes(held)
    return block.name


def test_what_is_whole_is_repaired_and_the_rest_named(large: Path, tmp_path: Path) -> None:
    """Of a gallery with a damaged block and manifest, repair keeps everyone whole, names the few lost, and removed people
    stay removed; the damaged folder is not changed."""
    folder = tmp_path / "g"
    shutil.copytree(large, folder)
    block = read_block(next(folder.glob("block-*"))).block
    name = hurt(folder, block.places[int(block.firsts[140]) : int(block.firsts[150])].tobytes())
    (folder / "manifest").write_bytes(b"x" + (folder / "manifest").read_bytes()[1:])
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    done = repair(folder, tmp_path / "mended")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert "p014" in done.lost
    assert len(done.lost) < 20
    assert done.nameless == 0
    assert set(done.damaged) == {"manifest", name}
    names = kept(tmp_path / "mended")
    assert names | set(done.lost) == {f"p{i:03d}" for i in range(240)} - {"p007"} | {"tail"}
    assert names.isdisjoint(done.lost)
    assert done.kept == len(names)


def test_damage_of_codes_or_index_loses_nobody(large: Path, tmp_path: Path) -> None:
    """What can be worked out again is: repair keeps everyone when only codes and index are hurt."""
    folder = tmp_path / "g"
    shutil.copytree(large, folder)
    block = read_block(next(folder.glob("block-*"))).block
    assert block.index is not None
    hurt(folder, block.codes.tobytes())
    hurt(folder, block.index.rows.tobytes())
    done = repair(folder, tmp_path / "mended")
    assert (done.lost, done.nameless) == ((), 0)
    assert kept(tmp_path / "mended") == {f"p{i:03d}" for i in range(240)} - {"p007"} | {"tail"}


def test_a_damaged_header_is_read_from_its_copy(large: Path, tmp_path: Path) -> None:
    """With the header at the front of a block spoilt, repair reads the one at its end and loses nobody."""
    folder = tmp_path / "g"
    shutil.copytree(large, folder)
    block = next(folder.glob("block-*"))
    block.write_bytes(bytes(100) + block.read_bytes()[100:])
    with pytest.raises(DamagedGallery):
        LocalGallery.open(folder)
    done = repair(folder, tmp_path / "mended")
    assert (done.lost, done.nameless, done.damaged) == ((), 0, (block.name,))
    assert done.kept == 240


def test_another_version_is_said_to_be_one(sealed: Path, tmp_path: Path) -> None:
    """A block or manifest of a later format is not called damaged."""
    shutil.copytree(sealed, tmp_path / "g")
    block = next((tmp_path / "g").glob("block-*"))
    held = bytearray(block.read_bytes())
    held[8] = 9
    block.write_bytes(held)
    with pytest.raises(OtherVersion, match="format 9"):
        LocalGallery.open(tmp_path / "g")


# -- forged


def forged(folder: Path, change: dict[str, object]) -> None:
    """Rewrites a block's header with right checksums over wrong contents."""
    path = next(folder.glob("block-*"))
    held = path.read_bytes()
    magic, version, room, _ = PREAMBLE.unpack(held[: PREAMBLE.size])
    header = json.loads(held[PREAMBLE.size : room])
    for key, value in change.items():
        if "." in key:
            array, field = key.split(".")
            header["arrays"][array][field] = value
        else:
            header[key] = value
    text = json.dumps(header).encode()[: room - PREAMBLE.size]
    text += b" " * (room - PREAMBLE.size - len(text))
    front = PREAMBLE.pack(magic, version, room, hashlib.sha256(text).digest()) + text
    path.write_bytes(front + held[room:-room] + front)


NUMBERS = st.one_of(st.integers(-(2**40), 2**40), st.sampled_from([0, 1, 2**62, -1]))
WRONG = st.one_of(NUMBERS, st.text(max_size=4), st.none(), st.lists(NUMBERS, max_size=4), st.just("|O"))
HEADER = [
    "people",
    "length",
    "checks",
    "arrays",
    "places.at",
    "places.type",
    "places.shape",
    "firsts.shape",
    "firsts.at",
]
INDEX = ["buckets.shape", "buckets.at", "rows.shape", "rows.at", "name_ends.shape", "name_ends.at", "codes.shape"]
KEYS = st.sampled_from([*HEADER, *INDEX])


@given(change=st.dictionaries(KEYS, WRONG, min_size=1, max_size=3))
@example(change={"places.at": "0"})
@example(change={"places.shape": "0"})
@QUICK
def test_a_forged_header_is_refused(sealed: Path, tmp_path: Path, change: dict[str, object]) -> None:
    """A header that was rewritten with the right checksum over wrong contents ends in the named error, or describes the
    very arrays that are there: nothing is read beyond its end."""
    folder = tmp_path / "g"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sealed, folder)
    if "arrays" in change:
        change = {"arrays": change["arrays"]}
    forged(folder, change)
    for check in (True, False):
        try:
            found = read_block(next(folder.glob("block-*")), check=check)
        except DamagedGallery:
            continue
        assert int(found.block.firsts[-1]) == len(found.block.places) == len(found.block.codes)


@pytest.mark.parametrize("name", ["firsts", "name_ends", "buckets", "rows", "rows_by_hash"])
def test_forged_offsets_are_not_followed(name: str, sealed: Path, tmp_path: Path) -> None:
    """An offset or a row that points beyond what it points into is refused, checksums right or not."""
    file = read_block(next(sealed.glob("block-*")))
    block, index = file.block, file.block.index
    assert index is not None
    assert isinstance(block.names, Names)
    arrays: dict[str, np.ndarray] = {"firsts": block.firsts, "buckets": index.buckets.reshape(-1), "rows": index.rows}
    arrays |= {"name_ends": block.names._ends, "rows_by_hash": file.rows}
    arrays[name][len(arrays[name]) // 2] = 60_000  # a private copy of the page: the file is not changed
    written = {k: np.asarray(v) for k, v in arrays.items()} | {
        "name_text": block.names._text,
        "hashes": file.hashes,
        "amputated": block.amputated,
        "places": block.places,
        "sure": block.sure,
        "codes": block.codes,
        "buckets": index.buckets,
    }
    with gallery_files.replacing(tmp_path / "block-000001") as out:
        gallery_files._write(out, written, len(block))
    with pytest.raises(DamagedGallery, match="contradicts"):
        read_block(tmp_path / "block-000001")


@given(
    text=st.one_of(
        st.binary(max_size=60), st.dictionaries(st.text(max_size=8), WRONG).map(lambda d: json.dumps(d).encode())
    )
)
@QUICK
def test_a_forged_manifest_is_refused(text: bytes, tmp_path: Path) -> None:
    """Whatever stands in a manifest under a right checksum: a named error."""
    (tmp_path / "manifest").write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    with pytest.raises((DamagedGallery, OtherVersion)):
        gallery_manifest.read_manifest(tmp_path)


def test_a_manifest_reaches_no_other_folder(sealed: Path, tmp_path: Path) -> None:
    """Names of files that lead out of the gallery are refused."""
    shutil.copytree(sealed, tmp_path / "g")
    whole = json.loads((tmp_path / "g" / "manifest").read_bytes().partition(b"\n")[2])
    whole["log"] = "../elsewhere"
    text = json.dumps(whole).encode()
    (tmp_path / "g" / "manifest").write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    with pytest.raises(DamagedGallery, match="outside"):
        LocalGallery.open(tmp_path / "g")


def test_a_stale_copy_of_the_manifest_is_renewed(sealed: Path, tmp_path: Path) -> None:
    """A crash between manifest and copy leaves an old copy, which could bring back the removed: opening renews it."""
    shutil.copytree(sealed, tmp_path / "g")
    copy = tmp_path / "g" / "manifest-copy"
    copy.write_bytes(b"old")
    LocalGallery.open(tmp_path / "g").close()
    assert copy.read_bytes() == (tmp_path / "g" / "manifest").read_bytes()
