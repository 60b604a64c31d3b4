"""What the pipeline carries and what it gives back. No table is needed to speak of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class Carried(Protocol):
    """What the pipeline needs of a record: its key, what it says, when it happened."""

    @property
    def key(self) -> str: ...

    @property
    def record(self) -> Mapping[str, Any]: ...

    @property
    def happened(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision is kept as: the facts, the answer, the rulebook's digest."""

    facts: Mapping[str, Any]
    answer: Mapping[str, Any]
    rulebook: str


Decide = Callable[[Any], Decided | None]
"""A record to its decision; None when it is out of reach of these rules."""


@dataclass
class RunResult:
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    out_of_reach: int = 0
