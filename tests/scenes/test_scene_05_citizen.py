"""A citizen: he says that he was born in Fresno, while a lawful hold runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.scenes.conftest import Eyes, House

pytestmark = pytest.mark.browser
NUMBER = "14-51002"


def test_a_claim_alarms_two_lists_the_steps_and_moves_no_minute(ridgemont: House, eyes: Eyes) -> None:
    """Supervisor and counsel at once; the hold cannot be extended; what to verify is listed; the minute stays and is watched."""
    page = eyes.page(ridgemont, "booking")
    page.goto(f"{ridgemont.address}/desk/{NUMBER}/")
    expect(page.locator(".big time")).to_have_text("12:00")
    page.get_by_role("link", name="The person says").click()
    page.check("[name=claim][value=citizen]")
    page.fill("[name=words]", "I was born in Fresno")
    page.fill("[name=said_at]", "2014-06-10 03:10")
    page.locator("[data-commit]").click()
    expect(page.locator(".person .mark").first).to_have_text("says citizen")
    expect(page.locator(".big time")).to_have_text("12:00")
    main = page.locator("main")
    expect(main).to_contain_text("Supervisor and counsel at once.")
    expect(main).to_contain_text("Call the ICE hotline, (855) 448-6903, and write down who answered.")
    expect(main).to_contain_text("a paper shows that the person is a citizen")

    ridgemont.lawgate("work", "--once", "--now", "2014-06-10T03:10-07:00", "--db", ridgemont.db)
    told = ridgemont.lawgate("case", NUMBER, "--db", ridgemont.db)
    assert "Tier 1: The person says that they are a U.S. citizen. Nobody can extend a hold." in told
    line = next(x for x in told.splitlines() if x.strip().startswith("told:") and "counsel" in x)
    assert "supervisor" in line
    page = eyes.page(ridgemont, "supervisor")
    page.goto(f"{ridgemont.address}/desk/")
    expect(page.locator(".stops")).to_contain_text(
        "The person says that they are a U.S. citizen. Nobody can extend a hold."
    )
    row = page.locator(f"tr[data-row='{NUMBER}']")
    expect(row).to_contain_text("says citizen")
    expect(row).to_contain_text("Citizenship check")
    eyes.shot(page, "05-alarm")


def test_nobody_can_extend_the_hold(ridgemont: House, eyes: Eyes) -> None:
    """A later minute of release needs new paper and a second person, and even then moves no last minute that the law has set: no
    role has an act that extends a hold."""
    for role in ("booking", "release", "supervisor", "counsel"):
        page = eyes.page(ridgemont, role)
        page.goto(f"{ridgemont.address}/desk/{NUMBER}/")
        acts = " ".join(page.locator("main a").all_inner_texts()).lower()
        assert "extend" not in acts
        assert page.locator("[name=release_by]").count() == 0
