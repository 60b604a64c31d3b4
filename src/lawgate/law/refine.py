"""Answers that Kleene's tables left open, made exact and kept: by trying ordinary completions first, and by the solver where they agree.

Results are kept by the pattern of the facts that the ruling looks at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lawgate.law.exact import Completions, Exact, Shapes, conditions
from lawgate.law.expr import EMPTY_ROW, Case
from lawgate.law.norms import Answer
from lawgate.law.pattern import Sight
from lawgate.law.resolve import Ruling
from lawgate.law.scalar import Determination
from lawgate.law.solver import alone
from lawgate.law.witnesses import differ, turning


class Refiner:
    """Exact answers for determinations that Kleene left open, cached by ruling and pattern (see ``pattern``)."""

    def __init__(self) -> None:
        self._cache: dict[tuple[Any, ...], Exact] = {}
        self._only: dict[tuple[Any, ...], Answer] = {}
        self._sights: dict[int, tuple[Ruling, Sight]] = {}
        self._tried: dict[int, tuple[Ruling, Callable[[Case], Answer]]] = {}
        self._shapes = Shapes()

    def refine(self, ruling: Ruling, case: Case, found: Determination, *, ask: bool = True) -> Determination:
        """``found`` as it is when it is determined; else the exact answer, or the fewest facts to ask for. ``ask`` False: the answer
        alone, which is most of the way quicker where it stays open; then ``found`` is given back."""
        if found.answer is not Answer.UNDETERMINED:
            return found
        key = self._key(ruling, case, found.missing)
        if not ask and key not in self._cache:
            only = self._only_one(key, ruling, case, found.missing)
            return found if only is Answer.UNDETERMINED else replace(found, answer=only, possible=(only,), missing=())
        exact = self._exact(key, ruling, case, found.missing)
        if len(exact.possible) == 1:
            return replace(found, answer=exact.possible[0], possible=exact.possible, missing=())
        return replace(found, possible=exact.possible, missing=exact.missing)

    def _key(self, ruling: Ruling, case: Case, names: tuple[str, ...]) -> tuple[Any, ...]:
        if id(ruling) not in self._sights:
            self._sights[id(ruling)] = ruling, Sight(conditions(ruling))
        return id(ruling), names, self._sights[id(ruling)][1].pattern(case)

    @alone
    def _only_one(self, key: tuple[Any, ...], ruling: Ruling, case: Case, names: tuple[str, ...]) -> Answer:
        """The answer that every completion gives; undetermined where they differ."""
        if key not in self._only and differ(self._answer(ruling), case, names):
            self._only[key] = Answer.UNDETERMINED
        if key not in self._only:
            possible = Completions(ruling, case, self._shapes).possible(2)
            self._only[key] = possible[0] if len(possible) == 1 else Answer.UNDETERMINED
        return self._only[key]

    @alone
    def _exact(self, key: tuple[Any, ...], ruling: Ruling, case: Case, names: tuple[str, ...]) -> Exact:
        found = self._cache.get(key)
        if found is None:
            completions = Completions(ruling, case, self._shapes)
            possible = completions.possible()
            turn = turning(self._answer(ruling), case, names) if len(possible) > 1 else ()
            missing = completions.settle(names, turn) if len(possible) > 1 else ()
            found = self._cache[key] = Exact(possible, missing)
        return found

    def _answer(self, ruling: Ruling) -> Callable[[Case], Answer]:
        """What ``ruling`` answers on a case all of whose facts are known."""
        if id(ruling) not in self._tried:
            tests = [(e.cond.test(), e.answer) for e in ruling.entries]

            def answer(case: Case) -> Answer:
                return next((a for test, a in tests if test(case, EMPTY_ROW) is True), ruling.otherwise)

            self._tried[id(ruling)] = ruling, answer  # a ruling that is kept keeps its number
        return self._tried[id(ruling)][1]
