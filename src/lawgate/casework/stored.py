"""Rows exactly as they lie in the database, byte by byte, whatever was done to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connections, models

from lawgate.casework import links
from lawgate.casework.models import Event

CHUNK = 500
REST = ("payload_digest", "payload", "previous", "link")


@dataclass(frozen=True)
class Stored:
    """An event. ``columns`` are its plain ones in the order of ``links.COLUMNS``."""

    number: int
    columns: tuple[bytes, ...]
    payload_digest: bytes
    payload: bytes
    previous: bytes
    link: bytes

    def text(self, name: str) -> str:
        return self.columns[links.COLUMNS.index(name)].decode("utf-8", "surrogateescape")

    @cached_property
    def header(self) -> bytes:
        return links.header_of(self.columns)

    def header_as(self, number: int) -> bytes:
        return links.header_of((b"%d" % number, *self.columns[1:]))


def as_bytes(value: Any) -> bytes:
    """A cell's bytes, even when text was turned into something else."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape")
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return b"" if value is None else str(value).encode()


def as_text(value: Any) -> str:
    return as_bytes(value).decode("utf-8", "surrogateescape")


@contextmanager
def exact_text(alias: str) -> Iterator[None]:
    """Read text that is no longer valid UTF-8 without loss (SQLite; PostgreSQL never stores such text)."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    before = raw.text_factory
    raw.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def events(alias: str, upto: int) -> Iterator[Stored]:
    """Every event in order of number, up to a number."""
    after: int | None = None
    found = Event.objects.using(alias).filter(number__lte=upto).order_by("number").values_list(*links.COLUMNS, *REST)
    while chunk := list(found.filter(number__gt=after)[:CHUNK] if after is not None else found[:CHUNK]):
        for cells in chunk:
            plain = tuple(as_bytes(c) for c in cells[: len(links.COLUMNS)])
            digest, payload, previous, link = (as_bytes(c) for c in cells[len(links.COLUMNS) :])
            yield Stored(cells[0], plain, digest, payload, previous, link)
        after = chunk[-1][0]


def rows(alias: str, model: type[models.Model], *names: str) -> Iterator[tuple[Any, ...]]:
    """The cells ``names`` of a small table, in the order of its key."""
    yield from model._default_manager.using(alias).order_by("pk").values_list(*names).iterator(CHUNK)
