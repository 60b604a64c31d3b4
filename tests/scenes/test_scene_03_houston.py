"""Houston, 2018: the same facts under a state that demands the hold, and a person who shows a Texas licence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.scenes.conftest import Eyes, House

pytestmark = pytest.mark.browser
NUMBER = "18-22031"


def test_a_required_hold_becomes_a_permitted_one_when_he_shows_a_licence(june_2018: House, eyes: Eyes) -> None:
    """Required, with what must be told, what refusing costs, the exception; a licence is typed in and the answer changes on her page."""
    page = eyes.page(june_2018, "release")
    page.goto(f"{june_2018.address}/desk/{NUMBER}/")
    expect(page.locator(".answer h2")).to_have_text("You must hold until Sun 10:00, not a minute longer.")
    expect(page.locator(".answer")).to_contain_text("State law demands it.")
    main = page.locator("main")
    expect(main).to_contain_text("Tex. Code Crim. Proc. art. 2.251")
    expect(main).to_contain_text("such as a Texas driver's license")
    expect(main).to_contain_text("Tell the person that they are held on an immigration detainer.")
    expect(main).to_contain_text("$25,000 to $25,500")
    expect(main).to_contain_text("Tex. Penal Code § 39.07")
    eyes.shot(page, "03-must")
    page.get_by_role("link", name="The person says").click()
    page.check("[name=claim][value=lawful-status]")
    page.fill("[name=words]", "I live here, look")
    page.fill("[name=said_at]", "2018-06-08 10:05")
    page.fill("[name=paper]", "Texas driver's license")
    page.locator("[data-commit]").click()
    expect(page.locator(".answer h2")).to_have_text("You may hold until Sun 10:00, not a minute longer.")
    expect(page.locator(".answer")).to_contain_text("Only the request supports this; releasing is always lawful.")
    expect(page.locator(".story")).to_contain_text("Said: I am here lawfully, and show a paper")
    expect(page.locator("section", has=page.locator("h2", has_text="Papers")).first).not_to_contain_text(
        "held on an immigration detainer"
    )
    eyes.shot(page, "03-may")


def test_the_words_of_the_law_name_the_penalty(june_2018: House, eyes: Eyes) -> None:
    """One click from the answer: what refusing costs, by the statute."""
    page = eyes.page(june_2018, "release")
    page.goto(f"{june_2018.address}/law/tx-ccp-2-251/")
    expect(page.locator("#rule")).to_contain_text("civil penalty")


def test_the_page_says_that_the_federal_question_is_open(june_2018: House, eyes: Eyes) -> None:
    """Beside the answer, which it does not change: what the circuit settled and what it left open, by which decision."""
    told = june_2018.lawgate("case", NUMBER, "--db", june_2018.db, "--json")
    assert "circuit-question-open" in told
    page = eyes.page(june_2018, "release")
    page.goto(f"{june_2018.address}/desk/{NUMBER}/")
    expect(page.locator("#circuit")).to_contain_text("City of El Cenizo v. Texas, 890 F.3d 164 (5th Cir. 2018)")
    expect(page.locator("#circuit")).to_contain_text("Whether a given hold is lawful stays open")
