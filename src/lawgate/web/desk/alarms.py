"""Acknowledging an alarm. Acknowledged is not solved: it stands until its cause ends."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lawgate.base import BadInput
from lawgate.casework.alarms import acknowledge
from lawgate.web.accounts import Power, clock, needs
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import acting


@require_POST
@needs(Power.ENTER, Power.RELEASE)
def acknowledged(request: HttpRequest, alarm: str) -> HttpResponse:
    """Say that somebody has seen it."""
    person = who(request)
    role = person.by_role(Power.RELEASE) or person.by_role(Power.ENTER) or ""
    try:
        acknowledge(acting(person.name), alarm, by=person.name, role=str(role), now=clock())
    except BadInput as e:
        raise Http404 from e
    back = request.POST.get("next", "")
    return HttpResponseRedirect(back if back.startswith("/desk/") else reverse("board"))
