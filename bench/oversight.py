"""Ten million past cases: two rulebooks replayed and every measure taken, with the memory it needs, beside the same rule by hand.

    python bench/oversight.py [FOLDER] [--cases 10000000] [--no-write]

The cases are invented, in published proportions, and kept in FOLDER as Parquet. The rule by hand is what California's law of two days
comes to for these columns, written once in Polars and once for DuckDB (left out, and said so, where it is not installed); its counts
must equal the replay's. Writes its table between the ``oversight`` markers of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from rich.progress import Progress

from lawgate.law.books import load
from lawgate.law.norms import HOLD
from lawgate.oversight.cases import CASES
from lawgate.oversight.measures.association import effect, extra_days, speed
from lawgate.oversight.measures.disparity import disparity
from lawgate.oversight.measures.hazard import MOST
from lawgate.oversight.measures.over_detention import cost, exposure, over_detention
from lawgate.oversight.measures.shares import REQUESTED, SHARES, by_seriousness, measure_share
from lawgate.oversight.measures.stays import curve, stay, watched
from lawgate.oversight.replay import law_named, replay

ROOT = Path(__file__).resolve().parents[1]
PART = 500_000
PLACES = [
    *(("CA", c) for c in ("Los Angeles", "San Diego", "Kern", "Orange", "Fresno")),
    *(("TX", c) for c in ("Harris", "Dallas", "Travis", "Bexar")),
    *(("WA", c) for c in ("King", "Pierce")),
    *((s, None) for s in ("IL", "NY", "NJ", "CO", "OR", "FL", "GA", "NC", "AZ", "AR", "PA", "VA")),
]
ENDS = ["custody-taken", "declined", "lifted", "case-closed", "citizen", None]
EQUAL = ("felony", "level", "charges", "sex", "race", "year", "place")
OLD, NEW = "us_ca@2013-12-31", "us_ca@2014-01-01"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?", default=Path(tempfile.gettempdir()) / "lawgate-oversight")
    asked.add_argument("--cases", type=int, default=10_000_000)
    asked.add_argument("--no-write", action="store_true", help="print the table and leave docs/benchmarks.md as it is")
    given = asked.parse_args()
    files = made(given.folder, given.cases)
    frame = pl.scan_parquet(files)
    rows: list[str] = []
    both, spent = timed(lambda: replay(frame, law_named("2014-01-01", load()), law_named("2013-12-31", load())))
    rows.append(line("every case by two rulebooks, four answers and the minute each", given.cases, spent))
    for name, run in measures(frame).items():
        rows.append(line(name, given.cases, timed(run)[1]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    rows += by_hand(frame, files)
    table = [f"| {given.cases:,} invented cases | rate | time |", "|---|---|---|", *rows, ""]
    table.append(
        f"Peak resident memory of the replay and all measures in one process: **{peak / 2**30:.2f} GiB** of the 4 allowed. "
        f"{both.decided:,} cases were decided twice; of {both.changed(HOLD):,} the answer on holding differs. "
        "Two cores; other work on the machine was not stopped."
    )
    if not given.no_write:
        written("\n".join(table))
    print("\n".join(table))


def made(folder: Path, wanted: int) -> list[Path]:
    """The cases, part by part; what is there already is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [folder / f"{n:03d}-{min(PART, wanted - n * PART)}.parquet" for n in range(-(-wanted // PART))]
    with Progress(transient=True) as bar:
        for n, path in enumerate(bar.track(parts, description="cases")):
            if not path.is_file():
                part(n, min(PART, wanted - n * PART)).write_parquet(path)
    return parts


def part(number: int, size: int) -> pl.DataFrame:
    draw = np.random.default_rng([2014, number])
    where = draw.integers(0, len(PLACES), size)
    days = draw.integers(0, 365 * 8, size)
    convicted = draw.choice(np.array([True, False, None], object), size, p=[0.48, 0.48, 0.04])
    level = np.where(convicted == True, draw.choice([1, 2, 3], size, p=[0.2, 0.2, 0.6]), 0)  # noqa: E712
    due = draw.random(size) < 0.7
    booked = (np.datetime64("2010-01-01T12:00") + days.astype("timedelta64[D]")).astype("datetime64[us]")
    stay_minutes = (np.minimum(draw.lognormal(1.5, 1.8, size), 1300) * 1440).astype("timedelta64[m]")
    late = np.where(draw.random(size) < 0.3, draw.exponential(2000, size), 20).astype("timedelta64[m]")
    gone = draw.random(size) < 0.93
    end = booked + stay_minutes
    held: dict[str, Any] = {
        "case": [f"{number}-{k}" for k in range(size)],
        "source": pl.repeat("invented", size, eager=True),
        "state": [PLACES[w][0] for w in where],
        "county": [PLACES[w][1] for w in where],
        "agency_type": pl.repeat("county-jail", size, eager=True),
        "day": [date(2010, 1, 1) + timedelta(days=int(d)) for d in days],
        "booked_at": pl.Series(booked).dt.replace_time_zone("UTC"),
        "due_at": pl.Series(np.where(due, end, np.datetime64("NaT"))).dt.replace_time_zone("UTC"),
        "released_at": pl.Series(np.where(gone, end + late, np.datetime64("NaT"))).dt.replace_time_zone("UTC"),
        "requested": draw.random(size) < 0.9,
        "ended": draw.choice(np.array(ENDS, object), size, p=[0.5, 0.03, 0.07, 0.08, 0.02, 0.3]).tolist(),
        "convicted": convicted.tolist(),
        "level": [int(v) or None for v in level],
        "felony": draw.random(size) < 0.5,
        "charges": draw.poisson(1.4, size) + 1,
        "bail_paid": draw.random(size) < 0.15,
        "sex": draw.choice(["male", "female"], size, p=[0.9, 0.1]).tolist(),
        "race": draw.choice(["a", "b", "c", "d"], size, p=[0.5, 0.3, 0.15, 0.05]).tolist(),
        "citizen": draw.random(size) < 0.003,
        "days": np.where(gone, (stay_minutes + late).astype(float) / 1440, np.nan),
        "censored": ~gone,
    }
    frame = pl.DataFrame({n: held.get(n, pl.repeat(None, size, eager=True)) for n in CASES}, strict=False)
    return frame.with_columns(pl.col("days").fill_nan(None)).cast(pl.Schema(CASES), strict=False)


def measures(frame: pl.LazyFrame) -> dict[str, Callable[[], object]]:
    race = ("race", "a", "share that was declined, by race")
    shares = next(s for s in SHARES if s.name == "declined")
    return {
        "held past the last minute, by state": lambda: over_detention(frame, ("state",)),
        "exposure in dollars, and the jail's own cost": lambda: (exposure(frame), cost(frame)),
        "mean and median stay": lambda: stay(frame, REQUESTED, "t"),
        "the curve of stays, censored ones allowed for": lambda: curve(watched(frame)),
        "five shares by state": lambda: [measure_share(frame, s, ("state",)) for s in SHARES],
        "requests by seriousness": lambda: by_seriousness(frame),
        "disparity by race": lambda: disparity(frame, shares.of, shares.holds, *race),
        "effect of a request on days: regression with robust errors, and matching": lambda: effect(frame, EQUAL),
        "extra days among the like": lambda: extra_days(frame, EQUAL),
        f"speed of release (Cox), on a sample of {MOST:,}": lambda: speed(frame, EQUAL),
    }


def by_hand(frame: pl.LazyFrame, files: Sequence[Path]) -> list[str]:
    """California's cases by the two laws: the replay, Polars by hand, DuckDB by hand. All must count alike."""
    here = frame.filter(pl.col("state") == "CA")
    count = here.select(pl.len()).collect().item()
    found, ours = timed(lambda: replay(here, law_named(NEW, load()), law_named(OLD, load())))
    expected = {(a.value, b.value): n for (action, a, b), n in found.moved.items() if action is HOLD}
    polars, spent = timed(lambda: _polars(here))
    assert polars == expected, (polars, expected)
    rows = [
        line(f"California's {count:,} by two laws: the replay, with reasons, minutes and hours", count, ours),
        line("the same rule for holding alone, by hand in Polars", count, spent, ours / spent),
    ]
    if importlib.util.find_spec("duckdb") is None:
        return [*rows, "| by hand in DuckDB | not installed where this ran | |"]
    duck, spent = timed(lambda: _duckdb(files))
    assert duck == expected, (duck, expected)
    return [*rows, line("by hand in DuckDB, from the same files", count, spent, ours / spent)]


def line(name: str, cases: int, seconds: float, faster: float | None = None) -> str:
    beside = "" if faster is None else f" ({faster:.0f} times faster than the replay)"
    return f"| {name} | {cases / seconds:,.0f} cases a second{beside} | {seconds:.1f} s |"


def _polars(here: pl.LazyFrame) -> dict[tuple[str, str], int]:
    """What the law of each day makes of these columns: before, a request permits; since, a clean record forbids."""
    asked = pl.col("requested")
    before = pl.when(~asked).then(pl.lit("not-requested")).otherwise(pl.lit("permitted"))
    since = (
        pl.when(~asked).then(pl.lit("not-requested"))
        .when(pl.col("convicted").not_()).then(pl.lit("prohibited"))
        .otherwise(pl.lit("undetermined"))
    )  # fmt: skip
    counts = here.select(before.alias("a"), since.alias("b")).group_by("a", "b").len().collect(engine="streaming")
    return {(a, b): n for a, b, n in counts.iter_rows()}


def _duckdb(files: Sequence[Path]) -> dict[tuple[str, str], int]:
    import duckdb

    rows = duckdb.execute(
        "select case when not requested then 'not-requested' else 'permitted' end a, "
        "case when not requested then 'not-requested' when not convicted then 'prohibited' else 'undetermined' end b, count(*) "
        "from read_parquet(?) where state = 'CA' group by 1, 2",
        [[str(f) for f in files]],
    ).fetchall()
    return {(a, b): n for a, b, n in rows}


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    out = run()
    return out, time.perf_counter() - begun


def written(table: str) -> None:
    path = ROOT / "docs" / "benchmarks.md"
    text = path.read_text(encoding="utf-8")
    begin, end = "<!-- oversight:start -->", "<!-- oversight:end -->"
    if begin not in text:
        text += f"\n## Past cases by the million (`bench/oversight.py`)\n\n{begin}\n{end}\n"
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    path.write_text(f"{head}{begin}\n{table}\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
