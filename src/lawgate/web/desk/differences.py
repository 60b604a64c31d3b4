"""Who the jail's own system has and this house has not, and the other way about; and what the two say differently."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from lawgate.base import BadInput
from lawgate.casework import custody_now
from lawgate.casework.ledger import Ledger
from lawgate.detainer import read_custodies, record

LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the list."""

    booking: str
    what: str
    do: str


def differences_of(ledger: Ledger, roster: UploadedFile[bytes], now: datetime) -> tuple[list[Difference], list[str]]:
    """The list, and the mistakes of the roster. Match is on booking number, never on a name."""
    if (roster.size or 0) > LARGEST:
        return [], [f"The file has {roster.size:,} bytes; at most {LARGEST:,} are read."]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("roster.csv" if str(roster.name).endswith(".csv") else "roster.jsonl")
        path.write_bytes(roster.read())
        try:
            reading = read_custodies(path)
            theirs = {c.key: record(c) for c in reading.items}
        except BadInput as e:
            return [], [str(e)]
    ours = {x.subject: x.record for x in custody_now(ledger, now)}
    inside = {n: r for n, r in theirs.items() if not r["released_at"] or datetime.fromisoformat(r["released_at"]) > now}
    return list(_lines(ours, inside, theirs)), [str(f) for f in reading.faults]


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
            number, f"Release due: {mine or 'no date'} here, {yours or 'no date'} there.", "Read the paper again."
        )
    asked = [bool(r["request"]) for r in (ours, theirs)]
    if asked[0] != asked[1]:
        yield Difference(
            number, f"A federal request is on file {'here' if asked[0] else 'there'} alone.", "Enter or cancel it."
        )
    bare = {c.get("statute") or c.get("name") for c in ours["charges"] or () if c.get("disposition") == "dismissed"}
    open_ = {c.get("statute") or c.get("name") for c in theirs["charges"] or () if c.get("disposition") != "dismissed"}
    for charge in sorted(str(c) for c in bare & open_):
        yield Difference(number, f"{charge}: dismissed here, open there.", "Read the order again.")
