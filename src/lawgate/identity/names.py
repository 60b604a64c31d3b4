"""Names made comparable: transliterated, cut into parts, folded to what spellings of one name have in common.

For matching only. Nothing here, and nothing that reads it, says where a name comes from or what follows from that.
Letters of every script are written in Latin ones by the ``anyascii`` package; the folding is our own: letters that
romanisations exchange are made one, and vowels after the first letter are dropped, so that Mohamed and Muhammad, or
Aleksandr and Alexander, fold alike. It is coarse on purpose: how much an agreement after folding is worth is estimated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA, JaroWinkler

from lawgate.identity.records import NameLevel

PARTICLES = re.compile(
    "de|del|della|der|den|di|da|dos|das|do|du|la|las|le|los|van|von|ter|ten|al|el|bin|ibn|bint|abu|y|e|san"
)
SUFFIXES = re.compile("jr|sr|ii|iii|iv")
FOLDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("tch|tsch|sch|sh|ch|cz", "c"),
        ("ph", "f"),
        ("kh|gh", "h"),
        ("ck|q|c(?=[aoukrlt])", "k"),
        ("x", "ks"),
        ("zh|dj|dzh", "j"),
        ("th", "t"),
        ("w", "v"),
        ("z", "s"),
        ("y|j(?=[aeou])", "i"),
        ("h", ""),
        (r"(.)\1+", r"\1"),
    )
)
VOWELS = re.compile("[aeiou]")
NEAR = 0.92  # Jaro-Winkler similarity from which two spellings are close
SHORT = 4  # letters below which one slip makes another name


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """Family names or given names of one person: parts in their order, particles and suffixes left out. Equal only to
    itself, so that looking one up among comparisons already made costs nothing."""

    parts: tuple[str, ...]
    joined: str
    folded: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.parts)


@lru_cache(maxsize=1 << 17)
def read_name(text: str) -> Name:
    """``"García-López, Jr."`` becomes the parts ``garcia`` and ``lopez``. Empty when there is no letter in it."""
    plain = anyascii(text).lower().replace("'", "").replace("`", "")
    found = re.findall("[a-z]+", plain)
    parts = tuple(p for p in found if not (PARTICLES.fullmatch(p) or SUFFIXES.fullmatch(p))) or tuple(found)
    return Name(parts, "".join(parts), tuple(fold(p) for p in parts))


@lru_cache(maxsize=1 << 17)
def fold(part: str) -> str:
    """What spellings of one name have in common: ``mohamed``, ``muhammad`` and ``mahomet`` are ``mmd``, ``mmd``, ``mmt``."""
    for pattern, put in FOLDS:
        part = pattern.sub(put, part)
    head = "a" if part[:1] and part[0] in "aeiou" else part[:1]
    return head + VOWELS.sub("", part[1:])


@lru_cache(maxsize=1 << 18)
def compare_names(a: Name, b: Name) -> NameLevel:
    """How alike two names of one kind are; the same whichever comes first."""
    if not a or not b:
        return NameLevel.MISSING
    if a.joined == b.joined:
        return NameLevel.EXACT
    if sorted(a.folded) == sorted(b.folded) and (len(a.parts) > 1 or _spelled_alike(a.joined, b.joined)):
        return NameLevel.VARIANT
    if shared_part(a, b):
        return NameLevel.PART
    if _close(a.joined, b.joined) or any(_close(p, q) for p in a.parts for q in b.parts):
        return NameLevel.CLOSE
    if any(_initial(p, q) for p in a.parts for q in b.parts):
        return NameLevel.INITIAL
    return NameLevel.DIFFERENT


def shared_part(a: Name, b: Name) -> str:
    """The longest name that both have, or nothing; single letters do not count."""
    return max((p for p in a.parts if len(p) > 1 and p in b.parts), key=lambda p: (len(p), p), default="")


def _spelled_alike(a: str, b: str) -> bool:
    """Folding alike is not enough for two short names: Lee and Li, but not Chen and Chin with nothing else in common."""
    return len(fold(a)) > 2 or JaroWinkler.similarity(a, b) >= 0.8


def _close(a: str, b: str) -> bool:
    if min(len(a), len(b)) < SHORT:
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1 or JaroWinkler.similarity(a, b) >= NEAR


def _initial(a: str, b: str) -> bool:
    return a[0] == b[0] and 1 in (len(a), len(b))
