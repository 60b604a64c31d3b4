"""A person's timeline in sentences: what happened, when, who typed it, and who read the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base.moments import say_minute
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_words import CLAIMS
from lawgate.casework.timeline import Happening

SAID = dict(CLAIMS)
LATE_TYPING = 5 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Line:
    """``undo``: the event that can be taken back; 0: none. ``quote``: somebody else's words, quoted."""

    at: datetime
    what: str
    note: str = ""
    quote: str = ""
    undo: int = 0
    gone: bool = False

    @property
    def day(self) -> str:
        return f"{self.at:%a} {self.at.day} {self.at:%b}"

    @property
    def time(self) -> str:
        return f"{self.at:%H:%M}"


COPIES = {
    "print": "a paper to print and give",
    "counsel": "told by a message that names nobody",
    "ask": "ask the person for a name",
    "late": "had left",
    "withheld": "withheld",
}


def story(record: Mapping[str, Any], events: Sequence[Happening], tz: ZoneInfo, now: datetime) -> list[Line]:
    """The lines, latest first: the desk's acts and the house's events, and what the feed alone says happened."""
    undone = {e.payload["event"]: e for e in events if e.kind == k.UNDONE and e.payload}
    lines = [line for e in events for line in _line(e, undone, tz)]
    taken = {line.at.replace(second=0, microsecond=0) for line in lines}
    lines += [Line(at, what, "from the feed") for at, what in _of_record(record, tz) if at not in taken]
    del now
    return sorted(lines, key=lambda x: x.at, reverse=True)


def _line(e: Happening, undone: Mapping[int, Happening], tz: ZoneInfo) -> Iterator[Line]:
    said = e.payload or {}
    at = e.happened.astimezone(tz)
    if e.kind.startswith(k.PREFIX):
        name = e.kind.removeprefix(k.PREFIX)
        if name == "turned-away":
            yield Line(at, "Turned away at the door: the fingers did not match", str(said.get("by")))
        elif name == "undone":
            yield Line(at, f"Undone: {_title(str(said.get('act')))}", _by(e, tz))
        elif name in k.KINDS:
            gone = e.number in undone
            yield Line(
                at,
                _act(name, said.get("fields") or {}),
                _by(e, tz),
                _words(name, said),
                0 if gone or not k.KINDS[name].undo else e.number,
                gone,
            )
    elif e.kind in EVENTS and said:
        what, note, quote = EVENTS[e.kind](said)
        if what:
            yield Line(at, what, note, quote)


def _title(name: str) -> str:
    kind = k.KINDS.get(name)
    return kind.title.lower() if kind else name


def _act(name: str, f: Mapping[str, Any]) -> str:
    if name == k.SAYS:
        return f"Said: {SAID.get(f.get('claim', ''), f.get('claim'))}"
    if name == k.BAIL:
        refused = f"; refused: {f['refused']}" if f.get("refused") else ""
        return f"Bail tendered, ${int(f.get('amount_usd') or 0):,}, receipt {f.get('receipt')}{refused}"
    if name == k.SERVED:
        return (
            f"Papers given in {f.get('language')}: {', '.join(str(p).replace('-', ' ') for p in f.get('packet') or ())}"
        )
    if name == k.ANSWERED:
        value = f.get("value")
        word = (
            {True: "yes", False: "no", "nobody-knows": "nobody knows"}.get(value, value)
            if not isinstance(value, list)
            else "as listed"
        )
        return f"Answered: {str(f.get('fact')).replace('_', ' ')} is {word}"
    if name == k.CHARGED:
        return f"Charge added: {f.get('statute')}, case {f.get('paper')}"
    if name == k.DISPOSED:
        return f"Charge {f.get('charge')}: {str(f.get('outcome')).replace('-', ' ')}, paper {f.get('paper')}"
    if name == k.DUE:
        return f"Release due: {str(f.get('event')).replace('-', ' ')}, paper {f.get('paper')}"
    if name == k.REQUESTED:
        return f"Federal request received, {f.get('form')}, {str(f.get('channel')).replace('-', ' ')}"
    if name == k.RELEASE_BEGUN:
        return f"Release begun{'; now with ' + str(f['owner']) if f.get('owner') else ''}"
    if name == k.WANTS:
        return "Wants checked: clear"
    if name == k.RELEASED:
        return "Out of the door"
    if name == k.HANDED_OVER:
        return f"Handed over to {f.get('agency')}"
    return k.KINDS[name].title


def _words(name: str, said: Mapping[str, Any]) -> str:
    fields = said.get("fields") or {}
    found = fields.get("words") if name == k.SAYS else fields.get("text") if name == k.NOTED else ""
    return str(found or said.get("override") or "")


