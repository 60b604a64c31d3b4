"""The detainer explained, worked out ahead: for every edition of the form and what may stand on it, what this jail may do on this
day and until when. The browser only looks up; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any

from lawgate.base.moments import AmbiguousLocalTime, NonexistentLocalTime, local_instant
from lawgate.clock import LIMITS, deadline
from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.claims import HOUR
from lawgate.decision import Decision
from lawgate.decision.minute import PER_COURT_ORDER, STARTS
from lawgate.detainer.forms import FORMS, Form
from lawgate.law.norms import Action
from lawgate.lawbook.beside import UNKNOWN, base

COPIES = ("yes", "no", "unknown")
PAPERS = ("none", "I-200", "I-205", "judge")
BEFORE, AFTER = 3, 62  # days around the guide's own for which last minutes are worked out
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Answer = dict[str, Any]


def explained(asked: Asked) -> dict[str, Any]:
    """The table as JSON types. ``answers`` holds each different answer once; ``forms[..].table[dated][choice]`` is a word with two digits
    (of base 36) for each copy and paper, in the order of ``copies`` and ``papers``, that counts into ``answers``."""
    if asked.about_papers:
        return asked.about_papers
    kept: list[Answer] = []
    rules: dict[str, dict[str, str]] = {}
    forms = {form.id: _form(asked, form, kept, rules) for form in FORMS.values()}
    clocks = sorted({a["clock"] for a in kept if a["clock"] in LIMITS})
    asked.about_papers = {
        "county": asked.where.county,
        "day": asked.where.day.isoformat(),
        "tz": asked.where.place.tz,
        "rulebook": asked.decider.rulebook.digest,
        "copies": list(COPIES),
        "papers": list(PAPERS),
        "forms": forms,
        "answers": kept,
        "rules": list(rules.values()),
        "clocks": {name: clock_table(name, asked) for name in clocks if name not in STARTS},
    }
    return asked.about_papers


def _form(asked: Asked, form: Form, kept: list[Answer], rules: dict[str, dict[str, str]]) -> dict[str, Any]:
    choices = list(combinations(form))
    table: dict[str, list[str]] = {}
    for dated, issued in days(form, asked.where.day).items():
        table[dated] = [
            "".join(
                _code(_index(answer(asked, form, boxes, copy, paper, issued), kept, rules))
                for copy, paper in product(COPIES, PAPERS)
            )
            for boxes in choices
        ]
    return {
        "title": form.title,
        "since": form.since.isoformat(),
        "until": form.until.isoformat() if form.until else None,
        "clock": form.clock,
        "service": form.service,
        "asks": sorted(form.asks),
        "boxes": sorted(form.boxes),
        "choices": [list(c) for c in choices],
        "table": table,
    }


def _code(index: int) -> str:
    return DIGITS[index // 36] + DIGITS[index % 36]


def combinations(form: Form) -> Iterator[tuple[str, ...]]:
    """What may be marked: nothing, each box, and where a form needs a box in two sections each such pair.

    More boxes are answered by the strongest of these that they contain: a test holds that to the engine."""
    yield ()
    for box in sorted(form.boxes):
        yield (box,)
    if any(len(p) > 1 for p in form.parts):
        first = sorted(b for b in form.boxes if form.part_of(b) == "1A")
        second = sorted(b for b in form.boxes if form.part_of(b) == "1B")
        yield from product(first, second)


def days(form: Form, today: date) -> dict[str, date]:
    """The day that a form bears, by kind: ``in-time``, ``late`` (after it was withdrawn), ``early`` (before it was first issued)."""
    before = today - timedelta(days=2)
    out = {}
    if form.since <= before:
        out["in-time"] = min(before, form.until - timedelta(days=1)) if form.until else before
    if form.until is not None and form.until <= before:
        out["late"] = before
    if form.since > before:
        out["early"] = before
    return out


def given(form: Form, boxes: tuple[str, ...], copy: str, paper: str, issued: date, today: date) -> dict[str, Any]:
    """What differs from the standard case when such a paper lies there."""
    usual = base(today.isoformat())["request"]
    return {
        "request": {
            "form": form.id,
            "issued_on": issued.isoformat(),
            "boxes": list(boxes),
            "asks": sorted(form.asks),
            "served_on_subject_at": {"yes": usual["served_on_subject_at"], "no": None}.get(copy, UNKNOWN),
        },
        "civil_warrants": [paper] if paper.startswith("I-") else [],
        "judicial_warrant": "federal-criminal" if paper == "judge" else "none",
    }


def answer(
    asked: Asked, form: Form, boxes: tuple[str, ...], copy: str, paper: str, issued: date
) -> tuple[Answer, Decision]:
    """The engine's answer to one such paper, for a person without a record; ``record``: an earlier robbery would change it."""
    facts = given(form, boxes, copy, paper, issued, asked.where.day)
    d = asked.decide(facts)
    other = asked.decide(facts, record=True)
    differs = any(d.answers[a] is not other.answers[a] for a in (Action.HOLD, Action.NOTIFY, Action.TRANSFER))
    found: Answer = {
        "hold": "court" if d.clock == PER_COURT_ORDER else d.hold.value,
        "notify": d.answers[Action.NOTIFY].value,
        "transfer": d.answers[Action.TRANSFER].value,
        "clock": d.clock,
        "hours": round(d.deadline.steps[-1].running / HOUR) if d.deadline else None,
        "skips": bool(d.deadline and LIMITS[d.clock].skips.weekdays),
        "record": differs,
    }
    return found, d


