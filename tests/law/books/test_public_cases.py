"""The worked cases that came from outside: every one agrees, or its difference is argued in the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from lawgate.base import BadInput
from lawgate.decision import Decider, question, read_cases
from lawgate.law import Action, Answer, Query
from lawgate.law.books import books, load
from lawgate.law.exact import Completions
from tests.law.test_three_values import agree
from tests.shared import shared

DECIDER = Decider(load())
DISAGREEMENTS = Path(__file__).resolve().parents[3] / "docs" / "law-disagreements.md"
ANSWERS = ("hold", "notify", "transfer", "interview")


@lru_cache(maxsize=1)
def argued() -> frozenset[str]:
    """The ids of the cases that the documentation argues."""
    return frozenset(re.findall(r"\b(?:fc-\d+|[A-Z]{2}-\d+)\b", DISAGREEMENTS.read_text(encoding="utf-8")))


def public() -> Iterator[dict[str, Any]]:
    """Every public case of a jurisdiction that has a book."""
    have = {book.split("_")[1].upper() for book in books() if "_" in book}
    for name in ("federal", "ca", "states"):
        for case in read_cases(shared(f"law/cases/{name}.yaml")):
            if name == "federal" or case["jurisdiction"]["state"] in have:
                yield case


def line(case: dict[str, Any]) -> dict[str, Any]:
    try:
        return DECIDER.decide(question(case), trace=False).line()
    except BadInput as e:
        return {"error": e.code}


@pytest.mark.shared
def test_every_public_case_agrees_or_is_argued() -> None:
    """The four answers and the papers to serve are those of the worked case, or the documentation says why not."""
    wrong, count = [], 0
    for case in public():
        count += 1
        expect, got = case["expect"], line(case)
        keys = ("error",) if "error" in expect else tuple(a for a in ANSWERS if a in expect)
        wrong += [(case["id"], k, expect[k], got.get(k)) for k in keys if got.get(k) != expect[k]]
        if "error" not in expect and set(got.get("must_serve", ())) != set(expect.get("must_serve", ())):
            wrong.append((case["id"], "must_serve", expect.get("must_serve"), got.get("must_serve")))
    assert count >= 180
    assert [w for w in wrong if w[0] not in argued()] == []


@pytest.mark.shared
def test_last_minute_clock_and_flags_agree_or_are_argued() -> None:
    """The last minute, its clock and the flags are those of the worked case, or the documentation says why not."""
    wrong = []
    for case in public():
        expect, got = case["expect"], line(case)
        if "error" in expect:
            continue
        for key in ("release_by", "clock"):
            if key in expect and got.get(key) != expect[key]:
                wrong.append((case["id"], key, expect[key], got.get(key)))
        if set(got.get("flags", ())) != set(expect.get("flags") or ()):
            wrong.append((case["id"], "flags", expect.get("flags"), got.get("flags")))
    assert [w for w in wrong if w[0] not in argued()] == []


@pytest.mark.shared
def test_the_three_readers_agree_on_the_public_cases() -> None:
    """Over columns every case has the scalar reader's answers, reasons and limits; the solver allows no other answer for one in four."""
    asked = [question(c) for c in public() if "error" not in c["expect"]]
    agree([(Query(q.place, q.day.isoformat(), q.mode, q.scope, q.policies), dict(q.facts)) for q in asked])
    for q in asked[::4]:
        law = DECIDER.compiled(q)
        hold = law.answer(Action.HOLD, q.facts)
        assert hold is not Answer.UNDETERMINED
        assert Completions(law.program.rulings[Action.HOLD], q.facts).possible(2) == (hold,), q.id
