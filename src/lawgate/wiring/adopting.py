"""Proving a county's policy beside the law in force, adopting it and taking it back: each an event of two people, after which everyone in
custody is decided again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from lawgate.base import BadInput, canonical_json
from lawgate.casework.adoptions import (
    ADOPTED,
    BOOK,
    POLICY,
    TAKEN_BACK,
    Adopted,
    Adoption,
    digest_of,
    words_of,
)
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.records import LEDGER, New
from lawgate.casework.redecide import finish
from lawgate.clock import versions
from lawgate.decision.policy_cases import wrong_cases
from lawgate.law.policy_check import Clash
from lawgate.law.policy_file import parse_policy
from lawgate.law.policy_records import PolicyFile
from lawgate.law.policy_stack import prove_draft
from lawgate.law.rulebook import Rulebook
from lawgate.wiring.law import HouseOffice, laid


class Hands(Protocol):
    """Who adopts: two different people, and the role of the first."""

    @property
    def by(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def second(self) -> str: ...


# Proving


@dataclass(frozen=True)
class Proved:
    """A draft as it stands beside the law in force. ``digest``: of its words; ``refused``: why it cannot be read or laid upon that law."""

    text: str
    name: str
    digest: str
    draft: PolicyFile | None = None
    whole: Rulebook | None = None
    clashes: Sequence[Clash] = ()
    wrong: Sequence[str] = ()
    refused: str = ""

    @property
    def holds(self) -> bool:
        """Whether it may be adopted: nothing it says adds to the law, and every case comes out as its author expects."""
        return not (self.refused or self.clashes or self.wrong)

    @property
    def said(self) -> str:
        """What stands in its way, in a sentence; empty where nothing does."""
        if self.refused:
            return self.refused
        return next((f"line {c.line}: {c.says}, from {c.since}" for c in self.clashes), "") or next(
            iter(self.wrong), ""
        )


def prove(office: HouseOffice, text: str, name: str) -> Proved:
    """The draft ``text`` put to the proof beside the law in force here. ``name``: what messages call it. It may take seconds; the same
    words beside the same law are proved once."""
    return _proof(_Beside(office.rulebook), _adopted_ids(office.adopted), words_of(text), name)


class _Beside:
    """A rulebook known by its digest."""

    def __init__(self, law: Rulebook) -> None:
        self.law = law

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Beside) and self.law.digest == other.law.digest

    def __hash__(self) -> int:
        return hash(self.law.digest)


@lru_cache(maxsize=8)
def _proof(beside: _Beside, adopted: tuple[str, ...], text: str, name: str) -> Proved:
    return _prove(beside.law, adopted, text, name)


def _adopted_ids(adopted: Adopted) -> tuple[str, ...]:
    return tuple(i for p in adopted.policies for i in p.ids)


def _prove(law: Rulebook, adopted: Sequence[str], text: str, name: str) -> Proved:
    words = words_of(text)
    digest = digest_of(words)
    try:
        draft = parse_policy(words, name)
        proof = prove_draft(law, draft, adopted)
        wrong = wrong_cases(proof.whole, draft)
    except BadInput as e:
        return Proved(words, name, digest, refused=str(e))
    return Proved(words, name, digest, draft, proof.whole, proof.clashes, wrong)


# Adopting


def adopt_policy(ledger: Ledger, office: HouseOffice, text: str, name: str, hands: Hands, now: datetime) -> Adoption:
    """Adopt the policy ``text``: an event with its full words and their digest. Raises ``BadInput`` where it may not be adopted."""
    before = office.adopted
    _settled(before)
    proved = prove(office, text, name)
    if not proved.holds or proved.draft is None or proved.whole is None:
        raise BadInput(f"this draft cannot be adopted: {proved.said}", do="mend it and check it again")
    ledger.store_rulebook(proved.whole.digest, canonical_json(proved.whole.data), versions())
    said = {
        "what": POLICY,
        "digest": proved.digest,
        "title": proved.draft.policies[0].title,
        "ids": [p.id for p in proved.draft.policies],
        "text": proved.text,
        "book": office.books.digest,
        "rulebook": proved.whole.digest,
        "clauses": sum(len(p.norms) for p in proved.draft.policies),
    }
    return _append(ledger, office, before, ADOPTED, said, hands, now)


def adopt_book(ledger: Ledger, office: HouseOffice, digest: str, hands: Hands, now: datetime) -> Adoption:
    """Adopt the book of ``digest`` as it lies here. The policies that stand are proved beside it. Raises ``BadInput``."""
    before, book = office.adopted, office.books
    _settled(before)
    if digest != book.digest:
        raise BadInput("the book changed while this page was open", do="look at it again")
    law: Rulebook = book
    ids: list[str] = []
    for p in before.policies:
        proved = _prove(law, ids, p.text, p.title)
        if not proved.holds or proved.whole is None:
            do = "take that policy back, or adopt another in its place first"
            raise BadInput(f"this book cannot stand with the policy '{p.title}' adopted here: {proved.said}", do=do)
        law, ids = proved.whole, [*ids, *p.ids]
    return _append(ledger, office, before, ADOPTED, {"what": BOOK, "digest": digest}, hands, now)


def take_back(ledger: Ledger, office: HouseOffice, number: int, why: str, hands: Hands, now: datetime) -> Adoption:
    """Take the policy adopted by event ``number`` back: it decides nothing from now on. Raises ``BadInput``."""
    before = office.adopted
    _settled(before)
    policy = next((p for p in before.policies if p.number == number), None)
    if policy is None:
        raise BadInput(
            "no policy that stands was adopted by this event", where=str(number), do="see the list of policies"
        )
    if not why.strip():
        raise BadInput("no reason is given", where="why", do="say in a sentence why it is taken back")
    later = [p for p in before.policies if p.number > number]
    for p in later:
        replaced = set(parse_policy(p.text, p.title).replaces)
        if replaced & set(policy.ids):
            raise BadInput(f"'{p.title}' replaced it and stands", do="take that one back, if the earlier is to end too")
    rest, _ = laid([p for p in before.policies if p.number != number])
    ledger.store_rulebook(rest.rulebook.digest, canonical_json(rest.rulebook.data), versions())
    said = {
        "what": POLICY,
        "digest": policy.digest,
        "title": policy.title,
        "ids": list(policy.ids),
        "of": number,
        "why": why.strip(),
        "rulebook": rest.rulebook.digest,
    }
    return _append(ledger, office, before, TAKEN_BACK, said, hands, now)


def decide_again(
    ledger: Ledger, office: HouseOffice, now: datetime, go_on: Callable[[], bool] = lambda: True
) -> Adoption | None:
    """Finish what a change of the law left to do: everyone in custody decided again, and the list of what changed. Returns the change
    that is finished by this, None where there was nothing to do or ``go_on`` ended it first. Killed anywhere, it goes on there."""
    open_ = office.adopted.unfinished
    return open_ if open_ is not None and finish(ledger, office, open_, now, go_on) else None


def _settled(adopted: Adopted) -> None:
    if adopted.unfinished is not None:
        raise BadInput("people are still being decided by the law that changed last", do="wait until that is done")


def _append(
    ledger: Ledger, office: HouseOffice, before: Adopted, kind: str, said: dict[str, Any], hands: Hands, now: datetime
) -> Adoption:
    """The event, if nobody changed the law since it was looked at."""
    if not hands.second or hands.second == hands.by:
        raise BadInput("adopting needs two people", do="ask a colleague to stand by it")
    told = {**said, "by": hands.by, "role": hands.role, "second": hands.second}
    with writing(ledger.alias):
        if office.adopted.last != before.last:
            raise BadInput("somebody changed the law in force while this was looked at", do="look at it again")
        (number,) = ledger.append([New(kind, LEDGER, told, now, now)], now)
    found = office.adopted.step(number)
    assert found is not None
    return found
