"""``lawgate case``: one person's story, in the ledger's own order."""

from __future__ import annotations

import json
from pathlib import Path

from lawgate.standin.county import write_county
from tests.cli.test_commands import lawgate


def test_the_story_names_the_law_and_outlives_an_expungement(tmp_path: Path) -> None:
    """Booking, request, decision with its citation and arithmetic; after a court's order only that it was expunged, and by which."""
    feed, db = tmp_path / "feed.jsonl", tmp_path / "l.sqlite3"
    write_county(feed, seed=2014)
    lines = feed.read_text().splitlines(keepends=True)
    asked = next(x for x in lines[1:] if '"hold"' in x and '"requests"' in x)
    feed.write_text(lines[0] + asked)
    number = json.loads(asked)["booking"]
    assert lawgate("run", "--bookings", str(feed), "--db", str(db)).returncode == 0
    story = lawgate("case", number, "--db", str(db)).stdout
    assert story.index("Booking received") < story.index("Federal request received") < story.index("Decided")
    assert "Hold past release?" in story
    assert "rulebook" in story
    whole = [json.loads(x) for x in lawgate("case", number, "--db", str(db), "--json").stdout.splitlines()]
    assert [h["kind"] for h in whole] == ["booking.received", "detainer.received", "decided"]
    assert lawgate("ledger", "expunge", number, "--order", "No. 5", "--db", str(db)).returncode == 0
    after = lawgate("case", number, "--db", str(db)).stdout
    assert after.count("Expunged by order No. 5") == 3
    assert json.loads(asked)["last"] not in after


def test_a_number_nobody_has_is_one_sentence(tmp_path: Path) -> None:
    """And a ledger that is not there."""
    assert "is not there" in lawgate("case", "1", "--db", str(tmp_path / "none.sqlite3")).stderr
