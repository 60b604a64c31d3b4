"""Galleries of synthetic people for ``bench/gallery.py``: made in a stream, shown as they grow, and taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.gallery_pack import Block, pack
from lawgate.prints.gallery_sound import FULL
from lawgate.prints.index import build_index
from lawgate.prints.records import TenPrint
from lawgate.prints.synth.population import Chunk, population

SEED = 7
GALLERY, PROBE = 0, 1  # impressions
STRANGERS = 5_000_000  # number of the first person who is in no gallery


def name_of(person: int) -> str:
    return f"P{person:08d}"


def packed(chunks: Iterable[Chunk]) -> Block:
    """The people of some chunks as a block, without an index."""
    held = list(chunks)
    minutiae = np.concatenate([c.minutiae for c in held])
    counts = np.concatenate([np.diff(c.offsets) for c in held])
    names = [name_of(c.first + k) for c in held for k in range(c.people)]
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return pack(names, minutiae, offsets, np.zeros(len(names), np.uint16))


def in_memory(people: int) -> Block:
    """The first people of the population, with an index, as they would lie in one block."""
    block = packed(population(SEED, people, impression=GALLERY))
    return replace(block, index=build_index(block.codes, block.places, block.firsts))


def fill(folder: Path, people: int) -> None:
    """Makes the gallery, or goes on where it was interrupted: whole blocks are on the disk or not at all."""
    there = (folder / "manifest").exists()
    gallery = LocalGallery.open(folder, check=False) if there else LocalGallery.create(folder)
    columns = (TextColumn("enrolling"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with gallery, Progress(*columns) as shown:
        task = shown.add_task("people", total=people, completed=len(gallery))
        while len(gallery) < people:
            first = len(gallery)
            size = min(FULL, people - first)
            gallery.enrol_block(packed(population(SEED, size, impression=GALLERY, first=first)))
            shown.update(task, completed=len(gallery))
        gallery.seal()


def probes(count: int, first: int, step: int = 1, impression: int = PROBE) -> Iterator[tuple[int, TenPrint]]:
    """Ten prints of every ``step``-th person from ``first`` on, pressed anew, with the person's number."""
    for k in range(count):
        person = first + k * step
        yield person, next(population(SEED, 1, impression=impression, first=person, threads=1)).ten_print(person)
