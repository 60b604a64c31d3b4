"""The ledger itself as past cases: everyone on it, as last known, with the last lawful minute that the desk was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Protocol

import polars as pl

from lawgate.oversight.cases import CASES, Check, Table, as_cases

BATCH = 20_000
FELONY = "felony"
CITIZEN = {"documented": True, "none": False}
"""A claim of citizenship with a paper flags a citizen; one without leaves it open."""


class Known(Protocol):
    """What is known of one person last (``casework.latest``)."""

    @property
    def subject(self) -> str: ...
    @property
    def record(self) -> Mapping[str, Any]: ...
    @property
    def answer(self) -> Mapping[str, Any] | None: ...


def ledger_cases(people: Iterable[Known]) -> Table:
    """Everyone as a case. Names, birth dates and numbers of papers stay where they are: the booking number alone comes along."""
    kinds = {name: CASES[name] for name in CASES}
    rest, parts = iter(people), []
    while batch := [_row(p) for p in islice(rest, BATCH)]:
        parts.append(pl.DataFrame(batch, schema=dict(kinds), orient="row"))
    held = pl.concat(parts) if parts else pl.DataFrame(schema=dict(kinds))
    frame = as_cases(held.lazy(), {name: pl.col(name) for name in CASES})
    checks = (
        Check("censored", "released_at", "still in custody", pl.col("released_at").is_null()),
        Check("missing", "due_at", "no release is due yet, or its minute is not known", pl.col("due_at").is_null()),
        Check("impossible", "released_at", "lies before the booking", pl.col("released_at") < pl.col("booked_at")),
    )
    return Table("ledger", frame, held.lazy(), checks)


def _row(p: Known) -> dict[str, Any]:
    record, answer = p.record, p.answer or {}
    place, person, request = record["place"], record["person"], record.get("request") or {}
    booked, gone = _at(record.get("booked_at")), _at(record.get("released_at"))
    charges, priors = record.get("charges"), record.get("priors")
    convicted = bool(priors) or (None if priors is None or not record["facts"].get("record_complete") else False)
    return dict.fromkeys(CASES) | {
        "case": p.subject,
        "source": "ledger",
        "state": place["state"],
        "county": place.get("county"),
        "agency_type": place.get("agency_type"),
        "facility": place.get("agency"),
        "day": date.fromisoformat(answer["day"]) if answer.get("day") else booked.date() if booked else None,
        "booked_at": booked,
        "due_at": _at(answer.get("release_due")) or _at((record.get("release_due") or {}).get("t0")),
        "released_at": gone,
        "last_minute": _at(answer.get("release_by")),
        "requested": bool(request) if record.get("requests_known") else None,
        "received_at": _at(request.get("received_at")),
        "form": request.get("form"),
        "ended": _ended(record, request),
        "convicted": convicted,
        "felony": None if charges is None else any(c.get("level") == FELONY for c in charges),
        "charges": None if charges is None else len(charges),
        "bail_paid": any(b.get("tendered_at") for b in record.get("bail") or ()),
        "sex": {"M": "male", "F": "female"}.get(person.get("sex", "")),
        "race": person.get("race") or None,
        "citizen": CITIZEN.get(record["facts"].get("subject.citizenship_claim")),
        "days": (gone - booked).total_seconds() / 86_400 if booked and gone else None,
        "censored": gone is None,
    }


def _ended(record: Mapping[str, Any], request: Mapping[str, Any]) -> str | None:
    """What came of the request, as far as the jail's own record says it: handed over, cancelled, or the person died."""
    happened = {e.get("what") for e in record.get("events") or ()}
    if not request:
        return None
    if "handed-to-ice" in happened:
        return "custody-taken"
    return "died" if "died" in happened else "lifted" if request.get("cancelled_at") else None


def _at(text: Any) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if isinstance(text, str) and text else None


__all__ = ["ledger_cases"]
