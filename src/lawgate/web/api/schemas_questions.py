"""What goes in and out of the gate, of cases that are not kept, and of the law."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from lawgate.web.api.schemas import Answer, Decision, Instant, Number, PlaceIn, Question, Strict


class GateIn(Strict):
    """``at``: the instant that is asked about; now if it is left out."""

    booking: Number
    at: Instant | None = None


class GateOut(Schema):
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


class CaseIn(Strict):
    """A case of the case vocabulary: absent is unknown, null is none, an empty list is known to be empty."""

    id: str = Field("case", max_length=80)
    jurisdiction: PlaceIn
    date: str | None = Field(None, max_length=10, description="the day it is asked on; left out: that of release")
    mode: Literal["ex-ante", "hindsight"] = "ex-ante"
    scope: Literal["full", "federal-only"] = "full"
    given: dict[str, Any]


class CasesIn(Strict):
    cases: list[CaseIn] = Field(min_length=1, max_length=100)


class Decided(Schema):
    """A case and its decision, or the sentence that says why there is none."""

    id: str
    decision: Decision | None = None
    problem: str = ""


class DecidedCases(Schema):
    results: list[Decided]
    rulebook: str


class Change(Schema):
    fact: str
    before: Any
    after: Any


class OtherFacts(Schema):
    """The smallest changes of fact that would bring another answer; ``clause`` reads after *if*."""

    answer: Answer
    clause: str
    changes: list[Change]


class Elsewhere(Schema):
    """Another day or another county that would bring another answer."""

    answer: Answer
    clause: str
    because: list[str]


class WhatIfAction(Schema):
    action: str
    answer: Answer
    questions: list[Question]
    facts: list[OtherFacts]
    days: list[Elsewhere]
    places: list[Elsewhere]


class WhatIf(Schema):
    id: str
    actions: list[WhatIfAction]


class NormOut(Schema):
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


class Law(Schema):
    """The law of a place on a day."""

    place: str
    on: str
    norms: list[NormOut]
    rulebook: str


class AuthorityOut(Schema):
    """One source of law, with what it says of itself."""

    id: str
    title: str
    cite: str
    rank: str
    confidence: str
    norms: list[NormOut]
