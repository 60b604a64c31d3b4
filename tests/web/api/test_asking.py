"""What-ifs: worked on beside the requests, each once, and waited for with patience that ends."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from lawgate.decision import question
from lawgate.decision.casefile import Question
from lawgate.web.api import asking
from lawgate.web.api.asking import WAITING, Busy, WhatIfs
from tests.cli.test_commands import CASE
from tests.web.api.conftest import Asks

LAW: Any = SimpleNamespace(rulebook=SimpleNamespace(digest="law"))
"""As much of a decider as is looked at before the work."""


def named(name: str) -> Question:
    made = json.loads(json.dumps(CASE))
    made["given"]["agency"] = {"x": name}
    return question(made)


def test_a_question_is_worked_on_once_and_kept() -> None:
    """Many who ask the same at once wait for one answer; asked later, it is there; another question is another work."""
    done: list[str] = []

    def work(law: Any, q: Question) -> Any:
        done.append(q.id)
        threading.Event().wait(0.05)
        return [{"n": len(done)}]

    what_ifs = WhatIfs(work)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: what_ifs.ask(LAW, named("one")), range(8)))
    assert answers == [[{"n": 1}]] * 8
    assert what_ifs.ask(LAW, named("two")) == [{"n": 2}]
    assert len(done) == 2


def test_patience_ends_and_the_work_goes_on() -> None:
    """Who waits too long is told to ask again and finds the answer then; more than can wait are sent away; what failed is tried anew."""
    go, fails = threading.Event(), [True]

    def work(law: Any, q: Question) -> Any:
        go.wait(10)
        if q.given["agency"]["x"] == "fails" and fails.pop():
            raise ZeroDivisionError
        return []

    what_ifs = WhatIfs(work, patience=0.01)
    for n in range(WAITING):
        with pytest.raises(Busy, match="still being worked on"):
            what_ifs.ask(LAW, named(str(n)))
    with pytest.raises(Busy, match="many"):
        what_ifs.ask(LAW, named("one more"))
    go.set()
    what_ifs.patience = 10
    assert what_ifs.ask(LAW, named("0")) == []
    with pytest.raises(ZeroDivisionError):
        what_ifs.ask(LAW, named("fails"))
    fails.append(False)
    assert what_ifs.ask(LAW, named("fails")) == []


def _slow(law: Any, q: Question) -> list[dict[str, Any]]:
    threading.Event().wait(0.2)
    return []


def test_a_what_if_is_answered_and_a_busy_house_says_so(api: Asks, monkeypatch: pytest.MonkeyPatch) -> None:
    """The changes with their clauses, the questions where an answer is open; a 503 problem with Retry-After where it takes too long."""
    case = json.loads(json.dumps(CASE))
    del case["given"]["priors"], case["jurisdiction"]["circuit"]
    said = {a["action"]: a for a in api("POST", "/what-if", case).json()["actions"]}
    assert said["hold"]["answer"] == "undetermined"
    assert said["hold"]["questions"]
    assert not said["hold"]["facts"]
    assert any(c["clause"] for a in said.values() for c in a["days"] + a["places"] + a["facts"])
    monkeypatch.setattr(asking, "_asked", WhatIfs(_slow, patience=0.01))
    busy = api("POST", "/what-if", case)
    assert (busy.status_code, busy.json()["code"], busy.headers["Retry-After"]) == (503, "busy", "5")
    assert busy.headers["Content-Type"] == "application/problem+json"
