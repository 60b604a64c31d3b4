"""Kill the power in the middle of a busy night: what comes back."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.scenes.conftest import RUN, House
from tests.scenes.people import RIDGE, bail, booking, feed, request


@pytest.mark.slow
def test_nothing_is_missing_nothing_is_twice_and_what_passed_is_escalated(tmp_path: Path) -> None:
    """Killed while it takes feeds in; started again everybody is there once, a late alarm has its true time, and the ledger verifies."""
    house = House(tmp_path)
    house.began()
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(6):
        people = [
            booking(
                f"14-6{n}{i:03d}",
                f"Night{n}",
                f"P{i}",
                RIDGE,
                "2014-06-09T20:00-07:00",
                born=f"19{60 + n}-01-{i + 1:02d}",
            )
            for i in range(5)
        ]
        if n == 0:
            people[0] |= {
                "bail": bail("2014-06-09T23:00-07:00"),
                "requests": [request("I-247 (12/12)", "2014-06-09T21:00-07:00", "reason-to-believe-removable")],
            }
        feed(folder / f"{n}.jsonl", "2014-06-09T22:30-07:00", people)
    copies = tmp_path / "copies"
    shutil.copytree(folder, copies)
    work = ["work", "--folder", str(folder), "--db", house.db]
    now = ["--once", "--now", "2014-06-09T22:31-07:00"]
    child = subprocess.Popen([*RUN, *work, *now], env=house.environment, cwd=tmp_path, stdout=subprocess.DEVNULL)
    for _ in range(4500):  # until the first feed has been taken, and no further
        if child.poll() is not None or list(folder.glob("done/*.jsonl")):
            break
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()

    for copy in copies.iterdir():  # the jail's system delivers everything again
        shutil.copy(copy, folder / f"again-{copy.name}")
    house.lawgate(*work, "--once", "--now", "2014-06-09T23:20-07:00")
    assert not list(folder.glob("*.jsonl"))
    for n in range(6):
        for i in range(5):
            told = house.lawgate("case", f"14-6{n}{i:03d}", "--db", house.db) if i == n else ""
            assert not told or told.count("Booking received") == 1
    told = house.lawgate("case", "14-60000", "--db", house.db)
    assert "Release was due Mon 23:00, and nothing may hold the person for the federal request. Release now." in told
    alarm = next(line for line in told.splitlines() if line.startswith("Alarm  Mon 9 Jun 2014, 23:00"))
    assert "known here Mon 9 Jun 2014, 23:20" in alarm
    house.lawgate(*work, "--once", "--now", "2014-06-09T23:41-07:00")  # nobody has seen it: it climbs
    climbed = house.lawgate("case", "14-60000", "--db", house.db)
    assert "Alarm passed on" in climbed, climbed
    assert "To supervisor" in climbed
    verified = house.lawgate("ledger", "verify", "--db", house.db)
    assert "damage" not in verified.lower() or "no damage" in verified.lower()
