"""Every address of the desk, looked over by axe: the list is made from the addresses themselves, so that none can be forgotten."""

from __future__ import annotations

import pytest
from django.urls import URLPattern
from playwright.sync_api import Page, expect

from lawgate.casework import acts_kinds as k
from lawgate.web.desk.powers import steps_of
from lawgate.web.desk.urls import urlpatterns
from tests.browsers import accessible
from tests.web.desk.conftest import HELD, NOW, TWICE, Desk

pytestmark = pytest.mark.browser

FILES = "a paper or a file, no page"
POSTED = "takes a form and leads to a page that is listed"
ELSEWHERE = "looked over where it is made, in test_pages_browser"
NOT_PAGES = {
    "live": "a stream of counts",
    "board_rows": "rows that the board takes into itself",
    "alarm": POSTED,
    "settle": POSTED,
    "law_adopt": POSTED,
    "law_policy_adopt": POSTED,
    "law_policy_back": POSTED,
    "undo": "looked over below: it is a page only when it refuses",
    "law_policy": ELSEWHERE,
    "law_changed": ELSEWHERE,
    "client_file": FILES,
}
BOTH_WIDTHS = ("board", "person")


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
        "board": ["", "?wall=1", "?state=out", "?q=no-such-person"],
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
    """No violation that axe can find on any address of the desk; the two main pages on a phone too, and in the dark."""
    page = desk.page()
    page.goto(f"{desk.address}/desk/law/")
    decisions = (page.locator("a[href*='/law/decisions/']").first.get_attribute("href") or "").removeprefix("/desk/")
    found = addresses(desk.first(page, "answer-needed"), decisions)
    assert set(found) | set(NOT_PAGES) >= {n for n, pattern in named().items() if not pattern.endswith(".pdf")}
    look(page, desk, [path for paths in found.values() for path in paths])
    page.evaluate("localStorage.setItem('theme', 'dark')")
    look(page, desk, ["", *found["person"], *found["identity"]])
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, desk, [path for name in BOTH_WIDTHS for path in found[name]])


def look(page: Page, desk: Desk, paths: list[str]) -> None:
    for path in paths:
        answer = page.goto(f"{desk.address}/desk/{path}")
        assert answer is not None
        assert answer.status == 200, path
        accessible(page, path)


def test_what_is_not_there_refused_or_not_undone_is_accessible(desk: Desk) -> None:
    """Nobody of that number; a form that misses everything; an undo that needs a second person; help, with its letters."""
    page = desk.page(role="release")
    page.goto(f"{desk.address}/desk/nobody/")
    accessible(page, "not found")
    page.goto(f"{desk.address}/desk/{HELD}/act/bail-tendered/")
    page.locator("[data-commit]").click()
    expect(page.locator(".usa-alert--error")).to_contain_text("look at these")
    accessible(page, "refused")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.click("#remap summary")
    accessible(page, "help")
    event = page.request.get(f"{desk.address}/desk/{HELD}/file.json").json()["events"][0]["number"]
    page.goto(f"{desk.address}/desk/{HELD}/")
    page.evaluate(
        """([form, to]) => { document.querySelector(form).action = to; document.querySelector(form).submit(); }""",
        [".claims form", f"/desk/{HELD}/undo/{event}/"],
    )
    accessible(page, "undo", NOW)
