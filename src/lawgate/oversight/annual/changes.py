"""Where the law of a place changed within the time that is drawn: the days on which a rule on holding or telling began or ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lawgate.base import Place
from lawgate.base.zones import zone_of
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER
from lawgate.law.rulebook import Rulebook

NO_COUNTY = "no county named"
DECIDES = (HOLD, NOTIFY, TRANSFER)


@dataclass(frozen=True, slots=True)
class Change:
    """``number`` is what the picture marks the day with; ``words`` stand in its key."""

    number: int
    places: tuple[str, ...]
    day: date
    words: str


def changes_of(
    rulebook: Rulebook, places: Iterable[str], kinds: Iterable[str], first: date, last: date
) -> list[Change]:
    """Changes of a place's own law from ``first`` to ``last``, numbered by day. ``places``: "Kern, CA" or "CA"; ``kinds``: of custodian.

    What ends on one day and what begins on the next are one change, as is the same in several places."""
    found: dict[tuple[date, str], list[str]] = {}
    for name in places:
        county, _, state = name.rpartition(", ")
        county = "" if county == NO_COUNTY else county
        where = [
            Place(state, county or None, agency_type=kind, tz=zone_of(state, county)) for kind in sorted(kinds)
        ] or [Place(state, county or None, tz=zone_of(state, county))]
        for a in rulebook.authorities:
            if not a.territory.states or not any(a.territory.covers(p) for p in where):
                continue
            if not any(n.action in DECIDES for n in a.norms):
                continue
            for day, word in _days(a.since, a.until):
                if first <= day <= last:
                    words = found.setdefault((day, name), [])
                    words += [w for w in [f"{a.title} {word}"] if w not in words]
    alike: dict[tuple[date, str], list[str]] = {}
    for (day, name), words in sorted(found.items()):
        alike.setdefault((day, "; ".join(words)), []).append(name)
    return [
        Change(n, tuple(names), day, f"{day.isoformat()}: {words} ({'; '.join(names)})")
        for n, ((day, words), names) in enumerate(sorted(alike.items()), 1)
    ]


def _days(since: str, until: str | None) -> Iterable[tuple[date, str]]:
    """(the first day on which it is otherwise, begins or ends)."""
    if since:
        yield date.fromisoformat(since), "begins"
    if until:
        yield date.fromisoformat(until) + timedelta(days=1), "ends"


__all__ = ["NO_COUNTY", "Change", "changes_of"]
