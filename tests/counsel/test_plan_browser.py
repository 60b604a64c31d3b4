"""The plan in a real browser: made, printed, saved, opened again, locked, erased, without a network, and with nothing sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect
from pypdf import PdfReader

from lawgate.counsel.catalogue import LANGUAGES
from tests.browsers import accessible
from tests.counsel.qr_read import read_qr

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, accept_downloads=True, locale="en-US")
    made.set_default_timeout(8000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, plan_site: str) -> Page:
    made = context.new_page()
    broken: list[str] = []
    made.on("pageerror", lambda e: broken.append(str(e)))
    made.goto(plan_site)
    made.wait_for_load_state()
    assert broken == []
    return made


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=False).first.click()


def fill(page: Page) -> None:
    """A whole plan of an invented family, up to the page that prints."""
    press(page, "Start")
    page.get_by_label("Full name").fill("Elena Marrow")
    page.get_by_label("County and state").fill("Pierce County, Washington")
    press(page, "Next")
    page.get_by_label("Lawyer’s name").fill("M. Adeyemi")
    page.get_by_label("Lawyer’s phone").fill("253-555-0104")
    page.get_by_label("Public defender’s phone").fill("253-555-0142")
    page.get_by_label("A person you trust, for notices").fill("Rosa Ibáñez")
    press(page, "Next")
    page.get_by_label("First name").fill("Lucía")
    press(page, "Next")
    expect(page.get_by_role("heading", name="Who fetches Lucía?")).to_be_visible()
    page.get_by_label("First choice").fill("Rosa Ibáñez, 253-555-0119")
    page.get_by_label("This person said yes").check()
    press(page, "Next: medicine")
    page.get_by_label("Name of the medicine").fill("Insulin")
    for _ in range(3):
        press(page, "Next")
    page.get_by_label("Call the lawyer").fill("Rosa")
    press(page, "Next")
    press(page, "Next")
    expect(page.get_by_role("heading", name="Print your plan")).to_be_visible()


DRAWN = """e => {
  const n = e.naturalWidth, c = Object.assign(document.createElement("canvas"), {width: 4 * n, height: 4 * n}), g = c.getContext("2d");
  g.fillStyle = "#fff"; g.fillRect(0, 0, 4 * n, 4 * n); g.drawImage(e, 0, 0, 4 * n, 4 * n);
  const dark = (x, y) => g.getImageData(4 * x + 2, 4 * y + 2, 1, 1).data[0] < 128;
  return Array.from({length: n}, (_, y) => Array.from({length: n}, (_, x) => dark(x, y)));
}"""
"""The modules of a picture as the browser draws it, dark where the middle of each is dark."""


FREE = """e => e.querySelector(".foot").getBoundingClientRect().top
  - Math.max(...[...e.querySelectorAll("p:not(.foot), .half")].map((x) => x.getBoundingClientRect().bottom))"""
"""How far the foot of a card is from what stands above it."""


def keep(page: Page) -> str:
    """On the keeping page: the six words, said to be written down."""
    press(page, "Keep it")
    six = page.locator(".six").inner_text()
    page.get_by_label("I wrote the six words on paper").check()
    return six


def test_a_plan_is_made_and_printed_in_two_languages(page: Page) -> None:
    """The papers carry what was written, English beside Spanish, one page each, and neither status nor name on the card."""
    fill(page)
    papers = [p.extract_text() for p in PdfReader(BytesIO(page.pdf(format="Letter", print_background=False))).pages]
    assert len(papers) == 5
    assert page.locator(".dense").count() == 0
    plan, caregiver, _, card, door = papers
    assert "Elena Marrow" in plan
    assert "Any other hold or detainer?" in plan
    assert "¿Hay otra retención o solicitud?" in plan
    assert "Rosa Ibáñez, 253-555-0119 (said yes / dijo que sí)" in caregiver
    assert "I will stay silent. I want a lawyer." in card
    assert "253-555-0104" in card
    assert "Elena" not in card
    assert "No abro la puerta." in door
    assert "Insulin" not in card + door


def test_the_card_prints_at_its_true_size(page: Page) -> None:
    """85.6 by 54 millimetres, nothing on it is cut off; the codes of card and door, read off the drawn page, hold the public address."""
    fill(page)
    page.emulate_media(media="print")
    for card in page.locator(".card").all():
        box = card.bounding_box()
        assert box is not None
        assert (round(box["width"] / 96 * 25.4, 1), round(box["height"] / 96 * 25.4, 1)) == (85.6, 54.0)
        assert card.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    for code in page.locator("img.qr").all():
        assert read_qr(code.evaluate(DRAWN)) == "https://guide.example.org/"


def fill_everything(page: Page) -> None:
    """Every field filled, with texts as long as people write, up to the page that prints."""
    press(page, "Start")
    while page.locator("main form").count():
        for box in page.locator("main form input").all():
            kind, label = box.get_attribute("type"), box.evaluate("e => e.labels[0].innerText")
            if kind in ("checkbox", "radio"):
                box.check()
            elif kind in ("date", "tel"):
                box.fill({"date": "1988-04-02", "tel": "253-555-0104"}[kind])
            elif re.search("name|trust", label, re.IGNORECASE):
                box.fill("María Fernanda Castellanos-Ortiz")
            else:
                box.fill("Rosa Ibáñez, 253-555-0119" if "Who" in label else "Blue box at Rosa’s house, key with María")
        page.locator("main form button[type=submit]").click()


def test_a_plan_in_which_everything_is_written_keeps_to_its_pages(page: Page) -> None:
    """With every field filled each paper is one page in every language, and on the card nothing runs into anything."""
    fill_everything(page)
    assert page.locator(".sheet-plan.dense").count() == 1
    for code in LANGUAGES.keys() - {"en"}:
        page.get_by_label("Second language on paper").select_option(code)
        assert len(PdfReader(BytesIO(page.pdf(format="Letter"))).pages) == 5, code
        page.emulate_media(media="print")
        for card in page.locator(".card").all():
            assert card.evaluate("e => e.scrollHeight <= e.clientHeight + 1"), code
            assert card.evaluate(FREE) >= 0, code
        page.emulate_media(media="null")


def test_nothing_leaves_the_device(page: Page, context: BrowserContext) -> None:
    """From the first answer to the saved copy the page asks the network for nothing, and sets no cookie."""
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    context.on("request", lambda r: asked.append(r.url))
    fill(page)
    keep(page)
    press(page, "Keep a locked copy")
    expect(page.get_by_text("The copy is on this device.")).to_be_visible()
    assert [a for a in asked if not a.endswith("/qr.svg")] == []
    assert context.cookies() == []


def test_nothing_is_stored_unless_the_person_chooses(page: Page) -> None:
    """A plan that is only written and printed leaves no trace in the browser's storage."""
    fill(page)
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert page.evaluate("indexedDB.databases().then(d => d.length)") == 0


