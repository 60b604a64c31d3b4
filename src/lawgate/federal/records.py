"""Messages between a jail, the state bureau and the federal side, each a record of its own.

A response is the agency's assertion: it is kept as it came, byte for byte, and quoted. Nothing here is ever written into a
person's status. Sources: Nlets, *Immigration Alien Transactions* (IAQ, IAR); ICE, *Secure Communities* packet, March 2010 (IDR).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from lawgate.base import BadInput


class BadMessage(BadInput):
    """A message that cannot be written or read as what it claims to be."""

    code = "bad-message"


class Basis(Enum):
    """What the other side compared. A name is weaker evidence than fingerprints, and says so wherever it is shown."""

    BIOMETRIC = "biometric"
    NAME = "name"


class Outcome(Enum):
    """What a message came to. No match is no information: it proves neither citizenship nor anything else."""

    ACKNOWLEDGED = "acknowledged"
    NO_MATCH = "no match"
    MATCH = "match with an assertion"
    INSUFFICIENT = "insufficient"
    ERROR = "error"
    UNREADABLE = "not understood"


class Purpose(Enum):
    """Why the question may be asked at all (Nlets: no other purpose is allowed)."""

    CRIMINAL = "C"
    FIREARMS = "F"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a name-based query asks about. Codes of place are NCIC's, which look like ISO's and are not: never converted here."""

    last: str
    first: str
    middle: str = ""
    born: date | None = None
    sex: str = "U"  # M, F, U
    birth_place: str = "XX"  # NCIC code; XX: unknown
    alien_number: str = ""
    fbi_number: str = ""
    state_id: str = ""
    licence: str = ""

    @property
    def name(self) -> str:
        return f"{self.last}, {' '.join(x for x in (self.first, self.middle) if x)}".rstrip(", ")


@dataclass(frozen=True, slots=True)
class Query:
    """An immigration alien query (IAQ): sent by a person, about somebody in custody.

    ``offence``: the NCIC code of the gravest charge; empty: none is available, which the message must write as 0399, the code that
    means *immigration* everywhere else. It stays inside the message. ``control``: echoed by the other side; the correlation key.
    """

    control: str
    sender: str  # ORI, nine characters
    attention: str
    telephone: str
    subject: Subject
    in_custody: bool
    offence: str = ""
    purpose: Purpose = Purpose.CRIMINAL
    remarks: str = ""
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BiometricQuery:
    """A booking card sent for identification; the comparison with federal records happens by itself.

    ``transaction``: its TCN, which every answer names as TCR. ``sent`` is empty until it was.
    """

    transaction: str
    booking: str
    sender: str
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """One value that the text of a response gives, with the very words it stands in."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: an acknowledgement, an IAR, or an IDR (``kind``), and what could be read out of its text.

    ``raw`` is the evidence. ``refers_to``: the control field or TCR it answers, empty when it names none. ``number``: the other
    side's own number for the query.
    """

    kind: str  # "ACK" | "IAR" | "IDR"
    refers_to: str
    outcome: Outcome
    basis: Basis
    raw: bytes
    number: str = ""
    assertion: str = ""  # the sentence of the agency about status, quoted
    quoted: tuple[Quoted, ...] = ()
    received_at: datetime | None = None
    sender: str = ""
    cautions: tuple[str, ...] = field(default_factory=tuple)

    @property
    def says(self) -> str:
        """One sentence for the screen: always the agency's words, or that it said nothing."""
        if self.outcome is Outcome.MATCH:
            return (
                f"The agency writes: “{self.assertion}”"
                if self.assertion
                else "The agency reports a match, without a sentence."
            )
        return {
            Outcome.ACKNOWLEDGED: "The agency has the question; no answer yet.",
            Outcome.NO_MATCH: "The agency found no record. That is no information about the person.",
            Outcome.INSUFFICIENT: "The agency's record is not enough to say anything.",
            Outcome.ERROR: "The agency could not process the question.",
            Outcome.UNREADABLE: "A message came that could not be read; its text is kept.",
        }[self.outcome]
