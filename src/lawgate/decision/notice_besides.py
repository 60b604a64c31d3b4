"""What the person, their lawyer or the one they name must get: papers that norms demand, and copies of what DHS was told."""

from __future__ import annotations

from collections.abc import Iterator

from lawgate.decision.casefile import Question
from lawgate.decision.notice_records import Besides
from lawgate.decision.records import Decision
from lawgate.law import facts as fact
from lawgate.law.norms import Norm
from lawgate.law.terms import Item, Told

HOUSE_COPY = "you-were-told-copy"
HOUSE_WORDS = "Whoever is told of to DHS is told so: a copy of the notice."


def for_whom(paper: Norm) -> tuple[Told, ...]:
    """Who gets a paper: the person, where its norm names nobody."""
    return tuple(map(Told, paper.to)) or (Told.PERSON,)


def owed(d: Decision, to: Told, item: Item) -> Norm | None:
    """The paper of the decision that demands ``item`` be given ``to`` them; one that is owed only once DHS is told does not."""
    held = (p for p in d.papers if Item.NOTICE not in p.carries or item is Item.NOTICE)
    return next((p for p in held if to in for_whom(p) and item in p.carries), None)


def besides(q: Question, d: Decision, to: Told, sent: frozenset[Item]) -> tuple[Besides, ...]:
    """What must go out with a message of which ``sent`` is sent.

    With one to DHS that tells of release: the copies that norms demand of whoever DHS is told of, and where none does, the
    house's own. With any other: the items that a paper demands for the same reader and that the message lacks."""
    if to is not Told.DHS:
        return tuple(_lacking(d, to, sent))
    if not sent:
        return ()
    copies = [p for p in d.papers if Item.NOTICE in p.carries] if Item.RELEASE in sent else []
    out = [Besides(who, (Item.NOTICE,), p.token, p.words, p.cite) for p in copies for who in _readers(q, for_whom(p))]
    there = {b.to for b in out}
    house = [who for who in _readers(q, (Told.PERSON, Told.LAWYER, Told.NAMED)) if who not in there]
    if not copies or Told.PERSON not in there:
        out += [Besides(who, (Item.NOTICE,), HOUSE_COPY, HOUSE_WORDS, law=False) for who in house]
    return tuple(out)


def _lacking(d: Decision, to: Told, sent: frozenset[Item]) -> Iterator[Besides]:
    for p in d.papers:
        items = tuple(Item(i) for i in p.carries if i not in sent)
        if to in for_whom(p) and items and Item.NOTICE not in items:
            yield Besides(to, items, p.token, p.words, p.cite)


def _readers(q: Question, named: tuple[Told, ...]) -> Iterator[Told]:
    """A paper for *the lawyer, or one person whom they name* goes to the lawyer on file, else to the one named; with neither on
    file it is the lawyer's still, and someone must ask the person for a name."""
    either = [who for who in (Told.LAWYER, Told.NAMED) if who in named]
    yield from (who for who in named if who not in either)
    if len(either) < 2:
        yield from either
    elif fact.lawyer_known.truth(q.facts) is not True and fact.named_person_known.truth(q.facts) is True:
        yield Told.NAMED
    else:
        yield Told.LAWYER
