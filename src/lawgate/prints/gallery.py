"""A gallery: people's prints, enrolled, removed, and searched by one finger or ten. What every kind of gallery offers.

``LocalGallery`` keeps one in a folder; ``ShardedGallery`` puts several behind one face. Both answer with the same records
and raise the same errors, and what crosses between them are plain values, so that a shard may live in another process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from lawgate.base import BadInput, Witness
from lawgate.prints.records import Finding, Finger, TenPrint


class AlreadyEnrolled(BadInput):
    """The name stands for someone in the gallery already; nothing was changed."""

    code = "already-enrolled"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__("this person is in the gallery already", where=name, do="remove the old prints first")


class NotEnrolled(BadInput):
    """Nobody of that name is in the gallery; nothing was changed."""

    code = "not-enrolled"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__("this person is not in the gallery", where=name, do="check the name")


class GalleryClosed(BadInput):
    """The gallery was closed, or opened for reading only."""

    code = "gallery-closed"


class GalleryBusy(BadInput):
    """Another process has the gallery open for writing."""

    code = "gallery-busy"


class Effort(StrEnum):
    """How far a search goes before it trusts the rest to be somebody else."""

    AUTO = "auto"  # INDEX from four known fingers on, else SCAN
    INDEX = "index"  # the index names who is looked at: sub-linear, and may miss
    SCAN = "scan"  # every code of the gallery is read
    PRECISE = "precise"  # everyone is compared in full: slow, for measuring what the others miss


@dataclass(frozen=True, slots=True)
class Search:
    """What to ask of a search. ``most``: candidates returned; ``shortlist``: people compared in full (None: 200, and
    1,000 when fewer than four fingers are known); ``least``: the lowest evidence returned; ``turned``: degrees by which
    the prints may be turned to each other (180: any); ``exchanged``: if no one is found, try the hands exchanged."""

    effort: Effort = Effort.AUTO
    most: int = 20
    shortlist: int | None = None
    least: float = 0.0
    turned: float = 180.0
    exchanged: bool = True


USUAL = Search()


@dataclass(frozen=True, slots=True)
class FingerEvidence:
    """What one finger of the probe says: compared with the candidate's ``against``, with the ``evidence`` (natural
    logarithm of the likelihood ratio) and ``rarity`` (-log10 of the rate at which other people's fingers reach it)."""

    finger: Finger
    against: Finger
    score: float
    evidence: float
    rarity: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone of the gallery, with the summed ``evidence`` of the fingers and its ``rarity``: -log10 of the chance that
    a given other person reaches it. Times the size of the gallery, that chance is the false hits to expect."""

    name: str
    evidence: float
    rarity: float
    fingers: tuple[FingerEvidence, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The candidates, best first; how many people were searched; the shards that did not answer, by name; what else a
    person should look at. An answer with ``missing`` shards is partial, whatever else it says."""

    candidates: tuple[Candidate, ...]
    searched: int
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def partial(self) -> bool:
        return bool(self.missing)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What enrolling said: how many people, and what a person should look at."""

    people: int
    findings: tuple[Finding, ...] = field(default=())


class Gallery(Protocol):
    """What every gallery does. All errors are below ``BadInput``; a refused call changes nothing."""

    def __len__(self) -> int: ...

    def __contains__(self, name: object) -> bool: ...

    def enrol(self, name: str, prints: TenPrint) -> Enrolled:
        """Adds a person; on return it is on the disk. Raises ``AlreadyEnrolled``."""
        ...

    def enrol_many(self, people: Iterable[tuple[str, TenPrint]]) -> Enrolled:
        """Adds many at once, all or none. Raises ``AlreadyEnrolled``."""
        ...

    def remove(self, name: str) -> None:
        """Takes a person out of every later search. Raises ``NotEnrolled``."""
        ...

    def person(self, name: str) -> TenPrint:
        """What is held of one person. Raises ``NotEnrolled``."""
        ...

    def search(self, probe: TenPrint, wanted: Search = USUAL, witness: Witness | None = None) -> SearchResult:
        """Who this might be. ``Finger.UNKNOWN`` in the probe is compared with every finger."""
        ...

    def close(self) -> None: ...
