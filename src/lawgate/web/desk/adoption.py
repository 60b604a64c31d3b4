"""Whether county counsel has adopted the book of law that is in force here. Until then every page and print says it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER

ADOPTED = "adopted"
NOT_ADOPTED = "Not adopted by counsel; not legal advice."


@dataclass(frozen=True, slots=True)
class Adoption:
    """``what``: the book, or a policy's name; ``digest``: of exactly what was adopted; two people stand by it."""

    number: int
    what: str
    digest: str
    by: str
    second: str
    at: datetime
    more: dict[str, Any]

    @property
    def day(self) -> str:
        return f"{self.at.day} {self.at:%b %Y, %H:%M}"


def adoptions(ledger: Ledger) -> list[Adoption]:
    """Everything adopted, the latest first."""
    end, _ = ledger.end()
    return list(_adoptions(ledger, end))


@lru_cache(maxsize=4)
def _adoptions(ledger: Ledger, end: int) -> tuple[Adoption, ...]:
    del end  # only tells that something was appended since
    rows = list(Event.objects.using(ledger.alias).filter(subject=LEDGER, kind=ADOPTED).order_by("-number"))
    out = []
    for row, said in zip(rows, ledger.open_payloads(rows), strict=True):
        if said is not None:
            out.append(
                Adoption(row.number, said["what"], said["digest"], said["by"], said["second"], row.recorded_at, said)
            )
    return tuple(out)


def adopted(ledger: Ledger, digest: str) -> Adoption | None:
    """The adoption of exactly this book; None when counsel has not adopted it."""
    return next((a for a in adoptions(ledger) if a.digest == digest), None)
