"""A change of fact as a clause that counsel would say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lawgate.base.moments import say_day, say_minute
from lawgate.decision.casefile import Question
from lawgate.decision.words import ask
from lawgate.law.offence_table import offence
from lawgate.law.vocabulary import ANOTHER
from lawgate.law.whatif import Change

ONE_MORE = {"charges": "one more charge", "priors": "one more earlier conviction"}


def clause(change: Change, q: Question) -> str:
    """``the 2009 robbery had been on 9 June 1999, 15 years and 1 day before 10 June 2014``."""
    rows, _, rest = change.fact.partition("[")
    if rest.endswith("].convicted_on") and isinstance(change.after, date) and isinstance(change.before, date):
        name = _offence(q, rows, int(rest.split("]")[0]))
        return f"the {change.before.year} {name} had been on {say_day(change.after)}, {apart(change.after, q.day)} {say_day(q.day)}"
    if isinstance(change.after, dict):
        said = [f"“{ask(f'row.{field}', 'en')}” is {_value(v)}" for field, v in change.after.items()]
        return f"the record showed {ONE_MORE[rows]}" + (f" for which {' and '.join(said)}" if said else "")
    if isinstance(change.before, bool) and isinstance(change.after, bool):
        return f"“{ask(change.fact, 'en')}” were answered {_value(change.after)}"
    return f"“{ask(change.fact, 'en')}” were {_value(change.after)} (it is {_value(change.before)})"


def apart(day: date, anchor: date) -> str:
    """``15 years and 1 day before`` (or ``after``), counted by anniversaries."""
    first, second = sorted((day, anchor))
    years = second.year - first.year - ((second.month, second.day) < (first.month, first.day))
    days = (second - _anniversary(first, years)).days
    parts = [_count(years, "year"), _count(days, "day")]
    said = " and ".join(p for p in parts if p) or "the same day as"
    return said if said.startswith("the same") else f"{said} {'before' if day < anchor else 'after'}"


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February in a common year
        return date(day.year + years, 3, 1)


def _count(number: int, what: str) -> str:
    return "" if not number else f"{number} {what}{'' if number == 1 else 's'}"


def _offence(q: Question, rows: str, at: int) -> str:
    row = q.facts[rows][at]
    known = offence(row.get("statute"), q.place.state)
    name = row.get("name") or (known.name if known else None) or row.get("statute")
    return str(name) if name else "conviction"


def _value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return say_minute(value)
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "nothing"
    return "another than the law names" if value == ANOTHER else str(value)
