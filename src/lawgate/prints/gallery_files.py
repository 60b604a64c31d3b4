"""Files of a gallery: sealed blocks that are mapped into memory and never changed, each byte of them under a checksum.

A block file is a header, a body of arrays on 64-byte boundaries, and the header again. A header is a 48-byte preamble
(magic, version, length, SHA-256 of the rest) and JSON padded to a page, which names the arrays and holds a 64-bit
checksum of every 16 KiB of the body. Files are written under another name, flushed to the disk and then renamed, so that
one either is there whole or is not.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.prints.gallery_names import Names, hash_names, name_hash
from lawgate.prints.gallery_pack import Block
from lawgate.prints.gallery_sound import described, sound
from lawgate.prints.index import Index
from lawgate.prints.match_kernel import exact_kernel

MAGIC = b"LGPRINTS"
VERSION = 1
PREAMBLE = struct.Struct("<8sII32s")
PAGE, CHUNK, READ = 4096, 1 << 14, 1 << 22
ALIGN = 64

Arrays = dict[str, npt.NDArray[Any]]
Sums = npt.NDArray[np.uint64]


class DamagedGallery(BadInput):
    """Bytes of a gallery's file are not what was written. ``file`` is which, ``missing`` how many people are in it."""

    code = "damaged-gallery"

    def __init__(self, what: str, *, file: Path, missing: int | None = None) -> None:
        self.file, self.missing = file, missing
        super().__init__(
            what,
            where=str(file),
            do="restore it from a copy, or let `gallery_repair.repair` keep what is whole and name the rest",
        )


class OtherVersion(BadInput):
    """A gallery written by a version of this program that this one cannot read. ``file`` is which of its files says so."""

    code = "gallery-version"

    def __init__(self, found: int, *, file: Path) -> None:
        self.found, self.file = found, file
        super().__init__(
            f"the file has format {found}, and this program reads format {VERSION}",
            where=str(file),
            do="enrol the people again from their sealed templates",
        )


@dataclass(frozen=True, slots=True)
class BlockFile:
    """An opened block file. ``hashes`` (people,) uint64, sorted, and ``rows`` that they stand for, find a name."""

    path: Path
    block: Block
    hashes: npt.NDArray[np.uint64]
    rows: npt.NDArray[np.uint32]
    mapped: mmap.mmap

    def let_go(self) -> None:
        """Gives the block's pages back to the system, which keeps them as cache as long as it has room. Whoever reads one has it again."""
        self.mapped.madvise(mmap.MADV_DONTNEED)

    def find(self, name: str) -> int | None:
        """The row of a person, or None."""
        wanted = name_hash(name)
        at = int(np.searchsorted(self.hashes, wanted))
        while at < len(self.hashes) and self.hashes[at] == wanted:
            if self.block.names[int(self.rows[at])] == name:
                return int(self.rows[at])
            at += 1
        return None


def write_block(path: Path, block: Block, index: Index) -> None:
    """Writes a block and its index to ``path``, durably and in one step."""
    text = [name.encode() for name in block.names]
    hashes = hash_names(block.names)
    order = np.argsort(hashes, kind="stable").astype(np.uint32)
    arrays: Arrays = {
        "name_ends": np.concatenate([[0], np.cumsum([len(t) for t in text])]).astype(np.uint32),
        "name_text": np.frombuffer(b"".join(text), np.uint8),
        "hashes": hashes[order],
        "rows_by_hash": order,
        "amputated": block.amputated,
        "firsts": block.firsts,
        "places": block.places,
        "sure": block.sure,
        "codes": block.codes,
        "buckets": index.buckets,
        "rows": index.rows,
    }
    with replacing(path) as file:
        _write(file, arrays, len(block))


