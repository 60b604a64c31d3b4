"""What crosses between a jail and the federal side, and what both of its forms, in this process and behind HTTP, offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from lawgate.base import BadInput, LawgateError, NaiveTime
from lawgate.prints import TenPrint


class Unreachable(LawgateError):
    """The federal side did not answer. Whether it took the call is not known: the same call is made again, under the same
    control or key, and has its effect once."""

    code = "federal-side-unreachable"
    status = 503


class Clash(BadInput):
    """A control or a key that came before with another content. The first stands; a person looks at the second."""

    code = "key-used-twice"
    status = 409


class Channel(StrEnum):
    """The line a delivery came in on. What it is, its bytes say."""

    BUREAU = "bureau"  # EBTS transactions: SRE, ERRT
    SWITCH = "switch"  # acknowledgements, IDR and IAR, in their envelope
    OFFICE = "office"  # papers of the field office, as JSON in the words of the feed, with a PDF where the form has one


class Kind(StrEnum):
    """What is asked."""

    BIOMETRIC = "biometric"
    NAMED = "IAQ"


@dataclass(frozen=True, slots=True)
class Ask:
    """A query. ``control``: its TCN, or the control field of an IAQ; every answer names it, and it is asked once however
    often it is sent.

    ``body``: the bytes as they go out, an EBTS booking card (``exchange.build``) or an IAQ (``federal.write_query``). A
    biometric query may carry ``fingers`` instead of pictures or beside them; then no image is read. ``charges``: those of
    the booking in the words of a feed (``statute``, ``name``, ``level`` ...); empty: the card's 2.047 is read.
    ``booking``: empty: the card's 2.009 (OCA). ``pictures``: the fingers were read from images, and are less sure than templates.
    """

    kind: Kind
    control: str
    sent_at: datetime
    body: bytes = field(default=b"", repr=False)
    fingers: TenPrint | None = field(default=None, repr=False)
    booking: str = ""
    sender: str = ""
    charges: tuple[Mapping[str, Any], ...] = ()
    pictures: bool = False

    def __post_init__(self) -> None:
        aware(self.sent_at, "sent_at")


@dataclass(frozen=True, slots=True)
class Taken:
    """That a call was taken. ``again``: it had been taken before, to the letter, and nothing happened a second time.
    ``first_at``: when it was taken first."""

    key: str
    first_at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that has arrived. ``id`` is the same however often it is delivered: deliveries repeat until ``done``.

    ``paper``: the PDF of a form, where it has one."""

    id: str
    arrives_at: datetime
    channel: Channel
    body: bytes = field(repr=False)
    paper: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the federal side was told, as it keeps it. ``times``: how often it came; ``effects``: how often it had an effect,
    which is once."""

    key: str
    body: bytes
    first_at: datetime
    times: int
    effects: int


class FederalSide(Protocol):
    """The other side of the wire. Every instant is given by the caller: none of these reads a clock.

    Each may raise ``Unreachable``, after which the call is made again unchanged."""

    def ask(self, query: Ask) -> Taken:
        """Send a query. Raises ``BadInput`` for one that cannot be read at all, ``Clash`` for a control used before."""
        ...

    def notify(self, message: bytes, key: str, at: datetime) -> Taken:
        """Tell it something, once for each ``key``. Raises ``Clash`` when the key came with another message."""
        ...

    def poll(self, now: datetime) -> list[Delivered]:
        """Everything that has arrived by ``now`` and is not ``done``, oldest first. Asking again gives it again."""
        ...

    def done(self, ids: Iterable[str]) -> None:
        """These were kept; they are not delivered again. An id that is unknown or done already is no fault."""
        ...

    def told(self) -> list[Notice]:
        """Everything it was told, in the order in which it came first."""
        ...


def aware(moment: datetime, where: str) -> datetime:
    """``moment``, or ``NaiveTime``."""
    if moment.tzinfo is None:
        raise NaiveTime("the instant has no offset", where=where, do="give an aware instant")
    return moment
