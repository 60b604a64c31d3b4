"""``lawgate work`` and ``lawgate chain``: what happens by itself, and what a person must do."""

from __future__ import annotations

import json
from pathlib import Path

from tests.casework.chain_made import document
from tests.casework.test_chain_folder import ebts
from tests.cli.test_commands import lawgate


def test_a_folder_is_worked_off_and_the_chain_says_where_it_stands(tmp_path: Path) -> None:
    """A feed and a card are taken, the query waits for a line, a bad file is refused; status and story say so in words."""
    folder, db = tmp_path / "in", tmp_path / "l.sqlite3"
    folder.mkdir()
    (folder / "feed.jsonl").write_text(json.dumps(document("14-1", "LINDQVIST", "Tomas")) + "\n")
    (folder / "card.eft").write_bytes(ebts("14-1"))
    (folder / "letter.pdf").write_bytes(b"%PDF-1.4")
    ran = lawgate("work", "--once", "--folder", str(folder), "--db", str(db))
    assert ran.returncode == 0, ran.stderr
    assert "card.eft: booking 14-1" in ran.stdout
    assert "letter.pdf: is neither a feed nor a booking card" in ran.stdout
    assert sorted(p.name for p in (folder / "done").iterdir()) == [
        "card.eft",
        "card.eft.txt",
        "feed.jsonl",
        "feed.jsonl.txt",
    ]
    status = lawgate("chain", "status", "--db", str(db)).stdout
    assert "14-1" in status
    assert "an answer of the federal side" in status
    assert "waits to be sent" in status
    story = lawgate("case", "14-1", "--db", str(db)).stdout
    assert "2 fingers from an EBTS file, transaction CA0000000-1" in story
    assert "Held against everyone who is known" in story


def test_what_a_person_says_of_nobody_is_one_sentence(tmp_path: Path) -> None:
    """A ledger that is not there, a booking of which nothing was compared."""
    assert "is not there" in lawgate("chain", "status", "--db", str(tmp_path / "none.sqlite3")).stderr
    db = tmp_path / "l.sqlite3"
    lawgate("work", "--once", "--db", str(db))
    said = lawgate("chain", "whose", "14-1", "--same", "--by", "a", "--why", "b", "--db", str(db))
    assert said.returncode == 1
    assert "nothing was compared yet" in said.stderr
