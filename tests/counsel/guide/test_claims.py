"""Claims put to the engine: what is said of a county is what the law books say there on that day."""

from __future__ import annotations

from datetime import date

import pytest

from lawgate.base import BadInput
from lawgate.counsel.guide import where
from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.registry import CLAIMS, FORMS, HOLDS, Claims
from lawgate.decision import Decider
from lawgate.lawbook.tiles import TILES
from tests.counsel.guide.conftest import DAY

YEARS = (2009, 2014, 2016, 2026)


def at(county: str, day: date, decider: Decider) -> Claims:
    return Claims(Asked(where(county, day), decider))


ONE_OF = {
    "hold": tuple(HOLDS),
    "tell": ("tell-no", "tell-may", "tell-must", "tell-open"),
    "hand": ("hand-no", "hand-may", "hand-must", "hand-open"),
    "talk": ("talk-consent", "talk-never", "talk-other"),
}


@pytest.mark.parametrize("year", YEARS)
def test_exactly_one_answer_to_each_question_in_every_state(year: int, decider: Decider) -> None:
    """May the jail hold, tell, hand over, let ICE ask: one answer each everywhere, so no page is empty or says two things.

    Where it may hold there is a figure for how long, and once that is over it may not."""
    for state in TILES:
        claims = at(f"Nowhere, {state}", date(year, 6, 10), decider)
        for asked, names in ONE_OF.items():
            assert len([n for n in names if claims.proof(n).holds]) == 1, (state, year, asked)
        if claims.holds(("hold-may|hold-must",)):
            assert claims.holds(("hold-hours", "hold-hours-all|hold-hours-skipping", "expired-no")), (state, year)


KNOWN = (
    ("Los Angeles, CA", DAY, "hold-never", None, "ca-values-act/hold-request"),
    ("Pierce, WA", DAY, "hold-never", None, "wa-kww-10-93-160/hold"),
    ("Harris, TX", DAY, "hold-must", None, "tx-ccp-2a-060/must-hold"),
    ("Harris, TX", DAY, "hold-hours-all", 48, "form-i247a-2017/clock"),
    ("Pulaski, AR", date(2012, 8, 31), "hold-may", None, "8-cfr-287-7/request"),
    ("Pulaski, AR", date(2012, 8, 31), "hold-hours-skipping", 48, "form-i247-2011-12/clock"),
    ("Honolulu, HI", DAY, "hold-open", None, "hi-sb2057-2026/not-confirmed-hold"),
    ("Sacramento, CA", date(2014, 6, 10), "hold-some", None, "ca-trust-act-2014/no-listed-conviction"),
    ("Los Angeles, CA", DAY, "minor-tell-no", None, "ca-wic-831/no-order"),
    ("Los Angeles, CA", DAY, "calls-parent", 2, "ca-pen-851-5"),
    ("Los Angeles, CA", DAY, "copy-and-intent", None, "ca-truth-act/copy"),
    ("Multnomah, OR", DAY, "rights-notice", None, "or-181a-823/notice-of-rights"),
    ("Hudson, NJ", DAY, "request-notice", None, "nj-agd-2018-6/notice"),
)


@pytest.mark.parametrize(("county", "day", "name", "value", "norm"), KNOWN)
def test_known_answers_come_with_their_figure_and_their_rule(
    county: str, day: date, name: str, value: int | None, norm: str, decider: Decider
) -> None:
    """Cases whose law is known are proved by the rule that carries them."""
    proof = at(county, day, decider).proof(name)
    assert proof.holds
    assert proof.value == value
    assert norm in {s.norm for s in proof.sources}


def test_a_rule_of_another_place_or_time_proves_nothing(decider: Decider) -> None:
    """California's calls are not Texas's, and the Values Act is not the law of 2014."""
    assert not at("Harris, TX", DAY, decider).proof("calls").holds
    assert not at("Los Angeles, CA", date(2014, 6, 10), decider).proof("copy-and-intent").holds


@pytest.mark.parametrize("county", ["Los Angeles, CA", "Harris, TX", "Wake, NC"])
def test_every_claim_that_holds_names_its_rules(county: str, decider: Decider) -> None:
    """No claim stands without a source, and but for what old forms say each source is in force there that day."""
    claims = at(county, DAY, decider)
    for name in CLAIMS:
        proof = claims.proof(name)
        if not proof.holds:
            continue
        assert proof.sources, name
        if name not in FORMS:
            for s in proof.sources:
                assert s.since <= DAY.isoformat(), (name, s.norm)
                assert s.until is None or s.until >= DAY.isoformat(), (name, s.norm)


@pytest.mark.parametrize(
    ("county", "day"),
    [("Los Angeles", DAY), ("Los Angeles, ZZ", DAY), ("../x, CA", DAY), ("King, WA", date(1999, 1, 1))],
)
def test_a_county_or_a_day_that_cannot_be_taken_is_refused(county: str, day: date) -> None:
    """One sentence says what is wrong."""
    with pytest.raises(BadInput):
        where(county, day)


def test_a_county_is_read_however_it_is_written() -> None:
    """With or without the word, in its own clocks and under its own name."""
    assert where("El Paso County, tx", DAY).place.tz == "America/Denver"
    assert where("Orleans Parish, LA", DAY).county == "Orleans Parish"
    assert where("St. Lawrence, NY", DAY).slug == "ny-st-lawrence"
