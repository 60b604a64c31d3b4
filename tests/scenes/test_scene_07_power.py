"""Kill the power in the middle of a busy night: what comes back, and what was sent."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lawgate.standin.federal import FederalOverHttp, Notice, Unreachable, World
from tests.scenes.conftest import RUN, House
from tests.scenes.people import RIDGE, bail, booking, feed, request

COUNTY, ERA = "us_ca_los_angeles", "2014"
PRINTED = """
import sys
from datetime import datetime
from pathlib import Path
from lawgate import wiring
wiring.configure(Path(sys.argv[1]))
from lawgate.casework import open_ledger
from lawgate.casework.chain.accept import accept_prints
from lawgate.casework.chain.prints import given_templates
from lawgate.standin.federal import World
county, now = World.of(sys.argv[2], era=sys.argv[3], people=20), datetime.fromisoformat("2014-06-09T22:30-07:00")
for number in sys.argv[4:]:
    accept_prints(open_ledger(), number, given_templates(f"CA0000000-{number}", county.fingers(number)), now)
"""

COUNTED = """
import json, sys
from collections import Counter, defaultdict
from pathlib import Path
from lawgate import wiring
wiring.configure(Path(sys.argv[1]))
from lawgate.casework import open_ledger
ledger, found = open_ledger(), defaultdict(Counter)
rows = list(ledger.events())
for row, said in zip(rows, ledger.open_payloads(rows)):
    found[row.subject][said["purpose"] if row.kind == "message.queued" else row.kind] += 1
print(json.dumps(found))
"""


@contextmanager
def receiver(house: House) -> Iterator[FederalOverHttp]:
    """``lawgate standin``: it keeps a journal of every message that it got, and of what came of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*RUN, "standin", "--port", str(port), "--county", COUNTY, "--era", ERA, "--people", "20"]
    with (house.home / "standin.log").open("w") as log:
        data = ["--data", str(house.home / "side")]
        side = subprocess.Popen([*command, *data], env=house.environment, cwd=house.home, stdout=log, stderr=log)
    try:
        with FederalOverHttp(f"http://127.0.0.1:{port}") as line:
            until(lambda: _up(line))
            yield line
    finally:
        side.terminate()
        side.wait()


def _up(line: FederalOverHttp) -> bool:
    try:
        return line.told() == []
    except Unreachable:
        return False


def until(seen: Callable[[], bool], *, every: float = 0.02, most: float = 90.0) -> None:
    """Wait until it is seen, and no longer than ``most`` seconds."""
    end = time.monotonic() + most
    while time.monotonic() < end and not seen():
        time.sleep(every)


def on_record() -> list[str]:
    """Bookings of the stand-in's county of whose people it has a record."""
    world = World.of(COUNTY, era=ERA, people=20)
    known = {r.number for r in world.records if r.immigration}
    return [b["booking"] for b in world.bookings if world.number(b["booking"]) in known][:12]


@pytest.mark.slow
def test_nothing_is_missing_nothing_is_twice_and_what_passed_is_escalated(tmp_path: Path) -> None:
    """Killed while it takes feeds in, and again while it tells the field office: started again everybody is there once, the receiver has
    every notice once, a late alarm has its true time, and the ledger verifies."""
    house = House(tmp_path)
    house.began()
    folder, hits = tmp_path / "in", on_record()
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
        for number in hits[2 * n : 2 * n + 2]:
            people.append(booking(number, f"Known{number[-3:]}", "A", RIDGE, "2014-06-09T21:00-07:00"))
        feed(folder / f"{n}.jsonl", "2014-06-09T22:30-07:00", people)
    copies = tmp_path / "copies"
    shutil.copytree(folder, copies)
    printed = [sys.executable, "-c", PRINTED, house.db, COUNTY, ERA, *hits]
    subprocess.run(printed, env=house.environment, cwd=tmp_path, check=True)
    with receiver(house) as line:
        work = ["work", "--once", "--folder", str(folder), "--db", house.db, "--federal", line.url]

        def killed_when(seen: Callable[[], bool], now: str) -> None:
            child = subprocess.Popen(
                [*RUN, *work, "--now", now], env=house.environment, cwd=tmp_path, stdout=subprocess.DEVNULL
            )
            until(lambda: child.poll() is not None or seen(), every=0.002)
            child.send_signal(signal.SIGKILL)
            child.wait()

        killed_when(lambda: bool(list(folder.glob("done/*.jsonl"))), "2014-06-09T22:31-07:00")
        for copy in copies.iterdir():  # the jail's system delivers everything again
            shutil.copy(copy, folder / f"again-{copy.name}")
        house.lawgate(*work, "--now", "2014-06-09T23:20-07:00")
        assert not list(folder.glob("*.jsonl"))
        found = happened(house)
        for number in [f"14-6{n}00{i}" for n in range(6) for i in range(5)] + hits:
            assert found[number]["booking.received"] == 1
        late_alarm(house, work)

        house.lawgate(*work, "--now", "2014-06-10T12:00-07:00")  # the answers of the night; notices wait their minute
        before = len(line.told())
        killed_when(lambda: len(line.told()) > before, "2014-06-10T12:02-07:00")
        got = {n.key: n.times for n in line.told()}
        house.lawgate(*work, "--now", "2014-06-10T12:10-07:00")
        sent_once(house, line.told(), got)
    verified = house.lawgate("ledger", "verify", "--db", house.db)
    assert "damage" not in verified.lower() or "no damage" in verified.lower()


def late_alarm(house: House, work: list[str]) -> None:
    """The one deadline that passed while the power was off is there with its time, and climbs while nobody sees it."""
    told = house.lawgate("case", "14-60000", "--db", house.db)
    assert "Release was due Mon 23:00, and nothing may hold the person for the federal request. Release now." in told
    alarm = next(line for line in told.splitlines() if line.startswith("Alarm  Mon 9 Jun 2014, 23:00"))
    assert "known here Mon 9 Jun 2014, 23:20" in alarm
    house.lawgate(*work, "--now", "2014-06-09T23:41-07:00")
    climbed = house.lawgate("case", "14-60000", "--db", house.db)
    assert "Alarm passed on" in climbed, climbed
    assert "To supervisor" in climbed


def sent_once(house: House, told: list[Notice], before: dict[str, int]) -> None:
    """Everyone of whom something may be told was told of, and each notice came into effect once, though some came twice."""
    found = happened(house)
    decided = [kinds for kinds in found.values() if kinds["notice"]]
    assert len(told) == len(decided) > 3
    assert [n.effects for n in told] == [1] * len(told)
    assert sum(before.values()) >= 1
    for kinds in decided:
        assert (kinds["notice"], kinds["copy"], kinds["notice.copied"], kinds["query.sent"]) == (1, 1, 1, 1)


def happened(house: House) -> dict[str, Counter[str]]:
    """How often each kind of event is on the ledger of each person; a message by its purpose."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, house.db], env=house.environment, capture_output=True, text=True, check=True
    )
    return {subject: Counter(kinds) for subject, kinds in json.loads(done.stdout).items()}
