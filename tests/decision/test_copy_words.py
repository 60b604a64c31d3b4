"""The copy of what ICE was told, in the person's own words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from lawgate.decision.copy_words import LANGUAGES, T, copy_packet
from lawgate.law.terms import Item

AT = datetime.fromisoformat("2018-06-09T22:49-07:00")
RECORD: dict[str, Any] = {
    "booking": "18-1",
    "person": {"last": "Marrow", "first": "Elena"},
    "place": {"agency": "Ridgemont Jail", "county": "Los Angeles", "state": "CA", "tz": "America/Los_Angeles"},
    "request": None,
}
TOLD: dict[str, Any] = {
    "custody": {"agency": "Ridgemont Jail", "county": "Los Angeles"},
    "booking": {"number": "18-1", "booked_at": "2018-06-09T22:45-07:00", "charges": [{"level": "felony", "name": "burglary"}]},
    "release": {"due": "2018-06-10T23:00-07:00", "last_minute": "2018-06-11T01:30-07:00"},
    "address": "12 Elm Street",
    "status": "not on file",
    "prints": {"control": "L-204"},
    "intent": {"hold": "prohibited", "notify": "permitted", "transfer": "undetermined"},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_was_told_is_in_the_copy_and_nothing_else(language: str) -> None:
    """Each element with its value, by the local clock; what was kept back by its name and reason; the law, or the house's own word."""
    for item in TOLD:
        kept = [{"what": k, "why": f"Because of {k}."} for k in TOLD if k != item]
        copy = {"sent": {item: TOLD[item]}, "withheld": kept, "words": "Give the same.", "citation": "§ 1", "law": True}
        made = copy_packet(RECORD, copy, AT, language)
        told, back, why = made.sections[0].says, made.sections[1].says, made.sections[2].says
        assert "22:49" in told[0]
        assert len(told) > 1
        for value in _texts(TOLD[item]):
            known = T[language].get(value, value)
            assert any(v in " ".join(told) for v in (known, value[11:16], "23:00", "01:30")), (item, value, told)
        assert len(back) == len(TOLD) - 1
        assert all(f"Because of {w['what']}." in line for w, line in zip(kept, back, strict=True))
        assert "§ 1" in why[0]
        house = copy_packet(RECORD, {**copy, "withheld": [], "law": False}, AT, language)
        assert "§" not in " ".join(says for s in house.sections[:2] for says in s.says)
        assert len(house.sections) == len(made.sections) - 1


def test_every_element_that_the_law_knows_to_be_told_to_ice_has_words() -> None:
    """In both languages, told and kept back: none is shown by its key alone."""
    between = {Item.DECISION, Item.NOTICE, Item.REQUEST}  # never told to ICE
    for language in LANGUAGES:
        assert {i.value for i in Item if i not in between} == set(TOLD) <= set(T[language])
        assert all(f"{i}-kept" in T[language] for i in TOLD)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts(v)]
    return [t for v in value for t in _texts(v)] if isinstance(value, list) else [str(value)]
