"""What a run comes to: who was held lawfully, released on time, over-held, by how much, at what exposure.

Definitions. *Over* is the time from the last lawful minute to the actual release. The last lawful minute is the decision's
``release_by``; where no hold is lawful, or the answer is open or not known, that is t0. *Over-held* is over with a federal request on
file; without one the person was *released late*, which is the jail's own delay. Nobody is counted whose t0 or release is not known.
Exposure is counted for the over-held alone; it is a range (see ``decision.exposure``), never a forecast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lawgate.casework.records import RunResult
from lawgate.decision.exposure import exposure_range

LAWFUL, ON_TIME, OVER, IN_CUSTODY = "held lawfully past release", "released on time", "over-held", "in custody"
LATE = "released late, no federal request"
NO_MINUTE, OUT_OF_REACH = "no release time given", "out of reach (federal prisons)"
ORDER = (LAWFUL, ON_TIME, OVER, LATE, IN_CUSTODY, NO_MINUTE, OUT_OF_REACH)


@dataclass(frozen=True, slots=True)
class Person:
    """One person's line in the report: no name."""

    key: str
    place: str
    day: str
    outcome: str
    hold: str
    over: timedelta
    form: str
    why: str
    unknown: bool  # the answer on holding is open or not known


@dataclass(frozen=True, slots=True)
class Row:
    word: str
    people: int
    hours: float
    low: int
    high: int


@dataclass
class Summary:
    """Filled as people are decided. Keeps a line a person, and the counts that the report draws."""

    source: str = ""
    format: str = ""
    lines: list[Person] = field(default_factory=list)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    unverified: Counter[str] = field(default_factory=Counter)
    because: Counter[str] = field(default_factory=Counter)
    run: RunResult | None = None

    @property
    def people(self) -> int:
        return len(self.lines)

    def add(self, record: Mapping[str, Any], answer: Mapping[str, Any] | None) -> None:
        """Count one person: the record as it came in, and the answer (None: out of reach)."""
        self.lines.append(_line(record, answer))
        if answer is None:
            return
        for action in ("hold", "notify", "transfer", "interview"):
            self.answers[action, answer[action]] += 1
        self.missing.update(answer["missing"])
        self.unverified.update(answer["unverified"])
        self.because.update(answer["because"])

    def rows(self) -> Iterator[Row]:
        """The table: a row an outcome, in order, empty ones left out."""
        for word in ORDER:
            mine = [p for p in self.lines if p.outcome == word]
            if not mine:
                continue
            ranges = [exposure_range(p.over if word == OVER else timedelta(0)) for p in mine]
            hours = sum((p.over for p in mine), timedelta(0)) / timedelta(hours=1)
            yield Row(word, len(mine), hours, sum(r.low for r in ranges), sum(r.high for r in ranges))


def _line(record: Mapping[str, Any], answer: Mapping[str, Any] | None) -> Person:
    place = record["place"]
    where = ", ".join(p for p in (place.get("county"), place["state"]) if p)
    form = (record.get("request") or {}).get("form") or ("not known" if record.get("request") else "no request")
    if answer is None:
        return Person(record["booking"], where, "", OUT_OF_REACH, "", timedelta(0), form, "", unknown=False)
    outcome, over = _outcome(record, answer)
    unknown = answer["hold"] in ("undetermined", "unresolved")
    return Person(record["booking"], where, answer["day"], outcome, answer["hold"], over, form, answer["why"], unknown)


def _outcome(record: Mapping[str, Any], answer: Mapping[str, Any]) -> tuple[str, timedelta]:
    due, last, out = (_at(t) for t in (answer["release_due"], answer["release_by"], record["released_at"]))
    if due is None:
        return (IN_CUSTODY if out is None and record["release_due"]["known"] else NO_MINUTE), timedelta(0)
    if out is None:
        return IN_CUSTODY, timedelta(0)
    if last is None:
        return LAWFUL, timedelta(0)  # custody under a court's order
    if out > last:
        return (OVER if record["request"] else LATE), out - last
    return (LAWFUL if out > due else ON_TIME), timedelta(0)


def _at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
