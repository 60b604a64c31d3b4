"""The words of a norm: what is done, what the law says of it, with what effect, and how high the source stands."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Action(StrEnum):
    HOLD = "hold"  # keep past t0 for federal authorities
    NOTIFY = "notify"  # tell DHS a release date, time or place
    TRANSFER = "transfer"  # hand over to DHS
    INTERVIEW = "interview"  # give DHS access to question the person


HOLD, NOTIFY, TRANSFER, INTERVIEW = Action


class Answer(StrEnum):
    REQUIRED = "required"
    PERMITTED = "permitted"
    PROHIBITED = "prohibited"
    NOT_REQUESTED = "not-requested"
    NOT_TRIGGERED = "not-triggered"
    UNRESOLVED = "unresolved"  # authorities clash, or the text is not known: surfaced, never chosen
    UNDETERMINED = "undetermined"  # a fact that matters is missing


LAWFUL = frozenset({Answer.REQUIRED, Answer.PERMITTED})


class Effect(StrEnum):
    REQUIRE = "require"
    PERMIT = "permit"
    PROHIBIT = "prohibit"
    OPEN = "open"  # the law is open on this point
    STRIKE = "strike"  # voids local prohibitions on the action, without creating a duty
    SERVE = "serve"  # a paper the person must be given
    DUTY = "duty"  # another duty of the jail
    FLAG = "flag"  # something the reader must know
    LIMIT = "limit"  # a clock that ends a hold
    ANSWER = "answer"  # a side question (may the address be shared?)


class Rank(IntEnum):
    """Where an authority stands; lower binds harder. A decision has the rank of the text it interprets."""

    CONSTITUTION = 0
    FEDERAL_STATUTE = 1
    FEDERAL_REGULATION = 2
    FEDERAL_FORM = 3  # what the request itself asks and conditions
    FEDERAL_POLICY = 4
    STATE_CONSTITUTION = 5
    STATE_STATUTE = 6
    STATE_DIRECTIVE = 7
    ORDINANCE = 8
    LOCAL_POLICY = 9

    @property
    def local(self) -> bool:
        return self >= Rank.ORDINANCE

    @property
    def federal(self) -> bool:
        return self <= Rank.FEDERAL_POLICY


GROUNDS = ("court", "query", "request", "delay")
"""What custody past t0 can be rested on: a judge's federal warrant, a status query that statute allows time for, a federal
request, or a delay of release for the sake of calling ICE. Each ground is answered on its own."""


class Told(StrEnum):
    """To whom something of a person may be told."""

    DHS = "dhs"
    PERSON = "person"
    LAWYER = "lawyer"
    NAMED = "named-person"  # the one person whom they name to be told
    CONSULATE = "consulate"
    VICTIM = "victim"  # a victim, through the notice service


class Item(StrEnum):
    """What is told: one element of a message, answered on its own."""

    RELEASE = "release"  # when and where the person is due out; to DHS it is the action NOTIFY
    CUSTODY = "custody"  # that the person is held here
    BOOKING = "booking"  # booking number, charges, bail, court dates
    ADDRESS = "address"  # home, work or school
    STATUS = "status"  # citizenship or immigration status, as the file shows it
    PRINTS = "prints"  # that the fingerprints matched, and what else is kept of the body
    REQUEST = "request"  # the federal request, or a copy of it
    INTENT = "intent"  # whether the jail will do what it asks
    NOTICE = "notice"  # what DHS was told
    DECISION = "decision"  # what was decided, and why


def telling(to: str, item: str) -> str:
    """The name under which a norm speaks of telling ``item``: ``tell:dhs:address``. Raises ``ValueError`` for a word of neither list."""
    return f"tell:{Told(to)}:{Item(item)}"
