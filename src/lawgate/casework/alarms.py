"""Alarms: derived from the ledger by a tick, never queued. The same instant ticked twice gives nothing the second time.

A tick reads what happened since the last one, looks again at the people whom it concerns or whose next threshold has come, and appends
what is due: ``alarm.raised``, ``alarm.escalated``, ``alarm.ended``. The present is an argument: a simulated clock does as well as the
real one. After an outage the next tick raises what was missed, with its true time, escalated as far as it would have been. Two
processes may tick one ledger: what is due is worked out again under the ledger's own lock before it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from threading import RLock

from lawgate.base import BadInput
from lawgate.base.moments import add_elapsed
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms_house import House, house_needs, morning_need, morning_of
from lawgate.casework.alarms_needs import needs
from lawgate.casework.alarms_person import Person
from lawgate.casework.alarms_records import Need, Policy, Raised, Standing, Ticked
from lawgate.casework.alarms_settle import settle
from lawgate.casework.alarms_view import View
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.records import LEDGER, New

GRAVEST = (a.PASSED, a.RELEASE, a.HOLD_15, a.MISMATCH, a.CITIZEN, a.NOT_ME, a.TIME_IS_UP, a.HOLD_60)
_views: dict[str, View] = {}
_one_at_a_time = RLock()  # what was read is kept for the whole process, and pages are served by many threads


def tick(ledger: Ledger, now: datetime, *, policy: Policy | None = None, reference: datetime | None = None) -> Ticked:
    """Append every alarm that is due at ``now``; see the module. ``reference``: another clock, to tell whether this one is right; none
    is needed for a demonstration, whose clock is simulated and may be set back."""
    with _one_at_a_time:
        return _tick(ledger, now, policy or Policy(), reference)


def _tick(ledger: Ledger, now: datetime, rules: Policy, reference: datetime | None) -> Ticked:
    view = view_of(ledger)
    view.catch_up()
    reference = now if reference is None and view.simulated else reference
    if not _due(ledger, view, rules, now, reference)[0]:
        return Ticked(looked_at=view.looked_at)
    with writing(ledger.alias):
        view.catch_up()
        events, wakes = _due(ledger, view, rules, now, reference)
        ledger.append(events, now)
        view.catch_up()
    for subject, wake in wakes.items():
        if subject in view.people:
            view.people[subject].wake = wake
    raised, escalated, ended = (sum(e.kind == kind for e in events) for kind in (a.RAISED, a.ESCALATED, a.ENDED))
    return Ticked(raised, escalated, ended, view.looked_at)


def acknowledge(ledger: Ledger, alarm: str, *, by: str, role: str, now: datetime) -> int:
    """Somebody has seen it: the ladder stops, the alarm stands until what it is about is over. Returns the event's number.

    Raises ``BadInput`` for an alarm that is not standing."""
    subject = alarm.rpartition(":")[0]
    with _one_at_a_time, writing(ledger.alias):
        view = view_of(ledger)
        view.catch_up()
        person = view.people.get(subject)
        if person is None or not any(s.alarm == alarm for s in person.standing.values()):
            raise BadInput("is not standing", where=f"alarm {alarm}", do="look at the list again")
        payload = {"alarm": alarm, "by": by, "role": role}
        (number,) = ledger.append([New(a.ACKNOWLEDGED, subject, payload, now, now)], now)
        view.catch_up()
    return number


def standing_alarms(ledger: Ledger, subject: str = "") -> list[Raised]:
    """Every alarm that stands (or one subject's; ``(ledger)``: the house's own): tier 1 first, the oldest first within a tier."""
    with _one_at_a_time:
        view = view_of(ledger)
        view.catch_up()
        people = [p for p in (view.people.get(subject),) if p] if subject else list(view.people.values())
        found = [r for p in people for r in _raised(p)]
    return sorted(found, key=lambda r: (r.tier == a.SYSTEM, r.tier, r.at, r.alarm))


def view_of(ledger: Ledger) -> View:
    """What the alarms have read of this ledger so far, kept between ticks; derived, and read anew when it is another ledger."""
    view = _views.get(ledger.alias)
    if view is None or not view.same(ledger):
        view = _views[ledger.alias] = View(ledger)
    return view


def _due(
    ledger: Ledger, view: View, policy: Policy, now: datetime, reference: datetime | None
) -> tuple[list[New], dict[str, datetime | None]]:
    """The events due at ``now``, and for each person looked at when to look again."""
    events: list[New] = []
    wakes: dict[str, datetime | None] = {}
    view.looked_at = 0
    for person in view.waiting(now):
        settled = settle(person, needs(person, policy), now)
        view.looked_at += 1
        events += settled.events
        wakes[person.subject] = settled.wake
        if not settled.events:
            person.wake = settled.wake
            view.fresh.discard(person.subject)
    house = view.people.setdefault(LEDGER, Person(LEDGER))
    events += settle(house, _house(ledger, view, policy, now, reference), now).events
    view.last_tick = now
    return events, wakes


def _house(ledger: Ledger, view: View, policy: Policy, now: datetime, reference: datetime | None) -> Iterator[Need]:
    yield from house_needs(ledger, view.house, policy, now, reference)
    standing = view.people[LEDGER].standing
    kept = next((one for one in standing.values() if one.kind == a.LIST), None)
    if kept is not None and now < add_elapsed(kept.at, 24 * a.HOUR):
        yield _again(kept, now)  # written once a morning, and not counted again
        return
    today = now.astimezone(view.house.tz).date()
    if today != view.nothing_listed and (a.LIST, today.isoformat()) not in view.people[LEDGER].ever:
        unverified = sum(p.unverified and (p.out is None or p.out > now) for p in view.people.values())
        listed = morning_need(ledger, view.house, policy, now, unverified)
        if listed is not None:
            yield listed
        elif now >= morning_of(today, view.house.tz, policy):
            view.nothing_listed = today


def _again(one: Standing, now: datetime) -> Need:
    return Need(one.kind, one.tier, one.ref, one.at, one.since, one.says, one.told, until=max(now, one.at) + a.MINUTE)


def _raised(p: Person) -> Iterator[Raised]:
    by: dict[str, list[Standing]] = {}
    for one in p.standing.values():
        by.setdefault(one.alarm, []).append(one)
    for alarm, reasons in by.items():
        reasons.sort(key=lambda s: GRAVEST.index(s.kind) if s.kind in GRAVEST else len(GRAVEST))
        first, seen = reasons[0], all(s.acknowledged for s in reasons)
        told = tuple(dict.fromkeys(t for s in reasons for t in s.told))
        yield Raised(
            alarm=alarm,
            subject=p.subject,
            tier=first.tier,
            kind=first.kind,
            at=first.at,
            says=first.says,
            told=told,
            acknowledged=first.acknowledged if seen else "",
            reasons=tuple((s.kind, s.at, s.says) for s in reasons),
        )


__all__ = ["House", "Policy", "Raised", "Ticked", "acknowledge", "standing_alarms", "tick", "view_of"]
