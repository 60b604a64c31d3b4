"""The shift sheet: who is open, what is next, and what is done if it does not come. Both watch commanders sign it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lawgate.base.moments import say_minute
from lawgate.web.desk.papers.sheet import BIG, SECTION, Frame, bullets, lines_to_sign, made, table, text, together
from lawgate.web.desk.rows import BoardRow
from lawgate.web.desk.states import State

HEAD = ("State, last minute", "Person", "Next act", "If not")
WIDTHS = (150, 165, 165, 212)


def shift_sheet(rows: Sequence[BoardRow], calls: Sequence[str], facility: str, law: str, now: datetime) -> bytes:
    """Everyone with something open. ``calls``: the alarms that stand, a sentence each."""
    open_ = [
        r
        for r in rows
        if r.standing.state is not State.OUT and (r.standing.state is not State.NO_DATE or r.papers or r.alarm)
    ]
    rest = sum(r.standing.state is not State.OUT for r in rows) - len(open_)
    story = [text(f"{len(open_)} open, {rest} more in custody without a date", BIG)]
    if calls:
        story += [text("Alarms that stand", SECTION), *bullets(calls)]
    lines = [HEAD, *((_state(r, now), f"{r.name} {r.booking} {r.place}", _next(r), if_not(r)) for r in open_)]
    story += [table(lines, WIDTHS)] if open_ else [text("Nobody is due, and nothing is open.")]
    blanks = lines_to_sign("Going off: name and signature", "Coming on: name and signature", "Day and time")
    story += [
        together([text("Handed over at the change of shift", SECTION), lines_to_sign("Notes", columns=1), blanks])
    ]
    frame = Frame(
        "Shift sheet", [facility, "Shift sheet", f"printed {say_minute(now)}"], ["Shift sheet"], [law], wide=True
    )
    return made(frame, story)


def _state(r: BoardRow, now: datetime) -> str:
    minute = f"; {say_minute(r.standing.minute, relative_to=now)}" if r.standing.minute else ""
    return f"{r.standing.state.value}{minute}"


def _next(r: BoardRow) -> str:
    papers = f"; {r.papers} paper{'s' if r.papers != 1 else ''} to be served" if r.papers else ""
    return f"{r.step.what}{f', {r.step.owner}' if r.step.owner else ''}{papers}"


def if_not(r: BoardRow) -> str:
    """What is done if the next act does not come in time."""
    minute = f"{r.standing.minute:%a %H:%M}" if r.standing.minute else ""
    by = f" by {minute}" if minute else " at release"
    said = {
        State.RELEASE_NOW: "If no step is begun in 15 minutes: the supervisor is called. Nobody waits for ICE.",
        State.HOLD_ENDS: f"If nobody has come by {minute}: release. The hold cannot be extended.",
        State.ANSWER_NEEDED: f"If the answer is not known{by}: release. What is not clear is no hold.",
        State.DUE: f"If it comes earlier than {minute}: release then.",
        State.NO_DATE: "If bail is tendered or a court orders it: release is due at that minute.",
    }.get(r.standing.state, "")
    return f"{said} {r.alarm}".strip()
