"""Whose hands commit an act: the person signed in, or, at a shared terminal, whoever gives name and PIN; and a second person's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from lawgate.base import BadInput
from lawgate.web.accounts import audit
from lawgate.web.accounts.roles import Level, Power, Role, holders, role_named
from lawgate.web.accounts.whoever import Who, demo_person, who

SHARED = "shared"  # the session's word that this terminal is used by several people
DEMO_PIN = "0000"


class WrongHands(BadInput):
    """No name and PIN where they are asked for, wrong ones, or those of somebody who may not do this."""

    code = "wrong-hands"


@dataclass(frozen=True, slots=True)
class Hands:
    """``by`` did it, as ``role``; ``second``: the other person where the act needs two, else empty."""

    by: str
    role: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form must ask: a name and PIN of whoever commits, of a second person; ``demo``: the page may say what they are."""

    first: bool
    second: bool
    roles: tuple[Role, ...]
    demo: bool = False


def asked(request: HttpRequest, power: Power) -> Asked:
    """What the form of an act must ask for. Show it with ``{% include "accounts/hands.html" with hands=... %}``."""
    person, shared = who(request), is_shared(request)
    may = person.may(power)
    second = may is Level.SECOND or (shared and not any(_alone(r, power) for r in holders(power)))
    return Asked(shared, second, tuple(_doing(power)), person.demo)


def hands_of(request: HttpRequest, power: Power) -> Hands:
    """Whose hands commit this act, from the form: ``hands``, ``pin``, ``second``, ``second_pin``.

    Raises ``WrongHands`` when they are missing or wrong (say it on the page, keep what was typed), and ``Http404``, kept on the
    ledger, when the person signed in may not do this at all.
    """
    must(request, power)
    person = who(request)
    if is_shared(request):
        person = _signed(request, "hands", "pin", power)
    role = person.by_role(power)
    if role is None or not person.may(power).acts:
        audit.refused(request, f"{person.name} may not do this: {power}")
        raise WrongHands(f"{person.name} may not do this", do=f"it needs {_or(_doing(power))}")
    second = ""
    if person.may(power) is Level.SECOND:
        other = _signed(request, "second", "second_pin", power)
        if other.name == person.name:
            raise WrongHands("one person cannot be both hands of an act that needs two", do="ask a colleague")
        second = other.name
    return Hands(person.name, role, second)


def two_hands(power: Power, first: tuple[str, str], second: tuple[str, str]) -> Hands:
    """Both hands of an act that needs two, by account and PIN, where there is no page. Raises ``WrongHands``."""
    people = []
    for name, pin in (first, second):
        person = _account(name, pin) if name and pin else None
        if person is None:
            raise WrongHands("this name and PIN do not belong together", where=name, do="type them again")
        if not person.may(power).acts:
            raise WrongHands(f"{person.name} may not do this", do=f"it needs {_or(_doing(power))}")
        people.append(person)
    if people[0].name == people[1].name:
        raise WrongHands("one person cannot be both hands of an act that needs two", do="ask a colleague")
    return Hands(people[0].name, str(people[0].by_role(power)), people[1].name)


def must(request: HttpRequest, power: Power, subject: str = "") -> None:
    """Go on only if this person may use ``power`` (``subject``: on whose file); else not found, kept on the ledger."""
    if not allowed(who(request).may(power), request):
        audit.refused(request, f"needs {power}", subject)
        raise Http404


def allowed(level: Level, request: HttpRequest) -> bool:
    """Whether a level opens a page: reading needs any, changing one that acts."""
    return level is not Level.NONE if request.method in ("GET", "HEAD", "OPTIONS") else level.acts


def is_shared(request: HttpRequest) -> bool:
    session: Mapping[str, object] = getattr(request, "session", {})
    return bool(session.get(SHARED, False))


def _signed(request: HttpRequest, name: str, pin: str, power: Power) -> Who:
    """The person that a form's name and PIN stand for. Raises ``WrongHands``; five wrong PINs close the account."""
    given, code = request.POST.get(name, "").strip(), request.POST.get(pin, "").strip()
    if not given or not code:
        whose = "whoever commits this" if name == "hands" else "a second person"
        raise WrongHands(f"name and PIN of {whose} are missing", where=name, do=f"it needs {_or(_doing(power))}")
    person = _demo(given, code) if who(request).demo else _account(given, code)
    if person is None:
        audit.refused(request, f"wrong PIN for {given[:64]}")
        raise WrongHands("this name and PIN do not belong together", where=pin, do="type them again")
    if not person.may(power).acts:
        audit.refused(request, f"{person.name} may not be a hand of: {power}")
        raise WrongHands(f"{person.name} may not do this", where=name, do=f"it needs {_or(_doing(power))}")
    return person


def _demo(name: str, pin: str) -> Who | None:
    role = name.lower().removeprefix("demo-")
    return demo_person(role) if pin == DEMO_PIN and role_named(role) else None


def _account(name: str, pin: str) -> Who | None:
    from lawgate.web.accounts.failures import checked_pin

    user = checked_pin(name, pin)
    return None if user is None else Who(user.name, user.shown, user.held)


def _alone(role: Role, power: Power) -> bool:
    from lawgate.web.accounts.roles import POWERS

    return POWERS[power][role] in (Level.DOES, Level.SUGGESTS)


def _doing(power: Power) -> list[Role]:
    """The roles that may use a power, not those that only see what it did."""
    from lawgate.web.accounts.roles import POWERS

    return [r for r in holders(power) if POWERS[power][r].acts]


def _or(roles: list[Role]) -> str:
    words = [str(r) for r in roles]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
