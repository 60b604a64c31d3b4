"""What if it had happened on another day, or in another county: the nearest of each that brings another answer.

Another day moves everything that happened with it, by whole days of the wall clock; earlier convictions stay where they are. Another
county keeps the facts and takes that place's law and its policies in force. Every finding is a decision made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lawgate.base import Place
from lawgate.decision.casefile import Question
from lawgate.decision.decide import Decider
from lawgate.law.declare import DECLARED
from lawgate.law.norms import Action, Answer
from lawgate.law.rulebook import Rulebook
from lawgate.law.spans import places

EARLIEST, LATEST = "2008-01-01", "2026-12-31"
STAY = {"subject.age"}  # a fact that is no moment


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The answer ``after`` of ``action`` for the question asked as ``question``; ``because``: the titles it rests on."""

    action: Action
    before: Answer
    after: Answer
    question: Question
    because: tuple[str, ...]


def on(q: Question, day: date, rulebook: Rulebook) -> Question:
    """``q`` as if all of it had happened so much earlier or later that its day is ``day``."""
    by = day - q.day
    facts = {name: _moved(name, value, by) for name, value in q.facts.items()}
    facts["moment.date"] = day
    return _with_policies(replace(q, day=day, facts=facts), rulebook)


def at(q: Question, place: Place, rulebook: Rulebook) -> Question:
    """``q`` as if it had happened in ``place``."""
    return _with_policies(replace(q, place=place), rulebook)


def _with_policies(q: Question, rulebook: Rulebook) -> Question:
    if q.policies is None:
        return q
    return replace(q, facts={**q.facts, "local_policy": rulebook.local_policies(q.place, q.day.isoformat())})


def _moved(name: str, value: object, by: timedelta) -> object:
    kind = DECLARED[name].kind if name in DECLARED else ""
    if kind in ("instant", "day") and isinstance(value, date) and name not in STAY:
        return value + by
    return value


def other_days(decider: Decider, q: Question) -> list[Elsewhere]:
    """For each action and each other answer, the nearest earlier and the nearest later day that brings it."""
    changes = decider.rulebook.changes_between(q.place, EARLIEST, LATEST)
    today = q.day.isoformat()
    later = [date.fromisoformat(d) for d in changes if d > today]
    # Before a change stands the last day of the law it replaced: that is the nearest day on which it was in force.
    earlier = [date.fromisoformat(d) - timedelta(days=1) for d in reversed(changes) if d <= today]
    return [
        *_found(decider, q, (on(q, d, decider.rulebook) for d in earlier)),
        *_found(decider, q, (on(q, d, decider.rulebook) for d in later)),
    ]


def other_places(decider: Decider, q: Question) -> list[Elsewhere]:
    """For each action and each other answer, one place of the same state that brings it; where none does, one of another state."""
    everywhere = [replace(p, tz=q.place.tz) for p in places(decider.rulebook) if p.agency_type == q.place.agency_type]
    near = [p for p in everywhere if p.state == q.place.state and p.county != q.place.county]
    far = sorted((p for p in everywhere if p.state != q.place.state and p.county is None), key=lambda p: p.state)
    return _found(decider, q, (at(q, p, decider.rulebook) for p in (*near, *far)))


def _found(decider: Decider, q: Question, questions: Iterable[Question]) -> list[Elsewhere]:
    """The first question that brings each other answer of each action."""
    now = decider.decide(q, trace=False, ask=False).answers
    best: dict[tuple[Action, Answer], Elsewhere] = {}
    for other in questions:
        for found in _differing(decider, q, now, other):
            best.setdefault((found.action, found.after), found)
    return sorted(best.values(), key=lambda e: list(Action).index(e.action))


def _differing(decider: Decider, q: Question, now: dict[Action, Answer], other: Question) -> Iterator[Elsewhere]:
    if _same_law(decider, q, other):
        return
    decided = decider.decide(other, trace=False, ask=False)
    for action, answer in decided.answers.items():
        if answer is not now[action] and answer is not Answer.UNDETERMINED:
            rests_on = decided.determinations[action].rests_on
            titles = tuple(dict.fromkeys(decider.rulebook.authority(n.authority).title for n in rests_on))
            yield Elsewhere(action, now[action], answer, other, titles)


def _same_law(decider: Decider, q: Question, other: Question) -> bool:
    return decider.compiled(q) is decider.compiled(other)
