"""Days with a request beside days without one: every number against statsmodels or a likelihood written out by hand."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from typer.testing import CliRunner

from lawgate.base import BadInput
from lawgate.cli.oversight import app
from lawgate.oversight.cases import CASES
from lawgate.oversight.measures.alike import held_equal, told_apart
from lawgate.oversight.measures.association import HELD_EQUAL, THE_LIKE, effect, extra_days, speed
from lawgate.oversight.measures.effect import matched, regress
from lawgate.oversight.measures.hazard import hazards
from lawgate.oversight.measures.intervals import Z
from lawgate.oversight.measures.records import SMALL
from lawgate.oversight.measures.shares import by_seriousness
from lawgate.oversight.measures.stays import by_request, watched

FELONY, REQUEST, FILE_ENDS = 0.9, 0.6, 30.0
Row = npt.NDArray[Any]


def stays(n: int = 1500, seed: int = 5) -> pl.DataFrame:
    """Made cases: felons are asked for more often and stay longer; a request adds 0.6 to the logarithm of days.

    Whoever stays past the file's thirty days is still in."""
    draw = np.random.default_rng(seed)
    felony = draw.random(n) < 0.4
    asked = draw.random(n) < np.where(felony, 0.5, 0.15)
    days = np.maximum(
        np.round(np.exp(0.2 + FELONY * felony + REQUEST * asked + draw.normal(scale=0.8, size=n)), 1), 0.1
    )
    at = draw.random(n) * FILE_ENDS
    gone = at + days <= FILE_ENDS
    minute = np.timedelta64(1, "m")
    booked = pl.Series(np.datetime64("2014-01-01T00:00", "us") + (at * 1440).astype("int64") * minute)
    held = {
        "state": ["CA"] * n,
        "county": ["Kern"] * n,
        "booked_at": booked.cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
        "day": booked.cast(pl.Date),
        "requested": asked,
        "felony": felony,
        "charges": draw.poisson(1.0, n) + 1,
        "sex": draw.choice(["male", "female"], n, p=[0.8, 0.2]).tolist(),
        "race": draw.choice(["a", "b", "rare"], n, p=[0.6, 0.396, 0.004]).tolist(),
        "days": [float(d) if g else None for d, g in zip(days, gone, strict=True)],
        "censored": ~gone,
    }
    held_all = {c: held.get(c, [None] * n) for c in CASES}
    return pl.DataFrame(held_all, schema=dict(CASES), strict=False)


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_the_robust_errors_are_those_of_the_rows(seed: int) -> None:
    """HC3 from grouped sums is statsmodels' HC3 from the rows, where the spread differs from group to group."""
    draw = np.random.default_rng(seed)
    n = 300
    a, b = draw.integers(0, 2, n), draw.integers(0, 3, n)
    y = 0.5 + a - 0.4 * b + draw.normal(size=n) * (1 + 2 * a)
    frame = pl.LazyFrame({"y": y, "a": a, "b": b})
    found = regress(frame, pl.col("y"), {"a": pl.col("a"), "b": pl.col("b")}, robust=True)
    peer = sm.OLS(y, sm.add_constant(np.column_stack([a, b]))).fit(cov_type="HC3")
    assert [t.se for t in found.terms] == pytest.approx(list(peer.bse), rel=1e-8)
    assert [t.p for t in found.terms] == pytest.approx(list(peer.pvalues), rel=1e-6, abs=1e-12)


