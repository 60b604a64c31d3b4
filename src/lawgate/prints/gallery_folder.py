"""Opening a gallery's folder: its lock, its blocks, and blocks cut to size."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lawgate.prints.gallery import GalleryBusy
from lawgate.prints.gallery_files import BlockFile, DamagedGallery, read_block, write_block
from lawgate.prints.gallery_manifest import Manifest, header_digest, read_manifest
from lawgate.prints.gallery_pack import Block, join
from lawgate.prints.gallery_sound import FULL
from lawgate.prints.index import build_index


def open_folder(
    folder: Path, *, check: bool, leave_out: bool
) -> tuple[Manifest, list[BlockFile], list[DamagedGallery]]:
    """The manifest, its blocks, and what is wrong with those that were left out. Begins again when another process
    replaced the manifest meanwhile."""
    while True:
        manifest = read_manifest(folder)
        try:
            return manifest, *_open_blocks(folder, manifest, check=check, leave_out=leave_out)
        except DamagedGallery:
            if read_manifest(folder) == manifest:
                raise


def _open_blocks(
    folder: Path, manifest: Manifest, *, check: bool, leave_out: bool
) -> tuple[list[BlockFile], list[DamagedGallery]]:
    """The blocks that the manifest names, and what is wrong with those that were left out."""
    files, damaged = [], []
    for name, digest in manifest.blocks.items():
        try:
            file = read_block(folder / name, check=check)
            if header_digest(folder / name) != digest:
                raise DamagedGallery("the block is not the one that the manifest names", file=folder / name)
            files.append(file)
        except DamagedGallery as e:
            if not leave_out:
                raise
            damaged.append(e)
    return files, damaged


def flags(people: int, rows: list[int]) -> npt.NDArray[np.bool_]:
    """True at ``rows``."""
    set_at = np.zeros(people, np.bool_)
    set_at[rows] = True
    return set_at


def sized(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same people in blocks as large as they may be."""
    whole = join(b for b in blocks if len(b))
    if len(whole) <= FULL:
        yield from [whole] if len(whole) else []
        return
    for first in range(0, len(whole), FULL):
        keep = np.zeros(len(whole), np.bool_)
        keep[first : first + FULL] = True
        yield join([whole], [keep])


def write_blocks(folder: Path, parts: Iterable[Block], first: int) -> list[str]:
    """Writes the same people in as few files as they need, numbered from ``first``, each with its index. Gives the files' names."""
    names = []
    for number, part in enumerate(sized(parts), first):
        path = folder / f"block-{number:06d}"
        write_block(path, part, build_index(part.codes, part.places, part.firsts))
        names.append(path.name)
    return names


def known_names(files: Iterable[BlockFile], hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Which hashes of names occur in the files: perhaps the same name, perhaps not."""
    seen = np.zeros(len(hashes), np.bool_)
    for file in files:
        at = np.searchsorted(file.hashes, hashes)
        inside = at < len(file.hashes)
        seen[inside] |= file.hashes[at[inside]] == hashes[inside]
    return seen


def lock(folder: Path) -> Any:
    """The right to write in the folder. Raises ``GalleryBusy``."""
    file = (folder / "lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as e:
        file.close()
        raise GalleryBusy(
            "another process has the gallery open", where=str(folder), do="close it there, or open it here to read only"
        ) from e
    return file


def unlock(file: Any) -> None:
    """Gives the right back."""
    if file is not None:
        fcntl.flock(file, fcntl.LOCK_UN)
        file.close()