def _index(found: tuple[Answer, Decision], kept: list[Answer], rules: dict[str, dict[str, str]]) -> int:
    what, decision = found
    for norm in decision.rests_on:
        rules.setdefault(norm.id, {"norm": norm.id, "cite": norm.cite, "mark": norm.confidence.value})
    order = list(rules)
    what = {**what, "rules": [order.index(n.id) for n in decision.rests_on]}
    if what not in kept:
        kept.append(what)
    return kept.index(what)


def clock_table(name: str, asked: Asked) -> dict[str, Any]:
    """Last minutes by day of release, on the wall clock: ``[midnight, rest]``, each a number of hours to add or the minute itself.

    ``rest`` holds for every minute of the day after its first, or is a list of 24, one for each hour; null where an hour does not
    exist, comes twice or is not alike throughout."""
    first = asked.where.day - timedelta(days=BEFORE)
    ends = [day_ends(name, first + timedelta(days=n), asked) for n in range(BEFORE + AFTER + 1)]
    return {"first": first.isoformat(), "ends": ends}


def day_ends(name: str, day: date, asked: Asked) -> list[Any]:
    """One day of a ``clock_table``."""
    hours = [_alike(name, day, ((hour, 0 if hour else 1), (hour, 59)), asked) for hour in range(24)]
    rest = hours[0] if all(h == hours[0] for h in hours) else hours
    return [_alike(name, day, ((0, 0),), asked), rest]


def _alike(name: str, day: date, walls: tuple[tuple[int, int], ...], asked: Asked) -> int | str | None:
    """What starts at ``walls`` have in common: the minute at which they end, or the hours until then."""
    place = asked.where.place
    lengths, ends = set(), set()
    for hour, minute in walls:
        wall = datetime.combine(day, time(hour, minute))
        try:
            starts = local_instant(wall, place.zone)
        except (NonexistentLocalTime, AmbiguousLocalTime):
            return None
        end = deadline(name, starts, place.zone, state=place.state).ends.replace(tzinfo=None)
        lengths.add(end - wall)
        ends.add(end)
    if len(lengths) == 1 and not min(lengths) % HOUR:
        return round(min(lengths) / HOUR)
    return min(ends).isoformat(timespec="minutes") if len(ends) == 1 else None
