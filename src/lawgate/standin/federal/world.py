"""One county and one repository from one seed, the same on both sides of the wire.

The jail's side takes bookings and fingers from it; the federal side takes its records and its gallery. Someone booked who has a
federal record has the same fingers in both, pressed anew, and nothing else in common that would decide a hit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from lawgate.base import BadInput, digest
from lawgate.detainer.records import CIVIL_KINDS
from lawgate.prints import TenPrint
from lawgate.prints.synth import population
from lawgate.standin.county import make
from lawgate.standin.federal.eras import ERAS, Era, era_named
from lawgate.standin.federal.records import Ask, Kind
from lawgate.standin.federal.repository import FederalRecord, Status, criminal_only, drawn, stranger
from lawgate.standin.scenarios import SCENARIOS, Scenario

VERSION = 1
OF_THE_COUNTY = (
    1_000_000  # number of the first person booked in the synthetic population; strangers are numbered from 0
)
AT_BOOKING = 1  # impression; the federal side holds impression 0
BOOKED_AS = ("statute", "name", "level", "grade", "wobbler", "serious", "violent", "confinement", "category", "line")


@dataclass(frozen=True)
class World:
    """``people``: strangers in the repository. ``known_share``: of the people booked, how many the immigration side has a record
    of (published figures lie far lower: under 7 in 100 submissions from October 2008 to April 2011 matched; raised so that a
    demonstration shows something). ``error_share``: how many of those records are wrong. ``known``: bookings of people of whom
    it has a plain record, an encounter ten years ago, whatever chance says."""

    scenario: Scenario
    seed: int = 2014
    people: int = 10_000
    known_share: float = 0.4
    error_share: float = 0.08
    known: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, county: str, *, era: str = "", seed: int = 2014, people: int = 10_000) -> World:
        """The world of a named scenario, or of the scenario of a county (``us_ca_los_angeles``) that lies nearest to an era."""
        return cls(scenario_of(county, era_named(era) if era else None), seed, people)

    @property
    def today(self) -> date:
        return self.scenario.instant.date()

    @property
    def ori(self) -> str:
        """The jail's agency number, of a pattern that is nobody's."""
        return f"{self.scenario.place.state}0000000"

    @cached_property
    def digest(self) -> str:
        """Names this world: what was made from it is of use to no other."""
        return digest([VERSION, self.scenario, self.seed, self.people, self.known_share, self.error_share, self.known])

    @cached_property
    def bookings(self) -> tuple[dict[str, Any], ...]:
        """The bookings of the county in the words of a feed, without federal requests: those come from the federal side."""
        made = make(self.scenario, self.seed)
        for one in made:
            one["requests"] = []
            one["warrants"] = [w for w in one["warrants"] if w["kind"] not in CIVIL_KINDS]
        return tuple(made)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each booking stands in ``bookings``."""
        return {b["booking"]: at for at, b in enumerate(self.bookings)}

    @cached_property
    def records(self) -> tuple[FederalRecord, ...]:
        """The whole repository: strangers, then those of the county who are on record."""
        strangers = [stranger(self.seed, n, self.today) for n in range(self.people)]
        return (*strangers, *self._of_the_county())

    def number(self, booking: str) -> int:
        """Whose fingers a booking has. Raises ``BadInput`` for one that is not of this county."""
        if booking not in self.places:
            raise BadInput("is no booking of this county", where=booking, do="take one of its bookings")
        return OF_THE_COUNTY + self.places[booking]

    def fingers(self, booking: str, impression: int = AT_BOOKING) -> TenPrint:
        """Ten fingers as they are pressed at booking."""
        number = self.number(booking)
        return next(population(self.seed, 1, impression=impression, first=number, threads=1)).ten_print(number)

    def ask(self, booking: str, sent_at: datetime, control: str = "") -> Ask:
        """The biometric query for a booking, with its charges as they stood at booking and its fingers as templates."""
        one = self.bookings[self.places[booking]] if booking in self.places else {}
        return Ask(
            Kind.BIOMETRIC,
            control or f"{self.ori}-{booking}",
            sent_at,
            fingers=self.fingers(booking),
            booking=booking,
            sender=self.ori,
            charges=as_booked(one.get("charges", ())),
        )

    def _of_the_county(self) -> Iterator[FederalRecord]:
        for at, booking in enumerate(self.bookings):
            case = Random(f"{self.seed}:federal:{at}")
            forced = booking["booking"] in self.known
            known = case.random() < self.known_share or forced
            rap = tuple(booking.get("priors", ()))
            if not known and not rap:
                continue
            key, number = f"R-{self.people + at:06d}", OF_THE_COUNTY + at
            if known:
                errors = 0.0 if forced else self.error_share
                record = drawn(booking, key, number, case, self.today, errors=errors)
                record = _plain(record, self.today) if forced else record
            else:
                record = criminal_only(booking, key, number, case, self.today)
            yield replace(record, convictions=rap)


def _plain(record: FederalRecord, today: date) -> FederalRecord:
    """An encounter ten years ago and nothing since."""
    entered = today - timedelta(days=3650)
    known: dict[str, Any] = {"status": Status.ENCOUNTERED, "truth": Status.ENCOUNTERED, "order_on": None}
    return replace(record, entered_on=entered, as_of=entered, **known)


def as_booked(charges: Any) -> tuple[dict[str, Any], ...]:
    """Charges as they stood at booking: pending, with nothing of what became of them."""
    return tuple({k: c[k] for k in BOOKED_AS if k in c} | {"disposition": "pending"} for c in charges)


def scenario_of(county: str, era: Era | None = None) -> Scenario:
    """A scenario by its own name, or of a county by the name of its book, moved into ``era`` where it lies outside.

    Raises ``BadInput`` for a county that has none."""
    chosen = _chosen(county, era)
    day = chosen.instant.date()
    if era is None or era.day(day) == day:
        return chosen
    return replace(chosen, now=datetime.combine(era.on, chosen.instant.timetz()).isoformat(timespec="minutes"))


def _chosen(county: str, era: Era | None) -> Scenario:
    if county in SCENARIOS:
        return SCENARIOS[county]
    fitting = [s for s in SCENARIOS.values() if county == _book(s)]
    if not fitting:
        names = ", ".join([*SCENARIOS, *dict.fromkeys(_book(s) for s in SCENARIOS.values())])
        raise BadInput(f"'{county}' has no synthetic county", where="county", do=f"use one of {names}")
    wanted = (era or ERAS["2014"]).on
    return min(fitting, key=lambda s: abs((s.instant.date() - wanted).days))


def _book(scenario: Scenario) -> str:
    return f"us_{scenario.place.state}_{scenario.place.county or ''}".lower().replace(" ", "_")
