"""What goes in and out of acts, alarms, messages, news and the house itself."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from lawgate.web.api.schemas import Brief, Strict


class Letter(Schema):
    """A message that could not be delivered."""

    message: str
    subject: str
    channel: str
    purpose: str
    state: str
    attempts: int
    due: str
    says: str


class Letters(Schema):
    letters: list[Letter]


class Taken(Schema):
    """What became of something that was handed in, in one sentence; ``events``: what was written of it."""

    booking: str
    outcome: str
    says: str
    events: list[int]


class EventOut(Schema):
    """The event that was written."""

    event: int


class HeadOut(Schema):
    """The newest signature over the chain: kept elsewhere, it proves later that nothing before was rewritten. ``end``: the last event."""

    number: int
    link: str
    recorded: str
    signature: str
    public_key: str
    end: int


class HookOut(Schema):
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


class Hooks(Schema):
    webhooks: list[HookOut]


class Health(Schema):
    """``ready``: everything that is looked at is well."""

    ready: bool
    checks: dict[str, str]
    version: str


class ActIn(Strict):
    """An act of the desk. ``fields`` as docs/api.md lists them for each act; ``second``: the second person, where the act needs one."""

    fields: dict[str, Any]
    by: str = Field("", max_length=64, description="whose hands, as the jail's system knows them")
    second: str = Field("", max_length=64)
    override: str = Field("", max_length=1000, description="why a rule of the house is set aside")
    evidence: dict[str, Annotated[str, Field(max_length=500)]] = Field(default_factory=dict)


class UndoIn(Strict):
    """Why an act is taken back, and by whom; ``second``: the second person, where it makes a release later."""

    by: str = Field("", max_length=64)
    why: str = Field("", max_length=1000)
    second: str = Field("", max_length=64)


class ActOut(Schema):
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


class Acts(Schema):
    booking: str
    etag: str
    acts: list[ActOut]


class Acted(Schema):
    """What an act came to: its event, and the decision after it."""

    event: int
    booking: str
    etag: str
    decision: Brief | None
    replayed: bool = False


class AlarmOut(Schema):
    """An alarm as it stands. ``tier``: 1 stops the clerk, 2 waits, 3 is the morning list, 0 the house itself. ``acknowledged``: by whom."""

    alarm: str
    subject: str
    tier: int
    kind: str
    at: str
    says: str
    told: list[str]
    acknowledged: str


class Alarms(Schema):
    alarms: list[AlarmOut]


class Acknowledge(Strict):
    by: str = Field(min_length=1, max_length=64, description="who has seen it")
