"""The oversight page in a real browser: pictures with their words, data to take away, and doors that stay shut."""

from __future__ import annotations

import io
import re

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe

from lawgate.oversight.measures.records import SMALL
from tests.web.desk.conftest import Desk

pytestmark = pytest.mark.browser


def test_every_figure_is_seen_said_and_downloadable(desk: Desk) -> None:
    """Each picture loads and has words for those who do not see it; its data are a CSV without a small group; axe finds nothing serious."""
    page = desk.page(role="auditor")
    page.goto(f"{desk.address}/oversight/")
    images = page.locator("section.figure img")
    assert images.count() >= 3
    for n in range(images.count()):
        image = images.nth(n)
        assert image.evaluate("i => i.complete && i.naturalWidth > 0")
        assert len(image.get_attribute("alt") or "") > 20
        name = (image.get_attribute("src") or "").rsplit("/", 1)[1].removesuffix(".svg")
        data = page.request.get(f"{desk.address}/oversight/{name}.csv")
        assert data.headers["content-type"].startswith("text/csv")
        table = pl.read_csv(io.BytesIO(data.body()))
        for column in {"n", "count"} & set(table.columns):
            shown = table[column].drop_nulls()
            assert shown.filter((shown > 0) & (shown < SMALL)).is_empty()
    serious = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    assert not serious, serious
    assert not re.search(r"(?<!\d)14-\d{5}", page.content())  # no booking number on a page of aggregates


def test_whoever_may_not_see_it_finds_nothing_there(desk: Desk) -> None:
    """To a booking clerk and to the field office the page is not there, nor are its files; an unknown figure is not there for anybody."""
    for role in ("booking", "federal"):
        page = desk.page(role=role)
        for path in ("", "over.csv", "over.svg"):
            answer = page.goto(f"{desk.address}/oversight/{path}")
            assert answer is not None
            assert answer.status == 404
    answer = desk.page(role="auditor").goto(f"{desk.address}/oversight/nothing.svg")
    assert answer is not None
    assert answer.status == 404
