"""What every template may say: who is at the desk, and what the demonstration's bar needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lawgate.web.accounts.declare import declared
from lawgate.web.accounts.hands import DEMO_PIN, is_shared
from lawgate.web.accounts.lock import IDLE
from lawgate.web.accounts.models import User
from lawgate.web.accounts.roles import Power, Role
from lawgate.web.accounts.whoever import COOKIE, EVERYONE, who


def account(request: HttpRequest) -> dict[str, Any]:
    person = who(request)
    out: dict[str, Any] = {"who": person, "shared": is_shared(request)}
    out["may_see"] = {p.value.replace("-", "_"): bool(person.may(p) != "–") for p in Power}
    match = request.resolver_match
    view = match.func if match is not None else None
    stays = settings.LAWGATE_WALL and view is not None and (what := declared(view)) is not None and what.wall
    out["lock_after"] = 0 if stays else int(IDLE.total_seconds())
    if match is not None and match.url_name == "account_login":
        out |= {"bare": True, "nobody_yet": not User.objects.exists()}
    if person.demo:
        chosen = request.COOKIES.get(COOKIE, EVERYONE)
        out |= {"demo_roles": [EVERYONE, *Role], "demo_chosen": chosen, "demo_pin": DEMO_PIN}
    return out
