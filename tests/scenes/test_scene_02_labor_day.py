"""The Friday before Labor Day 2012, Arkansas: bond at 16:40, form of 12/11, no state rule."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.scenes.conftest import Eyes, House

pytestmark = pytest.mark.browser


def test_the_last_minute_is_wednesday_and_every_day_is_counted_aloud(cedar_bluff: House, eyes: Eyes) -> None:
    """Wednesday 16:40, the sum day by day, only the request behind it, and what such holds have cost since."""
    page = eyes.page(cedar_bluff, "release")
    page.goto(f"{cedar_bluff.address}/desk/12-04417/")
    expect(page.locator(".answer h2")).to_have_text("You may hold until Wed 16:40, not a minute longer.")
    expect(page.locator(".answer")).to_contain_text("Only the request supports this; releasing is always lawful.")
    days = page.locator(".days > div").all_inner_texts()
    assert [" ".join(d.split()) for d in days] == [
        "Fri 31 Aug + 7 h 20 = 7 h 20",
        "Sat 1 Sep + 0 = 7 h 20",
        "Sun 2 Sep + 0 = 7 h 20",
        "Mon 3 Sep + 0 = 7 h 20",
        "Tue 4 Sep + 24 h 00 = 31 h 20",
        "Wed 5 Sep + 16 h 40 = 48 h 00",
    ]
    expect(page.locator("main")).to_contain_text("Saturday, Sunday and Monday (Labor Day) count nothing.")
    courts = page.locator("section", has=page.locator("h2", has_text="What courts have decided"))
    expect(courts).to_contain_text("never a ground to hold")
    expect(courts).to_contain_text("Miranda-Olivares v. Clackamas County")
    expect(courts).to_contain_text("An arrest without probable cause")
    expect(courts).to_contain_text("$30,100")
    expect(courts).to_contain_text("Parada v. Anoka County")
    expect(courts).to_contain_text("$30,001 and $248,218 fees")
    eyes.shot(page, "02-labor-day")


def test_the_command_line_tells_the_same_story(cedar_bluff: House) -> None:
    """``lawgate case`` has the same minute, the same sum and the same reason as the page."""
    told = cedar_bluff.lawgate("case", "12-04417", "--db", cedar_bluff.db)
    assert "You may hold until Wed 16:40, not a minute longer. Only the request supports this" in told
    assert "Friday 16:40 to 24:00 is 7 h 20." in told
    assert "Saturday, Sunday and Monday (Labor Day) count nothing." in told
    assert "Wednesday needs 16 h 40 more: Wednesday 16:40." in told
    assert "law of 2012-08-31" in told
