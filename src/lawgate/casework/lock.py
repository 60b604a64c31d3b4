"""One writer at a time: what an event follows must not change between looking and writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

LOCK = 0x1A36A7E  # any number, the same for every writer of a ledger on PostgreSQL


@contextmanager
def writing(alias: str) -> Iterator[None]:
    """A transaction that holds the ledger's write lock to its end: all of it is written, or none. May be nested."""
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":  # SQLite's transactions take the lock as they begin
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
