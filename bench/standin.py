"""What the simulated federal side costs: prints enrolled, a search, and bookings answered a second.

    python bench/standin.py [--people 10000] [--data FOLDER]

Prints a table. Nothing else on the machine should be busy.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from lawgate.standin.federal import Ask, FederalStandin, Kind, World
from lawgate.standin.federal.answering import TEMPLATES
from lawgate.standin.scenarios import RIDGEMONT


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=10_000)
    asked.add_argument("--data", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        for name, figure in measured(given.people, given.data or Path(passing)):
            print(f"{name:<58} {figure}")


def measured(people: int, data: Path) -> list[tuple[str, str]]:
    """Rows of the table."""
    FederalStandin(World(replace(RIDGEMONT, people=30), people=30), data=data).close()  # kernels are compiled once
    world = World(RIDGEMONT, people=people)
    begin = time.perf_counter()
    side = FederalStandin(world, data=data)
    made = time.perf_counter() - begin
    on_record = {r.number: r.key for r in world.records}
    bookings = [b["booking"] for b in world.bookings]
    asks = [world.ask(b, world.scenario.instant) for b in bookings]
    rows = [(f"{len(side.gallery):,} people made and enrolled", f"{made:.1f} s")]
    rows += _searches(side, asks, [on_record.get(world.number(b)) for b in bookings])
    begin, used = time.perf_counter(), time.process_time()
    for ask in asks:
        side.ask(ask)
    spent, used = time.perf_counter() - begin, time.process_time() - used
    rows.append(("bookings answered a second, one caller, durable", f"{len(asks) / spent:.0f}"))
    rows.append(("processor time a booking", f"{used / len(asks) * 1000:.1f} ms"))
    side.close()
    return rows


def _searches(side: FederalStandin, asks: list[Ask], expected: list[str | None]) -> list[tuple[str, str]]:
    times, right = [], 0
    for ask, key in zip(asks, expected, strict=True):
        assert ask.kind is Kind.BIOMETRIC
        assert ask.fingers is not None
        begin = time.perf_counter()
        found = side.gallery.search(ask.fingers, TEMPLATES).candidates
        times.append((time.perf_counter() - begin) * 1000)
        right += (found[0].name if found else None) == key
    times.sort()
    return [
        (
            "ten-print search, median and 95th percentile",
            f"{median(times):.1f} ms, {times[len(times) * 95 // 100]:.1f} ms",
        ),
        ("searches that found the record, or rightly nobody", f"{right:,} of {len(asks):,}"),
    ]


if __name__ == "__main__":
    main()
