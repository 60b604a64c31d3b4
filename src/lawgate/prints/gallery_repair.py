"""Saving what is whole in a damaged gallery: everything is written into a new one, and what was lost is named.

Minutiae and names are what a gallery is; codes and index are worked out again. So damage to the latter loses nobody, and
damage to the former loses the people whose bytes lie in a damaged 16 KiB, and no one else.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lawgate.prints.gallery_files import (
    CHUNK,
    DamagedGallery,
    OtherVersion,
    array_of,
    block_of,
    damaged_chunks,
    read_header,
)
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.gallery_log import ENROL, HEADER, MORE, REMOVE, START, entries_of, record_at
from lawgate.prints.gallery_manifest import COPY, NAME, Manifest, read_manifest
from lawgate.prints.gallery_pack import Block, join, with_codes

Flags = npt.NDArray[np.bool_]
ESSENTIAL = ("name_ends", "name_text", "amputated", "firsts", "places", "sure")


@dataclass(frozen=True, slots=True)
class Repaired:
    """How many people were ``kept``; the names of those who were ``lost``; how many ``nameless`` people or records were
    lost besides; and the files that were ``damaged``."""

    kept: int
    lost: tuple[str, ...] = ()
    nameless: int = 0
    damaged: tuple[str, ...] = field(default=())


def repair(folder: Path, into: Path) -> Repaired:
    """Writes everyone of the gallery in ``folder`` whose bytes are whole into a new gallery. ``folder`` is not changed.

    Removed people stay removed. Raises ``DamagedGallery`` when both copies of the manifest are damaged, since nobody can
    then say who had been removed, and ``OtherVersion``.
    """
    manifest, damaged = _manifest(folder)
    blocks: list[Block] = []
    lost: list[str] = []
    nameless = 0
    for name in manifest.blocks:
        block, names_lost, unnamed, hurt = _block(folder / name, manifest.removed.get(name, []))
        blocks.append(block)
        lost += names_lost
        nameless += unnamed
        damaged += [name] if hurt else []
    people = join(blocks)
    rows = {name: row for row, name in enumerate(people.names)}
    added, removed, bad = _log(folder / manifest.log)
    gone = [rows[name] for name in removed if name in rows]
    keep = np.ones(len(people), np.bool_)
    keep[gone] = False
    whole = join([people, *added], [keep, *(np.ones(1, np.bool_) for _ in added)])
    with LocalGallery.create(into) as gallery:
        gallery.enrol_block(whole)
        gallery.seal()
        kept = len(gallery)
    return Repaired(kept, tuple(lost), nameless + bad, tuple(damaged + ([manifest.log] if bad else [])))


def _manifest(folder: Path) -> tuple[Manifest, list[str]]:
    try:
        return read_manifest(folder, NAME), []
    except OtherVersion:
        raise
    except DamagedGallery:
        return read_manifest(folder, COPY), [NAME]


def _block(path: Path, removed: list[int]) -> tuple[Block, list[str], int, bool]:
    """The whole people of a block file, the names of the others, how many have no name left, and whether it is hurt."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return join([]), [], 0, True
    with file:
        header, room, front = _either_header(file, path)
        chunks = damaged_chunks(file, header, room)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    arrays = {name: array_of(mapped, room, about) for name, about in header["arrays"].items()}
    people = int(header["people"])
    spoilt = {name: _spoilt(header["arrays"][name], chunks, arrays[name]) for name in ESSENTIAL}
    whole = _whole(arrays, spoilt, people)
    whole[removed] = True  # they are not lost, they were removed
    named = ~(spoilt["name_ends"][:-1] | spoilt["name_ends"][1:]) & ~_spans(arrays["name_ends"], spoilt["name_text"])
    rows = np.nonzero(~whole)[0].tolist()
    block = block_of(arrays, None)
    lost = [block.names[row] for row in rows if named[row]]
    keep = whole.copy()
    keep[removed] = False
    return _rebuilt(block, keep), lost, len(rows) - len(lost), bool(len(chunks)) or not front


