"""The administrator's pages: who has an account, with which roles; and who read what."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.base import BadInput
from lawgate.web.accounts import audit, people
from lawgate.web.accounts.declare import needs
from lawgate.web.accounts.forms import AddForm, ChangeForm
from lawgate.web.accounts.models import User
from lawgate.web.accounts.roles import Level, Power, Role
from lawgate.web.accounts.whoever import visible, who


@needs(Power.ACCOUNTS)
def everyone(request: HttpRequest) -> HttpResponse:
    """All accounts; the form of a new one. Its first password is shown once."""
    form, first = AddForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            first = people.add(given["name"], given["roles"], who(request).name, given["shown"])
            form = AddForm()
        except BadInput as e:
            form.add_error("name", str(e))
    context = {"people": people.listed(), "form": form, "first": first, "roles": list(Role)}
    return render(request, "accounts/people.html", context)


@needs(Power.ACCOUNTS)
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One account: its roles, disable, enable, reset, a defender's clients."""
    user = User.objects.filter(name=name).first()
    if user is None:
        raise Http404
    said = first = ""
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said, first = _change(name, form.cleaned_data, who(request).name)
        except BadInput as e:
            said = str(e)
        user.refresh_from_db()
    clients = user.clients.order_by("subject").values_list("subject", flat=True)
    context = {"account": user, "said": said, "first": first, "roles": list(Role), "clients": clients, "form": form}
    return render(request, "accounts/one.html", context)


def _change(name: str, given: dict[str, object], by: str) -> tuple[str, str]:
    act, booking = str(given["act"]), str(given["booking"])
    if act == "roles":
        roles = given["roles"]
        held = people.set_roles(name, roles if isinstance(roles, list) else [], by)
        return f"Roles: {', '.join(held) or 'none'}.", ""
    if act in ("disable", "enable"):
        people.set_active(name, act == "enable", by)
        return f"The account is {act}d.", ""
    if act == "reset":
        return "The account was reset: a new first password, no second factor, no PIN.", people.reset(name, by)
    if act == "sessions":
        people.end_sessions(name, by)
        return "Signed out everywhere.", ""
    people.set_client(name, booking, act == "client", by)
    return "The clients were changed.", ""


@needs(Power.LOG)
def reads(request: HttpRequest) -> HttpResponse:
    """Who read which file, newest first; of one person with ``?person=``."""
    person = request.GET.get("person", "")
    seen = visible(request)
    found = [r for r in audit.reads(person) if seen(r.subject)]
    return render(request, "accounts/reads.html", {"reads": found, "person": person})


@needs(Power.LOG)
def refusals(request: HttpRequest) -> HttpResponse:
    """Who reached for what is not theirs, and what failed at the door, newest first. Not for defenders: it tells of everybody."""
    if who(request).may(Power.LOG) is Level.OWN:
        audit.refused(request, "the refusals tell of everybody")
        raise Http404
    return render(request, "accounts/refusals.html", {"refusals": list(audit.refusals())})
