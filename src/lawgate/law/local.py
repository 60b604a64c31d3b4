"""Local rules: what a county, a city, a sheriff or a police chief has decided for their own jail.

In a case file the list ``local_policy`` says which are in force; in a run the books say, by place and day. A local rule can
remove a permission that the state leaves; it never adds one.
"""

from __future__ import annotations

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Action, Authority, Rank, Territory

judge_signed = fact.judicial_warrant.one_of("federal-criminal", "federal-criminal-immigration", "civil-judicial")


def policy(
    id_: str,
    *,
    title: str,
    cite: str,
    territory: Territory,
    since: str,
    words: str,
    until: str | None = None,
    kind: str = "policy",
    rank: Rank = Rank.LOCAL_POLICY,
    confidence: Confidence = Confidence.SUMMARY,
    source: str = "",
) -> Authority:
    """A local rule known by the policy id ``id_``, with no norms yet."""
    return Authority(
        id_,
        title=title,
        cite=cite,
        kind=kind,
        rank=rank,
        territory=territory,
        since=since,
        until=until,
        words=words,
        confidence=confidence,
        policy=id_,
        source=source,
    )


def declines(made: Authority, *actions: Action, words: str = "") -> Authority:
    """The rule forbids ``actions`` on a request, whatever came with it, short of a judge's warrant."""
    for action in actions or (HOLD,):
        unless = judge_signed if action is NOTIFY else None
        made.prohibits(action, key=f"no-{action.value}", unless=unless, words=words)
    return made


def honors(made: Authority) -> Authority:
    """The rule says that the jail will honour detainers. It adds nothing to what the law allows; it is there to be read."""
    made.permits(HOLD, key="honors", words=made.words)
    return made


__all__ = ["HOLD", "NOTIFY", "TRANSFER", "declines", "honors", "judge_signed", "policy"]
