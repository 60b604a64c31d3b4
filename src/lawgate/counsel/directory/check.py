"""What is wrong with a directory: a number nobody can trust must not look like one that can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lawgate.base import BadInput
from lawgate.base.moments import zone
from lawgate.base.places import CIRCUITS
from lawgate.counsel.directory.read import KINDS, SOURCES, STATUSES, Help

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
TEXT_NUMBER = re.compile(r"\+[1-9]\d{6,14}|\d{5,6}")
INVENTED = re.compile(r"\+1\d{3}55501\d\d")  # kept free for stories and tests by the numbering plan
TOLL_FREE = ("+1800", "+1833", "+1844", "+1855", "+1866", "+1877", "+1888")
HOURS = re.compile(
    r"|24/7|daily|office hours|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))? \d\d:\d\d-\d\d:\d\d"
)
LANGUAGE = re.compile(r"[a-z]{2,3}")
CALL_EVERY, STALE, OLD = 30, 45, 90  # days


@dataclass(frozen=True, slots=True)
class Finding:
    """``fault``: the directory may not ship so; otherwise a note for whoever keeps it."""

    row: str
    line: int
    says: str
    fault: bool = True

    def __str__(self) -> str:
        return f"line {self.line}, {self.row}: {self.says}"


def check(rows: Sequence[Help], today: date, *, invented: bool = False) -> list[Finding]:
    """Every fault and note. ``invented``: a file for tests or demonstrations, whose numbers must be the invented ones."""
    found = [f for row in rows for f in (*_row(row, invented), *_dates(row, today))]
    found += _together(rows)
    return sorted(found, key=lambda f: (not f.fault, f.line))


def _row(r: Help, invented: bool) -> Iterator[Finding]:
    def fault(says: str) -> Finding:
        return Finding(r.id or "(no id)", r.line, says)

    for column in ("id", "name", "does", "source", "number", "zone"):
        if not getattr(r, column):
            yield fault(f"{column} is empty")
    if r.kind not in KINDS:
        yield fault(f"'{r.kind}' is no kind; one of {', '.join(KINDS)}")
    if r.status not in STATUSES:
        yield fault(f"'{r.status}' is no status; one of {', '.join(STATUSES)}")
    if r.source_kind not in SOURCES:
        yield fault(f"'{r.source_kind}' is no kind of source; one of {', '.join(SOURCES)}")
    if r.ice_answers and r.kind != "government":
        yield fault("ICE answers it, so its kind is government")
    if not r.ice_answers and re.search(r"\bICE\b|Immigration and Customs", r.name):
        yield fault("the name is ICE's, yet the row says that ICE does not answer")
    if r.ice_answers and r.confidential == "yes":
        yield fault("ICE answers it, so it cannot be called confidential")
    yield from (fault(s) for s in _numbers(r, invented))
    yield from (fault(s) for s in _words(r))
    if r.number.startswith(TOLL_FREE) and not r.twin:
        yield Finding(
            r.id, r.line, "a toll-free number fails from abroad; a twin that does not is missing", fault=False
        )


def _numbers(r: Help, invented: bool) -> Iterator[str]:
    for column, form in (("number", NUMBER), ("twin", NUMBER), ("text_number", TEXT_NUMBER)):
        value = getattr(r, column)
        if not value:
            continue
        if not form.fullmatch(value) or (value.startswith("+1") and len(value) != 12):
            yield f"{column} '{value}' is not in E.164, such as +14085550119"
        elif value.startswith("+") and bool(INVENTED.fullmatch(value)) is not invented:
            yield f"{column} '{value}' is {'a real number in an invented file' if invented else 'an invented number'}"
    if r.twin.startswith(TOLL_FREE):
        yield "the twin is toll-free as well"


def _words(r: Help) -> Iterator[str]:
    if not HOURS.fullmatch(r.hours):
        yield f"hours '{r.hours}' cannot be read; write 24/7 or Mon-Fri 08:00-18:00"
    for language in r.staff_languages:
        if not LANGUAGE.fullmatch(language):
            yield f"'{language}' is no language code, such as es"
    if not r.places:
        yield "it is for no place; write US, CA or CA/Alameda"
    for place in r.places:
        state = place.partition("/")[0]
        if state != "US" and state not in CIRCUITS:
            yield f"'{place}' is no place; write US, CA or CA/Alameda"
    try:
        zone(r.zone or "UTC")
    except BadInput as e:
        yield str(e)


def _dates(r: Help, today: date) -> Iterator[Finding]:
    called = r.checked_on is not None and bool(r.checked_by)
    if bool(r.checked_on) is not bool(r.checked_by):
        yield Finding(r.id, r.line, "checked_on and checked_by stand together: who called, and when")
    if r.status == "live" and not called:
        yield Finding(r.id, r.line, "is called live, but nobody has called it; write unconfirmed")
    if r.status == "live" and r.source_kind not in ("own", "government") and ";" not in r.source:
        yield Finding(r.id, r.line, "is called live on one source that is not its own; name a second one")
    if r.status == "retired" and not r.why:
        yield Finding(r.id, r.line, "is retired without a reason")
    for name in ("seen_on", "checked_on"):
        day = getattr(r, name)
        if day is not None and day > today:
            yield Finding(r.id, r.line, f"{name} is a day to come")
    if called and r.checked_on is not None and (today - r.checked_on).days > CALL_EVERY:
        yield Finding(r.id, r.line, f"was called last on {r.checked_on}; call it again", fault=False)
    if r.status == "unconfirmed":
        yield Finding(r.id, r.line, f"nobody has called it; seen on {r.seen_on} at {r.source}", fault=False)


def _together(rows: Sequence[Help]) -> Iterator[Finding]:
    ids, numbers = Counter(r.id for r in rows), Counter(r.number for r in rows)
    for r in rows:
        if ids[r.id] > 1:
            yield Finding(r.id, r.line, "the id stands twice")
        if r.number and numbers[r.number] > 1:
            yield Finding(r.id, r.line, f"the number {r.number} stands twice")
        if r.alternate_id and (r.alternate_id not in ids or r.alternate_id == r.id):
            yield Finding(r.id, r.line, f"its alternate '{r.alternate_id}' is not another row")
    places = Counter(p for r in rows if r.status != "retired" and not r.ice_answers for p in r.places)
    for r in rows:
        if r.kind == "rapid response" and not r.alternate_id and all(places[p] < 2 for p in r.places):
            yield Finding(r.id, r.line, f"{', '.join(r.places)} has one number; a second one is missing", fault=False)
