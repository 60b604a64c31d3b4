"""Where and when the law is one and the same: every kind of place, its periods of unchanged law, and the program of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lawgate.base import Place
from lawgate.base.zones import zone_of
from lawgate.law.norms import Territory
from lawgate.law.rulebook import Program, Query, Rulebook

FIRST, LAST = "2008-01-01", "2026-12-31"
"""The days that are proved: from the first county of Secure Communities on."""


@dataclass(frozen=True, slots=True)
class Span:
    """A place, and the first and last day of a period of unchanged law in it; ``policies``: the local ones in force."""

    place: Place
    first: str
    last: str
    policies: frozenset[str] = frozenset()

    def covers(self, day: str) -> bool:
        return self.first <= day <= self.last


def places(rulebook: Rulebook, states: Iterable[str] = ()) -> list[Place]:
    """Every kind of place that some rule tells apart: each state, its counties and localities with rules, its agency types."""
    wanted = set(states)
    found: dict[Place, None] = {}
    for t in dict.fromkeys(n.territory for n in rulebook.norms):
        for state in sorted(s for s in t.states if not wanted or s in wanted):
            for place in places_of(t, state):
                found[place] = None
            found[Place(state, tz=zone_of(state))] = None
    return list(found)


def places_of(t: Territory, state: str) -> Iterable[Place]:
    """Every kind of place in ``state`` that a territory names."""
    localities: list[str | None] = [c for s, c in sorted(t.localities) if s == state]
    counties: list[str | None] = [c for s, c in sorted(t.counties) if s == state]
    for county in counties or [None]:
        for locality in localities or [None]:
            for kind in sorted(t.agency_types or {"county-jail"} | t.not_agency_types):
                yield Place(state, county, locality, agency_type=kind, tz=zone_of(state, county))


def periods(rulebook: Rulebook, place: Place, first: str = FIRST, last: str = LAST) -> list[str]:
    """First days of the periods of unchanged law."""
    return [first, *rulebook.changes_between(place, first, last)]


def spans(rulebook: Rulebook, place: Place, first: str = FIRST, last: str = LAST) -> list[Span]:
    """The periods of unchanged law of ``place``, one after another."""
    days = periods(rulebook, place, first, last)
    ends = [(date.fromisoformat(d) - timedelta(days=1)).isoformat() for d in days[1:]] + [last]
    return [Span(place, a, b, rulebook.local_policies(place, a)) for a, b in zip(days, ends, strict=True)]


def program_of(rulebook: Rulebook, span: Span, scope: str) -> Program:
    return rulebook.program(Query(span.place, span.first, scope=scope, policies=span.policies))


__all__ = ["FIRST", "LAST", "Span", "periods", "places", "places_of", "program_of", "spans"]
