"""The desk's pages, asked over HTTP and looked at in a real browser."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page

from tests.web.desk.conftest import Desk


@pytest.fixture(scope="module")
def browser_page(desk: Desk) -> Page:
    return desk.page()


def test_every_answer_forbids_inline_script_and_is_not_cached(address: str) -> None:
    """The headers hold the pages to their own files."""
    with urllib.request.urlopen(f"{address}/desk/") as answer:
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_an_unknown_person_or_rule_is_not_found(address: str) -> None:
    """Nothing is told about numbers and ids that are not there."""
    for path in ("/desk/nobody/", "/law/no-such-rule/"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(address + path)


@pytest.mark.browser
def test_the_board_puts_the_overdue_person_with_a_request_first(address: str, browser_page: Page) -> None:
    """At 03:10 the man whose bail was posted at 02:55 is first, with the word, the minute and the reason; the clock says simulated."""
    errors: list[str] = []
    browser_page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    browser_page.goto(f"{address}/desk/")
    first = browser_page.locator("tr[data-row]").first
    assert "RELEASE NOW" in first.inner_text()
    assert "over by 15 min if held" in first.inner_text()
    below = "(e => e.nextElementSibling.getBoundingClientRect().top - e.getBoundingClientRect().bottom)"
    assert browser_page.evaluate(f"{below}(document.querySelector('.stops').parentElement)") <= 0
    assert (
        browser_page.evaluate(
            "document.querySelector('#alarms').offsetHeight - document.querySelector('.stops').offsetHeight"
        )
        == 0
    )
    assert "02:55" in first.inner_text()
    assert "Simulated" in browser_page.locator(".bar").inner_text()
    assert "Not adopted by counsel; not legal advice" in browser_page.locator(".notice").inner_text()
    assert "7282.5" in browser_page.locator("tr.said").first.inner_text()
    assert errors == []


@pytest.mark.browser
def test_the_keys_move_open_and_show_the_laws_words(address: str, browser_page: Page) -> None:
    """Down and Enter open a person; L brings the section's words into the page; Escape goes back."""
    browser_page.goto(f"{address}/desk/")
    browser_page.keyboard.press("ArrowDown")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_selector(".answer h2")
    assert browser_page.locator(".answer h2").inner_text() == "Release now."
    browser_page.keyboard.press("l")
    browser_page.wait_for_selector(".law-words #rule, body > main > #rule")
    assert "TRUST Act" in browser_page.inner_text("#rule")
    browser_page.keyboard.press("Escape")
    browser_page.wait_for_selector(".board")


@pytest.mark.browser
def test_a_running_hold_shows_its_arithmetic(address: str, browser_page: Page) -> None:
    """The hold that ends Wednesday 14:10 shows the sum, day by day, to 48 hours."""
    browser_page.goto(f"{address}/desk/?state=hold-ends")
    browser_page.locator("tr[data-row] .who a").first.click()
    browser_page.wait_for_selector(".days")
    assert "You may hold until Wed 14:10, not a minute longer." in browser_page.inner_text(".answer")
    assert "= 48 h 00" in browser_page.inner_text(".days")


@pytest.mark.browser
def test_a_missing_fact_is_a_question(address: str, browser_page: Page) -> None:
    """While the record check is out the answer is needed, asked in English and Spanish."""
    browser_page.goto(f"{address}/desk/?state=answer-needed")
    browser_page.locator("tr[data-row] .who a").first.click()
    browser_page.wait_for_selector(".answer.question")
    shown = browser_page.inner_text(".answer")
    assert "Not known yet. One answer decides:" in shown
    assert "Is the check of earlier convictions back and complete?" in shown
    assert "¿Ya llegó completa" in shown
