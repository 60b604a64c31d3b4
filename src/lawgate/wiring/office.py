"""The office: decides custodies with the law in force, and makes stored decisions again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from lawgate.base import canonical_json
from lawgate.base.ids import plain
from lawgate.casework.acts import Laid, lay
from lawgate.casework.records import Decided
from lawgate.clock import versions
from lawgate.decision import Decider, facts_data, question_from
from lawgate.decision.bridge import in_reach, question_of
from lawgate.decision.told import told
from lawgate.detainer import Custody, document_of, read_document, record
from lawgate.law.books import load
from lawgate.law.rulebook import Rulebook
from lawgate.law.serial import authority_from

FEW_ENOUGH_TO_SETTLE = 6  # a record that misses more facts than this is not settled by a question or two


@dataclass(frozen=True, slots=True)
class Item:
    """A custody as the pipeline carries it."""

    key: str
    record: Mapping[str, Any]
    happened: datetime
    custody: Custody


def item(c: Custody) -> Item:
    b = c.booking
    happened = b.booked_at or b.as_of or b.released_at or datetime(1970, 1, 1, tzinfo=UTC)
    return Item(c.key, record(c), happened, c)


@dataclass(frozen=True, slots=True)
class Law:
    """A rulebook, and what decides by it."""

    rulebook: Rulebook
    decider: Decider


def law_of(rulebook: Rulebook) -> Law:
    return Law(rulebook, Decider(rulebook, exact_up_to=FEW_ENOUGH_TO_SETTLE))


class Office:
    """Decides custodies with the books of today, or with a rulebook that is given."""

    def __init__(self, rulebook: Rulebook | None = None) -> None:
        self._law = law_of(rulebook or load())

    @property
    def law(self) -> Law:
        """What decides now. Take it once for what must agree."""
        return self._law

    @property
    def rulebook(self) -> Rulebook:
        return self.law.rulebook

    @property
    def decider(self) -> Decider:
        return self.law.decider

    def decide(self, one: Item) -> Decided | None:
        """The decision as it is stored; None for a place out of reach of these rules."""
        if not in_reach(one.custody.booking.facility):
            return None
        law = self.law
        question = question_of(one.custody, law.rulebook)
        return Decided(facts_data(question), told(law.decider.decide(question, trace=False)), law.rulebook.digest)

    def remake(self, document: Mapping[str, Any], as_of: datetime | None) -> Item:
        """A custody from the document of one booking. Raises ``BadInput`` that names every mistake in it."""
        return item(read_document(document, as_of))

    def overlay(self, one: Item, acts: Sequence[Laid]) -> Item:
        """A feed's custody with the acts of the desk laid upon it."""
        document = lay(document_of(one.record), acts)
        return one if document is None else self.remake(document, one.custody.booking.as_of)

    @property
    def stored_form(self) -> tuple[bytes, dict[str, str]]:
        """The rulebook as bytes with the digest it is known by, and the versions of the data beside it."""
        return canonical_json(self.rulebook.data), versions()


@lru_cache(maxsize=8)
def _decider(rulebook: bytes) -> Decider:
    return Decider(Rulebook(tuple(authority_from(a) for a in json.loads(rulebook))), exact_up_to=FEW_ENOUGH_TO_SETTLE)


def rederive(rulebook: bytes, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make a stored decision again with the rulebook of its day."""
    answer: dict[str, Any] = plain(told(_decider(rulebook).decide(question_from(facts), trace=False)))
    return answer
