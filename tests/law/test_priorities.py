"""Federal priorities: what each era's own guidance makes of a case, and that it changes nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import lawgate
from lawgate.law.books import load
from lawgate.law.declare import DECLARED
from lawgate.law.offences_lists import lists_of
from lawgate.law.priorities import GUIDANCE, Triage, eras, plain_question, sought, triage
from lawgate.law.priorities.conditions import misdemeanor
from lawgate.law.priorities.counts import AtLeast
from lawgate.law.priorities.facts import AGENCY_SILENT, ASKED
from tests.law.strategies import cases

CONVICTED = {"convicted_on": date(2010, 3, 1)}
PRIOR = {**CONVICTED, "days_imposed": 30, "days_suspended": 20, "aggravated_felony_1101a43": None}


def record(charges: list[str], priors: list[str], *, short: bool = False) -> dict[str, Any]:
    """A whole record: charges that are pending, priors of 2010 (with ten days to serve), a wants check that found nothing."""
    return {
        "charges": tuple({"statute": s, "disposition": "pending"} for s in charges),
        "priors": tuple({"statute": s, **(PRIOR if short else CONVICTED)} for s in priors),
        "record_complete": True,
        "outstanding_criminal_warrant": False,
        **AGENCY_SILENT,
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
        ("2025-06-01", "laken-riley-2025", "no offence that the Act names", "An offence that the Act names"),
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
    t, pep = triage(case, "CA", "2016-06-01")
    assert t.settled
    assert t.says == "no priority under the guidance in force"
    assert {x.key for x in t.agency} >= {"P1a", "P1c", "P3"}
    t, pep = triage(case | AGENCY_SILENT | {"agency.final_order_on": date(2015, 2, 1)}, "CA", "2016-06-01")
    assert t.says == "Priority 3"
    assert pep.line is None
    t, pep = triage(case | AGENCY_SILENT | {"agency.final_order_on": date(2013, 2, 1)}, "CA", "2016-06-01")
    assert t.line is None
    t, _ = triage(case | {"agency.gang": True}, "CA", "2016-06-01")
    assert t.says == "Priority 1(c)"


@pytest.mark.parametrize(
    ("on", "ids"),
    [
        ("2008-01-01", []),
        ("2010-06-29", ["sc-levels-2008"]),
        ("2010-06-30", ["ice-priorities-2010"]),
        ("2013-01-01", ["ice-priorities-2010", "discretion-2011", "ice-detainer-2012"]),
        ("2014-12-01", ["ice-priorities-2010"]),
        ("2015-01-05", ["dhs-priorities-2014", "pep-2014"]),
        ("2017-01-25", ["dhs-priorities-2014", "eo-13768-2017"]),
        ("2017-02-20", ["kelly-2017"]),
        ("2021-01-20", []),
        ("2021-02-01", ["pekoske-2021"]),
        ("2021-02-18", ["ice-interim-2021"]),
        ("2022-03-01", ["mayorkas-2021"]),
        ("2022-06-24", ["mayorkas-2021"]),
        ("2022-06-25", []),
        ("2022-12-01", []),
        ("2023-06-23", ["mayorkas-2021"]),
        ("2025-01-20", ["eo-14159-2025"]),
        ("2026-01-01", ["eo-14159-2025", "laken-riley-2025"]),
    ],
)
def test_which_guidance_was_in_force(on: str, ids: list[str]) -> None:
    """Each day has its own; the guidelines of 2021 are out while they were vacated."""
    assert [t.guidance.id for t in triage(record([], []), "CA", on)] == ids


def test_guidance_is_cited_dated_and_in_order() -> None:
    """Every guidance and line has words, a citation, a source and dates in order; none that leaves nobody out speaks of no priority."""
    assert [g.since for g in GUIDANCE] == sorted(g.since for g in GUIDANCE)
    for g in GUIDANCE:
        assert g.cite
        assert g.source
        assert g.until is None or g.since < g.until
        assert len({x.key for x in g.lines}) == len(g.lines)
        assert not g.everyone or "no priority" not in Triage(g, None).says
        for line in g.lines:
            assert line.words.endswith(".")
            assert line.cite


LISTED = {
    "ice-priorities-2010": {"P1-b"},  # the class as a whole, which the three levels spell out
    "ice-detainer-2012": set(),
    "dhs-priorities-2014": set(),
    "kelly-2017": {"3"},  # acts that nobody charged: on no record
}


@pytest.mark.parametrize("name", sorted(LISTED))
def test_every_item_of_the_memorandum_is_a_line(name: str) -> None:
    """No item of the lists kept with the books is left out, and each is in force when the guidance is."""
    guidance = next(g for g in GUIDANCE if g.id == name)
    items = [e for e in lists_of("us") if e.list == name]
    assert items
    keys = {x.key for x in guidance.lines}
    for e in items:
        assert e.item in LISTED[name] or any(e.item.startswith(k) for k in keys), e
        assert (e.since, e.until) == (guidance.since, guidance.until)


VIOLENT = {
    "CA": ("VC 12500(A)", "PC 211"),
    "WA": ("RCW 46.20.005", "RCW 9A.36.011"),
    "OR": ("ORS 807.010", "ORS 163.175"),
    "TX": ("TC 521.021", "PC 22.02"),
    "NY": ("VTL 509", "PL 120.10"),
    "NJ": ("39:3-10", "2C:12-1b(1)"),
    "CO": ("42-2-101", "18-3-202"),
    "IL": ("625 ILCS 5/6-101", "720 ILCS 5/12-3.05"),
}


@pytest.mark.parametrize("state", sorted(VIOLENT))
def test_the_driver_and_the_violent_felon_are_never_the_same_line(state: str) -> None:
    """In every era and state, even where the guidance makes no difference, the two sentences differ and name what each did."""
    drove, hurt = VIOLENT[state]
    woman, man = eras(record([drove], []), state, "2020-01-01"), eras(record([], [hurt]), state, "2020-01-01")
    assert len(woman) == len(GUIDANCE)
    for hers, his in zip(woman, man, strict=True):
        assert hers.sentence != his.sentence
        assert "charged with driving without a licence" in hers.sentence
        assert "convicted of " in his.sentence
        assert "(felony, " in his.sentence
        assert hers.line is None or hers.line.rank > 1 or his.line is not None


def test_two_convictions_that_the_guidance_treats_alike_are_still_told_apart() -> None:
    """Under the memorandum of 2017 both are "convicted"; the sentence says of what."""
    (hers,) = triage(record([], ["VC 12500"]), "CA", "2019-01-01")
    (his,) = triage(record([], ["PC 211"]), "CA", "2019-01-01")
    assert hers.says == his.says == "Class 1: convicted"
    assert hers.sentence != his.sentence


@pytest.mark.parametrize(
    ("on", "statutes", "priors", "answer"),
    [
        (
            "2013-06-01",
            ["VC 12500"],
            [],
            False,
        ),  # on no line of 2012: no detainer, whatever the priorities of 2010 make of it
        ("2013-06-01", ["VC 23152(a)"], [], True),
        ("2011-12-01", ["VC 12500"], [], False),
        ("2016-06-01", ["PC 211"], [], False),  # a charge, not a conviction
        ("2016-06-01", [], ["PC 211"], True),
        ("2013-06-01", ["PC 99999"], [], None),
        ("2022-03-01", ["VC 12500"], [], None),  # left to judgment
        ("2022-12-01", [], ["PC 211"], None),  # vacated, nothing in force
        ("2019-06-01", ["VC 12500"], [], True),
        ("2026-06-01", ["VC 12500"], [], True),
    ],
)
def test_whom_the_guidance_seeks(on: str, statutes: list[str], priors: list[str], answer: bool | None) -> None:
    """The one answer a simulated federal side asks for: sought, not sought, or not for the record to say."""
    assert sought(record(statutes, priors, short=True), "CA", on) is answer


@pytest.mark.parametrize(
    ("kinds", "days", "open_"),
    [(["theft"], 364, False), (["theft"], 365, True), (["fraud"], 10, True), (["dui"], 400, False)],
)
def test_when_a_record_leaves_an_aggravated_felony_open(kinds: list[str], days: int, open_: bool) -> None:
    """Theft needs a term of a year, fraud does not, and driving under the influence is none."""
    prior = {"kinds": kinds, "level": "misdemeanor", "days_imposed": days, "convicted_on": date(2010, 1, 1)}
    case = record([], []) | {"priors": (prior,)}
    (t,) = triage(case, "CA", "2021-03-01")
    assert (t.missing == ("priors[0].aggravated_felony_1101a43",)) is open_
    assert t.settled is not open_


def test_possession_is_a_felony_only_before_proposition_47() -> None:
    """A level that changed on a day holds for offences from that day; of an earlier one the section alone says nothing."""
    for day, level in (("2014-11-04", "level not known"), ("2014-11-05", "misdemeanor")):
        case = record([], []) | {"charges": ({"statute": "HS 11377(A)", "offense_date": day},)}
        assert level in eras(case, "CA", "2020-01-01")[0].sentence


def test_a_missing_fact_has_a_plain_question() -> None:
    """Whether of the case or of one line of the record."""
    assert plain_question("record_complete").endswith("?")
    assert plain_question("charges[2].kinds").endswith("?")


def test_no_rule_reads_guidance() -> None:
    """Neither the books, nor the engine, nor the decision, nor the clock imports it: guidance cannot move a minute or an answer."""
    source = Path(lawgate.__file__).parent
    readers = [
        p.relative_to(source).as_posix()
        for room in ("law", "clock", "decision", "detainer", "federal")
        for p in (source / room).rglob("*.py")
        if "law.priorities" in p.read_text(encoding="utf-8")
    ]
    assert readers
    assert all(r.startswith("law/priorities/") for r in readers), readers


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_any_record_gets_an_answer_and_is_left_as_it_was(case: dict[str, Any]) -> None:
    """Whatever is known or not, each era says something, an open line names a fact, and the case itself is not touched."""
    before = {k: (tuple(dict(r) for r in v) if k in ("charges", "priors") else v) for k, v in case.items()}
    for t in eras(case, "CA", "2016-01-01"):
        assert t.sentence.startswith(t.says)
        assert bool(t.missing) == bool(t.open)
        assert all(plain_question(m) for m in t.missing)
    assert case == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_counting_is_monotone(case: dict[str, Any]) -> None:
    """Three convictions are also two: a larger number is never surer than a smaller one."""
    order = {False: 0, None: 1, True: 2}
    counts = [order[AtLeast(n, misdemeanor).truth(case)] for n in (1, 2, 3, 4)]
    assert counts == sorted(counts, reverse=True)


def test_no_norm_of_any_book_turns_on_what_guidance_asks() -> None:
    """The facts of guidance (an offence's kind, what the agency names) stand in no condition of law, and no policy can name them."""
    assert {"row.kinds", "row.firearm", "agency.gang"} <= set(ASKED)
    assert ASKED.keys().isdisjoint(DECLARED)
    norms = load().norms
    assert norms
    for norm in norms:
        assert ASKED.keys().isdisjoint(str(r) for r in norm.cond.refs()), norm.id
