"""A message that someone proposes to send, and what the law makes of it, element by element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lawgate.base import Confidence
from lawgate.law.norms import LAWFUL, Answer
from lawgate.law.terms import Item, Told


@dataclass(frozen=True, slots=True)
class Message:
    """What is proposed: ``says`` holds for each element the value that would be told (JSON types)."""

    to: Told
    says: Mapping[Item, Any]


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a message. ``why``: one plain sentence. ``missing``: facts that keep it open. ``confidence``: the weakest mark
    of the norms it rests on."""

    item: Item
    answer: Answer
    why: str
    citations: tuple[str, ...] = ()
    confidence: Confidence = Confidence.READ
    missing: tuple[str, ...] = ()

    @property
    def lawful(self) -> bool:
        return self.answer in LAWFUL


@dataclass(frozen=True, slots=True)
class Besides:
    """Something else that must go out with it. ``law`` False: no statute here demands it, the house does."""

    to: Told
    items: tuple[Item, ...]
    paper: str
    words: str
    citation: str = ""
    law: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """The answer: what is sent, what is kept back and why, what must go out besides."""

    to: Told
    elements: tuple[Element, ...]
    sent: Mapping[Item, Any]
    besides: tuple[Besides, ...]
    questions: tuple[Mapping[str, str], ...]  # fact, en, es: what would open a withheld element
    rulebook: str

    @property
    def withheld(self) -> tuple[Element, ...]:
        return tuple(e for e in self.elements if e.item not in self.sent)

    @property
    def confidence(self) -> Confidence:
        """The weakest mark behind what is sent."""
        weakest = Confidence.READ
        for e in self.elements:
            if e.item in self.sent:
                weakest = weakest.weaker(e.confidence)
        return weakest

    def payload(self) -> dict[str, Any]:
        """What the ledger keeps (``notice.decided``): JSON types only. What was withheld is named; its content is not repeated."""
        return {
            "to": self.to.value,
            "may": [e.item.value for e in self.elements if e.item in self.sent],
            "must": [e.item.value for e in self.elements if e.answer is Answer.REQUIRED],
            "sent": {item.value: value for item, value in self.sent.items()},
            "because": [_told(e) for e in self.elements if e.item in self.sent],
            "withheld": [_told(e) for e in self.withheld],
            "besides": [
                {
                    "to": b.to.value,
                    "items": [i.value for i in b.items],
                    "paper": b.paper,
                    "words": b.words,
                    "citation": b.citation,
                    "law": b.law,
                }
                for b in self.besides
            ],
            "questions": [dict(q) for q in self.questions],
            "confidence": self.confidence.value,
            "rulebook": self.rulebook,
        }


def _told(e: Element) -> dict[str, Any]:
    return {
        "what": e.item.value,
        "answer": e.answer.value,
        "why": e.why,
        "citations": list(e.citations),
        "confidence": e.confidence.value,
    }
