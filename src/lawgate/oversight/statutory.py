"""Reports that statutes ask of a jail, filled from its ledger: California's community forum and its yearly count to the attorney general.

* TRUTH Act, Cal. Gov. Code § 7283.1(d): where access was given in the year before, the number and demographic characteristics of the
  people, the date, and whether it was given by a hold, a transfer, a notification of release, or otherwise.
* Values Act, Cal. Gov. Code § 7284.6(c)(2): the number of transfers to immigration authorities, and the offences that allowed them.

Counts of people below eleven are withheld by group, as everywhere here; the totals that the statutes ask for are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from lawgate.base.moments import zone
from lawgate.oversight.measures.records import SMALL

HOLD, TRANSFER, NOTICE, INTERVIEW = "hold", "transfer", "notification of release", "interview"
TOLD = "other information given"
ORDER = (HOLD, TRANSFER, NOTICE, TOLD, INTERVIEW)
RELEASE = "release"  # the item of a notice that tells the day and hour of release
MEANS = {
    "act.hold-begun": HOLD,
    "act.handed-over": TRANSFER,
    "act.interviewed": INTERVIEW,
}
NOT_SAID = "not stated"
FORUM_CITE = "Cal. Gov. Code § 7283.1(d)"
COUNT_CITE = "Cal. Gov. Code § 7284.6(c)(2)"


class Happening(Protocol):
    """An event as ``casework`` tells it."""

    @property
    def kind(self) -> str: ...
    @property
    def happened(self) -> datetime: ...
    @property
    def payload(self) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True, slots=True)
class Access:
    """One time that immigration authorities were given access to a person. ``day``: by the jail's own clock. ``person`` tells people
    apart and is printed nowhere. ``offences``: what the person stands convicted of."""

    person: str
    day: date
    means: str
    sex: str
    race: str
    age: str
    offences: tuple[str, ...]


def accesses(record: Mapping[str, Any], events: Iterable[Happening]) -> Iterator[Access]:
    """Every access in one person's file. A notice counts when it was sent: as a notification of release where it told of that, else as
    other information given."""
    notices: dict[Any, str] = {}
    clock = zone((record.get("place") or {}).get("tz") or "UTC", where=str(record.get("booking") or ""))
    for e in events:
        said = e.payload or {}
        if e.kind == "message.queued" and said.get("purpose") == "notice":
            told = (said.get("body") or {}).get("sent") or {}
            notices[said.get("message")] = NOTICE if told.get(RELEASE) else TOLD
        means = notices.get(said.get("message")) if e.kind == "message.sent" else MEANS.get(e.kind)
        if means is not None:
            day = e.happened.astimezone(clock).date()
            who = str(record.get("booking") or id(record))
            yield Access(who, day, means, *_person(record, day), tuple(_offences(record)))


def _person(record: Mapping[str, Any], day: date) -> tuple[str, str, str]:
    person = record.get("person") or {}
    born = person.get("born") or ""
    try:
        decade = (day.year - date.fromisoformat(born).year) // 10 * 10
        age = f"{decade} to {decade + 9}"
    except ValueError:
        age = NOT_SAID
    return str(person.get("sex") or NOT_SAID), str(person.get("race") or NOT_SAID), age


def _offences(record: Mapping[str, Any]) -> Iterator[str]:
    for prior in record.get("priors") or ():
        name = prior.get("name") or prior.get("statute")
        if name:
            yield f"{prior.get('statute') or ''} {prior.get('name') or ''}".strip()


def forum(found: Iterable[Access], year: int, agency: str) -> str:
    """The forum's report as text (Markdown), for a public meeting: totals, then groups where they are large enough to show."""
    mine = sorted((a for a in found if a.day.year == year), key=lambda a: (a.day, a.means))
    lines = [
        f"# Access given to immigration authorities in {year}: {agency}",
        "",
        f"Report for the community forum ({FORUM_CITE}). Not adopted by counsel; not legal advice.",
        "",
    ]
    if not mine:
        return "\n".join([*lines, "No access was given in this year.", ""])
    people = {a.person: a for a in mine}
    by_means = Counter(a.means for a in mine)
    by_day = Counter((a.day, a.means) for a in mine)
    lines += [
        f"Access was given {len(mine):,} times, to {len(people):,} people.",
        "",
        *_table(("means", "times"), ((m, f"{by_means[m]:,}") for m in ORDER if by_means[m])),
    ]
    for title, field in (("sex", "sex"), ("race or ethnicity, as booked", "race"), ("age", "age")):
        counts = Counter(str(getattr(a, field)) for a in people.values())
        lines += ["", *_table((title, "people"), ((word, _shown(n)) for word, n in sorted(_hidden(counts).items())))]
    days = ((day.isoformat(), means, f"{n:,}") for (day, means), n in sorted(by_day.items()))
    return "\n".join([*lines, "", *_table(("date", "means", "times"), days), ""])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    yield from (f"| {' | '.join(row)} |" for row in rows)


def attorney_general(found: Iterable[Access], year: int, agency: str) -> str:
    """The yearly count of transfers and the offences that allowed them, as text (Markdown)."""
    mine = [a for a in found if a.day.year == year and a.means == TRANSFER]
    offences = Counter(o for a in mine for o in set(a.offences))
    silent = sum(not a.offences for a in mine)
    lines = [
        f"# Transfers to immigration authorities in {year}: {agency}",
        "",
        f"Report to the attorney general ({COUNT_CITE}). Not adopted by counsel; not legal advice.",
        "",
        f"Transfers: {len(mine):,}.",
    ]
    if offences:
        lines += ["", "| offence on the record | transfers |", "|---|---|"]
        lines += [f"| {o} | {n:,} |" for o, n in sorted(offences.items(), key=lambda x: (-x[1], x[0]))]
    if silent:
        lines += [
            "",
            f"{silent:,} of them with no conviction on the record: look at each (a judge's warrant, or a fault).",
        ]
    return "\n".join([*lines, ""])


def _hidden(counts: Counter[str]) -> dict[str, int | None]:
    """Counts by group; None where small, and for the next larger one where only one is small."""
    small = {w for w, n in counts.items() if n < SMALL}
    if len(small) == 1 and len(counts) > 1:
        small.add(min((w for w in counts if w not in small), key=lambda w: (counts[w], w)))
    return {w: None if w in small else n for w, n in counts.items()}


def _shown(n: int | None) -> str:
    return f"fewer than {SMALL}, or withheld" if n is None else f"{n:,}"


__all__ = ["Access", "accesses", "attorney_general", "forum"]
