"""A family, the night: from the booking to the lawyer's acknowledgement, in real browsers against a served demonstration."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from lawgate.counsel.letters import check_tagged
from lawgate.standin.county import RIDGEMONT
from lawgate.web.counsel import urls
from tests.browsers import accessible
from tests.web.counsel.conftest import in_custody

pytestmark = [pytest.mark.browser, pytest.mark.slow]
RUN = [sys.executable, "-c", "import sys; from lawgate.cli import main; sys.exit(main())"]
MAKE = """
import sys
from pathlib import Path
from lawgate import wiring
wiring.configure(Path(sys.argv[1]))
from lawgate.casework import open_ledger
from lawgate.casework.demonstration import mark_demonstration
from lawgate.counsel.demonstration import furnish
from lawgate.base import parse_instant
ledger, now = open_ledger(), parse_instant(sys.argv[2])
mark_demonstration(ledger, now)
furnish(ledger, now, people=0)
"""
NO_PAGES = {
    "plan_file",
    "counsel_letter",
    "counsel_dates",
    "counsel_new_key",
    "counsel_called",
}  # files, and forms without a page
NEW = {"booking": "14-20001", "last": "Quill", "first": "Zoë", "born": "1990-05-05", "language": "Spanish"}


@dataclass
class House:
    """A served demonstration: its address, its folder, and how its commands are run."""

    address: str
    folder: Path

    @property
    def db(self) -> Path:
        return self.folder / "l.sqlite3"

    def run(self, *words: str) -> None:
        subprocess.run([*RUN, *words, "--db", str(self.db)], check=True, capture_output=True, env=self.environment)

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "LAWGATE_VAR": str(self.folder), "LAWGATE_OPEN": "1"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("counsel-served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = House(f"http://127.0.0.1:{port}", folder)
    now = str(RIDGEMONT.now)
    subprocess.run([sys.executable, "-c", MAKE, str(made.db), now], check=True, env=made.environment)
    made.run("run", "--bookings", str(in_custody(folder)))
    command = [*RUN, "serve", "--db", str(made.db), "--port", str(port), "--now", now]
    server = subprocess.Popen(
        command, env=made.environment, stdout=subprocess.DEVNULL, stderr=(folder / "serve.log").open("w")
    )
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{made.address}/lawyer/", timeout=5).close()
            break
        except OSError:  # not there yet, or slow
            time.sleep(0.25)
    yield made
    server.terminate()
    server.wait()


def browser_of(browser: Browser, served: House, role: str) -> Page:
    """A browser in which the demonstration is seen as this role."""
    context: BrowserContext = browser.new_context(accept_downloads=True)
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "lawgate_demo_role", "value": role, "url": served.address}])
    return context.new_page()


def booking(folder: Path) -> Path:
    """A feed of one new booking with a federal request, made from one of the county's."""
    head, line, *_ = (folder / "feed.jsonl").read_text().splitlines(keepends=True)
    file = folder / "new.jsonl"
    file.write_text(head + json.dumps(json.loads(line) | NEW, ensure_ascii=False) + "\n")
    return file


