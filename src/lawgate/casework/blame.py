"""Which column is wrong? A hash says only that something is; trying every single changed byte says what it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lawgate.casework import links
from lawgate.casework.stored import Stored

UNSURE = "payload"
HEX = b"0123456789abcdef"


def near(one: bytes, other: bytes) -> bool:
    """Whether two values differ in one byte at most: which tells a flipped digest from one of something else."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def single_changes(value: bytes, alphabet: bytes = bytes(range(256))) -> Iterator[bytes]:
    """``value`` with each byte in turn changed to each of ``alphabet``."""
    for at, was in enumerate(value):
        for byte in alphabet:
            if byte != was:
                yield value[:at] + bytes((byte,)) + value[at + 1 :]


def wrong_column(row: Stored, prior: bytes | None, seen: bytes | None, *, search: bool = True) -> str:
    """The column of an event that is not as it was written; empty when all are.

    ``prior``: the link of the event before, None where that is missing. ``seen``: the digest of the payload as it opened, None where
    it did not. ``search``: try every change of one byte (a fifth of a second), else what remains is laid on the payload.
    """
    follows = prior is None or row.previous == prior
    if _link(row, row.previous) == row.link:
        return "" if follows else "previous"
    if prior is not None and not follows and _link(row, prior) == row.link:
        return "previous"
    if near(_link(row, row.previous), row.link):
        return "link"
    if seen is not None:  # header and payload are what was sealed
        return "payload_digest" if seen != row.payload_digest else "link" if follows else "previous"
    return _searched(row) if search else UNSURE


def _link(row: Stored, previous: bytes) -> bytes:
    return links.link_of(previous, row.header, row.payload_digest, row.payload).encode()


def _searched(row: Stored) -> str:
    sealed, header = hashlib.sha256(row.payload).digest(), hashlib.sha256(row.header).digest()
    for name, changed in _header_changes(row):
        if links.joined(row.previous, changed, row.payload_digest, sealed).encode() == row.link:
            return name
    for changed in single_changes(row.payload_digest, HEX):
        if links.joined(row.previous, header, changed, sealed).encode() == row.link:
            return "payload_digest"
    for changed in single_changes(row.previous, HEX):
        if links.joined(changed, header, row.payload_digest, sealed).encode() == row.link:
            return "previous"
    return UNSURE


def _header_changes(row: Stored) -> Iterator[tuple[str, bytes]]:
    """(column, digest of the header) for each change of one byte in one column; lengths stay, so the frame is hashed once."""
    for at, name in enumerate(links.COLUMNS):
        value = row.columns[at]
        start = hashlib.sha256(links.header_of(row.columns[:at]) + b"%d:" % len(value))
        rest = b"," + links.netstrings(row.columns[at + 1 :])
        for changed in single_changes(value):
            h = start.copy()
            h.update(changed + rest)
            yield name, h.digest()