def _either_header(file: Any, path: Path) -> tuple[dict[str, Any], int, bool]:
    """The header at the front, or else its copy at the end, and whether it was the former."""
    try:
        return *read_header(file, path), True
    except OtherVersion:
        raise
    except DamagedGallery:
        size = path.stat().st_size
        for room in range(4096, min(size, 1 << 24), 4096):
            try:
                header, found = read_header(file, path, size - room)
            except DamagedGallery:
                continue
            return header, found, False
        raise


def _spoilt(about: dict[str, Any], chunks: npt.NDArray[np.intp], array: npt.NDArray[Any]) -> Flags:
    """Which items of an array have bytes in a damaged chunk."""
    flags = np.zeros(len(array), np.bool_)
    width = array.dtype.itemsize
    for chunk in chunks.tolist():
        first, last = chunk * CHUNK - about["at"], (chunk + 1) * CHUNK - about["at"]
        flags[max(first // width, 0) : max(-(-last // width), 0)] = True
    return flags


def _spans(ends: npt.NDArray[Any], spoilt: Flags) -> Flags:
    """For each span between two ends, whether anything in it is spoilt."""
    before = np.concatenate([[0], np.cumsum(spoilt)])
    safe = np.minimum(ends.astype(np.int64), len(spoilt))
    return np.asarray(before[safe[1:]] != before[safe[:-1]])


def _whole(arrays: dict[str, npt.NDArray[Any]], spoilt: dict[str, Flags], people: int) -> Flags:
    ends = spoilt["name_ends"][:-1] | spoilt["name_ends"][1:] | _spans(arrays["name_ends"], spoilt["name_text"])
    firsts = spoilt["firsts"]
    prints = firsts[:-1] | firsts[1:] | _spans(arrays["firsts"], spoilt["places"] | spoilt["sure"])
    return np.asarray(~(ends | spoilt["amputated"] | prints.reshape(people, 10).any(1)))


def _rebuilt(block: Block, keep: Flags) -> Block:
    """These people, with codes worked out again. Firsts of the others are not trusted."""
    rows = np.nonzero(keep)[0]
    starts, ends = block.firsts[:-1].reshape(-1, 10)[rows], block.firsts[1:].reshape(-1, 10)[rows]
    counts = (ends.astype(np.int64) - starts).ravel()
    firsts = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)
    at = np.repeat(starts.ravel().astype(np.int64) - firsts[:-1], counts) + np.arange(int(firsts[-1]))
    names = [block.names[int(row)] for row in rows]
    return with_codes(names, block.amputated[rows], firsts, block.places[at], block.sure[at])


def _log(path: Path) -> tuple[list[Block], list[str], int]:
    """Who was enrolled and not removed again, who was removed, and how many records are damaged."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], [], 1
    found = list(_sound_records(data))
    people: dict[str, Block] = {}
    removed: list[str] = []
    for entry in entries_of([(kind, payload) for _, kind, payload in found]):
        if entry.block is not None:
            people[entry.name] = entry.block
        elif people.pop(entry.name, None) is None:
            removed.append(entry.name)
    numbers = [number for number, _, _ in found]
    unread = len(data) - START.size - sum(HEADER.size + len(payload) for _, _, payload in found)
    missing = (numbers[-1] + 1 - len(numbers)) if numbers else 0
    after = 1 if not missing and unread >= HEADER.size and any(data[-unread:]) else 0
    return list(people.values()), removed, missing + after


def _sound_records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, kind and payload of every record that is whole; after a damaged one, the next is looked for."""
    at, number = START.size, 0
    while at + HEADER.size <= len(data):
        for ahead in range(3):
            record = record_at(data, at, number + ahead)
            if record is not None:
                kind, payload, after, sound = record
                if sound and kind & ~MORE in (ENROL, REMOVE):
                    yield number + ahead, kind & ~MORE, payload
                at, number = after, number + ahead + 1
                break
        else:
            at += 1
