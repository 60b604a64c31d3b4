"""What the chain takes and gives: the steps that later rooms lend it, what comes in, and what a turn came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lawgate.casework.acts import Laid
from lawgate.casework.acts_record import Maker
from lawgate.casework.arrivals import Arrivals, requests_in
from lawgate.casework.chain.state import State
from lawgate.casework.records import Carried
from lawgate.federal import Response

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rooms:
    """Steps of rooms that casework does not know, brought by the wiring.

    ``take``: a document in the words of a feed to a record ready to be carried; raises ``BadInput``. ``maker``: makes records from
    documents and decides them. ``overlay``: lays what the desk did, and what was delivered, upon a record that a feed gives.
    ``triage``: what the guidance of the day makes of the hit (``triaged``). ``notice``: what may be told of it, to whom, and what is
    withheld and why (``notice.decided``). ``copy``: what of that (the third argument) may be given to a reader (the second).
    """

    take: Callable[[Said], Carried]
    maker: Maker
    overlay: Callable[[Any, Sequence[Laid]], Any]
    triage: Callable[[State], Said]
    notice: Callable[[State], Said]
    copy: Callable[[State, str, Said], Said]
    arrivals: Arrivals = requests_in


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something the other side delivered. ``id``: the same however often it is delivered.

    One of: an ``answer`` to a query (with ``says``, where it has words of its own); a ``paper`` of the field office, in the words of a
    feed (``booking`` or ``control``, ``requests``, ``warrants``); or a ``problem``, when it could not be read.
    """

    id: str
    raw: bytes
    answer: Response | None = None
    says: str = ""
    paper: Said | None = None
    attached: bytes = b""
    problem: str = ""


@dataclass
class Turn:
    """What one turn of the chain came to, in bookings or messages."""

    steps: dict[str, int] = field(default_factory=dict)
    sent: int = 0
    failed: int = 0
    dead: int = 0
    answers: int = 0
    papers: int = 0
    repeated: int = 0
    unplaced: int = 0
    overdue: int = 0
    stuck: list[str] = field(default_factory=list)  # bookings of which a step cannot be made, and why; each said once

    @property
    def busy(self) -> bool:
        return bool(sum(self.steps.values()) + self.sent + self.failed + self.answers + self.papers + self.unplaced)

    def step(self, name: str) -> None:
        self.steps[name] = self.steps.get(name, 0) + 1


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of something that was handed in: the booking, the numbers of what was written, one sentence."""

    booking: str
    events: tuple[int, ...]
    says: str
