"""The oversight page in a real browser: pictures with their words, data to take away, and doors that stay shut."""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import polars as pl
import pytest
from playwright.sync_api import Browser, Page

from lawgate.oversight.measures.records import SMALL
from lawgate.standin.county import RIDGEMONT
from tests.browsers import accessible, status
from tests.oversight.test_release_data import people
from tests.web.desk.conftest import RUN

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A whole invented county, served: a page of aggregates needs more people than a handful."""
    home = tmp_path_factory.mktemp("oversight")
    made = {**os.environ, "LAWGATE_VAR": str(home), "LAWGATE_OPEN": "1"}
    subprocess.run(
        [*RUN, "demo", "--no-serve", "--quick", "--out", str(home)], check=True, capture_output=True, env=made
    )
    (home / "past").mkdir()
    people(160).collect().write_parquet(home / "past" / "two states.parquet")
    (home / "past" / "no cases.parquet").write_text("nothing of the kind")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*RUN, "serve", "--db", str(home / "lawgate.sqlite3"), "--port", str(port), "--now", RIDGEMONT.now]
    with subprocess.Popen(command, env=made, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/desk/", timeout=10).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture
def page(served: str, browser: Browser) -> Iterator[Page]:
    """Seen by the auditor."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "lawgate_demo_role", "value": "auditor", "url": served}])
    yield context.new_page()
    context.close()


def test_every_figure_is_seen_said_and_downloadable(served: str, page: Page) -> None:
    """Each picture loads and has words for those who do not see it; its data are a CSV without a small group; axe finds nothing serious."""
    page.goto(f"{served}/oversight/")
    images = page.locator("section.figure img")
    assert images.count() >= 3
    for n in range(images.count()):
        image = images.nth(n)
        assert image.evaluate("i => i.decode().then(() => i.naturalWidth > 0)")
        assert len(image.get_attribute("alt") or "") > 20
        name = (image.get_attribute("src") or "").rsplit("/", 1)[1].removesuffix(".svg")
        data = page.request.get(f"{served}/oversight/{name}.csv")
        assert data.headers["content-type"].startswith("text/csv")
        table = pl.read_csv(io.BytesIO(data.body()))
        for column in {"n", "count"} & set(table.columns):
            shown = table[column].drop_nulls()
            assert shown.filter((shown > 0) & (shown < SMALL)).is_empty()
    accessible(page)
    assert not re.search(r"(?<!\d)14-\d{5}", page.content())  # no booking number on a page of aggregates


def test_past_cases_beside_the_ledger_are_shown_like_it(served: str, page: Page) -> None:
    """A file of past cases is a link; its pictures and data are its own; one that holds no cases says so; another name is not there."""
    page.goto(f"{served}/oversight/")
    page.get_by_role("link", name="two states").click()
    assert "160 cases" in page.locator("main").inner_text()
    picture = page.locator("section.figure img").first
    assert picture.evaluate("i => i.decode().then(() => i.naturalWidth > 0)")
    assert page.locator("img[src*='states.svg?of=two']").count() == 1
    accessible(page)
    assert status(page, f"{served}/oversight/?of=no+cases") == 400
    assert status(page, f"{served}/oversight/?of=../lawgate") == 404


def test_on_a_phone_a_picture_moves_and_the_page_does_not(served: str, page: Page) -> None:
    """At the width of a phone pictures keep their size and are moved within their own frame; the page is as wide as the phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{served}/oversight/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    frame = page.locator("section.figure .wide").first
    assert frame.evaluate("f => f.scrollWidth > f.clientWidth")


def test_whoever_may_not_see_it_finds_nothing_there(served: str) -> None:
    """To a booking clerk and to the field office the page is not there, nor are its files; an unknown figure is not there for anybody."""
    asked = [(role, path) for role in ("booking", "federal") for path in ("", "over.csv", "over.svg")]
    for role, path in [*asked, ("auditor", "nothing.svg")]:
        request = urllib.request.Request(f"{served}/oversight/{path}", headers={"Cookie": f"lawgate_demo_role={role}"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request)
        assert refused.value.code == 404
