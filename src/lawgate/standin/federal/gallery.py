"""The prints of the repository as a gallery: made once for a world, opened for reading ever after."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import numpy as np

from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.gallery_pack import Block, pack
from lawgate.prints.synth import Chunk, population
from lawgate.standin.federal.repository import FederalRecord
from lawgate.standin.federal.world import World

HELD = 0  # impression


def open_gallery(world: World, folder: Path) -> LocalGallery:
    """The gallery of ``world`` in a folder below ``folder``, made first where it is not there. Open for reading, so that several
    processes may have it open."""
    place = folder / f"gallery-{world.digest[:16]}"
    if not (place / "manifest").exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="part-", dir=folder))
        try:
            fill(world, fresh)
            fresh.rename(place)
        except OSError:
            if not (place / "manifest").exists():
                raise  # else another process made it meanwhile
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return LocalGallery.open(place, read_only=True)


def fill(world: World, folder: Path) -> None:
    """Makes a gallery of everyone in the repository in a new or empty folder."""
    with LocalGallery.create(folder) as gallery:
        gallery.enrol_block(_packed(world.records, _prints(world)))
        gallery.seal()


def _prints(world: World) -> Iterator[Chunk]:
    """The prints of the repository in the order of its records: consecutive people are made together."""
    numbered = enumerate(r.number for r in world.records)
    for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        numbers = [n for _, n in run]
        yield from population(world.seed, len(numbers), impression=HELD, first=numbers[0])


def _packed(records: Iterable[FederalRecord], chunks: Iterable[Chunk]) -> Block:
    held = list(chunks)
    names = [r.key for r in records]
    counts = np.concatenate([np.diff(c.offsets) for c in held]) if held else np.zeros(0, np.int64)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    minutiae = np.concatenate([c.minutiae for c in held])
    return pack(names, minutiae, offsets, np.zeros(len(names), np.uint16))
