"""A gallery in a folder: sealed blocks of up to 65,536 people, a log of what came since, and a manifest naming both.

    manifest       JSON under its own SHA-256: the blocks, who was removed from them, the log
    block-000007   sealed people, mapped into memory
    log-000012     people enrolled and removed since, also held in memory
    lock           held by the one process that may write

Every change is on the disk before it is said to be done. A step that is interrupted leaves the folder as it was before
or as it is after; files that no manifest names are swept away when the gallery is next opened for writing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from lawgate.base import BadInput, Witness
from lawgate.prints.gallery import (
    USUAL,
    AlreadyEnrolled,
    Enrolled,
    GalleryClosed,
    NotEnrolled,
    Search,
    SearchResult,
)
from lawgate.prints.gallery_files import BlockFile, leftovers, read_block
from lawgate.prints.gallery_folder import flags, known_names, lock, open_folder, unlock, write_blocks
from lawgate.prints.gallery_log import Entry, Log, split
from lawgate.prints.gallery_manifest import Manifest, header_digest, mend_copy, read_manifest, write_manifest
from lawgate.prints.gallery_memory import MOST_MAPPED, mapped_bytes
from lawgate.prints.gallery_names import hash_names
from lawgate.prints.gallery_pack import Block, check_name, empty_block, join, pack_people, unpack_person
from lawgate.prints.gallery_search import Searchable, left_out, search_blocks
from lawgate.prints.gallery_set import inspect_set
from lawgate.prints.gallery_sound import FULL
from lawgate.prints.records import Finding, TenPrint

TAIL = 4_096  # people that are held outside sealed blocks
SMALL, MANY_SMALL = FULL // 2, 8  # blocks below this size are joined when there are this many of them


class LocalGallery:
    """See ``Gallery``. Create one with ``create``, open it with ``open``; close it, or use it in a ``with``.

    Safe to use from several threads. Searches see everything that was enrolled before they began.
    """

    def __init__(self, folder: Path, manifest: Manifest, files: list[BlockFile], log: Log, held: Any) -> None:
        self.folder, self._manifest, self._files, self._log, self._held = folder, manifest, files, log, held
        self._lock = threading.RLock()
        self._closed = False
        self.findings: tuple[Finding, ...] = ()
        self._gone = {f.path.name: flags(len(f.block), manifest.removed.get(f.path.name, [])) for f in files}
        self._tail: dict[str, Block] = {}
        self._joined: Block | None = None
        for entry in log.entries:
            self._replay(entry)

    # -- opening and closing

    @classmethod
    def create(cls, folder: Path) -> LocalGallery:
        """An empty gallery in a new or empty folder."""
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadInput("the folder is not empty", where=str(folder), do="name a new one, or open what is there")
        held = lock(folder)
        log = Log.create(folder / "log-000001")
        manifest = Manifest(log=log.path.name, next=2)
        write_manifest(folder, manifest)
        return cls(folder, manifest, [], log, held)

    @classmethod
    def open(
        cls, folder: Path, *, read_only: bool = False, check: bool = True, leave_out_damaged: bool = False
    ) -> LocalGallery:
        """Opens a gallery. ``check`` reads every sealed block once to compare its checksums.

        Raises ``DamagedGallery``, ``OtherVersion`` or ``GalleryBusy``. With ``leave_out_damaged``, blocks that are
        damaged are left out and every search names them as missing; the gallery is then open for reading only.
        """
        read_manifest(folder)
        held = None if read_only or leave_out_damaged else lock(folder)
        try:
            manifest, files, damaged = open_folder(folder, check=check, leave_out=leave_out_damaged)
            log = Log(folder / manifest.log, read_only=held is None)
        except BaseException:
            unlock(held)
            raise
        gallery = cls(folder, manifest, files, log, held)
        gallery.findings = tuple(Finding("damaged-block", str(e)) for e in damaged)
        gallery._missing = tuple(e.file.name for e in damaged)
        if log.dropped:
            text = f"{log.dropped} bytes of a record that was being written when the process ended were dropped"
            gallery.findings += (Finding("interrupted-write", text),)
        if held is not None:
            mend_copy(folder, manifest)
            for path in leftovers(folder, {*manifest.blocks, manifest.log}):
                path.unlink()
        return gallery

    _missing: tuple[str, ...] = ()

    def close(self) -> None:
        """Closes the files. What was enrolled stays."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._log.close()
                self._files = []
                unlock(self._held)

    def __enter__(self) -> LocalGallery:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- what is in it

    def __len__(self) -> int:
        with self._lock:
            return sum(len(f.block) - int(self._gone[f.path.name].sum()) for f in self._files) + len(self._tail)

    def __contains__(self, name: object) -> bool:
        with self._lock:
            return isinstance(name, str) and (name in self._tail or self._sealed(name) is not None)

    def names(self) -> Iterator[str]:
        """Everyone's name, in no particular order."""
        for some in self._searchables():
            yield from (name for row, name in enumerate(some.block.names) if some.gone is None or not some.gone[row])

    def person(self, name: str) -> TenPrint:
        """What is held of one person: minutiae as packed, without the images' sizes. Raises ``NotEnrolled``."""
        with self._lock:
            self._open_for_reading()
            if name in self._tail:
                return unpack_person(self._tail[name], 0)
            found = self._sealed(name)
            if found is None:
                raise NotEnrolled(name)
            return unpack_person(found[0].block, found[1])

    # -- changing it

    def enrol(self, name: str, prints: TenPrint) -> Enrolled:
        """Adds a person. Says if two of the fingers are the same print."""
        self.enrol_block(pack_people({name: prints}))
        return Enrolled(1, tuple(inspect_set(prints)))

    def enrol_many(self, people: Iterable[tuple[str, TenPrint]]) -> Enrolled:
        """Adds many, all or none. Their prints are not looked at for oddities."""
        wanted: dict[str, TenPrint] = {}
        for name, prints in people:
            if name in wanted:
                raise AlreadyEnrolled(name)
            wanted[name] = prints
        self.enrol_block(pack_people(wanted))
        return Enrolled(len(wanted))

    def enrol_block(self, block: Block) -> None:
        """Adds packed people, all or none: a large block is sealed at once, a small one goes through the log."""
        with self._lock:
            self._open_for_writing()
            seen: set[str] = set()
            known = known_names(self._files, hash_names(block.names))
            for name, perhaps in zip(block.names, known, strict=True):
                check_name(name)
                if name in seen or name in self._tail or (perhaps and name in self):
                    raise AlreadyEnrolled(name)
                seen.add(name)
            if len(block) > TAIL:
                self._seal([block], tail=False)
                return
            entries = [Entry(name, part) for name, part in zip(block.names, split(block), strict=True)]
            self._log.append(entries)
            for entry in entries:
                self._replay(entry)
            if len(self._tail) >= TAIL:
                self.seal()

    def remove(self, name: str) -> None:
        """Takes a person out of every later search. The bytes go when the block is next rewritten (``compact``)."""
        with self._lock:
            self._open_for_writing()
            if name not in self:
                raise NotEnrolled(name)
            self._log.append([Entry(name)])
            self._replay(Entry(name))

    def seal(self) -> None:
        """Moves what is in the log into a sealed block, and joins small blocks when there are many."""
        with self._lock:
            self._open_for_writing()
            small = [f for f in self._files if len(f.block) < SMALL]
            self._seal([], tail=True, rewrite=small if len(small) >= MANY_SMALL else [])

    def compact(self) -> None:
        """Rewrites every block that holds removed people or could be joined with another, and empties the log: nothing
        of a removed person is left on the disk."""
        with self._lock:
            self._open_for_writing()
            small = [f for f in self._files if len(f.block) < FULL]
            holes = [f for f in self._files if self._gone[f.path.name].any()]
            again = {f.path.name: f for f in (small if len(small) > 1 else []) + holes}
            self._seal([], tail=True, rewrite=list(again.values()))

    # -- searching it

    def search(self, probe: TenPrint, wanted: Search = USUAL, witness: Witness | None = None) -> SearchResult:
        """Who this might be. See ``Search`` for what can be asked."""
        found = search_blocks(self.searchables(), probe, wanted, witness)
        self.let_go()
        return SearchResult(found.candidates, found.searched, self.missing, found.findings)

    def let_go(self, most: int = MOST_MAPPED) -> None:
        """Gives mapped pages back when there are more than ``most`` bytes of them."""
        if mapped_bytes() > most:
            with self._lock:
                for file in self._files:
                    file.let_go()

    @property
    def missing(self) -> tuple[str, ...]:
        """What every search lacks, by name: blocks that were damaged and left out."""
        return tuple(f"block {name}" for name in self._missing)

    def searchables(self, without: str = "") -> list[Searchable]:
        """Everyone as a search takes them, but for the one called ``without``."""
        with self._lock:
            self._open_for_reading()
            found = self._searchables()
            sealed = self._sealed(without) if without else None
            if sealed is not None:
                at = self._files.index(sealed[0])
                found[at] = left_out(found[at], sealed[1])
            elif without in self._tail:
                found[-1] = left_out(found[-1], list(found[-1].block.names).index(without))
            return found

    # -- within

    def _searchables(self) -> list[Searchable]:
        with self._lock:
            if self._joined is None:
                self._joined = join(self._tail.values())
            gone = [self._gone[f.path.name] for f in self._files]
            sealed = [
                Searchable(f.block, g.copy() if g.any() else None) for f, g in zip(self._files, gone, strict=True)
            ]
            return [*sealed, Searchable(self._joined)] if len(self._joined) else sealed

    def _sealed(self, name: str) -> tuple[BlockFile, int] | None:
        for file in self._files:
            row = file.find(name)
            if row is not None and not self._gone[file.path.name][row]:
                return file, row
        return None

    def _replay(self, entry: Entry) -> None:
        self._joined = None
        if entry.block is not None:
            self._tail[entry.name] = entry.block
        elif self._tail.pop(entry.name, None) is None:
            found = self._sealed(entry.name)
            if found is not None:
                self._gone[found[0].path.name][found[1]] = True

    def _seal(self, blocks: list[Block], *, tail: bool, rewrite: list[BlockFile] | None = None) -> None:
        """Writes new blocks, then a manifest that names them, then lets go of what it no longer names."""
        rewrite = rewrite or []
        parts = [join([f.block], [~self._gone[f.path.name]]) for f in rewrite]
        parts += [*blocks, *([join(self._tail.values())] if tail else [])]
        names = write_blocks(self.folder, parts, self._manifest.next)
        number = self._manifest.next + len(names)
        log = Log.create(self.folder / f"log-{number:06d}") if tail else self._log
        dropped = {f.path.name for f in rewrite}
        kept = [f for f in self._files if f.path.name not in dropped]
        files = kept + [read_block(self.folder / name, check=False) for name in names]
        if tail:  # removals that the old log holds move into the manifest
            removed = {f.path.name: np.nonzero(self._gone[f.path.name])[0].tolist() for f in kept}
        else:
            removed = {name: rows for name, rows in self._manifest.removed.items() if name not in dropped}
        digests = {f.path.name: header_digest(f.path) for f in files}
        manifest = Manifest(digests, {k: v for k, v in removed.items() if v}, log.path.name, number + 1)
        write_manifest(self.folder, manifest)
        old = self._log
        self._manifest, self._files, self._log = manifest, files, log
        self._gone = {f.path.name: self._gone.get(f.path.name, flags(len(f.block), [])) for f in files}
        if tail:
            self._tail, self._joined = {}, empty_block()
            old.close()
            old.path.unlink()
        for file in rewrite:
            file.path.unlink()

    def _open_for_reading(self) -> None:
        if self._closed:
            raise GalleryClosed("the gallery is closed", where=str(self.folder), do="open it again")

    def _open_for_writing(self) -> None:
        self._open_for_reading()
        if self._held is None:
            raise GalleryClosed("it is open for reading only", where=str(self.folder), do="open it for writing")
