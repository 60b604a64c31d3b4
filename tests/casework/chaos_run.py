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
from lawgate.standin.federal import FaultPlan, Faulty, FederalStandin, World
from lawgate.standin.unfolding import unfold

STEP = timedelta(minutes=20)
TAIL = timedelta(hours=30)  # after the last of the bookings, for late answers and lines that were down
ERA = "2014"


def world(strangers: int) -> World:
    return World.of("ridgemont-2014", people=strangers)


def stream_of(county: World, count: int) -> list[tuple[datetime, Any]]:
    """The first bookings of the county, as they become known."""
    return unfold(sorted(county.bookings, key=lambda b: str(b["booked_at"]))[:count])


def life(folder: Path, count: int, seed: int, county: World, office: wiring.Office) -> None:
    """Plays on from where the ledger stands."""
    from lawgate.casework import open_ledger
    from lawgate.wiring_chain import open_chain
    from lawgate.wiring_play import SimulatedClock, play

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
    import lawgate.wiring_chain
    import lawgate.wiring_play  # noqa: F401 - loaded once, for every life

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
