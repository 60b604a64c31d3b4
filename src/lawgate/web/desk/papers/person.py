"""One person's papers: the packet they are given, and the decision sheet that clerk and supervisor sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lawgate.base.moments import say_minute
from lawgate.web.desk.papers.sheet import BIG, SECTION, SMALL, Frame, boxed, bullets, lines_to_sign, made, table, text
from lawgate.web.desk.papers.words import Words, words_in

OPEN = ("undetermined", "unresolved")


def packet(record: Mapping[str, Any], answer: Mapping[str, Any], language: str, law: str, now: datetime) -> bytes:
    """What the person is given of a federal request: what the jail will do, why, rights, and the block that records the giving."""
    words, spoken = words_in(language)
    request = record["request"] or {}
    story = [text(_headline(words, answer, bool(request)), BIG)]
    if request:
        received = (
            datetime.fromisoformat(request["received_at"]).astimezone(now.tzinfo)
            if request.get("received_at")
            else None
        )
        when = f"{received:%Y-%m-%d %H:%M}" if received else "?"
        story.append(text(words.received.format(form=request.get("form") or "I-247", when=when)))
    story.append(boxed([text(words.what, SECTION), *(text(x) for x in _will(words, answer))]))
    story += [text(words.rights, SECTION), *bullets(words.list_of_rights), text(words.hotline)]
    for consent in (p for p in answer["papers"] if "consent" in p["token"]):
        story += [text(f"{consent['words']} ({consent['cite']})", SMALL)]
    story += [text(words.given, SECTION), lines_to_sign(words.mark, words.when)]
    foot = [law, words.status if spoken else f"No text in {language} ships yet; this one is in English."]
    return made(_frame(record, "Request packet", foot, words.page, now), story)


def _headline(words: Words, answer: Mapping[str, Any], request: bool) -> str:
    if not request:
        return words.none
    hold = answer["hold"]
    return {"required": words.will, "permitted": words.may}.get(hold, words.open_ if hold in OPEN else words.will_not)


def _will(words: Words, answer: Mapping[str, Any]) -> list[str]:
    lawful = answer["hold"] in ("required", "permitted")
    minute = answer["release_by"] or answer["release_due"]
    out = [words.release] if not lawful else []
    if lawful and minute:
        out = [words.hold_until.format(minute=f"{datetime.fromisoformat(minute):%Y-%m-%d %H:%M}")]
    return [*out, words.because.format(why=answer["why"])] if answer["why"] else out


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
        story += [text(f"{n['words']} {n['cite']}. {n['confidence'].capitalize()}.", SMALL) for n in a["reasons"]]
    if answer["arithmetic"]:
        story += [text("The hours", SECTION), *(text(x) for x in answer["arithmetic"])]
    story += [text("Own grounds", SECTION), *(text(x) for x in record["release_due"]["steps"])]
    for e in answer["exposure_lines"][:4]:
        story.append(
            text(f"{e['title']}, {e['court']}, {e['decided']}: {e['held']} Kept {e['kept']}. {e['here']}.", SMALL)
        )
    missing = list(dict.fromkeys(q["en"] for q in answer["questions"]))
    if missing:
        story += [text("Not known", SECTION), *bullets(missing)]
    story += [text("Signed", SECTION), lines_to_sign("clerk, day and time", "supervisor, day and time")]
    foot = [law, f"Law of {answer['day']}. Rulebook {answer['rulebook'][:16]}. Event {link[:32]}"]
    return made(_frame(record, "Decision sheet", foot, "page {0} of {1}", now), story)


def _frame(record: Mapping[str, Any], title: str, foot: list[str], page: str, now: datetime) -> Frame:
    person, place = record["person"], record["place"]
    name = f"{person['last'].upper()}, {person['first'][:1]}.".strip(", ")
    left = [str(place["agency"] or place["state"]), title, f"printed {say_minute(now)}"]
    return Frame(title, left, [f"{name}   {record['booking']}", f"{person['born']}"], foot, page, record["booking"])


def differences(left: list[tuple[str, str, str]], facility: str, law: str, now: datetime) -> bytes:
    """The nightly list, both ways: who is in the jail's system and not here, who is here and not there, and what differs."""
    rows = [("Booking", "Difference", "What to do"), *left]
    story = [text("Differences with the jail's system", BIG), text(f"{len(left)} found.")]
    story += [table(rows, [90, 260, 150])] if left else [text("None. Both say the same of everyone.")]
    story += [text("Looked at", SECTION), lines_to_sign("supervisor, day and time")]
    return made(Frame("Difference list", [facility, f"printed {say_minute(now)}"], ["Nightly list"], [law]), story)
