"""Requests over time: received, served, cancelled, replaced; and which of them is in force at an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from lawgate.detainer.records import Request

LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


class Stand(StrEnum):
    """Where one request stands at an instant."""

    NOT_RECEIVED = "not-received"
    IN_FORCE = "in-force"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a request: ``received``, ``served``, ``cancelled``, ``replaced``."""

    at: datetime
    what: str
    request: Request


def ordered(requests: Sequence[Request]) -> list[Request]:
    """In the order in which they came: by receipt, else by the day of issue, else as listed."""
    places = sorted(enumerate(requests), key=lambda x: (_came(x[1]), x[0]))
    return [r for _, r in places]


def current(requests: Sequence[Request], at: datetime | None = None) -> tuple[Request | None, tuple[Request, ...]]:
    """The request in force at ``at`` (None: of all that are listed) and the ones it replaced.

    The latest received replaces the others, and a replaced one never comes back, even if the latest is cancelled: the cancelled
    one is then what is on file. A request not yet received at ``at`` does not count; one of unknown receipt does.
    """
    here = [r for r in requests if at is None or r.received_at is None or r.received_at <= at]
    order = ordered(here)
    return (order[-1], tuple(order[:-1])) if order else (None, ())


def stand(request: Request, requests: Sequence[Request], at: datetime) -> Stand:
    """Where ``request`` (one of ``requests``) stands at ``at``."""
    if request.received_at is not None and request.received_at > at:
        return Stand.NOT_RECEIVED
    if request.cancelled_at is not None and request.cancelled_at <= at:
        return Stand.CANCELLED
    latest, _ = current(requests, at)
    return Stand.IN_FORCE if latest is request else Stand.REPLACED


def history(requests: Sequence[Request]) -> tuple[Moment, ...]:
    """All that is known to have happened to ``requests``, in order of time."""
    out = []
    order = ordered(requests)
    for r, later in zip(order, [*order[1:], None], strict=True):
        named = ((r.received_at, "received"), (r.served_on_subject_at, "served"), (r.cancelled_at, "cancelled"))
        out += [Moment(at, what, r) for at, what in named if at is not None]
        if later is not None and later.received_at is not None:
            what = "cancelled" if later.cancels_earlier else "replaced"
            out.append(Moment(later.received_at, what, r))
    return tuple(sorted(out, key=lambda m: m.at))


def _came(r: Request) -> datetime:
    if r.received_at is not None:
        return r.received_at
    issued: date | None = r.issued_on
    return LONG_AGO if issued is None else datetime.combine(issued, time(0), UTC)
