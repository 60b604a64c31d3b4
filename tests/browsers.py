"""A real Chromium for the tests that look at pages, and the check of accessibility that all of them share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module. No longer: while it is open its loop keeps every other test from the database."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the browser tests did not run")
    with sync_playwright() as p:
        made = p.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield made
        made.close()


def status(page: Page, address: str) -> int:
    """Goes to ``address``; the status of what came back."""
    answer = page.goto(address)
    assert answer is not None, f"nothing was asked for: {address} is where the page already was"
    return answer.status


def accessible(page: Page, *seen: Any, rules: Sequence[str] = ()) -> None:
    """Fails with the full report if axe finds anything on ``page`` as it stands; ``seen`` says which page and how it was looked at."""
    page.wait_for_load_state()  # a click that leads on returns before the next page is there
    found = Axe().run(page, options={"runOnly": list(rules)} if rules else None)
    assert found.violations_count == 0, (*seen, found.generate_report())
