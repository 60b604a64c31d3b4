"""Who the jail's own system has and this house has not, and the other way about; and what the two say differently."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from lawgate.base import BadInput
from lawgate.casework import custody_now
from lawgate.casework.alarms_records import DIFFERENCES
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER, New
from lawgate.detainer import read_custodies, record
from lawgate.web.api.house import acting, clock, ledger

LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the list. ``kept``: as it stands on the ledger, without what is the person's own."""

    booking: str
    what: str
    do: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The list: what differs, and the mistakes of the roster. ``event``: under which it is kept."""

    found: tuple[Difference, ...]
    mistakes: tuple[str, ...]
    event: int = 0
    at: datetime | None = None
    by: str = ""


def given(roster: UploadedFile[bytes]) -> Listed:
    """The list of a roster that was given at the page. Never raises: what cannot be read is a mistake."""
    if (roster.size or 0) > LARGEST:
        return Listed((), (f"The file has {roster.size:,} bytes; at most {LARGEST:,} are read.",))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("roster.csv" if str(roster.name).endswith(".csv") else "roster.jsonl")
        path.write_bytes(roster.read())
        try:
            return compared(path)
        except BadInput as e:
            return Listed((), (str(e).replace(f"{path}: ", "").replace(str(path), "the roster"),))


def compared(path: Path) -> Listed:
    """The list of the roster in the file ``path``. Match is on booking number, never on a name. Raises ``BadInput``."""
    now, reading = clock(), read_custodies(path)
    theirs = {c.key: record(c) for c in reading.items}
    ours = {x.subject: x.record for x in custody_now(ledger(), now)}
    inside = {n: r for n, r in theirs.items() if not r["released_at"] or datetime.fromisoformat(r["released_at"]) > now}
    return Listed(tuple(_lines(ours, inside, theirs)), tuple(str(f) for f in reading.faults))


def keep(made: Listed, by: str) -> Listed:
    """The list as an event: booking numbers and what to do. The roster itself is not kept."""
    at = clock()
    found = [{"booking": d.booking, "what": d.kept or d.what, "do": d.do} for d in made.found]
    said = {"found": found, "mistakes": len(made.mistakes), "by": by}
    (number,) = acting(by).append([New(DIFFERENCES, LEDGER, said, at, at)], at)
    return replace(made, event=number, at=at, by=by)


def last_kept() -> Listed | None:
    """The latest list that was made, at night or at the page; None before the first."""
    rows = Event.objects.using(ledger().alias).filter(subject=LEDGER, kind=DIFFERENCES).order_by("-number")[:1]
    for row, said in zip(rows, ledger().open_payloads(list(rows)), strict=True):
        if said is not None:
            found = tuple(Difference(d["booking"], d["what"], d["do"]) for d in said["found"])
            return Listed(found, (), row.number, row.recorded_at, said["by"])
    return None


def _lines(ours: Mapping[str, Any], inside: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Difference]:
    for number in sorted(inside.keys() - ours.keys()):
        yield Difference(number, "In the jail's system and not here.", "Book, or release there.")
    for number in sorted(ours.keys() - inside.keys()):
        out = "out there" if number in theirs else "not there"
        yield Difference(number, f"Here, and {out}.", "Release here with the true time, or book there.")
    for number in sorted(ours.keys() & inside.keys()):
        yield from _between(number, ours[number], inside[number])


def _between(number: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Difference]:
    mine, yours = ours["release_due"]["t0"], theirs["release_due"]["t0"]
    if mine != yours:
        yield Difference(
            number,
            f"Release due: {mine or 'no date'} here, {yours or 'no date'} there.",
            "Read the paper again.",
            "Release is due at another minute here than there.",
        )
    asked = [bool(r["request"]) for r in (ours, theirs)]
    if asked[0] != asked[1]:
        yield Difference(
            number, f"A federal request is on file {'here' if asked[0] else 'there'} alone.", "Enter or cancel it."
        )
    bare = {c.get("statute") or c.get("name") for c in ours["charges"] or () if c.get("disposition") == "dismissed"}
    open_ = {c.get("statute") or c.get("name") for c in theirs["charges"] or () if c.get("disposition") != "dismissed"}
    for charge in sorted(str(c) for c in bare & open_):
        yield Difference(
            number,
            f"{charge}: dismissed here, open there.",
            "Read the order again.",
            "A charge is dismissed here and open there.",
        )
