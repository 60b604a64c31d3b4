"""Who may do which act, as data. A page for an act that is not theirs is not there for them.

No role can extend a last minute, turn a "may not" into a "may", silence an expiry, or change an event.
"""

from __future__ import annotations

from collections.abc import Mapping

from lawgate.casework.acts_kinds import (
    ANSWERED,
    BAIL,
    BOOKED,
    CANCELLED,
    CHARGED,
    DISPOSED,
    DUE,
    HANDED_OVER,
    HOLD_BEGUN,
    NOTED,
    RELEASE_BEGUN,
    RELEASED,
    REQUESTED,
    SAYS,
    SERVED,
    WANTS,
)

ROLES = ("booking", "court", "release", "supervisor", "counsel", "defender", "auditor", "federal", "admin")
"""``court``: booking, limited to what happens in court. ``federal``: the mailbox through which requests come."""
YES, TWO = "yes", "two"
"""May do it alone; may do it with a second person."""
_DESK = {"booking": YES, "release": YES, "supervisor": YES}
_COURT, _PAPERS = {**_DESK, "court": YES}, {**_DESK, "federal": YES}
_DOOR = {"release": YES, "supervisor": YES}
_BOTH = {"release": TWO, "supervisor": TWO}
MAY: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys((BOOKED, CHARGED, BAIL, SERVED, SAYS), _DESK),
    DISPOSED: _COURT,
    DUE: _COURT,
    REQUESTED: _PAPERS,
    CANCELLED: _PAPERS,
    ANSWERED: {"release": YES, "supervisor": YES, "counsel": YES},
    **dict.fromkeys((RELEASE_BEGUN, WANTS, RELEASED), _DOOR),
    HOLD_BEGUN: _BOTH,
    HANDED_OVER: _BOTH,
    NOTED: {**_DESK, "counsel": YES},
    "undone": _COURT,
}
"""Which role may do which act. Who is not named may not, and for them the page is not there."""
LATER = _BOTH
"""Who may make the release time later, and only with a second person and new paper."""
OVERRIDES = frozenset({"supervisor"})
"""Who may set a house rule aside, with a reason. Nobody may set a law aside."""


def may(role: str, act: str) -> str:
    """``yes``, ``two`` or nothing."""
    return MAY.get(act, {}).get(role, "")
