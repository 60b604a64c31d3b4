"""May this be told, to whom, and what must be told besides: decided by the law engine, element by element.

An element goes out only where the answer on it is *required* or *permitted*; whatever is unknown, open or forbidden is kept back. Where
the books speak of an element, they answer (see ``law.telling``). Where they do not, this holds:

* to DHS: custody, booking, prints and the reply stand with the answer on notice, for what may not be told of release is not told
  around it; addresses and status go only where DHS asked for them; the reasons of a decision are not DHS's;
* to the person, and to the lawyer on file: anything of their own case; to the one whom the person names: custody, release and
  the copy of what DHS was told;
* to a victim who asked: custody and release; to a consulate: nothing that no treaty names. Nothing of immigration to either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from lawgate.base import BadInput, Confidence
from lawgate.decision.casefile import Question
from lawgate.decision.decide import Decider
from lawgate.decision.notice_besides import besides, owed
from lawgate.decision.notice_records import Element, Message, Notice
from lawgate.decision.records import Decision
from lawgate.decision.words import ask
from lawgate.law import facts as fact
from lawgate.law.expr import Expr
from lawgate.law.norms import LAWFUL, Action, Answer, Norm
from lawgate.law.scalar import Determination
from lawgate.law.terms import Item, Told, telling

ASKED_AS = {Item.ADDRESS: "home-address", Item.STATUS: "immigration-status-on-file"}
WITH_NOTICE = frozenset({Item.CUSTODY, Item.BOOKING, Item.PRINTS, Item.INTENT, Item.ADDRESS})
NEVER_TO_DHS = frozenset({Item.DECISION, Item.NOTICE, Item.REQUEST})
TO_NAMED = frozenset({Item.CUSTODY, Item.RELEASE, Item.NOTICE})
TO_VICTIM = frozenset({Item.CUSTODY, Item.RELEASE})
STRICTEST = (Answer.PROHIBITED, Answer.UNRESOLVED, Answer.UNDETERMINED, Answer.NOT_REQUESTED)
SHORTEST_LEAK = 4  # shorter texts stand in other texts by chance


def notice(decider: Decider, q: Question, message: Message, decision: Decision | None = None) -> Notice:
    """What of ``message`` is sent, what is withheld and why, and what must go out besides.

    ``decision``: the answer on ``q`` where it is at hand; else it is made. Raises ``BadInput`` for a message that says nothing."""
    if not message.says:
        raise BadInput(
            "a message says nothing", where=f"to {Told(message.to).value}", do="propose at least one element"
        )
    d = decision or decider.decide(q, trace=False)
    elements = tuple(element(decider, q, d, message.to, Item(item)) for item in message.says)
    elements = _no_repeats(elements, message.says)
    sent = {Item(i): v for i, v in message.says.items() if any(e.item == i and e.lawful for e in elements)}
    missing = dict.fromkeys(m for e in elements if not e.lawful for m in e.missing)
    return Notice(
        to=Told(message.to),
        elements=elements,
        sent=sent,
        besides=besides(q, d, Told(message.to), frozenset(sent)),
        questions=tuple({"fact": m, "en": ask(m, "en"), "es": ask(m, "es")} for m in missing),
        rulebook=d.rulebook,
    )


def element(decider: Decider, q: Question, d: Decision, to: Told, item: Item) -> Element:
    """The answer on telling one element ``to`` them."""
    if to is Told.DHS and item is Item.RELEASE:
        return _said(item, replace(d.determinations[Action.NOTIFY], answer=d.answers[Action.NOTIFY]))
    own = _by_the_books(decider, q, to, item)
    if to is Told.DHS:
        return _to_dhs(q, d, item, own)
    due = owed(d, to, item)
    if due is not None:
        own = Determination(Action.NOTIFY, Answer.REQUIRED, possible=(Answer.REQUIRED,), rests_on=(due,))
    if to in (Told.LAWYER, Told.NAMED):
        return _to_counsel(q, to, item, own)
    if own is not None:
        return _said(item, own)
    if to is Told.PERSON:
        return Element(item, Answer.PERMITTED, "It is the person's own case.")
    if to is Told.VICTIM and item in TO_VICTIM:
        return _if_so(q, item, fact.victim_asked, "A victim asked to be told.", "No victim asked to be told.")
    return Element(item, Answer.PROHIBITED, "No rule in the books has it told to them.")


def _by_the_books(decider: Decider, q: Question, to: Told, item: Item) -> Determination | None:
    """What the norms on this telling come to; None where none speaks. That none forbids it here is no answer yet."""
    law = decider.compiled(q)
    own = law.tell(telling(to, item), q.facts)
    if own is None or own.answer not in LAWFUL:
        return own
    return own if any(law.truth(n.cond, q.facts) is True for n in own.rests_on) else None


def _to_dhs(q: Question, d: Decision, item: Item, own: Determination | None) -> Element:
    """An element for DHS: asked for, by its own norms, and not telling around the answer on notice."""
    if item in NEVER_TO_DHS:
        return Element(item, Answer.PROHIBITED, "It is between the jail and the person.")
    word = ASKED_AS.get(item)
    asked = word is None or word in (q.facts.get(fact.dhs_also_asks.name) or ())
    if own is not None and own.answer not in LAWFUL:
        return _said(item, own)
    if not asked and (own is None or own.answer is not Answer.REQUIRED):
        return Element(item, Answer.NOT_REQUESTED, "DHS did not ask for it.")
    if own is not None:
        return _said(item, own)
    if item not in WITH_NOTICE:
        return Element(item, Answer.UNRESOLVED, "No rule in the books speaks of it; it is not told meanwhile.")
    answer = d.answers[Action.NOTIFY]
    with_notice = replace(d.determinations[Action.NOTIFY], answer=answer)
    if answer in LAWFUL:  # a duty to tell of release is none to tell more
        with_notice = replace(with_notice, answer=Answer.PERMITTED)
    return _said(item, with_notice)


def _to_counsel(q: Question, to: Told, item: Item, own: Determination | None) -> Element:
    """The lawyer on file, or the one whom the person named: only if there is one."""
    known, who = (fact.lawyer_known, "lawyer") if to is Told.LAWYER else (fact.named_person_known, "one named")
    there = _if_so(q, item, known, f"The {who} is on file.", f"There is no {who} on file.")
    if not there.lawful:
        return there
    if own is not None:
        return _said(item, own)
    if to is Told.NAMED and item not in TO_NAMED:
        return Element(item, Answer.PROHIBITED, "The person named them to be told of custody and release, not of more.")
    return there


def _if_so(q: Question, item: Item, cond: Expr, yes: str, no: str) -> Element:
    truth = cond.truth(q.facts)
    if truth is None:
        missing = tuple(r.name for r in cond.refs())
        return Element(item, Answer.UNDETERMINED, _waits(missing), missing=missing)
    return Element(item, Answer.PERMITTED if truth else Answer.NOT_REQUESTED, yes if truth else no)


def _said(item: Item, d: Determination) -> Element:
    norms, missing = d.rests_on, d.missing
    confidence = Confidence.READ
    for norm in norms:
        confidence = confidence.weaker(norm.confidence)
    return Element(
        item, d.answer, _why(d.answer, norms, missing), tuple(dict.fromkeys(n.cite for n in norms)), confidence, missing
    )


def _why(answer: Answer, norms: tuple[Norm, ...], missing: tuple[str, ...]) -> str:
    if answer is Answer.UNDETERMINED:
        return _waits(missing)
    if answer is Answer.NOT_REQUESTED:
        return "Nobody asked for it."
    said = f"{norms[0].words.rstrip('.')} ({norms[0].cite})." if norms else ""
    if answer is Answer.UNRESOLVED:
        return f"The law is open, so it is not told meanwhile. {said}".strip()
    if answer in LAWFUL:
        return said or "Nothing in force forbids it."
    return said or "Nothing in force allows it."


def _waits(missing: Iterable[str]) -> str:
    first = next(iter(missing), "")
    return f"Not known, so it is not told: {ask(first, 'en')}" if first else "Not known, so it is not told."


def _no_repeats(elements: tuple[Element, ...], says: Mapping[Item, Any]) -> tuple[Element, ...]:
    """An element that repeats, inside its own value, what another may not tell is kept back with it."""
    kept = {t for e in elements if not e.lawful for t in _texts(says[e.item]) if len(t) >= SHORTEST_LEAK}
    out = []
    for e in elements:
        held = [t for t in _texts(says[e.item]) if any(k in t for k in kept)] if e.lawful else []
        out.append(replace(e, answer=Answer.PROHIBITED, why="It repeats what may not be told.") if held else e)
    return tuple(out) if out == list(elements) else _no_repeats(tuple(out), says)


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [t for k, v in value.items() for t in (*_texts(k), *_texts(v))]
    if isinstance(value, list | tuple | set | frozenset):
        return [t for v in value for t in _texts(v)]
    return [] if value is None or isinstance(value, bool) else [str(value).casefold()]
