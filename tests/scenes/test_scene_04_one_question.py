"""We do not know: the background check is still out, and one answer decides."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.scenes.conftest import Eyes, House

pytestmark = pytest.mark.browser


def test_one_question_is_asked_and_its_answer_decides(june_2018: House, eyes: Eyes) -> None:
    """The hand-over is not known; one question, each answer with what it brings; she answers, and nothing else is asked."""
    page = eyes.page(june_2018, "release")
    page.goto(f"{june_2018.address}/desk/18-30007/")
    main = page.locator("main")
    expect(main).to_contain_text("Depends on a missing answer")
    asked = page.locator("#asked")
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text("One answer decides:")
    expect(asked).to_contain_text("Is the check of earlier convictions back and complete?")
    expect(asked).to_contain_text("¿Ya llegó completa la revisión de condenas anteriores?")
    expect(asked).to_contain_text("the last minute is 12:00")
    expect(asked.locator("button.card", has_text="Yes")).to_contain_text("Hand over? MAY NOT. Decided.")
    expect(asked.locator("button.card", has_text="Nobody knows")).to_contain_text("never a reason to hold")
    eyes.shot(page, "04-question")
    page.keyboard.press("q")
    page.keyboard.press("y")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#asked")).to_have_count(0)
    expect(main).not_to_contain_text("NOT KNOWN")
    expect(page.locator(".story")).to_contain_text("Answered: record complete is yes")
    eyes.shot(page, "04-decided")


def test_of_many_open_facts_the_one_that_decides_most_is_asked_first(june_2018: House, eyes: Eyes) -> None:
    """Nothing of the record is known: the earlier convictions are asked for, before the registry and the federal warrant."""
    page = eyes.page(june_2018, "release")
    page.goto(f"{june_2018.address}/desk/18-30008/")
    expect(page.locator("#asked")).to_contain_text("What earlier convictions does the record show?")
    expect(page.locator("#asked")).to_contain_text("2 more may be asked after")
    page.fill("#value", "none")
    page.click("text=Record the answer")
    expect(page.locator(".story")).to_contain_text("Answered: priors")
