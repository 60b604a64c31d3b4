"""The form of a case that comes from outside as JSON: each fact of the type it is declared with, or one sentence that says which is not.

A case file that somebody wrote by hand is read as it stands; what another program sends is held to its form first, so that what
follows can rely on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lawgate.base import BadInput
from lawgate.decision.casefile import DAYS, INSTANTS, ROW_DAYS, SETS
from lawgate.law.declare import DECLARED

NESTED = ("subject", "release_due", "held_to_answer_872", "subpoena", "agency", "request")
ROWS = ("charges", "priors")
OTHER_ROWS = ("earlier_requests", "other_holds")
MOST_ROWS = 50
LONGEST = 500
YEAR = range(1900, 2101)
LARGEST = 10**9
TIMES = {*INSTANTS, "release_due.t0", "release_due.t0_local_as_entered"}


def check_case(case: Mapping[str, Any]) -> None:
    """Raises ``BadInput`` that names the first thing which has not the form it must have."""
    name = str(case.get("id", "a case without id"))[:80]
    for what, where, do in _faults(case):
        raise BadInput(what, where=f"{name}, {where}", do=do)


_Faults = Iterator[tuple[str, str, str]]


def _faults(case: Mapping[str, Any]) -> _Faults:
    place, given = case.get("jurisdiction"), case.get("given")
    if isinstance(place, dict):
        for key, value in place.items():
            if value is not None and not _text(value):
                yield "is no text", f"jurisdiction.{key}", "give a text"
    if case.get("date") is not None:
        yield from _scalar("date", "day", case["date"])
    for key in ("mode", "scope", "title"):
        if key in case and not _text(case[key]):
            yield "is no text", key, "give a text"
    if isinstance(given, dict):
        for key, value in given.items():
            yield from _given(key, value)


def _given(key: str, value: Any) -> _Faults:
    if key in ROWS or key in OTHER_ROWS:
        yield from _rows(key, value)
    elif key in NESTED and isinstance(value, dict):
        for inner, fact in value.items():
            yield from _fact(f"{key}.{inner}", fact)
    elif key in NESTED and not (key == "request" and value is None):
        yield "is no object", key, "give an object, or leave it out"
    else:
        yield from _fact(key, value)


def _rows(key: str, value: Any) -> _Faults:
    if value is None and key in OTHER_ROWS:
        return
    if not isinstance(value, list) or not all(isinstance(r, dict) for r in value):
        yield "is no list of objects", key, "give a list; an empty one says that there is none"
        return
    if len(value) > MOST_ROWS:
        yield f"has {len(value)} lines, at most {MOST_ROWS} are taken", key, "leave out what does not matter"
        return
    for number, row in enumerate(value):
        for name, fact in row.items():
            where = f"{key}[{number}].{name}"
            if name == "later_changes":
                yield from _changes(where, fact)
            else:
                kind = (
                    "day" if name in ROW_DAYS else _kind(f"request.{name}" if key == OTHER_ROWS[0] else f"row.{name}")
                )
                yield from _scalar(where, kind, fact)


def _changes(where: str, value: Any) -> _Faults:
    good = isinstance(value, list) and all(
        isinstance(c, dict) and all(_text(v) or v is None for v in c.values()) for c in value
    )
    if not good:
        yield "is no list of changes", where, 'write [{"what": "reduced", "on": "2014-06-10"}]'


def _fact(name: str, value: Any) -> _Faults:
    if name == "request" and isinstance(value, bool):
        yield "is no object", name, "give an object; null for none"
        return
    yield from _scalar(name, _kind(name), value)


def _kind(name: str) -> str:
    if name in TIMES:
        return "instant"
    if name in DAYS:
        return "day"
    if name in SETS:
        return "words"
    if name in ("delay_minutes", "sentence_years", "subject.age"):
        return "number"
    return DECLARED[name].kind if name in DECLARED else "any"


def _scalar(where: str, kind: str, value: Any) -> _Faults:
    if value is None:
        return
    fits, form = FORMS[kind]
    if not fits(value):
        yield f"is no {NAMES.get(kind, kind)}", where, f"write {form}; null for none; leave it out if it is not known"


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and "\0" not in value


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LARGEST


def _dated(value: Any) -> bool:
    """A text that begins with a year the law here may speak of. Whether it is a day at all is told when it is read."""
    return _text(value) and value[:4].isascii() and value[:4].isdecimal() and int(value[:4]) in YEAR


def _words(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_ROWS and all(map(_text, value))


NAMES = {"yes/no": "yes or no", "words": "list of words"}
FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "yes/no": (lambda v: isinstance(v, bool), "true or false"),
    "word": (_text, "a word"),
    "words": (_words, "a list of words"),
    "number": (_number, "a number from 0 up"),
    "instant": (_dated, "2014-06-10T02:55-07:00"),
    "day": (_dated, "2014-06-10"),
    "any": (lambda v: isinstance(v, bool) or _text(v) or _number(v) or _words(v), "a text, a number or true"),
}
