"""How long the proof of every book takes: each kind of place, each period from 2008 to 2026, all invariants, one process.

    python bench/law_check.py

Writes its table between the ``law-check`` markers of docs/benchmarks.md, and fails if a fault is found or the proof is slow.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from lawgate.law.books import load
from lawgate.law.invariants import INVARIANTS
from lawgate.law.proof import check
from lawgate.law.spans import places

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- law-check:start -->", "<!-- law-check:end -->"
BAR_SECONDS = 300


def progress(done: int, of: int) -> None:
    """One line that is written over."""
    sys.stderr.write(f"\rproved {done} of {of}")
    sys.stderr.flush()


def main() -> int:
    """Prove every book, and write what it took."""
    rulebook = load()
    where = places(rulebook)
    programs = 0

    def count(done: int, of: int) -> None:
        nonlocal programs
        programs = of
        progress(done, of)

    began, cpu = time.perf_counter(), time.process_time()
    faults = check(rulebook, where, count)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    row = (
        f"| {len(where)} kinds of place, {programs} proofs, {len(INVARIANTS)} invariants, {len(rulebook.norms)} norms "
        f"| {cpu:.0f} s of one core | {wall:.0f} s by the clock | {len(faults)} faults | {peak:.2f} GiB |"
    )
    write("\n".join(["| what | work | time | found | peak memory |", "|---|---|---|---|---|", row]))
    sys.stderr.write(f"\n{row}\n")
    for f in faults:
        sys.stderr.write(f"{f.kind} {f.where} from {f.since}: {f.what}\n")
    return 1 if faults or cpu > BAR_SECONDS else 0


def write(table: str) -> None:
    """Put the table between its markers."""
    text = PAGE.read_text(encoding="utf-8")
    section = f"{BEGIN}\n{table}\n{END}"
    if BEGIN in text:
        head, rest = text.split(BEGIN, 1)
        text = head + section + rest.split(END, 1)[1]
    else:
        text += f"\n## The proof of every book (`bench/law_check.py`)\n\n{section}\n"
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
