"""Claims: every right and every figure of the guide by name, each proved by asking the engine.

A page binds its words to a claim: ``[at most {n} hours]{form-hours}``. The claim is proved afresh in every build and every check;
where the engine says otherwise the words do not stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from fnmatch import fnmatch

from lawgate.clock import LIMITS
from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.records import Proof, Source
from lawgate.law.norms import LAWFUL, Action, Answer, Authority, Norm

Prove = Callable[[Asked], Proof]
HOUR = timedelta(hours=1)
NO = frozenset({Answer.PROHIBITED})
OPEN = frozenset({Answer.UNRESOLVED, Answer.UNDETERMINED})
SEIZURE, REQUEST = "us-const-amend-4", "us-const-amend-10"  # what carries a ban when no norm in force speaks


def answered(action: Action, among: Iterable[Answer], *patterns: str) -> Prove:
    """Every one of ``patterns`` is answered with one of ``among``."""
    wanted = frozenset(among)

    def prove(asked: Asked) -> Proof:
        found = [asked.decision(p) for p in patterns]
        norms = [n for d in found for n in d.determinations[action].rests_on]
        holds = all(d.answers[action] in wanted for d in found)
        return Proof(holds, _sources(asked, norms) or _fallback(asked, action))

    return prove


def served(pattern: str, *tokens: str) -> Prove:
    """One of the papers ``tokens`` (with ``*`` for what differs by state) must be given to the person in ``pattern``."""

    def prove(asked: Asked) -> Proof:
        norms = [n for n in asked.decision(pattern).papers if any(fnmatch(n.token, t) for t in tokens)]
        return Proof(bool(norms), _sources(asked, norms))

    return prove


def none_served(pattern: str, *tokens: str) -> Prove:
    """No paper of the law here, or of the form, must be given in ``pattern``."""

    def prove(asked: Asked) -> Proof:
        found = served(pattern, *tokens)(asked)
        return Proof(not found.holds, _of(asked, REQUEST))

    return prove


def rests_on(action: Action, authority: str, pattern: str, among: Iterable[Answer]) -> Prove:
    """``pattern`` is answered so, and ``authority`` is among what the answer rests on."""
    wanted = frozenset(among)

    def prove(asked: Asked) -> Proof:
        d = asked.decision(pattern)
        norms = [n for n in d.determinations[action].rests_on if n.authority == authority]
        return Proof(d.answers[action] in wanted and bool(norms), _sources(asked, norms))

    return prove


def flagged(pattern: str, flag: str, authority: str) -> Prove:
    """The answer to ``pattern`` carries ``flag``, which ``authority`` raises."""

    def prove(asked: Asked) -> Proof:
        holds = flag in asked.decision(pattern).flags
        a = asked.decider.rulebook.authority(authority)
        norms = [n for n in a.norms if n.token == flag or flag in n.flags]
        return Proof(holds and _lives(a, asked), _sources(asked, norms) or _of(asked, authority))

    return prove


def stands(authority: str, says: int | None = None) -> Prove:
    """``authority`` is in force here on that day; ``says``: a figure that its words contain."""

    def prove(asked: Asked) -> Proof:
        a = asked.decider.rulebook.by_id.get(authority)
        if a is None or not _lives(a, asked):
            return Proof(False)
        said = says is None or str(says) in a.words.split()
        return Proof(said, _of(asked, authority), says)

    return prove


def on_paper(*names: str) -> Prove:
    """What these norms or authorities say, also where the form is older or newer than the day; the figure is that of their clock.

    Clocks that differ prove nothing."""

    def prove(asked: Asked) -> Proof:
        book = asked.decider.rulebook
        known = {n.id: n for n in book.norms}
        found = [known[n] for n in names if n in known]
        sources = (*(s for n in names if n in book.by_id for s in _of(asked, n)), *_sources(asked, found))
        lengths = {round(LIMITS[n.token].length / HOUR) for n in found if n.token in LIMITS}
        return Proof(
            len(sources) == len(names) and len(lengths) < 2, sources, next(iter(lengths)) if len(lengths) == 1 else None
        )

    return prove


def hours(pattern: str, *, skipping: bool | None = None) -> Prove:
    """A hold is lawful in ``pattern`` for a counted time; ``skipping``: whether weekends and holidays are left out."""

    def prove(asked: Asked) -> Proof:
        d = asked.decision(pattern)
        if d.deadline is None or d.hold not in LAWFUL:
            return Proof(False)
        norms = [n for n in d.rests_on if n.token == d.clock]
        holds = skipping is None or skipping == ("left out" in d.deadline.calendar)
        return Proof(holds, _sources(asked, norms), round(d.deadline.steps[-1].running / HOUR))

    return prove


def asks_for(skipping: bool | None = None) -> Prove:
    """The form of the day asks for a hold of so many hours, whatever the law here makes of it."""

    def prove(asked: Asked) -> Proof:
        limits = _form_limits(asked)
        if not limits:
            return Proof(False)
        norm, length, left_out = limits[0]
        return Proof(skipping is None or skipping is left_out, _sources(asked, [norm]), round(length / HOUR))

    return prove


def _form_limits(asked: Asked) -> list[tuple[Norm, timedelta, bool]]:
    """The clock on the form of the day: its norm, the time it asks for, and whether it leaves weekends and holidays out."""
    cite, day = f"Form {asked.form()}", asked.where.day.isoformat()
    clocks = [
        (n, LIMITS[n.token])
        for a in asked.decider.rulebook.authorities
        if a.cite == cite and a.kind == "form"
        for n in a.norms
        if n.token in LIMITS and n.in_force(day)
    ]
    return [(n, limit.length, bool(limit.skips.weekdays)) for n, limit in clocks]


def all_of(*claims: Prove) -> Prove:
    """Every one of ``claims`` holds; the figure is the first's."""

    def prove(asked: Asked) -> Proof:
        found = [c(asked) for c in claims]
        sources = tuple(dict.fromkeys(s for p in found for s in p.sources))
        return Proof(all(p.holds for p in found), sources, found[0].value)

    return prove


def any_of(*claims: Prove) -> Prove:
    """The first of ``claims`` that holds."""

    def prove(asked: Asked) -> Proof:
        return next((p for p in (c(asked) for c in claims) if p.holds), Proof(False))

    return prove


def _lives(a: Authority, asked: Asked) -> bool:
    day = asked.where.day.isoformat()
    return a.since <= day and (a.until is None or day <= a.until) and a.territory.covers(asked.where.place)


def _sources(asked: Asked, norms: Iterable[Norm]) -> tuple[Source, ...]:
    by_id = asked.decider.rulebook.by_id
    found = {
        n.id: Source(n.id, n.authority, by_id[n.authority].title, n.cite, n.confidence, n.since, n.until) for n in norms
    }
    return tuple(found.values())


def _of(asked: Asked, authority: str) -> tuple[Source, ...]:
    a = asked.decider.rulebook.authority(authority)
    return (Source(a.id, a.id, a.title, a.cite, a.confidence, a.since, a.until),)


def _fallback(asked: Asked, action: Action) -> tuple[Source, ...]:
    return _of(asked, SEIZURE if action is Action.HOLD else REQUEST)
