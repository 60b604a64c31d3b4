"""Tasks lie in the ledger's own database: there with what gave rise to them, or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_task_is_enqueued_with_its_cause_and_done_once(tmp_path: Path) -> None:
    """In a transaction that fails neither event nor task is left; else the worker takes it, the booking moves, and the task is gone."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "tests.casework.tasks_run", str(tmp_path / "l.sqlite3")]
    ran = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["within"] == 1
    assert told["after a failure"] == [0, 0]
    assert told["says"] == ["taken and decided", "prints taken"]
    assert (told["enqueued"], told["taken"], told["left"], told["again"]) == (1, 1, 0, 0)
    assert told["kinds"][-3:] == ["prints.received", "identity.assessed", "message.queued"]
