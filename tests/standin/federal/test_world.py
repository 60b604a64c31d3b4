"""One county and one repository from one seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.federal import Outcome, Response
from lawgate.prints.synth import population
from lawgate.standin.county import make
from lawgate.standin.federal import ERAS, Ask, Era, FederalStandin, Kind, World, read_delivered
from lawgate.standin.federal.repository import Status, Wrong, drawn
from lawgate.standin.federal.world import as_booked, scenario_of
from lawgate.standin.scenarios import RIDGEMONT
from tests.standin.federal.conftest import LATER, NOW, SMALL

TODAY = date(2014, 6, 10)
PEOPLE = st.fixed_dictionaries(
    {
        "last": st.text(min_size=1, max_size=20),
        "first": st.text(min_size=1, max_size=20),
        "born": st.dates(date(1930, 1, 1), date(2000, 1, 1)).map(date.isoformat),
        "sex": st.sampled_from("MF"),
        "language": st.text(max_size=10),
    }
)
OUTCOME = ("status", "truth", "wrong", "as_of", "entered_on", "order_on", "birth_place", "alien_number")


@given(PEOPLE, PEOPLE, st.integers(0, 10**6))
def test_who_somebody_is_says_nothing_of_the_record(one: dict[str, str], other: dict[str, str], seed: int) -> None:
    """Two people under the same draw get the same record, whatever their names, birth dates, sexes and languages."""
    records = [drawn(p, "R-000001", 1, Random(seed), TODAY, errors=0.5) for p in (one, other)]
    assert [getattr(records[0], k) for k in OUTCOME] == [getattr(records[1], k) for k in OUTCOME]


def test_other_names_leave_the_same_people_on_record() -> None:
    """A county whose people are all called otherwise has the same bookings on record, as the same."""

    class Renamed(World):
        bookings = tuple(make(SMALL.scenario, SMALL.seed, who_seed=99))

    here = {r.number: (r.status, r.wrong) for r in SMALL.records if r.number >= 1_000_000}
    there = {r.number: (r.status, r.wrong) for r in Renamed(SMALL.scenario, people=40).records if r.number >= 1_000_000}
    assert {n for n, (status, _) in here.items() if status is not Status.NOTHING}
    assert here == there


def test_both_sides_make_the_same_world() -> None:
    """Two processes that know county and seed alone have the same records and the same name for them."""
    again = World(replace(RIDGEMONT, people=48, featured=False), people=40)
    assert again.records == SMALL.records
    assert again.digest == SMALL.digest
    assert World(again.scenario, seed=1, people=40).digest != SMALL.digest


def test_every_kind_of_record_and_of_error_occurs() -> None:
    """A county of ordinary size meets all kinds of record, and all three errors, none of which is filed as what is true."""
    world = World(RIDGEMONT, people=300, error_share=0.3)
    assert {r.status for r in world.records} == set(Status) - {Status.BORN_CITIZEN}
    wrong = [r for r in world.records if r.wrong]
    assert {r.wrong for r in wrong} == set(Wrong)
    assert all(r.status is not r.truth for r in wrong)
    assert all(r.status is r.truth for r in world.records if not r.wrong)


def test_the_county_itself_brings_no_federal_papers() -> None:
    """Requests and civil warrants come from the federal side alone."""
    kinds = {w["kind"] for b in World(RIDGEMONT).bookings for w in b["warrants"]}
    assert all(b["requests"] == [] for b in World(RIDGEMONT).bookings)
    assert not kinds & {"I-200", "I-205"}


def test_charges_are_asked_about_as_they_stood_at_booking() -> None:
    """What became of a charge later is not in the question."""
    (charge,) = as_booked(
        [{"statute": "PC 484", "level": "misdemeanor", "disposition": "dismissed", "ends_at": "2014"}]
    )
    assert charge == {"statute": "PC 484", "level": "misdemeanor", "disposition": "pending"}


@pytest.mark.parametrize("era", ERAS.values(), ids=lambda e: e.key)
def test_a_county_is_moved_into_the_era(era: Era) -> None:
    """A county asked for in an era has its days in it, and its clock on its own wall."""
    found = scenario_of("us_ca_los_angeles", era)
    day = found.instant.date()
    assert era.day(day) == day
    assert found.instant.utcoffset() == found.place.zone.utcoffset(found.instant.replace(tzinfo=None))


def test_places_and_eras_that_do_not_exist_are_named() -> None:
    """A county without a synthetic county, an era that never was and a booking of nowhere are each refused in a sentence."""
    with pytest.raises(BadInput, match="has no synthetic county"):
        World.of("us_zz_nowhere")
    with pytest.raises(BadInput, match="is no era"):
        World.of("us_ca_los_angeles", era="1999")
    with pytest.raises(BadInput, match="no booking of this county"):
        SMALL.fingers("99-00000")


def test_a_booking_can_be_given_a_plain_record() -> None:
    """A demonstration can have one person on record whom chance left out, with nothing but an old encounter."""
    on_record = {r.number for r in SMALL.records}
    out = next(b["booking"] for b in SMALL.bookings if SMALL.number(b["booking"]) not in on_record)
    world = replace(SMALL, known=frozenset({out}))
    (record,) = [r for r in world.records if r.number == world.number(out)]
    assert (record.status, record.wrong, record.order_on) == (Status.ENCOUNTERED, None, None)


def test_prints_made_by_the_jail_can_be_held_of_its_people(tmp_path: Path) -> None:
    """Prints that the caller shares are held of those of its people who are on record, and of nobody else."""
    world = replace(SMALL, people=3)
    on_record = {r.number: r for r in world.records if r.immigration}
    here = next(b["booking"] for b in world.bookings if world.number(b["booking"]) in on_record)
    not_here = next(
        b["booking"] for b in world.bookings if world.number(b["booking"]) not in {r.number for r in world.records}
    )
    foreign = [next(population(99, 1, impression=k)).ten_print(0) for k in (0, 1)]
    with FederalStandin(world, data=tmp_path, shared={here: foreign[0], not_here: SMALL.fingers(not_here)}) as side:
        assert len(side.gallery) == len(world.records)
        for control, fingers in (("T-00000001", foreign[1]), ("T-00000002", world.fingers(here))):
            side.ask(Ask(Kind.BIOMETRIC, control, NOW, fingers=fingers))
        side.ask(Ask(Kind.BIOMETRIC, "T-00000003", NOW, fingers=world.fingers(not_here)))
        found = {
            r.refers_to: r.outcome
            for d in side.poll(LATER)
            if isinstance(r := read_delivered(d), Response) and r.kind == "IDR"
        }
    assert found == {"T-00000001": Outcome.MATCH, "T-00000002": Outcome.NO_MATCH, "T-00000003": Outcome.NO_MATCH}
    with pytest.raises(BadInput, match="no booking of this county"):
        FederalStandin(world, data=tmp_path, shared={"99-1": foreign[0]})
