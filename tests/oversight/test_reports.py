"""What a board reads and what a statute asks: pictures that stay as they were looked at, tables beside them, no small cell anywhere."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from lawgate.base import BadInput
from lawgate.law.books import load
from lawgate.oversight.annual import Figure, figures
from lawgate.oversight.annual.changes import changes_of
from lawgate.oversight.annual.pictures import flow, flow_through
from lawgate.oversight.annual.records import REST, pooled
from lawgate.oversight.annual.write import heading, write_figures
from lawgate.oversight.cases import Table
from lawgate.oversight.measures.records import SMALL
from lawgate.oversight.quality import inspect
from lawgate.oversight.statutory import accesses, attorney_general, forum
from tests.oversight.test_release_data import people

GOLDEN = Path(__file__).parent / "golden"


def made() -> pl.LazyFrame:
    """Two thousand invented cases with a minute each."""
    day = pl.col("day").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    minutes = pl.int_range(pl.len(), dtype=pl.Int64) * 37 % 600
    return people(2000, seed=8).with_columns(
        pl.lit("county-jail").alias("agency_type"),
        (day - pl.duration(hours=10)).alias("booked_at"),
        day.alias("due_at"),
        (pl.int_range(pl.len()) % 7 < 3).alias("felony"),
        pl.col("days").round(1),
        (1 + pl.int_range(pl.len()) % 3).cast(pl.Int32).alias("charges"),
        (day + pl.duration(minutes=minutes - 200)).alias("released_at"),
    )


NAMES = (
    *("over", "money", "flow", "timeline", "requests", "states", "shares"),
    *("seriousness", "ends", "groups", "stays", "effect", "speed"),
)


@pytest.fixture(scope="module")
def drawn() -> list[Figure]:
    return figures(made(), load(), date(2016, 1, 1))


@pytest.mark.parametrize("name", NAMES)
def test_each_picture_is_the_one_that_was_looked_at(drawn: list[Figure], name: str) -> None:
    """The SVG of every figure over the same invented cases is the golden one, to the letter."""
    (found,) = (f for f in drawn if f.name == name)
    golden = GOLDEN / f"{name}.svg"
    if not golden.exists():  # made once, looked at, and committed
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found.svg, encoding="utf-8")
        pytest.fail(f"{golden.name} was not there: look at it, then commit it")
    assert found.svg == golden.read_text(encoding="utf-8")


def test_every_figure_has_its_definition_its_n_its_day_and_its_data(tmp_path: Path, drawn: list[Figure]) -> None:
    """On the page each picture has words for those who do not see it, a definition, an n, a day, a table, and a file with the same."""
    table = Table("invented", made(), made().with_row_index("row"))
    found = drawn
    write_figures(found, inspect(table), tmp_path, title="Invented county", as_of=date(2016, 1, 1))
    page = (tmp_path / "index.html").read_text()
    assert tuple(f.name for f in found) == NAMES
    for f in found:
        assert f'aria-label="{f.title}: {f.says}"'.replace("'", "&#x27;") in page
        assert f"n = {f.n:,}; as of 2016-01-01." in page
        assert f.definition.replace("'", "&#x27;") in page
        assert all(f"<li>{c}</li>" in page for c in f.changes)
        data = pl.read_csv(tmp_path / "data" / f"{f.name}.csv")
        assert (data.height, data.columns) == (f.table.height, f.table.columns)
        assert (tmp_path / "figures" / f"{f.name}.svg").read_text() == f.svg
    assert any(f.changes for f in found)
    pdf = PdfReader(io.BytesIO((tmp_path / "report.pdf").read_bytes()))
    assert len(pdf.pages) == 1 + len(found)
    for n, f in enumerate(found, 1):
        sheet = pdf.pages[n].extract_text()
        assert f.title in sheet
        assert heading(f.table.columns[0]) in sheet  # the table stands under the picture
    assert not list(tmp_path.rglob("*.part"))


def test_no_table_of_the_report_shows_a_handful(drawn: list[Figure]) -> None:
    """Nothing that counts people stands below eleven in any table that is published with the report."""
    for f in drawn:
        for column in ("n", "count", "requests", "people", "still_in"):
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


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 60)))
def test_parts_of_a_whole_never_show_a_handful(counts: dict[str, int]) -> None:
    """Whatever the parts, those that are shown add up to the whole, and none, the rest among them, is of one to ten people."""
    shown = pooled(counts)
    total = sum(counts.values())
    assert sum(n for _, n in shown) == (0 if 0 < total < SMALL else total)
    assert all(n >= SMALL for _, n in shown)
    assert all(counts[word] == n for word, n in shown if word != REST)


def test_bands_keep_their_width_through_the_middle() -> None:
    """Of a hundred booked, thirty with a request: the middle bars are thirty to seventy, and each end says who came from where."""
    rows = [("with", "out", 20), ("with", "in", 10), ("without", "out", 70)]
    svg = flow_through(("booked", 100), ["with", "without"], ["out", "in"], rows, "t")
    first, second = (float(part.split('"')[1]) for part in svg.split(" height=")[4:6])
    assert first / second == pytest.approx(30 / 70, rel=0.01)
    assert "out: 90" in svg
    assert "20 with, 70 without" in svg


def test_a_change_of_law_is_marked_once_with_its_places() -> None:
    """One day's change in two counties is one number; what ends and what begins the next day is one change; definitions are none."""
    found = changes_of(load(), ["Kern, CA", "Fresno, CA"], ["county-jail"], date(2013, 6, 1), date(2018, 6, 1))
    days = {c.day: c for c in found}
    assert days[date(2014, 1, 1)].words == "2014-01-01: TRUST Act begins (Fresno, CA; Kern, CA)"
    assert "TRUST Act ends" in days[date(2018, 1, 4)].words
    assert "Values Act begins" in days[date(2018, 1, 4)].words
    assert [c.number for c in found] == list(range(1, len(found) + 1))
    assert "Proposition 47" not in " ".join(c.words for c in found)


