"""What a source says beside its norms: what a hold has cost, what disobeying costs, what a court left open. None changes an answer."""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.base import Confidence


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a hold like this one has cost: who decided, how long the person was kept, what was paid."""

    court: str
    decided: str  # ISO day
    held: str  # the holding, one line
    kept: str = ""  # how long
    usd: int | None = None  # damages and settlement; None: amount not seen
    fees_usd: int | None = None
    mark: Confidence = Confidence.RECALLED


@dataclass(frozen=True, slots=True)
class Penalty:
    """What breach of the source's *must* or *may not* costs an agency or its officers. ``since``: ISO day, empty: with the source."""

    words: str
    cite: str
    mark: Confidence = Confidence.RECALLED
    since: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a federal court said of holds by local officers on civil immigration grounds, and what it left open, a sentence each.

    The day is the decision's first day in force, and how surely it is known is the decision's own mark."""

    court: str
    said: str
    left_open: str
