"""03:10, the release desk of a city jail in Los Angeles County, June 2014: bail was posted at 02:55 for a man with a detainer."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.scenes.conftest import Eyes, House

pytestmark = pytest.mark.browser
NUMBER = "14-51001"


def test_he_is_first_red_and_out_by_three_keys(ridgemont: House, eyes: Eyes) -> None:
    """First on the board, red and counted; one key the law's words, one the notice, one the release, which ends at the door."""
    page = eyes.page(ridgemont, "release")
    page.goto(f"{ridgemont.address}/desk/")
    first = page.locator("tr[data-row]").first
    expect(first).to_contain_text("DELGADO")
    expect(first).to_contain_text("RELEASE NOW")
    expect(first).to_contain_text("over by 15 min if held")
    state = first.locator("td").first
    assert state.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(181, 9, 9)"
    said = page.locator("tr.said").first
    expect(said).to_contain_text("Release now.")
    expect(said).to_contain_text("§ 7282.5")
    eyes.shot(page, "01-board")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".answer h2")).to_have_text("Release now.")
    expect(page.locator(".answer")).to_contain_text("Bail posted, Tue 02:55.")
    expect(page.locator("main")).to_contain_text("No hold is lawful past release")
    page.keyboard.press("l")
    expect(page.locator("#rule")).to_contain_text("TRUST Act")
    expect(page.locator("#rule")).to_contain_text("only if the person was convicted of a serious or violent felony")
    eyes.shot(page, "01-words")

    page.goto(f"{ridgemont.address}/desk/{NUMBER}/")
    notice = page.locator("a[data-letter=p]").get_attribute("href")
    printed = page.request.get(f"{ridgemont.address}{notice}")
    assert printed.body().startswith(b"%PDF-")

    page.keyboard.press("r")
    steps = (
        {"wants_at": "2014-06-10 03:08"},
        {"identity": "prints-matched", "last_three": "001"},
        {"property": "yes", "papers": "yes"},
        {"door_at": "2014-06-10 03:10"},
    )
    for step in steps:
        for name, value in step.items():
            one = page.locator(f"[name={name}]:not([type=hidden])").first
            if one.get_attribute("type") == "radio":
                page.check(f"[name={name}][value='{value}']")
            else:
                one.fill(value)
        page.locator("[data-commit]").click()
    expect(page.locator(".answer h2")).to_contain_text("Out at")
    expect(page.locator(".story")).to_contain_text("Out of the door")
    eyes.shot(page, "01-out")


def test_the_sentence_names_the_act_and_what_his_record_lacks(ridgemont: House, eyes: Eyes) -> None:
    """One sentence under the words: the TRUST Act lets the jail hold only after what it lists, and his record shows none."""
    page = eyes.page(ridgemont, "release")
    page.goto(f"{ridgemont.address}/desk/{NUMBER}/")
    expect(page.locator("main")).to_contain_text(
        "The TRUST Act lets a jail hold on a detainer only after the convictions and findings it lists; this record shows none"
    )
