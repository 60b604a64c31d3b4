"""Where a rule comes from, and how sure we are that we have read it right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How far the words behind a rule were checked. An answer is only as sure as its weakest rule."""

    READ = "read"  # the official text, or a reliable copy, was read
    SUMMARY = "summary"  # only a summary or report of the text was read
    RECALLED = "recalled"  # general professional knowledge, not checked against a text
    DOUBTED = "doubted"  # recalled with real doubt; treat what rests on it as open

    @property
    def verified(self) -> bool:
        return self is Confidence.READ

    @property
    def sentence(self) -> str:
        return {
            Confidence.READ: "text read",
            Confidence.SUMMARY: "summary read, text not seen",
            Confidence.RECALLED: "recalled, text not seen",
            Confidence.DOUBTED: "recalled with doubt, text not seen",
        }[self]

    def weaker(self, other: Confidence) -> Confidence:
        order = list(Confidence)
        return max(self, other, key=order.index)


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as a lawyer writes it, with the mark of how it was read."""

    text: str
    confidence: Confidence = Confidence.RECALLED

    def __str__(self) -> str:
        return self.text
