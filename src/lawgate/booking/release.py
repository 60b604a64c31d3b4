"""When the jail's own authority ends (t0): the latest end of all its grounds. A federal request is never a ground."""

from __future__ import annotations

from datetime import datetime

from lawgate.base import say_minute
from lawgate.booking.records import Booking, Ground, ReleaseDue

EVENTS = {
    "own-recognisance": "own-recognisance",
    "citation": "citation",
    "charges-dismissed": "charges-dismissed",
    "court-release-to-parent": "court-release-to-parent",
    "no-charge-filed": "charges-dismissed",
}


def release_due(b: Booking) -> ReleaseDue:
    """t0 with its steps. What the feed states wins; else the latest end of charges and holds.

    Bail tendered (accepted or not) and a court's order end every charge that has no end of its own. A ground stated to be open
    leaves t0 not yet come; a ground whose end is not given leaves it unknown.
    """
    if b.stated_release is not None:
        return b.stated_release
    if b.charges is None:
        return ReleaseDue(None, None, known=False, steps=("The feed gives no charges, so no end can be told.",))
    freed, event = _freed(b)
    grounds = [_ended(c.ground, freed) for c in b.charges] + list(b.holds)
    steps = tuple(_say(g) for g in grounds)
    if any(g.open for g in grounds):
        return ReleaseDue(None, None, known=True, steps=(*steps, "A ground is still open: release is not due yet."))
    ends = [g.ends for g in grounds]
    known = [e for e in ends if e is not None]
    if len(known) < len(ends) or not ends:
        return ReleaseDue(
            None, None, known=False, steps=(*steps, "A ground has no known end: release due is not known.")
        )
    t0 = max(known)
    by_freedom = freed is not None and t0 == freed
    return ReleaseDue(
        event if by_freedom else "charges-resolved",
        t0,
        known=True,
        steps=(*steps, f"The latest end is {say_minute(t0)}: the jail's own authority ends there."),
    )


def _freed(b: Booking) -> tuple[datetime | None, str]:
    """The first act that frees from all charges: bail tendered, or a court's order."""
    acts = [
        (x.tendered_at, "bail-posted" if not x.refused else "bail-tendered-and-refused")
        for x in b.bail
        if x.tendered_at
    ]
    acts += [(o.at, EVENTS[o.what]) for o in b.orders if o.what in EVENTS]
    return min(acts, default=(None, ""))


def _ended(ground: Ground, freed: datetime | None) -> Ground:
    if freed is None or (ground.ends is not None and ground.ends <= freed):
        return ground
    return Ground(ground.what, freed)


def _say(g: Ground) -> str:
    if g.open:
        return f"{g.what}: still open."
    return f"{g.what}: ended {say_minute(g.ends)}." if g.ends else f"{g.what}: end not given."
