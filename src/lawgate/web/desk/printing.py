"""Papers asked for by address. Each is made anew from the ledger, and says when it was printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.casework.alarms_records import BOARD_PRINTED
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER, New
from lawgate.web.accounts import Power, clock, needs, visible
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import acting, ledger
from lawgate.web.desk.adoption import standing
from lawgate.web.desk.differences import Difference, differences_of
from lawgate.web.desk.everyone import everyone
from lawgate.web.desk.frame import frame
from lawgate.web.desk.papers import board as board_papers
from lawgate.web.desk.papers import person as person_papers
from lawgate.web.desk.people import find, four, head
from lawgate.web.desk.states import State


@needs(Power.BOARD, file="key")
def packet(request: HttpRequest, key: str) -> HttpResponse:
    """The packet for the person, in the language that was chosen, else the one of the booking."""
    found = find(key)
    answer = found.answer or {}
    language = request.GET.get("language", "") or str(found.record["person"]["language"] or "English")
    now = clock().astimezone(ZoneInfo(answer["tz"]))
    return _pdf(
        person_papers.packet(found.record, answer, language[:40], law([answer["rulebook"]]), now), f"packet-{key}"
    )


@needs(Power.BOARD, file="key")
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """The decision sheet."""
    del request
    found = find(key)
    answer = found.answer or {}
    now = clock().astimezone(ZoneInfo(answer["tz"]))
    r = head(found, now)
    event = Event.objects.using(ledger().alias).filter(number=found.decision_event or 0).first()
    link = event.link if event else ""
    return _pdf(
        person_papers.decision_sheet(
            found.record, answer, four(answer, now), (r.said, r.why), link, law([answer["rulebook"]]), now
        ),
        f"decision-{key}",
    )


@needs(Power.BOARD)
def board_sheet(request: HttpRequest) -> HttpResponse:
    """Everyone in custody, on paper."""
    shown = everyone().at(ledger(), clock(), visible(request))
    rows = shown.rows([x for x in shown.shown if x[0].state is not State.OUT])
    by, at = who(request).name, clock()
    acting(by).append([New(BOARD_PRINTED, LEDGER, {"by": by, "people": len(rows)}, at, at)], at)
    facility, now = _here(shown.now, rows[0].facility if rows else "", rows[0].answer["tz"] if rows else "UTC")
    return _pdf(
        board_papers.board_sheet(rows, facility, law({r.answer["rulebook"] for r in rows}), now),
        f"board-{now:%Y%m%d-%H%M}",
    )


@needs(Power.BOARD)
def paper_mode(request: HttpRequest) -> HttpResponse:
    """Blank forms of every act."""
    del request
    return _pdf(board_papers.paper_mode("", law(), clock()), "paper-mode")


@needs(Power.LOG, Power.ENTER)
def differences(request: HttpRequest) -> HttpResponse:
    """The two-way list against the jail's own system: its latest roster as a feed, given here; the list on the page, or as paper."""
    now, found, mistakes = clock(), list[Difference](), list[str]()
    roster = request.FILES.get("roster") if request.method == "POST" else None
    if roster is not None:
        found, mistakes = differences_of(ledger(), roster, now)
        if request.POST.get("paper"):
            lines = [(d.booking, d.what, d.do) for d in found]
            return _pdf(person_papers.differences(lines, "", law(), now), f"differences-{now:%Y%m%d}")
    context = {**frame(request, now), "found": found, "mistakes": mistakes, "asked": roster is not None}
    return render(request, "desk/differences.html", context)


def law(rulebooks: Iterable[str] = ()) -> str:
    """The line every print carries; ``rulebooks``: by which its answers were decided."""
    return standing(rulebooks).line


def _here(now: datetime, facility: str, tz: str) -> tuple[str, datetime]:
    return facility or "Lawgate", now.astimezone(ZoneInfo(tz))


def _pdf(body: bytes, name: str) -> HttpResponse:
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) or "paper"
    return HttpResponse(
        body, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{safe}.pdf"'}
    )
