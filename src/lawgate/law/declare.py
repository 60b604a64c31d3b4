"""How a fact is declared: its name in the case vocabulary, its type, and the plain question that fills it.

Declared facts build conditions, so that a rule reads like its sentence:
``fact.judicial_warrant.one_of("federal-criminal")``, ``fact.served_at.after(fact.t0)``, ``~fact.request``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lawgate.law.expr import Expr, Has, HasOther, HasPrefix, Is, Order, Ref, Within

DECLARED: dict[str, Fact] = {}


@dataclass(frozen=True, eq=False)
class Fact:
    """``name``: dotted path in the case vocabulary. ``en`` and ``es``: the question a clerk is asked."""

    name: str
    en: str
    es: str
    in_row: bool = False

    def __post_init__(self) -> None:
        key = ("row." if self.in_row else "") + self.name
        if key in DECLARED:
            raise ValueError(f"fact {key} is declared twice")
        DECLARED[key] = self

    @property
    def ref(self) -> Ref:
        return Ref(self.name, self.in_row)

    kind = "any"


@dataclass(frozen=True, eq=False)
class YesNo(Fact):
    kind = "yes/no"


def yes(name: str, en: str, es: str, *, in_row: bool = False) -> Is:
    """Declare a yes/no fact; what comes back is itself the condition that it is yes."""
    return Is(YesNo(name, en, es, in_row).ref, frozenset({True}))


@dataclass(frozen=True, eq=False)
class Word(Fact):
    """One word out of ``words`` (open-ended when ``open``), or none when ``nullable``."""

    words: tuple[str, ...] = ()
    open: bool = False
    nullable: bool = False
    kind = "word"

    def one_of(self, *values: str) -> Expr:
        unknown = [v for v in values if not self.open and v not in self.words]
        if unknown:
            raise ValueError(f"{self.name} is never {unknown[0]!r}: it is one of {', '.join(self.words)}")
        return Is(self.ref, frozenset(values))

    is_ = one_of

    @property
    def none(self) -> Expr:
        return Is(self.ref, frozenset({None}))


@dataclass(frozen=True, eq=False)
class Words(Fact):
    """A set of words."""

    words: tuple[str, ...] = ()
    open: bool = True
    kind = "words"

    def has(self, *values: str) -> Expr:
        unknown = [v for v in values if not self.open and v not in self.words]
        if unknown:
            raise ValueError(f"{self.name} never holds {unknown[0]!r}: it holds {', '.join(self.words)}")
        return Has(self.ref, frozenset(values))

    def has_part(self, prefix: str) -> Expr:
        """Some word begins with ``prefix``."""
        return HasPrefix(self.ref, prefix)

    def has_other_than(self, *values: str) -> Expr:
        return HasOther(self.ref, frozenset(values))


@dataclass(frozen=True, eq=False)
class Ordered(Fact):
    """Something that comes before or after: an instant, a day, a number. ``nullable``: may be known to be none."""

    nullable: bool = False

    def before(self, other: Ordered | date | datetime | int, *, plus_minutes: int = 0) -> Expr:
        return Order(self.ref, "<", _side(other), plus_minutes)

    def by(self, other: Ordered | date | datetime | int, *, plus_minutes: int = 0) -> Expr:
        """At or before."""
        return Order(self.ref, "<=", _side(other), plus_minutes)

    def after(self, other: Ordered | date | datetime | int, *, plus_minutes: int = 0) -> Expr:
        return Order(self.ref, ">", _side(other), plus_minutes)

    def from_(self, other: Ordered | date | datetime | int, *, plus_minutes: int = 0) -> Expr:
        """At or after."""
        return Order(self.ref, ">=", _side(other), plus_minutes)

    @property
    def none(self) -> Expr:
        return Is(self.ref, frozenset({None}))


@dataclass(frozen=True, eq=False)
class Instant(Ordered):
    kind = "instant"


@dataclass(frozen=True, eq=False)
class Day(Ordered):
    kind = "day"

    def within(self, years: int, of: Day) -> Expr:
        """No more than ``years`` before ``of``, last anniversary included."""
        return Within(self.ref, years, of.ref)


@dataclass(frozen=True, eq=False)
class Number(Ordered):
    kind = "number"


def _side(other: Ordered | date | datetime | int) -> Ref | date | datetime | int:
    return other.ref if isinstance(other, Ordered) else other


__all__ = ["DECLARED", "Day", "Fact", "Instant", "Number", "Ordered", "Word", "Words", "YesNo", "yes"]
