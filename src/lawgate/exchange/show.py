"""A transaction as plain values, for a screen or for JSON: every record, field and item, images by their digest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lawgate.base import digest
from lawgate.exchange.check import DEFAULT_EDITION
from lawgate.exchange.codes import IMPRESSIONS, POSITIONS
from lawgate.exchange.images import Image, images
from lawgate.exchange.records import RS, US, Field, TaggedRecord, Transaction, pieces
from lawgate.exchange.tables import Edition, load_edition

MEMORY_MULTIPLE = 128
"""Peak memory of ``describe`` and its reader, as in ``parse.MEMORY_MULTIPLE``; more, since values become text and numbers."""


def describe(transaction: Transaction, version: str = DEFAULT_EDITION) -> Iterator[dict[str, Any]]:
    """One ``{"record", "type", "offset", "bytes", "idc", "fields", "image"}`` a record, made as it is asked for.

    A field has ``tag``, ``id`` and ``title`` where the edition knows it, ``offset`` (the byte of its tag), and ``values``: its
    subfields, each a list of items. Image data is given by size and SHA-256, under ``image``. Raises ``UnknownEdition``.
    """
    return _rows(transaction, load_edition(version))


def _rows(transaction: Transaction, edition: Edition) -> Iterator[dict[str, Any]]:
    seen = {i.record: i for i in images(transaction)}
    for number, start, record in transaction.offsets():
        row: dict[str, Any] = {
            "record": number,
            "type": record.type,
            "offset": start,
            "bytes": record.size,
            "idc": record.idc,
        }
        if isinstance(record, TaggedRecord):
            kept = ((at, f) for at, f in record.offsets(start) if not f.raw)
            row["fields"] = [_field(transaction, edition, record.type, at, f) for at, f in kept]
        if number in seen:
            row["image"] = summary(seen[number])
        yield row


def summary(image: Image) -> dict[str, Any]:
    """What is known of an image, without its bytes; absent where the record does not say."""
    named = {
        "positions": [{"code": p, "name": POSITIONS.get(p, "")} for p in image.positions],
        "impression": image.impression,
        "impression_name": IMPRESSIONS.get(image.impression, "") if image.impression is not None else None,
        "width": image.width,
        "height": image.height,
        "ppi": list(image.ppi) if image.ppi else None,
        "compression": image.compression,
        "depth": image.depth,
        "colour": image.colour,
        "subject": image.subject,
        "captured": image.captured,
        "marked": [list(m) for m in image.marked],
    }
    told = {k: v for k, v in named.items() if v not in (None, [])}
    return told | {"bytes": len(image.data), "sha256": digest(image.data)}


def _field(transaction: Transaction, edition: Edition, record_type: int, at: int, given: Field) -> dict[str, Any]:
    tag = f"{record_type}.{given.number:03d}"
    row: dict[str, Any] = {"tag": tag, "offset": at}
    spec = edition.fields.get(tag)
    if spec is not None:
        row |= {"id": spec.id, "title": spec.title}
    row["values"] = [[transaction.text(i) for i in pieces(s, US)] for s in pieces(given.value, RS)]
    return row
