"""What the guide is made of: where and when it speaks, what a claim rests on, a block of text, a page, a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lawgate.base import Confidence, Place
from lawgate.counsel.catalogue import SOFT

RIGHTS, TIMES, SCRIPTS, ADVICE = "rights", "times", "scripts", "advice"
GUARDED = (RIGHTS, TIMES, SCRIPTS, ADVICE)
CLAIMING = (RIGHTS, TIMES)  # what must name a rule


@dataclass(frozen=True, slots=True)
class Where:
    """The county and the day that a guide speaks of. ``slug`` names its folder: ``ca-los-angeles``."""

    place: Place
    county: str  # as shown: "Los Angeles County"
    state: str  # as shown: "California"
    day: date
    slug: str


@dataclass(frozen=True, slots=True)
class Source:
    """One rule that a claim rests on, as a reader finds it at the foot of a page. ``norm`` is a norm's or an authority's id."""

    norm: str
    authority: str
    title: str
    cite: str
    confidence: Confidence
    since: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """The engine's word on a claim. ``holds`` False: the engine says otherwise here, on this day. ``value``: its figure."""

    holds: bool
    sources: tuple[Source, ...] = ()
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page: ``kind`` of element, what it ``carries``, its text or its lines, and the claims it is shown for."""

    kind: str
    text: str
    carries: str = SOFT
    when: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.text, *self.lines) if self.text else self.lines


@dataclass(frozen=True, slots=True)
class Page:
    """A page as written, in English. ``id`` is its file name; ``link`` its words in a list of pages."""

    id: str
    title: str
    link: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a guide: a ``code`` for programs, where, and one sentence."""

    code: str
    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of a language: ``first`` compressed for the first page, ``offline`` of all that is kept, as stored and compressed."""

    first: int
    offline: int
    packed: int


@dataclass(frozen=True)
class Built:
    """A guide that was written: its pages, weights by language, and reading grades by English page."""

    where: Where
    pages: int
    weights: Mapping[str, Weight] = field(default_factory=dict)
    grades: Mapping[str, tuple[float, float]] = field(default_factory=dict)
