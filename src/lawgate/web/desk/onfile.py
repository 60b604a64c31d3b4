"""What the file of one person says, for their page: grounds, papers given, the federal side, the four answers on each request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput
from lawgate.base.moments import say_minute
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_words import PACKETS
from lawgate.casework.chain.state import NOTICE
from lawgate.casework.ledger import Ledger
from lawgate.casework.outbox import WAITING, letters
from lawgate.casework.timeline import Happening
from lawgate.detainer import document_of, last_instant
from lawgate.web.desk.rows import BoardRow
from lawgate.web.desk.states import LAWFUL, State
from lawgate.wiring import Office

MOST_EARLIER = 4


def leaving(ledger: Ledger, key: str, now: datetime) -> list[dict[str, str]]:
    """The notices about one person that have not left yet, each with the minute at which it leaves on the clock of ``now``."""
    waiting = (n for n in letters(ledger, WAITING, subject=key) if n.purpose == NOTICE and not n.attempts)
    return [{"message": n.message, "at": f"{n.due.astimezone(now.tzinfo):%H:%M}"} for n in waiting]


@dataclass(frozen=True, slots=True)
class OnFile:
    """One federal request that is on file. ``stands``: whether it is the one in force, and if not, what became of it. ``four``: its
    own answers; empty where the rules do not reach."""

    title: str
    stands: str
    four: Sequence[Mapping[str, Any]]


def earlier(office: Office, record: Mapping[str, Any], now: datetime) -> list[OnFile]:
    """The requests that a later one replaced, the latest first, each decided as if it were the only one: it gives no ground any more,
    and whoever reads the file sees what it would have allowed."""
    document = document_of(record)
    rows = list(document.get("requests") or ())
    out = []
    for at in range(len(rows) - 2, max(-1, len(rows) - 2 - MOST_EARLIER), -1):
        row, after = rows[at], rows[at + 1]
        try:
            alone = office.decide(office.remake({**document, "requests": [row]}, last_instant(record) or now))
        except BadInput:
            alone = None
        out.append(OnFile(title(row, now), _replaced(row, after, now), four(alone.answer, now) if alone else ()))
    return out


def title(request: Mapping[str, Any], now: datetime) -> str:
    """``Form I-247 (12/12), received Sun 23:10``."""
    at = _minute(request.get("received_at"), now)
    return f"Form {request.get('form') or 'not known'}" + (f", received {at}" if at else "")


def _replaced(row: Mapping[str, Any], after: Mapping[str, Any], now: datetime) -> str:
    at, cancelled = _minute(after.get("received_at"), now), _minute(row.get("cancelled_at"), now)
    if cancelled:
        return f"Cancelled {cancelled}. It is no ground to hold."
    return f"Replaced{' ' + at if at else ''} by form {after.get('form') or 'not known'}. It is no ground to hold any more."


def _minute(text: object, now: datetime) -> str:
    return say_minute(datetime.fromisoformat(str(text)).astimezone(now.tzinfo), relative_to=now) if text else ""


def lead(record: Mapping[str, Any], r: BoardRow) -> str:
    """What ended the jail's own authority, before the reason: ``Bail was posted at 02:55.``"""
    event, due = record["release_due"]["event"], record["release_due"]["t0"]
    if r.standing.state not in (State.RELEASE_NOW, State.HOLD_ENDS) or not event or not due:
        return ""
    at = datetime.fromisoformat(due).astimezone(r.standing.now.tzinfo)
    return f"{str(event).replace('-', ' ').capitalize()}, {at:%a %H:%M}."


def four(answer: Mapping[str, Any], now: datetime) -> list[Mapping[str, Any]]:
    """The four answers as they read at ``now``: what may be done only at or before release is not done after it."""
    due = answer["release_due"]
    if not due or datetime.fromisoformat(due) > now or "transfer-only-at-or-before-t0" not in answer["flags"]:
        return list(answer["answers"])
    at = say_minute(datetime.fromisoformat(due).astimezone(now.tzinfo), relative_to=now)
    late = f"Only at or before {at}. After that a hand-over is a hold."
    return [
        {**a, "mark": "MAY NOT NOW", "sentence": late}
        if a["action"] == "transfer" and a["mark"] in ("MAY", "MUST")
        else a
        for a in answer["answers"]
    ]


def grounds(record: Mapping[str, Any], answer: Mapping[str, Any], r: BoardRow) -> list[dict[str, str]]:
    """Each ground with its end, as the record gives it."""
    out = [{"when": "Now", "what": r.held_by + (f": {r.held_note}" if r.held_note else "")}] if r.held_by else []
    out += [{"when": "Own grounds", "what": s} for s in record["release_due"]["steps"]]
    for hold in record["holds"] or ():
        named = ", ".join(str(hold[n]) for n in ("type", "agency", "paper") if hold.get(n))
        out.append({"when": "Listed hold", "what": named.replace("-", " ")})
    for paper in record["warrants"] or ():
        judge = paper.get("kind") not in ("I-200", "I-205")
        signed = "signed by a judge" if judge else "signed by an immigration officer, not a judge"
        out.append({"when": "Warrant", "what": f"{paper.get('kind')}, {signed}"})
    if answer["hold"] in LAWFUL:
        what = "The federal request, until the last minute." if answer["release_by"] else "A judge's warrant."
        out.append({"when": "Federal", "what": what})
    return out or [{"when": "Now", "what": "Not stated in the feed."}]


def served(events: Sequence[Happening], tz: ZoneInfo) -> list[dict[str, str]]:
    """Papers that were given, by the desk's own acts."""
    undone = {e.payload["event"] for e in events if e.kind == k.UNDONE and e.payload}
    out = []
    for e in events:
        if e.kind == k.PREFIX + k.SERVED and e.payload and e.number not in undone:
            f = e.payload["fields"]
            what = ", ".join(dict(PACKETS)[p] for p in f["packet"])
            out.append(
                {
                    "when": f"{e.happened.astimezone(tz):%a %H:%M}",
                    "what": f"{what}. {f['language']}, {f['how'].replace('-', ' ')}, {f['mark']}.",
                }
            )
    return out


def federal(events: Sequence[Happening]) -> dict[str, Any]:
    """What the federal side said and was told, and what the guidance of the day makes of it: the latest of each."""
    names = {
        "identity.assessed": "assessed",
        "triaged": "triaged",
        "notice.decided": "notice",
        "response.received": "response",
    }
    return {names[e.kind]: e.payload for e in events if e.kind in names and e.payload}


def cost(e: Mapping[str, Any]) -> str:
    """What a decision cost, as far as it is known."""
    if e["usd"] is None:
        return "amount not seen"
    fees = f" and ${e['fees_usd']:,} fees" if e["fees_usd"] else ""
    return f"${e['usd']:,}{fees}" + (" (recalled)" if e["mark"] == "recalled" else "")
