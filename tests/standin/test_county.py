"""The synthetic county: like the published tables where it should be, rich in cases, and blind to names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lawgate.detainer import FORMS, Custody, face, read_custodies, record
from lawgate.standin import RIDGEMONT, SCENARIOS, Scenario, make, write_county
from lawgate.standin.people import pool

WHO = ("last", "first", "born", "language")


def read(path: Path) -> list[Custody]:
    reading = read_custodies(path)
    items = list(reading.items)
    assert reading.faults == []
    assert reading.notes == []
    return items


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_both_forms_of_the_feed_give_the_same_bookings_without_a_mistake(tmp_path: Path, name: str) -> None:
    """JSON lines and long CSV are read without a fault or a note and come to the same records, one a person."""
    for file in ("feed.jsonl", "feed.csv"):
        made = write_county(tmp_path / file, SCENARIOS[name], seed=5)
    by_json, by_csv = (read(tmp_path / f) for f in ("feed.jsonl", "feed.csv"))
    assert len(by_json) == made.people == 320
    assert [record(c) for c in by_json] == [record(c) for c in by_csv]
    assert all(c.booking.as_of == made.now for c in by_json)


def test_the_same_seed_gives_the_same_bytes_and_leaves_no_half_file(tmp_path: Path) -> None:
    """Two writings of one seed are equal, another seed is another county, and nothing but the feed is left behind."""
    for name, seed in (("a", 11), ("b", 11), ("c", 12)):
        write_county(tmp_path / name, seed=seed)
    a, b, c = ((tmp_path / n).read_bytes() for n in "abc")
    assert a == b
    assert a != c
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b", "c"]


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_other_people_change_nothing_that_happens(name: str) -> None:
    """With another draw of names, births and languages every other value of every booking stays the same."""
    one, two = make(SCENARIOS[name], 3), make(SCENARIOS[name], 3, who_seed=99)
    assert sum(a["last"] != b["last"] for a, b in zip(one, two, strict=True)) > 250
    for a, b in zip(one, two, strict=True):
        assert {k: v for k, v in a.items() if k not in WHO} == {k: v for k, v in b.items() if k not in WHO}


CRITICAL = 32.91  # chi-square with 12 degrees of freedom at one in a thousand
GROUPS = 13


def outcomes(one: dict[str, Any]) -> dict[str, bool]:
    return {
        "request": bool(one["requests"]),
        "several requests": len(one["requests"]) > 1,
        "cancelled": any(r["cancelled_at"] for r in one["requests"]),
        "felony": one["charges"][0]["level"] == "felony",
        "prior": bool(one["priors"]),
        "claims citizenship": one["subject"]["citizenship_claim"] != "none",
        "out": bool(one.get("released_at")),
        "judge's warrant": any(w["kind"].startswith("federal") for w in one["warrants"]),
        "man": one["sex"] == "M",
    }


@pytest.mark.parametrize("by", ["last", "first"])
def test_names_are_independent_of_what_happens(by: str) -> None:
    """Over 8,000 people in thirteen groups of names, no outcome is more frequent in one group than chance allows (chi-square, with
    the bar of one in a thousand spread over all the outcomes that are tried)."""
    people = [p for seed in range(4) for p in make(replace(RIDGEMONT, people=2000, featured=False), seed)]
    names = pool().family if by == "last" else pool().given
    group = {n: i % GROUPS for i, n in enumerate(names)}
    sizes = Counter(group[p[by]] for p in people)
    found = [(group[p[by]], outcomes(p)) for p in people]
    for what in found[0][1]:
        hits = Counter(g for g, happened in found if happened[what])
        share = hits.total() / len(people)
        assert 0 < share < 1
        chi = sum(
            (hits[g] - n * share) ** 2 / (n * share) + (hits[g] - n * share) ** 2 / (n * (1 - share))
            for g, n in sizes.items()
        )
        assert chi < CRITICAL, (what, chi)


def test_the_names_are_one_wide_pool_without_repetition() -> None:
    """Each name stands once, so that none is likelier than another, and all initials but a few are there."""
    names = pool()
    for listed in (names.family, names.given):
        assert len(set(listed)) == len(listed) > 100
        assert len({n[0] for n in listed}) >= 22


def test_the_county_has_the_published_proportions() -> None:
    """Felony share, men, charges a booking and the raised share with a request, each within three standard errors."""
    scenario = replace(SCENARIOS["king-2014"], people=4000)
    people = make(scenario, 1)
    n = len(people)
    for found, share in (
        (sum(p["charges"][0]["level"] == "felony" for p in people), scenario.felonies),
        (sum(p["sex"] == "M" for p in people), scenario.men),
        (sum(bool(p["requests"]) for p in people), scenario.request_share),
    ):
        assert abs(found / n - share) < 3 * (share * (1 - share) / n) ** 0.5
    assert abs(sum(len(p["charges"]) for p in people) / n - 2.25) < 0.1  # 2.4 before it is cut at five


def test_stays_are_log_normal_about_the_published_median() -> None:
    """Half of those booked in the first days are out by the median stay, within three standard errors."""
    scenario = replace(SCENARIOS["king-2014"], people=4000, days=28)
    limit = timedelta(days=scenario.median_days)
    early = [p for p in make(scenario, 1) if _at(p["booked_at"]) < scenario.instant - timedelta(days=20)]
    early = [p for p in early if not p["holds"] and not p["requests"]]
    out = sum(bool(p.get("released_at")) and _at(p["released_at"]) - _at(p["booked_at"]) <= limit for p in early)
    unseen = sum(not p.get("released_at") for p in early) / len(early)
    assert len(early) > 400
    assert 0.05 < unseen < 0.4
    assert abs(out / len(early) - 0.5) < 3 * 0.5 / len(early) ** 0.5 + 0.02  # two in a hundred never say how it ended


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_the_mix_of_requests_is_rich(tmp_path: Path, name: str) -> None:
    """In a thousand people every form of the scenario comes in, and every kind of trouble with one is there."""
    scenario = replace(SCENARIOS[name], people=1000, featured=False)
    write_county(tmp_path / "feed.jsonl", scenario, seed=2)
    custodies = read(tmp_path / "feed.jsonl")
    requests = [c.request for c in custodies if c.request is not None]
    assert {f for f, _ in scenario.forms} <= {r.form for r in requests}
    found = {f.code for r in requests for f in face(r)}
    assert {"unserved", "cancelled", "version-unknown", "incomplete", "unlisted-issuer", "withdrawn"} <= found
    if any(FORMS[f].parts for f, _ in scenario.forms):
        assert {"no-basis", "service-unknown"} <= found
    assert any(c.earlier for c in custodies)
    assert any(r.cancelled_at and c.due.t0 and r.cancelled_at > c.due.t0 for c in custodies if (r := c.request))
    events = {c.due.event for c in custodies}
    assert {
        "bail-posted",
        "bail-tendered-and-refused",
        "own-recognisance",
        "sentence-served",
        "charges-dismissed",
    } <= events
    assert {c.booking.facts.get("record_complete", "unknown") for c in custodies} == {True, False, "unknown"}
    assert {c.booking.facts["subject.citizenship_claim"] for c in custodies} == {"none", "asserted", "documented"}
    assert any(p.serious for c in custodies for p in c.booking.priors or ())


def test_everyone_is_released_late_on_time_or_still_here(tmp_path: Path) -> None:
    """Nobody walks out before release is due, or after the feed ends; some are kept for hours past t0, with a request on file."""
    for name, scenario in SCENARIOS.items():
        write_county(tmp_path / name, scenario, seed=8)
        late = 0
        for c in read(tmp_path / name):
            t0, out = c.due.t0, c.booking.released_at
            assert out is None or (t0 is None or t0 <= out <= scenario.instant)
            late += out is not None and t0 is not None and c.request is not None and out - t0 > timedelta(hours=3)
        assert late > 10


def test_the_featured_five_come_last_and_stand_near_the_end_of_the_feed(tmp_path: Path) -> None:
    """Bail at 02:55, an order at 03:02, a hold that began on Monday, two releases within five hours; nobody else is due then."""
    write_county(tmp_path / "feed.jsonl", seed=2014)
    custodies = read(tmp_path / "feed.jsonl")
    assert [f"{c.due.t0:%a %H:%M}" for c in custodies[-5:] if c.due.t0] == [
        "Tue 02:55",
        "Tue 03:02",
        "Mon 14:10",
        "Tue 06:00",
        "Tue 08:00",
    ]
    now = RIDGEMONT.instant
    assert not any(c.due.t0 and now < c.due.t0 < now + timedelta(hours=6) for c in custodies[:-5])
    assert all(c.booking.released_at for c in custodies[:-5] if c.due.t0 and c.due.t0 <= now)


def test_the_law_gives_many_answers_in_one_county(tmp_path: Path) -> None:
    """At Ridgemont in June 2014 some holds are permitted, most are not, some turn on a fact that is missing."""
    answers = holds(tmp_path, replace(RIDGEMONT, people=160))
    assert {"permitted", "prohibited", "undetermined", "not-requested", "not-triggered"} <= set(answers)
    assert answers["prohibited"] > answers["permitted"] > 0


@pytest.mark.slow
def test_under_the_values_act_no_hold_rests_on_a_form(tmp_path: Path) -> None:
    """Los Angeles in 2019: whoever may be held past release has a judge's warrant."""
    scenario = replace(SCENARIOS["los-angeles-2019"], people=120)
    answers = holds(tmp_path, scenario, judges=False)
    assert not {"permitted", "required"} & set(answers)


def holds(folder: Path, scenario: Scenario, *, judges: bool = True) -> Counter[str]:
    """The answers on holding, counted; without those who have a judge's warrant, if asked."""
    from lawgate.decision import Decider
    from lawgate.decision.bridge import question_of
    from lawgate.law.books import load

    write_county(folder / "feed.jsonl", scenario, seed=2014)
    rulebook = load()
    decider = Decider(rulebook, exact_up_to=FEW)
    custodies = [c for c in read(folder / "feed.jsonl") if judges or not c.judicial_warrants]
    return Counter(decider.decide(question_of(c, rulebook), trace=False).hold.value for c in custodies)


FEW = 6  # facts that may be missing for an answer to be settled by a question or two, as in a run


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
