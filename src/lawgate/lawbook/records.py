"""What a page of the book is made of: a standard case, an answer with what carries it, and a span of unchanged law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lawgate.law.norms import Action, Answer


@dataclass(frozen=True, slots=True)
class StandardCase:
    """One plain case that is put to every state. ``given``: what differs from the base of ``beside``."""

    id: str
    title: str
    says: str  # the case in one or two sentences
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """The engine's answers to one case, in one state, on one day. ``rests_on``: authority ids, by action."""

    answers: Mapping[Action, Answer]
    rests_on: Mapping[Action, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included, over which the hold of the first standard case is answered alike."""

    first: str
    last: str
    answer: Answer
    rests_on: tuple[str, ...]
