"""The log of a gallery: what was enrolled and removed since its last block was sealed, on the disk before it is said done.

A record is a header (length, kind, digest of the payload, digest of the header) and a payload. Digests take in the
record's number, so that none can be lost, doubled or moved unseen. A batch that a crash cut short at the end of the file
was never acknowledged, and is dropped whole; anything else that does not fit is damage, and is said to be.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lawgate.prints.gallery_files import VERSION, DamagedGallery, OtherVersion, sync_folder
from lawgate.prints.gallery_pack import KEPT, Block, with_codes

MAGIC = b"LGPRLOGS"
START = struct.Struct("<8sI")
HEADER = struct.Struct("<II8s8s")
ENROL, REMOVE = 1, 2
MORE = 256  # added to the kind of a record whose batch goes on with the next
_Packed = tuple[int, list[int], npt.NDArray[np.uint32], npt.NDArray[np.uint8]]

COUNTS = struct.Struct("<HH10H")  # length of the name, amputated fingers, minutiae of each finger


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the log: a person enrolled (with a ``block`` of one) or, without a block, removed."""

    name: str
    block: Block | None = None


class Log:
    """An open log. ``append`` returns when the disk has what it was given."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path, self.dropped = path, 0
        self.entries, self._count, end = _read(path)
        self._file = None
        if not read_only:
            self._file = path.open(
                "r+b", buffering=0
            )  # what a full disk refuses must not lie in a buffer and come later
            self.dropped = path.stat().st_size - end
            self._file.truncate(end)
            self._file.seek(end)

    @staticmethod
    def create(path: Path) -> Log:
        with path.open("wb") as file:
            file.write(START.pack(MAGIC, VERSION))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
        return Log(path)

    def append(self, entries: list[Entry]) -> None:
        """Writes the entries, all or none."""
        if self._file is None:
            raise DamagedGallery("the log is open for reading only", file=self.path)
        end = self._file.tell()
        try:
            last = self._count + len(entries)
            left = memoryview(b"".join(_record(e, n, more=n + 1 < last) for n, e in enumerate(entries, self._count)))
            while left:
                left = left[self._file.write(left) :]
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(end)  # a full disk must not leave half a record behind
            self._file.seek(end)
            raise
        self._count += len(entries)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _record(entry: Entry, number: int, *, more: bool) -> bytes:
    kind = (REMOVE if entry.block is None else ENROL) + (MORE if more else 0)
    payload = entry.name.encode() if entry.block is None else _payload(entry.name, entry.block)
    head = struct.pack("<II", len(payload), kind)
    digest = _digest(number, payload)
    return head + digest + _digest(number, head + digest) + payload


def _payload(name: str, block: Block) -> bytes:
    text = name.encode()
    counts = np.diff(block.firsts.astype(np.int64)).tolist()
    head = COUNTS.pack(len(text), int(block.amputated[0]), *counts)
    return head + text + block.places.astype("<u4").tobytes() + block.sure.tobytes()


def _digest(number: int, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=8, salt=number.to_bytes(8, "little")).digest()


def _read(path: Path) -> tuple[list[Entry], int, int]:
    """The entries of a log, their number, and where the last whole one ends."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as e:
        raise DamagedGallery("the log is missing", file=path) from e
    if len(data) < START.size or data[:8] != MAGIC:
        raise DamagedGallery("the file does not begin as a gallery's log does", file=path)
    version = START.unpack_from(data)[1]
    if version != VERSION:
        raise OtherVersion(version, file=path)
    found: list[tuple[int, bytes]] = []
    batch: list[tuple[int, bytes]] = []
    end = START.size
    for kind, payload, after in _records(data, path):
        batch.append((kind & ~MORE, payload))
        if not kind & MORE:
            found.extend(batch)
            batch, end = [], after
    try:
        return entries_of(found), len(found), end
    except (ValueError, struct.error) as e:
        raise DamagedGallery("a record of the log does not hold a person", file=path) from e


def _records(data: bytes, path: Path) -> Iterator[tuple[int, bytes, int]]:
    at, number = START.size, 0
    while len(data) - at >= HEADER.size:
        record = record_at(data, at, number)
        if record is None and not any(data[at:]):
            return  # room that a crash left unwritten
        if record is not None and record[2] > len(data):
            return  # a record that a crash cut short
        if record is None or not record[3]:
            raise DamagedGallery(f"record {number} of the log is damaged", file=path)
        kind, payload, at, _ = record
        yield kind, payload, at
        number += 1


def record_at(data: bytes, at: int, number: int) -> tuple[int, bytes, int, bool] | None:
    """The record with this number: kind, payload, where it ends, and whether its payload is whole. None when no header
    with this number stands here."""
    length, kind, digest, head_digest = HEADER.unpack_from(data, at)
    if _digest(number, data[at : at + 16]) != head_digest:
        return None
    payload = data[at + HEADER.size : at + HEADER.size + length]
    return kind, payload, at + HEADER.size + length, _digest(number, payload) == digest


def entries_of(records: Sequence[tuple[int, bytes]]) -> list[Entry]:
    """The entries of records (kind, payload) in their order. Codes are worked out for everyone at once."""
    names, packed = [], []
    for kind, payload in records:
        if kind == ENROL:
            name, one = _unpacked(payload)
            names.append(name)
            packed.append(one)
    blocks = iter(split(_block(names, packed)) if packed else [])
    entries = []
    for kind, payload in records:
        block = next(blocks) if kind == ENROL else None
        entries.append(Entry(block.names[0], block) if block is not None else Entry(payload.decode()))
    return entries


def _unpacked(payload: bytes) -> tuple[str, _Packed]:
    length, amputated, *counts = COUNTS.unpack_from(payload)
    at = COUNTS.size + length
    total = sum(counts)
    if max(counts) > KEPT or len(payload) != at + 5 * total:
        raise ValueError("a record has another length than it says")
    places = np.frombuffer(payload, "<u4", total, at).astype(np.uint32)
    sure = np.frombuffer(payload, np.uint8, total, at + 4 * total).copy()
    return payload[COUNTS.size : at].decode(), (amputated, list(counts), places, sure)


def _block(names: list[str], packed: list[_Packed]) -> Block:
    counts = np.concatenate([c for _, c, _, _ in packed])
    firsts = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)
    gone = np.array([a for a, _, _, _ in packed], np.uint16)
    places, sure = np.concatenate([p for _, _, p, _ in packed]), np.concatenate([s for _, _, _, s in packed])
    return with_codes(names, gone, firsts, places, sure)


def split(block: Block) -> list[Block]:
    """A block of each person of a block."""
    parts = []
    for row, name in enumerate(block.names):
        a, b = int(block.firsts[10 * row]), int(block.firsts[10 * row + 10])
        firsts = block.firsts[10 * row : 10 * row + 11] - block.firsts[10 * row]
        cut = (block.places[a:b], block.sure[a:b], block.codes[a:b])
        parts.append(Block((name,), block.amputated[row : row + 1], firsts, *cut))
    return parts
