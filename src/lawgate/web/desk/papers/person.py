"""The decision sheet that clerk and supervisor sign, and the nightly list of differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from anyascii import anyascii

from lawgate.base.moments import say_minute
from lawgate.web.desk.papers.sheet import BIG, SECTION, Frame, bullets, lines_to_sign, made, table, text


def decision_sheet(
    record: Mapping[str, Any],
    answer: Mapping[str, Any],
    four: Sequence[Mapping[str, Any]],
    said: tuple[str, str],
    link: str,
    law: str,
    now: datetime,
) -> bytes:
    """The decision as it stands: answer, reasons, arithmetic, citations, confidence, the event's digest; two people sign.

    ``four``: its answers as they read at ``now``.
    """
    story = [text(said[0], BIG), text(said[1])]
    for a in four:
        story.append(text(f"{a['question']} {a['mark']}. {a['sentence']}", SECTION))
        story += [text(f"{n['words']} {n['cite']}. {n['confidence'].capitalize()}.") for n in a["reasons"]]
    if answer["arithmetic"]:
        story += [text("The hours", SECTION), *(text(x) for x in answer["arithmetic"])]
    story += [text("Own grounds", SECTION), *(text(x) for x in record["release_due"]["steps"])]
    costs = [f"{p['words']} {p['cite']}. {p['confidence'].capitalize()}." for p in answer.get("penalties", ())]
    if circuit := answer.get("circuit"):
        costs.append(f"The federal question is open here. {circuit['words']}")
    for e in answer["exposure_lines"][:4]:
        found = f"{e['held'].rstrip('.')}. Kept {e['kept']}. {e['here'].capitalize()}."
        costs.append(f"{e['title']}, {e['court']}, {e['decided']}: {found}")
    story += [text("What a mistake costs", SECTION), *(text(x) for x in costs)] if costs else []
    missing = list(dict.fromkeys(q["en"] for q in answer["questions"]))
    if missing:
        story += [text("Not known", SECTION), *bullets(missing)]
    story += [text("Signed", SECTION), lines_to_sign("clerk, day and time", "supervisor, day and time")]
    foot = [law, f"Law of {answer['day']}. Rulebook {answer['rulebook'][:16]}. Event {link[:32]}"]
    return made(frame_of(record, "Decision sheet", foot, now), story)


def frame_of(
    record: Mapping[str, Any], title: str, foot: list[str], now: datetime, *, paper: str = "", language: str = "en"
) -> Frame:
    """What stands around a paper about one person. ``paper``: what its bar code calls it; scanned back, it opens the act that it closes."""
    person, place = record["person"], record["place"]
    name = ", ".join(p for p in (str(person["last"] or "").upper(), str(person["first"] or "")) if p)
    es = language == "es"
    born = f"nac. {person['born']}" if es else f"born {person['born']}"
    left = [str(place["agency"] or place["state"]), title, f"{'impreso' if es else 'printed'} {now:%Y-%m-%d %H:%M}"]
    code = code_of(paper, record["booking"], language) if paper else record["booking"]
    page = "página {0} de {1}" if es else "page {0} of {1}"
    return Frame(title, left, [name, str(record["booking"]), born], foot, page, code, language=f"{language}-US")


def code_of(paper: str, booking: str, language: str = "en") -> str:
    """What a bar code says: which paper, whose, in which language."""
    return anyascii(f"LG/{paper}/{booking}/{language}").upper()[:60]


def differences(left: list[tuple[str, str, str]], facility: str, law: str, now: datetime) -> bytes:
    """The nightly list, both ways: who is in the jail's system and not here, who is here and not there, and what differs."""
    rows = [("Booking", "Difference", "What to do"), *left]
    story = [text("Differences with the jail's system", BIG), text(f"{len(left)} found.")]
    story += [table(rows, [90, 260, 150])] if left else [text("None. Both say the same of everyone.")]
    story += [text("Looked at", SECTION), lines_to_sign("supervisor, day and time")]
    return made(Frame("Difference list", [facility, f"printed {say_minute(now)}"], ["Nightly list"], [law]), story)
