"""How fast the law engine answers, beside other engines, a plain loop and a hand-written expression of the same rule, in one run.

    LAWGATE_PEERS=PYTHON python bench/law.py

``LAWGATE_PEERS`` names the interpreter of an environment that has openfisca-core and zen-engine; without it their lines say *not
measured*. Writes its table between the ``law`` markers of docs/benchmarks.md. Ratios first: rates are of the machine it ran on.
Memoisation: none. Programs are compiled once a place and period, as in use; every answer is worked out anew.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from _law_cases import STATES, random_frame, usual_frame
from _law_peers import Line, for_peers, peer_rows
from lawgate.decision import Decider
from lawgate.decision.bridge import in_reach, question_of
from lawgate.decision.bulk import decide_frame, plan
from lawgate.detainer import read_custodies
from lawgate.law import Compiled, bulk, columns
from lawgate.law import facts as fact
from lawgate.law.books import load
from lawgate.law.decode import decode
from lawgate.law.expr import Expr, all_of
from lawgate.law.norms import Action
from lawgate.standin.county import write_county

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
PENNSYLVANIA = ROOT.parent / "shared" / "data" / "pa_ice_detainers.csv"
MILLION = 1_000_000


def best(run: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of a few runs."""
    out = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        out.append(time.perf_counter() - begin)
    return min(out)


def scalar_rows() -> Iterator[Line]:
    """Full decisions with trace, one core, on real rows where they are at hand and on a synthetic county."""
    rulebook = load()
    decider = Decider(rulebook, exact_up_to=0)
    feed = ROOT / "var" / "bench" / "bookings.jsonl"
    feed.parent.mkdir(parents=True, exist_ok=True)
    write_county(feed)
    for name, path in (
        ("32,757 Pennsylvania detainers (in reach)", PENNSYLVANIA),
        ("synthetic county, 320 bookings", feed),
    ):
        if not path.exists():
            yield name, "input not at hand: not measured", ""
            continue
        questions = [question_of(c, rulebook) for c in read_custodies(path).items if in_reach(c.booking.facility)]
        each = []
        for q in questions:
            begin = time.perf_counter()
            decider.decide(q, trace=True)
            each.append(time.perf_counter() - begin)
        rate = len(each) / sum(each)
        yield (
            f"scalar decisions with trace: {name}",
            f"{rate:,.0f} a second",
            f"median {1e3 * float(np.median(each)):.3f} ms",
        )


def ten_conditions() -> Expr:
    """A rule of ten conditions on one case, none of them over a list."""
    return all_of(
        fact.request,
        ~fact.juvenile,
        fact.asks.has("hold"),
        fact.issuer_listed,
        fact.in_custody,
        fact.judicial_warrant.one_of("none", "state-criminal"),
        fact.citizenship_claim.one_of("none", "asserted"),
        fact.received_at.by(fact.t0),
        fact.issued_on.from_(date(1997, 4, 1)),
        ~fact.registry_sex_arson,
    )


def rule_rows() -> Iterator[Line]:
    """One rule compiled from its norm, beside the same rule by hand in Polars, as a plain loop and in other engines: one data set."""
    rule = ten_conditions()
    coding = columns.Coding(bulk.vocabulary([rule]))
    c = random_frame(MILLION, coding).cases
    held = coding.mask(fact.asks.ref, ["hold"])
    none, state = (coding.code(fact.judicial_warrant.ref, w) for w in ("none", "state-criminal"))
    says = [coding.code(fact.citizenship_claim.ref, w) for w in ("none", "asserted")]
    by_hand = (
        pl.col("request")
        & ~pl.col("subject.juvenile")
        & (pl.col("request.asks") & pl.lit(held, pl.UInt64) != 0)
        & pl.col("request.issuer_listed")
        & pl.col("in_custody")
        & pl.col("judicial_warrant").is_in([none, state])
        & pl.col("subject.citizenship_claim").is_in(says)
        & (pl.col("request.received_at") <= pl.col("release_due.t0"))
        & (pl.col("request.issued_on") >= 19970401)
        & ~pl.col("registry_sex_arson")
    )
    compiled = coding.over(c, rule)
    truth = c.select(a=compiled)["a"]
    assert truth.equals(c.select(a=by_hand)["a"], null_equal=True)  # the very same answers, unknowns included
    ours, hand = (min(both) for both in zip(*(_turns(c, compiled, by_hand) for _ in range(40)), strict=True))
    once = best(lambda: coding.over(c, rule), 20)
    dicts = c.head(50_000).to_dicts()
    loop = best(lambda: [_plain(d, held, none, state, says) for d in dicts]) * MILLION / len(dicts)
    yield (
        "ten conditions compiled from the norm, 1,000,000 rows",
        f"{MILLION / ours / 1e6:,.1f} M rows a second",
        f"compiling it and looking through its columns for *known to be none*, once a frame: {1e3 * once:.1f} ms",
    )
    yield (
        "the same by hand in Polars",
        f"{MILLION / hand / 1e6:,.1f} M rows a second",
        f"ours takes {ours / hand:.2f} times its time, {(ours + once) / hand:.2f} with that counted in",
    )
    yield (
        "the same as a plain Python loop",
        f"{MILLION / loop / 1e6:,.2f} M rows a second",
        f"ours is {loop / ours:,.0f} times as fast",
    )
    yield from peer_rows(for_peers(c, held), int(truth.sum()), ours)


