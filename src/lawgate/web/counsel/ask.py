"""The booking officer's question: did this person choose a lawyer to be told? Their own answer makes the match."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from lawgate.base import BadInput
from lawgate.casework.ledger import Ledger
from lawgate.counsel import designations
from lawgate.counsel.alerts import unnamed
from lawgate.counsel.alerts_view import reading
from lawgate.counsel.offices import offices
from lawgate.counsel.records import NO, SILENT, YES
from lawgate.web.accounts import Power, WrongHands, asked, hands_of, needs
from lawgate.web.api.house import office
from lawgate.web.counsel.house import acting, clock, found, ledger, page

NONE_OF = "none"


@needs(Power.ENTER)
@require_GET
def asks(request: HttpRequest) -> HttpResponse:
    """Who is to be asked: a lawyer may have been named for them, or the law gives a copy to one and none is named. And what went wrong."""
    now = clock()
    with reading(ledger(), now) as view:
        waiting = {s for s, c in view.cases.items() if s in view.people and set(c.values()) & {"proposed", SILENT}}
        lawful = set(unnamed(view))
        stuck = [a for a in view.alerts.values() if (a.exhausted or a.undelivered) and not a.settled]
    rows = [{"key": k, "name": _name(k), "law": k in lawful} for k in sorted(waiting | lawful)]
    shown = [
        {"key": a.subject, "name": _name(a.subject), "exhausted": a.exhausted, "why": a.undelivered} for a in stuck
    ]
    return page(request, "counsel/asks.html", now, rows=rows, stuck=shown)


def _name(key: str) -> str:
    p = found(key).record["person"]
    return f"{p['last'].upper()}, {p['first']}".strip(", ") or key


@needs(Power.ENTER, file="key")
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """The question for one person, asked in the open form; the answer typed here."""
    now, error = clock(), ""
    one = found(key)
    if request.method == "POST":
        try:
            hands = hands_of(request, Power.ENTER)
            _answer(acting(hands.by), key, request, hands.by, hands.role)
            return redirect("counsel_asks")
        except (BadInput, WrongHands) as e:
            error = str(e)
    context = {
        "key": key,
        "name": _name(key),
        "language": one.record["person"]["language"],
        "choices": _choices(key),
        "error": error,
        "hands": asked(request, Power.ENTER),
    }
    return page(request, "counsel/ask.html", now, one.answer["tz"] if one.answer else "UTC", **context)


def _choices(key: str) -> list[dict[str, Any]]:
    """The lawyers somebody named for this name and birth date, by their own names."""
    known = offices(ledger())
    with reading(ledger(), clock()) as view:
        case = dict(view.cases.get(key, {}))
    out = []
    for designation, state in sorted(case.items()):
        wish = designations.opened(ledger(), designation)
        office = known.get(wish.office) if wish else None
        if wish is None or office is None:
            continue
        contact = office.contact(wish.account)
        out.append(
            {"id": designation, "lawyer": contact.name if contact else "", "office": office.name, "state": state}
        )
    return out


def _answer(house: Ledger, key: str, request: HttpRequest, by: str, role: str) -> None:
    """Take the form in. Raises ``BadInput`` for what cannot be taken; then nothing is kept."""
    said, now, family = request.POST.get("said", ""), clock(), request.POST.get("family") == "yes"
    if said == "code":
        designations.with_code(
            house, key, request.POST.get("code", ""), by=by, role=role, now=now, family=family, office=office()
        )
        return
    open_ones = [c["id"] for c in _choices(key) if c["state"] in ("proposed", SILENT, NO)]
    if said in (NONE_OF, SILENT):
        for name in open_ones:
            designations.answer(house, key, name, NO if said == NONE_OF else SILENT, by=by, role=role, now=now)
        return
    if said not in open_ones:
        raise BadInput("no answer is chosen", where="answer", do="choose what the person said")
    designations.answer(house, key, said, YES, by=by, role=role, now=now, family=family, office=office())
