"""The digests of the law against the books: every authority named there is here, with its days and its mark, or it is said why not."""

from __future__ import annotations

import re

import pytest

from lawgate.base import Confidence
from lawgate.law.books import load
from lawgate.law.none_found import no_statewide_rule
from tests.shared import shared

MARKS = {"C": "read", "C2": "summary", "R": "recalled", "R-low": "doubted"}
DAYS_ARGUED = {
    "wa-rcw-10-70-140-repealed": "the digest gives no first day; only the last matters",
    "or-mcshane-subpoenas-2025": "late 2025 or early 2026: the earlier is taken",
    "ny-nyc-9-131": "the family of three texts, each with its own days",
    "nv-lvmpd-287g": "two periods, in two local policies",
    "hi-sb2057-2026": "signature not confirmed: the day is that of the conference drafts",
    "va-fairfax-policy": "before 2024, day not known",
    "wi-voces-v-gerber": "the day on which the court took the case",
    "tx-ccp-2-251": "on paper from 1 September 2017, enjoined until the stay of 25 September",
    "tx-el-cenizo-2018": "the day of the stay",
    "fl-south-miami": "the month only; the day of the injunction is recalled",
    "ga-42-4-14": "the text that was read is that of 2011; the code section is of 2006",
    "ga-42-1-11-5": "1 May or 1 July 2024: the later is taken",
    "nc-162-62-2007": "enacted in 2007, in force from 1 January 2008",
    "nc-hb10-2024": "by the day of the offense",
    "nc-hb318-2025": "by the day of confinement or release",
    "nh-sb62": "the part on holds is of 1 January 2026",
    "ut-17-22": "enacted in 2008; the first day is recalled",
    "al-laken-riley-bills": "bills, never confirmed",
    "az-sb1164-vetoed": "never law: the month of the veto",
    "id-hb659-2026": "a bill, never confirmed",
    "ky-hb47-2026": "bills, never confirmed",
}
"""Authorities whose days in the book are not those of the digest's index, and why."""
ELSEWHERE = {
    "8-cfr-236-1-b": "in 8-cfr-287-5-e",
    "8-cfr-241-2": "in 8-cfr-287-5-e",
    "gerstein-v-pugh": "in county-of-riverside-v-mclaughlin",
    "other-federal-detainer-decisions": "a table, row by row in the federal book",
    **dict.fromkeys(
        (
            "sc-levels-2008",
            "morton-2010",
            "morton-2011",
            "ice-detainer-guidance-2012",
            "dhs-priorities-2014",
            "pep-2014",
            "eo-13768",
            "kelly-2017",
            "mayorkas-2021",
            "eo-14159",
        ),
        "federal priorities, in lawgate.law.priorities",
    ),
    **dict.fromkeys(("ca-release-events", "ca-holidays", "clock-rules", "clock-825"), "in lawgate.clock and the facts"),
    **dict.fromkeys(
        ("ca-hold-eligibility-time-of-test", "ca-lookback-counting"), "in the California list of convictions"
    ),
    **dict.fromkeys(
        ("permission-is-conjunctive", "hierarchy-and-defeat", "territory-table", "time-modes"), "in lawgate.law.resolve"
    ),
    "exposure-table": "row by row with the federal decisions",
}
"""Entries of the federal digest that are not authorities of their own in the books, and where they are."""
SILENT = {"AK", "DE", "HI", "KY", "MI", "ND", "NE", "NV", "RI", "WI", "WY"}
"""States of which the digest says that no statewide rule on holds was found, now or before a pending one."""
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def index() -> list[tuple[str, str, str, str]]:
    """Id, first day, last day and mark of every row of the index of the digest of other states."""
    text = shared("law/other-states.md").read_text(encoding="utf-8").split("# PART D")[1]
    return [(i, first.strip(), last.strip(), mark.strip()) for i, _, _, first, last, mark in ROW.findall(text)]


def begins(text: str) -> str:
    """The leading day, month or year of a cell; empty when it has none."""
    found = re.match(r"\d{4}(-\d\d){0,2}", text)
    return found.group(0) if found else ""


@pytest.mark.shared
def test_every_authority_of_the_index_is_in_the_books() -> None:
    """All rows of the index are authorities of the rulebook, by the same id."""
    ids = [i for i, *_ in index()]
    assert len(ids) >= 120
    assert [i for i in ids if i not in load().by_id] == []


@pytest.mark.shared
def test_days_in_force_are_those_of_the_index_or_argued() -> None:
    """First and last day agree as far as the index gives them."""
    wrong = []
    for id_, first, last, _ in index():
        a = load().by_id[id_]
        agrees = bool(begins(first)) and a.since.startswith(begins(first))
        agrees &= a.until is None if not begins(last) else (a.until or "").startswith(begins(last))
        if not agrees:
            wrong.append(id_)
    assert sorted(set(wrong) - set(DAYS_ARGUED)) == []
    assert sorted(set(DAYS_ARGUED) - {i for i, *_ in index()}) == []


@pytest.mark.shared
def test_no_authority_claims_more_than_the_digest_read() -> None:
    """The mark in the book is that of the digest or a more careful one, never a surer one."""
    order = list(Confidence)
    bold = []
    for id_, _, _, mark in index():
        named = [Confidence(MARKS[m]) for m in re.split(r"[/ ]", mark) if m in MARKS] or [Confidence.READ]
        if order.index(load().by_id[id_].confidence) < min(map(order.index, named)):
            bold.append((id_, mark))
    assert bold == []


@pytest.mark.shared
def test_every_entry_named_in_the_text_of_the_digests_is_here_or_said_where() -> None:
    """The ids of both digests, headings and prose: an authority of the books, or a place that holds the matter."""
    states = shared("law/other-states.md").read_text(encoding="utf-8")
    federal = shared("law/federal-and-california.md").read_text(encoding="utf-8")
    ids = {i for h in re.findall(r"^### .*$", states + federal, re.MULTILINE) for i in re.findall(r"`([a-z0-9-]+)`", h)}
    ids |= set(re.findall(r"^\| `([a-z0-9-]+)` \| [^|]*\d", federal, re.MULTILINE))
    ids -= {"transfer"}  # a word of a heading, no entry
    assert len(ids) >= 180
    assert sorted(i for i in ids if i not in load().by_id and i not in ELSEWHERE) == []


def test_a_state_without_a_rule_says_so() -> None:
    """Where no statewide rule was found an authority of the state says that in words."""
    said = {
        a.id[:2].upper()
        for a in load().authorities
        if a.kind == "none" and a.territory.states and not a.territory.counties
    }
    assert said == SILENT
    assert "No statewide rule" in no_statewide_rule("NE", "Nebraska").words
