"""From reasons to events: what is to be raised, escalated and ended now, each exactly once. Pure; the ledger is written elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lawgate.base import digest
from lawgate.base.moments import add_elapsed
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms_person import Person
from lawgate.casework.alarms_records import Need, Standing
from lawgate.casework.records import New


@dataclass(frozen=True, slots=True)
class Settled:
    """What to append for one subject, and when to look again; None: only when something happens."""

    events: tuple[New, ...]
    wake: datetime | None


def settle(p: Person, reasons: Iterable[Need], now: datetime) -> Settled:
    """The events due at ``now``. Folding them into ``p`` and asking again gives none.

    One alarm a person: reasons of tier 1 share it while any of them stands; of reasons on one ladder only the gravest does. What was
    due while nobody looked is raised with its true time and escalated as far as it would have been.
    """
    by = {n.key: n for n in reasons}
    found = [n for n in by.values() if n.until is None or n.at < n.until]
    live = _gravest([n for n in found if n.at <= now and (n.until is None or n.until > now)])
    missed = [n for n in found if n.kept and n.until is not None and n.until <= now and n.key not in p.ever]
    events: list[New] = []
    alarm = next((s.alarm for s in p.standing.values() if s.tier == a.STOPS), "")
    raised: dict[tuple[str, str], Standing] = {}
    for need in (*missed, *live):
        if need.key not in p.standing:
            if need.tier == a.STOPS:
                name = alarm = alarm or _name(p, need)
            else:
                name = _name(p, need)
            raised[need.key] = _standing(need, name, now)
            events.append(_raise(p.subject, need, raised[need.key], now))
    standing = {**p.standing, **raised}
    keep = {n.key for n in live}
    for key, one in standing.items():
        need_ = by.get(key)
        events += _escalations(p.subject, one, need_, now)
        if key not in keep:
            why = _why(one, need_, live, now)
            left = any(k in keep and s.alarm == one.alarm for k, s in standing.items())
            events.append(_end(p.subject, one, why, closed=not left, at=_ended_at(need_, now), now=now))
    return Settled(tuple(events), _wake(found, standing, keep, now))


def _gravest(live: list[Need]) -> list[Need]:
    top = max((n.gravity for n in live), default=0)
    return [n for n in live if not n.gravity or n.gravity == top]


def _name(p: Person, need: Need) -> str:
    if need.tier == a.STOPS:
        return f"{p.subject}:{p.episodes + 1}"
    return f"{p.subject}:{need.kind}-{digest(need.ref)[:8]}"


def _standing(need: Need, alarm: str, now: datetime) -> Standing:
    since = max(need.at, min(need.since, now))
    return Standing(alarm, need.tier, need.kind, need.ref, need.at, since, need.says, need.told, now)


def _raise(subject: str, need: Need, one: Standing, now: datetime) -> New:
    payload = {
        "alarm": one.alarm,
        "tier": one.tier,
        "kind": one.kind,
        "ref": one.ref,
        "at": one.at.isoformat(),
        "since": one.since.isoformat(),
        "says": one.says,
        "told": list(one.told),
    }
    return New(a.RAISED, subject, payload, need.at, now)


def _escalations(subject: str, one: Standing, need: Need | None, now: datetime) -> Iterator[New]:
    """The steps of the ladder whose time has come. Somebody who has seen it stops the ladder; what is over climbs no further."""
    if need is None or one.acknowledged:
        return
    until = now if need.until is None else min(now, need.until)
    for step, (after, to) in enumerate(need.ladder):
        at = add_elapsed(one.since, after)
        if at <= until and step not in one.steps:
            payload: dict[str, Any] = {"alarm": one.alarm, "tier": one.tier, "kind": one.kind, "ref": one.ref}
            yield New(a.ESCALATED, subject, {**payload, "step": step, "to": list(to), "at": at.isoformat()}, at, now)


def _why(one: Standing, need: Need | None, live: list[Need], now: datetime) -> str:
    graver = next((n for n in live if n.gravity and need is not None and n.gravity > need.gravity > 0), None)
    if one.tier == a.SYSTEM:
        return "it works again"
    if one.tier == a.MORNING:
        return "a new morning"
    if need is not None and need.until is not None and need.until <= now:
        return need.why
    if graver is not None:
        return f"a graver one stands in its place: {graver.kind}"
    return "what it rested on has changed" if need is None or need.at > now else need.why


def _ended_at(need: Need | None, now: datetime) -> datetime:
    return now if need is None or need.until is None else min(need.until, now)


def _end(subject: str, one: Standing, why: str, *, closed: bool, at: datetime, now: datetime) -> New:
    payload = {"alarm": one.alarm, "tier": one.tier, "kind": one.kind, "ref": one.ref, "why": why, "closed": closed}
    return New(a.ENDED, subject, payload, at, now)


def _wake(
    found: list[Need], standing: dict[tuple[str, str], Standing], keep: set[tuple[str, str]], now: datetime
) -> datetime | None:
    """The next instant at which something may be due."""
    moments = [m for n in found for m in (n.at, n.until) if m is not None]
    for key in keep:
        need = next(n for n in found if n.key == key)
        moments += [add_elapsed(standing[key].since, after) for after, _ in need.ladder]
    return min((m for m in moments if m > now), default=None)
