"""One question at a time: the one that decides most, with what each answer would bring before it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lawgate.base import BadInput
from lawgate.base.moments import say_minute
from lawgate.casework.acts import UNKNOWN, apply
from lawgate.casework.acts_kinds import ANSWERED
from lawgate.casework.acts_typed import column_of
from lawgate.detainer import document_of, last_instant
from lawgate.wiring import Office

FEW = 6
TRIED = 5  # questions of which one is chosen
KEYS = {"no": "N", "yes": "Y", UNKNOWN: "U"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, and what it brings: ``headline`` and ``why``. ``decides``: nothing else would be asked about the hold."""

    value: str
    word: str
    key: str
    headline: str
    why: str
    decides: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """``choices`` empty: it is answered in words, a day, or lines; ``kind`` says which."""

    fact: str
    en: str
    es: str
    kind: str
    hint: str
    choices: tuple[Choice, ...]
    unknown: Choice
    others: int


HINTS = {
    "day": "YYYY-MM-DD",
    "instant": "As on the paper: 2014-06-10 02:55",
    "lines": "One a line: statute; name; felony or misdemeanor; day of conviction. Or: none",
    "number": "Digits only",
}


def ask(office: Office, record: Mapping[str, Any], answer: Mapping[str, Any], now: datetime) -> Ask | None:
    """The question to ask; None when none is missing. Of the first few, the one whose answers decide most."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    for q in answer["questions"]:
        found.setdefault(q["en"], (q["es"], q["fact"], []))[2].append(q["fact"])
    asks = []
    for en, (es, fact, _) in list(found.items())[:TRIED]:
        asks.append(_ask(office, record, answer, now, fact, en, es, len(found) - 1))
    return max(asks, key=lambda a: sum(c.decides for c in a.choices) / max(len(a.choices), 1), default=None)


def _ask(
    office: Office,
    record: Mapping[str, Any],
    answer: Mapping[str, Any],
    now: datetime,
    fact: str,
    en: str,
    es: str,
    others: int,
) -> Ask:
    column = column_of(fact)
    kind = "lines" if fact in ("charges", "priors") else "yes/no" if column is None else column.kind
    options: Sequence[tuple[str, str]] = ()
    if kind == "yes/no":
        options = (("no", "No"), ("yes", "Yes"))
    elif column is not None and kind == "word" and 0 < len(column.words) <= FEW:
        options = tuple((word, word.replace("-", " ").capitalize()) for word in column.words)
    choices = tuple(_choice(office, record, now, fact, value, word, en) for value, word in options)
    return Ask(fact, en, es, kind, HINTS.get(kind, ""), choices, _unknown(answer, now), others)


def _choice(
    office: Office, record: Mapping[str, Any], now: datetime, fact: str, value: str, word: str, en: str
) -> Choice:
    told = {"yes": True, "no": False}.get(value, value) if value in ("yes", "no") else value
    document = apply(document_of(record), ANSWERED, {"fact": fact, "value": told})
    try:
        decided = office.decide(office.remake(document, last_instant(record) or now))
    except BadInput as e:
        return Choice(value, word, KEYS.get(value, ""), "Cannot be", e.what, False)
    if decided is None:
        return Choice(value, word, KEYS.get(value, ""), "Out of reach of these rules", "", False)
    got = decided.answer
    open_ = got["hold"] == "undetermined"
    left = len({q["en"] for q in got["questions"]})
    if open_ and got["questions"] and got["questions"][0]["en"] == en and left == 1:
        unknown = _unknown(got, now)
        return Choice(value, word, KEYS.get(value, ""), f"Still not known. {unknown.headline}", unknown.why, False)
    headline = "One more question" if open_ and left == 1 else f"{left} more questions" if open_ else _at(got, now)
    why = got["questions"][0]["en"] if open_ and got["questions"] else got["why"]
    return Choice(value, word, KEYS.get(value, ""), headline, why, not open_)


def _at(answer: Mapping[str, Any], now: datetime) -> str:
    """The headline as it reads at ``now``: a release that is due later says when."""
    due = answer["release_due"]
    if answer["headline"] == "Release now." and due and datetime.fromisoformat(due) > now:
        return f"Release at {say_minute(datetime.fromisoformat(due), relative_to=now)}. Decided."
    return str(answer["headline"])


def _unknown(answer: Mapping[str, Any], now: datetime) -> Choice:
    due = answer["release_by"] or answer["release_due"]
    at = datetime.fromisoformat(due) if due else None
    headline = (
        "Release when it is due"
        if at is None
        else "Release now"
        if at <= now
        else f"Release at {say_minute(at, relative_to=now)}"
    )
    return Choice(UNKNOWN, "Nobody knows", KEYS[UNKNOWN], headline, "A missing answer is never a reason to hold.", True)
