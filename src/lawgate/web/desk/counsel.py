"""County counsel's view of the law in force here: the book and the policies on it, its proof, decisions by rule."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.casework import custody_now
from lawgate.law.proof import check as prove
from lawgate.law.rulebook import Rulebook
from lawgate.law.spans import places
from lawgate.web.accounts import Power, asked, clock, needs, visible
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import ledger, office
from lawgate.web.desk.everyone import everyone
from lawgate.web.desk.frame import frame, jail_tz

HISTORY = 50  # adoptions shown


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the book as it stands for this jail, and how many answers in custody rest on it."""

    id: str
    title: str
    cite: str
    kind: str
    since: str
    until: str
    confidence: str
    verified: bool
    people: int


@needs(Power.POLICY, Power.ADOPT)
def book(request: HttpRequest) -> HttpResponse:
    """The rules that reach this jail, decisions by rule, whether the book is adopted, and the form that adopts it."""
    now, made, states = clock(), office(), _states(request)
    rulebook, adopted = made.rulebook, made.adopted
    counts: Counter[str] = Counter(a for _, a in _rests_on(request))
    rules = [
        Rule(
            a.id,
            a.title,
            a.cite,
            str(a.kind),
            a.since,
            a.until or "",
            a.confidence.sentence,
            a.confidence.verified,
            counts[a.id],
        )
        for a in rulebook.authorities
        if not a.territory.states or a.territory.states & states or counts[a.id]
    ]
    rules.sort(key=lambda r: (-r.people, r.id))
    ours = {i for p in adopted.policies for i in p.ids}
    context = {
        **frame(request, now, tz=jail_tz()),
        "rules": rules,
        "ours": ours,
        "digest": made.books.digest,
        "states": ", ".join(sorted(states)),
        "by": adopted.book(made.books.digest),
        "policies": adopted.policies,
        "left_out": {x.policy.number: x.why for x in made.left_out},
        "history": adopted.steps[::-1][:HISTORY],
        "taken_back": adopted.taken_back,
        "may_adopt": who(request).may(Power.ADOPT).acts,
        "hands": asked(request, Power.ADOPT),
        "checked": _proved.get(made.books.digest),
    }
    return render(request, "desk/law_book.html", context)


@needs(Power.POLICY, Power.ADOPT)
def proof(request: HttpRequest) -> HttpResponse:
    """The proof of the book for the states of this jail; POST runs it."""
    book = office().books
    if request.method == "POST":
        _prove(book, _states(request))
    context = {**frame(request, clock(), tz=jail_tz()), "digest": book.digest, "checked": _proved.get(book.digest)}
    return render(request, "desk/law_proof.html", context)


@needs(Power.POLICY, Power.ADOPT)
def decisions(request: HttpRequest, authority: str) -> HttpResponse:
    """Whose answers rest on one rule, of those in custody."""
    found = sorted({key for key, a in _rests_on(request) if a == authority})
    if not found:
        raise Http404
    shown = everyone().at(ledger(), clock(), visible(request))
    rows = shown.rows([x for x in shown.shown if x[1].key in set(found)])
    return render(
        request,
        "desk/law_decisions.html",
        {**frame(request, shown.now, tz=jail_tz()), "rows": rows, "authority": authority},
    )


def _rests_on(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """(booking, rule) for everyone in custody."""
    seen = visible(request)
    for key, ids in _resting(ledger().end()[0]):
        if seen(key):
            yield from ((key, a) for a in ids)


@lru_cache(maxsize=2)
def _resting(end: int) -> tuple[tuple[str, frozenset[str]], ...]:
    del end  # only tells that something was appended since
    return tuple(
        (x.subject, frozenset(n["authority"] for a in x.answer["answers"] for n in a["reasons"]))
        for x in custody_now(ledger(), clock())
        if x.answer is not None
    )


def _states(request: HttpRequest) -> frozenset[str]:
    """The states of those in custody."""
    shown = everyone().at(ledger(), clock(), visible(request))
    return frozenset(str(k.record["place"]["state"]) for _, k in shown.shown)


_proved: dict[str, dict[str, Any]] = {}
_proving = threading.Lock()


def _prove(rulebook: Rulebook, states: frozenset[str]) -> None:
    """Run the proof, one at a time; kept for this book until the process ends."""
    with _proving:
        if rulebook.digest not in _proved:
            where = places(rulebook, sorted(states))
            faults = prove(rulebook, where, lambda done, of: None)
            said = [{"kind": f.kind, "where": f.where, "what": f.what, "since": f.since} for f in faults]
            _proved[rulebook.digest] = {"places": len(where), "faults": said, "states": ", ".join(sorted(states))}
