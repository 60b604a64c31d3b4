"""What goes in and out of the interface, as types. Written by ``lawgate.web.api.client_source``; do not change it by hand."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Acknowledge(TypedDict):
    """Acknowledge."""

    by: str


class ActIn(TypedDict):
    """An act of the desk. ``fields`` as docs/api.md lists them for each act; ``second``: the second person, where the act
    needs one.
    """

    fields: dict[str, Any]
    by: NotRequired[str]
    second: NotRequired[str]
    override: NotRequired[str]
    evidence: NotRequired[dict[str, str]]


class ActOut(TypedDict):
    """An act as it stands on the ledger."""

    event: int
    act: str
    happened: str
    recorded: str
    by: str
    role: str
    second: str
    fields: dict[str, Any]
    undone: bool


class Acted(TypedDict):
    """What an act came to: its event, and the decision after it."""

    event: int
    booking: str
    etag: str
    decision: Brief | None
    replayed: NotRequired[bool]


class ActionAnswer(TypedDict):
    """One of the four answers, with its reasons."""

    action: str
    question: str
    mark: str
    sentence: str
    reasons: list[Reason]


class Acts(TypedDict):
    """Acts."""

    booking: str
    etag: str
    acts: list[ActOut]


class AlarmOut(TypedDict):
    """An alarm as it stands. ``tier``: 1 stops the clerk, 2 waits, 3 is the morning list, 0 the house itself.
    ``acknowledged``: by whom.
    """

    alarm: str
    subject: str
    tier: int
    kind: str
    at: str
    says: str
    told: list[str]
    acknowledged: str


class Alarms(TypedDict):
    """Alarms."""

    alarms: list[AlarmOut]


class AuthorityOut(TypedDict):
    """One source of law, with what it says of itself."""

    id: str
    title: str
    cite: str
    rank: str
    confidence: str
    norms: list[NormOut]


class Brief(TypedDict):
    """A decision in a line."""

    hold: Literal["required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"]
    release_due: str | None
    release_by: str | None
    headline: str


class CaseIn(TypedDict):
    """A case of the case vocabulary: absent is unknown, null is none, an empty list is known to be empty."""

    id: NotRequired[str]
    jurisdiction: PlaceIn
    date: NotRequired[str | None]
    mode: NotRequired[Literal["ex-ante", "hindsight"]]
    scope: NotRequired[Literal["full", "federal-only"]]
    given: dict[str, Any]


class CasesIn(TypedDict):
    """CasesIn."""

    cases: list[CaseIn]


class Change(TypedDict):
    """Change."""

    fact: str
    before: Any
    after: Any


class Custody(TypedDict):
    """Who is in custody, the nearest minute first. ``next``: where to go on, null at the end."""

    at: str
    total: int
    people: list[CustodyRow]
    next: int | None


class CustodyRow(TypedDict):
    """One person in custody. ``minute``: the last lawful minute of a hold, else when release is due; null while not known."""

    booking: str
    name: str
    housing: str
    facility: str
    minute: str | None
    release_due: str | None
    release_by: str | None
    hold: (
        Literal["required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"]
        | None
    )
    headline: str
    request: bool
    etag: str


class Decided(TypedDict):
    """A case and its decision, or the sentence that says why there is none."""

    id: str
    decision: NotRequired[Decision | None]
    problem: NotRequired[str]


class DecidedCases(TypedDict):
    """DecidedCases."""

    results: list[Decided]
    rulebook: str


class Decision(TypedDict):
    """A decision with its reasons, as it is stored. Instants stand on the facility's clock."""

    id: str
    day: str
    place: str
    tz: str
    hold: Literal["required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"]
    notify: Literal[
        "required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"
    ]
    transfer: Literal[
        "required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"
    ]
    interview: Literal[
        "required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"
    ]
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


class DecisionOut(TypedDict):
    """The decision in force for a person, and the event that it is."""

    booking: str
    etag: str
    event: int
    decision: Decision


class Delivered(TypedDict):
    """What became of one document. ``refused``: nothing of it was kept, ``problem`` says why."""

    index: int
    booking: str
    outcome: Literal["new", "changed", "redecided", "unchanged", "refused", "expunged"]
    etag: NotRequired[str]
    decision: NotRequired[Brief | None]
    problem: NotRequired[str]


class Deliveries(TypedDict):
    """What became of a delivery: the good documents were taken, the others are named."""

    results: list[Delivered]
    taken: int
    refused: int
    rulebook: str


class Delivery(TypedDict):
    """Bookings as a feed gives them, one or a batch. ``as_of``, ``tz``, ``facility`` hold for documents that do not say."""

    documents: list[dict[str, Any]]
    as_of: NotRequired[str | None]
    tz: NotRequired[str | None]
    facility: NotRequired[PlaceIn | None]


class Elsewhere(TypedDict):
    """Another day or another county that would bring another answer."""

    answer: Literal[
        "required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"
    ]
    clause: str
    because: list[str]


