"""What was typed, read into the fields of an act: every mistake named beside its field, nothing taken by halves."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput
from lawgate.base.ids import plain
from lawgate.base.moments import say_minute
from lawgate.booking.schema import PARTS, Column
from lawgate.booking.values import read_value
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts import UNKNOWN
from lawgate.casework.acts_places import split_fact
from lawgate.detainer import FORMS

LONGEST = {"line": 200, "lines": 2000}
MOST_ROWS = 40
SKEW = timedelta(minutes=2)
"""How far a desk's clock may be ahead of the server's before a time is taken for one that has not come yet."""
WORKED_OUT = {"arrested_at_day": "arrested_at", "release_due.five_days_before": "release_due.t0"}
OF_ROWS = {"section": "statute", "held_to_answer": "held_to_answer_872.found"}
CRIME = ("statute", "name", "level", "convicted_on")


class Incomplete(BadInput):
    """``mistakes``: field → sentence."""

    code = "incomplete"

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        self.mistakes = dict(mistakes)
        super().__init__("; ".join(f"{name}: {what}" for name, what in mistakes.items()), do="correct what is marked")


def typed(kind: k.Kind, raw: Mapping[str, Any], tz: ZoneInfo, now: datetime) -> dict[str, Any]:
    """The fields of ``kind`` from a form or a JSON object. What is left blank is left out. Raises ``Incomplete``."""
    out: dict[str, Any] = {}
    mistakes: dict[str, str] = {}
    for field in kind.fields:
        try:
            value = _value(field, raw.get(field.name), tz, now)
        except BadInput as e:
            mistakes[field.name] = e.what + (f"; {e.do}" if e.do else "")
            continue
        if value in (None, "", []):
            if field.needed:
                mistakes[field.name] = "is needed"
        else:
            out[field.name] = value
    if not mistakes:
        try:
            _together(kind, out, tz)
        except Incomplete as e:
            mistakes = e.mistakes
    if mistakes:
        raise Incomplete(mistakes)
    return out


def happened(kind: k.Kind, fields: Mapping[str, Any], now: datetime) -> datetime:
    """When the act happened, by its own field; else now."""
    told = fields.get(kind.at) if kind.at else None
    return datetime.fromisoformat(told) if isinstance(told, str) else now


def clean(text: str, longest: int) -> str:
    """``text`` as it is kept: composed, trimmed. Raises ``BadInput`` for one too long, or with marks that turn letters about."""
    if len(text) > longest:
        raise BadInput(f"has {len(text):,} characters", do=f"write {longest:,} at most")
    out = unicodedata.normalize("NFC", text).strip()
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in out):
        raise BadInput("has a character that cannot be written", do="type it again")
    if any(
        unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") for c in out
    ):
        raise BadInput("has a hidden mark that turns letters about", do="type it again")
    return out


def _value(field: k.Field, raw: Any, tz: ZoneInfo, now: datetime) -> Any:
    if raw is None:
        return None
    if field.kind == "words":
        return _words(field, raw)
    if field.kind == "lines":
        text = "\n".join(raw) if isinstance(raw, list) else str(raw)
        return clean(text.replace("\r\n", "\n"), LONGEST["lines"])
    if isinstance(raw, list | dict):
        raise BadInput("is more than one value", do="give one")
    text = clean(str(raw), LONGEST["line"])
    if text == "" or field.kind == "line":
        return text
    if field.kind == "word":
        return _word(field, text)
    found = read_value(Column(field.name, field.kind, ""), text, tz)
    if isinstance(found, datetime) and found > now + SKEW:
        raise BadInput(f"{say_minute(found, relative_to=now)} has not come yet", do="check the day and the time")
    return plain(found)


def _word(field: k.Field, text: str) -> str:
    if field.choices and text not in dict(field.choices):
        raise BadInput("is none of the choices", do="choose one")
    return text


def _words(field: k.Field, raw: Any) -> list[str]:
    items: Sequence[Any] = raw if isinstance(raw, list) else [raw]
    if len(items) > MOST_ROWS:
        raise BadInput("is too long a list", do=f"give {MOST_ROWS} at most")
    return sorted({_word(field, clean(str(i), LONGEST["line"])) for i in items} - {""})


def _together(kind: k.Kind, out: dict[str, Any], tz: ZoneInfo) -> None:
    """What fields say to each other."""
    if kind.name == k.BOOKED:
        out["charges"] = [_crime("charges", line, tz) for line in _lines(out["charges"])]
        out["aliases"] = _lines(out.get("aliases", ""))
    elif kind.name == k.REQUESTED:
        form = FORMS[out["form"]]
        out["asks"] = sorted(form.asks)
        strange = sorted(set(out.get("boxes", ())) - form.boxes) if form.boxes else []
        if strange:
            raise Incomplete({"boxes": f"this edition has no box '{strange[0]}'"})
    elif kind.name == k.ANSWERED:
        try:
            out |= {"fact": _fact(out["fact"]), "value": _answer(_fact(out["fact"]), out["value"], tz)}
        except BadInput as e:
            raise Incomplete({"value": e.what + (f"; {e.do}" if e.do else "")}) from e
    elif kind.name == k.RELEASED:
        late = {n: "is after the door" for n in ("began_at", "wants_at") if _after(out.get(n), out["door_at"])}
        if late:
            raise Incomplete(late)
    elif kind.name == k.BAIL and out.get("refused") and out["amount_usd"] == 0:
        raise Incomplete({"amount_usd": "is what was offered"})


def _after(one: str | None, other: str) -> bool:
    return one is not None and datetime.fromisoformat(one) > datetime.fromisoformat(other)


def _lines(text: str) -> list[str]:
    found = [line.strip() for line in text.split("\n") if line.strip()]
    if len(found) > MOST_ROWS:
        raise Incomplete({"charges": f"has {len(found)} lines; write {MOST_ROWS} at most"})
    return found


def _crime(part: str, line: str, tz: ZoneInfo) -> dict[str, Any]:
    """``Pen. Code 211; robbery; felony; 2009-03-12`` as a charge or a conviction."""
    columns = {c.name: c for c in PARTS["charge"]}
    out: dict[str, Any] = {}
    for name, text in zip(CRIME, (p.strip() for p in line.split(";")), strict=False):
        if text:
            try:
                out[name] = plain(read_value(columns[name], text, tz))
            except BadInput as e:
                raise Incomplete({part: f"'{line}': {name} {e.what}" + (f"; {e.do}" if e.do else "")}) from e
    if not out.get("statute") and not out.get("name"):
        raise Incomplete({part: f"'{line}' has neither statute nor name"})
    return out


def _fact(fact: str) -> str:
    """The column in which an answer about ``fact`` is kept."""
    rows, number, name = split_fact(fact)
    if number is not None:
        kept = OF_ROWS.get(name, name)
        return kept if "." in kept else f"{rows}[{number}].{kept}"
    return WORKED_OUT.get(fact, fact)


def column_of(fact: str) -> Column | None:
    """The column that holds ``fact``; None for lists and for the request as a whole, and for what no feed can say."""
    rows, number, name = split_fact(_fact(fact))
    part = {"charges": "charge", "priors": "prior", "request": "request"}.get(rows, "booking")
    if number is None and rows in ("charges", "priors"):
        return None
    return next((c for c in PARTS[part] if c.name == name), None)


def _answer(fact: str, text: str, tz: ZoneInfo) -> Any:
    if text == UNKNOWN:
        return UNKNOWN
    if fact in ("charges", "priors"):
        none = text.strip().lower() in ("none", "no")
        return [] if none else [_crime("value", line, tz) for line in _lines(text)]
    if fact == "request":
        return bool(read_value(Column(fact, "yes/no", ""), text, tz))
    column = column_of(fact)
    if column is None:
        raise BadInput(f"nothing is asked about '{fact[:60]}'", do="answer the question that is shown")
    return plain(read_value(column, text, tz))
