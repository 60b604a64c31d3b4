"""When the jail's own authority ends (t0): the latest end of all its grounds. A federal detainer is never a ground.

What ends custody: Cal. Pen. Code §§ 849, 853.6, 1269b, 1318, 4024 and like law elsewhere. That a tender counts and not its
acceptance: bail refused because of a detainer is unlawful, *Roy v. County of Los Angeles*, No. 2:12-cv-09012 (C.D. Cal. 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lawgate.base import say_minute
from lawgate.booking.records import Bail, Booking, Charge, CourtOrder, Hold, ReleaseDue

ORDER_EVENTS = {
    "own-recognisance": "own-recognisance",
    "citation": "citation",
    "charges-dismissed": "charges-dismissed",
    "no-charge-filed": "charges-dismissed",
    "acquitted": "charges-resolved",
    "sentence-served": "sentence-served",
    "proceeding-complete": "proceeding-complete",
    "court-release-to-parent": "court-release-to-parent",
}
DISPOSITION_EVENTS = {
    "dismissed": "charges-dismissed",
    "no-charge-filed": "charges-dismissed",
    "arrested-no-complaint-filed": "charges-dismissed",
    "sentence-served": "sentence-served",
    "serving-sentence": "sentence-served",
    "released-on-recognisance": "own-recognisance",
    "proceeding-complete": "proceeding-complete",
}


@dataclass(frozen=True, slots=True)
class End:
    """Until when one ground keeps the person: ``at``; None with ``open``: still, as stated; None without: not known."""

    what: str
    at: datetime | None
    event: str
    open: bool = False

    @property
    def step(self) -> str:
        said = f"{self.what[:1].upper()}{self.what[1:]}"
        if self.open:
            return f"{said}: still open."
        if self.at is None:
            return f"{said}: end not given."
        by = f" ({self.event.replace('-', ' ')})" if self.event and self.event != "charges-resolved" else ""
        return f"{said}: ended {say_minute(self.at)}{by}."


@dataclass(frozen=True, slots=True)
class Act:
    """Bail tendered or an order spoken: at ``at`` it frees from the charges on ``covers`` (None: from all)."""

    at: datetime
    event: str
    covers: frozenset[str] | None
    bail: bool


def release_due(b: Booking) -> ReleaseDue:
    """t0 with the steps that led to it. What the feed states wins; else the latest end of charges and other holds.

    Bail tendered (accepted or not) and a court's order end the charges they cover from that minute, whatever the charge line says
    later. A ground stated to be open leaves t0 not yet come; one whose end is not given leaves it unknown.
    """
    told = _told(b)
    if b.knows("release_due.t0"):
        return _stated(b, told)
    return told


def _stated(b: Booking, told: ReleaseDue) -> ReleaseDue:
    t0, event = b.facts["release_due.t0"], b.facts.get("release_due.event")
    steps = [f"{(event or 'release due').replace('-', ' ').capitalize()}: {say_minute(t0) if t0 else 'not yet'}."]
    if told.known and told.t0 is not None and told.t0 != t0:
        steps.append(f"By the ends of the grounds it would be {say_minute(told.t0)}; what the feed states stands.")
    return ReleaseDue(event, t0, known=True, steps=tuple(steps))


def _told(b: Booking) -> ReleaseDue:
    """t0 from the grounds alone."""
    stated = b.facts.get("release_due.event")
    if b.charges is None:
        return ReleaseDue(stated, None, known=False, steps=("The feed gives no charges: release due is not known.",))
    acts = [*_orders(b.orders or ()), *_bails(b.bail or ())]
    ends = [*(_charge(c, acts) for c in b.charges), *_holds(b.holds or ())]
    steps = [e.step for e in ends]
    if b.holds is None:
        steps.append("The feed lists no other grounds; none is assumed.")
    elif any(h.immigration for h in b.holds):
        steps.append("The federal detainer is a request, no ground.")
    if not ends:
        return _closed(
            stated, None, False, steps, "No ground of the jail's own is on record: release due is not known."
        )
    if any(e.open for e in ends):
        only_holds = not any(e.open for e in ends[: len(b.charges)])
        event = "local-sentence-served-but-other-criminal-hold" if only_holds and b.charges else None
        return _closed(stated or event, None, True, steps, "A ground is still open: release is not due yet.")
    known = [(e.at, e.event) for e in ends if e.at is not None]
    if len(known) < len(ends):
        return _closed(stated, None, False, steps, "A ground has no known end: release due is not known.")
    t0, event = max(known)
    return _closed(stated or event, t0, True, steps, f"The latest end is {say_minute(t0)}: release is due then.")


def _closed(event: str | None, t0: datetime | None, known: bool, steps: Sequence[str], last: str) -> ReleaseDue:
    return ReleaseDue(event, t0, known, (*steps, last))


def _charge(c: Charge, acts: Sequence[Act]) -> End:
    """The end of one charge: its own, or the first act that frees from it, whichever comes first."""
    own = c.ended_by or DISPOSITION_EVENTS.get(c.disposition or "", "charges-resolved")
    freed = min(((a.at, a.event) for a in acts if _frees(a, c)), default=None)
    if freed is not None and (c.ends_at is None or freed[0] < c.ends_at):
        return End(c.shown, freed[0], freed[1])
    return End(c.shown, c.ends_at, own, open=bool(c.open) and c.ends_at is None)


def _frees(act: Act, c: Charge) -> bool:
    if c.since is not None and act.at < c.since:
        return False  # a charge that came later is not ended by what came before
    if act.covers is not None:
        return c.line in act.covers
    return not (act.bail and c.no_bail)


def _holds(holds: Sequence[Hold]) -> Iterator[End]:
    for h in holds:
        if not h.immigration and h.valid is not False:
            yield End(h.shown, h.ends_at, "charges-resolved", open=bool(h.open) and h.ends_at is None)


def _orders(orders: Sequence[CourtOrder]) -> Iterator[Act]:
    for o in orders:
        if o.at is not None and o.what in ORDER_EVENTS:
            yield Act(o.at, ORDER_EVENTS[o.what], o.covers, bail=False)


def _bails(bail: Sequence[Bail]) -> Iterator[Act]:
    """The tenders that free. Without ``covers``, money of each amount that was set must have been offered: several tenders of
    one amount are one bail tried again, and the first counts."""
    sums: dict[int | None, list[Bail]] = {}
    for x in bail:
        if x.covers is None:
            sums.setdefault(x.amount_usd, []).append(x)
        elif x.tendered_at is not None:
            yield Act(x.tendered_at, _event(x), x.covers, bail=True)
    first = [
        min(((x.tendered_at, _event(x)) for x in tries if x.tendered_at is not None), default=None)
        for tries in sums.values()
    ]
    if first and None not in first:
        at, event = max(f for f in first if f is not None)
        yield Act(at, event, None, bail=True)


def _event(x: Bail) -> str:
    refused = x.refused is not None or (x.knows("accepted_at") and x.accepted_at is None)
    return "bail-tendered-and-refused" if refused else "bail-posted"
