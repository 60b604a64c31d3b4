"""One person's page: the answer, the minute, at most three acts, one question, and below it the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from lawgate.base import BadInput
from lawgate.base.ids import plain
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_words import TAPPED
from lawgate.casework.chain.state import states
from lawgate.casework.seal import Unreadable
from lawgate.casework.standing import Latest, latest
from lawgate.casework.timeline import Happening, timeline
from lawgate.decision.bridge import question_of
from lawgate.decision.words import MARKS, VERBS
from lawgate.detainer import document_of, last_instant
from lawgate.law.norms import Action, Answer
from lawgate.web.accounts import Power, asked, clock, needs
from lawgate.web.accounts.whoever import who
from lawgate.web.api.asking import Busy, changes
from lawgate.web.api.house import ledger, office
from lawgate.web.desk.bars import bars
from lawgate.web.desk.buttons import buttons, may, others
from lawgate.web.desk.everyone import Board, everyone
from lawgate.web.desk.frame import frame
from lawgate.web.desk.onfile import cost, earlier, federal, four, grounds, lead, leaving, served
from lawgate.web.desk.paperwork import papers_of
from lawgate.web.desk.question import ask
from lawgate.web.desk.rows import BoardRow, kept, row_of
from lawgate.web.desk.states import LAWFUL, State
from lawgate.web.desk.story import readers, story

MOST_EXPOSURE = 6


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
    tapped = TAPPED if r.standing.state is not State.OUT and may(request, k.SAYS) else ()
    said = {
        "claims": tapped,
        "minute_now": f"{local:%Y-%m-%d %H:%M}",
        "once": uuid4().hex,
        "version": found.record_event,
    }
    return r, {**around, **said}


def asks_first(answer: Mapping[str, Any], r: BoardRow) -> bool:
    """Whether the question comes before everything: a hold or a hand-over hangs on it, and release is not due already."""
    return r.standing.state is not State.RELEASE_NOW and "undetermined" in (answer["hold"], answer["transfer"])


@needs(Power.BOARD, file="key")
def person(request: HttpRequest, key: str) -> HttpResponse:
    """The page. Its main part is what an answered question changes in place."""
    now, found = clock(), find(key)
    answer = found.answer or {}
    tz = ZoneInfo(answer["tz"])
    local = now.astimezone(tz)
    r, around = page_of(request, found, now)
    events = timeline(ledger(), key)
    identity = states(ledger(), [key])[key].identity
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
        "asks_first": asking is not None and asks_first(answer, r),
        "lead": lead(found.record, r),
        "four": four(answer, local),
        "printable": papers_of(found),
        "earlier": earlier(office(), found.record, local),
        "leaving": leaving(ledger(), key, local) if who(request).may(Power.RELEASE).acts else (),
        "release_hands": asked(request, Power.RELEASE),
        "unsettled": identity.why if identity is not None and identity.open else "",
        "not_theirs": identity is not None and identity.not_theirs,
        "buttons": buttons(request, found, r),
        "others": others(request, key, r),
        "can_answer": may(request, k.ANSWERED),
        "can_undo": who(request).may(Power.COURT_ACT).acts,
        "served": served(events, tz),
        "federal": federal(events),
        "number": ledger().end()[0],
        "done": done(request, events),
        "ends_sooner": answer["hold"] in LAWFUL and answer["release_by"],
    }
    return render(request, "desk/person.html", context)


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
