"""What the ledger and the pipeline take and give. No table is needed to speak of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from lawgate.base import LawgateError

RECEIVED, CORRECTED = "booking.received", "booking.corrected"
DETAINER, DETAINER_CORRECTED = "detainer.received", "detainer.corrected"
DECIDED, WITHDRAWN = "decided", "decision.withdrawn"
EXPUNGED = "expunged"
REFUSED = "booking.refused"  # something came under this number that cannot be this person's
PRINTS, PRINTS_DESTROYED = "prints.received", "prints.destroyed"
ASSESSED = "identity.assessed"
CONFIRMED, DISPUTED, IDENTITY_CORRECTED = "identity.confirmed", "identity.disputed", "identity.corrected"
QUERY_SENT, QUERY_UNANSWERED, RESPONSE = "query.sent", "query.unanswered", "response.received"
TRIAGED, NOTICE_DECIDED = "triaged", "notice.decided"
COPIED = "notice.copied"  # DHS was told: who else gets the same, how, and what of it not
PAPER = "paper.received"  # a paper of the field office, as it was delivered; what it asks is laid upon the record
QUEUED, SENT, DEAD, REVIVED = "message.queued", "message.sent", "message.dead", "message.revived"
MESSAGE_WITHDRAWN = "message.withdrawn"
LEDGER = "(ledger)"  # the subject of events about nobody
TEMPLATES = "/prints"  # put behind a booking number: the key under which that person's templates are sealed


FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a fault of this program raises: it stops the one booking or message that it is about, and no other."""


class Carried(Protocol):
    """What the pipeline needs of a record: its key, what it says, when it happened."""

    @property
    def key(self) -> str: ...

    @property
    def record(self) -> Mapping[str, Any]: ...

    @property
    def happened(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """A paper within a record: ``name`` tells it from the others of that record, ``payload`` is what it says."""

    name: str
    payload: Mapping[str, Any]
    happened: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision is kept as: the facts, the answer, the rulebook's digest."""

    facts: Mapping[str, Any]
    answer: Mapping[str, Any]
    rulebook: str


Decide = Callable[[Any], Decided | None]
"""A record to its decision; None when it is out of reach of these rules."""
Clock = Callable[[], datetime]
RulebookSource = Callable[[str], tuple[bytes, Mapping[str, str]]]
"""A rulebook's digest to its serialised norms and the versions of the data beside it."""
Rederive = Callable[[bytes, Mapping[str, Any]], Mapping[str, Any]]
"""(a stored rulebook, stored facts) to the answer they give. Brought in by the wiring; the ledger knows no law."""


@dataclass(frozen=True, slots=True)
class New:
    """An event to be appended. ``happened``: in the world; ``received``: by this house. ``recorded`` is the ledger's own."""

    kind: str
    subject: str
    payload: Mapping[str, Any]
    happened: datetime
    received: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A message that leaves the house. ``id`` is its idempotency key: whoever receives it twice acts on it once."""

    id: str
    subject: str
    to: str
    channel: str
    purpose: str
    body: Mapping[str, Any]
    queued: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receiver said when it took a message: its own reference, and whether it had the message before."""

    reference: str = ""
    again: bool = False


Sender = Callable[[Message], Receipt]
"""Hands a message over. Raises ``SendFailed`` when it may be tried again, ``SendRefused`` when that would be in vain."""


class SendFailed(LawgateError):
    """The message was not taken, as far as is known; it is sent again later under the same id."""

    code = "send-failed"


class SendRefused(SendFailed):
    """The receiver will never take this message: a person must look at it."""

    code = "send-refused"


@dataclass
class RunResult:
    """What a run came to. Records: ``read`` = ``new`` + ``changed`` + ``redecided`` + ``unchanged`` + ``refused`` + ``expunged``."""

    read: int = 0
    new: int = 0
    changed: int = 0  # the record says something else than before
    redecided: int = 0  # the same record, another answer or rulebook
    unchanged: int = 0
    refused: int = 0  # bad input, told to the caller
    expunged: int = 0  # expunged by a court's order earlier: nothing is written of them again
    out_of_reach: int = 0  # of those read, how many these rules do not decide
    events: int = 0


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was written: which row, which column when it can be told, what is wrong."""

    where: str
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}{', ' + self.column if self.column else ''}: {self.what}"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain, signed. Kept outside the ledger, it proves later that nothing up to it was rewritten or cut off."""

    number: int
    link: str
    recorded: str
    signature: str
    public_key: str


@dataclass
class Verification:
    """What verification found. ``sealed``: payloads not opened because the master key is not at hand (not a damage)."""

    events: int = 0
    decisions: int = 0  # made again, with the same answer or with a damage named
    expunged: int = 0
    templates_destroyed: int = 0  # events whose fingerprint templates were destroyed, as they must be
    checkpoints: int = 0
    sealed: int = 0
    trusted: bool = False  # the signing key was proved: by the master key, or by being the one that was given
    head: tuple[int, str] = (0, "")
    damage: list[Damage] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.damage
