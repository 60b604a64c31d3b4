"""What-ifs, which take the solver seconds: worked on beside the requests, each once, and waited for with patience that ends.

What is known of nobody else goes in, and nothing is kept but in memory: a question that was answered is answered again at once. Who
waits too long, or finds too many waiting, is told to ask again; the work goes on meanwhile, and the next asking finds it done.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from typing import Any

from lawgate.base import LawgateError, digest
from lawgate.base.ids import plain
from lawgate.decision import Decider
from lawgate.decision.casefile import Question
from lawgate.decision.whatif_told import what_if
from lawgate.decision.words import fact_questions
from lawgate.law.norms import Action, Answer

AT_ONCE = 2  # more would not be quicker on a small machine
WAITING = 16  # questions that are worked on or wait for it
PATIENCE = 20.0  # seconds; longer than nearly every question takes
KEPT = 256

Told = list[dict[str, Any]]


class Busy(LawgateError):
    """The answer is not there yet, and may be in a few seconds."""

    code, status = "busy", 503

    def __init__(self, what: str) -> None:
        self.headers = {"Retry-After": "5"}
        super().__init__(f"{what}; ask again in a few seconds")


class WhatIfs:
    """``patience``: seconds that somebody waits. Threads may ask at once; the same question is worked on once."""

    def __init__(self, work: Callable[[Decider, Question], Told], *, patience: float = PATIENCE) -> None:
        self.work, self.patience = work, patience
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="what-if")
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, Future[Told]] = OrderedDict()

    def ask(self, decider: Decider, q: Question) -> Told:
        """The answer, if need be after waiting for it. Raises ``Busy``, and what the work raises."""
        key = _key(decider, q)
        with self._lock:
            found = self._answers.get(key)
            if found is None:
                if sum(not f.done() for f in self._answers.values()) >= WAITING:
                    raise Busy("many what-ifs are being worked on")
                found = self._answers[key] = self._pool.submit(self.work, decider, q)
                self._forget()
            self._answers.move_to_end(key)
        try:
            return found.result(self.patience)
        except TooLong:
            raise Busy("this what-if is still being worked on") from None
        except Exception:
            with self._lock:
                self._answers.pop(key, None)  # what failed is tried anew
            raise

    def _forget(self) -> None:
        for old in [k for k, f in self._answers.items() if f.done()][: max(0, len(self._answers) - KEPT)]:
            del self._answers[old]


def _key(decider: Decider, q: Question) -> str:
    asked = plain([decider.rulebook.digest, q.place, q.day, q.mode, q.scope, q.facts, q.given])
    return digest(json.dumps(asked, sort_keys=True, default=str).encode())


def settled(decider: Decider, q: Question) -> Told:
    """For each action what would change its answer; where it is open, the questions that would settle it."""
    now = decider.decide(q, trace=False)
    known = [a for a in Action if now.answers[a] is not Answer.UNDETERMINED]
    found = {t["action"]: {**t, "questions": []} for t in what_if(decider, q, known)}
    asked = fact_questions(now)
    open_ = {"answer": Answer.UNDETERMINED.value, "facts": [], "days": [], "places": [], "questions": asked}
    return [found.get(a.value, {"action": a.value, **open_}) for a in Action]


_asked = WhatIfs(settled)


def changes(decider: Decider, q: Question) -> Told:
    """What would change the answers to ``q`` by the law of ``decider``. Raises ``Busy``."""
    return _asked.ask(decider, q)
