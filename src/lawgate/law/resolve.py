"""Resolution: how norms that meet on one action are brought to one answer. It is itself law, and lives only here.

Sources: U.S. Const. art. VI and amend. X; *Galarza v. Szalczyk* (a detainer is a request and never itself requires).

* A prohibition of higher rank beats a duty of lower rank. Within a rank the later text beats the earlier; two texts of the
  same rank and day that clash leave the point UNRESOLVED.
* A state duty defeats a local prohibition, and so does an anti-restriction law (a *strike*), which creates no duty itself.
* A local rule can remove a permission; it cannot add one.
* Where no norm in force permits a HOLD it is PROHIBITED: nothing in force means no authority to hold.
* NOTIFY, TRANSFER and INTERVIEW are free to be answered unless something forbids them.

Everything is compiled into a *decision list*: conditions in order, each with its answer, read the same way by every evaluator.
The first condition that is true answers; conditions that are unknown leave more than one answer possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lawgate.law import facts as fact
from lawgate.law.expr import FALSE, TRUE, Expr, all_of, any_of
from lawgate.law.norms import GROUNDS, Action, Answer, Effect, Norm
from lawgate.law.rows import any_charge, convicted_now

FEDERAL_JUDGE = ("federal-criminal", "federal-criminal-immigration", "civil-judicial")
ONLY_ON_CONVICTION = "operative-only-on-conviction"

waiting_for_conviction = fact.conditions.has(ONLY_ON_CONVICTION) & ~any_charge(convicted_now)
hold_asked = fact.request & fact.asks.has("hold") & ~waiting_for_conviction
hand_over_asked = fact.request & fact.asks.has("hold", "transfer")
court_ground = fact.judicial_warrant.one_of(*FEDERAL_JUDGE)
delay_ground = fact.delay_reason.one_of("foreign-birth-call-to-ICE")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a decision list. ``norms``: ids of the norms the answer rests on when this line is the one that answers."""

    cond: Expr
    answer: Answer
    ground: str = ""
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decision list of one action, with its last answer, and each norm's effective condition (after defeats)."""

    action: Action
    entries: tuple[Entry, ...]
    otherwise: Answer
    effective: dict[str, Expr]
    defeaters: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Side:
    """What the norms on one action and one ground come to."""

    clash: Expr
    prohibited: Expr
    open: Expr
    required: Expr
    permitted: Expr
    ids: dict[Answer, tuple[str, ...]]


def outranks(a: Norm, b: Norm) -> bool:
    """``a`` beats ``b`` outright: it displaces it by name, stands higher, or is the later text of the same rank."""
    if b.authority in a.over or b.id in a.over:
        return True
    if a.authority in b.over or a.id in b.over:
        return False
    if a.rank != b.rank:
        return a.rank < b.rank
    return a.since > b.since


def _clashes(a: Norm, b: Norm) -> bool:
    return a.rank == b.rank and a.since == b.since and a.authority != b.authority and not (a.over or b.over)


def _side(
    norms: Sequence[Norm],
    effective: dict[str, Expr],
    defeaters: dict[str, tuple[str, ...]],
    by_default: bool = True,
) -> _Side:
    by = {e: [n for n in norms if n.effect is e] for e in Effect}
    bans, duties = by[Effect.PROHIBIT], by[Effect.REQUIRE]
    for ban in bans:
        beaten_by = [d for d in duties if outranks(d, ban)]
        beaten_by += [s for s in by[Effect.STRIKE] if ban.rank.local or (outranks(s, ban) and s.over)]
        beaten_by += [n for n in norms if ban.authority in n.over and n not in beaten_by]
        defeaters[ban.id] = tuple(n.id for n in beaten_by)
        effective[ban.id] = ban.cond & ~any_of(*(n.cond for n in beaten_by))
    for duty in duties:
        beaten_by = [b for b in bans if outranks(b, duty) or b.authority == duty.authority]
        defeaters[duty.id] = tuple(n.id for n in beaten_by)
        effective[duty.id] = duty.cond & ~any_of(*(n.cond for n in beaten_by))
    for norm in by[Effect.OPEN] + by[Effect.PERMIT]:
        beaten_by = [n for n in norms if norm.authority in n.over]
        defeaters[norm.id] = tuple(n.id for n in beaten_by)
        effective[norm.id] = norm.cond & ~any_of(*(n.cond for n in beaten_by))
    permits = [n for n in by[Effect.PERMIT] if not n.rank.local]
    if not by_default:  # a local duty adds no permission: it binds where the law above it lets the jail act
        carried = any_of(*(effective[n.id] for n in (*permits, *duties) if not n.rank.local))
        for duty in (d for d in duties if d.rank.local):
            effective[duty.id] &= carried
    clash = any_of(*(effective[b.id] & effective[d.id] for b in bans for d in duties if _clashes(b, d)))

    def some(members: Sequence[Norm]) -> Expr:
        return any_of(*(effective[n.id] for n in members))

    def names(members: Sequence[Norm]) -> tuple[str, ...]:
        return tuple(n.id for n in members)

    return _Side(
        clash=clash,
        prohibited=some(bans),
        open=some(by[Effect.OPEN]),
        required=some(duties),
        permitted=some(permits),
        ids={
            Answer.PROHIBITED: names(bans),
            Answer.UNRESOLVED: names(by[Effect.OPEN]),
            Answer.REQUIRED: names(duties),
            Answer.PERMITTED: names(permits),
        },
    )


