"""The worked cases that came from outside, for every jurisdiction whose book is written."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from lawgate.base import BadInput
from lawgate.decision import Decider, question, read_cases
from lawgate.law.books import load
from tests.shared import shared

ACTIONS = ("hold", "notify", "transfer", "interview")
ARGUED = frozenset({"CO-002", "IL-004", "NM-001"})
"""Cases answered otherwise, each argued in docs/law-disagreements.md."""
DECIDER = Decider(load())


def public() -> Iterator[dict[str, Any]]:
    for name in ("federal", "ca", "states"):
        yield from read_cases(shared(f"law/cases/{name}.yaml"))


@pytest.mark.shared
def test_every_public_case_gets_its_expected_answers_and_minute() -> None:
    """Answers and last minute agree with the worked case, or the difference is argued."""
    wrong = []
    count = 0
    for case in public():
        expect = case["expect"]
        count += 1
        try:
            line = DECIDER.decide(question(case), trace=False).line()
        except BadInput as e:
            line = {"error": e.code}
        keys = ("error",) if "error" in expect else (*(a for a in ACTIONS if a in expect), "release_by", "clock")
        wrong += [(case["id"], k, expect[k], line.get(k)) for k in keys if line.get(k) != expect[k]]
    assert count >= 100
    assert [w for w in wrong if w[0] not in ARGUED] == []


@pytest.mark.shared
def test_papers_agree_on_nearly_every_public_case() -> None:
    """The papers to be served are the expected ones on at least 95 of 100 cases."""
    agree = [
        set(DECIDER.decide(question(c), trace=False).line()["must_serve"]) == set(c["expect"]["must_serve"])
        for c in public()
        if "must_serve" in c["expect"]
    ]
    assert sum(agree) >= 0.95 * len(agree)


def without(case: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    less = copy.deepcopy(case)
    at: Any = less["given"]
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    return less


def paths(given: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every given fact: keys of maps, and keys of the rows of charges and priors."""
    for key, value in given.items():
        if key == "calendar":
            continue
        yield (*at, key)
        if isinstance(value, dict):
            yield from paths(value, (*at, key))
        elif key in ("charges", "priors"):
            for i, row in enumerate(value):
                yield from ((*at, key, i, field) for field in row)


def named(path: tuple[str | int, ...], missing: tuple[str, ...]) -> bool:
    """Some missing fact is the dropped one, lies in it, or is the list it belongs to."""
    text = ".".join(str(p) for p in path if isinstance(p, str))
    return any(m.replace("]", "").split("[")[0] == text or text.split(".")[0] in m or m in text for m in missing)


KNOWN_TRADE = {("fc-127", ("subject", "document_received_at")), ("NH-004", ("unsafe_to_comply",))}
"""Two facts whose absence another case reads as *none* (docs/law-disagreements.md)."""


@pytest.mark.shared
@pytest.mark.slow
def test_unknown_is_not_false() -> None:
    """Drop each given fact of each case in turn: the answer stays, or is undetermined naming that fact."""
    flipped, unnamed, count = [], [], 0
    plain = Decider(load(), exact_up_to=0)
    for case in public():
        if "error" in case["expect"]:
            continue
        before = DECIDER.decide(question(case), trace=False)
        for path in paths(case["given"]):
            if (case["id"], path) in KNOWN_TRADE or path == ("release_due",):
                continue
            after = plain.decide(question(without(case, path)), trace=False)
            count += 1
            for action, answer in after.answers.items():
                if answer.value == "undetermined":
                    if not named(path, after.determinations[action].missing):
                        unnamed.append((case["id"], path, action.value, after.determinations[action].missing))
                elif answer is not before.answers[action]:
                    flipped.append((case["id"], path, action.value, before.answers[action].value, answer.value))
    assert count > 2000
    assert flipped == []
    assert unnamed == []
