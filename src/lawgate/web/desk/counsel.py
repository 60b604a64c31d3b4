"""County counsel's view: the book of law, its proof, decisions by rule, a policy in draft; adopting, by two people; what changed by it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lawgate.base import BadInput
from lawgate.casework import custody_now
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER, New
from lawgate.casework.redecide import redecide
from lawgate.law.policy_check import check_policies
from lawgate.law.policy_file import parse_policy
from lawgate.law.proof import check as prove
from lawgate.law.rulebook import Rulebook
from lawgate.law.spans import places
from lawgate.web.accounts import Power, WrongHands, asked, clock, hands_of, needs, visible
from lawgate.web.api.house import acting, ledger, office
from lawgate.web.desk.adoption import ADOPTED, adopted, adoptions
from lawgate.web.desk.everyone import everyone
from lawgate.web.desk.frame import frame

REDECIDED = "redecided"
LONGEST = 200_000


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
    now, rulebook = clock(), office().rulebook
    states = _states(request)
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
    return render(
        request,
        "desk/law_book.html",
        {
            **frame(request, now),
            "rules": rules,
            "digest": rulebook.digest,
            "states": ", ".join(sorted(states)),
            "by": adopted(ledger(), rulebook.digest),
            "adoptions": adoptions(ledger())[:20],
            "hands": asked(request, Power.ADOPT),
            "checked": _proved.get(rulebook.digest),
        },
    )


@needs(Power.POLICY, Power.ADOPT)
def check(request: HttpRequest) -> HttpResponse:
    """The proof of the book for the states of this jail (POST runs it), and of a policy in draft."""
    rulebook, now = office().rulebook, clock()
    context: dict[str, Any] = {
        **frame(request, now),
        "digest": rulebook.digest,
        "text": "",
        "clashes": None,
        "said": "",
    }
    if request.method == "POST" and "policy" in request.POST:
        context |= _draft(rulebook, request.POST["policy"])
    elif request.method == "POST":
        _prove(rulebook, _states(request))
    return render(request, "desk/law_check.html", context | {"checked": _proved.get(rulebook.digest)})


@needs(Power.POLICY, Power.ADOPT)
def decisions(request: HttpRequest, authority: str) -> HttpResponse:
    """Whose answers rest on one rule, of those in custody."""
    found = sorted({key for key, a in _rests_on(request) if a == authority})
    if not found:
        raise Http404
    shown = everyone().at(ledger(), clock(), visible(request))
    rows = shown.rows([x for x in shown.shown if x[1].key in set(found)])
    return render(
        request, "desk/law_decisions.html", {**frame(request, shown.now), "rows": rows, "authority": authority}
    )


@require_POST
@needs(Power.ADOPT)
def adopt(request: HttpRequest) -> HttpResponse:
    """Adopt the book as it stands: an event, by two people; then everyone in custody is decided by it."""
    now, made = clock(), office()
    try:
        hands = hands_of(request, Power.ADOPT)
        if request.POST.get("digest") != made.rulebook.digest:
            raise BadInput("the book changed while this page was open", do="look at it again")
    except (WrongHands, BadInput) as e:
        context = {
            **frame(request, now),
            "said": str(e),
            "hands": asked(request, Power.ADOPT),
            "digest": made.rulebook.digest,
        }
        return render(request, "desk/law_adopt.html", context, status=422)
    mine = acting(hands.by)
    said = {
        "what": "book of law",
        "digest": made.rulebook.digest,
        "by": hands.by,
        "role": hands.role,
        "second": hands.second,
    }
    (number,) = mine.append([New(ADOPTED, LEDGER, said, now, now)], now)
    changes = [
        {"booking": c.booking, "answers": {n: list(v) for n, v in c.answers.items()}} for c in redecide(mine, made, now)
    ]
    mine.append([New(REDECIDED, LEDGER, {"adopted": number, "changed": changes}, now, now)], now)
    return HttpResponseRedirect(reverse("law_changed", args=[number]))


@needs(Power.POLICY, Power.ADOPT)
def changed(request: HttpRequest, event: int) -> HttpResponse:
    """Whose answers changed when a book was adopted."""
    rows = (
        Event.objects.using(ledger().alias)
        .filter(subject=LEDGER, kind=REDECIDED, number__gt=event)
        .order_by("number")[:20]
    )
    found = next((p for p in ledger().open_payloads(list(rows)) if p and p["adopted"] == event), None)
    if found is None:
        raise Http404
    return render(
        request, "desk/law_changed.html", {**frame(request, clock()), "changes": found["changed"], "event": event}
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


def _draft(rulebook: Rulebook, text: str) -> dict[str, Any]:
    """What is the matter with a policy in draft."""
    if len(text) > LONGEST:
        return {"text": "", "said": f"The draft has {len(text):,} characters; at most {LONGEST:,} are read."}
    try:
        clashes = check_policies(rulebook, parse_policy(text, "draft"))
    except BadInput as e:
        return {"text": text, "said": str(e)}
    return {"text": text, "clashes": clashes}
