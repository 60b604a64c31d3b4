"""``lawgate counsel`` and ``lawgate directory``, as somebody at the console uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from typer.testing import CliRunner

from lawgate.base import BadInput
from lawgate.cli.directory import app as directory
from tests.counsel.made import OFFICE

RUN = [sys.executable, "-c", "import sys; from lawgate.cli import main; sys.exit(main())"]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LAWGATE_VAR": str(folder), "LAWGATE_DB": ""}
    return subprocess.run([*RUN, *words], capture_output=True, text=True, check=False, env=environment)


def test_an_office_is_registered_and_a_turn_is_run(tmp_path: Path) -> None:
    """A good office is taken, so is how a jail is reached, and a turn over it says what it did."""
    db, good = tmp_path / "l.sqlite3", tmp_path / "good.json"
    good.write_text(json.dumps(OFFICE))
    assert run(tmp_path, "counsel", "office", str(good), "--by", "clerk", "--db", str(db)).stdout.endswith(
        "3 lawyers.\n"
    )
    good.write_text(json.dumps({"agency": "Ridgemont Police Jail", "fax": "+12135550111"}))
    jail = run(tmp_path, "counsel", "jail", str(good), "--by", "clerk", "--db", str(db))
    assert (jail.returncode, jail.stdout) == (0, "Ridgemont Police Jail: kept.\n")
    turn = run(tmp_path, "counsel", "turn", "--db", str(db))
    assert (turn.returncode, turn.stdout) == (0, "0 proposed, 0 raised, 0 told, 0 ended.\n")


def test_a_message_that_nobody_sent_is_told(tmp_path: Path) -> None:
    """Calling back an unknown message is one sentence and exit 1."""
    unknown = run(tmp_path, "counsel", "bounced", "abc", "--db", str(tmp_path / "l.sqlite3"))
    assert (unknown.returncode, "no alert was sent" in unknown.stderr) == (1, True)


def test_the_directory_is_checked_and_shown(tmp_path: Path) -> None:
    """What ships has no fault; a planted one ends with 1 and its line; a county's rows come in their order, the agency's last."""
    asked = CliRunner()
    shipped = asked.invoke(directory, ["check", "--today", "2026-11-24"])
    assert (shipped.exit_code, " 0 faults" in shipped.stdout) == (0, True)
    wrong = tmp_path / "wrong.csv"
    text = files("lawgate.counsel.directory").joinpath("help.csv").read_text("utf-8")
    wrong.write_text(text.replace("+14082901144", "408-290-1144"), "utf-8")
    found = asked.invoke(directory, ["check", str(wrong), "--today", "2026-11-24"])
    assert found.exit_code == 1
    assert "Fault: line 10, santa-clara-network: number '408-290-1144' is not in E.164" in found.stdout
    shown = asked.invoke(directory, ["show", "CA/Alameda", "--today", "2026-11-24"]).stdout.splitlines()
    assert shown[0].startswith("510-241-4011 ACILEP in Alameda County. Unconfirmed")
    assert "ICE answers this number." in shown[-1]
    nowhere = asked.invoke(directory, ["show", "Alameda"])
    assert isinstance(nowhere.exception, BadInput)
    assert "write it as CA/Alameda" in str(nowhere.exception)