def test_from_booking_to_acknowledged_in_under_a_minute(served: House, browser: Browser) -> None:
    """Named ahead, booked, asked, told, acknowledged, accepted; the file and a letter open; the family's code then tells it was done."""
    family, officer, lawyer = (browser_of(browser, served, r) for r in ("auditor", "booking", "defender"))
    family.goto(f"{served.address}/lawyer/")
    family.get_by_label("Full name of the person").fill("Zoe Quill")
    family.get_by_label("Birth date").fill("1990-05-05")
    family.get_by_label("L. Abara").check()
    family.get_by_label("A word only your family knows").fill("heron")
    family.get_by_role("button", name="Keep it").click()
    code = family.locator(".code").inner_text()
    feed = booking(served.folder)

    began = time.monotonic()
    served.run("run", "--bookings", str(feed))
    until_there(officer, f"{served.address}/counsel/ask/", "QUILL")
    officer.get_by_role("link", name="QUILL, Zoë").click()
    officer.get_by_label("L. Abara").check()
    officer.get_by_label("Yes", exact=True).check()
    officer.get_by_role("button", name="Keep the answer").click()
    until_there(lawyer, f"{served.address}/counsel/", "Acknowledge until")
    lawyer.locator("tr[data-row] a").first.click()
    assert "Quill" not in lawyer.locator("main").inner_text()
    assert "Z. Q., born 1990" in lawyer.locator("main").inner_text()
    lawyer.get_by_role("button", name="Acknowledge").click()
    expect(lawyer.get_by_role("heading", name="Acknowledged. Check for conflicts.")).to_be_visible()
    assert time.monotonic() - began < 60

    lawyer.get_by_role("button", name="No conflict: accept").click()
    expect(lawyer.get_by_role("heading", name="Zoë Quill")).to_be_visible()
    with lawyer.expect_download() as got:
        lawyer.get_by_role("link", name="Appearance and invocation of rights, PDF").click()
    assert check_tagged(Path(got.value.path()).read_bytes()) == []
    (message,) = (json.loads(f.read_text()) for f in (served.folder / "outgoing").glob("*.json"))
    assert message["text"].startswith("A matter needs you. Code ")
    assert "Quill" not in json.dumps(message)
    family.goto(f"{served.address}/lawyer/code/")
    family.get_by_label("The code on your paper").fill(code)
    family.get_by_role("button", name="Look").click()
    shown = family.locator("main").inner_text()
    assert "A lawyer was told" in shown
    assert "L. Abara" in shown
    assert "heron" in shown


def until_there(page: Page, address: str, text: str) -> None:
    """Look again, as somebody waiting does, until the words are there."""
    for _ in range(100):
        page.goto(address)
        if text in page.locator("main").inner_text():
            return
        page.wait_for_timeout(300)
    raise AssertionError(f"'{text}' never came")


def test_a_conflict_list_is_read_in_the_browser_alone(served: House, browser: Browser, tmp_path: Path) -> None:
    """Initials and year are compared with the office's own file; the file is not sent."""
    lawyer = browser_of(browser, served, "defender")
    lawyer.goto(f"{served.address}/counsel/")
    lawyer.locator("tr[data-row] .who a").first.click()
    lawyer.wait_for_load_state("networkidle")
    sent: list[str] = []
    lawyer.on("request", lambda r: sent.append(r.url))
    file = tmp_path / "clients.csv"
    file.write_text('name,born\n"Quill, Zoe",1990-05-05\nZachary Quince,1990\nZachary Quince,1971\nAnn Other,1990\n')
    lawyer.get_by_label("A CSV file").set_input_files(file)
    expect(lawyer.locator("#hits")).to_contain_text("2 of 5 may be this person")
    assert sent == []


