"""Signing in: a password, a second factor, and nobody who was not let in."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from lawgate.web.accounts import people
from lawgate.web.accounts.models import User
from tests.web.accounts.conftest import PASSWORD, House, code_of


def _sign_in(browser: Client, name: str, password: str = PASSWORD) -> str:
    """Where the answer leads; empty when the form came back."""
    return str(browser.post("/accounts/login/", {"login": name, "password": password}).headers.get("Location", ""))


def test_a_new_account_must_choose_a_password_and_a_factor_first(house: House) -> None:
    """First password, own password, app, recovery codes shown once: only then the board, and the ledger has every step."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    first = people.add("new", ["release"], "test")
    browser = house.browser()
    assert _sign_in(browser, "new", first) == "/accounts/home/"
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/password/")
    changed = {"oldpassword": first, "password1": PASSWORD, "password2": PASSWORD}
    assert browser.post("/accounts/password/", changed).status_code == 302
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/factor/")
    assert browser.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    page = browser.get("/accounts/factor/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert browser.post("/accounts/factor/totp/activate/", {"code": code}).status_code == 302
    codes = browser.get("/accounts/factor/recovery-codes/").context["unused_codes"]
    assert len(set(codes)) == 10
    assert all(len(c) >= 12 for c in codes)
    assert browser.get("/accounts/factor/recovery-codes/").context["unused_codes"] == ["****"] * 10
    assert browser.get("/desk/").status_code == 200
    user = User.objects.get(name="new")
    kinds = [p["factor"] for _, p in house.events("account.factor-added")]
    assert sorted(kinds) == ["recovery_codes", "totp"]
    assert [p["account"] for _, p in house.events("account.password")] == ["new"]
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored


@pytest.mark.parametrize(("roles", "needed"), [((), True), (("auditor",), True), (("release",), True)])
def test_nobody_works_without_a_second_factor(house: House, roles: tuple[str, ...], needed: bool) -> None:
    """Whatever the role, a password alone opens no page but those that set up the factor."""
    house.account("clerk", *roles, factor=False)
    browser = house.browser()
    _sign_in(browser, "clerk")
    for page in ("/desk/", "/accounts/reads/", f"/desk/{house.keys[0]}/"):
        assert browser.get(page).headers.get("Location", "").startswith("/accounts/factor/") is needed


def test_a_password_without_the_code_is_not_signed_in(house: House) -> None:
    """Between password and code no page opens; with the code one does, in a session with another key."""
    user = house.account("clerk", "release")
    browser = house.browser()
    browser.get("/accounts/login/")
    assert _sign_in(browser, "clerk") == "/accounts/factor/authenticate/"
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")
    before = browser.session.session_key
    assert browser.post("/accounts/factor/authenticate/", {"code": code_of(user)}).status_code == 302
    assert browser.session.session_key != before
    assert browser.get("/desk/").status_code == 200
    ((_, said),) = house.events("account.signed-in")
    assert (said["account"], said["address"], sorted(said["methods"])) == ("clerk", "127.0.0.1", ["mfa", "password"])


def test_a_code_is_taken_once(house: House) -> None:
    """The code that signed in one browser does not sign in another within its half minute."""
    user = house.account("clerk", "release")
    code = code_of(user)
    answers = []
    for _ in range(2):
        browser = house.browser()
        _sign_in(browser, "clerk")
        answers.append(browser.post("/accounts/factor/authenticate/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_a_recovery_code_opens_once(house: House) -> None:
    """It stands in for a lost app, and is used up."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = house.account("clerk", "release")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    answers = []
    for _ in range(2):
        browser = house.browser()
        _sign_in(browser, "clerk")
        answers.append(browser.post("/accounts/factor/authenticate/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_recovery_codes_are_hashes_from_when_they_are_shown(house: House) -> None:
    """Until then sealed; then no key opens them: each is a salted hash, no seed is left, and the codes still open, once each."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    mine = RecoveryCodes.activate(house.account("clerk", "release"))
    codes = mine.get_unused_codes()
    kept = Authenticator.objects.get(type="recovery_codes")
    assert not [c for c in codes if c in str(kept.data)]
    mine.mark_as_viewed()
    assert mine.get_unused_codes() == codes
    kept.refresh_from_db()
    assert set(kept.data) == {"hashes", "used_mask", "viewed_at"}
    assert len(set(kept.data["hashes"])) == len(codes) == 10
    assert not [c for c in codes if c in str(kept.data)]
    assert kept.wrap().get_unused_codes() == [""] * 10
    assert [kept.wrap().validate_code(c) for c in (codes[3], codes[3], "000000000000", f" {codes[0]} ")] == [
        True,
        False,
        False,
        True,
    ]
    kept.refresh_from_db()
    assert len(kept.wrap().get_unused_codes()) == 8


def test_recovery_codes_of_an_older_version_become_hashes_when_next_used(house: House) -> None:
    """Codes that were shown before hashes were kept stay good, and the seed goes at the first of them; so do codes when the house
    hashes in another way since."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    mine = RecoveryCodes.activate(house.account("clerk", "release"))
    codes = mine.get_unused_codes()
    Authenticator.objects.update(data={**mine.instance.data, "viewed_at": 1.0, "used_mask": 1})
    kept = Authenticator.objects.get(type="recovery_codes")
    assert kept.wrap().validate_code(codes[0]) is False
    assert kept.wrap().validate_code(codes[1]) is True
    kept.refresh_from_db()
    assert "seed" not in kept.data
    with override_settings(
        PASSWORD_HASHERS=[
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]
    ):
        assert kept.wrap().validate_code(codes[2]) is True


def test_five_failures_close_an_account_until_an_administrator_opens_it(house: House) -> None:
    """Wrong passwords within a quarter of an hour; then the right one is answered like a wrong one, until let in again."""
    house.account("root", "admin")
    house.account("clerk", "release")
    browser = house.browser()
    for _ in range(5):
        assert _sign_in(browser, "clerk", "wrong") == ""
    assert User.objects.get(name="clerk").locked is not None
    house.later(hours=20)
    assert _sign_in(house.browser(), "clerk") == ""
    assert [p["account"] for _, p in house.events("account.locked")] == ["clerk"]
    assert len(house.events("account.refused")) >= 5
    people.set_active("clerk", True, "root")
    assert _sign_in(house.browser(), "clerk") == "/accounts/factor/authenticate/"


def test_failures_long_apart_close_nothing(house: House) -> None:
    """Four failures, a quarter of an hour, one more: a person who mistypes is not shut out."""
    house.account("clerk", "release")
    for wait in (0, 0, 0, 0, 16):
        house.later(minutes=wait)
        _sign_in(house.browser(), "clerk", "wrong")
    assert User.objects.get(name="clerk").locked is None


def test_wrong_codes_close_an_account_too(house: House) -> None:
    """Who has the password cannot guess the code: at the fifth wrong one the account is closed, and even the right one is refused."""
    user = house.account("clerk", "release")
    browser = house.browser()
    _sign_in(browser, "clerk")
    for code in ("000000", "000001", "000002", "000003", "000004"):
        browser.post("/accounts/factor/authenticate/", {"code": code})
    assert User.objects.get(name="clerk").locked is not None
    browser.post("/accounts/factor/authenticate/", {"code": code_of(user)})
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")


def test_an_unknown_name_is_answered_like_a_wrong_password(house: House) -> None:
    """The two pages are the same to the letter, apart from the name that was typed."""
    house.account("clerk", "release")

    def told(name: str) -> str:
        page = house.browser().post("/accounts/login/", {"login": name, "password": "wrong"}).content.decode()
        return page.replace(name, "NAME").partition('name="login"')[0].partition("csrf")[0] + "".join(
            line for line in page.splitlines() if "alert" in line
        )

    assert told("clerk") == told("clark")


@pytest.mark.parametrize("page", ["signup/", "password/reset/", "password/set/", "email/", "sso/signup/", "sso/"])
def test_nobody_signs_up_or_resets_by_mail(house: House, page: str) -> None:
    """The addresses that allauth knows for it are not there, signed in or not."""
    assert house.browser().get(f"/accounts/{page}").status_code == 404
    assert house.browser().post(f"/accounts/{page}", {"username": "x", "password1": PASSWORD}).status_code == 404
    assert not User.objects.filter(name="x").exists()


def test_a_disabled_account_is_out_at_once(house: House) -> None:
    """The session it had ends with the act; another's goes on."""
    browser, other = house.signed_in("clerk", "release"), house.signed_in("root", "admin")
    assert browser.get("/desk/").status_code == 200
    people.set_active("clerk", False, "root")
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert other.get("/accounts/people/").status_code == 200


def test_a_taken_role_is_gone_at_once(house: House) -> None:
    """The session ends: nothing decided under the old roles goes on."""
    house.account("root", "admin")
    browser = house.signed_in("clerk", "release")
    people.set_roles("clerk", ["auditor"], "root")
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")


def test_signing_out_ends_the_session_on_the_server(house: House) -> None:
    """A copy of the cookie opens nothing afterwards, and the session is gone from the database."""
    browser = house.signed_in("clerk", "release")
    copy = browser.cookies["lawgate"].value
    browser.post("/accounts/logout/")
    thief = house.browser()
    thief.cookies["lawgate"] = copy
    assert thief.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert not Session.objects.filter(session_key=copy).exists()


def test_a_changed_password_ends_the_other_sessions(house: House) -> None:
    """Who was signed in with the old one is out; the browser that changed it goes on."""
    here, there = house.signed_in("clerk", "release"), house.signed_in("clerk", "release")
    fresh = "another four quiet words"
    changed = here.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert changed.status_code == 302
    assert here.get("/desk/").status_code == 200
    assert there.get("/desk/").headers["Location"].startswith("/accounts/login/")


def test_a_password_is_changed_only_with_the_old_one(house: House) -> None:
    """A browser left open is not enough."""
    browser = house.signed_in("clerk", "release")
    fresh = "another four quiet words"
    page = browser.post("/accounts/password/", {"oldpassword": "wrong", "password1": fresh, "password2": fresh})
    assert page.status_code == 200
    assert User.objects.get(name="clerk").check_password(PASSWORD)


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("short", False),
        ("password1234", False),
        ("lawgate-sheriff-1", False),
        ("clerk-clerk-clerk", False),
        ("tigers eat no lettuce", True),
        (" leading and trailing ", True),
        ("пароль из четырёх слов", True),
        ("correct-horse-battery-staple-" * 4, True),
    ],
)
def test_what_a_password_may_be(house: House, password: str, taken: bool) -> None:
    """Length counts, signs do not; nothing is cut off; known passwords, the account's name and the house's words are refused."""
    browser = house.signed_in("clerk", "release")
    browser.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": password, "password2": password})
    user = User.objects.get(name="clerk")
    assert user.check_password(password) is taken
    assert not user.check_password(password[:-1])


def test_changing_how_an_account_is_protected_asks_again(house: House) -> None:
    """A new factor, turning one off, new recovery codes: each wants password or factor first, and then lets through."""
    browser = house.signed_in("clerk", "release")
    pages = ("webauthn/add/", "totp/deactivate/", "recovery-codes/generate/")
    for page in pages:
        assert "reauthenticate" in browser.get(f"/accounts/factor/{page}").headers.get("Location", ""), page
    assert browser.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code == 200
    assert "reauthenticate" in browser.get(f"/accounts/factor/{pages[0]}").headers.get("Location", "")
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert browser.get(f"/accounts/factor/{pages[0]}").status_code == 200


def test_the_last_factor_stays(house: House) -> None:
    """It cannot be turned off, only replaced: an account without one would be a password alone."""
    browser = house.signed_in("clerk", "release")
    browser.post("/accounts/factor/totp/deactivate/")
    assert Authenticator.objects.filter(user__name="clerk", type="totp").exists()


def test_the_notice_of_use_stands_before_the_password(house: House) -> None:
    """The page says what the system is, that use is recorded, and what unauthorised use means."""
    page = house.browser().get("/accounts/login/").content.decode()
    assert page.index("criminal justice information") < page.index('type="password"')
    assert "recorded" in page


def test_an_empty_house_says_how_the_first_account_is_made(house: House) -> None:
    """Where nobody has an account the page names the command; afterwards it does not."""
    assert "lawgate account add" in house.browser().get("/accounts/login/").content.decode()
    house.account("root", "admin")
    assert "lawgate account add" not in house.browser().get("/accounts/login/").content.decode()


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_to_a_page_of_this_house(house: House, there: str) -> None:
    """An address of another house in ``next`` is not followed."""
    user = house.account("clerk", "release")
    browser = house.browser()
    browser.post(f"/accounts/login/?next={there}", {"login": "clerk", "password": PASSWORD, "next": there})
    answer = browser.post("/accounts/factor/authenticate/", {"code": code_of(user)})
    assert answer.headers["Location"] == "/accounts/home/"


@pytest.mark.parametrize(
    ("roles", "page"),
    [(["release"], "/desk/"), (["admin"], "/accounts/people/"), (["defender"], "/desk/"), ([], "/accounts/")],
)
def test_signing_in_leads_to_ones_own_work(house: House, roles: list[str], page: str) -> None:
    """To the first page that the roles open; never to one that is not there for them."""
    assert house.signed_in("clerk", *roles).get("/accounts/home/").headers["Location"] == page


def test_a_first_password_dies_unused_after_three_days(house: House) -> None:
    """Left lying it opens nothing, answered like a wrong one; a reset gives another; a password of one's own does not die."""
    first = people.add("new", ["release"], "test")
    house.later(days=2, hours=23)
    assert _sign_in(house.browser(), "new", first) == "/accounts/home/"
    house.later(hours=2)
    assert _sign_in(house.browser(), "new", first) == ""
    assert _sign_in(house.browser(), "new", people.reset("new", "test")) == "/accounts/home/"


def test_a_password_stays_good_for_years(house: House) -> None:
    """Nobody is made to change it by the calendar."""
    house.account("clerk", "release")
    house.later(days=2000)
    assert _sign_in(house.browser(), "clerk") == "/accounts/factor/authenticate/"


def test_a_code_of_the_last_half_minute_is_not_taken(house: House) -> None:
    """A code lives for its own thirty seconds: neither the one before nor the one to come opens."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    user = house.account("clerk", "release")
    secret = get_adapter().decrypt(Authenticator.objects.get(user=user).data["secret"])
    browser = house.browser()
    _sign_in(browser, "clerk")
    now = next(iter(yield_hotp_counters_from_time()))
    for off in (-2, 2):  # two steps away, so that the half minute may turn while the test runs
        code = format_hotp_value(hotp_value(secret, now + off))
        assert browser.post("/accounts/factor/authenticate/", {"code": code}).status_code == 200


def test_password_fields_are_masked_and_may_be_pasted_into(house: House) -> None:
    """Every field of a secret is of type password and says to the browser which; nothing stops pasting."""
    import re

    pages = [house.browser().get("/accounts/login/")]
    browser = house.signed_in("clerk", "release")
    pages += [browser.get(f"/accounts/{p}") for p in ("password/", "pin/", "reauthenticate/", "lock/")]
    for page in pages:
        fields = re.findall(r"<input[^>]*name=\"(?:old)?(?:password|pin|again)[12]?\"[^>]*>", page.content.decode())
        assert fields
        assert all('type="password"' in f and "onpaste" not in f for f in fields)


def test_one_sees_and_ends_ones_own_sessions(house: House) -> None:
    """Both are listed; ending the others asks again who one is, and leaves this one."""
    here, there = house.signed_in("clerk", "release"), house.signed_in("clerk", "release")
    assert here.get("/accounts/").content.decode().count("<tr><td>") == 2
    assert "reauthenticate" in here.post("/accounts/sessions/end/").headers["Location"]
    assert there.get("/desk/").status_code == 200
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    here.post("/accounts/sessions/end/")
    assert there.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert here.get("/desk/").status_code == 200


def test_an_administrator_ends_somebodys_sessions(house: House) -> None:
    """Signed out everywhere, and on the ledger; the account itself stays open."""
    admin, browser = house.signed_in("root", "admin"), house.signed_in("clerk", "release")
    admin.post("/accounts/people/clerk/", {"act": "sessions"})
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert [e["by"] for _, e in house.events("account.sessions-ended")] == ["root"]
    assert house.signed_in("clerk").get("/desk/").status_code == 200


def test_every_page_offers_to_lock_and_to_sign_out(house: House) -> None:
    """In the bar, one button each: on the board, a person's file, one's account."""
    browser = house.signed_in("clerk", "release")
    for page in ("/desk/", f"/desk/{house.keys[0]}/", "/accounts/"):
        shown = browser.get(page).content.decode()
        assert 'action="/accounts/logout/"' in shown, page
        assert 'action="/accounts/lock/"' in shown, page


def test_signing_out_clears_what_the_browser_kept(house: House) -> None:
    """The answer tells the browser to throw away what it cached; nothing else is told so."""
    browser = house.signed_in("clerk", "release")
    assert "Clear-Site-Data" not in browser.get("/desk/").headers
    assert browser.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache"'


def test_a_form_sets_its_own_fields_and_no_other(house: House) -> None:
    """Fields that the form does not have change nothing: no role by the password page, no rights by one's own account."""
    browser = house.signed_in("clerk", "release")
    more = {"roles": ["admin"], "is_active": "1", "name": "root", "must_change": "", "user": "1"}
    fresh = "another four quiet words"
    browser.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh, **more})
    browser.post("/accounts/", {"shared": "1", **more})
    browser.post("/accounts/pin/", {"password": fresh, "pin": "246813", "again": "246813", **more})
    user = User.objects.get(name="clerk")
    assert (user.name, user.roles) == ("clerk", ["release"])


def test_a_parameter_given_twice_gives_no_power(house: House) -> None:
    """In address and form at once, or twice in one: the form's last counts, and rights do not grow."""
    house.account("root", "admin")
    browser = house.signed_in("clerk", "release")
    assert browser.post("/accounts/people/?act=enable&act=roles", {"act": ["roles", "enable"]}).status_code == 404
    answer = house.browser().post("/accounts/login/?login=root", {"login": ["root", "clerk"], "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/factor/authenticate/"
    assert [e["account"] for _, e in house.events("account.refused")] == []


def test_passwords_and_pins_are_hashed_with_scrypt() -> None:
    """The first hasher of the settings is scrypt, a memory-hard function; none of the quick ones is among them."""
    from lawgate.web.accounts.settings import PASSWORD_HASHERS

    assert PASSWORD_HASHERS[0].endswith("ScryptPasswordHasher")
    assert all("Scrypt" in h or "PBKDF2" in h for h in PASSWORD_HASHERS)
