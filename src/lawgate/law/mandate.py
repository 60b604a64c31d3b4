"""The common shape of state laws that demand compliance with detainers, and of laws that forbid local limits."""

from __future__ import annotations

from lawgate.law import facts as fact
from lawgate.law.expr import TRUE, Expr
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Action, Answer, Authority

served_forms = fact.form.one_of("I-247A", "I-247D", "I-247X")
in_effect = (
    fact.request
    & fact.issuer_listed
    & ~fact.cancelled_at.by(fact.t0)
    & ~(served_forms & (fact.served_at.none | fact.served_at.after(fact.t0)))
)
"""A request that asks for something today: signed by a listed officer, served where the form wants it, not cancelled."""
warrant_attached = fact.civil_warrants.has("I-200", "I-205")
facially_sufficient = fact.form_complete & warrant_attached
HOLD_REQUIRED = {HOLD: frozenset({Answer.REQUIRED})}


def demands(
    made: Authority,
    *actions: Action,
    when: Expr = TRUE,
    unless: Expr | None = None,
    words: str = "",
    flags: tuple[str, ...] = (),
    over: tuple[str, ...] = (),
    since: str | None = None,
    cite: str = "",
) -> None:
    """The state demands that requests in effect be honoured: by default all three of hold, notice and hand-over."""
    dates = {"since": since} if since else {}
    for action in actions or (HOLD, NOTIFY, TRANSFER):
        made.requires(
            action,
            key=f"must-{action.value}" + (f"-{since}" if since else ""),
            cite=cite,
            when=in_effect & fact.asks.has(*_asked(action)) & when,
            unless=unless,
            words=words,
            flags=flags,
            over=over,
            **dates,
        )


def _asked(action: Action) -> tuple[str, ...]:
    return {HOLD: ("hold",), NOTIFY: ("notify",), TRANSFER: ("hold", "transfer")}.get(action, ("hold",))


def voids_local_limits(made: Authority, *actions: Action, since: str | None = None, words: str = "") -> None:
    """Local bans on ``actions`` are void. No duty follows from that."""
    dates = {"since": since} if since else {}
    for action in actions or (HOLD, NOTIFY, TRANSFER):
        made.strikes(
            action,
            key=f"void-{action.value}" + (f"-{since}" if since else ""),
            words=words or "A local rule that limits cooperation is void; nothing becomes a duty by that.",
            **dates,
        )


def tells_person(made: Authority, paper: str, cite: str = "") -> None:
    made.serves(
        paper,
        key="tell",
        cite=cite,
        given=HOLD_REQUIRED,
        words="Tell the person that they are held on an immigration detainer.",
    )
