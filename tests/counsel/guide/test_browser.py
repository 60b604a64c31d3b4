"""The guide in a real browser, on a phone's screen: with no signal, in every direction, with a paper read on the device."""

from __future__ import annotations

import base64
import http.server
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page

from lawgate.counsel.catalogue import LANGUAGES
from lawgate.counsel.guide import Asked, Text, files
from lawgate.counsel.guide.build import text
from lawgate.detainer.facsimile import write_facsimile
from tests.browsers import accessible

pytestmark = pytest.mark.browser
FORM: dict[str, str | bool] = {
    "form": "I-247A (3/17)", "name": "Doe (invented), Juan", "date": "11/22/2026", "dob": "1990-01-02", "box1_b": True, "maintain": True,
    "notify": True, "served_at": "2026-11-23T11:00", "officer": "A. Officer", "officer_signature": "A. Officer",
    "lea_signature": "B. Clerk", "file_no": "A000 000 000",
}  # fmt: skip


@dataclass
class Mirror:
    """A static server of one guide, which can be told to answer nothing more."""

    address: str
    asked: list[str] = field(default_factory=list)


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory, texas: Asked, made: Text) -> Iterator[Mirror]:
    """The guide as any mirror would serve it: plain files, no headers of ours."""
    home = tmp_path_factory.mktemp("mirror")
    for path, raw in files(texas, made).items():
        target = home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(home)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Mirror(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has never been here."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-US")
    yield context
    context.close()


def visit(phone: BrowserContext, address: str) -> tuple[Page, list[str], list[str]]:
    """A page, the addresses it asked for, and what it complained of."""
    page = phone.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(address)
    return page, asked, wrong


def kept(page: Page) -> None:
    page.wait_for_selector("html[data-kept]", state="attached")
    assert page.evaluate("document.documentElement.dataset.kept") == "yes"


def test_every_page_of_a_visited_language_opens_with_no_signal(phone: BrowserContext, mirror: Mirror) -> None:
    """After one visit in Spanish the whole of the Spanish guide is on the phone; a language never visited is not."""
    page, _, wrong = visit(phone, f"{mirror.address}/es/index.html")
    kept(page)
    phone.set_offline(True)
    for name in ("time", "phone", "paper", "help"):
        page.goto(f"{mirror.address}/es/{name}.html")
        assert page.locator("h1").inner_text()
    page.goto(f"{mirror.address}/es/paper.html")
    page.wait_for_selector("form#paper:not([hidden])")
    assert wrong == []
    with pytest.raises(Exception, match="ERR_"):
        page.goto(f"{mirror.address}/ko/time.html")


def test_nothing_is_asked_of_anybody_else_and_no_trace_is_set(phone: BrowserContext, mirror: Mirror) -> None:
    """Every request goes to the guide's own address; no cookie, no storage beside the kept pages."""
    asked: list[str] = []
    phone.on("request", lambda r: asked.append(r.url))
    for code in LANGUAGES:
        page, _, wrong = visit(phone, f"{mirror.address}/{code}/index.html")
        kept(page)
        assert wrong == []
        page.close()
    page, _, _ = visit(phone, f"{mirror.address}/en/paper.html")
    page.wait_for_selector("form#paper:not([hidden])")
    assert len(asked) > 20
    assert [u for u in asked if not u.startswith((mirror.address, "blob:"))] == []
    assert phone.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_new_version_replaces_the_old_and_keeps_the_languages(
    browser: Browser, tmp_path: Path, texas: Asked, made: Text
) -> None:
    """When a page changes the next visit brings the new one, offline too, and one cache is left."""
    first = files(texas, made)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def lay(found: dict[str, bytes], age: int = -60) -> None:
        for path, raw in found.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(raw)
            later = time.time() + age  # a server tells versions apart by the second
            os.utime(tmp_path / path, (later, later))

    lay(first)
    phone = browser.new_context(viewport={"width": 390, "height": 844})
    address = f"http://127.0.0.1:{server.server_port}"
    page, _, _ = visit(phone, f"{address}/es/index.html")
    kept(page)
    worker = first["sw.js"].decode().replace('const VERSION = "', 'const VERSION = "f')
    changed = first["es/time.html"].decode().replace("<h1>", "<h1>Nueva: ")
    lay({"sw.js": worker.encode(), "es/time.html": changed.encode()}, age=0)
    page.goto(f"{address}/en/index.html")
    for _ in range(300):
        if page.evaluate("caches.keys().then((k) => k.length === 1 && k[0].includes('-f'))"):
            break
        page.wait_for_timeout(100)
    kept(page)
    phone.set_offline(True)
    page.goto(f"{address}/es/time.html")
    assert page.locator("h1").inner_text().startswith("Nueva: ")
    phone.close()
    server.shutdown()
    server.server_close()