def happening(kind: str, **said: object) -> SimpleNamespace:
    return SimpleNamespace(kind=kind, happened=datetime(2014, 6, 10, 9, tzinfo=UTC), payload=said)


RECORD = {
    "booking": "14-00001",
    "place": {"tz": "America/Los_Angeles"},
    "person": {"sex": "M", "race": "x", "born": "1980-05-05"},
    "priors": [{"statute": "Pen. Code 211", "name": "robbery"}],
}
EVENTS = [
    happening("message.queued", message="m1", purpose="notice", body={"sent": {"release": {"due_at": "x"}}}),
    happening("message.queued", message="m2", purpose="query"),
    happening("message.queued", message="m3", purpose="notice", body={"sent": {"booking": {"number": "x"}}}),
    happening("message.sent", message="m1"),
    happening("message.sent", message="m2"),
    happening("message.sent", message="m3"),
    happening("act.handed-over"),
    happening("act.released"),
]


def test_access_is_a_notice_sent_or_a_hand_over_and_nothing_else() -> None:
    """A query sent and a release are no access; each access has its day by the jail's clock, its means, and what the person stands
    convicted of. A notice that does not tell of release is other information."""
    found = list(accesses(RECORD, EVENTS))
    assert [a.means for a in found] == ["notification of release", "other information given", "transfer"]
    assert found[2].offences == ("Pen. Code 211 robbery",)
    assert found[0].age == "30 to 39"
    (late,) = accesses(
        RECORD, [SimpleNamespace(kind="act.handed-over", happened=datetime(2015, 1, 1, 3, tzinfo=UTC), payload={})]
    )
    assert late.day == date(2014, 12, 31)


def test_the_two_reports_count_what_their_statutes_ask() -> None:
    """Totals are told whole, times and people; groups of fewer than eleven people are withheld; another year is empty and says so."""
    found = [a for n in range(12) for a in accesses(RECORD | {"booking": f"booked-{n}"}, EVENTS)]
    found += accesses({"booking": "w", "person": {"sex": "F"}}, [EVENTS[0], EVENTS[3]])
    text = forum(found, 2014, "Example County")
    assert "Access was given 37 times, to 13 people." in text
    assert "| notification of release | 13 |" in text
    assert "| 2014-06-10 | transfer | 12 |" in text
    assert "| F | fewer than 11, or withheld |" in text
    assert "| M | fewer than 11, or withheld |" in text  # else F could be told by subtraction
    assert "booked-" not in text
    count = attorney_general(found, 2014, "Example County")
    assert "Transfers: 12." in count
    assert "| Pen. Code 211 robbery | 12 |" in count
    assert "No access was given" in forum(found, 2013, "Example County")
