"""A norm: under this authority, in this territory, between these dates, an action is required, permitted or prohibited
when these facts hold, unless those do.

An :class:`Authority` is one source (a statute, a regulation, a decision, a form, a policy). Its methods write its norms,
so that a rule file reads like the source's own sentence::

    values_act = Authority("ca-values-act", title="Values Act", cite="Cal. Gov. Code § 7284.6", rank=Rank.STATE_STATUTE, ...)
    values_act.prohibits(HOLD, cite="(a)(1)(B)", words="...")
    values_act.prohibits(TRANSFER, cite="(a)(4)", unless=qualifying_conviction, words="...")

The words it is written in (``terms``), where it binds (``territory``) and what it says beside its norms (``beside``) are handed on
from here, so that a rule file has one import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lawgate.base import Confidence
from lawgate.law.beside import Exposure, Holding, Penalty
from lawgate.law.expr import TRUE, Const, Expr
from lawgate.law.terms import (
    GROUNDS,
    HOLD,
    INTERVIEW,
    LAWFUL,
    NOTIFY,
    TRANSFER,
    Action,
    Answer,
    Effect,
    Rank,
    telling,
)
from lawgate.law.territory import NATION, Territory, where


@dataclass(frozen=True)
class Norm:
    """One sentence of law, ready to be tested on a case. ``cond`` already folds *unless* into *when*."""

    id: str
    authority: str
    effect: Effect
    cite: str
    words: str
    rank: Rank
    confidence: Confidence
    territory: Territory
    since: str  # first day in force, ISO
    until: str | None  # last day in force, ISO; None: no end known
    cond: Expr = TRUE
    action: Action | None = None
    grounds: tuple[str, ...] = ()
    token: str = ""  # paper, duty, flag, limit or side question
    answer: Answer | None = None  # of a side question
    given: Mapping[Action, frozenset[Answer]] = field(default_factory=dict)  # only where these answers came out
    flags: tuple[str, ...] = ()  # carried by the answer that rests on this norm
    over: tuple[str, ...] = ()  # ids of authorities this one expressly displaces
    policy: str = ""  # local policy id: applies only where that policy is in force
    reach_back: bool = False  # a constitutional ruling: in hindsight mode it reaches earlier conduct
    ceiling: bool = False  # a limit that bounds what the request asks, and is not itself asked for
    ex_ante_only: bool = False  # speaks of what was not yet known; has no place in hindsight
    to: tuple[str, ...] = ()  # of a paper: who gets it; nobody named: the person
    carries: tuple[str, ...] = ()  # of a paper: the items it must hold; "notice": it is owed because DHS is told

    def in_force(self, day: str, *, hindsight: bool = False) -> bool:
        if (self.until is not None and day > self.until) or (hindsight and self.ex_ante_only):
            return False
        return self.since <= day or (hindsight and self.reach_back)


@dataclass
class Authority:
    """One source of law, and the norms it contains. ``since`` and ``until`` are ISO days; ``until`` is the last day in force.

    ``words`` is the rule in our own plain words; a norm may narrow cite, dates, rank, confidence and territory."""

    id: str
    title: str
    cite: str
    kind: str
    rank: Rank
    territory: Territory
    since: str
    words: str
    until: str | None = None
    confidence: Confidence = Confidence.RECALLED
    policy: str = ""
    reach_back: bool = False
    exposure: Exposure | None = None
    holding: Holding | None = None
    penalties: tuple[Penalty, ...] = ()
    source: str = ""  # where the text was read
    norms: list[Norm] = field(default_factory=list)

    def __post_init__(self) -> None:
        date.fromisoformat(self.since)
        if self.until is not None and self.until < self.since:
            raise ValueError(f"{self.id} ends on {self.until}, before it begins on {self.since}")

    def _add(
        self,
        effect: Effect,
        *,
        cite: str = "",
        words: str = "",
        when: Expr = TRUE,
        unless: Expr | None = None,
        key: str = "",
        **more: Any,
    ) -> Norm:
        cond = when if unless is None else when & ~unless
        norm = Norm(
            id=f"{self.id}/{key or len(self.norms) + 1}",
            authority=self.id,
            effect=effect,
            cite=_join(self.cite, cite),
            words=words or self.words,
            rank=more.pop("rank", self.rank),
            confidence=more.pop("confidence", self.confidence),
            territory=more.pop("territory", self.territory),
            since=more.pop("since", self.since),
            until=more.pop("until", self.until),
            cond=cond,
            policy=self.policy,
            reach_back=more.pop("reach_back", self.reach_back),
            **more,
        )
        if any(n.id == norm.id for n in self.norms):
            raise ValueError(f"{norm.id} is written twice")
        if norm.until is not None and norm.until < norm.since:
            raise ValueError(f"{norm.id} ends on {norm.until}, before it begins on {norm.since}")
        self.norms.append(norm)
        return norm

    def prohibits(self, action: Action, **more: Any) -> Norm:
        return self._add(Effect.PROHIBIT, action=action, grounds=_grounds(action, more), **more)

    def permits(self, action: Action, **more: Any) -> Norm:
        return self._add(Effect.PERMIT, action=action, grounds=_grounds(action, more), **more)

    def requires(self, action: Action, **more: Any) -> Norm:
        return self._add(Effect.REQUIRE, action=action, grounds=_grounds(action, more), **more)

    def leaves_open(self, action: Action, *, flags: tuple[str, ...] = ("open-law",), **more: Any) -> Norm:
        """The point is not settled: the answer is *unresolved*, and the flags say why."""
        return self._add(Effect.OPEN, action=action, grounds=_grounds(action, more), flags=flags, **more)

    def strikes(self, action: Action, **more: Any) -> Norm:
        """Local prohibitions of the action are void here; no duty follows."""
        return self._add(Effect.STRIKE, action=action, grounds=_grounds(action, more), **more)

    def serves(self, paper: str, *, given: Mapping[Action, frozenset[Answer]] | None = None, **more: Any) -> Norm:
        return self._add(Effect.SERVE, token=paper, given=given or {}, **more)

    def duty(self, duty: str, *, given: Mapping[Action, frozenset[Answer]] | None = None, **more: Any) -> Norm:
        return self._add(Effect.DUTY, token=duty, given=given or {}, **more)

    def flag(self, flag: str, *, given: Mapping[Action, frozenset[Answer]] | None = None, **more: Any) -> Norm:
        return self._add(Effect.FLAG, token=flag, given=given or {}, **more)

    def limits(self, limit: str, *, ground: str = "request", **more: Any) -> Norm:
        """A hold on ``ground`` ends when the clock ``limit`` has run out."""
        return self._add(Effect.LIMIT, token=limit, action=HOLD, grounds=(ground,), **more)

    def says(self, question: str, answer: Answer, **more: Any) -> Norm:
        """The answer to a side question, such as sharing an address."""
        return self._add(Effect.ANSWER, token=question, answer=answer, **more)

    def bars_telling(self, to: str, *items: str, **more: Any) -> None:
        """These ``items`` may not be told ``to`` them (see ``terms.Told`` and ``terms.Item``); a norm each."""
        self._tells(Answer.PROHIBITED, to, items, more)

    def allows_telling(self, to: str, *items: str, **more: Any) -> None:
        """They may be told, and no lower rule can forbid it."""
        self._tells(Answer.PERMITTED, to, items, more)

    def has_told(self, to: str, *items: str, **more: Any) -> None:
        """They must be told."""
        self._tells(Answer.REQUIRED, to, items, more)

    def leaves_telling_open(self, to: str, *items: str, **more: Any) -> None:
        """Whether they may be told is not settled."""
        self._tells(Answer.UNRESOLVED, to, items, more)

    def _tells(self, answer: Answer, to: str, items: tuple[str, ...], more: dict[str, Any]) -> None:
        key = more.pop("key", answer.value)
        for item in items:
            self._add(Effect.ANSWER, token=telling(to, item), answer=answer, key=f"tell-{to}-{item}-{key}", **more)


def _grounds(action: Action, more: dict[str, Any]) -> tuple[str, ...]:
    """Rules on holding and handing over speak of requests unless they name another ground; the rest know no grounds."""
    named = more.pop("grounds", None)
    if named is not None:
        return tuple(named)
    return ("request",) if action in (HOLD, TRANSFER) else ()


def _join(head: str, tail: str) -> str:
    if not tail:
        return head
    return f"{head}{tail}" if tail.startswith("(") else f"{head}, {tail}"


def with_policy(norm: Norm, known: bool, cond: Expr) -> Norm:
    """``norm`` guarded by its local policy being in force (``known``: it is, so no guard is needed)."""
    return norm if known else replace(norm, cond=cond & norm.cond)


__all__ = [
    "GROUNDS",
    "HOLD",
    "INTERVIEW",
    "LAWFUL",
    "NATION",
    "NOTIFY",
    "TRANSFER",
    "Action",
    "Answer",
    "Authority",
    "Const",
    "Effect",
    "Exposure",
    "Holding",
    "Norm",
    "Penalty",
    "Rank",
    "Territory",
    "where",
    "with_policy",
]
