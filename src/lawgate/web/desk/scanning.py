"""A signed sheet comes back: its bar code opens the act that it closes, for the person whose it is."""

from __future__ import annotations

from urllib.parse import urlencode

from anyascii import anyascii
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lawgate.base import BadInput
from lawgate.casework import acts_kinds as k
from lawgate.casework.models import Standing
from lawgate.web.accounts import Power, clock, needs, visible
from lawgate.web.api.house import ledger
from lawgate.web.desk.frame import frame, jail_tz

LONGEST = 100
ACTS = {"PACKET": k.SERVED, "RELEASE": k.RELEASED, "HANDOVER": k.HANDED_OVER, "TIMEISUP": k.SAYS}
"""What a paper closes; any other leads to the person."""
SPOKEN = {"EN": "English", "ES": "Spanish"}
GIVING = 1  # the step of serving at which a sheet comes back: language and manner stand on it, then time and mark


@needs(Power.BOARD)
def scan(request: HttpRequest) -> HttpResponse:
    """The page with one field, where a scanner types; what it read leads on at once."""
    code, said = request.GET.get("code", "").strip(), ""
    if code:
        try:
            return HttpResponseRedirect(_leads_to(request, code))
        except BadInput as e:
            said = str(e)
    context = {**frame(request, clock(), tz=jail_tz()), "said": said, "code": code[:LONGEST]}
    return render(request, "desk/scan.html", context, status=422 if said else 200)


def _leads_to(request: HttpRequest, code: str) -> str:
    if len(code) > LONGEST:
        raise BadInput(
            "is no bar code of a paper of this house",
            where="the code",
            do="scan it again, or find the person on the board",
        )
    mark, _, rest = code.upper().partition("/")
    paper, _, rest = rest.partition("/")
    booking, _, language = rest.rpartition("/")
    if mark != "LG" or not booking:
        paper, booking, language = "", code.upper(), ""
    key = _whose(request, booking)
    act = ACTS.get(paper)
    if act is None:
        return reverse("person", args=[key])
    told = (
        {"packet": "copy-of-request", "language": SPOKEN.get(language, ""), "step": GIVING} if act == k.SERVED else {}
    )
    if act == k.SAYS:
        told = {"claim": "time-is-up"}
    return f"{reverse('act', args=[key, act])}?{urlencode(told)}"


def _whose(request: HttpRequest, booking: str) -> str:
    """The booking number as it is on file: a bar code has capital Latin letters alone."""
    rows, seen = Standing.objects.using(ledger().alias), visible(request)
    exact = rows.filter(subject=booking).values_list("subject", flat=True).first()
    found = [exact] if exact else [s for s in rows.values_list("subject", flat=True) if anyascii(s).upper() == booking]
    found = [s for s in found if seen(s)]
    if len(found) != 1:
        what = "nobody here has this number" if not found else "more than one person has this number in such letters"
        raise BadInput(what, where=booking[:40], do="find the person on the board")
    return str(found[0])
