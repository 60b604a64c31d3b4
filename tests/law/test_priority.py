"""A hit in one line of the era's own guidance."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from lawgate.law.priorities import Priority, priority, triage
from lawgate.law.priorities.facts import AGENCY_SILENT
from lawgate.law.priorities.priority import NO_GUIDANCE
from tests.law.strategies import cases


def asked(day: str, charges: list[str], priors: list[str]) -> Priority:
    facts: dict[str, Any] = {
        "charges": tuple({"statute": s, "disposition": "pending"} for s in charges),
        "priors": tuple({"statute": s, "convicted_on": date(2010, 3, 1)} for s in priors),
        "record_complete": True,
        "outstanding_criminal_warrant": False,
        **AGENCY_SILENT,
    }
    return priority(facts, "CA", day)


@pytest.mark.parametrize("day", ["2009-05-01", "2012-06-01", "2013-06-01", "2016-06-01", "2019-06-01", "2025-06-01"])
def test_a_driver_without_a_licence_and_a_robber_never_read_alike(day: str) -> None:
    """In every era the two lines differ, and only the driver may read as no priority."""
    driver, robber = asked(day, ["VC 12500(a)"], []), asked(day, ["PC 459"], ["PC 211", "PC 211"])
    assert driver.sentence != robber.sentence
    assert "no priority" not in robber.says
    assert driver.era == robber.era


def test_the_driver_of_2014_is_no_priority_and_looks_it() -> None:
    """Where the guidance names nobody like her the line says so, with its citation, and no level."""
    found = asked("2016-06-01", ["VC 12500(a)"], [])
    assert found.says == "no priority under the guidance in force"
    assert (found.level, found.wanted) == (None, False)
    assert found.citations
    assert json.loads(json.dumps(found.payload()))["says"] == found.says


def test_the_guidance_on_detainers_speaks_before_the_others() -> None:
    """From December 2012 the memorandum that says who gets a detainer gives the line; the older one stands beside it."""
    found = asked("2013-06-01", ["VC 12500(a)"], [])
    assert found.era == "ice-detainer-2012"
    assert found.others


def test_before_any_guidance_the_line_says_so() -> None:
    """A day before the first guidance has a line of its own, no error."""
    assert asked("2001-01-01", ["PC 211"], []).says == NO_GUIDANCE


@settings(deadline=None)
@given(cases())
def test_the_line_is_one_of_what_the_guidance_in_force_says(case: dict[str, Any]) -> None:
    """Whatever is known or unknown, the line is said by a guidance in force that day and keeps all the others beside it."""
    found, said = priority(case, "CA", "2015-03-01"), [t.says for t in triage(case, "CA", "2015-03-01")]
    assert sorted([found.says, *(s for _, s in found.others)]) == sorted(said)
