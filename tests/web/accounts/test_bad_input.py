"""What comes wrong: forms from elsewhere or too late, names of ten megabytes, characters that turn or pile up, clocks that differ."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from lawgate.web.accounts.limits import ADDRESSES, Buckets
from lawgate.web.accounts.models import User
from tests.web.accounts.conftest import PASSWORD, House

TURNED = ("\u202etxt.exe", "\u2066admin\u2069", "a\u200bb", "\u0000", "x\ud7ff\U000e0001")
PILED = "Z" + "\u0301" * 120
MEGABYTES = "x" * (10 * 1024 * 1024)


def test_ten_megabytes_in_a_name_are_refused_before_they_are_read(house: House) -> None:
    """At the door and inside: 4xx, quickly, nothing made and nothing of it on the ledger."""
    before = len(house.events(""))
    assert house.browser().post(
        "/accounts/login/", {"login": MEGABYTES, "password": "x"}, "application/x-www-form-urlencoded"
    ).status_code in (400, 413)
    assert house.browser().post("/accounts/login/", {"login": MEGABYTES, "password": "x"}).status_code in (400, 413)
    admin = house.signed_in("root", "admin")
    assert admin.post("/accounts/people/", {"name": MEGABYTES}).status_code in (400, 413)
    assert max(len(str(e)) for e in house.events("")[before:]) < 2_000
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["x" * 100_000, *TURNED, PILED, "السجين", "👮" * 40])
def test_strange_names_do_not_sign_in_and_are_kept_short(house: House, name: str) -> None:
    """Answered like any unknown name; what the ledger keeps of it is bounded."""
    assert house.browser().post("/accounts/login/", {"login": name, "password": "x"}).status_code in (200, 400)
    assert all(len(str(e["account"])) <= 200 for _, e in house.events("account.refused"))


@pytest.mark.parametrize("shown", TURNED)
def test_a_shown_name_cannot_turn_the_line_around(house: House, shown: str) -> None:
    """Characters that reverse or hide text are refused in the name that colleagues see."""
    admin = house.signed_in("root", "admin")
    page = admin.post("/accounts/people/", {"name": "clerk", "shown": shown})
    assert page.status_code in (200, 400)
    assert not User.objects.filter(name="clerk").exists()


@pytest.mark.parametrize("shown", ["Zoë O’Neil-Ñandú", "محمد بن سعيد", "Nguyễn Thị Ánh", "李小龍"])
def test_names_in_any_script_are_shown_as_written(house: House, shown: str) -> None:
    """Right-to-left and combined letters that belong to a name stay, in the page and on the ledger."""
    admin = house.signed_in("root", "admin")
    admin.post("/accounts/people/", {"name": "clerk", "shown": shown})
    page = admin.get("/accounts/people/").content.decode()
    assert shown in page
    assert [e["shown"] for _, e in house.events("account.added")][-1] == shown


def test_markup_in_a_name_is_text(house: House) -> None:
    """What looks like script is shown, not run."""
    admin = house.signed_in("root", "admin")
    admin.post("/accounts/people/", {"name": "clerk", "shown": "<script>alert(1)</script>"})
    page = admin.get("/accounts/people/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_form_of_another_site_does_nothing(house: House) -> None:
    """Without this house's token, or with another origin, a POST is 403 with a sentence, nothing is done, and the ledger has it."""
    house.account("clerk", "release")
    strict = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR="127.0.0.1", enforce_csrf_checks=True)
    refused = strict.post("/accounts/login/", {"login": "clerk", "password": PASSWORD})
    assert refused.status_code == 403
    assert "Nothing was done" in refused.content.decode()
    strict.get("/accounts/login/")
    token = strict.cookies["lawgate-csrf"].value
    fields = {"login": "clerk", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert strict.post("/accounts/login/", fields, headers={"origin": "https://evil.example"}).status_code == 403
    assert strict.post("/accounts/login/", fields, headers={"origin": "http://127.0.0.1"}).status_code == 302
    assert [e["why"].split(":")[0] for _, e in house.events("access.refused")] == ["form not ours"] * 2


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_methods_that_no_page_has(house: House, method: str) -> None:
    """They change nothing: refused, or answered as a page that nobody may change."""
    browser = house.signed_in("clerk", "release")
    assert getattr(browser, method)("/desk/").status_code in (404, 405)
    assert browser.get("/accounts/sessions/end/").status_code == 405


@pytest.mark.parametrize("skew", [-7200, -31, 31, 7200])
def test_a_browser_whose_clock_differs_is_locked_by_the_houses_clock(house: House, skew: int) -> None:
    """Nothing the browser says of the time is asked: the lock comes at thirty minutes of the house, not before and not later."""
    browser = house.signed_in("clerk", "release")
    headers = {"date": f"{skew}", "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}
    house.later(minutes=29)
    assert browser.get("/desk/", headers=headers).status_code == 200
    house.later(minutes=30)
    assert browser.get("/desk/", headers=headers).status_code == 302


def test_a_server_clock_set_back_locks_nobody_out(house: House) -> None:
    """After a correction of the house's own clock a session goes on, and still locks after half an hour from there."""
    browser = house.signed_in("clerk", "release")
    house.later(minutes=-90)
    assert browser.get("/desk/").status_code == 200
    house.later(minutes=31)
    assert browser.get("/desk/").status_code == 302


@pytest.mark.parametrize("cookie", ["", "x", "../../etc/passwd", "a" * 5000, "\u00e9", "0" * 32])
def test_a_made_up_session_is_nobody(house: House, cookie: str) -> None:
    """Any value that the house did not hand out leads to the sign-in page."""
    browser = house.browser()
    browser.cookies["lawgate"] = cookie
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "page",
    ["/desk/%00/", "/desk/..%2f..%2f/", "/desk/%E2%80%AE/", "/accounts/people/%0d%0aX/", "/desk/" + "9" * 4000 + "/"],
)
def test_strange_addresses_are_not_found(house: House, page: str) -> None:
    """404, whatever stands in them."""
    assert house.signed_in("clerk", "release").get(page).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", ""])
def test_a_host_that_is_not_ours_is_refused(house: House, host: str) -> None:
    """Links are never made for a name that the settings do not list."""
    assert house.browser().get("/accounts/login/", headers={"host": host or "-"}).status_code == 400


@given(st.lists(st.floats(0, 30), max_size=60))
def test_a_bucket_never_gives_more_than_its_rate(waits: list[float]) -> None:
    """However the requests come: in any stretch no more than the burst and what flowed in since; and patience is always rewarded."""
    at = 0.0
    bucket = Buckets(5, 2, clock=lambda: at)
    given_out = 0
    for wait in waits:
        at += wait
        told = bucket.take("a")
        given_out += not told
        assert given_out <= 5 + 2 * at + 1e-6
        if told:
            at += told + 1e-6
            assert bucket.take("a") == 0.0
            given_out += 1


def test_the_buckets_forget_the_longest_silent_first() -> None:
    """Many addresses cost bounded memory, and do not free the one that is asking."""
    bucket = Buckets(1, 0.001, clock=lambda: 0.0)
    for i in range(ADDRESSES + 50):
        bucket.take(f"address {i}")
        bucket.take("busy")
    assert bucket.take("busy") > 0
    assert len(bucket._left) == ADDRESSES


def test_an_address_that_asks_too_much_is_told_to_wait(house: House, settings: Settings) -> None:
    """429 with the seconds; another address is not touched."""
    settings.LAWGATE_RATE = (3.0, 0.01)
    browser = house.browser()
    answers = [browser.get("/accounts/login/") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert house.browser().get("/accounts/login/", REMOTE_ADDR="10.1.1.1").status_code == 200