class EventOut(TypedDict):
    """The event that was written."""

    event: int


class Fault(TypedDict):
    """One thing that is wrong, where several are."""

    where: str
    what: str
    do: NotRequired[str]


class GateIn(TypedDict):
    """``at``: the instant that is asked about; now if it is left out."""

    booking: str
    at: NotRequired[str | None]


class GateOut(TypedDict):
    """A sentence, an answer, an event: what a jail's system shows and keeps."""

    event: int
    booking: str
    asked: Literal["may-hold", "may-release"]
    answer: Literal["yes", "no", "not-known"]
    sentence: str
    until: str | None
    decision_event: int
    cites: list[str]
    missing: list[Question]
    unverified: list[str]


class Happening(TypedDict):
    """One event. ``payload`` null: it was expunged, by the order that ``order`` names."""

    number: int
    kind: str
    actor: str
    happened: str
    received: str
    recorded: str
    payload: dict[str, Any] | None
    order: str


class HeadOut(TypedDict):
    """The newest signature over the chain: kept elsewhere, it proves later that nothing before was rewritten. ``end``: the
    last event.
    """

    number: int
    link: str
    recorded: str
    signature: str
    public_key: str
    end: int


class Health(TypedDict):
    """``ready``: everything that is looked at is well."""

    ready: bool
    checks: dict[str, str]
    version: str


class HookOut(TypedDict):
    """Where news is sent. ``behind``: events that it was not told of yet."""

    name: str
    url: str
    kinds: list[str]
    cursor: int
    behind: int
    attempts: int
    stopped: bool
    why: str
    missed: list[int]


class Hooks(TypedDict):
    """Hooks."""

    webhooks: list[HookOut]


class Law(TypedDict):
    """The law of a place on a day."""

    place: str
    on: str
    norms: list[NormOut]
    rulebook: str


class Letter(TypedDict):
    """A message that could not be delivered."""

    message: str
    subject: str
    channel: str
    purpose: str
    state: str
    attempts: int
    due: str
    says: str


class Letters(TypedDict):
    """Letters."""

    letters: list[Letter]


NiemFile = TypedDict("NiemFile", {"@context": dict[str, str]})
"""A person's file as JSON-LD in the names of NIEM 6.0."""


class NormOut(TypedDict):
    """One sentence of law in force at a place on a day."""

    id: str
    authority: str
    title: str
    effect: str
    action: str | None
    token: str
    cite: str
    words: str
    since: str
    until: str | None
    confidence: str


class OtherFacts(TypedDict):
    """The smallest changes of fact that would bring another answer; ``clause`` reads after *if*."""

    answer: Literal[
        "required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"
    ]
    clause: str
    changes: list[Change]


class Paper(TypedDict):
    """A paper that must be given, or another duty."""

    token: str
    words: str
    cite: str
    authority: str


class PersonOut(TypedDict):
    """What is known of a person last. ``etag`` goes into If-Match of an act. ``decision`` null: out of reach of these
    rules.
    """

    booking: str
    etag: str
    record: dict[str, Any]
    decision: Decision | None


class PlaceIn(TypedDict):
    """A custodian and where it stands."""

    state: str
    county: NotRequired[str | None]
    locality: NotRequired[str | None]
    agency: NotRequired[str | None]
    agency_type: NotRequired[str]
    circuit: NotRequired[str]
    tz: NotRequired[str]


class Problem(TypedDict):
    """What went wrong (RFC 9457). ``code`` is stable and meant for programs; ``detail`` is one sentence for a person."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    where: NotRequired[str]
    do: NotRequired[str]
    errors: NotRequired[list[Fault]]


class Question(TypedDict):
    """A missing fact as a question."""

    fact: str
    en: str
    es: str


class Reason(TypedDict):
    """Reason."""

    norm: str
    authority: str
    words: str
    cite: str
    confidence: str


class Taken(TypedDict):
    """What became of something that was handed in, in one sentence; ``events``: what was written of it."""

    booking: str
    outcome: str
    says: str
    events: list[int]


class Timeline(TypedDict):
    """Everything that happened to a person, in the order in which the ledger learned it."""

    booking: str
    events: list[Happening]


class UndoIn(TypedDict):
    """Why an act is taken back, and by whom; ``second``: the second person, where it makes a release later."""

    by: NotRequired[str]
    why: NotRequired[str]
    second: NotRequired[str]


class WhatIf(TypedDict):
    """WhatIf."""

    id: str
    actions: list[WhatIfAction]


class WhatIfAction(TypedDict):
    """WhatIfAction."""

    action: str
    answer: Literal[
        "required", "permitted", "prohibited", "not-requested", "not-triggered", "unresolved", "undetermined"
    ]
    questions: list[Question]
    facts: list[OtherFacts]
    days: list[Elsewhere]
    places: list[Elsewhere]
