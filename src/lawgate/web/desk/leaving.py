"""Taking a notice back in the minute before it leaves, so that undo is real."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lawgate.base import BadInput
from lawgate.casework.chain.state import NOTICE
from lawgate.casework.outbox import letters, withdraw
from lawgate.web.accounts import Power, asked, clock, hands_of, needs
from lawgate.web.api.house import acting, ledger
from lawgate.web.desk.people import find, page_of

LONGEST = 200


@require_POST
@needs(Power.RELEASE, file="key")
def take_back_notice(request: HttpRequest, key: str, message: str) -> HttpResponse:
    """Withdraw a notice before it leaves; too late, or without a reason, the page says so and the notice stands."""
    found = find(key)
    if not any(n.message == message and n.purpose == NOTICE for n in letters(ledger(), subject=key)):
        raise Http404
    why = request.POST.get("why", "").strip()[:LONGEST]
    try:
        hands = hands_of(request, Power.RELEASE)
        if not why:
            raise BadInput("why it is taken back is missing", do="write it in a few words: it is kept with your name")
        withdraw(acting(hands.by), message, by=hands.by, why=why, now=clock())
    except BadInput as e:
        r, around = page_of(request, found, clock())
        context = {**around, "r": r, "message": message, "said": str(e), "why": why}
        return render(request, "desk/notice.html", {**context, "hands": asked(request, Power.RELEASE)}, status=409)
    return HttpResponseRedirect(f"{reverse('person', args=[key])}?undone={message}")
