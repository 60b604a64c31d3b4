"""Turning the master key: every wrapped key anew, in one transaction, and an event that says so. Payloads are not touched.

Who holds only an old copy of the database and the old master key reads that copy still; who holds the old master key and the new
database reads nothing.
"""

from __future__ import annotations

import os
from datetime import datetime

from lawgate.base import BadInput, LawgateError
from lawgate.casework.keys import ENV
from lawgate.casework.ledger import Ledger
from lawgate.casework.records import LEDGER, New

ROTATED = "key.rotated"


def rotate(ledger: Ledger, at: datetime, to: str = "") -> int:
    """Wrap all keys of ``ledger`` under a new master key. Returns how many. ``to``: the environment variable that holds the new key,
    where the environment gives the present one; else the key's file is replaced. Raises ``BadInput``, ``LawgateError``.
    """
    if to:
        count = ledger.rewrap(_from(to))
    elif os.environ.get(ENV):
        raise LawgateError(
            f"the master key comes from {ENV}; put the next one into another variable and name it with --to"
        )
    else:
        count = ledger.keys.rotate()
    ledger.append([New(ROTATED, LEDGER, {"keys": count}, at, at)], at)
    return count


def _from(name: str) -> bytes:
    text = os.environ.get(name, "").strip()
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise BadInput(f"{name} does not hold 64 hex digits", where="--to", do="make them with: openssl rand -hex 32")
    return key
