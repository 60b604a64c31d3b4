"""Sealing of personal payloads: AES-256-GCM under a key of that person, which is wrapped by the master key.

Destroying the person's key makes every payload of theirs unreadable for ever; the chain covers digests and stays whole.
A sealed payload is ``nonce (12) + AES-GCM(salt (16) + canonical JSON)``, with the event's header as associated data.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawgate.base import BadInput, LawgateError
from lawgate.base.ids import canonical_json, plain

NONCE, SALT = 12, 16


class Unreadable(LawgateError):
    """A payload or key that cannot be opened: it was destroyed or altered, or the master key is another or not at hand."""

    code = "unreadable"


def canonical(value: Any) -> bytes:
    """``base.canonical_json``, several times as fast for what is plain JSON already."""
    try:
        text = json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=plain
        )
        return text.encode()
    except TypeError:
        return canonical_json(value)
    except UnicodeEncodeError as e:
        raise BadInput("holds half a character (a lone surrogate)", do="write the feed as valid UTF-8") from e


def new_key() -> bytes:
    return AESGCM.generate_key(256)


def wrap(master: bytes, key: bytes, name: str) -> bytes:
    """A key sealed under the master key, bound to ``name``."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, key, name.encode())


def unwrap(master: bytes, wrapped: bytes, name: str) -> bytes:
    """The key again. Raises ``Unreadable`` when it was altered, is another's, or was wrapped by another master."""
    try:
        return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], name.encode("utf-8", "surrogateescape"))
    except (InvalidTag, ValueError) as e:
        raise Unreadable(f"the key of {name} cannot be unwrapped; check the master key") from e


class PersonKey:
    """One person's key, ready to seal, open and mark."""

    __slots__ = ("_gcm", "_mark")

    def __init__(self, key: bytes) -> None:
        self._gcm = AESGCM(key)
        self._mark = hashlib.sha256(b"lawgate-mark-1" + key).digest()

    def seal(self, body: bytes, header: bytes) -> tuple[bytes, str]:
        """(sealed bytes, salted digest of ``body``). ``header`` is bound in and must be given again to open."""
        fresh = secrets.token_bytes(NONCE + SALT)
        nonce, salted = fresh[:NONCE], fresh[NONCE:] + body
        sealed = nonce + self._gcm.encrypt(nonce, salted, header)
        return sealed, hashlib.sha256(salted).hexdigest()

    def open(self, sealed: bytes, header: bytes) -> tuple[bytes, str]:
        """(body, salted digest). Raises ``Unreadable`` when anything was altered."""
        try:
            salted = self._gcm.decrypt(sealed[:NONCE], sealed[NONCE:], header)
        except (InvalidTag, ValueError) as e:
            raise Unreadable("the sealed payload does not open") from e
        return salted[SALT:], hashlib.sha256(salted).hexdigest()

    def mark(self, body: bytes) -> str:
        """What a repeated delivery is known by: keyed, so that it tells nothing once the key is gone. 64 hex digits."""
        return hmac.digest(self._mark, body, "sha256").hex()
