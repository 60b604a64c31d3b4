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
SERIOUS = {"level": "felony", "serious": True, "violent": True, "confinement": "state-prison", "federal": False}
TRIALS: dict[str, Sequence[Any]] = {"priors": ([], [SERIOUS])}
"""Answers to a question without choices that are tried, to see how much it decides: nothing on record, and one grave conviction."""
KEYS = {"no": "N", "yes": "Y", UNKNOWN: "U"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, and what it brings: ``headline`` and ``why``. ``decides``: nothing else would be asked about the hold, or, where the
    hold is decided already, about telling and handing over."""

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
    decides: float = 0.0  # of the answers tried, the share that leaves nothing to be asked


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
    return max(asks, key=lambda a: a.decides, default=None)


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
    settled = answer["hold"] != "undetermined"
    choices = tuple(_choice(office, record, now, fact, value, word, en, settled) for value, word in options)
    tried = choices or tuple(_choice(office, record, now, fact, v, "", en, settled) for v in TRIALS.get(fact, ()))
    share = sum(c.decides for c in tried) / max(len(tried), 1)
    return Ask(fact, en, es, kind, HINTS.get(kind, ""), choices, _unknown(answer, now), others, share)


def _choice(
    office: Office, record: Mapping[str, Any], now: datetime, fact: str, value: Any, word: str, en: str, settled: bool
) -> Choice:
    told = value == "yes" if value in ("yes", "no") else value
    value = value if isinstance(value, str) else ""
    document = apply(document_of(record), ANSWERED, {"fact": fact, "value": told})
    try:
        decided = office.decide(office.remake(document, last_instant(record) or now))
    except BadInput as e:
        return Choice(value, word, KEYS.get(value, ""), "Cannot be", e.what, False)
    if decided is None:
        return Choice(value, word, KEYS.get(value, ""), "Out of reach of these rules", "", False)
    got = decided.answer
    left = len({q["en"] for q in got["questions"]})
    open_ = left > 0 if settled else got["hold"] == "undetermined"
    if settled and not open_:
        over = next(a for a in got["answers"] if a["action"] == "transfer")
        return Choice(value, word, KEYS.get(value, ""), f"Hand over? {over['mark']}. Decided.", over["sentence"], True)
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
