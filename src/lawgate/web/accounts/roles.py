"""Who may do what: the table of roles, as data. What is not in the table may not be done.

The table is the one that a jail can hold beside its own orders: a row is a power, a column a role. In a small jail one person may
hold several roles, never both hands of an act that needs two people.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What an account may be. ``COURT`` is a court deputy: booking, limited to what happens in court."""

    BOOKING = "booking"
    COURT = "court"
    RELEASE = "release"
    SUPERVISOR = "supervisor"
    COUNSEL = "counsel"
    DEFENDER = "defender"
    AUDITOR = "auditor"
    FEDERAL = "federal"
    ADMIN = "admin"


def role_named(word: str) -> Role | None:
    """The role that a word names; None for any other word."""
    return next((r for r in Role if r == word), None)


class Power(StrEnum):
    """What a page shows or does; every page names the one it needs."""

    BOARD = "board"  # board and person's file, to read
    COURT_ACT = "court-act"  # what a court ordered, freed in court
    ENTER = "enter"  # book, charge, bail, release due first or earlier, serve, record a claim
    LATER = "later"  # a later release due
    REQUEST = "request"  # a federal request comes in or is cancelled
    ANSWER = "answer"  # answer a question of law
    RELEASE = "release"  # release; decline a hold that is only permitted
    HOLD = "hold"  # begin a hold that is permitted; hand over
    IDENTITY = "identity"  # release before the identity message; the fallback at the door
    POLICY = "policy"  # draft and prove a policy; read drafts
    ADOPT = "adopt"  # adopt a book of law or a policy
    LOG = "log"  # the ledger and who read what
    ACCOUNTS = "accounts"  # accounts and feeds


class Level(StrEnum):
    """How far a role goes with a power."""

    DOES = "✓"
    SECOND = "②"  # only with a second person
    SEES = "◦"
    OWN = "own"  # sees own clients only
    SUGGESTS = "suggest"
    NONE = "–"

    @property
    def acts(self) -> bool:
        return self in (Level.DOES, Level.SECOND, Level.SUGGESTS)


TABLE = """
            booking  court  release  supervisor  counsel  defender  auditor  federal  admin
board       ◦        ◦      ◦        ◦           ◦        own       ◦        –        –
court-act   ✓        ✓      ✓        ✓           –        –         –        –        –
enter       ✓        –      ✓        ✓           –        –         –        –        –
later       –        –      ②        ②           –        –         –        –        –
request     ✓        –      ✓        ✓           –        –         –        ✓        –
answer      –        –      ✓        ✓           ✓        suggest   –        –        –
release     –        –      ✓        ✓           –        –         –        –        –
hold        –        –      ②        ②           –        –         –        –        –
identity    –        –      ②        ✓           –        –         –        –        –
policy      –        –      –        –           ✓        –         ◦        –        –
adopt       –        –      –        –           ②        –         ◦        –        –
log         –        –      –        ◦           ◦        own       ◦        –        –
accounts    –        –      –        –           –        –         ◦        –        ✓
"""

_STRENGTH = [Level.NONE, Level.OWN, Level.SEES, Level.SUGGESTS, Level.SECOND, Level.DOES]


def _read(table: str) -> dict[Power, dict[Role, Level]]:
    lines = [line.split() for line in table.strip().splitlines()]
    heads = [Role(word) for word in lines[0]]
    return {Power(row[0]): dict(zip(heads, map(Level, row[1:]), strict=True)) for row in lines[1:]}


POWERS = _read(TABLE)


def level(roles: Iterable[Role], power: Power) -> Level:
    """The strongest level that ``roles`` give; ``NONE`` for no role at all."""
    return max((POWERS[power][r] for r in roles), key=_STRENGTH.index, default=Level.NONE)


def role_for(roles: Iterable[Role], power: Power) -> Role | None:
    """By which role a power is used: the strongest, the first of the table among equals; None when none gives it."""
    held = set(roles)
    order = [r for r in Role if r in held and POWERS[power][r] is not Level.NONE]
    return max(order, key=lambda r: _STRENGTH.index(POWERS[power][r]), default=None)


def holders(power: Power) -> list[Role]:
    """The roles that have a power in any measure: what the refusals and the documents name."""
    return [r for r in Role if POWERS[power][r] is not Level.NONE]
