"""Codes: a designation's of 128 bits, that proves the relation; a message's of four letters, that only tells two messages apart."""

from __future__ import annotations

import re
import secrets

from lawgate.casework.keys import Keyring
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.seal import PersonKey

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH = 26  # 130 bits, of which 128 are used
HOUSE = "(designations)"  # the key of the marks; wrapped anew with all others
READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """A fresh code as it is shown and typed: groups of five and a last of six."""
    number = secrets.randbits(128)
    letters = "".join(LETTERS[(number >> (5 * i)) & 31] for i in reversed(range(LENGTH)))
    return "-".join((letters[:5], letters[5:10], letters[10:15], letters[15:20], letters[20:]))


def tidy(typed: str) -> str:
    """What was meant by what was typed: letters that look alike are one, the rest is left out. Not a code: the empty text."""
    letters = re.sub(r"[\s\-–—.]", "", typed.upper()).translate(READ_AS)
    return letters if len(letters) == LENGTH and all(c in LETTERS for c in letters) else ""


def short_code() -> str:
    """A message's code: it opens nothing by itself."""
    return "".join(secrets.choice(LETTERS[10:]) + secrets.choice(LETTERS[2:10]) for _ in range(2))


def house_key(ledger: Ledger) -> PersonKey:
    """The key under which names and codes are marked."""
    return _of(ledger.keys, ledger, HOUSE)


def own_key(ledger: Ledger, designation: str) -> PersonKey | None:
    """The key of one designation; None once it was destroyed, or where there is none."""
    return ledger.keys.load([key_of(designation)]).get(key_of(designation))


def key_of(designation: str) -> str:
    return f"designation/{designation}"


def _of(keys: Keyring, ledger: Ledger, name: str) -> PersonKey:
    found = keys.load([name]).get(name)
    if found is not None:
        return found
    with writing(ledger.alias):
        return keys.ensure([name])[name]


def code_mark(key: PersonKey, typed: str) -> str:
    """The mark of a code; of what is no code as well, so that both take the same work."""
    return key.mark(f"code\0{tidy(typed) or 'none'}".encode())