def _write(file: Any, arrays: Arrays, people: int) -> None:
    """The header holds the checksums of the body, so room is left for it and it is written last."""
    placed, at = {}, 0
    for name, array in arrays.items():
        placed[name] = {"at": at, "type": array.dtype.str, "shape": list(array.shape)}
        at = -(-(at + array.nbytes) // ALIGN) * ALIGN
    room = PAGE * (2 + (-(-at // CHUNK) * 20 + len(json.dumps(placed))) // PAGE)
    file.write(bytes(room))
    for array in arrays.values():
        raw = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        file.write(raw.data)
        file.write(bytes(-raw.nbytes % ALIGN))
    file.flush()
    sums = [f"{value:016x}" for value in checksums(file.fileno(), room, room + at).tolist()]
    text = json.dumps({"people": people, "length": at, "arrays": placed, "checks": sums}).encode()
    text += b" " * (room - PREAMBLE.size - len(text))
    header = PREAMBLE.pack(MAGIC, VERSION, room, hashlib.sha256(text).digest()) + text
    file.write(header)
    file.seek(0)
    file.write(header)


def read_block(path: Path, *, check: bool = True) -> BlockFile:
    """Maps a block file. ``check`` reads all of it once and compares every checksum.

    Raises ``OtherVersion`` or ``DamagedGallery``.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError as e:
        raise DamagedGallery("the file is missing", file=path) from e
    with file:
        header, room = read_header(file, path)
        people, length = int(header["people"]), int(header["length"])
        if os.fstat(file.fileno()).st_size != 2 * room + length:
            raise DamagedGallery("the file does not have the length it was written with", file=path, missing=people)
        if check:
            wrong = damaged_chunks(file, header, room)
            if len(wrong):
                what = f"the checksum of byte {room + int(wrong[0]) * CHUNK} and the 16 KiB after it does not fit"
                raise DamagedGallery(what, file=path, missing=people)
            if os.pread(file.fileno(), room, 0) != os.pread(file.fileno(), room, room + length):
                raise DamagedGallery("the two copies of its header differ", file=path, missing=people)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    mapped.madvise(mmap.MADV_RANDOM)
    arrays = {name: array_of(mapped, room, about) for name, about in header["arrays"].items()}
    if not sound(arrays, people, thorough=check):
        raise DamagedGallery("what it holds contradicts itself", file=path, missing=people)
    index = Index(arrays["buckets"], arrays["rows"])
    return BlockFile(path, block_of(arrays, index), arrays["hashes"], arrays["rows_by_hash"], mapped)


def block_of(arrays: Arrays, index: Index | None) -> Block:
    """The block that a file's arrays hold."""
    names = Names(arrays["name_ends"], arrays["name_text"])
    a = arrays
    return Block(names, a["amputated"], a["firsts"], a["places"], a["sure"], a["codes"], index)


def read_header(file: Any, path: Path, at: int = 0) -> tuple[dict[str, Any], int]:
    """The header at ``at`` and its length; checked against its digest."""
    preamble = os.pread(file.fileno(), PREAMBLE.size, at)
    if len(preamble) < PREAMBLE.size or preamble[:8] != MAGIC:
        raise DamagedGallery("the file does not begin as a gallery's block does", file=path)
    _, version, room, digest = PREAMBLE.unpack(preamble)
    if version != VERSION:
        raise OtherVersion(version, file=path)
    text = os.pread(file.fileno(), max(room - PREAMBLE.size, 0), at + PREAMBLE.size) if room < 1 << 28 else b""
    if hashlib.sha256(text).digest() != digest:
        raise DamagedGallery("the checksum of its header does not fit", file=path)
    try:
        header = described(json.loads(text))
    except (ValueError, KeyError, TypeError, OverflowError) as e:
        raise DamagedGallery("its header does not describe a block", file=path) from e
    return header, room


def array_of(mapped: Any, room: int, about: dict[str, Any]) -> npt.NDArray[Any]:
    """An array of the body, as the header describes it."""
    count = int(np.prod(about["shape"], dtype=np.int64))
    flat = np.frombuffer(mapped, about["type"], count, room + about["at"])
    return flat.reshape(about["shape"])


def damaged_chunks(file: Any, header: dict[str, Any], room: int) -> npt.NDArray[np.intp]:
    """The numbers of the 16 KiB of the body whose checksums do not fit."""
    written = np.array([int(text, 16) for text in header["checks"]], np.uint64)
    found = checksums(file.fileno(), room, room + int(header["length"]))
    return np.nonzero(found != written)[0]


def checksums(descriptor: int, start: int, end: int, threads: int = 2) -> Sums:
    """A 64-bit checksum of every 16 KiB of a file from ``start`` to ``end``, read without being mapped."""

    def several(at: int) -> Sums:
        data = os.pread(descriptor, min(READ, end - at), at)
        words = np.frombuffer(data + bytes(-len(data) % CHUNK), np.uint64)
        sums = np.empty(len(words) * 8 // CHUNK, np.uint64)
        checksum(words, sums)
        return sums

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(several, range(start, end, READ)))
    return np.concatenate(parts) if parts else np.empty(0, np.uint64)


@exact_kernel
def checksum(words: npt.NDArray[np.uint64], sums: Sums) -> None:
    """For each 16 KiB, four running products over every fourth word. Each step can be undone, so that one changed word
    always shows."""
    odd, length = np.uint64(0x9E3779B97F4A7C15), CHUNK // 8
    for chunk in range(len(sums)):
        a, b, c, d = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(4)
        for i in range(chunk * length, (chunk + 1) * length, 4):
            a = (a ^ words[i]) * odd
            b = (b ^ words[i + 1]) * odd
            c = (c ^ words[i + 2]) * odd
            d = (d ^ words[i + 3]) * odd
            a ^= a >> np.uint64(29)
            b ^= b >> np.uint64(29)
            c ^= c >> np.uint64(29)
            d ^= d >> np.uint64(29)
        total = odd
        for word in (a, b, c, d):
            total = (total ^ word) * np.uint64(0xD6E8FEB86659FD93)
            total ^= total >> np.uint64(32)
        sums[chunk] = total


@contextmanager
def replacing(path: Path) -> Iterator[Any]:
    """Opens a file to be written in place of ``path``: there whole and on the disk afterwards, or not at all."""
    other = path.with_name(path.name + ".new")
    try:
        with other.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        other.replace(path)
    finally:
        other.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a renaming or removal in ``folder`` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def leftovers(folder: Path, wanted: set[str]) -> Iterator[Path]:
    """Files that an interrupted step left behind."""
    for pattern in ("block-*", "log-*"):
        for path in folder.glob(pattern):
            if path.name not in wanted:
                yield path
    yield from folder.glob("manifest*.new")
