"""What the identity room passes around: who somebody is said to be, what was compared, what it weighs, what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

from lawgate.base import BadInput
from lawgate.identity.born import read_born
from lawgate.prints import Finding


class Verdict(StrEnum):
    """Whether a record is this person. ``NOT_LOOKED_AT`` is no answer: nothing could be compared, or part of a gallery
    did not answer."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    NOT_LOOKED_AT = "not looked at"


class Field(StrEnum):
    """What is compared of two biographic records, each at levels of its own."""

    FAMILY = "family"
    GIVEN = "given"
    ORDER = "order"
    BORN = "born"
    IDENTIFIER = "identifier"
    ADDRESS = "address"
    POSTAL = "postal"


NAMES = frozenset({Field.FAMILY, Field.GIVEN, Field.ORDER})


class NameLevel(IntEnum):
    """Two family names, or two given names, from worst to best. ``MISSING`` says nothing either way."""

    MISSING = -1
    DIFFERENT = 0
    INITIAL = 1  # one side has only the first letter of the other
    CLOSE = 2  # one slip of the pen, or nearly so
    PART = 3  # one name of a compound is the same
    VARIANT = 4  # spelled otherwise, written alike once transliterated and folded
    EXACT = 5


class OrderLevel(IntEnum):
    """Whether the names had to be read in exchanged places to agree."""

    MISSING = -1
    EXCHANGED = 0
    STRAIGHT = 1


class BornLevel(IntEnum):
    """Two dates of birth."""

    MISSING = -1
    DIFFERENT = 0
    YEAR = 1  # the year alone agrees, or is all that is known
    TWO_PARTS = 2  # two of year, month and day agree
    SLIP = 3  # one digit wrong, or two neighbours exchanged
    EXCHANGED = 4  # day and month exchanged
    EXACT = 5


class IdentifierLevel(IntEnum):
    """Two identifiers of one kind, the best of those that both sides have."""

    MISSING = -1
    DIFFERENT = 0
    TWO_SLIPS = 1
    SLIP = 2
    EXACT = 3


class PlaceLevel(IntEnum):
    """Two addresses, or two postal codes."""

    MISSING = -1
    DIFFERENT = 0
    LITTLE = 1  # some words in common; for a postal code: two digits exchanged or wrong
    MOSTLY = 2  # most words in common; for a postal code: one digit wrong
    EXACT = 3


LEVELS: dict[Field, type[IntEnum]] = {
    Field.FAMILY: NameLevel,
    Field.GIVEN: NameLevel,
    Field.ORDER: OrderLevel,
    Field.BORN: BornLevel,
    Field.IDENTIFIER: IdentifierLevel,
    Field.ADDRESS: PlaceLevel,
    Field.POSTAL: PlaceLevel,
}


@dataclass(frozen=True, slots=True)
class Biographic:
    """Who somebody is said to be, in one record. Empty text, None and an empty mapping mean that nobody said.

    ``born`` is a date or text read by ``read_born`` (a month or day may be unknown); ``identifiers`` by kind, such as
    ``state-id``; ``aliases`` pairs of family and given names. Birthplace, language, race and sex have no place here.
    Raises ``BadInput`` for a date that cannot be read and for a record without a key.
    """

    key: str
    family: str = ""
    given: str = ""
    middle: str = ""
    born: date | str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    postal: str = ""
    aliases: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.key:
            raise BadInput("a record has no key", where="identity", do="give each record a key of its own")
        read_born(self.born, where=self.key)


@dataclass(frozen=True, slots=True)
class Reason:
    """What one comparison says. ``weight``: natural logarithm of its likelihood ratio, above 0 for the same person."""

    field: Field
    level: IntEnum
    weight: float
    ours: str
    theirs: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two biographic records compared: the ``weight`` (natural log of the likelihood ratio, calibrated) and its reasons."""

    ours: Biographic
    theirs: Biographic
    weight: float
    reasons: tuple[Reason, ...]

    @property
    def fields(self) -> frozenset[Field]:
        """What could be compared at all."""
        return frozenset(r.field for r in self.reasons)

    @property
    def names_only(self) -> bool:
        return self.fields <= NAMES


@dataclass(frozen=True, slots=True)
class PrintEvidence:
    """What fingerprints said of one record. ``evidence``: natural log of the likelihood ratio of all fingers together;
    ``false_hits``: people of the gallery expected to reach it by chance; ``compared`` and ``agreeing``: fingers."""

    evidence: float
    false_hits: float
    compared: int
    agreeing: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """One record held against the person: the ``posterior`` probability that it is the same person, what it rests on, and
    the ``verdict`` with its ``because``. ``decided_by``: ``prints``, ``biography``, ``nothing`` or ``a person``."""

    key: str
    verdict: Verdict
    posterior: float
    because: str
    decided_by: str
    biographic: Comparison | None = None
    prints: PrintEvidence | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identification:
    """Everyone who was held against one person, best first. ``verdict`` is of the whole; ``not_looked_at`` names the parts
    of a gallery that did not answer; ``nobody``: the probability that none of them is the person."""

    person: Biographic
    verdict: Verdict
    because: str
    candidates: tuple[Assessment, ...]
    nobody: float
    not_looked_at: tuple[str, ...] = ()

    @property
    def reviews(self) -> tuple[Assessment, ...]:
        """Those whom a person must look at."""
        return tuple(c for c in self.candidates if c.verdict is Verdict.UNSURE)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person looked at the evidence and says that the record is (``same``) or is not this person."""

    key: str
    same: bool
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Somebody, the person above all, says that the answer is wrong. It reopens the question; it decides nothing."""

    key: str
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A record was wrong: ``corrected`` takes its place. What was decided on the old record is open again."""

    key: str
    corrected: Biographic
    by: str
    at: datetime
    why: str
