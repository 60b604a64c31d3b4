"""What the federal side took and what it owes, in one SQLite file (or in memory): it survives ``kill -9`` at any instant.

(Not a loss of power: as a simulation it does not wait for the disk at each call.)
A query and everything it sets off are written in one transaction, and so are a notice and its effect; both are keyed, so that
the same call made again finds the first.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lawgate.base import BadInput, digest
from lawgate.standin.federal.records import Channel, Clash, Delivered, Notice, Taken

TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS asked (control TEXT PRIMARY KEY, digest TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS owed (id TEXT PRIMARY KEY, arrives TEXT NOT NULL, channel TEXT NOT NULL, body BLOB NOT NULL,
  paper BLOB NOT NULL, done INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS due ON owed (arrives, id) WHERE done = 0;
CREATE TABLE IF NOT EXISTS judged (booking TEXT PRIMARY KEY, judgment TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (at_no INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, digest TEXT NOT NULL, body BLOB NOT NULL,
  at TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1);
CREATE TABLE IF NOT EXISTS effects (effect_no INTEGER PRIMARY KEY, key TEXT NOT NULL, at TEXT NOT NULL);
"""


class Journal:
    """Safe to use from several threads, and the file from several processes."""

    def __init__(self, file: Path | None, about: Mapping[str, str]) -> None:
        self._lock = threading.RLock()
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(str(file or ":memory:"), check_same_thread=False, isolation_level=None, timeout=30)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(TABLES)
        with self._writing():
            for name, value in about.items():
                self._db.execute("INSERT OR IGNORE INTO about VALUES (?, ?)", (name, value))
        kept = dict(self._db.execute("SELECT name, value FROM about").fetchall())
        strange = next((n for n, v in about.items() if kept[n] != v), None)
        if strange is not None:
            self.close()
            what = f"the journal was kept for another {strange} ({kept[strange][:16]})"
            raise BadInput(what, where=str(file), do="give the file of this one, or a new one")

    def close(self) -> None:
        with self._lock:
            self._db.close()

    # -- queries and what they set off

    def asked(self, control: str, content: str) -> Taken | None:
        """That a query was taken before, or None. Raises ``Clash`` when it was another one."""
        with self._lock:
            row = self._db.execute("SELECT digest, at FROM asked WHERE control = ?", (control,)).fetchone()
        if row is None:
            return None
        return _again(control, row, content, "control")

    def ask(
        self, control: str, content: str, at: datetime, owed: Iterable[Delivered], judgment: tuple[str, str] | None
    ) -> Taken:
        """Writes a query and everything that follows from it, or nothing of it when it is there already.

        ``judgment``: booking and JSON of what the office made of it. Where the booking has one, its messages of the office were
        owed before and are not owed again.
        """
        with self._writing():
            before = self.asked(control, content)
            if before is not None:
                return before
            self._db.execute("INSERT INTO asked VALUES (?, ?, ?)", (control, content, stamp(at)))
            fresh = judgment is None or self._judge(*judgment)
            rows = [
                (m.id, stamp(m.arrives_at), m.channel.value, m.body, m.paper)
                for m in owed
                if fresh or m.channel is not Channel.OFFICE
            ]
            self._db.executemany("INSERT INTO owed (id, arrives, channel, body, paper) VALUES (?, ?, ?, ?, ?)", rows)
        return Taken(control, at.astimezone(UTC), again=False)

    def _judge(self, booking: str, judgment: str) -> bool:
        done = self._db.execute("INSERT OR IGNORE INTO judged VALUES (?, ?)", (booking, judgment))
        return done.rowcount == 1

    def due(self, now: datetime) -> list[Delivered]:
        """What has arrived and is not done."""
        text = "SELECT id, arrives, channel, body, paper FROM owed WHERE done = 0 AND arrives <= ? ORDER BY arrives, id"
        with self._lock:
            rows = self._db.execute(text, (stamp(now),)).fetchall()
        return [Delivered(i, unstamped(a), Channel(c), b, p) for i, a, c, b, p in rows]

    def next_due(self) -> datetime | None:
        """When the next message arrives, or has arrived."""
        with self._lock:
            (first,) = self._db.execute("SELECT min(arrives) FROM owed WHERE done = 0").fetchone()
        return None if first is None else unstamped(first)

    def done(self, ids: Iterable[str]) -> None:
        with self._writing():
            self._db.executemany("UPDATE owed SET done = 1 WHERE id = ?", [(i,) for i in ids])

    def judgments(self) -> dict[str, Any]:
        """What the office made of each booking that matched."""
        with self._lock:
            rows = self._db.execute("SELECT booking, judgment FROM judged ORDER BY booking").fetchall()
        return {booking: json.loads(text) for booking, text in rows}

    # -- notices

    def tell(self, body: bytes, key: str, at: datetime) -> Taken:
        """Keeps a notice and its one effect. Raises ``Clash`` when the key came with another body."""
        content = digest(body)
        with self._writing():
            row = self._db.execute("SELECT digest, at FROM told WHERE key = ?", (key,)).fetchone()
            if row is not None:
                taken = _again(key, row, content, "key")
                self._db.execute("UPDATE told SET times = times + 1 WHERE key = ?", (key,))
                return taken
            self._db.execute(
                "INSERT INTO told (key, digest, body, at) VALUES (?, ?, ?, ?)", (key, content, body, stamp(at))
            )
            self._db.execute("INSERT INTO effects (key, at) VALUES (?, ?)", (key, stamp(at)))
        return Taken(key, at.astimezone(UTC), again=False)

    def told(self) -> list[Notice]:
        """Every notice in the order in which they came first."""
        text = """SELECT key, body, at, times, (SELECT count(*) FROM effects e WHERE e.key = t.key) FROM told t
            ORDER BY at_no"""
        with self._lock:
            rows = self._db.execute(text).fetchall()
        return [Notice(k, b, unstamped(a), t, e) for k, b, a, t, e in rows]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


def _again(key: str, row: tuple[str, str], content: str, where: str) -> Taken:
    if row[0] != content:
        raise Clash(f"'{key[:40]}' came before with another content", where=where, do="send it under one of its own")
    return Taken(key, unstamped(row[1]), again=True)


def stamp(moment: datetime) -> str:
    """An instant as text that sorts as instants do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def unstamped(text: str) -> datetime:
    return datetime.fromisoformat(text)
