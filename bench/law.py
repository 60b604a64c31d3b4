"""How fast the law engine answers, beside a plain loop and a hand-written expression of the same rule, in one run.

    python bench/law.py

Writes its table between the ``law`` markers of docs/benchmarks.md. Ratios first: rates are of the machine it ran on.
Memoisation: none. Programs are compiled once a place and period, as in use; every answer is worked out anew.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from lawgate.base import Place
from lawgate.decision import Decider
from lawgate.decision.bridge import in_reach, question_of
from lawgate.decision.bulk import decide_frame, plan
from lawgate.detainer import read_custodies
from lawgate.law import Compiled, bulk, columns
from lawgate.law import facts as fact
from lawgate.law.books import load
from lawgate.law.expr import Expr, all_of
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


def scalar_rows() -> Iterator[tuple[str, str, str]]:
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


PLACES = [
    Place(s) for s in ["CA", "WA", "OR", "PA", "TX", "FL", "GA", "NC", "NY", "NJ", "CO", "IL", "MA", "ID", "AZ", "OK"]
]
DAYS = ["2009-06-01", "2012-08-31", "2014-06-10", "2016-05-05", "2018-03-01", "2021-08-01", "2025-04-01"]


def random_frame(programs: int, coding: columns.Coding) -> tuple[columns.Frame, np.ndarray]:
    """A million cases over every fact, a tenth of each unknown, with a charge and half a prior each."""
    rng = np.random.default_rng(7)

    def column(name: str, kind: str, size: int) -> pl.Series:
        if kind == "yes/no":
            values = pl.Series(rng.random(size) < 0.5)
        elif kind == "word":
            words = len(coding.vocabulary.words.get(name, ()))
            values = pl.Series(rng.integers(1, words + 2, size, dtype=np.uint16))
        elif kind == "words":
            values = pl.Series(rng.integers(0, 2**12, size, dtype=np.uint64))
        elif kind == "day":
            values = pl.Series((rng.integers(1995, 2026, size) * 10000 + 615).astype(np.int32))
        elif kind == "instant":
            values = pl.Series(rng.integers(20_000_000, 29_000_000, size, dtype=np.int64))
        else:
            values = pl.Series(rng.integers(0, 90, size).astype(np.int32))
        known = pl.Series(rng.random(size) < 0.9)
        return pl.select(pl.when(known).then(values)).to_series().alias(name.removeprefix("row."))

    from lawgate.law.declare import DECLARED

    cases = pl.DataFrame([column(n, f.kind, MILLION) for n, f in DECLARED.items() if not f.in_row])
    cases = cases.with_columns(pl.lit(value=True).alias("charges"), pl.lit(value=True).alias("priors"))
    lists = {}
    for rows, size in (("charges", MILLION), ("priors", MILLION // 2)):
        held = pl.DataFrame([column(n, f.kind, size) for n, f in DECLARED.items() if f.in_row])
        lists[rows] = held.with_columns(pl.Series("case", np.sort(rng.integers(0, MILLION, size)).astype(np.uint32)))
    return columns.Frame(cases, lists), rng.integers(0, programs, MILLION).astype(np.int32)


def bulk_rows() -> Iterator[tuple[str, str, str]]:
    """Whole decisions for a million mixed-state cases: four answers with reasons, then the deadline as well."""
    made = plan(load(), PLACES)
    frame, _ = random_frame(1, made.coding)
    rng = np.random.default_rng(11)
    where = rng.integers(0, len(PLACES), MILLION).astype(np.int32)
    local = pl.from_epoch(frame.cases["release_due.t0"].fill_null(23_000_000) * 60, time_unit="s")
    days = (local.dt.year() * 10000 + local.dt.month() * 100 + local.dt.day()).cast(pl.Int32)
    frame = columns.Frame(frame.cases.with_columns(days.alias("moment.date")), frame.lists)
    which = made.which(where, days.to_numpy())
    answers = best(lambda: bulk.answer(frame, which, made.programs, made.coding))
    whole = best(lambda: decide_frame(made, frame, where))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    compiled = Compiled(made.programs[0])
    loop = best(lambda: [compiled.find({"request": True, "judicial_warrant": "none"}) for _ in range(2000)]) / 2000
    yield (
        f"bulk: four answers with reasons and the deadline, 1,000,000 cases, {len(np.unique(which))} programs",
        f"{MILLION / whole:,.0f} a second",
        f"{loop * MILLION / whole:,.0f} times the scalar evaluator on near-empty cases; peak memory {memory:.2f} GiB",
    )
    yield (
        "of which the four answers with reasons",
        f"{MILLION / answers:,.0f} a second",
        f"{answers / whole:.0%} of the time; the rest is the clock and choosing the law of each day",
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


def rule_rows() -> Iterator[tuple[str, str, str]]:
    """One rule compiled from its norm, beside the same rule written by hand for Polars and as a plain loop."""
    rule = ten_conditions()
    coding = columns.Coding(bulk.vocabulary([rule]))
    frame, _ = random_frame(1, coding)
    c = frame.cases
    held, none, state = (
        coding.mask(fact.asks.ref, ["hold"]),
        *(coding.code(fact.judicial_warrant.ref, w) for w in ("none", "state-criminal")),
    )
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
        & (pl.col("request.received_at") != columns.NO_INSTANT)  # what is known to be none orders with nothing
        & (pl.col("release_due.t0") != columns.NO_INSTANT)
        & (pl.col("request.issued_on") >= 19970401)
        & ~pl.col("registry_sex_arson")
    )
    assert c.select(a=coding.expr(rule))["a"].equals(c.select(a=by_hand)["a"], null_equal=True)  # the very same answers
    ours, hand = best(lambda: c.select(coding.expr(rule)), 5), best(lambda: c.select(by_hand), 5)
    dicts = c.head(50_000).to_dicts()
    loop = best(lambda: [_plain(d, held, none, state, says) for d in dicts]) * MILLION / len(dicts)
    yield "ten conditions compiled from the norm, 1,000,000 rows", f"{MILLION / ours / 1e6:,.1f} M rows a second", ""
    yield (
        "the same by hand in Polars",
        f"{MILLION / hand / 1e6:,.1f} M rows a second",
        f"ours takes {ours / hand:.2f} times its time",
    )
    yield (
        "the same as a plain Python loop",
        f"{MILLION / loop / 1e6:,.2f} M rows a second",
        f"ours is {loop / ours:,.0f} times as fast",
    )


def _plain(d: dict[str, object], held: int, none: int, state: int, says: list[int]) -> bool:
    return bool(
        d["request"]
        and not d["subject.juvenile"]
        and (d["request.asks"] or 0) & held  # type: ignore[operator]
        and d["request.issuer_listed"]
        and d["in_custody"]
        and d["judicial_warrant"] in (none, state)
        and d["subject.citizenship_claim"] in says
        and (d["request.received_at"] or 0) <= (d["release_due.t0"] or 0)  # type: ignore[operator]
        and (d["request.issued_on"] or 0) >= 19970401  # type: ignore[operator]
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
    found = [*scalar_rows(), *rule_rows(), *bulk_rows()]
    write(found)
    for line in found:
        print(" | ".join(line))
