"""How alarms serve: how many stop a clerk, and which kinds lead to an act. Alarms that tire people are demoted or fixed.

The benchmark is about one alarm in ten minutes for each operator (EEMUA Publication 191; ANSI/ISA-18.2), here of tier 1. A kind that
led to no act half the time in a month is to be looked at, except passed minutes, which always stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lawgate.casework import alarms_records as a
from lawgate.casework.instants import sortable
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event

TEN_MINUTES = timedelta(minutes=10)
ACTED_WITHIN = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of alarm over a span: how often it was raised, and after how many of them somebody acted on that person."""

    raised: int = 0
    acted: int = 0

    @property
    def share(self) -> float:
        return self.acted / self.raised if self.raised else 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """``per_clerk``: alarms of tier 1 a clerk in ten minutes, on average; ``worst``: the most in any ten minutes, a clerk."""

    tier_1: int
    per_clerk: float
    worst: float
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def within(self) -> bool:
        """At most one alarm of tier 1 a clerk in ten minutes, on average."""
        return self.per_clerk <= 1.0

    @property
    def to_be_fixed(self) -> tuple[str, ...]:
        """Kinds that led to no act half the time or more; passed minutes are never among them."""
        return tuple(k for k, m in self.kinds.items() if m.share <= 0.5 and k != a.PASSED)


def measured(ledger: Ledger, first: datetime, last: datetime, *, clerks: int = 1) -> Measured:
    """The alarms raised from ``first`` until ``last``. ``clerks``: how many were on duty."""
    span = Event.objects.using(ledger.alias).filter(recorded__gte=sortable(first), recorded__lt=sortable(last))
    rows = list(span.filter(kind=a.RAISED).order_by("number"))
    said = [(r, p) for r, p in zip(rows, ledger.open_payloads(rows), strict=True) if p is not None]
    acts: dict[str, list[datetime]] = {}
    done = Event.objects.using(ledger.alias).filter(kind__startswith="act.", recorded__gte=sortable(first))
    for row in done.order_by("number").only("number", "subject", "recorded"):
        acts.setdefault(row.subject, []).append(row.recorded_at)
    kinds: dict[str, Kind] = {}
    for row, payload in said:
        at, so_far = row.recorded_at, kinds.get(payload["kind"], Kind())
        acted = any(at <= m <= at + ACTED_WITHIN for m in acts.get(row.subject, ()))
        kinds[payload["kind"]] = Kind(so_far.raised + 1, so_far.acted + acted)
    stops = [r.recorded_at for r, p in said if p["tier"] == a.STOPS]
    tens = max((last - first) / TEN_MINUTES, 1.0)
    return Measured(len(stops), len(stops) / tens / clerks, _most(stops) / clerks, kinds)


def _most(moments: Sequence[datetime]) -> int:
    """The most of ``moments`` (in order) that fall into any ten minutes."""
    most = start = 0
    for end, moment in enumerate(moments):
        while moment - moments[start] >= TEN_MINUTES:
            start += 1
        most = max(most, end - start + 1)
    return most
