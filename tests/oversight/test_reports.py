"""What a board reads and what a statute asks: pictures that stay as they were looked at, tables beside them, no small cell anywhere."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from pypdf import PdfReader

from lawgate.base import BadInput
from lawgate.law.books import load
from lawgate.oversight.annual import figures, write_annual
from lawgate.oversight.annual.pictures import flow
from lawgate.oversight.cases import Table
from lawgate.oversight.measures.records import SMALL
from lawgate.oversight.statutory import accesses, attorney_general, forum
from tests.oversight.test_release_data import people

GOLDEN = Path(__file__).parent / "golden"


def made() -> pl.LazyFrame:
    """Two thousand invented cases with a minute each."""
    day = pl.col("day").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    minutes = pl.int_range(pl.len(), dtype=pl.Int64) * 37 % 600
    return people(2000, seed=8).with_columns(
        pl.lit("county-jail").alias("agency_type"),
        day.alias("due_at"),
        (day + pl.duration(minutes=minutes - 200)).alias("released_at"),
    )


@pytest.mark.parametrize("name", ["requests", "ends", "over", "stays", "states", "groups"])
def test_each_picture_is_the_one_that_was_looked_at(name: str) -> None:
    """The SVG of every figure over the same invented cases is the golden one, to the letter."""
    (found,) = (f for f in figures(made(), load(), date(2016, 1, 1)) if f.name == name)
    golden = GOLDEN / f"{name}.svg"
    if not golden.exists():  # made once, looked at, and committed
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found.svg, encoding="utf-8")
        pytest.fail(f"{golden.name} was not there: look at it, then commit it")
    assert found.svg == golden.read_text(encoding="utf-8")


def test_every_figure_has_its_definition_its_n_its_day_and_its_data(tmp_path: Path) -> None:
    """On the page each picture has words for those who do not see it, a definition, an n, a day, a table, and a file with the same."""
    table = Table("invented", made(), made().with_row_index("row"))
    found = write_annual(table, load(), tmp_path, title="Invented county", as_of=date(2016, 1, 1))
    page = (tmp_path / "index.html").read_text()
    assert len(found) == 6
    for f in found:
        assert f'aria-label="{f.title}: {f.says}"'.replace("'", "&#x27;") in page
        assert f"n = {f.n:,}; as of 2016-01-01." in page
        assert f.definition.replace("'", "&#x27;") in page
        data = pl.read_csv(tmp_path / "data" / f"{f.name}.csv")
        assert (data.height, data.columns) == (f.table.height, f.table.columns)
        assert (tmp_path / "figures" / f"{f.name}.svg").read_text() == f.svg
    pdf = PdfReader(io.BytesIO((tmp_path / "report.pdf").read_bytes()))
    assert len(pdf.pages) == 1 + len(found)
    assert all(f.title in pdf.pages[n].extract_text() for n, f in enumerate(found, 1))
    assert not list(tmp_path.rglob("*.part"))


def test_no_table_of_the_report_shows_a_handful() -> None:
    """Nothing that counts people stands below eleven in any table that is published with the report."""
    for f in figures(made(), load(), date(2016, 1, 1)):
        for column in ("n", "count", "requests", "at_risk"):
            if column in f.table.columns:
                shown = f.table[column].drop_nulls()
                assert shown.filter((shown > 0) & (shown < SMALL)).is_empty(), (f.name, column)


def test_a_file_without_a_request_makes_no_report() -> None:
    """One sentence, no empty pages."""
    with pytest.raises(BadInput, match="no case with a federal request"):
        figures(made().with_columns(pl.lit(value=False).alias("requested")), load(), date(2016, 1, 1))


def test_bands_are_as_wide_as_their_shares() -> None:
    """Of a whole of a hundred, three quarters and one: their bars stand three to one."""
    drawn = flow(("all", 100), [("most", 75), ("rest", 25)], "t")
    heights = [float(part.split('"')[1]) for part in drawn.split(" height=")[3:6]]
    assert heights[1] == pytest.approx(3 * heights[2], rel=0.01)
    assert heights[0] == pytest.approx(heights[1] + heights[2], rel=0.01)


def happening(kind: str, **said: object) -> SimpleNamespace:
    return SimpleNamespace(kind=kind, happened=datetime(2014, 6, 10, 9, tzinfo=UTC), payload=said)


RECORD = {
    "person": {"sex": "M", "race": "x", "born": "1980-05-05"},
    "priors": [{"statute": "Pen. Code 211", "name": "robbery"}],
}
EVENTS = [
    happening("message.queued", message="m1", purpose="notice"),
    happening("message.queued", message="m2", purpose="query"),
    happening("message.sent", message="m1"),
    happening("message.sent", message="m2"),
    happening("act.handed-over"),
    happening("act.released"),
]


def test_access_is_a_notice_sent_or_a_hand_over_and_nothing_else() -> None:
    """A query sent and a release are no access; each access has its day, its means and what the person stands convicted of."""
    found = list(accesses(RECORD, EVENTS))
    assert [a.means for a in found] == ["notification of release", "transfer"]
    assert found[1].offences == ("Pen. Code 211 robbery",)
    assert found[0].age == "30 to 39"


def test_the_two_reports_count_what_their_statutes_ask() -> None:
    """Totals are told whole; groups of fewer than eleven are withheld; another year is empty and says so."""
    found = [a for _ in range(12) for a in accesses(RECORD, EVENTS)] + list(
        accesses({"person": {"sex": "F"}}, EVENTS[:3])
    )
    text = forum(found, 2014, "Example County")
    assert "Access was given 25 times." in text
    assert "| notification of release | 13 |" in text
    assert "| F | fewer than 11, or withheld |" in text
    assert "| M | fewer than 11, or withheld |" in text  # else F could be told by subtraction
    count = attorney_general(found, 2014, "Example County")
    assert "Transfers: 12." in count
    assert "| Pen. Code 211 robbery | 12 |" in count
    assert "No access was given" in forum(found, 2013, "Example County")
