"""Names and birth dates made into keyed marks: those of a designation against those of a booking. Agreement proposes, no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from lawgate.casework.seal import PersonKey
from lawgate.identity.names import read_name


def spellings_of(person: Mapping[str, Any]) -> list[str]:
    """The names of a booked person in full: with the middle name and without, and the other names."""
    last, first, middle = (str(person.get(k) or "") for k in ("last", "first", "middle"))
    aliases = person.get("aliases") or ()
    others = [aliases] if isinstance(aliases, str) else [str(a) for a in aliases]
    return [f"{first} {middle} {last}", f"{first} {last}", *others]


def marks(key: PersonKey, names: Iterable[str], born: str) -> set[str]:
    """Keyed marks of names with a birth date. Two people are proposed when two parts of a name and the whole birth date agree:
    order, accents, script and particles do not matter, and one of two family names may be missing. Long names are cut at six parts.
    """
    out: set[str] = set()
    for name in names:
        parts = sorted(set(read_name(name).parts))[:6]
        if born:
            out |= {key.mark(f"name\0{a} {b}\0{born}".encode()) for a, b in combinations(parts, 2)}
    return out
