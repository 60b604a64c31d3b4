"""Data for the public: nobody stands out, nothing names a person, and what was lost is said."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statsmodels.duration.hazard_regression import PHReg

from lawgate.base import BadInput
from lawgate.oversight.cases import CASES, ENDED
from lawgate.oversight.measures.hazard import hazards
from lawgate.oversight.release_data import LADDERS, release


def people(n: int, seed: int = 1) -> pl.LazyFrame:
    draw = np.random.default_rng(seed)
    held = {
        "case": [f"14-{k:05d}" for k in range(n)],
        "state": draw.choice(["CA", "WA"], n),
        "county": draw.choice(["Kern", "Pierce", "King"], n),
        "day": [date(2014, 1, 1) + timedelta(days=int(d)) for d in draw.integers(0, 700, n)],
        "birth_year": draw.integers(1950, 1996, n),
        "sex": draw.choice(["male", "female"], n, p=[0.9, 0.1]),
        "race": draw.choice(["a", "b", "c"], n, p=[0.8, 0.15, 0.05]),
        "origin": draw.choice(["x", "y", "z", "w"], n),
        "requested": draw.random(n) < 0.3,
        "ended": draw.choice(list(ENDED[:4]), n),
        "days": draw.exponential(20, n),
        "censored": draw.random(n) < 0.1,
    }
    return pl.DataFrame({c: held.get(c, [None] * n) for c in CASES}, schema=dict(CASES), strict=False).lazy()


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(30, 600), st.integers(2, 20), st.integers(0, 99))
def test_everybody_hides_among_k(n: int, k: int, seed: int) -> None:
    """In what is published every combination of what can be known of a person stands at least k times, and nobody is lost uncounted."""
    found = release(people(n, seed), k)
    groups = found.data.group_by(list(LADDERS)).len()["len"]
    assert found.data.height + found.left_out == n
    smallest = min(groups.to_list(), default=0)
    assert groups.is_empty() or smallest >= k
    assert found.smallest == smallest
    assert found.risk == pytest.approx(len(groups) / found.data.height if found.data.height else 0)


def test_no_number_minute_or_name_of_a_place_of_work_is_published() -> None:
    """The columns are those of the definition and no others; no booking number is in any cell."""
    found = release(people(500), 11).data
    assert set(found.columns) == {*LADDERS, "requested", "ended", "convicted", "level", "felony", "days", "hours over"}
    assert "14-0" not in found.write_csv()


def test_a_k_of_one_and_a_handful_of_cases_are_refused() -> None:
    """Neither hides anybody; each is one sentence."""
    with pytest.raises(BadInput, match="hides nobody"):
        release(people(100), 1)
    with pytest.raises(BadInput, match="cannot hide"):
        release(people(5), 11)


def test_slower_release_is_told_by_coxs_regression() -> None:
    """Stays drawn twice as long for those with a request give half the hazard, as statsmodels fits it on the same rows."""
    draw = np.random.default_rng(5)
    asked = draw.random(4000) < 0.4
    stay, seen = draw.exponential(np.where(asked, 20.0, 10.0)), draw.exponential(40.0, 4000)
    frame = pl.LazyFrame({"days": np.minimum(stay, seen), "censored": seen < stay, "requested": asked})
    found = hazards(frame, {"request": pl.col("requested")})
    assert found["request"].low < np.log(0.5) < found["request"].high
    peer = PHReg(
        np.minimum(stay, seen), asked.astype(float)[:, None], status=(seen >= stay).astype(int), ties="efron"
    ).fit()
    assert found["request"].coef == pytest.approx(float(peer.params[0]))
    assert (found.n, found.released, found.sampled) == (4000, int((seen >= stay).sum()), None)
    with pytest.raises(BadInput, match="cannot be fitted"):
        hazards(frame, {"a": pl.col("requested"), "b": pl.col("requested")})
