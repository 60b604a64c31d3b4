"""Making and changing accounts: from the console, by the administrator's pages; every change an event."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from lawgate.base import BadInput
from lawgate.web.accounts import people
from lawgate.web.accounts.models import User
from tests.web.accounts.conftest import PASSWORD, House


def test_an_account_begins_with_no_power(house: House) -> None:
    """Made without a role it opens nothing but itself."""
    browser = house.signed_in("new")
    for page in ("/desk/", "/accounts/people/", "/accounts/reads/"):
        assert browser.get(page).status_code == 404
    assert browser.get("/accounts/").status_code == 200


@pytest.mark.parametrize(
    "name", ["", "A", "Bad", "x" * 65, "a b", "system", "nobody", "demo-release", "é", "a\u202eb", "1abc", "a\n"]
)
def test_names_that_no_account_may_have(house: House, name: str) -> None:
    """One sentence, and nothing is made: not what looks like another name, not what the ledger uses itself."""
    with pytest.raises(BadInput):
        people.add(name, [], "test")
    assert not User.objects.exists()


def test_a_name_is_never_given_again(house: House) -> None:
    """Not even after the account is disabled: it stands on the ledger for that person."""
    house.account("root", "admin")
    people.add("clerk", [], "root")
    people.set_active("clerk", False, "root")
    with pytest.raises(BadInput, match="never reused"):
        people.add("clerk", [], "root")


def test_first_passwords_are_strong_and_differ(house: House) -> None:
    """Twenty letters and digits, each account its own, kept hashed."""
    given = [people.add(f"clerk{i}", [], "test") for i in range(20)]
    assert len(set(given)) == 20
    assert all(re.fullmatch(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", p) for p in given)
    stored = "".join(User.objects.values_list("password", flat=True))
    assert not [p for p in given if p in stored]


def test_nobody_changes_their_own_rights(house: House) -> None:
    """Not even an administrator: another one does it; and the last one stays."""
    house.account("root", "admin")
    house.account("second", "admin")
    for change in (
        lambda: people.set_roles("root", ["admin", "release"], "root"),
        lambda: people.set_active("root", False, "root"),
        lambda: people.reset("root", "root"),
    ):
        with pytest.raises(BadInput, match="another administrator"):
            change()
    people.set_active("second", False, "root")
    with pytest.raises(BadInput, match="last administrator"):
        people.set_active("root", False, "console:me")
    with pytest.raises(BadInput, match="last administrator"):
        people.set_roles("root", [], "console:me")


def test_the_administrators_pages_do_it_all(house: House) -> None:
    """Make, give roles, disable, let in, reset; the first password is shown once; each is an event with who did it."""
    admin = house.signed_in("root", "admin")
    page = admin.post("/accounts/people/", {"name": "clerk", "shown": "M. Ruiz", "roles": ["release"]}).content.decode()
    (first,) = re.findall(r'class="secret">([^<]+)<', page)
    assert User.objects.get(name="clerk").check_password(first)
    assert first not in admin.get("/accounts/people/").content.decode()
    for fields in (
        {"act": "roles", "roles": ["release", "supervisor"]},
        {"act": "disable"},
        {"act": "enable"},
        {"act": "reset"},
    ):
        assert admin.post("/accounts/people/clerk/", fields).status_code == 200
    done = [(e["by"]) for _, e in house.events("account.") if e.get("account") == "clerk"]
    assert done == ["root"] * 5
    assert User.objects.get(name="clerk").held == {"release", "supervisor"}
    assert admin.get("/accounts/people/ghost/").status_code == 404


def test_a_reset_forgets_everything_that_opened_the_account(house: House) -> None:
    """Password, factors, recovery codes, PIN and sessions."""
    from allauth.mfa.models import Authenticator

    house.account("root", "admin")
    browser = house.signed_in("clerk", "release", pin="246813")
    people.reset("clerk", "root")
    user = User.objects.get(name="clerk")
    assert (user.check_password(PASSWORD), user.knows_pin("246813"), user.must_change) == (False, False, True)
    assert not Authenticator.objects.filter(user=user).exists()
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")


def test_clients_are_given_to_defenders_only_and_must_exist(house: House) -> None:
    """Not to a clerk, and not for a number that nobody has; an administrator who gives a client sees nothing of it."""
    house.account("pd", "defender")
    house.account("clerk", "release")
    with pytest.raises(BadInput, match="no defender"):
        people.set_client("clerk", house.keys[0], True, "root")
    with pytest.raises(BadInput, match="nobody on the ledger"):
        people.set_client("pd", "99-99999", True, "root")
    admin = house.signed_in("root", "admin")
    admin.post("/accounts/people/pd/", {"act": "client", "booking": house.keys[0]})
    assert house.events("account.client")[0][1]["booking"] == house.keys[0]
    assert admin.get(f"/desk/{house.keys[0]}/").status_code == 404


def test_the_console_makes_the_first_account(house: House) -> None:
    """add, role, disable, enable, reset, client, list: each does what it says, in the name of who sits there; secrets are shown once."""
    from lawgate.cli.account import app

    def account(*words: str) -> str:
        done = CliRunner().invoke(app, words)
        assert done.exception is None, done.exception
        return done.output

    said = account("add", "root", "--role", "admin", "--shown", "A. Root")
    (first,) = re.findall(r"root signs in first with: (\S+)", said)
    assert User.objects.get(name="root").check_password(first)
    account("add", "clerk", "--role", "defender")
    assert "clerk: release, defender." in account("role", "clerk", "--role", "release", "--role", "defender")
    account("client", "clerk", house.keys[0])
    account("disable", "clerk")
    listed = account("list")
    assert "disabled" in listed
    assert "A. Root" in listed
    assert first not in listed
    account("enable", "clerk")
    account("reset", "clerk")
    account("client", "clerk", house.keys[0], "--remove")
    for kind in ("added", "role", "client", "disabled", "enabled", "reset", "client-removed"):
        ((_, event), *_) = [e for e in house.events(f"account.{kind}") if e[1]["account"] == "clerk"]
        assert event["by"].startswith("console:")
    with pytest.raises(BadInput, match="no role"):
        CliRunner().invoke(app, ["role", "clerk", "--role", "king"], catch_exceptions=False)
