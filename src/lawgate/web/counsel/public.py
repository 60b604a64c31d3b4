"""What anyone may reach: naming a lawyer ahead of time, looking up a code, asking an office to call back. None says who is held."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lawgate.base import BadInput
from lawgate.casework.instants import sortable
from lawgate.counsel import designations
from lawgate.counsel.catalogue import LANGUAGES
from lawgate.counsel.models import Callback
from lawgate.counsel.offices import offices
from lawgate.counsel.records import Office, Wish
from lawgate.counsel.status import status
from lawgate.web.accounts import clock, for_everyone, ledger
from lawgate.web.counsel.steady import steady

SEALED = re.compile(r"[A-Za-z0-9+/]{2800,4400}={0,2}")  # one length for all: what it says is padded before it is sealed
MOST = 500  # waiting requests of one office


@for_everyone("a family names a lawyer ahead of time; the answer never depends on who is held")
@require_http_methods(["GET", "POST"])
@steady
def name_lawyer(request: HttpRequest) -> HttpResponse:
    """Make a designation. Its code is shown once."""
    typed = {k: request.POST.get(k, "").strip() for k in ("name", "other", "born", "lawyer", "word")}
    context = {"offices": _listed(), "typed": typed, "error": "", "code": "", "retained": request.POST.get("retained")}
    if request.method == "POST":
        office, _, account = typed["lawyer"].partition("/")
        others = tuple(x for x in [typed["other"]] if x)
        wish = Wish(typed["name"], typed["born"], office, account, context["retained"] == "yes", others, typed["word"])
        try:
            context["code"] = designations.designate(ledger(), wish, now=clock())
        except BadInput as e:
            context["error"] = f"{e.what}; {e.do}"
    return render(request, "counsel/name_lawyer.html", context)


def _listed() -> list[Office]:
    """The offices by name, with their languages as those who speak them write them."""
    found = sorted(offices(ledger()).values(), key=lambda o: o.name)
    return [replace(o, languages=tuple(LANGUAGES[c].name if c in LANGUAGES else c for c in o.languages)) for o in found]


@for_everyone(
    "whoever holds a code may see that a lawyer was told, once the person allowed it; any other text gets the same answer"
)
@require_http_methods(["GET", "POST"])
@steady
def code(request: HttpRequest) -> HttpResponse:
    """What a code may tell."""
    asked = request.method == "POST"
    found = status(ledger(), request.POST.get("code", "")[:200], clock()) if asked else None
    return render(request, "counsel/code.html", {"asked": asked, "status": found})


@for_everyone(
    "anyone may ask an office to call back; what they write is sealed in their own browser for that office alone"
)
@require_http_methods(["GET", "POST"])
@steady
def call_back(request: HttpRequest, office: str) -> HttpResponse:
    """Take a sealed request. The answer is the same whether or not it can be opened by anybody."""
    chosen = offices(ledger()).get(office)
    if chosen is None or not chosen.public_key:
        raise Http404
    sealed = request.POST.get("sealed", "")
    if request.method == "POST" and SEALED.fullmatch(sealed):
        rows = Callback.objects.using(ledger().alias)
        if rows.filter(office=office).count() < MOST:
            rows.create(id=secrets.token_hex(16), office=office, sealed=sealed, asked=sortable(clock()))
    return render(request, "counsel/call_back.html", {"office": chosen, "done": request.method == "POST"})
