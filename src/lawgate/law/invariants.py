"""Sentences that no facts may break, whatever the books say: what ``lawgate law check`` proves of every place and day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lawgate.base import Place
from lawgate.law import facts as fact
from lawgate.law.expr import Expr
from lawgate.law.norms import LAWFUL, Action, Answer
from lawgate.law.resolve import FEDERAL_JUDGE
from lawgate.law.rulebook import FEDERAL_ONLY, FULL


@dataclass(frozen=True, slots=True)
class Invariant:
    """A sentence that no facts may break, in the places and from the day it speaks of."""

    name: str
    says: str
    applies: Callable[[Place, str], bool]
    action: Action
    never: frozenset[Answer]
    given: Expr
    scope: str = FULL


no_judge = ~fact.judicial_warrant.one_of(*FEDERAL_JUDGE)
LOCAL = ("county-jail", "regional-jail", "police-lockup", "court-lockup", "city-corrections", "juvenile-hall")

INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        "california-no-hold-on-request",
        "From 4 January 2018 no facts permit a California county or city jail to hold without a warrant signed by a "
        "judge.",
        lambda p, day: p.state == "CA" and p.agency_type in LOCAL and day >= "2018-01-04",
        Action.HOLD,
        LAWFUL,
        no_judge,
    ),
    Invariant(
        "detainer-never-requires",
        "Nowhere does federal law by itself make a hold on a detainer a duty.",
        lambda p, day: True,
        Action.HOLD,
        frozenset({Answer.REQUIRED}),
        no_judge,
        FEDERAL_ONLY,
    ),
    Invariant(
        "citizen-never-held",
        "No facts permit a hold on a request once evidence of citizenship is on file at release.",
        lambda p, day: True,
        Action.HOLD,
        LAWFUL,
        no_judge
        & fact.citizenship_claim.one_of("documented")
        & ~fact.document_received_at.after(fact.t0)
        & fact.request,
    ),
    Invariant(
        "unserved-never-held",
        "No facts permit a hold on a form that takes effect only when served and was not.",
        lambda p, day: True,
        Action.HOLD,
        LAWFUL,
        no_judge & fact.form.one_of("I-247A", "I-247D", "I-247X") & fact.served_at.none & fact.request,
    ),
    Invariant(
        "cancelled-never-held",
        "No facts permit a hold on a request that was cancelled by the time of release.",
        lambda p, day: True,
        Action.HOLD,
        LAWFUL,
        no_judge & fact.cancelled_at.by(fact.t0) & fact.request,
    ),
)


def invariants_of(place: Place, day: str, scope: str) -> tuple[Invariant, ...]:
    """Those that speak of ``place`` on ``day``."""
    return tuple(i for i in INVARIANTS if i.scope == scope and i.applies(place, day))
