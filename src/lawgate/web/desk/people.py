"""One person's page: the answer, the minute, at most three acts, one question, and below it the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from lawgate.base import BadInput
from lawgate.base.ids import plain
from lawgate.base.moments import say_minute
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_words import PACKETS, TAPPED
from lawgate.casework.seal import Unreadable
from lawgate.casework.standing import Latest, latest
from lawgate.casework.timeline import Happening, timeline
from lawgate.decision.bridge import question_of
from lawgate.decision.words import MARKS, VERBS
from lawgate.detainer import document_of, last_instant
from lawgate.law.norms import Action, Answer
from lawgate.web.accounts import Level, Power, clock, needs
from lawgate.web.accounts.whoever import who
from lawgate.web.api.asking import Busy, changes
from lawgate.web.api.house import ledger, office
from lawgate.web.desk.bars import bars
from lawgate.web.desk.everyone import Board, everyone
from lawgate.web.desk.frame import frame
from lawgate.web.desk.powers import KEYS, POWERS
from lawgate.web.desk.question import ask
from lawgate.web.desk.rows import BoardRow, kept, row_of
from lawgate.web.desk.states import LAWFUL, State
from lawgate.web.desk.story import readers, story

MOST_EXPOSURE = 6


@dataclass(frozen=True, slots=True)
class Button:
    """One act on the page: where it leads, its verb, its letter."""

    url: str
    verb: str
    key: str = ""
    first: bool = False


def find(key: str) -> Latest:
    """What is known of one person last. Raises ``Http404`` for nobody, and for those expunged."""
    try:
        found = next(latest(ledger(), key), None)
    except Unreadable:
        found = None
    if found is None or found.answer is None:
        raise Http404
    return found


def head(found: Latest, now: datetime, board: Board | None = None) -> BoardRow:
    """The head of a person's pages."""
    answer = found.answer or {}
    few = kept(found.subject, found.record, answer, (found.record_event, found.decision_event or 0))
    local = now.astimezone(ZoneInfo(answer["tz"]))
    if board is not None:
        row = next((r for r in board.rows([x for x in board.shown if x[1].key == found.subject])), None)
        if row is not None:
            return row
    return row_of(few, local)


def page_of(request: HttpRequest, found: Latest, now: datetime) -> tuple[BoardRow, dict[str, Any]]:
    """The head of a person's page and what stands around it."""
    board = everyone().at(ledger(), now, lambda subject: subject == found.subject)
    answer = found.answer or {}
    local = now.astimezone(ZoneInfo(answer["tz"]))
    r = head(found, local)
    around = frame(
        request,
        now,
        tz=answer["tz"],
        facility=r.facility,
        unverified=answer["unverified"],
        as_of=answer["day"],
        alarms=board.first_tier,
        decided_by=[answer["rulebook"]],
    )
    return r, around


@needs(Power.BOARD, file="key")
def person(request: HttpRequest, key: str) -> HttpResponse:
    """The page. Its main part is what an answered question changes in place."""
    now, found = clock(), find(key)
    answer = found.answer or {}
    tz = ZoneInfo(answer["tz"])
    local = now.astimezone(tz)
    r, around = page_of(request, found, now)
    events = timeline(ledger(), key)
    deadline = answer["deadline"]
    asking = (
        ask(office(), found.record, answer, local)
        if r.standing.state is not State.OUT and answer["questions"]
        else None
    )
    context = {
        **around,
        "r": r,
        "answer": answer,
        "deadline": deadline,
        "bars": bars(deadline) if deadline else [],
        "arithmetic_text": " ".join(answer["arithmetic"]),
        "exposure": [{**e, "cost": cost(e)} for e in answer["exposure_lines"][:MOST_EXPOSURE]],
        "grounds": grounds(found.record, answer, r),
        "story": story(found.record, events, tz, local),
        "readers": readers(events, tz, local),
        "asking": asking,
        "asks_first": asking is not None and _first(answer, r),
        "lead": lead(found.record, r),
        "four": four(answer, local),
        "buttons": buttons(request, found, r),
        "others": others(request, key, r),
        "claims": TAPPED if r.standing.state is not State.OUT and may(request, k.SAYS) else (),
        "can_answer": may(request, k.ANSWERED),
        "can_undo": who(request).may(Power.COURT_ACT).acts,
        "served": served(events, tz, local),
        "federal": federal(events),
        "minute_now": f"{local:%Y-%m-%d %H:%M}",
        "once": uuid4().hex,
        "version": found.record_event,
        "number": ledger().end()[0],
        "done": done(request, events),
        "ends_sooner": answer["hold"] in LAWFUL and answer["release_by"],
    }
    return render(request, "desk/person.html", context)


def _first(answer: Mapping[str, Any], r: BoardRow) -> bool:
    """Whether the question comes before everything: a hold or a hand-over hangs on it, and release is not due already."""
    return r.standing.state is not State.RELEASE_NOW and "undetermined" in (answer["hold"], answer["transfer"])


