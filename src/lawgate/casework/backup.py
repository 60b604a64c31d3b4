"""Backups: one file that holds the whole database as it stood at one instant, taken while it is in use, and proved by restoring it.

Of a SQLite ledger the file holds the database itself, by SQLite's own online backup; of a PostgreSQL ledger every table as JSON
lines, read in one repeatable-read transaction, so no other program is needed. A manifest gives the digest of each part, the
migrations, and the signed head of the chain.

The master key is never in a backup. What is sealed stays sealed in it: without the key, kept elsewhere, nobody can read a person's
file, the thief of a backup no more than its owner. Sessions are left out: after a restore everybody signs in anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from django.db import connections

from lawgate import __version__
from lawgate.base import BadInput
from lawgate.casework.backup_tables import FORGOTTEN, read_tables
from lawgate.casework.ledger import Ledger
from lawgate.casework.secret import sync_folder

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database.sqlite3"
PIECE = 1 << 20
LARGEST_MANIFEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``parts``: digest (SHA-256) and size in bytes by name. ``head``: the newest signature, if any."""

    kind: str
    made: str
    version: str
    events: int
    head: dict[str, Any] | None
    migrations: dict[str, list[str]]
    parts: dict[str, dict[str, Any]]


def create(ledger: Ledger, target: Path, now: datetime) -> Manifest:
    """Write a backup of ``ledger`` to the new file ``target``: whole, or not at all. Raises ``BadInput`` when it cannot be written."""
    if target.exists():
        raise BadInput("is there already", where=str(target), do="give the path of a new file")
    write = _of_sqlite if connections[ledger.alias].vendor == "sqlite" else _of_tables
    fresh = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with _opened_new(fresh) as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            manifest = write(ledger, archive, now)
            archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1))
        fresh.rename(target)
        sync_folder(target.parent)
    except OSError as e:
        raise BadInput(
            f"cannot be written ({e.strerror})", where=str(target), do="check the path and the room there"
        ) from e
    finally:
        fresh.unlink(missing_ok=True)
    return manifest


def _of_sqlite(ledger: Ledger, archive: zipfile.ZipFile, now: datetime) -> Manifest:
    with TemporaryDirectory(prefix="lawgate-backup-", dir=ledger.path.parent) as folder:
        copy = Path(folder) / DATABASE
        with closing(sqlite3.connect(ledger.path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            known = {t for (t,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in sorted(known & set(FORGOTTEN)):
                target.execute(f"DELETE FROM {table}")
            target.commit()
            target.execute("VACUUM")
            said = _said(target)
        with copy.open("rb") as f:
            part = _put(archive, DATABASE, iter(lambda: f.read(PIECE), b""))
    return Manifest("sqlite", now.isoformat(), __version__, *said, {DATABASE: part})


def _said(copy: sqlite3.Connection) -> tuple[int, dict[str, Any] | None, dict[str, list[str]]]:
    """(events, head, migrations) of a SQLite ledger that lies still."""
    (events,) = copy.execute("SELECT COUNT(*) FROM casework_event").fetchone()
    columns = "number, link, recorded, signature, public_key"
    row = copy.execute(f"SELECT {columns} FROM casework_checkpoint ORDER BY number DESC LIMIT 1").fetchone()
    return events, _head(row), _by_app(copy.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall())


def _of_tables(ledger: Ledger, archive: zipfile.ZipFile, now: datetime) -> Manifest:
    parts: dict[str, dict[str, Any]] = {}
    with read_tables(ledger.alias) as tables:
        for name, lines in tables.all():
            parts[f"tables/{name}.jsonl"] = _put(archive, f"tables/{name}.jsonl", lines)
        events, head, migrations = tables.said()
    return Manifest("tables", now.isoformat(), __version__, events, _head(head), _by_app(migrations), parts)


def _head(row: Any) -> dict[str, Any] | None:
    if row is None:
        return None
    number, link, recorded, signature, public_key = row
    told = {"number": number, "link": link, "recorded": recorded}
    return {**told, "signature": bytes(signature).hex(), "public_key": public_key}


def _by_app(rows: list[tuple[str, str]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for app, name in rows:
        out.setdefault(app, []).append(name)
    return out


def _put(archive: zipfile.ZipFile, name: str, pieces: Iterator[bytes]) -> dict[str, Any]:
    """Write a part; its digest and size."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as part:
        for piece in pieces:
            part.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"sha256": digest.hexdigest(), "bytes": size}


@contextmanager
def _opened_new(path: Path) -> Iterator[BinaryIO]:
    """A new file, its owner's alone, on the disk when this ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as f:
        yield f
        f.flush()
        os.fsync(f.fileno())


@contextmanager
def opened(path: Path) -> Iterator[tuple[Manifest, zipfile.ZipFile]]:
    """A backup whose parts are all there and are what the manifest says. Raises ``BadInput`` that names the one that is not."""
    try:
        manifest = _checked(path)
    except OSError as e:
        raise BadInput(f"cannot be read ({e.strerror})", where=str(path), do="check the path") from e
    except UNZIPPING as e:
        raise BadInput("is damaged, or no backup", where=str(path), do="use another backup") from e
    with zipfile.ZipFile(path) as archive:
        yield manifest, archive


UNZIPPING = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What a damaged archive makes the reader of archives raise."""


def _checked(path: Path) -> Manifest:
    with zipfile.ZipFile(path) as archive:
        manifest = _manifest(archive, BadInput("is no backup", where=str(path), do="use another backup"))
        if sorted(archive.namelist()) != sorted([MANIFEST, *manifest.parts]):
            raise BadInput("has other parts than it says", where=str(path), do="use another backup")
        for name, part in manifest.parts.items():
            if _digest(archive, name) != (part.get("sha256"), part.get("bytes")):
                raise BadInput(f"its part {name} is not what was written", where=str(path), do="use another backup")
    return manifest


def _manifest(archive: zipfile.ZipFile, no_backup: BadInput) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise no_backup
        said = json.loads(archive.read(MANIFEST))
        if said.pop("format") != FORMAT:
            raise BadInput("is of another version", where=no_backup.where, do="use the program that wrote it")
        manifest = Manifest(**said)
    except (KeyError, TypeError, ValueError) as e:
        raise no_backup from e
    if manifest.kind not in ("sqlite", "tables") or not all(isinstance(p, dict) for p in manifest.parts.values()):
        raise no_backup
    return manifest


def _digest(archive: zipfile.ZipFile, name: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as part:
        for piece in iter(lambda: part.read(PIECE), b""):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
