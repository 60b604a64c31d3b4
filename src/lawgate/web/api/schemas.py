"""What goes in and out of the interface. Fields may be added, never renamed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, WithJsonSchema

from lawgate.web.api.forms import document_schema

Number = Annotated[str, Field(min_length=1, max_length=128, description="the booking number")]
Instant = Annotated[
    str, Field(max_length=64, description="ISO 8601 with an offset", examples=["2014-06-10T02:55-07:00"])
]
Document = Annotated[dict[str, Any], WithJsonSchema(document_schema())]
Answer = Literal[
    "required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"
]  # fmt: skip


class Strict(Schema):
    """What comes in: a name that nobody knows is refused rather than passed over."""

    model_config = ConfigDict(extra="forbid")


class Open(Schema):
    """What goes out and may say more."""

    model_config = ConfigDict(extra="allow")


class PlaceIn(Strict):
    """A custodian and where it stands."""

    state: str = Field(min_length=2, max_length=2, pattern="^[A-Z]{2}$")
    county: str | None = Field(None, max_length=100)
    locality: str | None = Field(None, max_length=100)
    agency: str | None = Field(None, max_length=200)
    agency_type: str = Field("county-jail", max_length=40)
    circuit: str = Field("", max_length=2)
    tz: str = Field("America/New_York", max_length=60, description="IANA zone")


class Delivery(Strict):
    """Bookings as a feed gives them, one or a batch. ``as_of``, ``tz``, ``facility`` hold for documents that do not say."""

    documents: list[Document] = Field(min_length=1, max_length=500)
    as_of: Instant | None = None
    tz: str | None = Field(None, max_length=60, description="IANA zone of times without an offset")
    facility: PlaceIn | None = None


class Brief(Schema):
    """A decision in a line."""

    hold: Answer
    release_due: str | None
    release_by: str | None
    headline: str


class Delivered(Schema):
    """What became of one document. ``refused``: nothing of it was kept, ``problem`` says why."""

    index: int
    booking: str
    outcome: Literal["new", "changed", "redecided", "unchanged", "refused", "expunged"]
    etag: str = ""
    decision: Brief | None = None
    problem: str = ""


class Deliveries(Schema):
    """What became of a delivery: the good documents were taken, the others are named."""

    results: list[Delivered]
    taken: int
    refused: int
    rulebook: str


class Reason(Schema):
    norm: str
    authority: str
    words: str
    cite: str
    confidence: str


class ActionAnswer(Schema):
    """One of the four answers, with its reasons."""

    action: str
    question: str
    mark: str
    sentence: str
    reasons: list[Reason]


class Question(Schema):
    """A missing fact as a question."""

    fact: str
    en: str
    es: str


class Paper(Schema):
    """A paper that must be given, or another duty."""

    token: str
    words: str
    cite: str
    authority: str


class Decision(Schema):
    """A decision with its reasons, as it is stored. Instants stand on the facility's clock."""

    id: str
    day: str
    place: str
    tz: str
    hold: Answer
    notify: Answer
    transfer: Answer
    interview: Answer
    headline: str
    why: str
    release_due: str | None
    release_by: str | None
    clock: str
    notify_by: str | None
    ended_by: str
    answers: list[ActionAnswer]
    questions: list[Question]
    missing: list[str]
    papers: list[Paper]
    duties: list[Paper]
    flags: list[str]
    because: list[str]
    arithmetic: list[str]
    deadline: dict[str, Any] | None
    ceilings: dict[str, str]
    confidence: str
    unverified: list[str]
    rulebook: str


class PersonOut(Schema):
    """What is known of a person last. ``etag`` goes into If-Match of an act. ``decision`` null: out of reach of these rules."""

    booking: str
    etag: str
    record: dict[str, Any]
    decision: Decision | None


class DecisionOut(Schema):
    """The decision in force for a person, and the event that it is."""

    booking: str
    etag: str
    event: int
    decision: Decision


class Happening(Schema):
    """One event. ``payload`` null: it was expunged, by the order that ``order`` names."""

    number: int
    kind: str
    actor: str
    happened: str
    received: str
    recorded: str
    payload: dict[str, Any] | None
    order: str


class Timeline(Schema):
    """Everything that happened to a person, in the order in which the ledger learned it."""

    booking: str
    events: list[Happening]


class NiemFile(Open):
    """A person's file as JSON-LD in the names of NIEM 6.0."""

    context: dict[str, str] = Field(serialization_alias="@context", validation_alias="@context")


class CustodyRow(Schema):
    """One person in custody. ``minute``: the last lawful minute of a hold, else when release is due; null while not known."""

    booking: str
    name: str
    housing: str
    facility: str
    minute: str | None
    release_due: str | None
    release_by: str | None
    hold: Answer | None
    headline: str
    request: bool
    etag: str


class Custody(Schema):
    """Who is in custody, the nearest minute first. ``next``: where to go on, null at the end."""

    at: str
    total: int
    people: list[CustodyRow]
    next: int | None