def test_the_language_is_changed_on_the_same_page(phone: BrowserContext, mirror: Mirror) -> None:
    """From English to Arabic: the same page, from the right, its rights in English and Spanish from the left, marked."""
    page, _, _ = visit(phone, f"{mirror.address}/en/time.html")
    page.locator("header summary").click()
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/ar/time.html")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    both = page.locator(".both").first
    assert both.locator("[lang=en]").evaluate("(e) => getComputedStyle(e).direction") == "ltr"
    assert both.locator("[lang=es]").count() == 1
    assert "آلة" in page.locator(".draft").inner_text()
    place = page.locator("header .place").bounding_box()
    leave = page.locator("header .leave").bounding_box()
    assert place is not None
    assert leave is not None
    assert place["x"] > leave["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_no_page_is_wider_than_a_small_phone(code: str, browser: Browser, mirror: Mirror) -> None:
    """At 320 pixels nothing scrolls sideways, in any language."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    for name in ("index", "paper"):
        page, _, _ = visit(context, f"{mirror.address}/{code}/{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        page.close()
    context.close()


def every_page() -> list[str]:
    """Every page once, in the languages by turns."""
    return [f"{code}/{p.id}" for code, p in zip(cycle(LANGUAGES), text().pages, strict=False)]


@pytest.mark.parametrize("path", every_page())
def test_axe_finds_nothing(path: str, phone: BrowserContext, mirror: Mirror) -> None:
    """Every page, in one language or another, holds the rules that a machine can check (WCAG 2.2 AA)."""
    page, _, _ = visit(phone, f"{mirror.address}/{path}.html")
    if path.endswith("paper"):
        page.wait_for_selector("form#paper:not([hidden])")
        page.select_option("#form", "I-247A")
        page.click("button[type=submit]")
    accessible(page, path, rules=["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])


def test_a_paper_is_read_on_the_device(phone: BrowserContext, mirror: Mirror, tmp_path: Path) -> None:
    """A facsimile of Form I-247A is opened with no signal: its boxes are marked, its words shown, the last minute worked out."""
    pdf = tmp_path / "paper.pdf"
    pdf.write_bytes(write_facsimile(FORM))
    page, _, wrong = visit(phone, f"{mirror.address}/en/paper.html")
    page.wait_for_selector("form#paper:not([hidden])")
    kept(page)
    phone.set_offline(True)
    page.set_input_files("#file", pdf)
    page.wait_for_selector("#answer:not([hidden])")
    assert page.locator("#file-said").inner_text() == "Read on this device. Nothing was sent or kept."
    assert page.input_value("#form") == "I-247A"
    assert page.input_value("#dated") == "2026-11-22"
    assert page.locator("fieldset.boxes:not([hidden]) input:checked").evaluate_all("(b) => b.map((x) => x.value)") == [
        "1-pending-proceedings"
    ]
    assert page.locator("input[name=copy]:checked").get_attribute("value") == "yes"
    assert "Doe (invented), Juan" in page.locator("#part-person .says").inner_text()
    page.check("input[name=came][value='I-200']")
    page.fill("#free", "2026-11-24T16:40")
    page.click("button[type=submit]")
    told = page.locator("#answer").inner_text()
    assert "The most is 48 hours past the time they should go free." in told
    assert "The last minute is Thursday, November 26, 16:40. Then they must go free." in told
    assert "Tex. Code Crim. Proc. art. 2A.060" in told
    page.click("button[type=reset]")
    page.wait_for_selector("#answer", state="hidden")
    assert page.locator("#part-person .says").is_hidden()
    assert wrong == []


def compressed(raw: bytes) -> bytes:
    """The same form as writers make it today: its objects in compressed streams."""
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    out = BytesIO()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    writer.compress_identical_objects()
    writer.write(out)
    return out.getvalue()


def object_stream() -> bytes:
    """Fields inside a compressed object stream (ISO 32000-1, 7.5.7), written by hand: no tool at hand writes them."""
    import zlib

    inner = [
        b"<< /T (name) /V <feff004a0075006100f1> >>",
        b"<< /T (form) /V (I-247G) >>",
        b"<< /T (date) /V (11/22/2026) >>",
        b"<< /T (box1_a) /V /Off >>",
    ]
    at, heads, body = 0, [], b""
    for number, obj in enumerate(inner, 10):
        heads.append(f"{number} {at}")
        body += obj + b" "
        at += len(obj) + 1
    head = " ".join(heads).encode() + b" "
    packed = zlib.compress(head + body)
    return (
        b"%PDF-1.5\n5 0 obj << /Type /ObjStm /N 4 /First "
        + str(len(head)).encode()
        + b" /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
        + b" >> stream\n"
        + packed
        + b"\nendstream endobj\n%%EOF"
    )


def test_compressed_forms_are_read_too(phone: BrowserContext, mirror: Mirror, tmp_path: Path) -> None:
    """A form that another program wrote again, and one whose fields lie in a compressed stream, with letters beyond ASCII."""
    page, _, _ = visit(phone, f"{mirror.address}/en/paper.html")
    page.wait_for_selector("form#paper:not([hidden])")
    for raw, form, name in (
        (compressed(write_facsimile(FORM)), "I-247A", "Doe (invented), Juan"),
        (object_stream(), "I-247G", "Juañ"),
    ):
        pdf = tmp_path / "again.pdf"
        pdf.write_bytes(raw)
        page.set_input_files("#file", pdf)
        page.wait_for_selector("#answer:not([hidden])")
        assert page.input_value("#form") == form
        assert name in page.locator("#part-person .says").inner_text()
        page.click("button[type=reset]")
        page.wait_for_selector("#answer", state="hidden")


READ = """async (raw) => {
  const { fields, Trouble } = await import("/pdf.js");
  try {
    const found = await fields(Uint8Array.from(atob(raw), (c) => c.charCodeAt(0)).buffer);
    return Object.fromEntries(found);
  } catch (e) {
    return e instanceof Trouble ? e.message : `broke: ${e}`;
  }
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser, mirror: Mirror) -> Iterator[Callable[[bytes], Any]]:
    """The reader of PDF forms by itself: bytes to fields, or to the word for its trouble."""
    context = browser.new_context()
    page, _, _ = visit(context, f"{mirror.address}/en/about.html")
    yield lambda raw: page.evaluate(READ, base64.b64encode(raw).decode())
    context.close()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_form_never_breaks_the_reader(data: st.DataObject, reader: Callable[[bytes], Any]) -> None:
    """Bytes cut, changed or put in anywhere give fields or one of the known troubles, never anything else."""
    raw = bytearray(
        data.draw(st.sampled_from([write_facsimile(FORM), object_stream(), compressed(write_facsimile(FORM))]))
    )
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        how = data.draw(st.sampled_from(["cut", "change", "put"]))
        if how == "cut":
            del raw[at : at + data.draw(st.integers(1, 200))]
        elif how == "change":
            raw[at : at + 1] = data.draw(st.binary(min_size=1, max_size=3))
        else:
            raw[at:at] = data.draw(st.sampled_from([b"(", b"\\", b"<", b" obj ", b"endobj", b"stream", b">>", b"/V"]))
        if not raw:
            break
    found = reader(bytes(raw))
    assert isinstance(found, dict) or found in {"not-pdf", "no-fields", "locked", "damaged", "too-large", "old-browser"}


@settings(max_examples=25, deadline=None)
@given(
    text=st.text(
        st.characters(min_codepoint=32, max_codepoint=0xFFFF, exclude_categories=("Cs", "Cn", "Co")), max_size=30
    )
)
def test_any_text_of_a_field_is_read_as_it_was_written(text: str, reader: Callable[[bytes], Any]) -> None:
    """Brackets, backslashes and letters of any script come back as the writer put them in."""
    hexed = b"<feff" + text.encode("utf-16-be").hex().encode() + b">"
    literal = (
        b"(\xfe\xff"
        + text.encode("utf-16-be").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        + b")"
    )
    octal = b"(" + b"".join(b"\\%03o" % byte for byte in b"\xfe\xff" + text.encode("utf-16-be")) + b")"
    for said in (hexed, literal, octal):
        assert reader(b"%PDF-1.4\n1 0 obj << /T (from) /V " + said + b" >> endobj") == {"from": text}


BAD = (
    ("a scan", write_facsimile(FORM, flat=True), "This PDF is a picture or has no fields."),
    ("no PDF", b"GIF89a not a form", "This file is not a PDF."),
    ("a locked one", b"%PDF-1.7\n1 0 obj <<>> endobj trailer << /Encrypt 4 0 R >>", "This PDF is locked."),
    ("a broken stream", b"%PDF-1.5\n5 0 obj << /Type /ObjStm /First 5 >> stream\nxx", "This PDF is damaged."),
    ("a bomb of no end", b"%PDF-1.4" + b" " * (10 << 20), "This PDF is too large."),
)


@pytest.mark.parametrize(("what", "raw", "said"), BAD, ids=[w for w, _, _ in BAD])
def test_a_file_that_cannot_be_read_is_told_kindly(
    what: str, raw: bytes, said: str, phone: BrowserContext, mirror: Mirror, tmp_path: Path
) -> None:
    """One sentence says what is wrong and what to do, and the form can still be filled in by hand."""
    pdf = tmp_path / "bad.pdf"
    pdf.write_bytes(raw)
    page, _, wrong = visit(phone, f"{mirror.address}/en/paper.html")
    page.wait_for_selector("form#paper:not([hidden])")
    page.set_input_files("#file", pdf)
    page.wait_for_selector("#file-said:not(:empty)")
    assert page.locator("#file-said").inner_text() == f"{said} Mark what the paper says instead.", what
    assert wrong == []


def test_an_unknown_version_is_safe(phone: BrowserContext, mirror: Mirror, tmp_path: Path) -> None:
    """A form in an edition that nobody knows gives the jail nothing here, and sends the reader to a lawyer."""
    pdf = tmp_path / "new.pdf"
    pdf.write_bytes(write_facsimile({**FORM, "form": "I-247Z (1/27)"}))
    page, _, _ = visit(phone, f"{mirror.address}/es/paper.html")
    page.wait_for_selector("form#paper:not([hidden])")
    page.set_input_files("#file", pdf)
    page.wait_for_selector("#answer:not([hidden])")
    assert page.locator("#trouble").inner_text().startswith("No conocemos este formulario.")
    assert page.locator("#may-do").inner_text() == ""
    assert "Pregunte el último minuto a un abogado." in page.locator("#until").inner_text()
    assert page.locator(".part:not([hidden])").count() > 30


def test_a_form_out_of_its_time_is_said_to_be(phone: BrowserContext, mirror: Mirror) -> None:
    """An I-247D dated after it was withdrawn supports nothing; dated in its time it is answered as it stands."""
    page, _, _ = visit(phone, f"{mirror.address}/en/paper.html")
    page.wait_for_selector("form#paper:not([hidden])")
    page.select_option("#form", "I-247D")
    page.fill("#dated", "2020-05-05")
    page.click("button[type=submit]")
    assert "ICE had dropped this form" in page.locator("#trouble").inner_text()
    assert "may not keep the person" in page.locator("#may-do").inner_text()
    assert page.locator("#part-part-1a").is_visible()
    assert page.locator("#part-part-1").is_hidden()


def test_three_shifts_leave_at_once(phone: BrowserContext, mirror: Mirror) -> None:
    """The page goes to a plain one and is no longer behind the back button."""
    page, _, _ = visit(phone, f"{mirror.address}/en/say.html")
    phone.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather", content_type="text/html"))
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.weather.gov/**")
    assert page.evaluate("document.referrer") == ""


def test_an_old_guide_says_so(phone: BrowserContext, mirror: Mirror) -> None:
    """On the thirty-first day the mark is shown; on the first it is not."""
    for day, shown in (("2026-11-25T08:00:00Z", False), ("2026-12-26T08:00:00Z", True)):
        page = phone.new_page()
        page.clock.set_fixed_time(day)
        page.goto(f"{mirror.address}/en/index.html")
        page.wait_for_selector("html[data-kept]", state="attached")
        assert page.locator(".old").is_visible() is shown
        page.close()
