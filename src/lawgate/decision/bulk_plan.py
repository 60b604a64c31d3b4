"""Which law each of a million cases is asked under: programs by place and period, made once for a rulebook and a list of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from lawgate.base import Place
from lawgate.base.moments import start_of_day
from lawgate.law import bulk
from lawgate.law.columns import Coding
from lawgate.law.expr import Case
from lawgate.law.refine import Refiner
from lawgate.law.rulebook import Program, Query, Rulebook

NEVER = 2**62
SPAN = 10**8  # more than any day as YYYYMMDD: keeps the days of one place behind those of the place before


@dataclass(frozen=True)
class Plan:
    """The law of ``settings`` (places with their policies, mode and scope) at all times.

    A *slot* is one place in one period of unchanged law. ``offsets``: the first slot of each place, and the number of all slots.
    ``firsts``: the first day of each slot (YYYYMMDD, 0 for the first of a place); ``begins``: the minute at which its law begins on the
    place's clocks; ``program_of``: its program."""

    rulebook: Rulebook
    settings: tuple[Query, ...]
    programs: tuple[Program, ...]
    coding: Coding
    offsets: npt.NDArray[np.int64]
    firsts: npt.NDArray[np.int64]
    begins: npt.NDArray[np.int64]
    program_of: npt.NDArray[np.int32]
    refiner: Refiner = field(default_factory=Refiner, repr=False, compare=False)

    def slots(self, where: npt.NDArray[np.int32], days: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        """The slot of each case: ``where`` indexes ``settings``, ``days`` are YYYYMMDD."""
        keys = np.repeat(np.arange(len(self.settings)), np.diff(self.offsets)) * SPAN + self.firsts
        return np.searchsorted(keys, where.astype(np.int64) * SPAN + days, side="right") - 1

    def numbers(self, slots: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """The program of each slot."""
        return self.program_of[slots]

    def next_change(self, slots: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The minute at which the law after each slot begins; ``NEVER`` after the last of a place."""
        following = np.append(self.begins[1:], NEVER)
        following[self.offsets[1:] - 1] = NEVER
        return following[slots]


def plan(
    rulebook: Rulebook,
    settings: Sequence[Query | Place],
    *,
    policies: frozenset[str] | None = frozenset(),
    cases: Iterable[Case] = (),
    frozen: str = "",
) -> Plan:
    """The law of ``settings`` at all times; the day of a query is not looked at. ``policies``: those in force at a bare place.
    ``frozen``: a day whose law is taken to stand for ever, before it and after.

    ``cases``: words that only they use are told apart as well (see ``bulk.coding_for``)."""
    asked = tuple(s if isinstance(s, Query) else Query(s, "", policies=policies) for s in settings)
    numbers: dict[int, int] = {}
    programs: list[Program] = []
    offsets, firsts, begins, program_of = [0], [], [], []
    for one in asked:
        changes = () if frozen else rulebook.changes_between(one.place, "0001-01-01", "9999-12-31")
        for day in ("0001-01-01", *changes):
            program = rulebook.program(replace(one, day=frozen or day))
            if id(program) not in numbers:
                numbers[id(program)] = len(programs)
                programs.append(program)
            program_of.append(numbers[id(program)])
            first = day == "0001-01-01"
            firsts.append(0 if first else int(day.replace("-", "")))
            begins.append(-NEVER if first else _begins(day, one.place))
        offsets.append(len(firsts))
    return Plan(
        rulebook,
        asked,
        tuple(programs),
        bulk.coding_for(programs, cases),
        np.array(offsets, np.int64),
        np.array(firsts, np.int64),
        np.array(begins, np.int64),
        np.array(program_of, np.int32),
    )


def _begins(day: str, place: Place) -> int:
    return int(start_of_day(date.fromisoformat(day), place.zone).timestamp() // 60)
