"""The lock: it asks again, and loses nothing of what was typed."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import include, path
from pytest_django.fixtures import Settings

from lawgate.web.accounts import Power, draft_of, needs
from lawgate.web.accounts.models import Draft, User
from tests.web.accounts.conftest import PASSWORD, House


@needs(Power.ENTER)
def act(request: HttpRequest) -> HttpResponse:
    """A page with a form, as the desk has them: it commits on POST, and fills its form with what was kept."""
    if request.method == "POST":
        return HttpResponse("committed " + request.POST["words"])
    typed = draft_of(request) or QueryDict()
    return HttpResponse("form with " + repr(typed.dict()))


@needs(Power.BOARD, quiet=True)
def ticking(request: HttpRequest) -> HttpResponse:
    return HttpResponse("tick")


urlpatterns = [path("act/", act), path("tick/", ticking), path("", include("lawgate.web.urls"))]


@pytest.fixture(autouse=True)
def _with_an_act(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def test_half_an_hour_without_a_hand_locks(house: House) -> None:
    """At 29 minutes pages open, each use counting anew; at 30 every page leads to the lock, which shows nothing of what was there."""
    browser = house.signed_in("clerk", "release")
    for _ in range(3):
        house.later(minutes=29)
        assert browser.get("/desk/").status_code == 200
    house.later(minutes=30)
    for page in ("/desk/", f"/desk/{house.keys[0]}/", "/accounts/", "/accounts/pin/"):
        assert browser.get(page).headers["Location"].startswith("/accounts/lock/"), page
    assert b"board" not in browser.get("/accounts/lock/").content.replace(b'class="bar"', b"").replace(b"/desk/", b"")


def test_pages_that_ask_by_themselves_keep_nobody_awake(house: House) -> None:
    """A board that refreshes itself for half an hour locks all the same."""
    browser = house.signed_in("clerk", "release")
    for _ in range(31):
        house.later(minutes=1)
        last = browser.get("/tick/")
    assert last.headers["Location"].startswith("/accounts/lock/")


def test_what_was_typed_when_it_locked_is_shown_again_once(house: House) -> None:
    """The act is not committed; after the password its form is filled again; PINs and passwords are not kept; a second look is empty."""
    browser = house.signed_in("clerk", "release")
    house.later(minutes=31)
    typed = {"words": "Orden del juez, 14:10", "charge": ["a", "b"], "pin": "246813", "password": "x"}
    kept = browser.post("/act/", typed)
    assert kept.headers["Location"] == "/accounts/lock/?next=%2Fact%2F"
    sealed = bytes(Draft.objects.get().typed)
    assert b"juez" not in sealed
    assert b"act" not in Draft.objects.get().page.encode()
    unlocked = browser.post("/accounts/lock/", {"password": PASSWORD, "next": "/act/"})
    assert unlocked.headers["Location"] == "/act/"
    assert browser.get("/act/").content.decode() == "form with {'words': 'Orden del juez, 14:10', 'charge': 'b'}"
    assert browser.get("/act/").content.decode() == "form with {}"
    assert browser.post("/act/", {"words": "now"}).content == b"committed now"


def test_a_draft_is_its_writers_alone(house: House) -> None:
    """Somebody else who signs in at that desk is not shown what was typed."""
    browser = house.signed_in("clerk", "release")
    house.later(minutes=31)
    browser.post("/act/", {"words": "mine"})
    assert house.signed_in("other", "release").get("/act/").content.decode() == "form with {}"


def test_twelve_hours_end_the_session_and_keep_the_draft(house: House) -> None:
    """However busy: then everything is asked again, and what was typed waits for the same person."""
    browser = house.signed_in("clerk", "release")
    for _ in range(24):
        house.later(minutes=29)
        assert browser.get("/desk/").status_code == 200
    house.later(minutes=25)
    answer = browser.post("/act/", {"words": "at the end of the shift"})
    assert answer.headers["Location"] == "/accounts/login/?next=%2Fact%2F"
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert "at the end of the shift" in house.signed_in("clerk").get("/act/").content.decode()


def test_old_drafts_are_forgotten(house: House) -> None:
    """A day later another's locking clears them away."""
    first, second = house.signed_in("clerk", "release"), house.signed_in("other", "release")
    house.later(minutes=31)
    first.post("/act/", {"words": "old"})
    house.later(hours=25)
    second.post("/act/", {"words": "new"})
    assert list(Draft.objects.values_list("user__name", flat=True)) == ["other"]


def test_a_wrong_password_does_not_unlock_and_counts(house: House) -> None:
    """Five close the account; the right one no longer helps."""
    browser = house.signed_in("clerk", "release")
    house.later(minutes=31)
    browser.get("/desk/")
    for _ in range(5):
        browser.post("/accounts/lock/", {"password": "wrong", "next": "/desk/"})
    assert User.objects.get(name="clerk").locked is not None
    browser.post("/accounts/lock/", {"password": PASSWORD, "next": "/desk/"})
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")


def test_the_desk_can_be_locked_by_hand(house: House) -> None:
    """One button, at once; then the way back leads to the same page."""
    browser = house.signed_in("clerk", "release")
    answer = browser.post("/accounts/lock/", {"lock": "1", "next": "/desk/?state=hold-ends"})
    assert answer.status_code == 302
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/lock/")
    back = browser.post("/accounts/lock/", {"password": PASSWORD, "next": "/desk/?state=hold-ends"})
    assert back.headers["Location"] == "/desk/?state=hold-ends"


def test_a_part_of_a_page_tells_the_whole_page_to_go(house: House) -> None:
    """A fragment fetched by script is answered 401 with where to go, not with the lock's page inside the board."""
    browser = house.signed_in("clerk", "release")
    house.later(minutes=31)
    answer = browser.get("/desk/", headers={"hx-request": "true", "hx-current-url": "http://127.0.0.1/desk/?q=a"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/accounts/lock/?next=%2Fdesk%2F%3Fq%3Da"


@pytest.mark.parametrize("allowed", [False, True])
def test_the_wall_stays_readable_only_where_the_jail_says_so(house: House, settings: Settings, allowed: bool) -> None:
    """With the setting the locked board is still read, but no person's file and no act; without it nothing is."""
    settings.LAWGATE_WALL = allowed
    browser = house.signed_in("clerk", "release")
    house.later(minutes=31)
    assert (browser.get("/desk/").status_code == 200) is allowed
    assert browser.get(f"/desk/{house.keys[0]}/").status_code == 302
    assert browser.post("/act/", {"words": "x"}).status_code == 302


def test_somebody_else_can_sign_in_at_a_locked_desk(house: House) -> None:
    """Signing out needs no unlocking."""
    browser = house.signed_in("clerk", "release")
    house.later(minutes=31)
    browser.get("/desk/")
    assert browser.post("/accounts/logout/").headers["Location"] == "/accounts/login/"
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")


def test_unlocking_leads_to_a_page_of_this_house(house: House) -> None:
    """An address of another house in ``next`` is not followed."""
    browser = house.signed_in("clerk", "release")
    house.later(minutes=31)
    browser.get("/desk/")
    answer = browser.post("/accounts/lock/", {"password": PASSWORD, "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/accounts/home/"
