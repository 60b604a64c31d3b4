"""The law in force in one house: the books, and the policies that its counsel adopted.

There is one truth, the ledger: the desk, the interface, ``lawgate work`` and ``lawgate run`` all decide by what is adopted on it, from the
event on, without being started again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lawgate.base import BadInput, canonical_json
from lawgate.base import digest as data_digest
from lawgate.casework.adoptions import (
    POLICY,
    Adopted,
    Adoption,
    Adoptions,
)
from lawgate.casework.ledger import Ledger
from lawgate.clock import versions
from lawgate.law.books import load
from lawgate.law.norms import Authority
from lawgate.law.policy_check import with_policies
from lawgate.law.policy_file import parse_policy
from lawgate.law.policy_records import PolicyFile
from lawgate.law.rulebook import Rulebook
from lawgate.law.serial import authority_data
from lawgate.wiring.office import Law, Office, law_of


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A policy that is adopted and decides nothing: the books of today cannot be read with it."""

    policy: Adoption
    why: str


class HouseOffice(Office):
    """Decides by the books of today and by what stands adopted on ``ledger``; ``extra``: policies tried on top of them, adopted or not."""

    def __init__(self, ledger: Ledger, extra: Sequence[PolicyFile] = ()) -> None:
        self.ledger, self._extra, self._adoptions = ledger, tuple(extra), Adoptions(ledger)
        self._shown: tuple[tuple[int, ...], Law, tuple[LeftOut, ...]] | None = None

    @property
    def books(self) -> Rulebook:
        """The law without any policy that was adopted here."""
        return load()

    @property
    def adopted(self) -> Adopted:
        return self._adoptions.now()

    @property
    def law(self) -> Law:
        return self._present()[0]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return self._present()[1]

    def unadopted(self, rulebook: str) -> tuple[str, ...]:
        """Titles of the policies in a stored rulebook that are neither in the books nor adopted here in these very words: what a decision
        by it rests on that counsel has not adopted."""
        if rulebook == self.books.digest or (rulebook == self.rulebook.digest and not self._extra):
            return ()
        return _unadopted(self.ledger, rulebook, self.adopted.steps)

    def _present(self) -> tuple[Law, tuple[LeftOut, ...]]:
        policies = self.adopted.policies
        which = tuple(p.number for p in policies)
        if self._shown is None or self._shown[0] != which:
            law, out = laid(policies)
            if self._extra:
                law = law_of(with_policies(law.rulebook, *self._extra))
            self._shown = (which, law, out)
            self._store(law.rulebook)
        return self._shown[1:]

    def _store(self, rulebook: Rulebook) -> None:
        if not self.ledger.readonly and not self.ledger.knows_rulebook(rulebook.digest):
            self.ledger.store_rulebook(rulebook.digest, canonical_json(rulebook.data), versions())


def laid(policies: Sequence[Adoption]) -> tuple[Law, tuple[LeftOut, ...]]:
    """The books with these policies upon them, and which of them could not be laid."""
    law, why = _stacked(tuple((p.title, p.text) for p in policies))
    return law, tuple(LeftOut(p, w) for p, w in zip(policies, why, strict=True) if w)


@lru_cache(maxsize=4)
def _stacked(policies: tuple[tuple[str, str], ...]) -> tuple[Law, tuple[str, ...]]:
    """The books with these policies (title, words) upon them, and for each why it was left out, empty where it was not."""
    rulebook, why = load(), []
    for title, text in policies:
        try:
            rulebook = with_policies(rulebook, parse_policy(text, title))
            why.append("")
        except BadInput as e:
            why.append(str(e))
    return law_of(rulebook), tuple(why)


@lru_cache(maxsize=16)
def _unadopted(ledger: Ledger, rulebook: str, adopted: tuple[Adoption, ...]) -> tuple[str, ...]:
    stored = ledger.rulebook(rulebook)
    theirs = [a for a in json.loads(stored or b"[]") if a["policy"] and a["id"] not in load().by_id]
    ours: set[str] = set()
    for step in adopted:
        if step.what == POLICY and not step.withdrawn:
            ours |= {_words(authority_data(a)) for a in _read(step)}
    return tuple(a["title"] for a in theirs if _words(a) not in ours)


def _read(step: Adoption) -> Sequence[Authority]:
    try:
        return parse_policy(step.text, step.title).policies
    except BadInput:
        return ()  # in words that are not understood any more: nothing can rest on it


def _words(a: Mapping[str, Any]) -> str:
    """What a policy says, whenever it ends: being replaced does not make it another."""
    return data_digest({**a, "until": None, "norms": [{**n, "until": None} for n in a["norms"]]})
