"""Every address of the desk, looked over by axe: the list is made from the addresses themselves, so that none can be forgotten."""

from __future__ import annotations

import pytest
from django.urls import URLPattern
from playwright.sync_api import Page, ViewportSize, expect

from lawgate.casework import acts_kinds as k
from lawgate.web.desk.powers import steps_of
from lawgate.web.desk.urls import urlpatterns
from tests.browsers import accessible
from tests.web.desk.conftest import HELD, TWICE, Desk
from tests.web.desk.test_acts_browser import act, book, commit

pytestmark = pytest.mark.browser

FILES = "a paper or a file, no page"
POSTED = "takes a form and leads to a page that is listed"
REFUSES = "a page only when it refuses: looked over below"
ELSEWHERE = "looked over where it is made, in test_pages_browser"
NOT_PAGES = {
    "live": "a stream of counts",
    "board_rows": "rows that the board takes into itself",
    "alarm": POSTED,
    "settle": POSTED,
    "law_adopt": POSTED,
    "law_policy_adopt": POSTED,
    "law_policy_back": POSTED,
    "undo": REFUSES,
    "take_back_notice": REFUSES,
    "law_policy": ELSEWHERE,
    "law_changed": ELSEWHERE,
    "client_file": FILES,
}
BOTH_WIDTHS = ("board", "person")
PHONE: ViewportSize = {"width": 390, "height": 844}


def named() -> dict[str, str]:
    """The desk's addresses by name."""
    return {str(p.name): str(p.pattern) for p in urlpatterns if isinstance(p, URLPattern)}


def acts() -> list[str]:
    """Every act's page, at every step of its form."""
    return [
        f"act/{name}/" + (f"?step={n}" if n else "")
        for name in k.KINDS
        if name != k.BOOKED
        for n in range(len(steps_of(name)))
    ]


def addresses(question: str, decisions: str) -> dict[str, list[str]]:
    """Where each named page is looked at. ``question``: somebody for whom an answer is missing; ``decisions``: those by one rule."""
    found = {
        "board": ["", "?wall=1", "?q=no-such-person", "?state=out"],
        "person": [f"{question}/", f"{HELD}/", f"{TWICE}/"],
        "act": [f"{HELD}/{a}" for a in acts()],
        "identity": [f"{TWICE}/prints/"],
        "what_if": [f"{TWICE}/what-if/"],
        "law_decisions": [decisions],
    }
    for name, pattern in named().items():
        if name not in found and name not in NOT_PAGES and not pattern.endswith(".pdf"):
            found[name] = [pattern.replace("<str:key>", HELD)]
    return found


def test_every_page_of_the_desk_is_accessible(desk: Desk) -> None:
    """No violation that axe can find on any address of the desk, and none wider than a phone; the main pages looked over on one too, and
    in the dark."""
    page = desk.page()
    page.goto(f"{desk.address}/desk/law/")
    decisions = (page.locator("a[href*='/law/decisions/']").first.get_attribute("href") or "").removeprefix("/desk/")
    found = addresses(desk.first(page, "answer-needed"), decisions)
    assert set(found) | set(NOT_PAGES) >= {n for n, pattern in named().items() if not pattern.endswith(".pdf")}
    look(page, desk, [path for paths in found.values() for path in paths])
    page.evaluate("localStorage.setItem('theme', 'dark')")
    look(page, desk, ["", found["person"][0], *found["identity"]])
    page.set_viewport_size(PHONE)
    look(page, desk, [found[name][-1] for name in BOTH_WIDTHS])


def look(page: Page, desk: Desk, paths: list[str]) -> None:
    for path in paths:
        answer = page.goto(f"{desk.address}/desk/{path}")
        assert answer is not None
        assert answer.status == 200, path
        accessible(page, path)
        wide = page.viewport_size
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], f"{path} is wider than a phone"
        page.set_viewport_size(wide or PHONE)


def test_what_is_not_there_refused_or_not_undone_is_accessible(desk: Desk) -> None:
    """Nobody of that number; a form that misses everything; help, with its letters; an undo that another must stand by; a notice that
    is not taken back for want of a reason."""
    page = desk.page(role="release")
    page.goto(f"{desk.address}/desk/nobody/")
    accessible(page, "not found")
    page.goto(f"{desk.address}/desk/{HELD}/act/bail-tendered/")
    commit(page)
    expect(page.locator(".usa-alert--error")).to_contain_text("look at these")
    accessible(page, "refused")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.click("#remap summary")
    accessible(page, "help")
    book(desk, page, "14-70020")
    due = {"event": "own-recognisance", "happened_at": "2014-06-10 02:00", "paper": "M-7", "channel": "in-court"}
    act(desk, page, "14-70020", "release-due", **due)
    other = desk.page(role="booking")
    other.goto(f"{desk.address}/desk/14-70020/")
    other.locator(".story form button").first.click()
    expect(other.locator(".usa-alert--error")).to_contain_text("a second person must stand by it")
    accessible(other, "undo")
    page.goto(f"{desk.address}/desk/{TWICE}/")
    page.click("form.look button")
    expect(page.locator(".usa-alert--error")).to_contain_text("why it is taken back is missing")
    accessible(page, "notice")
