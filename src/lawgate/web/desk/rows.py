"""One person as the pages show them, from the latest record and answer on the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base.moments import say_minute
from lawgate.web.desk.states import LEAVES_AFTER, Standing, State, sentence, standing

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


@dataclass(frozen=True, slots=True)
class Mark:
    word: str
    strong: bool


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row of the board, and the head of a person's page."""

    key: str
    name: str
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
    answer: dict[str, Any]

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

    @property
    def search(self) -> str:
        return f"{self.name} {self.booking}".lower()


def row_of(key: str, record: dict[str, Any], answer: dict[str, Any] | None, now: datetime) -> BoardRow:
    """The row of one person at ``now``."""
    if answer is None:
        raise ValueError(f"{key} has no answer to show")
    person, place = record["person"], record["place"]
    tz = ZoneInfo(answer["tz"])
    where = standing(answer, now, _at(record["released_at"], tz))
    said, why = sentence(answer, where, now)
    held, note = _held(record, answer, now)
    request = record["request"] or {}
    received = _at(request.get("received_at"), tz)
    form = request.get("form") or "form not known"
    out = where.state is State.OUT
    name = f"{person['last'].upper()}, {person['first']}".strip(", ") or record["booking"]
    return BoardRow(
        key=key,
        name=name,
        booking=record["booking"],
        born=person["born"],
        language=person["language"],
        place="Out" if out else record["housing"],
        facility=", ".join(p for p in (place["agency"], f"{place['county']} County" if place["county"] else "") if p),
        standing=where,
        said=said,
        why=why,
        held_by="" if out else held,
        held_note="" if out else note,
        federal=FEDERAL[answer["hold"]] if request else "None",
        federal_note=f"asked {say_minute(received, relative_to=received)}" if received else "",
        federal_title=f"Form {form}" + (f", received {say_minute(received)}" if received else "")
        if request
        else "none on file",
        papers=0 if out else len(answer["papers"]),
        marks=_marks(record),
        answer=answer,
    )


def shown_on_board(r: BoardRow, now: datetime) -> bool:
    """In custody, or out within the last twelve hours."""
    m = r.standing.minute
    return r.standing.state is not State.OUT or (m is not None and now - m <= LEAVES_AFTER)


def _held(record: dict[str, Any], answer: dict[str, Any], now: datetime) -> tuple[str, str]:
    """What keeps the person now, in one clause."""
    due = answer["release_due"]
    if due and datetime.fromisoformat(due) <= now:
        event = (record["release_due"]["event"] or "own authority ended").replace("-", " ")
        last = answer["release_by"]
        if answer["hold"] in ("required", "permitted") and (last is None or now < datetime.fromisoformat(last)):
            return "Federal request only", event
        return "Nothing", f"{event} {datetime.fromisoformat(due):%H:%M}"
    charges = record["charges"] or []
    first = charges[0] if charges else {}
    return "Local charge", str(first.get("statute") or first.get("name") or "")


def _marks(record: dict[str, Any]) -> tuple[Mark, ...]:
    claim = record["facts"].get("subject.citizenship_claim")
    return (Mark("says citizen", strong=True),) if claim in ("asserted", "documented") else ()


def grounds(record: dict[str, Any], answer: dict[str, Any]) -> list[dict[str, str]]:
    """Each ground with its end, as the record gives it."""
    out = [{"when": "Own grounds", "what": s} for s in record["release_due"]["steps"]]
    if answer["hold"] in ("required", "permitted"):
        out.append(
            {
                "when": "Federal",
                "what": "The federal request, until the last minute." if answer["release_by"] else "A judge's warrant.",
            }
        )
    return out or [{"when": "Now", "what": "Not stated in the feed."}]


def timeline(record: dict[str, Any], answer: dict[str, Any]) -> list[dict[str, str]]:
    """What happened, latest first."""
    tz = ZoneInfo(answer["tz"])
    found = sorted(_moments(record, answer, tz), reverse=True)
    return [{"when": say_minute(at), "what": what} for at, what in found]


def _moments(record: dict[str, Any], answer: dict[str, Any], tz: ZoneInfo) -> Iterator[tuple[datetime, str]]:
    request = record["request"] or {}
    named = [
        (record["booked_at"], "Booked"),
        (record["released_at"], "Out"),
        (answer["release_due"], "Release due"),
        (request.get("received_at"), f"Federal request received ({request.get('form') or 'form not known'})"),
        (request.get("served_on_subject_at"), "Copy of the request given"),
        (request.get("cancelled_at"), "Federal request cancelled"),
    ]
    for bail in record["bail"]:
        named.append(
            (
                bail.get("tendered_at"),
                f"Bail tendered, ${bail['amount_usd']:,}" if bail.get("amount_usd") else "Bail tendered",
            )
        )
    for order in record["orders"]:
        named.append((order["at"], f"Court: {order['what'].replace('-', ' ')}"))
    for text, what in named:
        at = _at(text, tz)
        if at is not None:
            yield at, what


def _at(text: str | None, tz: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(tz) if text else None
