"""Accounts in a real browser: the whole way in, a security key, the lock; every page looked at by axe."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browsers import accessible, status

RUN = [sys.executable, "-c", "import sys; from lawgate.cli import main; sys.exit(main())"]
PASSWORD = "four unrelated quiet words"
LOOK = os.environ.get("LAWGATE_LOOK", "")  # a folder: pictures of the pages are left there

MAKE = """
import json, sys
from pathlib import Path
from lawgate import wiring
wiring.configure(Path(sys.argv[1]))
from lawgate.casework import open_ledger
open_ledger()
from lawgate.web.accounts.people import add
people = {"root": "admin", "audit": "auditor", "clerk": "release", "idle": "release"}
print(json.dumps({name: add(name, [role], "test") for name, role in people.items()}))
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """A served house with a new ledger and three accounts; (address, first passwords)."""
    home = tmp_path_factory.mktemp("served")
    env = {**os.environ, "LAWGATE_VAR": str(home)}
    db = str(home / "l.sqlite3")
    made = subprocess.run([sys.executable, "-c", MAKE, db], env=env, check=True, capture_output=True, text=True)
    firsts = json.loads(made.stdout)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([*RUN, "serve", "--db", db, "--port", str(port)], env=env, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/accounts/login/", timeout=5).close()
            break
        except OSError:
            time.sleep(0.25)
    yield address, firsts
    server.terminate()
    server.wait()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a new browser; anything that the browser complains of on its console fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda m: said.append(m.text) if m.type == "error" and " 403 " not in m.text else None)
    yield opened
    context.close()
    assert said == []


def _look(page: Page, name: str) -> None:
    """axe finds nothing, wide and on a phone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        accessible(page, name, width)
        if LOOK:
            page.screenshot(path=str(Path(LOOK) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def _code(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def _first_time(page: Page, address: str, name: str, first: str, looked: bool = False) -> None:
    """From the first password to one's own, up to the page of second factors."""
    page.goto(f"{address}/desk/")
    if looked:
        _look(page, "sign-in")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", first)
    page.click("button.main")
    if looked:
        _look(page, "password")
    page.fill("input[name=oldpassword]", first)
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    page.click("button.main")
    page.goto(f"{address}/desk/")
    assert "Every account here needs a second factor" in page.inner_text("main")
    if looked:
        _look(page, "factors-none")


def test_the_way_in_and_every_page_of_accounts(served: tuple[str, dict[str, str]], page: Page) -> None:
    """First password, own password, app, recovery codes; then each page of accounts, all passing axe."""
    address, firsts = served
    _first_time(page, address, "root", firsts["root"], looked=True)
    page.click("text=Set up an app")
    _look(page, "reauthenticate")
    page.fill("input[name=password]", PASSWORD)
    page.click("button.main")
    _look(page, "app")
    page.fill("input[name=code]", _code(page.inner_text(".secret")))
    page.click("button.main")
    page.wait_for_selector(".codes li")
    assert page.locator(".codes li").count() == 10
    _look(page, "recovery-codes")
    pages = (
        "",
        "pin/",
        "people/",
        "people/clerk/",
        "factor/",
        "factor/recovery-codes/",
        "factor/recovery-codes/generate/",
    )
    for path in (*pages, "factor/webauthn/", "factor/webauthn/add/", "factor/totp/deactivate/", "lock/"):
        assert status(page, f"{address}/accounts/{path}") == 200
        _look(page, path.strip("/").replace("/", "-") or "account")
    page.fill("input[name=password]", PASSWORD)
    page.click("button.main")
    page.goto(f"{address}/accounts/people/")
    page.fill("#id_name", "mruiz")
    page.check("input[value=release]")
    page.click("text=Make the account")
    assert page.locator(".secret").count() == 1
    _look(page, "people-first")


def test_a_security_key_is_added_and_signs_in(served: tuple[str, dict[str, str]], page: Page) -> None:
    """With the browser's own calls and no script of others: added once, asked for at the next signing in, and it opens the board."""
    address, firsts = served
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "isUserVerified": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    _first_time(page, address, "clerk", firsts["clerk"])
    page.click("text=Add a key")
    page.fill("input[name=password]", PASSWORD)
    page.click("button.main")
    page.fill("input[name=name]", "The blue one")
    page.click("button.main")
    page.wait_for_selector(".codes li")
    page.goto(f"{address}/accounts/factor/webauthn/")
    assert "The blue one" in page.inner_text("main")
    _look(page, "keys")
    page.goto(f"{address}/accounts/")
    page.click("text=Sign out")
    page.fill("input[name=login]", "clerk")
    page.fill("input[name=password]", PASSWORD)
    page.click("button.main")
    _look(page, "second-factor")
    page.click("text=Use a security key")
    page.wait_for_url("**/desk/")
    assert "in custody" in page.inner_text("main")


def test_the_readings_and_refusals_pass_axe(served: tuple[str, dict[str, str]], page: Page) -> None:
    """The auditor's list, and what a stale form is answered."""
    address, firsts = served
    _first_time(page, address, "audit", firsts["audit"])
    page.click("text=Set up an app")
    page.fill("input[name=password]", PASSWORD)
    page.click("button.main")
    page.fill("input[name=code]", _code(page.inner_text(".secret")))
    page.click("button.main")
    for path in ("reads", "refusals"):
        page.goto(f"{address}/accounts/{path}/")
        _look(page, path)
    page.goto(f"{address}/accounts/pin/")
    page.context.clear_cookies(name="lawgate-csrf")
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=pin]", "246813")
    page.fill("input[name=again]", "246813")
    page.click("button.main")
    assert "Nothing was done" in page.inner_text("main")


def test_an_untouched_desk_goes_to_its_lock_by_itself(served: tuple[str, dict[str, str]], page: Page) -> None:
    """After half an hour of the browser's own clock without a key or a touch no page stays open; a touch puts it off."""
    address, firsts = served
    page.clock.install()
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", "idle")
    page.fill("input[name=password]", firsts["idle"])
    page.click("button.main")
    page.goto(f"{address}/accounts/password/")
    page.clock.fast_forward(29 * 60 * 1000)
    page.keyboard.press("Shift")
    page.clock.fast_forward(29 * 60 * 1000)
    assert page.url.endswith("/accounts/password/")
    page.clock.fast_forward(2 * 60 * 1000)
    page.wait_for_url("**/accounts/lock/?next=**")
    assert "This desk is locked" in page.inner_text("main")
