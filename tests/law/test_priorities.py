"""Federal priorities: what each era's own guidance makes of a case, and that it changes nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from lawgate.law.priorities import GUIDANCE, Triage, eras, triage
from lawgate.law.priorities.counts import AtLeast
from lawgate.law.priorities.guidance import misdemeanor
from tests.law.strategies import cases

AGENCY_SAYS_NOTHING = {
    "agency.national_security": False,
    "agency.gang": False,
    "agency.recent_entry": False,
    "agency.reentry": False,
    "agency.visa_abuse": False,
    "agency.fraud_found": False,
    "agency.benefit_abuse": False,
    "agency.other_risk": False,
    "agency.inadmissible_182a6_7": False,
    "agency.final_order_on": None,
}


CONVICTED = {"convicted_on": date(2010, 3, 1)}
PRIOR = {**CONVICTED, "days_imposed": 30, "days_suspended": 20, "aggravated_felony_1101a43": None}


def record(charges: list[str], priors: list[str], *, short: bool = False) -> dict[str, Any]:
    """A whole record: charges that are pending, priors of 2010 (with ten days to serve), a wants check that found nothing."""
    return {
        "charges": tuple({"statute": s, "disposition": "pending"} for s in charges),
        "priors": tuple({"statute": s, **(PRIOR if short else CONVICTED)} for s in priors),
        "record_complete": True,
        "outstanding_criminal_warrant": False,
        **AGENCY_SAYS_NOTHING,
    }


def says(case: dict[str, Any], on: str, state: str = "CA") -> dict[str, str]:
    return {t.guidance.id: t.says for t in triage(case, state, on)}


@pytest.mark.parametrize(
    ("on", "guidance", "driver", "robber"),
    [
        ("2009-05-01", "sc-levels-2008", "Level 3", "Level 1"),
        ("2012-06-01", "ice-priorities-2010", "no priority under the guidance in force", "Priority 1, Level 1"),
        ("2013-06-01", "ice-detainer-2012", "no priority under the guidance in force", "Line 1: felony"),
        ("2016-06-01", "dhs-priorities-2014", "no priority under the guidance in force", "Priority 1(d)"),
        ("2019-06-01", "kelly-2017", "Class 2: charged", "Class 1: convicted"),
        ("2025-06-01", "laken-riley-2025", "on no line; this guidance exempts nobody", "An offence that the Act names"),
    ],
)
def test_a_driver_without_a_licence_and_a_robber_are_never_one_line(
    on: str, guidance: str, driver: str, robber: str
) -> None:
    """In every era the two hits read differently, each by that era's own words."""
    woman = record(["VC 12500(a)"], [])
    man = record(["PC 459"], ["PC 211", "PC 211"])
    assert says(woman, on)[guidance] == driver
    assert says(man, on)[guidance] == robber


@pytest.mark.parametrize(
    ("on", "statutes", "priors", "line"),
    [
        ("2016-06-01", ["RCW 46.61.502"], [], "no priority under the guidance in force"),  # a charge, not a conviction
        ("2016-06-01", [], ["RCW 46.61.502"], "Priority 2(b)"),
        (
            "2016-06-01",
            [],
            ["RCW 46.20.342"] * 3,
            "no priority under the guidance in force",
        ),  # minor traffic does not count
        ("2016-06-01", [], ["RCW 9A.56.050"] * 3, "Priority 2(a)"),
        ("2016-06-01", [], ["RCW 9A.56.050"] * 2, "no priority under the guidance in force"),
    ],
)
def test_what_counts_under_the_priorities_of_2014(on: str, statutes: list[str], priors: list[str], line: str) -> None:
    """Convictions, not charges; three misdemeanors without minor traffic; driving under the influence."""
    assert says(record(statutes, priors, short=True), on, "WA")["dhs-priorities-2014"] == line


def test_what_the_record_does_not_say_leaves_a_line_open_with_its_fact() -> None:
    """An open record check, a statute that no table has, a wants check not made: named, never taken for minor."""
    case = record(["PC 99999"], []) | {"record_complete": False}
    del case["outstanding_criminal_warrant"]
    found = {t.guidance.id: t for t in triage(case, "CA", "2013-06-01")}
    assert found["ice-priorities-2010"].missing == ("record_complete", "outstanding_criminal_warrant")
    assert set(found["ice-detainer-2012"].missing) >= {"record_complete", "charges[0].level"}
    assert found["ice-detainer-2012"].says.startswith("not known yet")


def test_what_only_the_agency_knows_stands_apart() -> None:
    """Without the agency's word its lines neither hold the answer up nor vanish; with it they decide."""
    case = {k: v for k, v in record(["VC 12500"], []).items() if not k.startswith("agency.")}
    (t,) = triage(case, "CA", "2016-06-01")
    assert t.settled
    assert t.says == "no priority under the guidance in force"
    assert {x.key for x in t.agency} >= {"1a", "3"}
    (t,) = triage(case | AGENCY_SAYS_NOTHING | {"agency.final_order_on": date(2015, 2, 1)}, "CA", "2016-06-01")
    assert t.says == "Priority 3"
    (t,) = triage(case | AGENCY_SAYS_NOTHING | {"agency.final_order_on": date(2013, 2, 1)}, "CA", "2016-06-01")
    assert t.line is None


@pytest.mark.parametrize(
    ("on", "ids"),
    [
        ("2008-01-01", []),
        ("2013-01-01", ["ice-priorities-2010", "ice-detainer-2012"]),
        ("2015-01-05", ["dhs-priorities-2014"]),
        ("2017-02-20", ["kelly-2017"]),
        ("2022-03-01", ["mayorkas-2021"]),
        ("2022-12-01", []),
        ("2023-12-01", ["mayorkas-2021"]),
        ("2025-01-20", ["eo-14159-2025"]),
        ("2026-01-01", ["eo-14159-2025", "laken-riley-2025"]),
    ],
)
def test_which_guidance_was_in_force(on: str, ids: list[str]) -> None:
    """Each day has its own; the guidelines of 2021 are out while they were vacated."""
    assert [t.guidance.id for t in triage(record([], []), "CA", on)] == ids


def test_guidance_is_cited_dated_and_in_order() -> None:
    """Every guidance and line has words, a citation, dates that are in order; being on no line of one without a ladder exempts nobody."""
    for g in GUIDANCE:
        assert g.cite
        assert g.until is None or g.since < g.until
        for line in g.lines:
            assert line.words.endswith(".")
            assert line.cite
    assert "exempts nobody" in Triage(GUIDANCE[-2], None).says


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_any_record_gets_an_answer_and_is_left_as_it_was(case: dict[str, Any]) -> None:
    """Whatever is known or not, each era says something, an open line names a fact, and the case itself is not touched."""
    before = {k: (tuple(dict(r) for r in v) if k in ("charges", "priors") else v) for k, v in case.items()}
    for t in eras(case, "CA"):
        assert t.says
        assert bool(t.missing) == bool(t.open) or t.guidance.judgment
    assert case == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_counting_is_monotone(case: dict[str, Any]) -> None:
    """Three convictions are also two: a larger number is never surer than a smaller one."""
    order = {False: 0, None: 1, True: 2}
    counts = [order[AtLeast(n, misdemeanor).truth(case)] for n in (1, 2, 3, 4)]
    assert counts == sorted(counts, reverse=True)
