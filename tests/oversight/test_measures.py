"""Every estimator against another hand: statsmodels, or arithmetic that anyone can follow."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from lawgate.base import BadInput
from lawgate.oversight.cases import CASES
from lawgate.oversight.measures import intervals
from lawgate.oversight.measures.disparity import disparity, hidden_groups
from lawgate.oversight.measures.effect import matched, regress
from lawgate.oversight.measures.over_detention import cost, exposure, over_detention
from lawgate.oversight.measures.records import SMALL
from lawgate.oversight.measures.shares import SHARES, measure_share
from lawgate.oversight.measures.stays import curve, median_of, stay


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_interval_of_a_share_is_wilsons(count: int, n: int) -> None:
    """Equal to statsmodels' Wilson interval for every count."""
    assume(count <= n)
    found = intervals.share(count, n)
    low, high = proportion_confint(count, n, method="wilson")
    assert (found.low, found.high) == pytest.approx((max(low, 0), min(high, 1)), abs=1e-9)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= count / n <= found.high


@given(st.lists(st.floats(0, 500), min_size=2, max_size=60))
def test_the_interval_of_a_mean_is_students(values: list[float]) -> None:
    """Equal to scipy's interval of the mean; from sums alone."""
    x = np.array(values)
    assume(x.std() > 0.01)
    found = intervals.mean(len(x), float(x.sum()), float((x * x).sum()))
    low, high = stats.t.interval(0.95, len(x) - 1, loc=x.mean(), scale=stats.sem(x))
    assert (found.value, found.low, found.high) == pytest.approx((x.mean(), low, high), rel=1e-5, abs=1e-5)


def test_the_interval_of_a_median_covers_it_as_often_as_it_says() -> None:
    """Of 2,000 samples of a skewed shape the interval holds the true median in at least 94 of a hundred, and not in all."""
    draw = np.random.default_rng(3)
    hits = 0
    for _ in range(2000):
        found = intervals.median(np.sort(draw.exponential(size=41)))
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= math.log(2) <= found.high
    assert 0.94 <= hits / 2000 < 0.99


some_of = st.integers(2, 300).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))


@given(some_of, some_of)
def test_the_ratio_of_two_shares_is_that_of_a_table(one: tuple[int, int], base: tuple[int, int]) -> None:
    """Equal to statsmodels' risk ratio and its interval."""
    (a, n), (b, m) = one, base
    table = sm.stats.Table2x2(np.array([[a, n - a], [b, m - b]]))
    found = intervals.ratio_of_shares(a, n, b, m)
    low, high = table.riskratio_confint()
    assert (found.value, found.low, found.high) == pytest.approx((table.riskratio, low, high), rel=1e-6)


stays = st.lists(st.tuples(st.integers(0, 300), st.booleans()), min_size=2, max_size=80)


@given(stays)
def test_the_curve_is_kaplan_meiers(rows: list[tuple[int, bool]]) -> None:
    """The share still in, and its spread, are statsmodels' for any mix of ended and open stays."""
    assume(any(not c for _, c in rows))
    frame = pl.LazyFrame({"days": [h / 24 for h, _ in rows], "censored": [c for _, c in rows]})
    found = curve(frame)
    peer = sm.SurvfuncRight(np.array([h for h, _ in rows], float), np.array([not c for _, c in rows], float))
    mine = {round(d * 24): s for d, s in found.select("day", "share").iter_rows()}
    for at, share in zip(peer.surv_times, peer.surv_prob, strict=True):
        assert mine[round(at)] == pytest.approx(share, abs=1e-9)
    ends = found.filter((pl.col("released") > 0) & (pl.col("share") > 0) & (pl.col("share") < 1))
    errors = dict(zip(peer.surv_times, peer.surv_prob_se, strict=True))
    for day, share, low in ends.select("day", "share", "low").iter_rows():
        theta = errors[float(round(day * 24))] / share / abs(math.log(share))
        assert low == pytest.approx(share ** math.exp(intervals.Z * theta), abs=1e-6)


