"""A family, before: the plan on an old phone, in Spanish, without a network after the first visit."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.scenes.conftest import Eyes, House

pytestmark = pytest.mark.browser


def test_the_plan_is_made_offline_and_nothing_leaves_the_phone(ridgemont: House, eyes: Eyes) -> None:
    """Served once, then no network: the plan opens in Spanish on a narrow screen, and every paper is printed from the phone alone."""
    context = eyes.browser.new_context(viewport={"width": 320, "height": 568}, locale="es-MX")
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{ridgemont.address}/plan/")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    asked: list[str] = []
    context.on("request", lambda r: asked.append(r.url))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    eyes.shot(page, "10-plan")
    page.get_by_role("button", name="Empezar").first.click()
    page.get_by_label("Nombre completo").fill("Elena Marrow")
    for _ in range(14):
        found = page.get_by_role("button", name="Sigue", exact=False)
        if not found.count():
            break
        found.first.click()
    papers = [p.extract_text() for p in PdfReader(BytesIO(page.pdf(format="Letter", print_background=False))).pages]
    plan = next(p for p in papers if "Elena Marrow" in p)
    assert "Any other hold or detainer?" in plan
    assert "¿Hay otra retención o solicitud?" in plan
    assert not any("Elena" in p for p in papers if "I will stay silent" in p)
    assert [a for a in asked if not a.endswith("/qr.svg")] == []
    assert context.cookies() == []
    context.close()
