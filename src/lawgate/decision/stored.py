"""Facts as stored data, and back: what a decision is kept with, so that it can be made again from the ledger alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from lawgate.base import BadInput, Place
from lawgate.base.ids import plain
from lawgate.decision.casefile import Question
from lawgate.law.declare import DECLARED

EXTRA = ("dhs_arrives_at",)


def facts_data(q: Question) -> dict[str, Any]:
    """The question with every fact the law can see, as JSON types."""
    facts = {k: plain(v) for k, v in q.facts.items() if k in DECLARED or k in EXTRA}
    for rows in ("charges", "priors"):
        if rows in q.facts:
            facts[rows] = [{k: plain(v) for k, v in row.items() if f"row.{k}" in DECLARED} for row in q.facts[rows]]
    return {
        "id": q.id,
        "place": asdict(q.place),
        "day": q.day.isoformat(),
        "mode": q.mode,
        "scope": q.scope,
        "facts": facts,
    }


def question_from(data: Mapping[str, Any]) -> Question:
    """The question that ``facts_data`` stored."""
    try:
        place = Place(**data["place"])
        facts = {k: _typed(k, v, place) for k, v in data["facts"].items() if k not in ("charges", "priors")}
        for rows in ("charges", "priors"):
            if rows in data["facts"]:
                facts[rows] = tuple(
                    {k: _typed(f"row.{k}", v, place) for k, v in row.items()} for row in data["facts"][rows]
                )
        return Question(
            id=data["id"],
            place=place,
            day=date.fromisoformat(data["day"]),
            facts=facts,
            mode=data["mode"],
            scope=data["scope"],
        )
    except (KeyError, TypeError, ValueError) as e:
        raise BadInput(f"not stored facts: {e}", do="the record was altered or is of another version") from e


def _typed(name: str, value: Any, place: Place) -> Any:
    if value is None:
        return None
    kind = "instant" if name in EXTRA else DECLARED[name].kind
    if kind == "instant":
        return datetime.fromisoformat(value).astimezone(place.zone)
    if kind == "day":
        return date.fromisoformat(value)
    if kind == "words":
        return frozenset(value)
    return value
