"""The board live, its keys, wall and phone; counsel's view; every page looked over by axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsers import accessible
from tests.web.desk.conftest import Desk

pytestmark = pytest.mark.browser


def note(desk: Desk, number: str) -> None:
    page = desk.page(scripts=False)
    page.goto(f"{desk.address}/desk/{number}/act/noted/")
    page.fill("[name=text]", "his sister waits outside")
    page.click("[data-commit]")
    page.context.close()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('tr').dataset.row"))


def test_what_changed_is_told_and_taken_in_on_u(desk: Desk) -> None:
    """A colleague writes a note: the board says that one changed; the focused row keeps its place until U, and after it."""
    page = desk.page()
    page.goto(f"{desk.address}/desk/")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    row = focused(page)
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    note(desk, row)
    expect(page.locator("#changed")).to_have_text("1 changed,", timeout=8000)
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") == top
    page.keyboard.press("u")
    expect(page.locator(f"tr[data-row='{row}']")).to_contain_text("Note")
    assert focused(page) == row
    assert abs(page.evaluate("document.activeElement.getBoundingClientRect().top") - top) <= 2


def test_keys_move_open_find_and_help_and_can_be_switched_off(desk: Desk) -> None:
    """Arrow, Enter, slash, question mark, Escape; letters do nothing in a field, nor once they are switched off, and each desk may
    choose others for them."""
    page = desk.page()
    page.goto(f"{desk.address}/desk/")
    page.keyboard.press("/")
    page.keyboard.type("rpl")
    expect(page.locator("#find")).to_have_value("rpl")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.click("#remap summary")
    page.fill("[data-remap=r]", "s")
    page.press("[data-remap=r]", "Tab")
    expect(page.locator("#remap-said")).to_have_text("S is taken; choose another.")
    page.fill("[data-remap=r]", "e")
    page.press("[data-remap=r]", "Tab")
    expect(page.locator("#remap-said")).to_have_text("R is now E at this desk.")
    page.uncheck("#letters")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    address = page.url
    page.keyboard.press("l")
    assert page.url == address
    page.evaluate("localStorage.setItem('letters', 'on')")
    page.keyboard.press("r")
    assert page.url == address
    expect(page.locator("tr.said a[data-letter=r] kbd").first).to_have_text("E")
    page.keyboard.press("e")
    expect(page.locator("h1")).to_contain_text("Release")
    page.keyboard.press("Escape")
    expect(page.locator("#board")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#person")).to_be_visible()


AHEAD = """
const real = Date;
window.Date = class extends real {
    constructor(...a) { if (a.length) super(...a); else super(real.now() + 3 * 3600e3); }
    static now() { return real.now() + 3 * 3600e3; }
};
const add = EventSource.prototype.addEventListener;
EventSource.prototype.addEventListener = function (name, does) {
    return add.call(this, name, (e) => { does(e); if (name === "minute") document.documentElement.dataset.heard = ""; });
};
"""


def test_minutes_pass_by_the_servers_clock_and_not_the_browsers(desk: Desk) -> None:
    """A browser whose clock is three hours ahead counts the same minutes left as the page that the server made."""
    page, address = desk.page(), f"{desk.address}/desk/?state=hold-ends"
    page.goto(address)
    notes = page.locator("tr[data-row] time.minute + .small")
    before = notes.all_inner_texts()
    assert all(note.startswith("in ") for note in before)
    page.route("**/desk/?state=hold-ends", _running)
    page.add_init_script(AHEAD)
    page.goto(address)
    expect(page.locator("html[data-heard]")).to_have_count(1)
    assert notes.all_inner_texts() == before != []
    expect(page.locator("#update")).to_be_hidden()


def _running(route: Route) -> None:
    """The page as it is where the clock is not simulated: its minutes are counted on."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(" data-frozen", ""))


def test_filters_search_and_later_pages(desk: Desk) -> None:
    """By state, by request, by name; the rest of the rows comes as it is scrolled to, or as a page without scripts."""
    page = desk.page()
    page.goto(f"{desk.address}/desk/?only=request")
    assert "None" not in page.locator("tr[data-row] td:nth-child(6) b").all_inner_texts()
    page.goto(f"{desk.address}/desk/?state=out")
    assert set(page.locator("tr[data-row] .state span").all_inner_texts()) <= {"OUT"}
    page.goto(f"{desk.address}/desk/?q=no-such-person")
    expect(page.locator(".empty")).to_have_text("Nobody matches.")


def test_the_wall_shows_initials_and_numbers_alone(desk: Desk) -> None:
    """Dark, six columns, no name anywhere on it."""
    page = desk.page(width=1920)
    page.goto(f"{desk.address}/desk/")
    names = [n.split(",")[0] for n in page.locator("tr[data-row] .who a").all_inner_texts()]
    page.goto(f"{desk.address}/desk/?wall=1")
    shown = page.locator("main").inner_text()
    assert names
    assert not any(n in shown for n in names)
    assert "May we hold for ICE?" in shown
    assert "03:10" in shown


def test_counsel_adopts_the_book_with_a_second_person(desk: Desk) -> None:
    """Until then every page says that it is not adopted; one hand is refused; after it pages and prints name both."""
    page = desk.page(role="counsel")
    page.goto(f"{desk.address}/desk/law/")
    expect(page.locator(".notice")).to_contain_text("Not adopted by counsel; not legal advice.")
    expect(page.locator("main")).to_contain_text("TRUST Act")
    page.locator("form[action$='/adopt/'] [data-commit]").scroll_into_view_if_needed()
    page.fill("[name=second]", "demo-counsel")
    page.fill("[name=second_pin]", "0000")
    page.click("form[action$='/adopt/'] [data-commit]")
    expect(page.locator(".usa-alert--error")).to_contain_text("one person cannot be both hands")


def test_a_policy_is_drafted_proved_adopted_and_taken_back(desk: Desk) -> None:
    """What is no policy is one sentence with its line; a draft begun for a county is proved, adopted by two, read, and taken back."""
    page = desk.page(role="everyone")
    page.set_default_timeout(60_000)  # a proof takes seconds, and more on a busy machine
    page.goto(f"{desk.address}/desk/law/check/")
    page.fill("#policy", "hold everyone")
    page.click("text=Check the draft")
    expect(page.locator(".usa-alert--error")).to_contain_text("the draft, line 1")
    page.fill("#county", "CA/Kern")
    page.click("text=Begin a draft")
    page.click("text=Check the draft")
    expect(page.locator("main")).to_contain_text("Proved.")
    page.fill("[name=second]", "demo-counsel")
    page.fill("[name=second_pin]", "0000")
    accessible(page, "a proved draft")
    page.click("text=Adopt the policy")
    expect(page.locator("main")).to_contain_text("No answer changed.")
    accessible(page, "what changed")
    page.goto(f"{desk.address}/desk/law/")
    expect(page.locator("footer")).to_contain_text(
        "Kern County: federal immigration requests” adopted by demo-everyone and demo-counsel"
    )
    page.locator("a", has_text="Kern County: federal immigration requests").first.click()
    expect(page.locator("pre")).to_contain_text("ca-kern-2014")
    accessible(page, "an adopted policy")
    page.fill("#why", "Adopted in the wrong county.")
    page.fill("[name=second]", "demo-counsel")
    page.fill("[name=second_pin]", "0000")
    page.click("text=Take the policy back")
    expect(page.locator("main")).to_contain_text("Adopted in the wrong county.")
    expect(page.locator("footer")).not_to_contain_text("Kern County")
