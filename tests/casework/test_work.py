"""The loop that runs for weeks: what stands in its way is said once and outlasted, and nothing piles up."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.utils import OperationalError

from lawgate.base import BadInput
from lawgate.casework.chain.folder import KEPT
from lawgate.casework.chain.work import LONGEST, TIDY_EVERY, Round, Work
from lawgate.casework.outbox import letters
from lawgate.wiring.chain import open_folder, open_work
from tests.casework.chain_made import House, Side, document, house, idr


class Run:
    """A loop that is run until ``enough`` pauses; what it said, and how long it waited, in pauses."""

    def __init__(self, h: House, folder: Path | None = None) -> None:
        self.work: Work = open_work(h.chain, folder)
        self.said: list[str] = []
        self.pauses = 0
        self.rounds: list[Round] = []
        self.between: Callable[[], None] = lambda: None

    def until(self, enough: int) -> None:
        def pause() -> bool:
            self.pauses += 1
            self.between()
            return self.pauses < enough

        self.pauses = 0
        self.work.run(pause, self.rounds.append, self.said.append)


def fed(path: Path, *people: dict[str, Any]) -> Path:
    folder = path.parent / "in"
    folder.mkdir(exist_ok=True)
    (folder / "feed.jsonl").write_text("".join(json.dumps(p) + "\n" for p in people))
    return folder


def test_a_full_disk_is_one_sentence_and_nothing_is_half_written(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database has no room, then the folder has none, then the gallery: the same sentence once, the feed stays where it is or is
    known again, and when there is room everybody is there once."""
    h = house(ledger_file)
    folder = fed(ledger_file, *(document(f"14-{n}", f"Doe{n}", "Jane") for n in range(20)))
    run = Run(h, folder)
    with connections[h.ledger.alias].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 1}")
    before = h.ledger.end()
    run.between = lambda: seen.append((h.ledger.end(), sorted(p.name for p in folder.glob("*.jsonl"))))
    seen: list[Any] = []
    real = Path.write_text
    full = [OSError(errno.ENOSPC, "No space left on device")] * 2
    monkeypatch.setattr(Path, "write_text", lambda self, *a, **k: _raise(full.pop()) if full else real(self, *a, **k))
    run.until(12)
    assert seen[0] == (before, ["feed.jsonl"])
    assert run.said == [run.said[0], ""]
    assert run.said[0].startswith("The disk is full")
    assert not list(folder.glob("*.jsonl"))
    assert sorted(p.name for p in (folder / "done").iterdir()) == ["feed.jsonl", "feed.jsonl.txt"]
    assert all(h.kinds(f"14-{n}").count("booking.received") == 1 for n in range(20))

    h.prints("14-1", 1)
    sync = os.fsync
    full = [OSError(errno.ENOSPC, "No space left on device")]
    monkeypatch.setattr("lawgate.prints.gallery_log.os.fsync", lambda fd: _raise(full.pop()) if full else sync(fd))
    run.said.clear()
    run.until(3)
    assert [bool(s) for s in run.said] == [True, False]
    assert list(h.chain.people.booked.names()) == ["14-1"]
    assert h.kinds("14-1").count("identity.assessed") == 1
    assert list(h.reopened().chain.people.booked.names()) == ["14-1"]


def _raise(problem: Exception) -> Any:
    raise problem


def test_a_locked_ledger_is_waited_for_with_longer_pauses(ledger_file: Path) -> None:
    """Another program holds the lock: said once, asked again ever more seldom, taken as soon as it is free."""
    h = house(ledger_file)
    folder = fed(ledger_file, document("14-1", "Doe", "Jane"))
    with connections[h.ledger.alias].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(ledger_file)
    other.execute("BEGIN IMMEDIATE")
    run = Run(h, folder)
    run.between = other.rollback
    run.until(3)
    other.close()
    assert run.said == ["The database is busy with another program, and is asked again.", ""]
    assert h.kinds("14-1")[0] == "booking.received"
    tries: list[int] = []

    def never(now: object) -> object:
        tries.append(run.pauses)
        raise OperationalError("server closed the connection unexpectedly")

    run = Run(h)
    run.work.jobs = (never,)
    run.until(100)
    waited = [b - a for a, b in pairwise(tries)]
    assert waited == sorted(waited)
    assert (waited[0], waited[-1]) == (1, LONGEST)
    assert len(run.said) == 1


def test_one_booking_that_breaks_a_step_stops_no_other(ledger_file: Path) -> None:
    """It is named once; the rest goes on; it is tried again within the hour."""
    h = house(ledger_file)
    run, real = Run(h), h.chain.rooms.triage
    object.__setattr__(h.chain.rooms, "triage", lambda s: _raise(KeyError("era")) if s.subject == "14-1" else real(s))
    for n in (1, 2):
        h.book(f"14-{n}", f"Doe{n}", "Jane", n)
    h.turn()
    for n in (1, 2):
        h.side.deliver(f"m{n}", idr(f"T-14-{n}"), at=h.at[0])
    run.until(2)
    run.until(2)
    assert "triaged" in h.kinds("14-2")
    assert "triaged" not in h.kinds("14-1")
    (said,) = [s for r in run.rounds for s in r.turn.stuck]
    assert said.startswith("14-1: cannot see what the guidance of the day makes of the hit")
    object.__setattr__(h.chain.rooms, "triage", real)
    h.at[0] += TIDY_EVERY
    run.until(2)
    assert "triaged" in h.kinds("14-1")


