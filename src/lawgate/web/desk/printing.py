"""Papers about the whole house, asked for by address. Each is made anew from the ledger, and says when it was printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.casework.alarms_records import BOARD_PRINTED
from lawgate.casework.records import LEDGER, New
from lawgate.web.accounts import Level, Power, clock, needs, visible
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import acting, ledger
from lawgate.web.desk.adoption import standing
from lawgate.web.desk.differences import Listed, given, keep, last_kept
from lawgate.web.desk.everyone import everyone
from lawgate.web.desk.frame import frame, jail_tz
from lawgate.web.desk.papers import board as board_papers
from lawgate.web.desk.papers import person as person_papers
from lawgate.web.desk.papers import shift
from lawgate.web.desk.states import State


@needs(Power.BOARD)
def board_sheet(request: HttpRequest) -> HttpResponse:
    """Everyone in custody, on paper."""
    person = who(request)
    body, now = sheet_of(visible(request))
    if person.may(Power.BOARD) is not Level.OWN:  # a defender prints a part of it: the board is as old as before
        printed(person.name)
    return pdf(body, f"board-{now:%Y%m%d-%H%M}")


def sheet_of(seen: Callable[[str], bool]) -> tuple[bytes, datetime]:
    """The board sheet of those whom ``seen`` lets through, and the minute it is of."""
    shown = everyone().at(ledger(), clock(), seen)
    rows = shown.rows([x for x in shown.shown if x[0].state is not State.OUT])
    facility, now = _here(shown.now, rows[0].facility if rows else "", rows[0].answer["tz"] if rows else "UTC")
    return board_papers.board_sheet(rows, facility, law({r.answer["rulebook"] for r in rows}), now), now


def printed(by: str) -> None:
    """Keep on the ledger that the whole board was printed: its alarm counts from here."""
    at = clock()
    acting(by).append([New(BOARD_PRINTED, LEDGER, {"by": by}, at, at)], at)


@needs(Power.BOARD)
def shift_sheet(request: HttpRequest) -> HttpResponse:
    """What is open at the change of shift."""
    shown = everyone().at(ledger(), clock(), visible(request))
    rows = shown.rows(shown.shown)
    facility, now = _here(shown.now, rows[0].facility if rows else "", rows[0].answer["tz"] if rows else "UTC")
    calls = [a.says for a in shown.alarms if a.tier in (1, 2)]
    made = shift.shift_sheet(rows, calls, facility, law({r.answer["rulebook"] for r in rows}), now)
    return pdf(made, f"shift-{now:%Y%m%d-%H%M}")


@needs(Power.BOARD)
def paper_mode(request: HttpRequest) -> HttpResponse:
    """Blank forms of every act."""
    del request
    return pdf(board_papers.paper_mode("", law(), clock()), "paper-mode")


@needs(Power.LOG, Power.ENTER)
def differences(request: HttpRequest) -> HttpResponse:
    """The two-way list against the jail's own system: its latest roster as a feed, given here; the list on the page, or as paper."""
    made, asked, who_ = last_kept(), False, who(request).name
    roster = request.FILES.get("roster") if request.method == "POST" else None
    if roster is not None:
        made, asked = given(roster), True
        if not made.mistakes or made.found:
            made = keep(made, who_)
        if request.POST.get("paper"):
            return pdf(differences_sheet(made), f"differences-{clock():%Y%m%d}")
    context = {**frame(request, clock(), tz=jail_tz()), "made": made, "asked": asked}
    return render(request, "desk/differences.html", context)


def differences_sheet(made: Listed) -> bytes:
    """The list as a paper."""
    now = clock().astimezone(ZoneInfo(jail_tz()))
    return person_papers.differences([(d.booking, d.what, d.do) for d in made.found], "", law(), now)


def law(rulebooks: Iterable[str] = ()) -> str:
    """The line every print carries; ``rulebooks``: by which its answers were decided."""
    return standing(rulebooks).line


def _here(now: datetime, facility: str, tz: str) -> tuple[str, datetime]:
    return facility or "Lawgate", now.astimezone(ZoneInfo(tz))


def pdf(body: bytes, name: str) -> HttpResponse:
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) or "paper"
    return HttpResponse(
        body, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{safe}.pdf"'}
    )
