"""Lives of the chain, to be killed: each plays an invented county on a ledger, on a bad line to the federal side.

Reads commands, a line each: ``live`` begins a life (a process of its own, forked from this one so that it begins at once) and prints its
number; ``end`` ends. A life prints ``done`` when the county has been played to its end.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lawgate.web.settings")

from lawgate import wiring
from lawgate.standin.county import make
from lawgate.standin.federal import FaultPlan, Faulty, FederalStandin, World
from lawgate.standin.unfolding import unfold

STEP = timedelta(minutes=30)
TAIL = timedelta(hours=30)  # after the last of the bookings, for late answers and lines that were down
COUNTY, ERA = (
    "clackamas-2012",
    "2011",
)  # a county that honoured requests: people are held past release, until a last minute
FORGOTTEN, LATE = 3, timedelta(days=6)  # every third, and whoever is asked for, is kept so much longer than they were


def world(strangers: int) -> World:
    return World.of(COUNTY, people=strangers)


def stream_of(county: World, count: int) -> list[tuple[datetime, Any]]:
    """The first bookings of the county, as they become known; some of the people are forgotten in their cells."""
    filed = make(county.scenario, county.seed)  # with the requests that a jail's own system files, for every other one
    either = [filed[n] if n % 2 else one for n, one in enumerate(county.bookings)]
    first = sorted(either, key=lambda b: str(b["booked_at"]))[:count]
    return unfold([_forgotten(b) if n % FORGOTTEN == 0 or b["requests"] else b for n, b in enumerate(first)])


def _forgotten(booking: dict[str, Any]) -> dict[str, Any]:
    out = booking.get("released_at")
    return booking if not out else {**booking, "released_at": (datetime.fromisoformat(out) + LATE).isoformat()}


def life(folder: Path, count: int, seed: int, county: World, office: wiring.Office) -> None:
    """Plays on from where the ledger stands."""
    from lawgate.casework import open_ledger
    from lawgate.wiring.chain import open_chain
    from lawgate.wiring.play import SimulatedClock, play

    stream = stream_of(county, count)
    ledger = open_ledger()
    last = max((e.recorded_at for e in ledger.events()), default=stream[0][0])
    clock = SimulatedClock(max(last, stream[0][0]).astimezone(stream[0][0].tzinfo))
    with FederalStandin(county, ERA, data=folder / "side") as side:
        line = Faulty(side, FaultPlan.usual(seed))
        chain = open_chain(ledger, line, office=office, clock=clock, chance=Random(os.getpid()))
        chain.resume()
        for _ in play(chain, clock, stream, county.fingers, until=stream[-1][0] + TAIL, step=STEP):
            pass
        chain.people.close()
    print("done", flush=True)


def main(folder: Path, count: int, seed: int, strangers: int) -> None:
    wiring.configure(folder / "ledger.sqlite3")
    import lawgate.wiring.chain
    import lawgate.wiring.play  # noqa: F401 - loaded once, for every life

    county, office = world(strangers), wiring.Office()
    _ = county.records
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "end":
            return
        pid = os.fork()
        if not pid:
            life(folder, count, seed, county, office)
            os._exit(0)
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print("over", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(a) for a in sys.argv[2:5]))