def test_an_error_that_rests_on_one_case_is_refused() -> None:
    """Where one case alone decides a term no spread can be told, and one sentence names the term."""
    frame = pl.LazyFrame({"y": [1.0, 2.0, 3.0, 5.0, 9.0], "a": [0, 1, 0, 1, 0], "only": [0, 0, 0, 0, 1]})
    with pytest.raises(BadInput, match="one case alone decides 'only'"):
        regress(frame, pl.col("y"), {"a": pl.col("a"), "only": pl.col("only")}, robust=True)


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_matching_is_the_contrast_of_a_saturated_regression(seed: int) -> None:
    """The matched difference and its interval are those of a regression with a mean for each cell (statsmodels, HC2)."""
    draw = np.random.default_rng(seed)
    n = 200
    group, treated = draw.integers(0, 3, n), draw.random(n) < 0.4
    y = group + 2.0 * treated + draw.normal(size=n) * (1 + group)
    cells = [(g, t) for g in range(3) for t in (False, True)]
    sizes = [int(((group == g) & (treated == t)).sum()) for g, t in cells]
    assume(min(sizes) >= 2)
    dummies = np.column_stack([((group == g) & (treated == t)).astype(float) for g, t in cells])
    total = sum(s for s, (_, t) in zip(sizes, cells, strict=True) if t)
    weight = [sizes[2 * g + 1] / total * (1 if t else -1) for g, t in cells]
    peer = sm.OLS(y, dummies).fit(cov_type="HC2").t_test(weight)
    found, _ = matched(pl.LazyFrame({"g": group, "t": treated, "y": y}), pl.col("y"), pl.col("t"), ["g"])
    assert found.value == pytest.approx(float(peer.effect[0]), rel=1e-9)
    assert found.value is not None
    assert found.high is not None
    assert found.high - found.value == pytest.approx(Z * float(peer.sd.item()), rel=1e-9)


def efron(days: Row, out: Row, x: Row, beta: float) -> float:
    """Minus the logarithm of Cox's partial likelihood, ties after Efron, term by term as it is printed in textbooks."""
    total = 0.0
    for day in np.unique(days[out]):
        died, risk = (days == day) & out, days >= day
        total += beta * x[died].sum()
        at_risk, tied = np.exp(beta * x[risk]).sum(), np.exp(beta * x[died]).sum()
        total -= sum(math.log(at_risk - k / died.sum() * tied) for k in range(died.sum()))
    return -total


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_the_hazard_is_where_the_likelihood_is_highest(seed: int) -> None:
    """Cox's coefficient and its error are those of the partial likelihood written out, with ties and people still in."""
    draw = np.random.default_rng(seed)
    n = 80
    x = draw.integers(0, 2, n).astype(float)
    days, out = np.ceil(draw.exponential(4 + 3 * x)), draw.random(n) < 0.8
    found = hazards(pl.LazyFrame({"days": days, "censored": ~out, "x": x}), {"x": pl.col("x")})["x"]
    best = minimize_scalar(lambda b: efron(days, out, x, b), bounds=(-5, 5), method="bounded", options={"xatol": 1e-8})
    assert found.coef == pytest.approx(best.x, abs=1e-4)
    h = 1e-3
    bend = (efron(days, out, x, best.x + h) - 2 * best.fun + efron(days, out, x, best.x - h)) / h**2
    assert found.se == pytest.approx(bend**-0.5, rel=1e-3)


def test_a_sample_is_spread_over_the_file_and_always_the_same() -> None:
    """Of more rows than are fitted about so many are taken, twice the same, and the hazard hardly moves."""
    frame = watched(stays().lazy())
    terms = {"asked": pl.col("requested").cast(pl.Float64)}
    whole, part = hazards(frame, terms), hazards(frame, terms, most=900)
    assert part.sampled == whole.n
    assert part.n == pytest.approx(900, rel=0.05)
    assert part == hazards(frame, terms, most=900)
    assert part["asked"].coef == pytest.approx(whole["asked"].coef, abs=3 * part["asked"].se)


def test_those_still_in_count_up_to_the_end_of_the_file() -> None:
    """A person booked on the first of two days and not released was seen for two days, and the curve does not come down for them."""
    at = pl.Series(["2014-06-01T00:00", "2014-06-03T00:00"]).str.to_datetime(time_zone="UTC").to_list()
    rows = {"booked_at": [at[0]] * 24, "released_at": [None] * 12 + [at[1]] * 12, "requested": [True] * 24}
    rows |= {"days": [None] * 12 + [1.0] * 12, "censored": [True] * 12 + [False] * 12}
    frame = pl.LazyFrame(rows, schema_overrides={"days": pl.Float64})
    assert watched(frame).collect()["days"].to_list() == [2.0] * 12 + [1.0] * 12
    (found,) = by_request(frame).values()
    assert found.select("at_risk", "share").rows() == [(24, 0.5), (12, 0.5)]


