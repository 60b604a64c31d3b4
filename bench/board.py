"""How long the board of 5,000 people takes the server: at first, warm, after a change, and until a change is told to an open page.

    nice -n 10 python bench/board.py [PEOPLE]

Times are of the whole request inside the process (middlewares, gate, query, templates), without a network. Writes its table between
the ``board`` markers of docs/benchmarks.md when they are there; prints it in any case.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- board:start -->", "<!-- board:end -->"


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        now = _prepare(home, people)
        rows = _measure(now)
    table = "\n".join([f"| board of {people:,} people | ms |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])
    print(table)
    page = ROOT / "docs" / "benchmarks.md"
    text = page.read_text(encoding="utf-8")
    if BEGIN in text:
        head, rest = text.split(BEGIN, 1)
        page.write_text(f"{head}{BEGIN}\n{table}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


def _prepare(home: Path, people: int) -> datetime:
    """A ledger of so many invented people who are all still inside."""
    from lawgate.standin.county import RIDGEMONT, make

    now = RIDGEMONT.instant
    os.environ |= {"LAWGATE_OPEN": "1", "LAWGATE_NOW": now.isoformat(), "LAWGATE_VAR": str(home)}
    feed = home / "feed.jsonl"
    with feed.open("w", encoding="utf-8") as f:
        f.write(json.dumps({"feed": {"tz": RIDGEMONT.place.tz, "as_of": now.isoformat()}}) + "\n")
        for n, one in enumerate(make(replace(RIDGEMONT, people=people, featured=False), 7)):
            for gone in ("released_at", "events"):
                one.pop(gone, None)
            if n % 3:  # two of three are due some time in the next days, the rest are held without a date
                due = now + timedelta(minutes=n % 4000 - 10)
                one["release_due"] = {"event": "bail-posted", "t0": due.isoformat()}
            f.write(json.dumps(one) + "\n")
    from lawgate import wiring

    wiring.configure(home / "ledger.sqlite3")
    from lawgate.casework import open_ledger
    from lawgate.casework.demonstration import mark_demonstration
    from lawgate.cli.run import run_feed

    mark_demonstration(open_ledger(), datetime(2014, 6, 1, tzinfo=UTC))
    begun = time.perf_counter()
    run_feed(feed, db=home / "ledger.sqlite3")
    print(f"{people:,} bookings decided and written in {time.perf_counter() - begun:.1f} s", file=sys.stderr)
    return now


def _measure(now: datetime) -> list[tuple[str, str]]:
    from django.test import Client

    from lawgate.casework.acts import Act
    from lawgate.casework.acts_record import perform
    from lawgate.web.api.house import acting, office
    from lawgate.web.desk.everyone import everyone

    client = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR="127.0.0.1")

    def board(query: str = "") -> Callable[[], None]:
        def get() -> None:
            answer = client.get(f"/desk/{query}")
            assert answer.status_code == 200, answer.status_code

        return get

    office()
    out = [("first request of a fresh process (reads and opens everyone)", f"{_ms(board()):,.0f}")]
    subjects = list(everyone().people)
    out.append(("first screen, warm: median of 60", _median(board(), 60)))
    out.append(("first screen, warm: slowest of 60", f"{max(_ms(board()) for _ in range(60)):,.0f}"))
    out.append(("found by a name", _median(board("?q=nair"), 30)))
    out.append(("only those with a request", _median(board("?only=request"), 30)))
    out.append(("page 40 of the rows", _median(board("rows/?page=40"), 30)))

    def change(n: int) -> float:
        act = Act("noted", subjects[n], {"text": "his sister waits outside"}, "clerk", "release", now)
        perform(acting("clerk"), act, office(), now)
        return _ms(board())

    out.append(
        (
            "first screen after an act by somebody: median of 30",
            f"{statistics.median(change(n) for n in range(30)):,.0f}",
        )
    )
    return out


def _median(call: Callable[[], None], times: int) -> str:
    return f"{statistics.median(_ms(call) for _ in range(times)):,.0f}"


def _ms(call: Callable[[], None]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
