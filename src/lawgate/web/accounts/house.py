"""The ledger that the pages read, the clock they show, and the sealing of what accounts keep."""

from __future__ import annotations

import base64
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from lawgate import wiring
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.seal import PersonKey
from lawgate.casework.store import open_ledger

ACCOUNTS = "(accounts)"  # the key under which accounts' own secrets are sealed; it is wrapped anew with all others


@lru_cache(maxsize=1)
def ledger() -> Ledger:
    return open_ledger()


def acting(actor: str) -> Ledger:
    """The ledger in the name of ``actor``, who stands on the events that it appends."""
    base = ledger()
    return Ledger(base.alias, base.path, base.keys, actor=actor or "nobody")


def clock() -> datetime:
    """The minute the pages show: the real one, or the simulated one of the settings."""
    return datetime.fromisoformat(settings.SIMULATED_NOW) if settings.SIMULATED_NOW else wiring.now()


def _key() -> PersonKey:
    house = ledger()
    found = house.keys.load([ACCOUNTS]).get(ACCOUNTS)
    if found is not None:
        return found
    with writing(house.alias):
        return house.keys.ensure([ACCOUNTS])[ACCOUNTS]


def seal(text: str, what: str) -> bytes:
    """``text`` sealed under the accounts' key, bound to ``what``."""
    return _key().seal(text.encode(), what.encode())[0]


def unseal(sealed: bytes, what: str) -> str:
    """The text again. Raises ``Unreadable`` when it was altered or sealed for something else."""
    return _key().open(sealed, what.encode())[0].decode()


def seal_text(text: str, what: str) -> str:
    return base64.b64encode(seal(text, what)).decode()


def unseal_text(sealed: str, what: str) -> str:
    return unseal(base64.b64decode(sealed), what)


def mark(text: str, what: str) -> str:
    """A keyed mark by which ``text`` is found again without being written down. 64 hex digits."""
    return _key().mark(f"{what}\0{text}".encode())
