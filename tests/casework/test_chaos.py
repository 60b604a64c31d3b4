"""Killed at random moments, on a line that fails in every way: nothing lost, nothing sent twice, nobody held unwarned.

Ten kills here; ``bench/chaos.py`` does two hundred.
"""

from __future__ import annotations

from pathlib import Path

from lawgate import wiring
from lawgate.casework import open_ledger
from lawgate.casework.verify import verify
from tests.casework.chaos_made import chaos, faults, left

COUNT, STRANGERS, SEED = 10, 12, 11


def test_ten_kills_and_a_bad_line_leave_everything_whole(ledger_file: Path) -> None:
    """Every invariant at the end, by what the ledger and the receiver's own journal say; and the ledger verifies."""
    folder = ledger_file.parent
    lives = chaos(folder, COUNT, seed=SEED, strangers=STRANGERS, kills=10, longest=0.8)
    assert lives.killed >= 5
    ledger = open_ledger(folder / "ledger.sqlite3")
    x = left(ledger, folder, COUNT, STRANGERS)
    assert list(faults(x)) == []
    assert x.by_kind["identity.assessed"] >= COUNT
    assert x.by_kind["response.received"] > COUNT
    assert x.told
    found = verify(ledger, wiring.rederive)
    assert [str(d) for d in found.damage] == []