def test_a_clock_that_was_ahead_holds_no_message_back(ledger_file: Path) -> None:
    """Two days ahead the line is down and a message is put off; once the clock is right again it goes at once, and once."""
    h = house(ledger_file, Side(down=True))
    right = h.at[0]
    h.at[0] += timedelta(days=2)
    h.book("14-1", "Doe", "Jane", 1)
    h.turn(0)
    h.at[0], h.side.down = right, False
    h.turn(times=2)
    assert list(h.side.asks) == ["T-14-1"]
    assert h.kinds("14-1").count("message.sent") == 1


def test_a_sender_that_breaks_puts_its_message_off_and_not_the_loop(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it raises is a failure of that message."""
    h = house(ledger_file)
    monkeypatch.setattr(h.side, "ask", lambda query: _raise(ValueError("not a number")))
    h.book("14-1", "Doe", "Jane", 1)
    h.turn()
    (letter,) = letters(h.ledger, "waiting")
    assert letter.attempts == 1
    monkeypatch.undo()
    h.turn(20, times=2)
    assert list(h.side.asks) == ["T-14-1"]


def test_files_that_go_or_cannot_be_read_do_not_stop_the_folder(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One vanishes between being seen and being opened, one belongs to somebody else, one is a folder: the rest is taken."""
    h = house(ledger_file)
    folder = fed(ledger_file, document("14-1", "Doe", "Jane"))
    for name in ("gone.eft", "closed.eft"):
        (folder / name).write_bytes(b"x")
    (folder / "folder.jsonl").mkdir()
    problems = {
        "gone.eft": FileNotFoundError(errno.ENOENT, "gone"),
        "closed.eft": PermissionError(errno.EACCES, "Permission denied"),
    }
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda p: _raise(problems[p.name]) if p.name in problems else real(p))
    watched = open_folder(folder, h.chain)
    took = {t.file.name: t.says for t in watched.take(h.at[0])}
    assert took["feed.jsonl"].startswith("1 bookings taken")
    assert took["closed.eft"].startswith("cannot be read (Permission denied)")
    assert "gone.eft" not in took


def test_nothing_piles_up(ledger_file: Path) -> None:
    """Within the hour nothing of somebody who left without a hit is in the gallery's files; after a week a file that was taken is gone
    with its sentence, and one that was refused is not."""
    h = house(ledger_file)
    folder = fed(ledger_file, document("14-1", "Doe", "Jane"))
    (folder / "letter.pdf").write_bytes(b"%PDF")
    run = Run(h, folder)
    h.book("14-77", "Roe", "Ann", 2)
    h.book("14-88", "Poe", "Sue", 3)
    run.until(2)
    out = h.at[0].isoformat(timespec="minutes")
    h.side.deliver("m1", idr("T-14-77", match=False), at=h.at[0])
    h.book("14-77", "Roe", "Ann", released_at=out)
    run.until(2)
    assert on_disk(h, b"14-77")
    h.at[0] += TIDY_EVERY
    run.until(2)
    assert not on_disk(h, b"14-77")
    assert on_disk(h, b"14-88")
    watched = open_folder(folder, h.chain)
    for note in folder.glob("*/*.txt"):
        os.utime(note, (0, h.at[0].timestamp()))
    assert watched.tidy(h.at[0] + KEPT - timedelta(minutes=1)) == 0
    assert watched.tidy(h.at[0] + KEPT + timedelta(minutes=1)) == 1
    assert list((folder / "done").iterdir()) == []
    assert len(list((folder / "refused").iterdir())) == 2


def on_disk(h: House, text: bytes) -> bool:
    """Whether any file of the gallery holds these bytes."""
    return any(text in p.read_bytes() for p in h.chain.people.folder.iterdir())


def test_a_damaged_gallery_is_made_anew_at_the_start(ledger_file: Path) -> None:
    """It is a cache: whatever is wrong with it, the next start has everybody; another's files in its folder are not touched."""
    h = house(ledger_file)
    h.book("14-1", "Doe", "Jane", 1)
    h.turn()
    (h.chain.people.folder / "notes.md").write_text("mine")
    h.chain.people.close()
    manifest = h.chain.people.folder / "manifest"
    manifest.write_bytes(manifest.read_bytes()[:-7])
    with pytest.raises(BadInput, match="not empty"):
        house(ledger_file, h.side, h.at)
    (h.chain.people.folder / "notes.md").unlink()
    h = house(ledger_file, h.side, h.at)
    assert list(h.chain.people.booked.names()) == ["14-1"]