def _turns(c: pl.DataFrame, *exprs: pl.Expr) -> tuple[float, ...]:
    """Each once, one after the other, so that what else the machine does falls on all alike."""
    out = []
    for e in exprs:
        begin = time.perf_counter()
        c.select(e)
        out.append(time.perf_counter() - begin)
    return tuple(out)


def bulk_rows() -> Iterator[Line]:
    """Whole decisions for a million mixed-state cases: four answers with reasons, and the last lawful minute."""
    made = plan(load(), STATES)
    where = np.random.default_rng(3).integers(0, len(STATES), MILLION).astype(np.int32)
    frame = usual_frame(MILLION, made.coding)
    found = decide_frame(made, frame, where)
    begin = time.process_time()
    seconds = best(lambda: decide_frame(made, frame, where), 5)
    processor = (time.process_time() - begin) / 5
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    answers = {a: found.codes[Action.HOLD] == n for n, a in enumerate(bulk.ANSWERS)}
    shares = ", ".join(f"{a.value} {v.mean():.0%}" for a, v in answers.items() if v.any())
    clocked = (found.clock > 1).mean()
    yield (
        f"whole decisions: four answers, reasons, deadline; 1,000,000 cases of {len(STATES)} states, "
        f"{len(np.unique(found.answers.program))} programs",
        f"**{MILLION / seconds:,.0f} a second**",
        f"{processor:.2f} s of processor time; peak memory of the process {memory:.2f} GiB; hold: {shares}; {clocked:.0%} have a clock",
    )
    yield "of its time", "", _shares(lambda: decide_frame(made, frame, where))
    few = frame.only(np.arange(3000))
    cases = decode(few, made.coding)
    compiled = [Compiled(made.programs[n]) for n in found.answers.program[:3000]]
    loop = best(lambda: [law.find(case) for law, case in zip(compiled, cases, strict=True)], 1) / 3000 * MILLION
    yield (
        "the four answers by the scalar evaluator, a plain loop over the like",
        f"{MILLION / loop:,.0f} a second",
        f"columns are {loop / seconds:,.0f} times as fast, deadline included",
    )
    begin = time.perf_counter()
    exact = decide_frame(made, few, where[:3000], exact_up_to=6)
    before, after = (np.mean([d.codes[a][:3000] == bulk.UNDETERMINED for a in Action]) for d in (found, exact))
    yield (
        "3,000 of them with open answers of up to six unknown facts settled by the solver",
        f"{3000 / (time.perf_counter() - begin):,.0f} a second",
        f"undetermined before {before:.1%}, after {after:.1%} of answers",
    )


PARTS = {
    "the law of each day and place": "slots",
    "comparisons of cases": "prepare",
    "charges and priors gathered": "_gather",
    "decision lists and reasons": "rule",
    "limits, cuts and changes of law": "last_minutes",
    "the moment of asking": "_with_time",
}


def _shares(run: Callable[[], object]) -> str:
    """Where the time goes, by the names of functions."""
    profile = cProfile.Profile()
    profile.runcall(run)
    found: Any = pstats.Stats(profile)
    spent: dict[str, float] = {}
    for (file, _, name), (_, _, _, cumulative, _) in found.stats.items():
        if "lawgate" in file:
            spent[name] = max(spent.get(name, 0.0), cumulative)
    parts = {what: spent.get(name, 0.0) / found.total_tt for what, name in PARTS.items()}
    return (
        ", ".join(f"{what} {share:.0%}" for what, share in parts.items()) + f", the rest {1 - sum(parts.values()):.0%}"
    )


def _plain(d: dict[str, Any], held: int, none: int, state: int, says: list[int]) -> bool:
    return bool(
        d["request"]
        and not d["subject.juvenile"]
        and (d["request.asks"] or 0) & held
        and d["request.issuer_listed"]
        and d["in_custody"]
        and d["judicial_warrant"] in (none, state)
        and d["subject.citizenship_claim"] in says
        and (d["request.received_at"] or 0) <= (d["release_due.t0"] or 0)
        and (d["request.issued_on"] or 0) >= 19970401
        and not d["registry_sex_arson"]
    )


def write(rows: list[tuple[str, str, str]]) -> None:
    """Put the table between its markers."""
    lines = ["| what | rate | beside |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]
    text = (
        PAGE.read_text()
        if PAGE.exists()
        else "# Benchmarks\n\nEach table is written by the script that measures it, in one run on one machine.\n"
    )
    begin, end = "<!-- law:start -->", "<!-- law:end -->"
    section = f"{begin}\n{chr(10).join(lines)}\n{end}"
    if begin in text:
        head, rest = text.split(begin, 1)
        text = head + section + rest.split(end, 1)[1]
    else:
        text += f"\n## The law engine (`bench/law.py`)\n\n{section}\n"
    PAGE.write_text(text)


if __name__ == "__main__":
    before = os.getloadavg()[0]
    found = [*scalar_rows(), *rule_rows(), *bulk_rows()]
    cores, after = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    found.append(("measured on", f"{cores} cores", f"load of the machine {before:.1f} before and {after:.1f} after"))
    write(found)
    for line in found:
        print(" | ".join(line))
