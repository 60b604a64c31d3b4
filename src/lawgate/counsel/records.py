"""Designations, offices and alerts as plain values, and the kinds of events that tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

MADE, DESTROYED = "designation.made", "designation.destroyed"  # of nobody: {designation, digest}
JAIL = "jail.contact"  # of the house: how an agency's jail is reached
PROPOSED = "designation.proposed"  # {designation}: name and birth date agree
ANSWERED = "designation.answered"  # {designation, answer, by, role}: what the person said when asked
MATCHED = "designation.matched"  # {designation, how, by}: the person's yes, or the code
RAISED = "alert.raised"  # {alert, designation, office, code, cause, why}
TOLD = "alert.told"  # {alert, account, message}
ACKNOWLEDGED, ACCEPTED, DECLINED = "alert.acknowledged", "alert.accepted", "alert.declined"  # {alert, by[, why]}
ESCALATED = "alert.escalated"  # {alert, from, to, why}
UNDELIVERED, EXHAUSTED = "alert.undelivered", "alert.exhausted"
ENDED = "alert.ended"  # {alert, why}
OFFICE, OFFICE_KEY = "office.set", "office.key"  # of nobody: the whole office; {office, public_key, by}

ACKNOWLEDGE_WITHIN = timedelta(minutes=5)
ACCEPT_WITHIN = timedelta(minutes=10)  # after acknowledging: the conflict check
KEPT_AFTER = timedelta(days=30)  # a designation, after the matter; a call-back request, after it was asked
GOOD_FOR = timedelta(days=365)  # a designation that nothing came of

YES, NO, SILENT = "yes", "no", "did-not-say"


@dataclass(frozen=True, slots=True)
class Contact:
    """A lawyer of an office. ``account`` signs in; ``to``: the address on ``channel``; ``days`` and ``hours`` of the rota, local."""

    account: str
    name: str
    channel: str
    to: str
    days: str = ""  # "Mon-Fri"; empty with ``hours``: every day
    hours: str = ""  # "18:00-08:00"; empty: not on the rota


@dataclass(frozen=True, slots=True)
class Office:
    """Those who may be designated. ``contacts`` in the order in which they are told; ``public_key``: a JWK for call-back requests."""

    id: str
    name: str
    free: bool
    tz: str
    languages: tuple[str, ...]
    contacts: tuple[Contact, ...]
    phone: str = ""
    public_key: str = ""

    def contact(self, account: str) -> Contact | None:
        return next((c for c in self.contacts if c.account == account), None)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a designation says: for whom, whom to tell. ``account`` empty: whoever of the office is first. ``word``: the family's own."""

    name: str
    born: str
    office: str
    account: str = ""
    retained: bool = False
    other_names: tuple[str, ...] = ()
    word: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """That one lawyer was told."""

    account: str
    message: str
    at: datetime


@dataclass
class Alert:
    """An alert as its events tell it. ``cause``: the event that gave rise to it."""

    alert: str
    subject: str
    designation: str
    office: str
    code: str
    cause: str
    why: str
    raised: datetime
    told: list[Telling] = field(default_factory=list)
    undelivered: dict[str, str] = field(default_factory=dict)  # account to why
    declined: dict[str, str] = field(default_factory=dict)
    acknowledged: tuple[str, datetime] | None = None
    accepted: tuple[str, datetime] | None = None
    passed_over: set[str] = field(default_factory=set)  # those from whom it went on
    exhausted: datetime | None = None
    ended: str = ""

    @property
    def settled(self) -> bool:
        return self.accepted is not None or bool(self.ended)

    def told_to(self, account: str) -> bool:
        return any(t.account == account for t in self.told)

    def open_to(self, account: str) -> bool:
        """Whether this lawyer may still act on it: was told, did not decline, and nobody else has accepted."""
        mine = self.accepted is None or self.accepted[0] == account
        return self.told_to(account) and account not in self.declined and mine and not self.ended


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A first message to be laid into the outbox. It names nobody and nothing."""

    subject: str
    to: str
    channel: str
    about: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick came to."""

    proposed: int = 0
    raised: int = 0
    told: int = 0
    ended: int = 0
    destroyed: int = 0
    unnamed: Sequence[
        str
    ] = ()  # booking numbers of those to whom the law gives a copy for a lawyer, and nobody is named
