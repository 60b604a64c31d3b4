"""Whose hands commit an act: one's own, a colleague's at a shared terminal, and a second person's."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from lawgate.web.accounts import Hands, Power, WrongHands, asked, hands_of
from lawgate.web.accounts.audit import REFUSED
from lawgate.web.accounts.models import User
from tests.web.accounts.conftest import House

PIN = "246813"


def _post(name: str, shared: bool = False, **fields: str) -> HttpRequest:
    request: Any = RequestFactory().post("/act/", fields, SERVER_NAME="127.0.0.1")
    request.user = User.objects.get(name=name)
    request.session = {"shared": shared}
    request.resolver_match = None
    answer: HttpRequest = request
    return answer


@pytest.fixture
def staff(house: House) -> House:
    for name, roles in (
        ("mruiz", ["release"]),
        ("tchen", ["release"]),
        ("boss", ["supervisor"]),
        ("clark", ["booking"]),
    ):
        house.account(name, *roles, pin=PIN)
    house.account("audit", "auditor", pin=PIN)
    house.account("nopin", "supervisor")
    return house


def test_at_ones_own_terminal_the_hands_are_ones_own(staff: House) -> None:
    """No PIN is asked; the role is the one that gives the power."""
    assert hands_of(_post("mruiz"), Power.RELEASE) == Hands("mruiz", "release", "")
    assert not asked(_post("mruiz"), Power.RELEASE).first


def test_at_a_shared_terminal_the_act_is_signed_by_whoever_gives_the_pin(staff: House) -> None:
    """The session is one clerk's, the hands another's; without name and PIN nothing is committed."""
    assert asked(_post("mruiz", shared=True), Power.RELEASE).first
    request = _post("mruiz", shared=True, hands="tchen", pin=PIN)
    assert hands_of(request, Power.RELEASE) == Hands("tchen", "release", "")
    for fields in (
        {},
        {"hands": "tchen"},
        {"pin": PIN},
        {"hands": "tchen", "pin": "000000"},
        {"hands": "ghost", "pin": PIN},
    ):
        with pytest.raises(WrongHands):
            hands_of(_post("mruiz", shared=True, **fields), Power.RELEASE)


def test_two_people_are_two_people(staff: House) -> None:
    """Handing over needs another account's PIN: not one's own, not that of a role that may not, not an account without PIN."""
    assert asked(_post("mruiz"), Power.HOLD).second
    hands = hands_of(_post("mruiz", second="boss", second_pin=PIN), Power.HOLD)
    assert hands == Hands("mruiz", "release", "boss")
    for second in ("mruiz", "clark", "audit", "nopin", ""):
        with pytest.raises(WrongHands):
            hands_of(_post("mruiz", second=second, second_pin=PIN), Power.HOLD)


def test_one_person_with_two_roles_is_still_one(staff: House) -> None:
    """In a small jail the supervisor is also the clerk: never both hands."""
    user = User.objects.get(name="boss")
    user.roles = ["release", "supervisor"]
    user.save()
    with pytest.raises(WrongHands, match="both hands"):
        hands_of(_post("boss", second="boss", second_pin=PIN), Power.HOLD)


def test_a_supervisor_needs_no_second_where_the_table_says_so(staff: House) -> None:
    """The identity fallback: two clerks, or one supervisor with a reason."""
    assert asked(_post("mruiz"), Power.IDENTITY).second
    assert not asked(_post("boss"), Power.IDENTITY).second
    assert hands_of(_post("boss"), Power.IDENTITY).role == "supervisor"


def test_who_may_not_is_not_found_and_kept(staff: House) -> None:
    """A booking officer who posts a release gets 404, and the ledger has it."""
    with pytest.raises(Http404):
        hands_of(_post("clark"), Power.RELEASE)
    assert staff.events(REFUSED)[-1][1]["why"] == "needs release"


def test_a_terminals_own_role_does_not_lend_itself(staff: House) -> None:
    """At a terminal where a supervisor is signed in, a booking officer's hands cannot release."""
    with pytest.raises(WrongHands, match="clark may not do this"):
        hands_of(_post("boss", shared=True, hands="clark", pin=PIN), Power.RELEASE)


def test_five_wrong_pins_close_the_account(staff: House) -> None:
    """A PIN has a million values; nobody may try them."""
    for _ in range(5):
        with pytest.raises(WrongHands):
            hands_of(_post("mruiz", shared=True, hands="tchen", pin="111111"), Power.RELEASE)
    with pytest.raises(WrongHands):
        hands_of(_post("mruiz", shared=True, hands="tchen", pin=PIN), Power.RELEASE)
    assert User.objects.get(name="tchen").locked is not None
    assert User.objects.get(name="mruiz").locked is None


def test_a_disabled_colleague_is_no_second(staff: House) -> None:
    """Their PIN stops with the account."""
    User.objects.filter(name="boss").update(is_active=False)
    with pytest.raises(WrongHands):
        hands_of(_post("mruiz", second="boss", second_pin=PIN), Power.HOLD)


@pytest.mark.parametrize(
    ("pin", "taken"), [("246813", True), ("111111", False), ("123456", False), ("12345", False), ("12ab56", False)]
)
def test_what_a_pin_may_be(house: House, pin: str, taken: bool) -> None:
    """Six digits or more, not one digit over and over, not a run; kept hashed."""
    from tests.web.accounts.conftest import PASSWORD

    browser = house.signed_in("clerk", "release")
    browser.post("/accounts/pin/", {"password": PASSWORD, "pin": pin, "again": pin})
    user = User.objects.get(name="clerk")
    assert user.knows_pin(pin) is taken
    assert pin not in user.pin


def test_a_pin_is_changed_only_with_the_password(house: House) -> None:
    """An unlocked desk is not enough to sign as somebody else."""
    browser = house.signed_in("clerk", "release")
    browser.post("/accounts/pin/", {"password": "wrong", "pin": PIN, "again": PIN})
    assert not User.objects.get(name="clerk").pin
