"""Who is at the desk: an account, or an invented person of the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lawgate.casework.demonstration import is_demonstration
from lawgate.web.accounts.house import ledger
from lawgate.web.accounts.roles import Level, Power, Role, level, role_for, role_named

EVERYONE = "everyone"  # the demonstration's choice that holds every role
COOKIE = "lawgate_demo_role"
LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Who:
    """``name``: as it stands on the ledger, empty for nobody. ``shown``: as colleagues know them. ``demo``: invented."""

    name: str = ""
    shown: str = ""
    roles: frozenset[Role] = frozenset()
    demo: bool = False

    def may(self, power: Power) -> Level:
        return level(self.roles, power)

    def by_role(self, power: Power) -> Role | None:
        return role_for(self.roles, power)

    @property
    def may_change_accounts(self) -> bool:
        return self.may(Power.ACCOUNTS).acts

    @property
    def role(self) -> str:
        """All roles in a word or two, for the log."""
        return ", ".join(r for r in Role if r in self.roles)


NOBODY = Who()


def who(request: HttpRequest) -> Who:
    """The person of this request; ``NOBODY`` when nobody has signed in."""
    found = getattr(request, "_lawgate_who", None)
    if not isinstance(found, Who):
        found = _find(request)
        request._lawgate_who = found  # type: ignore[attr-defined]  # once a request: Django's has no place for it
    return found


def _find(request: HttpRequest) -> Who:
    if is_open(request):
        return demo_person(request.COOKIES.get(COOKIE, EVERYONE))
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_active or user.locked:
        return NOBODY
    return Who(user.name, user.shown, user.held)


def is_open(request: HttpRequest) -> bool:
    """Whether this is the demonstration, which asks nobody to sign in. All must hold: it was asked for (LAWGATE_OPEN), both ends are
    this machine, and the ledger says in its very first event that everybody in it is invented. A real ledger can never say so:
    events are only added at its end."""
    if not settings.LAWGATE_OPEN:
        return False
    host = request.get_host().rsplit(":", 1)[0]
    return request.META.get("REMOTE_ADDR") in LOOPBACK and host in settings.LOCAL_HOSTS and is_demonstration(ledger())


def demo_person(choice: str) -> Who:
    """An invented person: of one role, or of all."""
    if role := role_named(choice):
        return Who(f"demo-{role}", f"Demonstration: {role}", frozenset((role,)), demo=True)
    return Who("demo-everyone", "Demonstration: every role", frozenset(Role), demo=True)


def visible(request: HttpRequest) -> Callable[[str], bool]:
    """Which booking numbers this person may see: everybody's, their own clients', or nobody's. For boards and lists."""
    person = who(request)
    seen = person.may(Power.BOARD)
    if seen is Level.NONE:
        return lambda key: False
    if seen is not Level.OWN:
        return lambda key: True
    theirs = clients_of(request)
    return lambda key: key in theirs


def clients_of(request: HttpRequest) -> frozenset[str]:
    """The booking numbers that were given to this defender; in the demonstration, every fifth person of the ledger."""
    from lawgate.casework.models import Standing
    from lawgate.web.accounts.models import Client

    person = who(request)
    if person.demo:
        keys = Standing.objects.using(ledger().alias).order_by("subject").values_list("subject", flat=True)
        return frozenset(list(keys)[::5])
    return frozenset(Client.objects.filter(user__name=person.name).values_list("subject", flat=True))
