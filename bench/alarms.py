"""How long a tick of the alarms takes on a ledger of many people: the first, the usual one, and the one after days of darkness.

``python bench/alarms.py 5000`` prints one line a figure. Everybody is invented.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="lawgate-bench-"))
os.environ["LAWGATE_VAR"] = str(FOLDER)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lawgate.web.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

MINUTE = timedelta(minutes=1)
TICKS = 400


def timed(work: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def main(people: int) -> None:
    import django

    django.setup()
    from tests.casework.alarms_made import T0, Made, book, fresh

    from lawgate.casework import alarms

    ledger, start = fresh(FOLDER / "ledger.sqlite3"), T0 - 60 * MINUTE
    made = [
        Made(key=f"B-{n}", hold="permitted", due=T0 + n % 2000 * MINUTE, last=T0 + (n % 2000 + 2880) * MINUTE)
        if n % 3
        else Made(key=f"B-{n}", due=T0 + n % 2000 * MINUTE)
        for n in range(people)
    ]
    print(f"{people:,} people carried in {timed(lambda: book(ledger, start, *made))[0]:.2f} s")

    def tick(at: timedelta) -> tuple[float, object]:
        return timed(lambda: alarms.tick(ledger, start + at, reference=start + at))

    print("first tick, everything read: {:.2f} s, {}".format(*tick(timedelta(0))))
    usual = sorted(tick(n * MINUTE)[0] for n in range(1, TICKS))
    middle, worst = statistics.median(usual), usual[-1]
    print(f"{TICKS - 1} ticks a minute apart: median {middle * 1000:.0f} ms, slowest {worst * 1000:.0f} ms")
    print("after five days of darkness: {:.2f} s, {}".format(*tick(timedelta(days=5))))
    alarms._views.clear()
    print("a new process on that ledger: {:.2f} s, {}".format(*tick(timedelta(days=5, minutes=1))))
    took, standing = timed(lambda: len(alarms.standing_alarms(ledger)))
    print(f"{standing:,} standing alarms listed in {took * 1000:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
