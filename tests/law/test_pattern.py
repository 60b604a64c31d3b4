"""Patterns of cases: what may share a worked-out result, and what may not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawgate.base import Place
from lawgate.law.books import load
from lawgate.law.exact import Completions, conditions
from lawgate.law.norms import Action
from lawgate.law.pattern import Sight
from lawgate.law.rulebook import Query
from tests.law.strategies import START, cases

PLACES = st.sampled_from(["CA", "NC", "NY", "NJ", "TX", "WA", "PA"])
DAYS = st.sampled_from(["2012-06-01", "2014-06-10", "2019-01-01", "2025-10-15"])
THIRD = timedelta(days=365)


def stretched(case: dict[str, Any], by: float, shift: timedelta) -> dict[str, Any]:
    """The case with its instants pulled together and moved: their order stays, the times between them do not."""

    def moved(v: Any) -> Any:
        return START + (v - START) * by + shift if isinstance(v, datetime) else v

    return {k: moved(v) for k, v in case.items()}


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(PLACES, DAYS, cases(), st.sampled_from([1.0, 0.5]), st.sampled_from([timedelta(0), THIRD]), st.booleans())
def test_equal_patterns_have_equal_completions(
    state: str, day: str, case: dict[str, Any], by: float, shift: timedelta, later: bool
) -> None:
    """Whatever else differs, cases of one pattern leave the same answers open and need the same facts."""
    ruling = load().program(Query(Place(state, "Example"), day, policies=frozenset())).rulings[Action.HOLD]
    sight = Sight(conditions(ruling))
    other = stretched(case, by, shift)
    if later:
        other["moment.date"] = case["moment.date"] + timedelta(days=1)
    assume(sight.pattern(case) == sight.pattern(other))
    names = sorted({r.name for r in ruling.entries[0].cond.refs() if not r.in_row and r.name not in case})[:2]
    one, two = Completions(ruling, case), Completions(ruling, other)
    assert one.possible() == two.possible()
    if len(names) == 2:
        assert one.settle(names) == two.settle(names)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(PLACES, DAYS, cases(), st.integers(-200_000, 200_000))
def test_a_case_moved_in_time_keeps_its_pattern(state: str, day: str, case: dict[str, Any], by: int) -> None:
    """Moving every instant by the same minutes changes nothing that the conditions can see."""
    ruling = load().program(Query(Place(state, "Example"), day, policies=frozenset())).rulings[Action.HOLD]
    sight = Sight(conditions(ruling))
    assert sight.pattern(case) == sight.pattern(stretched(case, 1.0, timedelta(minutes=by)))


def test_what_matters_makes_another_pattern() -> None:
    """The order of events, a fact that becomes known and a conviction over the line of years are each seen."""
    ruling = load().program(Query(Place("CA", "Kern"), "2014-06-10", policies=frozenset())).rulings[Action.HOLD]
    sight = Sight(conditions(ruling))
    t0 = datetime(2014, 6, 10, tzinfo=UTC)
    prior = {"category": "B", "level": "misdemeanor", "wobbler": True, "convicted_on": date(2010, 1, 1)}
    case = {
        "request": True,
        "release_due.t0": t0,
        "request.received_at": t0 - timedelta(hours=2),
        "moment.date": date(2014, 6, 10),
        "record_complete": True,
        "charges": (),
        "priors": (prior,),
    }
    seen = {
        sight.pattern(c)
        for c in (
            case,
            case | {"request.cancelled_at": t0 - timedelta(hours=1)},
            case | {"request.cancelled_at": t0 + timedelta(hours=1)},
            case | {"judicial_warrant": "none"},
            case | {"record_complete": False},
            case | {"priors": ({**prior, "convicted_on": date(2000, 1, 1)},)},
            case | {"priors": (prior, prior)},
        )
    }
    assert len(seen) == 7
    assert sight.pattern(case | {"priors": ({**prior, "convicted_on": date(2011, 1, 1)},)}) == sight.pattern(case)
