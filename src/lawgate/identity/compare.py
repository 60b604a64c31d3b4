"""Two biographic records compared, field by field, into levels. No weights: what a level is worth is the model's.

Every comparison is the same whichever record comes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from lawgate.identity.born import Born, one_slip, read_born
from lawgate.identity.names import Name, compare_names, read_name
from lawgate.identity.records import (
    Biographic,
    BornLevel,
    Field,
    IdentifierLevel,
    NameLevel,
    OrderLevel,
    PlaceLevel,
)

MOST, SOME = 0.6, 0.25  # of the words of two addresses, in common
LONG = 6  # characters from which one slip in an identifier does not make another


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record made comparable: its names (the first is the main one, then aliases), its date, what else it has."""

    record: Biographic
    names: tuple[tuple[Name, Name], ...]
    born: Born | None
    identifiers: tuple[tuple[str, str], ...]
    address: frozenset[str]
    postal: str


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of each field, and the two pairs of names (family and given, ours and theirs) that they were read from."""

    at: dict[Field, IntEnum]
    family: tuple[Name, Name]
    given: tuple[Name, Name]


def prepare(record: Biographic) -> Prepared:
    """Raises ``BadInput`` for a date of birth that cannot be read."""
    main = (read_name(record.family), read_name(f"{record.given} {record.middle}".strip()))
    others = tuple((read_name(f), read_name(g)) for f, g in record.aliases)
    identifiers = tuple(sorted((k, c) for k, v in record.identifiers.items() if (c := clean(v))))
    words = frozenset(re.findall("[a-z0-9]+", anyascii(record.address).lower()))
    return Prepared(
        record, (main, *others), read_born(record.born, where=record.key), identifiers, words, clean(record.postal)
    )


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Letters and digits alone, in capitals."""
    return re.sub("[^A-Z0-9]", "", anyascii(text).upper())


def levels(ours: Prepared, theirs: Prepared) -> Levels:
    """The best reading of the names over aliases and over exchanged places, and every other field once."""
    readings = [_names(mine, other) for mine in ours.names for other in theirs.names]
    best = readings[0] if len(readings) == 1 else max(readings, key=_rank)
    at = best.at
    at[Field.BORN] = compare_born(ours.born, theirs.born)
    at[Field.IDENTIFIER] = compare_identifiers(ours.identifiers, theirs.identifiers)
    at[Field.ADDRESS] = compare_addresses(ours.address, theirs.address)
    at[Field.POSTAL] = compare_postal(ours.postal, theirs.postal)
    return best


def _rank(found: Levels) -> tuple[int, list[str]]:
    """The best levels; among equals always the same, whichever record comes first."""
    texts = sorted(name.joined for pair in (found.family, found.given) for name in pair)
    return sum(max(int(level), 0) for level in found.at.values()), texts


def _names(mine: tuple[Name, Name], other: tuple[Name, Name]) -> Levels:
    family, given = compare_names(mine[0], other[0]), compare_names(mine[1], other[1])
    if max(family, given) < NameLevel.VARIANT:
        crossed = compare_names(mine[0], other[1]), compare_names(mine[1], other[0])
        if min(crossed) >= NameLevel.CLOSE and sum(crossed) > family + given:
            # Which family name is meant cannot be told; the level of each pair is put under our own side's kind,
            # the better one first, so that the answer does not depend on which record is asked about.
            pairs = sorted(
                zip(crossed, ((mine[0], other[1]), (mine[1], other[0])), strict=True),
                key=lambda p: (-int(p[0]), sorted(n.joined for n in p[1])),
            )
            at = {Field.FAMILY: pairs[0][0], Field.GIVEN: pairs[1][0], Field.ORDER: OrderLevel.EXCHANGED}
            return Levels(dict(at), pairs[0][1], pairs[1][1])
    order = OrderLevel.MISSING if NameLevel.MISSING in (family, given) else OrderLevel.STRAIGHT
    at = {Field.FAMILY: family, Field.GIVEN: given, Field.ORDER: order}
    return Levels(dict(at), (mine[0], other[0]), (mine[1], other[1]))


def compare_born(a: Born | None, b: Born | None) -> BornLevel:
    if a is None or b is None:
        return BornLevel.MISSING
    if not (a.whole and b.whole):
        agree = a.year == b.year and (a.month == b.month or 0 in (a.month, b.month))
        return BornLevel.YEAR if agree else BornLevel.DIFFERENT
    if a == b:
        return BornLevel.EXACT
    if a == b.exchanged:
        return BornLevel.EXCHANGED
    if one_slip(a.digits, b.digits):
        return BornLevel.SLIP
    same = (a.year == b.year) + (a.month == b.month) + (a.day == b.day)
    if same >= 2:
        return BornLevel.TWO_PARTS
    return BornLevel.YEAR if a.year == b.year else BornLevel.DIFFERENT


def compare_identifiers(a: tuple[tuple[str, str], ...], b: tuple[tuple[str, str], ...]) -> IdentifierLevel:
    """The best of the kinds that both have: numbers are re-issued, and one that agrees outweighs one that does not."""
    theirs = dict(b)
    return max((_identifier(v, theirs[k]) for k, v in a if k in theirs), default=IdentifierLevel.MISSING)


def _identifier(a: str, b: str) -> IdentifierLevel:
    if a == b:
        return IdentifierLevel.EXACT
    if min(len(a), len(b)) < LONG:
        return IdentifierLevel.DIFFERENT
    slips = OSA.distance(a, b, score_cutoff=2)
    return {1: IdentifierLevel.SLIP, 2: IdentifierLevel.TWO_SLIPS}.get(slips, IdentifierLevel.DIFFERENT)


def compare_addresses(a: frozenset[str], b: frozenset[str]) -> PlaceLevel:
    if not a or not b:
        return PlaceLevel.MISSING
    if a == b:
        return PlaceLevel.EXACT
    common = len(a & b) / len(a | b)
    return PlaceLevel.MOSTLY if common >= MOST else PlaceLevel.LITTLE if common >= SOME else PlaceLevel.DIFFERENT


def compare_postal(a: str, b: str) -> PlaceLevel:
    if not a or not b:
        return PlaceLevel.MISSING
    if a == b:
        return PlaceLevel.EXACT
    slips = OSA.distance(a, b, score_cutoff=2)
    return {1: PlaceLevel.MOSTLY, 2: PlaceLevel.LITTLE}.get(slips, PlaceLevel.DIFFERENT)
