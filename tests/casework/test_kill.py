"""Killed at any moment, a run resumes and loses nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lawgate.casework import open_ledger
from lawgate.casework.verify import verify
from tests.casework.samples import again, said

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 2000


def start(db: Path, pause: float = 0.0) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "tests.casework.feed_run", str(db), str(PEOPLE), str(pause)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}
    )


def kill(db: Path, after: float, *, opening: bool) -> bool:
    """Start a run and kill it: ``after`` so many seconds of work, or while it opens. Whether it was still running."""
    child = start(db, 0.0003)
    if not opening and child.stdout is not None:
        child.stdout.readline()  # the ledger is open
    time.sleep(after)
    running = child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.communicate()
    return running


@pytest.mark.slow
def test_a_run_killed_at_random_moments_ends_as_one_that_was_not(ledger_file: Path) -> None:
    """SIGKILL again and again, while opening and while working, then once to the end: event for event as an uninterrupted run."""
    chance, whole, killed = random.Random(1), ledger_file.with_name("whole.sqlite3"), 0
    for turn in range(10):
        opening = turn % 3 == 0
        killed += kill(ledger_file, chance.uniform(0, 0.5 if opening else 1.2), opening=opening)
        if ledger_file.exists() and turn % 4 == 3:  # whatever there is at any moment is whole
            found = verify(open_ledger(ledger_file), again)
            assert [str(d) for d in found.damage] == []
    assert killed >= 6
    for db in (ledger_file, whole):
        child = start(db)
        child.communicate()
        assert child.returncode == 0
    one, other = said(open_ledger(ledger_file)), said(open_ledger(whole))
    assert len(one) == 2 * PEOPLE + len(range(0, PEOPLE, 3))
    assert one == other
    found = verify(open_ledger(ledger_file), again)
    assert [str(d) for d in found.damage] == []
    assert found.decisions == PEOPLE
