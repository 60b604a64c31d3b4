"""The soak: ``lawgate work`` beside a federal side that fails in every way, people booked and let go, its memory and files watched.

    python bench/soak.py [minutes] [folder]

Prints a line every half minute and, at the end, what grew: resident memory, open files, threads, the folder of what was taken, and
whether the ledger verifies. The load is low on purpose: it is time that is tried, not speed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
RUN = [sys.executable, "-m", "lawgate"]
EVERY, CARD_EVERY, STAY, SHOWN = (
    3.0,
    10,
    60,
    30.0,
)  # seconds between bookings; bookings to a card; bookings until release; seconds
PORT = 8797
LA = ZoneInfo("America/Los_Angeles")


def main(minutes: float, place: Path) -> int:
    from lawgate import wiring

    wiring.configure(place / "unused.sqlite3")
    from tests.casework.test_chain_folder import ebts

    inbox = place / "in"
    inbox.mkdir(parents=True)
    env = {**os.environ, "LAWGATE_VAR": str(place)}
    side = _start(
        place, env, "standin", "--port", str(PORT), "--people", "300", "--faults", "7", "--data", str(place / "side")
    )
    federal = f"http://127.0.0.1:{PORT}"
    db = str(place / "ledger.sqlite3")
    work = _start(place, env, "work", "--folder", str(inbox), "--federal", federal, "--db", db)
    began, shown, number, first = time.monotonic(), 0.0, 0, None
    try:
        while (passed := time.monotonic() - began) < 60 * minutes and work.poll() is None:
            number += 1
            people = [_booking(number, None)]
            if number > STAY:
                people.append(_booking(number - STAY, datetime.now(UTC)))
            _lay(inbox, f"{number:06d}.jsonl", "".join(json.dumps(p) + "\n" for p in people).encode())
            if number % CARD_EVERY == 0:
                _lay(inbox, f"{number:06d}.eft", ebts(f"S-{number:06d}", f"CA{number:07d}-1"))
            if passed - shown >= SHOWN:
                shown, now = passed, _grown(work.pid)
                first = first or (now if passed > 120 else None)  # once everything has been loaded and used
                print(f"{passed / 60:5.1f} min  {number:5d} bookings  {now}", flush=True)
            time.sleep(EVERY)
        last = _grown(work.pid)
        print(
            f"end: {number} bookings; after two minutes {first}; now {last}; still waiting: {len(list(inbox.glob('*.*')))} files"
        )
    finally:
        for child in (work, side):
            child.terminate()
            child.wait()
    verified = subprocess.run([*RUN, "ledger", "verify", "--db", db], env=env, capture_output=True, text=True)
    print(verified.stdout.strip().splitlines()[-1] if verified.stdout else verified.stderr)
    return verified.returncode


def _start(place: Path, env: dict[str, str], verb: str, *rest: str) -> subprocess.Popen[bytes]:
    with (place / f"{verb}.log").open("wb") as log:
        return subprocess.Popen([*RUN, verb, *rest], env=env, cwd=place, stdout=log, stderr=log)


def _booking(number: int, released: datetime | None) -> dict[str, Any]:
    from tests.casework.chain_made import document

    booked = datetime.now(LA) - timedelta(minutes=5)
    said = document(f"S-{number:06d}", f"Soak{number:06d}", "Test", f"{1950 + number % 50}-01-{number % 28 + 1:02d}")
    out = None if released is None else released.astimezone(LA).isoformat(timespec="minutes")
    return {**said, "booked_at": booked.isoformat(timespec="minutes"), "released_at": out}


def _lay(folder: Path, name: str, data: bytes) -> None:
    part = folder / f".{name}.part"
    part.write_bytes(data)
    part.replace(folder / name)


def _grown(pid: int) -> str:
    """Resident memory in MB, open files, threads."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return f"{int(status['VmRSS'].split()[0]) / 1024:.0f} MB, {files} files open, {status['Threads'].strip()} threads"


if __name__ == "__main__":
    given = sys.argv[1:]
    where = Path(given[1]) if len(given) > 1 else Path(tempfile.mkdtemp(prefix="lawgate-soak-"))
    sys.exit(main(float(given[0]) if given else 20.0, where))