def test_a_call_back_is_sealed_in_the_browser_and_opened_with_the_offices_key(
    served: House, browser: Browser, tmp_path: Path
) -> None:
    """The key is made and kept by the lawyer; what is asked never reaches the server readable; wrong words open nothing."""
    lawyer, asker = browser_of(browser, served, "defender"), browser_of(browser, served, "auditor")
    lawyer.goto(f"{served.address}/counsel/calls/")
    lawyer.get_by_text("Make a new key").click()
    with lawyer.expect_download() as saved:
        lawyer.get_by_role("button", name="Make it and save the file").click()
    key = tmp_path / "key.json"
    saved.value.save_as(key)
    six = lawyer.locator("#words").inner_text()
    lawyer.get_by_role("button", name="I have the file and the words").click()

    posted: list[str] = []
    asker.on("request", lambda r: posted.append(r.post_data or ""))
    asker.goto(f"{served.address}/lawyer/call/ridgemont-defenders/")
    asker.get_by_label("How to call you").fill("Rosa")
    asker.get_by_label("Phone").fill("A 123 456 789")
    asker.get_by_role("button", name="Seal and send").click()
    expect(asker.get_by_role("alert")).to_contain_text("Leave out the A-number")
    asker.get_by_label("Phone").fill("213-555-0177")
    asker.get_by_role("button", name="Seal and send").click()
    expect(asker.get_by_text("Sent, sealed.")).to_be_visible()
    assert any("sealed=" in p for p in posted)
    assert not any("555" in p or "Rosa" in p for p in posted)

    lawyer.goto(f"{served.address}/counsel/calls/")
    lawyer.get_by_label("The office’s key file").set_input_files(key)
    lawyer.get_by_label("Its six words").fill("moka tilu rena bosi dapo vemu")
    lawyer.get_by_role("button", name="Open the requests").click()
    expect(lawyer.locator("#told")).to_contain_text("These words do not open this file")
    lawyer.get_by_label("Its six words").fill(six)
    lawyer.get_by_role("button", name="Open the requests").click()
    expect(lawyer.locator(".call dl")).to_contain_text("213-555-0177")
    lawyer.get_by_role("button", name="Called: forget the request").click()
    expect(lawyer.get_by_text("Nobody has asked.")).to_be_visible()


def test_the_plan_that_this_house_serves_works_without_a_network(served: House, browser: Browser) -> None:
    """After the first visit it opens and asks, cut off from the server; the headers of the house let its worker be."""
    page = browser_of(browser, served, "auditor")
    page.goto(f"{served.address}/plan/")
    page.wait_for_function("navigator.serviceWorker.ready.then(r => r.active !== null)")
    page.wait_for_function("caches.keys().then(k => k.length === 1)")
    page.context.set_offline(True)
    page.goto(f"{served.address}/plan/")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_label("Full name")).to_be_visible()


def test_a_family_leaves_at_once(served: House, browser: Browser) -> None:
    """Shift three times on a public page: the weather is in its place, and what was typed is not sent along."""
    page = browser_of(browser, served, "auditor")
    gone: list[dict[str, str]] = []

    def weather(route: Route) -> None:
        gone.append(route.request.headers)
        route.fulfill(body="weather")

    asked: list[str] = []
    page.route("https://www.weather.gov/**", weather)
    page.on("request", lambda r: asked.append(r.url))
    page.goto(f"{served.address}/lawyer/")
    assert [u for u in asked if u.endswith(".woff2")] == []  # the phone's own letters: the page stays small
    page.get_by_label("Full name of the person").fill("Zoe Quill")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.weather.gov/")
    assert "referer" not in gone[0]


def test_counsels_pages_pass_the_accessibility_checks(served: House, browser: Browser) -> None:
    """Desk, question and public pages have no violation that axe can find, wide and on a phone, and write nothing on the console."""
    page = browser_of(browser, served, "everyone")
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("response", lambda r: errors.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.goto(f"{served.address}/counsel/")
    matter = page.locator("tr[data-row] a[href*=matter]").first.get_attribute("href")
    paths = {
        "plan": "/plan/",
        "counsel_inbox": "/counsel/",
        "counsel_matter": matter,
        "counsel_client": f"/counsel/client/{NEW['booking']}/",
        "counsel_calls": "/counsel/calls/",
        "counsel_asks": "/counsel/ask/",
        "counsel_ask": f"/counsel/ask/{NEW['booking']}/",
        "name_lawyer": "/lawyer/",
        "lawyer_code": "/lawyer/code/",
        "call_back": "/lawyer/call/ridgemont-defenders/",
    }
    assert {u.name for u in urls.urlpatterns} - paths.keys() == NO_PAGES  # none is forgotten
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths.values():
            page.goto(f"{served.address}{path}")
            accessible(page, path, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
    assert errors == []
