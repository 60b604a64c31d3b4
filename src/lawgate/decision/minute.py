"""Until what minute: the clocks that bound a hold, and what ends it sooner. The law has said by now whether."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lawgate.base.moments import start_of_day
from lawgate.clock import Cut, Deadline, deadline, last_minute
from lawgate.clock.walk import utc
from lawgate.decision.casefile import Question
from lawgate.law.norms import LAWFUL, Action, Answer, Norm
from lawgate.law.scalar import Finding

PER_COURT_ORDER = "per-court-order"
NO_CLOCK = "none"
STARTS = {
    "NC-RECEIPT": "request.received_at",
    "NC-2H-QUERY": "ice_query_at",
}
"""Limits that do not start at release."""


@dataclass(frozen=True, slots=True)
class Minute:
    """How long: the last instant, the clock that gives it, and what the reader must know of it."""

    release_by: datetime | None
    clock: str = NO_CLOCK
    deadline: Deadline | None = None
    ceilings: Mapping[str, datetime] | None = None
    flags: tuple[str, ...] = ()
    norms: tuple[Norm, ...] = ()
    ended_by: str = ""


EndedByLaw = Callable[[datetime], date | None]
"""The first day, up to an instant, on which the law no longer allows the hold; None: it does throughout."""


def minute(q: Question, found: Finding, ended: EndedByLaw) -> Minute:
    """The last instant of a hold that the law allows, or the minute of release where it allows none."""
    hold = found.determinations[Action.HOLD]
    t0 = q.t0
    if hold.answer is Answer.NOT_TRIGGERED or t0 is None:
        return Minute(None)
    if hold.answer not in LAWFUL:
        return Minute(t0, ceilings=_spent(q, t0, found))
    mine = [(n, t) for n, t in found.limits if hold.ground in n.grounds]
    if hold.ground == "court":
        return Minute(None, PER_COURT_ORDER, ceilings=_spare(q, t0, found), norms=tuple(n for n, _ in mine))
    # A hold that nothing measures is not allowed.
    return _clocked(q, t0, mine, ended) if mine else Minute(t0)


def _spare(q: Question, t0: datetime, found: Finding) -> dict[str, datetime]:
    """The ceilings that a request on file would have had, when a court's order governs instead."""
    if q.facts.get("request") is not True or "hold" not in q.facts.get("request.asks", ()):
        return {}
    spare = (n for n, _ in found.limits if n.ceiling and "request" in n.grounds)
    return {n.token: deadline(n.token, t0, q.place.zone, state=q.place.state).ends for n in spare}


def _clocked(q: Question, t0: datetime, limits: list[tuple[Norm, bool | None]], ended: EndedByLaw) -> Minute:
    ends: dict[str, Deadline] = {}
    for norm, _ in limits:
        start = q.facts.get(STARTS.get(norm.token, ""), t0) or t0
        ends[norm.id] = deadline(norm.token, start, q.place.zone, state=q.place.state)
    bound = {n.id: n for n, _ in limits}
    asked = [i for i, n in bound.items() if not n.ceiling]
    governing = min(asked or list(ends), key=lambda i: (utc(ends[i].ends), bool(bound[i].flags), -bound[i].rank))
    result = last_minute(t0, list(ends.values()), _cuts(q, t0, ended(ends[governing].ends)))
    shown = ends[governing]
    flags = [*bound[governing].flags, *([result.cut.flag] if result.cut else [])]
    flags += [f for i, n in bound.items() if n.ceiling and utc(ends[i].ends) > utc(shown.ends) for f in n.flags]
    ceilings = {
        d.limit: d.ends
        for i, d in ends.items()
        if d.limit != shown.limit and (bound[i].ceiling or utc(d.ends) > utc(shown.ends))
    }
    return Minute(
        release_by=result.ends,
        clock=shown.limit,
        deadline=shown,
        ceilings=ceilings,
        flags=tuple(flags),
        norms=tuple(bound[i] for i in ends if ends[i].limit == shown.limit),
        ended_by=result.cut.sentence if result.cut else "",
    )


def _cuts(q: Question, t0: datetime, change: date | None) -> list[Cut]:
    """What can end a lawful hold before its clock: cancellation, evidence of citizenship, a change of law."""
    cuts = []
    cancelled = q.facts.get("request.cancelled_at")
    if cancelled is not None and utc(t0) < utc(cancelled):
        cuts.append(Cut(cancelled, "ends-on-cancellation", "DHS cancelled the request."))
    paper = q.facts.get("subject.document_received_at")
    if q.facts.get("subject.citizenship_claim") == "documented" and paper is not None and utc(t0) < utc(paper):
        cuts.append(Cut(paper, "ends-on-citizenship-evidence", "Evidence of U.S. citizenship came in."))
    if change is not None:
        at = start_of_day(change, q.place.zone)
        cuts.append(
            Cut(at, "ends-at-effective-date", f"The law changes on {change.isoformat()} and ends the permission.")
        )
    return cuts


def _spent(q: Question, t0: datetime, found: Finding) -> dict[str, datetime]:
    """Limits that started before release and had run out when it came."""
    out = {}
    for norm, truth in found.limits:
        start = q.facts.get(STARTS.get(norm.token, ""))
        if truth is True and start is not None and norm.action is Action.HOLD:
            ends = deadline(norm.token, start, q.place.zone, state=q.place.state).ends
            if utc(ends) <= utc(t0):
                out[norm.token] = ends
    return out


def notify_by(q: Question, answers: Mapping[Action, Answer], found: Finding) -> datetime | None:
    """When a duty to tell ICE ends, where a rule says."""
    if answers[Action.NOTIFY] is not Answer.REQUIRED or q.t0 is None:
        return None
    ends = [
        deadline(n.token, q.t0, q.place.zone, state=q.place.state).ends
        for n, truth in found.limits
        if truth is True and "notice" in n.grounds
    ]
    return min(ends, default=None, key=utc)
