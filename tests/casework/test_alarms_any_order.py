"""Alarms under any order of events: whoever ticks at least every minute is warned before every last lawful minute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lawgate.casework import alarms_records as a
from lawgate.casework.alarms import acknowledge, standing_alarms, tick
from lawgate.casework.alarms_needs import needs
from lawgate.casework.alarms_person import Person
from lawgate.casework.alarms_settle import settle
from lawgate.casework.instants import write_instant
from lawgate.casework.models import Event
from lawgate.casework.records import New
from tests.casework.alarms_made import MINUTE, T0, Made, act, alarms, book, fresh

START = T0 - 30 * MINUTE
LONG = 150  # minutes that are played
POLICY = a.Policy()


@dataclass(frozen=True)
class Step:
    """Something that happens at a minute: a change of what is known, an act, or nothing."""

    minute: int
    change: dict[str, Any] = field(default_factory=dict)
    act: str = ""
    claim: str = ""
    role: str = "release"
    acknowledges: bool = False


def changes() -> st.SearchStrategy[dict[str, Any]]:
    due = st.integers(-20, LONG).map(lambda m: START + timedelta(minutes=m))
    kept = st.integers(0, 90).map(lambda m: timedelta(minutes=m))
    lawful = st.builds(lambda d, k: {"hold": "permitted", "due": d, "last": d + k}, due, kept)
    other = st.builds(
        lambda d, h: {"hold": h, "due": d, "last": None},
        st.one_of(st.none(), due),
        st.sampled_from(["prohibited", "undetermined"]),
    )
    paper = st.sampled_from([None, Made().request])
    return st.one_of(lawful, other, paper.map(lambda r: {"request": r}))


def steps() -> st.SearchStrategy[list[Step]]:
    minute = st.integers(0, LONG)
    said = st.builds(Step, minute, act=st.just("says"), claim=st.sampled_from(["citizen", "not-me", "time-is-up"]))
    done = st.builds(
        Step,
        minute,
        act=st.sampled_from(["noted", "release-begun", "turned-away"]),
        role=st.sampled_from(["release", "supervisor"]),
    )
    seen = st.builds(Step, minute, acknowledges=st.just(True))
    out = st.builds(lambda m: Step(m, {"out": START + timedelta(minutes=m)}), minute)
    known = st.builds(Step, minute, changes())
    return st.lists(st.one_of(known, known, said, done, seen, out), max_size=9).map(
        lambda s: sorted(s, key=lambda x: x.minute)
    )


@dataclass
class Play:
    """One person lived through without a database: what was recorded, and what alarms were written when."""

    person: Person = field(default_factory=lambda: Person("B-1"))
    made: Made = field(default_factory=lambda: Made(due=None, request=None))
    written: list[tuple[datetime, New]] = field(default_factory=list)
    numbers: int = 0

    def learn(self, now: datetime, **change: Any) -> None:
        self.made = replace(self.made, **change)
        record = self.made.thing.record
        self.person.record(record, now)
        self.person.answer(record["answer"], now)

    def act(self, now: datetime, step: Step) -> None:
        self.numbers += 1
        at = write_instant(now)
        row = Event(number=self.numbers, kind=f"act.{step.act}", subject="B-1", happened=at, received=at, recorded=at)
        self.person.act(row, {"role": step.role, "fields": {"claim": step.claim}})

    def do(self, now: datetime, step: Step) -> None:
        if step.change:
            self.learn(now, **step.change)
        if step.act:
            self.act(now, step)
        if step.acknowledges:
            for alarm in {s.alarm for s in self.person.standing.values()}:
                self.person.alarm(a.ACKNOWLEDGED, {"alarm": alarm, "by": "x"}, now)

    def tick(self, now: datetime) -> None:
        found = settle(self.person, needs(self.person, POLICY), now)
        for event in found.events:
            if event.kind == a.RAISED:  # never while it stands
                assert (event.payload["kind"], event.payload["ref"]) not in self.person.standing
            if event.kind == a.ESCALATED:
                assert not self.person.standing.get(_key(event), _unseen()).acknowledged
            self.person.alarm(event.kind, event.payload, now)
            self.written.append((now, event))
        assert settle(self.person, needs(self.person, POLICY), now).events == ()
        assert found.wake is None or found.wake > now
        assert len({s.alarm for s in self.person.standing.values() if s.tier == a.STOPS}) <= 1

    def raised(self, kinds: tuple[str, ...], ref: str, by: datetime) -> bool:
        said = ((at, e.payload) for at, e in self.written if e.kind == a.RAISED)
        return any(p["kind"] in kinds and p["ref"] == ref and at <= by for at, p in said)


def _key(event: New) -> tuple[str, str]:
    return event.payload["kind"], event.payload["ref"]


def _unseen() -> Any:
    return type("Unseen", (), {"acknowledged": ""})


def minutes(
    play: Play, story: list[Step], each: Callable[[Play, datetime, Made], None], dark: range = range(0)
) -> None:
    """Live through the story, ticking at the end of every minute that is not ``dark``."""
    for minute in range(LONG + 1):
        now = START + timedelta(minutes=minute)
        before = play.made
        for step in (s for s in story if s.minute == minute):
            play.do(now, step)
        if minute not in dark:
            play.tick(now)
        each(play, now, before)


@settings(max_examples=150, deadline=None)
@given(steps())
def test_nobody_passes_a_last_lawful_minute_unannounced(story: list[Step]) -> None:
    """Ticked every minute: whoever is still in when a hold's minute comes was announced before it, if it was known a minute before;
    and whoever may not be held for a request is in the queue before their release is due."""

    def look(play: Play, now: datetime, before: Made) -> None:
        m = play.made
        if m != before or (m.out is not None and m.out <= now):
            return
        if m.hold == "permitted" and m.last == now:
            assert play.raised((a.HOLD_60, a.HOLD_15), now.isoformat(), now)
        if m.hold != "permitted" and m.request and m.due == now:
            assert play.raised((a.SOON, a.RELEASE), now.isoformat(), now)

    minutes(Play(), story, look)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, LONG), st.integers(0, LONG), st.integers(0, LONG), st.integers(1, LONG), steps())
def test_an_outage_loses_no_passed_minute(last: int, out: int, first: int, length: int, more: list[Step]) -> None:
    """Dark for any stretch: once the lights are on, a minute that passed with the person in has been raised, with its own time, be
    the person still in or long out; and nothing stands for somebody who is out."""
    ends, left = (START + timedelta(minutes=m) for m in (last, out))
    hold = Step(0, {"hold": "permitted", "due": START - MINUTE, "last": ends})
    acts = [s for s in more if not s.change]
    story = sorted([hold, *acts, Step(out, {"out": left})], key=lambda s: s.minute)
    play, dark = Play(), range(max(first, 1), min(first + length, LONG))

    def look(play: Play, now: datetime, before: Made) -> None:
        if left <= now and (now - START) // MINUTE not in dark:
            assert not [s for s in play.person.standing.values() if s.tier == a.STOPS]

    minutes(play, story, look, dark)
    told = [e for _, e in play.written if e.kind == a.RAISED and e.payload["kind"] == a.PASSED]
    assert [(e.happened, e.payload["ref"]) for e in told] == ([(ends, ends.isoformat())] if ends < left else [])


@settings(
    max_examples=6, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(steps(), min_size=2, max_size=3), st.integers(0, LONG), st.integers(1, 60))
def test_the_ledger_tells_the_same_story_as_the_people_alone(
    ledger_file: Path, tmp_path_factory: pytest.TempPathFactory, stories: list[list[Step]], first: int, length: int
) -> None:
    """Several people on one ledger, ticked by the minute with a stretch of darkness, raise what each would alone; ticking again and
    reading anew give nothing."""
    ledger = fresh(tmp_path_factory.mktemp("any") / "ledger.sqlite3")
    plays = [Play(Person(f"B-{n}"), Made(key=f"B-{n}", due=None, request=None)) for n in range(len(stories))]
    for minute in range(LONG + 1):
        now = START + timedelta(minutes=minute)
        for play, story in zip(plays, stories, strict=True):
            for step in (s for s in story if s.minute == minute and not s.acknowledges):
                if step.change:
                    play.learn(now, **step.change)
                    book(ledger, now, play.made, read=False)
                elif step.act:
                    play.numbers = act(ledger, step.act, now, play.person.subject, role=step.role, claim=step.claim) - 1
                    play.act(now, step)
        if minute not in range(first, first + length):
            tick(ledger, now, reference=now)
            assert (tick(ledger, now, reference=now).raised, tick(ledger, now, reference=now).ended) == (0, 0)
            for play in plays:
                play.tick(now)
    for play in plays:
        alone = [(e.payload["kind"], e.payload["ref"], at) for at, e in play.written if e.kind == a.RAISED]
        told = [(x["kind"], x["ref"], x["recorded"]) for x in alarms(ledger, play.person.subject)]
        assert sorted(told) == sorted(alone)
        for one in standing_alarms(ledger, play.person.subject):
            acknowledge(ledger, one.alarm, by="x", role="supervisor", now=START + LONG * MINUTE)
    assert all(r.state == "acknowledged" for r in standing_alarms(ledger))