def _by(e: Happening, tz: ZoneInfo) -> str:
    said = e.payload or {}
    who = ", ".join(str(said[n]) for n in ("by", "second") if said.get(n))
    late = (e.recorded - e.happened).total_seconds()
    typed = (
        f"typed {say_minute(e.recorded.astimezone(tz), relative_to=e.happened)}, "
        if LATE_TYPING < late < 7 * 86400
        else ""
    )
    return typed + who


Told = Callable[[Mapping[str, Any]], tuple[str, str, str]]
WITHIN = str.maketrans("“”", "‘’")
"""Quotation marks within a quotation."""
EVENTS: dict[str, Told] = {
    "prints.received": lambda p: ("Ten prints taken", f"control number {p.get('tcn', 'not given')}", ""),
    "identity.assessed": lambda p: (f"Identity: {str(p.get('verdict')).replace('-', ' ')}", "see the prints", ""),
    "identity.confirmed": lambda p: (
        f"Identity settled: {p.get('person') or 'the prints'} {'is' if p.get('same', True) else 'is not'} this person",
        str(p.get("by") or ""),
        str(p.get("why") or ""),
    ),
    "identity.disputed": lambda p: (
        f"Identity disputed{', record ' + str(p['person']) if p.get('person') else ''}",
        str(p.get("by") or ""),
        str(p.get("why") or ""),
    ),
    "identity.corrected": lambda p: ("Identity corrected", str(p.get("by") or ""), str(p.get("why") or "")),
    "query.sent": lambda p: (f"Federal query sent ({p.get('kind')})", str(p.get("control") or ""), ""),
    "response.received": lambda p: (
        "Federal response received",
        "the agency's words, quoted",
        str(p.get("says") or "").translate(WITHIN),
    ),
    "triaged": lambda p: ("Priority by the guidance of the day", str(p.get("era") or ""), str(p.get("says") or "")),
    "notice.decided": lambda p: (
        f"Notice to {p.get('to')}: {len(p.get('sent') or ())} told, {len(p.get('withheld') or ())} withheld",
        "",
        "",
    ),
    "notice.copied": lambda p: (
        "Copies of what was told",
        "; ".join(f"{str(c['to']).replace('-', ' ')}: {COPIES.get(c['how'], c['how'])}" for c in p["copies"])
        or "nobody",
        "",
    ),
    "message.sent": lambda p: ("Message delivered", "", ""),
    "message.dead": lambda p: ("A message could not be delivered", "a person must look", str(p.get("why") or "")),
    "alarm.raised": lambda p: (f"Alarm: {p.get('says')}", f"tier {p.get('tier')}", ""),
    "alarm.acknowledged": lambda p: ("Alarm acknowledged", str(p.get("by") or ""), ""),
    "alarm.escalated": lambda p: (f"Alarm passed on to {' and '.join(p.get('to') or ())}", "", ""),
    "alarm.ended": lambda p: ("Alarm ended", str(p.get("why") or ""), ""),
}


def _of_record(record: Mapping[str, Any], tz: ZoneInfo) -> Iterator[tuple[datetime, str]]:
    request = record["request"] or {}
    named = [
        (record["booked_at"], "Booked"),
        (record["released_at"], "Out"),
        ((record["release_due"] or {}).get("t0"), "Release due"),
        (request.get("received_at"), f"Federal request received ({request.get('form') or 'form not known'})"),
        (request.get("served_on_subject_at"), "Copy of the request given"),
        (request.get("cancelled_at"), "Federal request cancelled"),
    ]
    for bail in record["bail"]:
        amount = f", ${bail['amount_usd']:,}" if bail.get("amount_usd") else ""
        named.append((bail.get("tendered_at"), f"Bail tendered{amount}"))
    for order in record["orders"]:
        named.append((order["at"], f"Court: {order['what'].replace('-', ' ')}"))
    for text, what in named:
        if text:
            yield datetime.fromisoformat(text).astimezone(tz), what


def readers(events: Sequence[Happening], tz: ZoneInfo, now: datetime) -> list[str]:
    """Who read the file: how often, and when last."""
    reads = [e for e in events if e.kind == "file.read" and e.payload]
    count = Counter(str((e.payload or {}).get("by")) for e in reads)
    last = {str((e.payload or {}).get("by")): e.happened.astimezone(tz) for e in reads}
    return [
        f"{who}: {'once' if n == 1 else f'{n} times'}, last {say_minute(last[who], relative_to=now)}"
        for who, n in count.most_common()
    ]
