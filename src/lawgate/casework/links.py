"""The chain: how an event's plain columns, its digest and its sealed bytes become one link.

    header = "lawgate-event-1" + columns      number, kind, subject, actor, happened, received, recorded
    link   = SHA-256("lawgate-link-1" + previous link + SHA-256(header) + payload digest + SHA-256(sealed payload))
    signed = "lawgate-checkpoint-1" + number + link + recorded

Each list is written as netstrings (``5:hello,``), so that no value can run into the next. The plaintext of a payload is not in the
chain: only its digest is, salted by sixteen random bytes that lie sealed with it. When a person's key is destroyed, the salt goes
with it, and the digest says nothing to whoever could guess the text. The sealed bytes are covered, so that a flipped bit shows
even after the key is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

COLUMNS = ("number", "kind", "subject", "actor", "happened", "received", "recorded")
GENESIS = ""  # what the first event follows


def netstrings(values: Iterable[bytes]) -> bytes:
    return b"".join(b"%d:%b," % (len(v), v) for v in values)


def header_of(columns: Sequence[bytes]) -> bytes:
    """The plain columns of an event, in the order of ``COLUMNS``, as bytes: bound into the sealing and into the link."""
    return b"lawgate-event-1" + netstrings(columns)


def link_of(previous: bytes, header: bytes, payload_digest: bytes, payload: bytes) -> str:
    """The link that an event adds, as 64 hex digits. ``previous`` and ``payload_digest`` are hex digits as stored."""
    return joined(previous, hashlib.sha256(header).digest(), payload_digest, hashlib.sha256(payload).digest())


def joined(previous: bytes, header: bytes, payload_digest: bytes, payload: bytes) -> str:
    """``link_of`` from the digests of the header and of the sealed payload."""
    parts = (previous, header, payload_digest, payload)
    return hashlib.sha256(b"lawgate-link-1" + netstrings(parts)).hexdigest()


def signed_bytes(number: int, link: bytes, recorded: bytes) -> bytes:
    """What the signature of a checkpoint is over."""
    return b"lawgate-checkpoint-1" + netstrings((b"%d" % number, link, recorded))