def test_no_term_rests_on_a_handful_and_none_says_the_same_twice() -> None:
    """A rare value is put to the commonest; a column that another already says is left out; what says nothing is named."""
    frame = stays().lazy().with_columns(kind=pl.when(pl.col("felony")).then(pl.lit("grave")).otherwise(pl.lit("light")))
    alike = held_equal(frame)
    assert all(n >= SMALL for n in alike.people.values())
    assert "race: rare" not in alike.terms
    assert "level" in alike.left_out
    assert {"felony: yes", "kind: grave"} <= set(alike.terms)
    apart = told_apart(frame, alike.terms)
    assert set(alike.terms) - set(apart) == {"kind: grave"}
    with pytest.raises(BadInput, match="'bail' cannot be held equal"):
        held_equal(frame, ["bail"])


def test_what_was_put_in_comes_out_and_is_called_no_cause() -> None:
    """Held equal, the made effect of a request comes back within three errors by both ways; by itself the difference misleads."""
    found = effect(stays().lazy())
    rows = {r["compared"]: r for r in found.table.to_dicts()}
    for way in (HELD_EQUAL, THE_LIKE):
        error = math.log(rows[way]["high"] / rows[way]["low"]) / (2 * Z)
        assert abs(math.log(rows[way]["times"]) - REQUEST) < 3 * error
    assert rows["nothing held equal"]["low"] > math.exp(REQUEST)
    assert "An association, not a cause" in found.pitfalls
    longer = extra_days(stays().lazy(), dollars_a_day=100.0)
    assert longer.whole.value is not None
    assert longer.whole.low is not None
    assert longer.whole.low > 0
    assert longer.table["value"].to_list()[1] == pytest.approx(100 * longer.whole.value)
    slower = speed(stays().lazy())
    assert slower.whole.high is not None
    assert slower.whole.high < 1


def test_a_side_of_a_handful_is_not_compared() -> None:
    """With ten requests in the file no effect is told."""
    rows = stays()
    few = pl.concat([rows.filter("requested").head(10), rows.filter(~pl.col("requested"))])
    for measure in (effect, extra_days, speed):
        with pytest.raises(BadInput, match="fewer than eleven people"):
            measure(few.lazy())


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_no_step_of_seriousness_can_be_told_by_subtraction(sizes: list[int]) -> None:
    """Whatever the sizes, no step of one to ten people is shown, nor is one alone hidden."""
    assume(sum(sizes) > 0)
    level = [step or None for step, n in enumerate(sizes) for _ in range(n)]
    frame = pl.LazyFrame(
        {"requested": [True] * len(level), "level": level, "convicted": [v is not None for v in level], "felony": None},
        schema={"requested": pl.Boolean, "level": pl.Int8, "convicted": pl.Boolean, "felony": pl.Boolean},
    )
    table = by_seriousness(frame).table
    shown = table["count"].drop_nulls().to_list()
    assert all(c >= SMALL for c in shown)
    assert table["count"].null_count() != 1 or table.height == 1


def test_the_verbs_speak_in_sentences(tmp_path: Path) -> None:
    """`effect` and `survival` print the figure with its interval and its warning; a file of requests alone is refused in one sentence."""
    path = tmp_path / "cases.parquet"
    stays(800).write_parquet(path)
    run = CliRunner().invoke
    said = " ".join(run(app, ["effect", str(path), "--equal", "felony"]).output.split())
    assert "times as long, n = " in said
    assert "An association, not a cause" in said
    said = run(app, ["survival", str(path), "--out", str(tmp_path / "curves.csv")]).output
    assert "times as fast" in " ".join(said.split())
    curves = pl.read_csv(tmp_path / "curves.csv")
    left = curves.filter(pl.col("group") == curves["group"][0])["still_in"].to_list()
    assert all(before - after >= SMALL for before, after in pairwise(left))
    stays(300).filter("requested").write_parquet(path)
    refused = run(app, ["effect", str(path)])
    assert refused.exit_code != 0
