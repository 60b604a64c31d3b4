"""Tables as JSON lines and back: the first line names the columns, each further line is a row."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction

from lawgate.base import BadInput, LawgateError

FORGOTTEN = ("django_session", "usersessions_usersession", "accounts_cache", "api_once")
"""Tables whose rows do not outlive a restore: sessions, counted attempts, answers kept for two days."""
APART = ("django_migrations",)  # made by migrating
ORDER = {"casework_event": "number", "casework_checkpoint": "number"}
FIRST = ("casework_event", "casework_rulebook", "casework_dataversions", "casework_checkpoint")
ROWS = 1000


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one database within a transaction that sees one instant."""

    alias: str

    def all(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Every table that is kept, with its lines."""
        with connections[self.alias].cursor() as cursor:
            names = connections[self.alias].introspection.table_names(cursor)
        for name in sorted(set(names) - {*FORGOTTEN, *APART}, key=_rank):
            yield name, self._lines(name)

    def _lines(self, name: str) -> Iterator[bytes]:
        with connections[self.alias].chunked_cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{name}" ORDER BY {ORDER.get(name, "1")}')
            rows = cursor.fetchmany(ROWS)
            yield _line([c[0] for c in cursor.description or ()])
            while rows:
                for row in rows:
                    yield _line([_written(v) for v in row])
                rows = cursor.fetchmany(ROWS)

    def said(self) -> tuple[int, Any, list[tuple[str, str]]]:
        """(events, the newest checkpoint's row, migrations)."""
        with connections[self.alias].cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM casework_event")
            (events,) = cursor.fetchone() or (0,)
            columns = "number, link, recorded, signature, public_key"
            cursor.execute(f"SELECT {columns} FROM casework_checkpoint ORDER BY number DESC LIMIT 1")
            head = cursor.fetchone()
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            return events, head, list(cursor.fetchall())


@contextmanager
def read_tables(alias: str) -> Iterator[Tables]:
    """The tables as they stand at one instant, whatever is written meanwhile."""
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield Tables(alias)


def write_tables(alias: str, parts: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Fill the empty tables of a ledger, all or none; the ledger's own triggers check each event as it goes in.

    Raises ``LawgateError`` for a line that is no row.
    """
    connection = connections[alias]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        for table in sorted(t for t in there if not t.startswith("casework_") and t not in APART):
            cursor.execute(f'DELETE FROM "{table}"')
        for name, lines in parts:
            if name not in there:
                raise BadInput(
                    f"there is no table {name[:60]} in this program", do="use the program that wrote the backup"
                )
            _fill(cursor, name, iter(lines))
        if connection.vendor == "postgresql":
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)


def _fill(cursor: Any, name: str, lines: Iterator[bytes]) -> None:
    try:
        columns = json.loads(next(lines))
        quoted = ", ".join('"' + c.replace('"', "") + '"' for c in columns)
        insert = f'INSERT INTO "{name}" ({quoted}) VALUES ({", ".join(["%s"] * len(columns))})'
        while rows := [[_read(v) for v in json.loads(line)] for line in islice(lines, ROWS)]:
            cursor.executemany(insert, rows)
    except (StopIteration, ValueError, KeyError, TypeError) as e:
        raise LawgateError(f"the table {name} in the backup cannot be read") from e


def _rank(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _written(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise LawgateError(f"a column holds a {type(value).__name__}, which a backup cannot hold")


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "bytes" in value:
        return base64.b64decode(value["bytes"])
    return datetime.fromisoformat(value["instant"]) if "instant" in value else date.fromisoformat(value["day"])