def test_a_saved_file_opens_with_its_words_and_with_no_others(page: Page, tmp_path: Path, plan_site: str) -> None:
    """The file holds nothing readable; wrong words are told kindly and lose nothing; the right ones, typed untidily, open it."""
    fill(page)
    six = keep(page)
    with page.expect_download() as saved:
        press(page, "Save a locked file")
    file = tmp_path / "saved.json"
    saved.value.save_as(file)
    head = json.loads(file.read_text())
    assert (head["kdf"]["name"], head["kdf"]["rounds"], head["cipher"]["name"]) == (
        "PBKDF2-HMAC-SHA-256",
        600000,
        "AES-256-GCM",
    )
    assert "Elena" not in file.read_text()
    assert "Pierce" not in file.read_text()
    page.goto(plan_site)
    page.get_by_label("Open a saved file").set_input_files(file)
    words = page.get_by_label("The six words on your paper")
    words.fill("moka tilu rena bosi dapo vemu")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text(
        "These words do not open this plan. Look at each word on your paper and try again. Nothing is lost."
    )
    words.fill(f"  {six.upper().replace(' ', ', ')} ")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_label("Full name")).to_have_value("Elena Marrow")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sealed": "AAAA"}, "not a plan, or it was damaged"),
        ({"notes": 2}, "made by a newer page"),
        ({"kdf": {"name": "PBKDF2-HMAC-SHA-256", "rounds": 5, "salt": "AAAAAAAAAAAAAAAAAAAAAA=="}}, "not a plan"),
        (None, "not a plan"),
    ],
)
def test_a_file_that_is_no_plan_is_told_so(
    page: Page, tmp_path: Path, change: dict[str, object] | None, said: str
) -> None:
    """A damaged, newer, weakened or foreign file is one clear sentence, and nothing is opened."""
    whole = {
        "notes": 1,
        "kdf": {"name": "PBKDF2-HMAC-SHA-256", "rounds": 600000, "salt": "AAAAAAAAAAAAAAAAAAAAAA=="},
        "cipher": {"name": "AES-256-GCM", "iv": "AAAAAAAAAAAAAAAA"},
        "until": "2999-01-01",
        "sealed": "A" * 8192,
    }
    file = tmp_path / "f.json"
    file.write_text("hello" if change is None else json.dumps(whole | change))
    page.get_by_label("Open a saved file").set_input_files(file)
    page.get_by_label("The six words on your paper").fill("moka tilu rena bosi dapo vemu")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(said)


