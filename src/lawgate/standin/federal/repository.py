"""What the federal side holds: records of invented people, some of them wrong. A record says what it says; ``truth`` is for tests.

Who is held, as what, and with which error is drawn for each person from a stream of its own that reads neither name, birth
date nor language, so that none of them says anything of a federal outcome. No proportions of the kinds of records are
published; those here are chosen so that every kind is met in a small county, and are no estimate of anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from lawgate.standin.people import person


class Status(StrEnum):
    """What a record asserts."""

    NOTHING = "nothing"  # in the criminal file only: the immigration side holds nothing
    ENCOUNTERED = "encountered"
    OVERSTAY = "overstay"
    PROCEEDINGS = "proceedings"
    ORDERED = "ordered"
    VISA = "visa"
    RESIDENT = "resident"
    NATURALISED = "naturalised"
    BORN_CITIZEN = "born-citizen"  # only ever a truth: nobody files it


class Wrong(StrEnum):
    """What is the matter with a record."""

    STALE = "stale"  # true once: the person has been naturalised since
    OTHER_PERSON = "other-person"  # these fingers were filed under somebody else's record
    CITIZEN_FLAGGED = "citizen-flagged"  # born a citizen, recorded as removable


REMOVABLE = frozenset({Status.ENCOUNTERED, Status.OVERSTAY, Status.PROCEEDINGS, Status.ORDERED})
KINDS = {
    Status.ENCOUNTERED: 30,
    Status.OVERSTAY: 20,
    Status.PROCEEDINGS: 9,
    Status.ORDERED: 13,
    Status.VISA: 5,
    Status.RESIDENT: 13,
    Status.NATURALISED: 10,
}
BIRTH_PLACES = (
    "MM",
    "GT",
    "HD",
    "EL",
    "NU",
    "DR",
    "CB",
    "VZ",
    "HT",
    "PI",
    "RC",
    "RV",
    "II",
    "CD",
)  # NCIC codes, not ISO's


@dataclass(frozen=True, slots=True)
class FederalRecord:
    """One person's file. ``number``: whose fingers it holds (of the synthetic population). ``convictions``: the rap sheet, in the
    words of a feed. ``as_of``: when it was last brought up to date. ``order_on``: of a final order; ``entered_on``: last entry."""

    key: str
    number: int
    family: str
    given: str
    born: date
    sex: str
    birth_place: str
    status: Status
    truth: Status
    as_of: date
    entered_on: date
    wrong: Wrong | None = None
    order_on: date | None = None
    convictions: tuple[Mapping[str, Any], ...] = ()

    @property
    def serial(self) -> int:
        return int(self.key.removeprefix("R-"))

    @property
    def alien_number(self) -> str:
        """In a range that is not given out."""
        return f"{990_000_000 + self.serial:09d}"

    @property
    def fin(self) -> str:
        return f"{1_900_000_000 + self.serial}"

    @property
    def fbi_number(self) -> str:
        return f"{self.serial:07d}SY" if self.convictions else ""

    @property
    def immigration(self) -> bool:
        return self.status is not Status.NOTHING


def stranger(seed: int, serial: int, today: date) -> FederalRecord:
    """Someone of the repository who is not of the county."""
    who, case = Random(f"{seed}:stranger:{serial}"), Random(f"{seed}:file:{serial}")
    named = person(who, today.year)
    return drawn(named, f"R-{serial:06d}", serial, case, today, errors=0.0)


def drawn(
    named: Mapping[str, Any], key: str, number: int, case: Random, today: date, *, errors: float
) -> FederalRecord:
    """A record of ``named``, its kind and its errors drawn from ``case``, which reads nothing of ``named``."""
    status = case.choices(list(KINDS), list(KINDS.values()))[0]
    entered = today - timedelta(days=case.randint(500, 9000))
    seen = entered + timedelta(days=int((today - entered).days * case.random()))
    record = FederalRecord(
        key=key,
        number=number,
        family=named["last"],
        given=named["first"],
        born=date.fromisoformat(named["born"]),
        sex=named.get("sex") or case.choice("MF"),
        birth_place=case.choice(BIRTH_PLACES),
        status=status,
        truth=status,
        as_of=seen,
        entered_on=entered,
        order_on=seen if status is Status.ORDERED else None,
    )
    return _spoilt(record, case, today) if case.random() < errors else record


def _spoilt(record: FederalRecord, case: Random, today: date) -> FederalRecord:
    """One of the three errors; each makes the record assert something that is not so."""
    wrong = case.choice(list(Wrong))
    asserted = record.status if record.status in REMOVABLE else Status.OVERSTAY
    if wrong is Wrong.STALE:
        return replace(record, status=asserted, truth=Status.NATURALISED, wrong=wrong)
    if wrong is Wrong.CITIZEN_FLAGGED:
        return replace(record, status=asserted, truth=Status.BORN_CITIZEN, wrong=wrong, birth_place="YY")
    other = person(Random(case.random()), today.year)
    born = date.fromisoformat(other["born"])
    truth = case.choice((Status.BORN_CITIZEN, Status.RESIDENT, Status.NOTHING))
    return replace(
        record, status=asserted, truth=truth, wrong=wrong, family=other["last"], given=other["first"], born=born
    )


def criminal_only(named: Mapping[str, Any], key: str, number: int, case: Random, today: date) -> FederalRecord:
    """Someone with convictions of whom the immigration side holds nothing."""
    record = drawn(named, key, number, case, today, errors=0.0)
    return replace(record, status=Status.NOTHING, truth=Status.NOTHING, order_on=None)
