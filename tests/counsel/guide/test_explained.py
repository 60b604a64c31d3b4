"""The detainer explained: the table holds the engine's answers, and what the browser makes of it is what the engine says."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from itertools import combinations as subsets
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base.moments import AmbiguousLocalTime, NonexistentLocalTime, local_instant
from lawgate.clock import deadline
from lawgate.counsel.guide import Asked, where
from lawgate.counsel.guide.explained import COPIES, PAPERS, answer, combinations, day_ends, days, explained
from lawgate.counsel.guide.explained_page import FAILURES, box_label
from lawgate.counsel.guide.pages import answers, parts
from lawgate.decision import Decider
from lawgate.detainer.forms import FORMS
from tests.counsel.guide.conftest import DAY

RANK = ("required", "court", "permitted", "unresolved", "undetermined", "prohibited", "not-requested", "not-triggered")
COUNTIES = ("Los Angeles, CA", "Harris, TX")


Table = dict[str, Any]
Tables = dict[str, tuple[Asked, Table]]


def table_says(table: Table, form: str, dated: str, boxes: set[str], copy: str, paper: str) -> Table:
    """What the browser looks up: the strongest answer for the jail among the marked choices."""
    f = table["forms"][form]
    at = (table["copies"].index(copy) * len(table["papers"]) + table["papers"].index(paper)) * 2

    def one(i: int) -> Table:
        found: Table = table["answers"][int(f["table"][dated][i][at : at + 2], 36)]
        return found

    found = [one(i) for i, c in enumerate(f["choices"]) if c and set(c) <= boxes]
    return min(found, key=lambda a: RANK.index(a["hold"])) if found else one(0)


@pytest.fixture(scope="module")
def tables(decider: Decider, texas: Asked) -> dict[str, tuple[Asked, Table]]:
    """Counties with their tables, as the browser gets them."""
    out = {}
    for county in COUNTIES:
        asked = texas if county == "Harris, TX" else Asked(where(county, DAY), decider)
        out[county] = (asked, json.loads(json.dumps(explained(asked))))
    return out


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_more_marked_boxes_are_answered_as_the_engine_answers_them(data: st.DataObject, tables: Tables) -> None:
    """Any set of marked boxes, any copy, any paper: what the browser finds is what the decider says."""
    county = data.draw(st.sampled_from(COUNTIES))
    asked, table = tables[county]
    form = FORMS[data.draw(st.sampled_from(sorted(FORMS)))]
    dated, issued = data.draw(st.sampled_from(sorted(days(form, DAY).items())))
    boxes = data.draw(st.sets(st.sampled_from(sorted(form.boxes)), max_size=4))
    copy, paper = data.draw(st.sampled_from(COPIES)), data.draw(st.sampled_from(PAPERS))
    said, _ = answer(asked, form, tuple(sorted(boxes)), copy, paper, issued)
    found = table_says(table, form.id, dated, boxes, copy, paper)
    for key in ("hold", "notify", "transfer", "hours"):
        assert found[key] == said[key], (county, form.id, dated, sorted(boxes), copy, paper, key)


def test_known_papers_have_their_known_answers(tables: Tables) -> None:
    """Texas must hold on a served I-247A with a warrant; without a copy nobody may; California never may."""
    texas, california = tables["Harris, TX"][1], tables["Los Angeles, CA"][1]
    box = {"1-pending-proceedings"}
    held = table_says(texas, "I-247A", "in-time", box, "yes", "I-200")
    assert (held["hold"], held["hours"], held["skips"]) == ("required", 48, False)
    assert table_says(texas, "I-247A", "in-time", box, "no", "I-200")["hold"] == "prohibited"
    assert table_says(texas, "I-247A", "in-time", box, "unknown", "I-200")["hold"] == "undetermined"
    assert table_says(texas, "I-247G", "in-time", set(), "yes", "none")["hold"] == "not-requested"
    for copy in COPIES:
        assert table_says(california, "I-247A", "in-time", box, copy, "I-205")["hold"] == "prohibited"
    assert table_says(california, "I-247A", "in-time", box, "yes", "judge")["hold"] == "court"


def test_every_edition_every_box_and_every_answer_is_put_in_words() -> None:
    """From 1997 to the I-247G: each form has its parts, each box a name, each answer that can come out a sentence."""
    told = {a.kind for a in answers()}
    for form in FORMS.values():
        mine = [p for p in parts() if p.when == ("all",) or form.id in p.when]
        assert any(p.kind.startswith("the-paper") for p in mine), form.id
        assert all(box_label(b) for b in form.boxes)
        assert any(p.kind in ("hold-all", "hold-skip") for p in mine) == form.hold_asked
        assert next(iter(combinations(form))) == ()
    for action in ("hold", "notify", "transfer"):
        for said in ("required", "permitted", "prohibited", "unresolved"):
            assert f"{action}-{said}" in told
    assert {"hold-court", "hold-undetermined", "hold-not-requested"} <= told
    assert {"unknown-form", "not-pdf", "no-fields", "locked", "damaged", "too-large", "old-browser"} <= set(FAILURES)


def test_every_answer_of_every_table_has_its_sentences(tables: Tables) -> None:
    """No county's table holds an answer that the page could not say."""
    told = {a.kind for a in answers()}
    for _, table in tables.values():
        for a in table["answers"]:
            assert f"hold-{a['hold']}" in told
            assert f"notify-{a['notify']}" in told
            assert f"transfer-{a['transfer']}" in told | {"transfer-not-requested"}


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(["FLAT48", "EXCL48"]),
    start=st.datetimes(datetime.fromisoformat("2026-10-01"), datetime.fromisoformat("2027-01-20")),
    county=st.sampled_from(["Los Angeles, CA", "Maricopa, AZ", "Harris, TX"]),
)
def test_last_minutes_of_the_table_are_the_clocks_own(
    name: str, start: datetime, county: str, decider: Decider
) -> None:
    """Over a change of clocks, Thanksgiving and New Year: where the table gives a minute it is the engine's, to the minute."""
    start = start.replace(second=0, microsecond=0)
    asked = Asked(where(county, DAY), decider)
    zone = asked.where.place.zone
    midnight, rest = day_ends(name, start.date(), asked)
    value = midnight if (start.hour, start.minute) == (0, 0) else rest[start.hour] if isinstance(rest, list) else rest
    try:
        instant = local_instant(start, zone)
    except (NonexistentLocalTime, AmbiguousLocalTime):
        return
    end = deadline(name, instant, zone, state=asked.where.place.state).ends.replace(tzinfo=None)
    if value is not None:
        assert (datetime.fromisoformat(value) if isinstance(value, str) else start + timedelta(hours=value)) == end


def test_an_hour_that_comes_twice_is_not_worked_out(decider: Decider) -> None:
    """On the night that the clocks go back the hour from one to two has no single last minute, and the table says none."""
    asked = Asked(where("Los Angeles, CA", DAY), decider)
    _, rest = day_ends("FLAT48", date(2026, 11, 1), asked)
    assert rest[1] is None
    assert rest[3] == 48
    assert rest[0] == 47


def test_pairs_of_two_sections_are_choices() -> None:
    """The I-247D needs a mark in 1A and in 1B: every such pair is answered by itself."""
    made = set(combinations(FORMS["I-247D"]))
    for pair in subsets(sorted(FORMS["I-247D"].boxes), 2):
        sections = {b[:2] for b in pair}
        assert (tuple(sorted(pair)) in {tuple(sorted(c)) for c in made}) == (sections == {"1A", "1B"})
