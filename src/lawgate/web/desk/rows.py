"""One person as the pages show them, from the latest record and answer on the ledger."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base.moments import say_minute
from lawgate.web.desk.states import LEAVES_AFTER, Moments, Standing, State, moments, sentence, standing

CSS = {State.ANSWER_NEEDED: "question", State.OUT: "out"}
FEDERAL = {
    "required": "Hold: must",
    "permitted": "Hold: may",
    "prohibited": "Hold: may not",
    "unresolved": "Hold: law open",
    "undetermined": "Hold: not known",
    "not-triggered": "Not due yet",
    "not-requested": "None",
}
DESK = "release desk"


@dataclass(frozen=True, slots=True)
class Mark:
    word: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The next step, its owner, and since when."""

    what: str = ""
    owner: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a record and its answer a row needs, read once: neither changes while the standing names the same events."""

    key: str
    events: tuple[int, int]
    record: Mapping[str, Any]
    answer: Mapping[str, Any]
    moments: Moments
    search: str
    surname: str
    claims: bool


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row of the board, and the head of a person's page."""

    key: str
    name: str
    initials: str
    booking: str
    born: str
    language: str
    place: str
    facility: str
    standing: Standing
    said: str
    why: str
    held_by: str
    held_note: str
    federal: str
    federal_note: str
    federal_title: str
    papers: int
    marks: tuple[Mark, ...]
    step: Step
    answer: Mapping[str, Any]
    alarm: str = ""
    note: str = ""

    @property
    def css(self) -> str:
        if self.standing.state is State.RELEASE_NOW:
            return "over" if self.standing.over else "now"
        return CSS.get(self.standing.state, "")

    @property
    def minute_day(self) -> str:
        return f"{self.standing.minute:%a}" if self.standing.minute else ""

    @property
    def minute_time(self) -> str:
        return f"{self.standing.minute:%H:%M}" if self.standing.minute else ""

    @property
    def minute_date(self) -> str:
        m = self.standing.minute
        return f"{m:%a} {m.day} {m:%B}" if m else ""


RECORD = ("booking", "housing", "released_at", "release_due", "charges", "request", "place", "person")
ANSWER = (
    "tz",
    "day",
    "hold",
    "release_due",
    "release_by",
    "headline",
    "why",
    "unverified",
    "rulebook",
    "questions",
    "papers",
    "clock",
)


def bare(text: str) -> str:
    """Letters without marks and in one case, so that a name is found however its accents were typed."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def kept(key: str, record: Mapping[str, Any], answer: Mapping[str, Any], events: tuple[int, int]) -> Kept:
    """What of a person a row needs."""
    person = record["person"]
    names = " ".join(str(person.get(n) or "") for n in ("last", "first", "middle"))
    words = bare(f"{person['last']}, {person['first']} {names} {record['booking']}")
    claims = record["facts"].get("subject.citizenship_claim") in ("asserted", "documented")
    few = {n: record[n] for n in RECORD}
    return Kept(
        key,
        events,
        few | {"charges": (record["charges"] or [])[:1]},
        {n: answer[n] for n in ANSWER},
        moments(dict(answer), record["released_at"]),
        words,
        bare(str(person["last"])),
        claims,
    )


def row_of(
    k: Kept,
    now: datetime,
    *,
    where: Standing | None = None,
    alike: bool = False,
    step: Step | None = None,
    alarm: str = "",
    desk_note: str = "",
) -> BoardRow:
    """The row of one person at ``now``. ``alike``: another in custody has the same family name. ``desk_note``: the desk's own words."""
    record, answer = k.record, dict(k.answer)
    person, place = record["person"], record["place"]
    where = where or standing(k.moments, now)
    said, why = sentence(answer, where, now)
    held, note = _held(k, where, now)
    request = record["request"] or {}
    tz = ZoneInfo(answer["tz"])
    received = _at(request.get("received_at"), tz)
    form = request.get("form") or "form not known"
    out = where.state is State.OUT
    name = f"{person['last'].upper()}, {person['first']}".strip(", ") or record["booking"]
    marks = [Mark("says citizen", strong=True)] if k.claims else []
    return BoardRow(
        key=k.key,
        name=name,
        initials=" ".join(f"{n[:1]}." for n in (person["first"], person["last"]) if n),
        booking=record["booking"],
        born=_born(person["born"]),
        language=person["language"],
        place="Out" if out else record["housing"],
        facility=", ".join(p for p in (place["agency"], f"{place['county']} County" if place["county"] else "") if p),
        standing=where,
        said=said,
        why=why,
        held_by="" if out else held,
        held_note="" if out else note,
        federal=FEDERAL[answer["hold"]] if request else "None",
        federal_note=_federal_note(k, request, received, now),
        federal_title=f"Form {form}" + (f", received {say_minute(received)}" if received else "")
        if request
        else "none on file",
        papers=0 if out else len(answer["papers"]),
        marks=(*marks, *([Mark("name-alike", strong=False)] if alike else ())),
        step=step or next_step(k, where, now),
        answer=answer,
        alarm=alarm,
        note=desk_note,
    )


def since(at: datetime, now: datetime) -> str:
    """``since 02:55``; with the day, when it was another."""
    local = at.astimezone(now.tzinfo)
    return f"since {local:%H:%M}" if local.date() == now.date() else f"since {say_minute(local, relative_to=now)}"


def next_step(k: Kept, where: Standing, now: datetime) -> Step:
    """What the board says comes next, when nobody has begun anything."""
    if where.state is State.OUT:
        return Step()
    begun = since(where.minute, now.astimezone(where.minute.tzinfo)) if where.minute and where.minute <= now else ""
    if k.claims:
        return Step("Citizenship check", "supervisor", begun)
    words = {
        State.RELEASE_NOW: "Release",
        State.ANSWER_NEEDED: "Answer the question",
        State.HOLD_ENDS: "Release or hand over",
        State.DUE: "Property list",
        State.NO_DATE: "Court list",
    }
    return Step(words[where.state], DESK, begun)


def shown_on_board(where: Standing) -> bool:
    """In custody, or out within the last twelve hours."""
    m = where.minute
    return where.state is not State.OUT or (m is not None and where.now - m <= LEAVES_AFTER)


def _federal_note(k: Kept, request: Mapping[str, Any], received: datetime | None, now: datetime) -> str:
    count = len({q["en"] for q in k.answer["questions"]})
    if request and k.answer["hold"] == "undetermined" and count:
        return f"{count} question{'' if count == 1 else 's'} left"
    return f"asked {say_minute(received, relative_to=now)}" if received else ""


def _held(k: Kept, where: Standing, now: datetime) -> tuple[str, str]:
    """What keeps the person now, in one clause."""
    due = k.moments.due
    if due and due <= now:
        event = (k.record["release_due"]["event"] or "own authority ended").replace("-", " ")
        if where.state in (State.HOLD_ENDS, State.NO_DATE):
            return ("Federal request only" if k.moments.last else "A judge's warrant"), event
        return "Nothing", f"{event} {due:%H:%M}"
    first = k.record["charges"][0] if k.record["charges"] else {}
    return "Local charge", str(first.get("statute") or first.get("name") or "")


def _born(text: str | None) -> str:
    """``2 Mar 1986``; what is no full day, as it was given."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return text or ""
    return f"{day.day} {day:%b %Y}"


def _at(text: str | None, tz: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(tz) if text else None
