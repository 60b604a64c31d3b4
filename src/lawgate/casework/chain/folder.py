"""The watched folder: booking cards and feeds are laid into it, and moved to ``done`` or ``refused`` with one sentence beside them.

A file is whole when its name says so: whoever writes one writes it under a name that begins with a dot or ends in ``.part``, and gives
it its own name when it is whole. Between taking a file and moving it the power may fail; then it is taken again, and known.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lawgate.base import BadInput
from lawgate.casework.chain.accept import accept_prints, accept_records
from lawgate.casework.chain.prints import read_card
from lawgate.casework.chain.records import Rooms
from lawgate.casework.ledger import Ledger
from lawgate.casework.records import LEDGER, Carried, New
from lawgate.casework.secret import sync_folder

FEEDS = frozenset({".jsonl", ".json", ".csv"})
CARDS = frozenset({".eft", ".ebts", ".an2", ".nist", ".nst"})
DONE, REFUSED = "done", "refused"
FEED_SEEN = "feed.seen"
LONGEST = 64 << 20  # bytes of a card
KEPT = timedelta(
    days=7
)  # how long a file that was taken lies in ``done``: its card shows fingers, and the ledger has what it said
LOST = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EROFS,
    errno.EMFILE,
    errno.ENFILE,
)  # the house's trouble, no file's


@dataclass
class Feed:
    """A feed that was opened: its records, and the mistakes found in it once they have been walked through."""

    records: Iterable[Carried]
    faults: Sequence[object] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Took:
    """What became of one file: where it lies now, and the sentence beside it."""

    file: Path
    refused: bool
    says: str


class Folder:
    """``read_feed`` opens a feed file; raises ``BadInput`` when it is none. ``bound``: files taken in one turn, since reading a card's
    pictures takes seconds and messages must not wait for them. ``kept``: how long what was taken stays in ``done``."""

    def __init__(
        self,
        path: Path,
        ledger: Ledger,
        rooms: Rooms,
        read_feed: Callable[[Path], Feed],
        *,
        bound: int = 4,
        kept: timedelta = KEPT,
    ) -> None:
        self.path, self.ledger, self.rooms, self.read_feed = path, ledger, rooms, read_feed
        self.bound, self.kept = bound, kept
        for place in (path, path / DONE, path / REFUSED):
            place.mkdir(parents=True, exist_ok=True)

    def waiting(self) -> list[Path]:
        """Whole files, feeds before cards and the oldest first, so that bookings are there before their prints."""
        whole = [p for p in self.path.iterdir() if not p.name.startswith(".") and p.suffix != ".part"]
        aged = [(at, p) for p in whole if (at := _written(p)) is not None]
        return [p for _, p in sorted(aged, key=lambda x: (x[1].suffix.lower() not in FEEDS, x[0], x[1].name))]

    def put(self, name: str, data: bytes) -> Path:
        """Lay a file into the folder, whole and on the disk when this returns: how the interface hands in a card."""
        part = self.path / f".{name}.part"
        with part.open("wb") as f:
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        target = _free(self.path / name)
        part.replace(target)
        sync_folder(self.path)
        return target

    def take(self, now: datetime) -> list[Took]:
        """Take some of the files that are there."""
        return [took for path in self.waiting()[: self.bound] if (took := self._take(path, now)) is not None]

    def tidy(self, now: datetime) -> int:
        """Delete what was taken longer than ``kept`` ago, with its sentence. What was refused stays for a person. Returns how many."""
        old = [
            note
            for note in (self.path / DONE).glob("*.txt")
            if (at := _written(note)) is not None and at < (now - self.kept).timestamp() * 1e9
        ]
        for note in old:
            note.with_suffix("").unlink(missing_ok=True)
            note.unlink(missing_ok=True)
        return len(old)

    def _take(self, path: Path, now: datetime) -> Took | None:
        """One file; None when it is gone again. A file that cannot be read is refused; a house that cannot write raises ``OSError``."""
        try:
            if path.suffix.lower() in FEEDS:
                says = self._feed(path, now)
            elif path.suffix.lower() in CARDS:
                says = self._card(path, now)
            else:
                endings = ", ".join(sorted(FEEDS | CARDS))
                raise BadInput("is neither a feed nor a booking card", do=f"give it one of the endings {endings}")
        except BadInput as e:
            return self._move(path, REFUSED, str(e))
        except FileNotFoundError:
            return None
        except OSError as e:
            if e.errno in LOST:
                raise
            return self._move(path, REFUSED, f"cannot be read ({e.strerror}); check whose it is")
        return self._move(path, DONE, says)

    def _feed(self, path: Path, now: datetime) -> str:
        feed = self.read_feed(path)
        handed = accept_records(self.ledger, self.rooms, feed.records, now)
        problems = [str(f) for f in (*feed.faults, *handed.refused)]
        seen = {"source": path.name, "taken": handed.taken, "refused": len(problems)}
        self.ledger.append([New(FEED_SEEN, LEDGER, seen, now, now)], now)
        if problems and not handed.taken:
            raise BadInput("; ".join(problems[:20]))
        return f"{handed.taken} bookings taken" + "".join(f"; refused: {p}" for p in problems[:20])

    def _card(self, path: Path, now: datetime) -> str:
        if path.stat().st_size > LONGEST:
            raise BadInput(f"is larger than {LONGEST >> 20} MB", do="send the card without its photographs")
        sheet = read_card(path.read_bytes(), where=path.name)
        accepted = accept_prints(self.ledger, sheet.booking, sheet.payload, now)
        return f"booking {accepted.booking}, transaction {sheet.tcn}: {accepted.says}"

    def _move(self, path: Path, where: str, says: str) -> Took:
        """The sentence first, then the file: whoever finds the file finds the sentence."""
        target = _free(self.path / where / path.name)
        part = target.with_name(f".{target.name}.part")
        part.write_text(says + "\n", encoding="utf-8")
        part.replace(target.with_name(target.name + ".txt"))
        path.replace(target)
        sync_folder(target.parent)
        sync_folder(self.path)
        return Took(target, where == REFUSED, says)


def _written(path: Path) -> int | None:
    """When a file was last written, in nanoseconds; None when it is no file, or gone again."""
    try:
        return path.stat().st_mtime_ns if path.is_file() else None
    except FileNotFoundError:
        return None


def _free(path: Path) -> Path:
    """A name that no other file has: the same name again gets a mark of its own."""
    if not path.exists():
        return path
    mark = hashlib.sha256(f"{path.name}{path.stat().st_mtime_ns}{path.stat().st_size}".encode()).hexdigest()[:8]
    return _free(path.with_name(f"{path.stem}-{mark}{path.suffix}"))
