"""What alarms are made of. Kinds, tiers and thresholds are those of the desk; no table is needed to speak of them.

tier 1   stops the clerk: a hold runs out, a release is late, a claim, a stranger at the door
tier 2   waits in the queue
tier 3   the morning list
system   the house itself: the feed, the clock, the outbox, the printed board (written as tier 0)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

RAISED, ACKNOWLEDGED = "alarm.raised", "alarm.acknowledged"
ESCALATED, ENDED = "alarm.escalated", "alarm.ended"
KINDS = (RAISED, ACKNOWLEDGED, ESCALATED, ENDED)
FEED_SEEN, FILE_READ, BOARD_PRINTED = "feed.seen", "file.read", "board.printed"
NEWS_MISSED, NEWS_SETTLED = (
    "news.missed",
    "news.settled",
)  # of news to other systems: given up; sent after all, or let go
DIFFERENCES = "differences.listed"  # the nightly list against the jail's own system, both ways
TURNED_AWAY = "act.turned-away"  # the fingers at the door were another's
EXHAUSTED = "alert.exhausted"  # nobody of the chosen lawyer's office is left to tell
LAWYERS = (EXHAUSTED, "alert.accepted", "alert.ended")

SYSTEM, STOPS, QUEUE, MORNING = 0, 1, 2, 3
PASSED, RELEASE, HOLD_15, HOLD_60 = "hold-passed", "release-now", "hold-15", "hold-60"
CITIZEN, NOT_ME, TIME_IS_UP, MISMATCH = "says-citizen", "says-not-me", "says-time-is-up", "print-mismatch"
QUESTION, UNREAD, UNSERVED, SILENT, SOON = "question", "request-unread", "paper-unserved", "step-silent", "release-soon"
CHOICE, COPY, NO_LAWYER = "hold-or-release", "copy-not-given", "lawyer-not-reached"
LIST = "morning-list"
FEED, CLOCK, OUTBOX, BOARD, NEWS = "feed-old", "clock-off", "outbox-stuck", "board-overdue", "news-missed"

CLERK, SUPERVISOR, COUNSEL, COMMANDER = "release", "supervisor", "counsel", "commander"
DEFENDER, OVERSIGHT, ADMIN, AUDITOR, BOOKING = "defender", "oversight", "admin", "auditor", "booking"

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Ladder = tuple[tuple[timedelta, tuple[str, ...]], ...]
TO_SUPERVISOR_THEN_COUNSEL: Ladder = ((5 * MINUTE, (SUPERVISOR,)), (15 * MINUTE, (COUNSEL, COMMANDER)))


@dataclass(frozen=True, slots=True)
class Policy:
    """What a county may set. ``shift_ends``: hours of the local clock. ``late_typing``: how late an entry is listed next morning."""

    bail_target: timedelta = 2 * HOUR
    court_target: timedelta = 8 * HOUR  # or midnight, whichever is first
    other_target: timedelta = 2 * HOUR
    unread_after: timedelta = 15 * MINUTE
    question_before: timedelta = 4 * HOUR
    shift_ends: tuple[int, ...] = (6, 14, 22)
    morning: int = 6
    late_typing: timedelta = 30 * MINUTE
    feed_older_than: timedelta = 5 * MINUTE
    clock_off_by: timedelta = timedelta(seconds=30)
    outbox_stuck_after: timedelta = 10 * MINUTE
    board_every: timedelta = HOUR


@dataclass(frozen=True, slots=True)
class Need:
    """A reason for an alarm. ``ref`` tells two reasons of one kind apart (another last minute, another claim).

    ``at``: when it is due, in the world. ``since``: from when the house could know of it; escalation counts from there. ``until``: when
    it was over; None: still. ``why``: what ended it. ``gravity``: of reasons on one ladder only the gravest stands; 0: on no ladder.
    ``kept``: raised even when it is over before anybody looked."""

    kind: str
    tier: int
    ref: str
    at: datetime
    since: datetime
    says: str
    told: tuple[str, ...]
    ladder: Ladder = ()
    until: datetime | None = None
    why: str = "it no longer holds"
    gravity: int = 0
    kept: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.ref


@dataclass(slots=True)
class Standing:
    """A reason that was raised and has not ended: part of the alarm ``alarm``."""

    alarm: str
    tier: int
    kind: str
    ref: str
    at: datetime
    since: datetime
    says: str
    told: tuple[str, ...]
    raised: datetime
    acknowledged: str = ""
    steps: set[int] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.ref


@dataclass(frozen=True, slots=True)
class Raised:
    """An alarm as pages show it: one a person, however many reasons it has; the gravest gives its sentence."""

    alarm: str
    subject: str
    tier: int
    kind: str
    at: datetime
    says: str
    told: tuple[str, ...]
    acknowledged: str  # who has seen it; empty: nobody yet
    reasons: tuple[tuple[str, datetime, str], ...]  # (kind, when, sentence)

    @property
    def state(self) -> str:
        return "acknowledged" if self.acknowledged else "open"


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick appended, by kind of event; ``looked_at``: people who were looked at again."""

    raised: int = 0
    escalated: int = 0
    ended: int = 0
    looked_at: int = 0


def said(payload: Mapping[str, Any], name: str) -> datetime:
    """An instant of an alarm's payload."""
    return datetime.fromisoformat(payload[name])
