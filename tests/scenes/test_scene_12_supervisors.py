"""The board of supervisors: the annual report, what changed on two days of law, and figures that anyone can make again."""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest

from tests.scenes.conftest import House
from tests.scenes.past import year
from tests.scenes.people import feed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Sixty bookings of 2013 and sixty of 2017, in one California county."""
    house = House(tmp_path_factory.mktemp("years"))
    people = [
        *year(2013, 60, timedelta(days=5), "I-247 (12/12)", timedelta(hours=30)),
        *year(2017, 60, timedelta(days=5), "I-247A", timedelta(hours=54)),
    ]
    house.lawgate(
        "run", "--bookings", str(feed(house.home / "y.jsonl", "2018-12-31T00:00-08:00", people)), "--db", house.db
    )
    return house


def test_the_report_counts_and_every_figure_has_its_definition_and_data(county: House) -> None:
    """How many were held past the minute, by how long; each picture with a definition, an n and a file that says the same."""
    out = county.home / "report"
    said = county.lawgate("oversight", "report", county.db, "--out", str(out), "--as-of", "2019-01-02")
    assert "39 of 90 were held past it, 678 hours in all" in said
    assert "With a federal request, by race: Over all 120: 75.0%." in said
    assert "What it may cost: 63,000 to" in said
    page = (out / "index.html").read_text()
    assert "An association, not a cause" in page
    assert "n = 90; as of 2019-01-02." in page
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF-")
    for picture in ("requests", "over", "flow", "timeline", "stays", "groups", "effect", "speed"):
        with (out / "data" / f"{picture}.csv").open() as f:
            assert len(list(csv.DictReader(f))) > 1
    again = county.home / "again"
    county.lawgate("oversight", "report", county.db, "--out", str(again), "--as-of", "2019-01-02")
    assert (again / "data/over.csv").read_bytes() == (out / "data/over.csv").read_bytes()


@pytest.mark.parametrize(
    ("before", "after", "action", "moved", "why"),
    [
        ("2013-12-31", "2014-01-01", "hold", "72", "ca-trust-act-2014"),
        ("2018-01-03", "2018-01-04", "transfer", "72", "ca-values-act"),
    ],
)
def test_what_changed_on_a_day_is_counted_with_its_cause(
    county: House, before: str, after: str, action: str, moved: str, why: str
) -> None:
    """The TRUST Act took away 72 of the holds, the Values Act 72 of the hand-overs."""
    said = county.lawgate(
        "oversight", "replay", "--data", county.db, "--policy", f"us_ca@{after}", "--against", f"us_ca@{before}"
    )
    rows = [line for line in said.splitlines() if f"│ {action} " in line and "prohibited" in line]
    assert any(f" {moved} " in r and why in r for r in rows), said


def test_disparity_comes_with_its_uncertainty(county: House) -> None:
    """Share by group with both ends of its interval, and the warning of what it is not."""
    said = county.lawgate("oversight", "disparity", county.db, "--group", "race", "--base", "White")
    assert "75.00% (66.56% to 81.89%) , n = 120" in said
    assert "a ratio describes, it does not explain" in " ".join(said.split())