def rule(action: Action, norms: Sequence[Norm]) -> Ruling:
    """Compile the norms on ``action`` that are in force in one place on one day into a decision list."""
    mine = [n for n in norms if n.action is action and n.effect not in (Effect.LIMIT,)]
    effective: dict[str, Expr] = {}
    defeaters: dict[str, tuple[str, ...]] = {}
    if action is Action.HOLD:
        entries, otherwise = _hold(mine, effective, defeaters)
    elif action is Action.TRANSFER:
        entries, otherwise = _transfer(mine, effective, defeaters)
    else:
        asked = fact.interview_requested if action is Action.INTERVIEW else TRUE
        side = _side(mine, effective, defeaters)
        entries = [Entry(~asked, Answer.NOT_REQUESTED), *_ladder(side, TRUE, "")]
        otherwise = Answer.PERMITTED
    return Ruling(action, tuple(e for e in entries if e.cond is not FALSE), otherwise, effective, defeaters)


def _ladder(side: _Side, asserted: Expr, ground: str) -> list[Entry]:
    """Clash, ban, open point, duty: in that order, on one ground."""
    return [
        Entry(all_of(asserted, side.clash), Answer.UNRESOLVED, ground),
        Entry(all_of(asserted, side.prohibited), Answer.PROHIBITED, ground, side.ids[Answer.PROHIBITED]),
        Entry(all_of(asserted, side.open), Answer.UNRESOLVED, ground, side.ids[Answer.UNRESOLVED]),
        Entry(all_of(asserted, side.required), Answer.REQUIRED, ground, side.ids[Answer.REQUIRED]),
    ]


def _lawful(side: _Side, asserted: Expr, ground: str, by_default: bool) -> list[Entry]:
    """The lines on which a ground carries the action: nothing forbids it or leaves it open."""
    clear = ~any_of(side.clash, side.prohibited, side.open)
    permitted = TRUE if by_default else side.permitted
    return [
        Entry(all_of(asserted, clear, side.required), Answer.REQUIRED, ground, side.ids[Answer.REQUIRED]),
        Entry(all_of(asserted, clear, permitted), Answer.PERMITTED, ground, side.ids[Answer.PERMITTED]),
    ]


def _grounded(
    norms: Sequence[Norm],
    asserted: dict[str, Expr],
    effective: dict[str, Expr],
    defeaters: dict[str, tuple[str, ...]],
    by_default: bool,
) -> list[Entry]:
    """A ground that carries the action is enough; failing that an open ground leaves it open; else the bans speak."""
    sides = {g: _side([n for n in norms if g in n.grounds], effective, defeaters, by_default) for g in asserted}
    entries: list[Entry] = []
    for ground, side in sides.items():
        entries += _lawful(side, asserted[ground], ground, by_default)
    for ground, side in sides.items():
        unclear = all_of(asserted[ground], any_of(side.clash, all_of(~side.prohibited, side.open)))
        entries.append(Entry(unclear, Answer.UNRESOLVED, ground, side.ids[Answer.UNRESOLVED]))
    for ground, side in sides.items():
        banned = all_of(asserted[ground], side.prohibited)
        entries.append(Entry(banned, Answer.PROHIBITED, ground, side.ids[Answer.PROHIBITED]))
    return entries


def _hold(
    norms: Sequence[Norm], effective: dict[str, Expr], defeaters: dict[str, tuple[str, ...]]
) -> tuple[list[Entry], Answer]:
    used = {g for n in norms for g in n.grounds}
    asserted = {"court": court_ground, "query": FALSE, "request": hold_asked, "delay": delay_ground}
    asserted["query"] = any_of(*(n.cond for n in norms if "query" in n.grounds))
    asserted = {g: asserted[g] for g in GROUNDS if g in used}
    entries = [
        Entry(~any_of(*asserted.values()), Answer.NOT_REQUESTED),
        Entry(fact.t0.none, Answer.NOT_TRIGGERED),
        *_grounded(norms, asserted, effective, defeaters, by_default=False),
    ]
    return entries, Answer.PROHIBITED


def _transfer(
    norms: Sequence[Norm], effective: dict[str, Expr], defeaters: dict[str, tuple[str, ...]]
) -> tuple[list[Entry], Answer]:
    asserted = {"court": court_ground, "request": hand_over_asked}
    entries = [
        Entry(~any_of(*asserted.values()), Answer.NOT_REQUESTED),
        *_grounded(norms, asserted, effective, defeaters, by_default=True),
    ]
    return entries, Answer.PROHIBITED