def buttons(request: HttpRequest, found: Latest, r: BoardRow) -> list[Button]:
    """At most three: what the state asks for first, the paper, the law or the hand-over."""
    key, answer = found.subject, found.answer or {}
    out: list[tuple[str, str]] = []
    if r.standing.state in (State.RELEASE_NOW, State.HOLD_ENDS) or (r.standing.minute and answer["hold"] in LAWFUL):
        out.append((k.RELEASED, "Release"))
        if answer["transfer"] in LAWFUL and r.standing.state is State.HOLD_ENDS:
            out.append((k.HANDED_OVER, "Hand over"))
    elif r.standing.state in (State.NO_DATE, State.DUE):
        out += [(k.BAIL, "Bail tendered"), (k.DUE, "Release due")]
    if r.papers and len(out) < 2:
        out.append((k.SERVED, "Serve papers"))
    made = [
        Button(reverse("act", args=[key, name]), verb, KEYS.get(name, ""), first=n == 0)
        for n, (name, verb) in enumerate(out)
        if may(request, name)
    ][:2]
    if r.standing.state is State.OUT:
        return [Button(reverse("decision_sheet", args=[key]), "Print the decision", "P")]
    return [
        *made,
        Button(
            reverse("packet", args=[key]), "Print the notice" if found.record["request"] else "Print the decision", "P"
        ),
    ]


def others(request: HttpRequest, key: str, r: BoardRow) -> list[Button]:
    """Every act that is theirs, by its title."""
    names = [n for n in k.KINDS if n not in (k.BOOKED, k.ANSWERED) and may(request, n)]
    if r.standing.state is State.OUT:
        names = [n for n in names if n == k.NOTED]
    return [Button(reverse("act", args=[key, n]), k.KINDS[n].title, KEYS.get(n, "")) for n in names]


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


def may(request: HttpRequest, act: str) -> bool:
    level: Level = who(request).may(POWERS[act])
    return level.acts and level is not Level.SUGGESTS


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


def served(events: list[Happening], tz: ZoneInfo, now: datetime) -> list[dict[str, str]]:
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
    del now
    return out


def federal(events: list[Happening]) -> dict[str, Any]:
    """What the federal side said and was told, and what the guidance of the day makes of it: the latest of each."""
    names = {
        "identity.assessed": "assessed",
        "triaged": "triaged",
        "notice.decided": "notice",
        "response.received": "response",
    }
    return {names[e.kind]: e.payload for e in events if e.kind in names and e.payload}


def done(request: HttpRequest, events: list[Happening]) -> dict[str, Any] | None:
    """The act just done, with its undo."""
    number = request.GET.get("done", "")
    found = next((e for e in events if str(e.number) == number and e.kind.startswith(k.PREFIX)), None)
    name = "" if found is None else found.kind.removeprefix(k.PREFIX)
    if found is None or name not in k.KINDS:
        return {"title": "Taken back"} if request.GET.get("undone") else None
    return {"title": k.KINDS[name].title, "number": found.number, "undo": k.KINDS[name].undo}


@needs(Power.BOARD, file="key")
def whatif(request: HttpRequest, key: str) -> HttpResponse:
    """What would flip each answer: the smallest changes of fact, of day, of county. A page of its own: the solver may take seconds."""
    found = find(key)
    made = office()
    try:
        q = question_of(made.remake(document_of(found.record), last_instant(found.record)).custody, made.rulebook)
        told = changes(made.decider, q)
    except (BadInput, Busy) as e:
        told, said = [], str(e)
    else:
        said = ""
    lines = [
        {
            "question": VERBS[Action(one["action"])],
            "mark": MARKS[Answer(one["answer"])],
            "asks": [asked["en"] for asked in one["questions"]],
            "changes": [
                {"mark": MARKS[Answer(c["answer"])], "if": c["if"]}
                for kind in ("facts", "days", "places")
                for c in one[kind]
            ],
        }
        for one in told
    ]
    r, around = page_of(request, found, clock())
    return render(request, "desk/whatif.html", {**around, "r": r, "lines": lines, "said": said})


@needs(Power.BOARD, file="key")
def file(request: HttpRequest, key: str) -> HttpResponse:
    """The whole file of one person: decision, facts, law, arithmetic, service, and every event: for the desk and for their lawyer."""
    del request
    found = find(key)
    events = [
        {
            "number": e.number,
            "kind": e.kind,
            "happened": e.happened,
            "received": e.received,
            "recorded": e.recorded,
            "says": e.payload,
        }
        for e in timeline(ledger(), key)
    ]
    body = {"record": found.record, "answer": found.answer, "facts": found.facts, "events": plain(events)}
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = 'attachment; filename="file.json"'
    return answer


def cost(e: Mapping[str, Any]) -> str:
    """What a decision cost, as far as it is known."""
    if e["usd"] is None:
        return "amount not seen"
    fees = f" and ${e['fees_usd']:,} fees" if e["fees_usd"] else ""
    return f"${e['usd']:,}{fees}" + (" (recalled)" if e["mark"] == "recalled" else "")
