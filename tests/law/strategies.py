"""Random cases over the declared facts, with any of them left unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from lawgate.base import Place
from lawgate.base.places import CIRCUITS
from lawgate.law import Query
from lawgate.law.books import load
from lawgate.law.declare import DECLARED, Fact

FREE_WORDS = ("alpha", "beta", "operative-only-on-conviction", "PERC", "Chicago", "foreign-birth-call-to-ICE")
BOX_WORDS = (
    "inquiry-begun",
    "proceedings-started",
    "order-of-removal",
    "reason-to-believe-removable",
    "1A-felony-conviction",
    "1B-final-order",
    "1-final-order",
    "1-biometric-match",
    "2-dhs-transferred-for-proceeding",
)
START = datetime(2012, 1, 1, tzinfo=UTC)


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    """A value the fact may have, none included where it may be none."""
    found: st.SearchStrategy[Any]
    if fact.kind == "yes/no":
        found = st.booleans()
    elif fact.kind == "word":
        words = getattr(fact, "words", ()) or FREE_WORDS
        found = st.sampled_from(words)
    elif fact.kind == "words":
        words = getattr(fact, "words", ()) or (BOX_WORDS if fact.name == "request.boxes" else FREE_WORDS)
        found = st.frozensets(st.sampled_from(words), max_size=4)
    elif fact.kind == "instant":
        found = st.integers(0, 14 * 365 * 24 * 60).map(lambda m: START + timedelta(minutes=m))
    elif fact.kind == "day":
        found = st.dates(date(1995, 1, 1), date(2026, 12, 31))
    else:
        found = st.integers(0, 120)
    return st.one_of(st.none(), found) if getattr(fact, "nullable", False) else found


def rows() -> st.SearchStrategy[dict[str, Any]]:
    fields = {f.name: value_of(f) for f in DECLARED.values() if f.in_row}
    return st.fixed_dictionaries({}, optional=fields)


def cases(*, complete: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """A case; with ``complete`` every fact is known."""
    fields = {f.name: value_of(f) for f in DECLARED.values() if not f.in_row and f.name != "moment.date"}
    row = st.fixed_dictionaries({f.name: value_of(f) for f in DECLARED.values() if f.in_row}) if complete else rows()
    lists = {name: st.lists(row, max_size=2).map(tuple) for name in ("charges", "priors")}
    today = {"moment.date": st.dates(date(2008, 1, 1), date(2026, 12, 31))}
    if complete:
        return st.fixed_dictionaries({**fields, **lists, **today})
    return st.fixed_dictionaries(today, optional={**fields, **lists})


@cache
def every_place() -> tuple[Place, ...]:
    """Every state and territory, and every county, city and kind of agency that a book names."""
    found = dict.fromkeys(Place(s) for s in CIRCUITS)
    for norm in load().norms:
        t = norm.territory
        kinds = sorted(t.agency_types) or ["county-jail"]
        found |= dict.fromkeys(Place(s, c, agency_type=k) for s, c in sorted(t.counties) for k in kinds)
        found |= dict.fromkeys(Place(s, None, c, agency_type=k) for s, c in sorted(t.localities) for k in kinds)
        found |= dict.fromkeys(Place(s, agency_type=k) for s in sorted(t.states) for k in kinds)
    return tuple(found)


def every_query() -> st.SearchStrategy[Query]:
    """Any place, on the first or last day of any period of its law, in either mode and scope, with its policies known or not."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Query:
        place = draw(st.sampled_from(every_place()))
        days = list(load().changes_between(place, "2003-12-31", "2027-01-01")) or ["2014-06-10"]
        day = date.fromisoformat(draw(st.sampled_from(days))) - timedelta(days=draw(st.integers(0, 1)))
        here = load().local_policies(place, day.isoformat())
        mode, scope = draw(st.sampled_from(MODES)), draw(st.sampled_from(SCOPES))
        return Query(place, day.isoformat(), mode, scope, draw(st.sampled_from([None, frozenset(), here])))

    return drawn()


MODES = ("ex-ante", "ex-ante", "hindsight")
SCOPES = ("full", "full", "federal-only")
