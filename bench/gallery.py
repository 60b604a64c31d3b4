"""What a gallery costs and misses as it grows to a million people.

    python bench/gallery.py FOLDER [--people 1000000] [--probes 3000] [--only fill distance ten first growth table]

Steps can be run one at a time, and are all run when none is named: each writes what it measured into FOLDER, and ``table``
puts it between the ``gallery`` markers of docs/benchmarks.md and into docs/gallery-growth.svg. ``fill`` makes the
synthetic million (9 KB a person) and goes on where it was interrupted; ``growth`` measures whatever is there.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from _gallery_distance import distances
from _gallery_fill import STRANGERS, fill, in_memory, name_of, probes
from _gallery_table import write_table
from lawgate.prints.cylinders import features
from lawgate.prints.gallery import USUAL, Effort, Search, SearchResult
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.gallery_search import Searchable, _probe_finger, search_blocks
from lawgate.prints.index_scan import WORTH, scan
from lawgate.prints.records import Finger, TenPrint

STEPS = ("fill", "distance", "ten", "first", "growth", "table")
SUBSET = 20_000
TIMED = 40  # searches at each size
WARM = 20  # searches before them, so that what is read often is in memory


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--people", type=int, default=1_000_000)
    asked.add_argument("--probes", type=int, default=3_000)
    asked.add_argument("--only", nargs="+", choices=STEPS, default=STEPS)
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for step in given.only:
        if step == "fill":
            fill(given.folder / "million", given.people)
        elif step == "table":
            write_table({p.stem: json.loads(p.read_text()) for p in given.folder.glob("*.json")})
        else:
            measured = {"distance": distances, "ten": ten, "first": first, "growth": growth}[step](given)
            measured["load"] = round(os.getloadavg()[1], 1)
            measured["first"] = os.sched_getscheduler(0) in (os.SCHED_FIFO, os.SCHED_RR)
            (given.folder / f"{step}.json").write_text(json.dumps(measured))
            print(step, json.dumps(measured)[:600])


# -- ten fingers against 20,000 people


def without_three(person: int, probe: TenPrint) -> TenPrint:
    gone = np.random.default_rng([person, 3]).choice(np.arange(1, 11), 3, replace=False)
    return TenPrint({f: t for f, t in probe.fingers.items() if f not in gone})


def two_swapped(person: int, probe: TenPrint) -> TenPrint:
    a, b = (Finger(int(f)) for f in np.random.default_rng([person, 2]).choice(np.arange(1, 11), 2, replace=False))
    return TenPrint({**probe.fingers, a: probe.fingers[b], b: probe.fingers[a]})


CONDITIONS = {"ten fingers": lambda _, probe: probe, "three missing": without_three, "two swapped": two_swapped}


def best(found: SearchResult) -> float:
    return max((c.evidence for c in found.candidates), default=0.0)


def ten(given: Any) -> dict[str, Any]:
    """Misses at one false hit in a thousand searches, by the answer as a caller gets it: the person at rank one, with more
    evidence than 999 of 1,000 strangers' best. What the index misses is searched for again by comparing everyone."""
    blocks = [Searchable(in_memory(SUBSET))]
    out: dict[str, Any] = {"people": SUBSET, "probes": given.probes, "conditions": {}}
    for name, change in CONDITIONS.items():
        strangers = [best(search_blocks(blocks, change(p, t), USUAL)) for p, t in probes(given.probes, STRANGERS)]
        limit = float(np.quantile(strangers, 0.999, method="higher"))
        missed, weakest = [], np.inf
        for person, probe in probes(given.probes, 0, SUBSET // given.probes):
            found = search_blocks(blocks, change(person, probe), USUAL).candidates
            if not found or found[0].name != name_of(person) or found[0].evidence <= limit:
                missed.append(person)
            else:
                weakest = min(weakest, found[0].evidence)
        lost = [p for p in missed if _found_by_all(blocks, p, change, limit)]
        out["conditions"][name] = {
            "misses": len(missed), "by the index": len(lost), "threshold": limit, "strangers": max(strangers),
            "weakest": weakest,
        }  # fmt: skip
        print(name, out["conditions"][name], flush=True)
    return out


def _found_by_all(blocks: list[Searchable], person: int, change: Any, limit: float) -> bool:
    probe = change(person, next(probes(1, person))[1])
    found = search_blocks(blocks, probe, Search(effort=Effort.PRECISE)).candidates
    return bool(found) and found[0].name == name_of(person) and found[0].evidence > limit


# -- the first stage


def first(_: Any) -> dict[str, Any]:
    """Single prints a second of processor time on one thread, every code of a probe against every code of a print."""
    block = in_memory(SUBSET)
    prints = np.arange(SUBSET) * 10 + Finger.RIGHT_INDEX - 1
    scores = np.empty(SUBSET, np.float32)
    rates, ranks = [], []
    for person, probe in probes(60, 0, SUBSET // 60):
        seen = _probe_finger(features(probe.fingers[Finger.RIGHT_INDEX]))
        begin = time.process_time()
        scan(seen.codes, seen.turns, block.codes, block.places, block.firsts, prints, WORTH, 8, scores)
        rates.append(SUBSET / (time.process_time() - begin))
        ranks.append(int((scores > scores[person]).sum()))
    blocks = [Searchable(block)]
    spent = {
        e.value: np.median([_seconds(blocks, t, Search(effort=e))[1] for _, t in probes(10, 7)])
        for e in (Effort.INDEX, Effort.SCAN)
    }
    return {
        "rate": float(np.median(rates[1:])),
        "rank_one": ranks.count(0),
        "top_1000": sum(r < 1000 for r in ranks),
        "of": len(ranks),
        "cpu": spent,
    }


def _seconds(
    blocks: list[Searchable], probe: TenPrint, wanted: Search, gallery: LocalGallery | None = None
) -> tuple[float, float, SearchResult]:
    """Wall clock and processor seconds of a search, and its answer; with what ``gallery`` does after each."""
    wall, spent = time.perf_counter(), time.process_time()
    found = search_blocks(blocks, probe, wanted)
    if gallery is not None:
        gallery.let_go()
    return time.perf_counter() - wall, time.process_time() - spent, found


# -- growth


def growth(given: Any) -> dict[str, Any]:
    """Searches of the first blocks of the million, ever more of them, and of all; then one finger against all."""
    folder = given.folder / "million"
    small = in_memory(10_000)
    rows = []
    with LocalGallery.open(folder, read_only=True, check=False) as gallery:
        blocks = gallery._searchables()
        for held in _growing(small, blocks):
            people = sum(len(b.block) for b in held)
            asked = probes(TIMED + WARM, 11, people // (TIMED + WARM + 1))
            answers = [(p, _seconds(held, t, USUAL, gallery)) for p, t in asked][WARM:]
            rows.append({"people": people, **_timed(answers)})
            print(rows[-1], flush=True)
        one = [
            (p, _seconds(blocks, TenPrint({Finger.RIGHT_INDEX: t.fingers[Finger.RIGHT_INDEX]}), USUAL, gallery))
            for p, t in probes(11, 5, people // 12)
        ][1:]
    size = sum(p.stat().st_size for p in folder.iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"rows": rows, "one": _timed(one), "disk": size, "peak": peak, "asked": given.people}


def _growing(small: Any, blocks: list[Searchable]) -> Iterator[list[Searchable]]:
    yield [Searchable(small)]
    held = 1
    while held < len(blocks):
        yield blocks[:held]
        held *= 2
    yield blocks


def _timed(answers: list[tuple[int, tuple[float, float, SearchResult]]]) -> dict[str, Any]:
    wall, spent = (np.array([a[k] for _, a in answers]) for k in (0, 1))
    hits = sum(bool(a[2].candidates) and a[2].candidates[0].name == name_of(p) for p, a in answers)
    return {
        "p50": float(np.median(wall)),
        "p95": float(np.quantile(wall, 0.95)),
        "fastest": float(wall.min()),
        "cpu": float(np.median(spent)),
        "hits": hits,
        "of": len(answers),
    }


if __name__ == "__main__":
    main()
