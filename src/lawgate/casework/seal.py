"""Sealing of personal payloads: AES-256-GCM under a key of that person, which is wrapped by the master key.

Destroying the person's key makes every payload of theirs unreadable for ever; the chain covers digests and stays whole. The digest
is salted by a random value inside the sealed payload, so that it says nothing of a destroyed payload to whoever could guess it.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawgate.base import LawgateError, canonical_json, digest

NONCE = 12
ENV = "LAWGATE_MASTER_KEY"


class Unreadable(LawgateError):
    """A payload that cannot be opened: its key was destroyed, or it was altered."""

    code = "unreadable"


def master_key(beside: Path) -> bytes:
    """The key that wraps persons' keys: from the environment (64 hex digits), else a file next to the ledger, made when absent."""
    text = os.environ.get(ENV)
    if text:
        return _hex(text, ENV)
    path = beside.with_name(beside.name + ".key")
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as f:
            f.write(secrets.token_hex(32))
    return _hex(path.read_text(), str(path))


def _hex(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise LawgateError(f"{where}: the master key is not 64 hex digits; restore it from your safe")
    return key


def new_key() -> bytes:
    return AESGCM.generate_key(256)


def wrap(master: bytes, key: bytes, subject: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, key, subject.encode())


def unwrap(master: bytes, wrapped: bytes, subject: str) -> bytes:
    """The person's key. Raises ``Unreadable`` when it was destroyed, altered, or wrapped by another master."""
    if not wrapped:
        raise Unreadable(f"{subject}: the key was destroyed; the payloads are expunged")
    try:
        return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], subject.encode())
    except (InvalidTag, ValueError) as e:
        raise Unreadable(f"{subject}: the key cannot be unwrapped; check the master key") from e


def seal(key: bytes, payload: Mapping[str, Any], header: bytes) -> tuple[bytes, str]:
    """(sealed bytes, digest of the salted payload). ``header`` is bound in and must be given again to open."""
    salted = canonical_json({"salt": secrets.token_hex(16), "value": payload})
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, salted, header), digest(salted)


def unseal(key: bytes, sealed: bytes, header: bytes) -> tuple[dict[str, Any], str]:
    """(payload, digest of the salted payload). Raises ``Unreadable`` when anything was altered."""
    try:
        salted = AESGCM(key).decrypt(bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), header)
    except (InvalidTag, ValueError) as e:
        raise Unreadable("the sealed payload was altered") from e
    value: dict[str, Any] = json.loads(salted)["value"]
    return value, digest(salted)
