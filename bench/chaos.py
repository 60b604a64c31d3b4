"""Chaos: ``kill -9`` at two hundred random moments, on a line that fails in every way, and what must hold afterwards.

    python bench/chaos.py [kills] [counties]

Writes its table into docs/benchmarks.md. Each county has a ledger, a seed of failures and a receiver's journal of its own; lives of the
chain are killed one after the other until the county's share of kills is reached, then one plays it to its end.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("LAWGATE_VAR", tempfile.mkdtemp(prefix="lawgate-chaos-"))

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- chaos:start -->", "<!-- chaos:end -->"
KILLS, COUNTIES = 200, 5
PEOPLE, STRANGERS, LONGEST = 40, 60, 2.0


def main(kills: int, counties: int) -> int:
    from lawgate import wiring

    wiring.configure(Path(os.environ["LAWGATE_VAR"]) / "unused.sqlite3")
    began, sums, wrong = time.perf_counter(), Counter[str](), list[tuple[str, str]]()
    for number in range(counties):
        share = kills // counties + (number < kills % counties)
        with tempfile.TemporaryDirectory(prefix="lawgate-chaos-") as place:
            wrong += one(Path(place), number, share, sums)
        sys.stderr.write(f"county {number + 1} of {counties}: {sums['killed']} kills, {len(wrong)} faults\n")
    for rule, what in wrong:
        sys.stderr.write(f"{rule}: {what}\n")
    write(table(sums, wrong, time.perf_counter() - began))
    return 1 if wrong or sums["killed"] < kills else 0


def one(place: Path, number: int, kills: int, sums: Counter[str]) -> list[tuple[str, str]]:
    """One county, killed and played to its end."""
    from tests.casework.chaos_made import chaos, faults, left, overheld

    from lawgate import wiring
    from lawgate.casework import open_ledger
    from lawgate.casework.verify import verify

    lives = chaos(place, PEOPLE, seed=100 + number, strangers=STRANGERS, kills=kills, longest=LONGEST)
    ledger = open_ledger(place / "ledger.sqlite3")
    x = left(ledger, place, PEOPLE, STRANGERS)
    found = verify(ledger, wiring.rederive)
    sums.update(x.by_kind)
    sums.update({"killed": lives.killed, "lived": lives.lived, "people": len(x.states), "at the receiver": len(x.told)})
    sums.update({"came again": sum(n.times - 1 for n in x.told), "events": found.events, "again": found.decisions})
    before, then = overheld(x)
    sums.update({"hits": sum(s.hit is not None for s in x.states.values()), "before": before, "then": then})
    return [*faults(x), *(("damage", str(d)) for d in found.damage)]


def table(s: Counter[str], wrong: list[tuple[str, str]], seconds: float) -> str:
    n = Counter(rule for rule, _ in wrong)
    late = f"{s['alarm.raised']}; {s['before']}; {s['then']}; {n['unwarned']}"
    rows = [
        ("killed with SIGKILL at a random moment, of all processes that lived", f"**{s['killed']}** of {s['lived']}"),
        ("bookings; with a hit; papers of the office laid", f"{s['people']}; {s['hits']}; {s['act.delivered']}"),
        ("answers kept, with those spoilt, repeated, misdirected or never asked for", f"{s['response.received']:,}"),
        ("bookings lost or left behind, queries asked twice", n["lost"]),
        (
            "notices with their effect at the receiver; sendings that it had to know again",
            f"{s['at the receiver']}; {s['came again']}",
        ),
        ("notices or deliveries that had an effect twice", n["twice"]),
        ("decisions; of them without their facts", f"{s['decided']}; {n['without facts']}"),
        (
            "alarms; people kept past a last minute that was known before it came; past one known only then; "
            "without an alarm, before it or within the quarter of an hour",
            late,
        ),
        (
            "templates destroyed at release; kept or destroyed against the rule",
            f"{s['prints.destroyed']}; {n['templates']}",
        ),
        ("events verified; decisions made again; damages", f"{s['events']:,}; {s['again']:,}; {n['damage']}"),
        ("faults in all", f"**{len(wrong)}**"),
    ]
    lines = ["| what | found |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)]
    return "\n".join([*lines, "", f"{seconds:.0f} s by the clock, on two cores shared with other work."])


def write(text: str) -> None:
    """Put the table between its markers."""
    page = PAGE.read_text(encoding="utf-8")
    section = f"{BEGIN}\n{text}\n{END}"
    if BEGIN in page:
        head, rest = page.split(BEGIN, 1)
        page = head + section + rest.split(END, 1)[1]
    else:
        page += f"\n## Chaos (`bench/chaos.py`)\n\n{section}\n"
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:3]]
    sys.exit(main(*(numbers + [KILLS, COUNTIES][len(numbers) :])))