def test_a_kept_copy_locks_itself_opens_again_and_is_erased_at_once(page: Page, plan_site: str) -> None:
    """After five idle minutes only the locked copy is left; the words open it; erasing leaves nothing that was written."""
    page.clock.install()
    page.goto(plan_site)
    fill(page)
    six = keep(page)
    press(page, "Keep a locked copy")
    expect(page.get_by_text("The copy is on this device.")).to_be_visible()
    page.clock.fast_forward("05:01")
    expect(page.get_by_role("heading", name="Open the plan on this device")).to_be_visible()
    assert "Elena" not in page.content()
    page.get_by_label("The six words on your paper").fill(six)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_label("Full name")).to_have_value("Elena Marrow")
    page.reload()
    press(page, "Open the plan on this device")
    press(page, "Erase this plan from this device")
    page.get_by_role("button", name="Erase", exact=True).click()
    expect(page.get_by_text("Erased. Nothing you wrote is left on this device.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_it_works_without_a_network_after_the_first_visit(page: Page, context: BrowserContext, plan_site: str) -> None:
    """Cut off, the page loads again, asks, and prints."""
    page.wait_for_function("navigator.serviceWorker.ready.then(r => r.active !== null)")
    page.wait_for_function("caches.keys().then(k => k.length === 1)")
    context.set_offline(True)
    page.goto(plan_site)
    fill(page)
    assert len(PdfReader(BytesIO(page.pdf(format="Letter"))).pages) == 5


def test_a_number_that_must_never_be_written_down_is_not_kept(page: Page) -> None:
    """An A-number or Social Security number is refused as it is typed, in whatever field, and reaches neither paper nor storage."""
    press(page, "Start")
    for typed, said in (("A 123 456 789", "A-number"), ("A12345678", "A-number"), ("078-05-1120", "Social Security")):
        page.get_by_label("Other names you use").fill(f"x {typed}")
        expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
        for _ in range(12):
            if page.get_by_role("heading", name="Print your plan").is_visible():
                break
            press(page, "Next")
        assert typed not in page.locator("#paper").inner_text()
        press(page, "Back")


def test_leaving_empties_the_page_first(page: Page, context: BrowserContext) -> None:
    """Shift three times, or the link, replaces the page with the weather, without saying where the visitor came from."""
    gone: list[dict[str, str]] = []

    def weather(route: Route) -> None:
        gone.append(route.request.headers)
        route.fulfill(body="weather")

    context.route("https://www.weather.gov/**", weather)
    press(page, "Start")
    page.get_by_label("Full name").fill("Elena Marrow")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.weather.gov/")
    assert "referer" not in gone[0]


def test_spanish_is_whole_and_an_unsigned_language_keeps_its_rights_in_both(page: Page, plan_site: str) -> None:
    """In Spanish no English is left. Arabic asks in Arabic, from right to left, flagged; what carries rights or times stands in English
    and Spanish, each in its own direction; on paper the labels are Arabic and the words to say are not."""
    page.goto(f"{plan_site}#es")
    press(page, "Empezar")
    expect(page.get_by_role("heading", name="¿Quién es usted?")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "es"
    page.goto(f"{plan_site}#ar")
    page.reload()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_have_text("خطتي")
    expect(page.locator(".flag")).to_contain_text("صاغت آلةٌ هذه اللغة")
    stands = page.locator("main .standing")
    assert [(s.get_attribute("lang"), s.get_attribute("dir")) for s in stands.all()] == [("en", "ltr"), ("es", "ltr")]
    accessible(page)
    press(page, "ابدأ")
    page.get_by_label("الاسم الكامل").fill("Elena Marrow")
    for _ in range(8):
        press(page, "التالي")
    paper = page.locator("#paper")
    expect(paper.locator(".sheet-plan h2")).to_have_text("Plan / الخطة")
    expect(paper.locator(".sheet-plan .made")).to_contain_text("A native reader has not checked it.")
    expect(paper.locator(".card").first).to_contain_text("Voy a guardar silencio.")
    assert "قانون" not in paper.locator(".card").first.inner_text()
    accessible(page)


def test_the_plan_passes_the_accessibility_checks(page: Page) -> None:
    """Every screen, on a phone, has no violation that axe can find, and nothing runs off its side."""

    def look() -> None:
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    look()
    press(page, "Start")
    for _ in range(9):
        look()
        if page.get_by_role("heading", name="Print your plan").is_visible():
            break
        press(page, "Next")
    press(page, "Keep it")
    look()
