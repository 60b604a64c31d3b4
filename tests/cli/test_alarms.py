"""``lawgate alarms`` over a ledger of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.casework.alarms_made import HOUR, MINUTE, T0, Made, book, fresh


def said(*words: str) -> tuple[int, str]:
    """The command in a process of its own, as it is used."""
    run = subprocess.run(
        [sys.executable, "-m", "lawgate", "alarms", *words], capture_output=True, text=True, timeout=120
    )
    return run.returncode, run.stdout + run.stderr


def test_a_tick_raises_and_the_list_shows_it(ledger_file: Path) -> None:
    """A release that is due with a request on file is raised by a tick, listed as standing, and counted."""
    ledger = fresh(ledger_file)
    book(ledger, T0 - HOUR, Made())
    at = (T0 + MINUTE).isoformat()
    assert "1 raised" in said("tick", "--db", str(ledger_file), "--at", at)[1]
    code, told = said("list", "--db", str(ledger_file))
    assert (code, json.loads(told)["kind"]) == (0, "release-now")
    measured = said("measure", "--db", str(ledger_file), "--from", T0.isoformat(), "--to", (T0 + HOUR).isoformat())[1]
    assert "1 of tier 1" in measured
    assert "within the benchmark" in measured


def test_a_ledger_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Nothing is made by looking; the sentence says what to do."""
    code, told = said("list", "--db", str(tmp_path / "none.sqlite3"))
    assert code == 1
    assert "give the path of a ledger" in told
    assert not list(tmp_path.iterdir())