def test_half_are_out_when_the_curve_says_so() -> None:
    """Four stays of 1, 2, 3 and 4 days: half are out on the second."""
    frame = pl.LazyFrame({"days": [1.0, 2.0, 3.0, 4.0], "censored": [False] * 4})
    assert median_of(curve(frame)).value == 2.0
    assert stay(frame, pl.lit(value=True), "t").whole.value == 2.5


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_the_regression_is_that_of_the_rows(seed: int) -> None:
    """Coefficients, errors and adjusted R² from grouped sums are statsmodels' from the rows."""
    draw = np.random.default_rng(seed)
    n = 400
    a, b = draw.integers(0, 2, n), draw.integers(0, 4, n)
    y = 0.5 + 1.3 * a - 0.4 * b + draw.normal(size=n)
    frame = pl.LazyFrame({"y": y, "a": a == 1, "b": b})
    found = regress(frame, pl.col("y"), {"a": pl.col("a"), "b": pl.col("b")})
    peer = sm.OLS(y, sm.add_constant(np.column_stack([a, b]))).fit()
    assert [t.coef for t in found.terms] == pytest.approx(list(peer.params), rel=1e-8, abs=1e-10)
    assert [t.se for t in found.terms] == pytest.approx(list(peer.bse), rel=1e-8)
    assert [t.p for t in found.terms] == pytest.approx(list(peer.pvalues), rel=1e-6, abs=1e-12)
    assert found.r2_adjusted == pytest.approx(peer.rsquared_adj, rel=1e-8, abs=1e-10)


def test_terms_that_say_the_same_are_refused() -> None:
    """A term and its double cannot be told apart, and one sentence says so."""
    frame = pl.LazyFrame({"y": [1.0, 2.0, 3.0, 5.0, 4.0], "a": [0, 1, 0, 1, 1]})
    with pytest.raises(BadInput, match="cannot tell the terms apart"):
        regress(frame, pl.col("y"), {"a": pl.col("a"), "twice": pl.col("a") * 2})


def test_matching_compares_like_with_like() -> None:
    """Where the treated sit in graver strata the raw difference misleads; matched, the true one of two days comes out."""
    rows = [
        ("grave", True, 12.0),
        ("grave", True, 14.0),
        ("grave", False, 11.0),
        ("light", False, 1.0),
        ("light", True, 3.0),
    ]
    rows += [("light", False, 1.0)] * 6 + [("only", True, 99.0)]
    frame = pl.LazyFrame(rows, schema=["s", "t", "y"], orient="row")
    found, strata = matched(frame, pl.col("y"), pl.col("t"), ["s"])
    assert found.value == pytest.approx(2.0)
    assert found.n == 3
    assert strata.filter(pl.col("s") == "only")["n_c"].item() == 0


groups = st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.integers(0, 200), st.floats(0, 1)), min_size=1)


@given(groups)
def test_no_figure_rests_on_a_handful_of_people(drawn: dict[str, tuple[int, float]]) -> None:
    """Whatever the groups, no count or rate that is shown rests on one to ten people, nor can a single hidden one be subtracted."""
    sizes = {g: (n, round(n * p)) for g, (n, p) in drawn.items() if n}
    assume(sizes)
    frame = pl.LazyFrame(
        {
            "race": [g for g, (n, _) in sizes.items() for _ in range(n)],
            "held": [k < c for n, c in sizes.values() for k in range(n)],
        },
        schema={"race": pl.String, "held": pl.Boolean},
    )
    base = next(iter(sizes))
    table = disparity(frame, pl.lit(value=True), pl.col("held"), "race", base, "t").table
    for row in table.iter_rows(named=True):
        n, c = sizes[row["group"]]
        if row["count"] is not None:
            assert n >= SMALL
            assert c == row["count"]
            assert c == 0 or c >= SMALL
            assert n == c or n - c >= SMALL
    assert len(hidden_groups(sizes)) != 1 or len(sizes) == 1


def cases(**columns: list[object]) -> pl.LazyFrame:
    length = len(next(iter(columns.values())))
    return pl.LazyFrame({n: columns.get(n, [None] * length) for n in CASES}, schema=dict(CASES), strict=False)


def test_over_detention_is_counted_from_the_last_lawful_minute() -> None:
    """One held two hours past t0 with a hold lawful for one counts one hour; without a request, or with t0 unknown, nobody counts."""
    at = (
        pl.Series(["2014-06-10T02:55", "2014-06-10T03:55", "2014-06-10T04:55"])
        .str.to_datetime(time_zone="UTC")
        .to_list()
    )
    frame = cases(
        requested=[True, True, False, True],
        due_at=[at[0], at[0], at[0], None],
        last_minute=[at[1], None, None, None],
        released_at=[at[2], at[0], at[2], at[2]],
    )
    found = over_detention(frame)
    assert (found.whole.value, found.whole.n) == (0.5, 2)
    assert found.table["hours"].item() == 1.0
    assert exposure(frame).whole.n == 1
    assert cost(frame, 240.0).whole.value == 10.0  # an hour of a day that costs 240


def test_a_silent_record_is_not_a_clean_one() -> None:
    """Of three requests with no conviction stated, a conviction and silence, the share without conviction is one of two."""
    frame = cases(requested=[True, True, True], convicted=[False, True, None])
    assert measure_share(frame, SHARES[0]).whole.value == 0.5
