"""The letter that answers *my time is up*: one sheet each for the jail, the person and their lawyer, all saying the same minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lawgate.base.moments import say_length, say_minute
from lawgate.web.desk.papers.person import frame_of
from lawgate.web.desk.papers.sheet import BIG, SECTION, boxed, lines_to_sign, made, platypus, text

PERSON = {
    "en": {
        "title": "Your time",
        "up": "Your time is up. You must be let out now.",
        "not": "Your time is not up yet.",
        "none": "No end of your time is known yet.",
        "ended": "Your own case let you go on {due}.",
        "last": "The last minute in which the law let anyone keep you was {last}.",
        "until": "The last minute in which the law lets anyone keep you is {last}.",
        "own": "Your own case still holds you. A judge or your lawyer can tell you when it ends.",
        "do": "Show this page to any officer. Keep it.",
    },
    "es": {
        "title": "Su tiempo",
        "up": "Se acabó su tiempo. Deben dejarlo salir ahora.",
        "not": "Su tiempo todavía no se acaba.",
        "none": "Todavía no se sabe cuándo se acaba su tiempo.",
        "ended": "Su propio caso lo dejó libre el {due}.",
        "last": "El último minuto en que la ley permitía retenerlo fue {last}.",
        "until": "El último minuto en que la ley permite retenerlo es {last}.",
        "own": "Su propio caso todavía lo retiene. Un juez o su abogado puede decirle cuándo termina.",
        "do": "Muestre esta hoja a cualquier agente. Guárdela.",
    },
}


def letters(
    record: Mapping[str, Any],
    answer: Mapping[str, Any],
    said: Sequence[Mapping[str, Any]],
    language: str,
    law: str,
    now: datetime,
) -> bytes:
    """To the jail, to the person (``language``: en or es), to the lawyer. ``said``: the claims as they were recorded (words, said_at)."""
    last = _moment(answer["release_by"] or answer["release_due"], now)
    story = [*_to("To the watch commander of this jail", record, answer, said, last, now)]
    story += [lines_to_sign("Received by: name and rank", "Day and time", "What was done"), platypus.PageBreak()]
    story += [*_person(PERSON[language], record, last, now), platypus.PageBreak()]
    story += [*_to("To the lawyer of record, or counsel on call", record, answer, said, last, now)]
    story += [lines_to_sign("Sent to", "Sent by (fax, e-mail)", "Day and time")]
    return made(frame_of(record, "Time-is-up letter", [law], now, paper="TIMEISUP", language="en"), story)


def _to(
    whom: str,
    record: Mapping[str, Any],
    answer: Mapping[str, Any],
    said: Sequence[Mapping[str, Any]],
    last: datetime | None,
    now: datetime,
) -> list[Any]:
    person = record["person"]
    who = f"{person['first']} {person['last']}, born {person['born']}, booking {record['booking']}"
    head = (
        "Release is overdue"
        if last and last <= now
        else "A claim that time is up"
        if last
        else "A claim that time is up; no end is known"
    )
    story = [text(head, BIG), text(whom, SECTION), text(who)]
    for one in said[-2:]:
        words = f": “{one['words']}”" if one.get("words") else ""
        story.append(text(f"Said on {_say(_moment(one.get('said_at'), now))}{words}."))
    if last and last <= now:
        over = (
            f"That is {say_length(now - last)} ago. Nothing that is on file lets anyone keep this person. "
            "Release at once, or name the authority."
        )
        story.append(boxed([text(f"The last lawful minute was {_say(last)}. {over}")]))
    elif last:
        story.append(boxed([text(f"The last lawful minute is {_say(last)}. It cannot be extended.")]))
    story += [text("How it is reckoned", SECTION), *(text(x) for x in record["release_due"]["steps"])]
    story += [text(x) for x in answer["arithmetic"]]
    hold = next((a for a in answer["answers"] if a["action"] == "hold"), None)
    if hold and record["request"]:
        story += [text(f"{hold['question']} {hold['mark']}. {hold['sentence']}", SECTION)]
        story += [text(f"{r['words']} {r['cite']}. {r['confidence'].capitalize()}.") for r in hold["reasons"][:3]]
    return story


def _person(t: Mapping[str, str], record: Mapping[str, Any], last: datetime | None, now: datetime) -> list[Any]:
    due = _moment(record["release_due"]["t0"], now)
    story = [text(t["up"] if last and last <= now else t["not"] if last else t["none"], BIG)]
    if due and due <= now:
        story.append(text(t["ended"].format(due=f"{due:%Y-%m-%d %H:%M}")))
    elif not due:
        story.append(text(t["own"]))
    if last:
        story.append(text(t["last" if last <= now else "until"].format(last=f"{last:%Y-%m-%d %H:%M}")))
    return [*story, text(t["do"])]


def _moment(value: str | None, now: datetime) -> datetime | None:
    return datetime.fromisoformat(str(value)).astimezone(now.tzinfo) if value else None


def _say(moment: datetime | None) -> str:
    return say_minute(moment) if moment else "?"
