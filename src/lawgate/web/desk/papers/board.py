"""The board on paper, hourly and on demand: what the desk goes by when the screens are dark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from lawgate.base.moments import say_minute
from lawgate.web.desk.papers.sheet import BIG, SECTION, Frame, lines_to_sign, made, table, text
from lawgate.web.desk.rows import BoardRow

GOOD_FOR = timedelta(hours=1)
HEAD = ("Due, last minute", "Person", "State and ground", "Federal request", "True time out, by")
WIDTHS = (118, 148, 168, 148, 110)


def board_sheet(rows: Sequence[BoardRow], facility: str, law: str, now: datetime) -> bytes:
    """Everyone in custody: the last minute, the ground, blanks for true times; when it was printed and when it is stale."""
    lines = [HEAD, *(_line(r, now) for r in rows)]
    printed = f"printed {say_minute(now)}, stale at {now + GOOD_FOR:%H:%M}"
    story = [text(f"{len(rows)} in custody", BIG), table(lines, WIDTHS)]
    if not rows:
        story = [text("Nobody is in custody.", BIG)]
    return made(
        Frame("Board sheet", [facility, printed], ["Board sheet"], [law], wide=True, code=f"{now:%Y%m%d%H%M}"), story
    )


def paper_mode(facility: str, law: str, now: datetime) -> bytes:
    """Blank forms for the time without screens: each act with its fields in their order, to be typed later with true times."""
    from lawgate.casework.acts_kinds import KINDS

    story = [
        text("Paper mode", BIG),
        text("Write the time of the clock on the wall. Type everything later, with these times."),
    ]
    for kind in KINDS.values():
        story.append(text(kind.title, SECTION))
        labels = [f.label for f in kind.fields]
        for at in range(0, len(labels), 3):
            story.append(lines_to_sign(*labels[at : at + 3], columns=3))
    return made(Frame("Paper mode", [facility, f"printed {say_minute(now)}"], ["Paper mode"], [law]), story)


def _line(r: BoardRow, now: datetime) -> tuple[str, ...]:
    due, last = _due(r, now), say_minute(r.standing.minute, relative_to=now) if r.standing.minute else "no date"
    minute = last if due in ("", last) else f"due {due}, last {last}"
    federal = r.federal if r.federal == "None" else f"{r.federal}; {r.federal_note}"
    held = f"{r.held_by}; {r.held_note}" if r.held_note else r.held_by
    return (minute, f"{r.name} {r.booking} {r.place}", f"{r.standing.state.value}. {held}", federal, "")


def _due(r: BoardRow, now: datetime) -> str:
    t0 = r.answer["release_due"]
    return say_minute(datetime.fromisoformat(t0).astimezone(now.tzinfo), relative_to=now) if t0 else ""
