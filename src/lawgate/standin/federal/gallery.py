"""The prints of the repository as a gallery: made once for a world, opened for reading ever after."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from lawgate.base import digest
from lawgate.prints import TenPrint
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.gallery_pack import Block, pack
from lawgate.prints.kept import templates_kept
from lawgate.prints.synth import Chunk, population
from lawgate.standin.federal.repository import FederalRecord
from lawgate.standin.federal.world import World

HELD = 0  # impression
Shared = Mapping[str, TenPrint]
"""Templates by booking, to be held for the people of those bookings who are on record instead of drawn ones. Needed where cards have
pictures: what is extracted from a synthetic picture is not the template drawn for the same finger (docs/synthetic-prints.md)."""


def open_gallery(world: World, folder: Path, shared: Shared | None = None) -> LocalGallery:
    """The gallery of ``world`` in a folder below ``folder``, made first where it is not there. Open for reading, so that several
    processes may have it open. Raises ``BadInput`` for shared prints of a booking that is not of the county."""
    given = {world.number(booking): ten for booking, ten in (shared or {}).items()}
    mark = digest([world.digest, {str(n): templates_kept(t) for n, t in given.items()}])
    place = folder / f"gallery-{mark[:16]}"
    if not (place / "manifest").exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="part-", dir=folder))
        try:
            _fill(world, fresh, given)
            fresh.rename(place)
        except OSError:
            if not (place / "manifest").exists():
                raise  # else another process made it meanwhile
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return LocalGallery.open(place, read_only=True)


def _fill(world: World, folder: Path, given: Mapping[int, TenPrint]) -> None:
    """Makes a gallery of everyone in the repository in a new or empty folder."""
    with LocalGallery.create(folder) as gallery:
        drawn = [r for r in world.records if r.number not in given]
        if drawn:
            gallery.enrol_block(_packed(drawn, _prints(world.seed, drawn)))
        gallery.enrol_many((r.key, given[r.number]) for r in world.records if r.number in given)
        gallery.seal()


def _prints(seed: int, records: Sequence[FederalRecord]) -> Iterator[Chunk]:
    """The prints of some records in their order: consecutive people are made together."""
    for _, run in groupby(enumerate(r.number for r in records), key=lambda pair: pair[1] - pair[0]):
        numbers = [n for _, n in run]
        yield from population(seed, len(numbers), impression=HELD, first=numbers[0])


def _packed(records: Iterable[FederalRecord], chunks: Iterable[Chunk]) -> Block:
    held = list(chunks)
    names = [r.key for r in records]
    counts = np.concatenate([np.diff(c.offsets) for c in held])
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    minutiae = np.concatenate([c.minutiae for c in held])
    return pack(names, minutiae, offsets, np.zeros(len(names), np.uint16))
