"""The scalar evaluator: one case, with the full trace. See ``resolve`` for how the answer is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lawgate.law.expr import EMPTY_ROW, Case, Expr, Test, Truth
from lawgate.law.norms import Action, Answer, Effect, Norm
from lawgate.law.resolve import Entry, Ruling
from lawgate.law.rulebook import Program
from lawgate.law.unknowns import unknown_in


@dataclass(frozen=True, slots=True)
class Reading:
    """One norm on one case. ``applies``: its own condition; ``stands``: after defeats; ``defeated_by``: true defeaters."""

    norm: Norm
    applies: Truth
    stands: Truth
    defeated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Determination:
    """The answer for one action. ``rests_on``: the norms that carry it; ``missing``: facts that keep it undetermined."""

    action: Action
    answer: Answer
    ground: str = ""
    possible: tuple[Answer, ...] = ()
    rests_on: tuple[Norm, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything the law says of one case: four determinations, and what follows from them."""

    determinations: Mapping[Action, Determination]
    limits: tuple[tuple[Norm, Truth], ...]
    papers: tuple[Norm, ...]
    duties: tuple[Norm, ...]
    flags: tuple[str, ...]
    sides: Mapping[str, Answer]
    trace: tuple[Reading, ...] = field(default=())

    def answer(self, action: Action) -> Answer:
        return self.determinations[action].answer


class Compiled:
    """A program made ready to run: every condition as a function, each condition object tested once a case."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._tests: dict[int, Test] = {}
        for ruling in program.rulings.values():
            for entry in ruling.entries:
                self._ready(entry.cond)
            for cond in ruling.effective.values():
                self._ready(cond)
        for norm in program.norms.values():
            self._ready(norm.cond)

    def _ready(self, cond: Expr) -> None:
        if id(cond) not in self._tests:
            self._tests[id(cond)] = cond.test()

    def truth(self, cond: Expr, case: Case) -> Truth:
        return self._tests[id(cond)](case, EMPTY_ROW)

    def evaluate(self, case: Case, *, trace: bool = True) -> Outcome:
        """All answers for ``case``. Raises nothing: what is unknown stays unknown."""
        program = self.program
        found = {a: self._determine(r, case) for a, r in program.rulings.items()}
        answers = {a: d.answer for a, d in found.items()}
        papers = self._following(program.papers, case, answers)
        return Outcome(
            determinations=found,
            limits=tuple((n, t) for n in program.limits if (t := self.truth(n.cond, case)) is not False),
            papers=papers,
            duties=self._following(program.duties, case, answers),
            flags=self._flags(case, answers, found),
            sides={n.token: n.answer for n in program.sides if n.answer and self.truth(n.cond, case) is True},
            trace=self._trace(case) if trace else (),
        )

    def _determine(self, ruling: Ruling, case: Case) -> Determination:
        possible: list[tuple[Answer, Entry | None]] = []
        unclear: list[Expr] = []
        for entry in ruling.entries:
            value = self.truth(entry.cond, case)
            if value is False:
                continue
            possible.append((entry.answer, entry))
            if value is True:
                break
            unclear.append(entry.cond)
        else:
            possible.append((ruling.otherwise, None))
        kinds = tuple(dict.fromkeys(a for a, _ in possible))
        if len(kinds) == 1:
            return self._determined(ruling, case, kinds[0], [e for _, e in possible if e is not None])
        missing = dict.fromkeys(name for cond in unclear for name in unknown_in(cond, case))
        return Determination(ruling.action, Answer.UNDETERMINED, possible=kinds, missing=tuple(missing))

    def _determined(self, ruling: Ruling, case: Case, answer: Answer, entries: list[Entry]) -> Determination:
        ids = dict.fromkeys(
            i for e in entries for i in e.norms if self.truth(ruling.effective[i], case) is True
        ) or dict.fromkeys(i for e in entries for i in e.norms if self.truth(ruling.effective[i], case) is not False)
        norms = tuple(self.program.norms[i] for i in ids)
        # With more than one ground possible, the first that is sure decides where custody rests.
        sure = next((e.ground for e in entries if self.truth(e.cond, case) is True), entries[0].ground if entries else "")
        return Determination(ruling.action, answer, ground=sure, possible=(answer,), rests_on=norms)

    def _following(
        self, norms: Iterable[Norm], case: Case, answers: Mapping[Action, Answer]
    ) -> tuple[Norm, ...]:
        out: dict[str, Norm] = {}
        for norm in norms:
            if _given(norm, answers) and self.truth(norm.cond, case) is True:
                out.setdefault(norm.token, norm)
        return tuple(out.values())

    def _flags(
        self, case: Case, answers: Mapping[Action, Answer], found: Mapping[Action, Determination]
    ) -> tuple[str, ...]:
        flags = [n.token for n in self._following(self.program.flags, case, answers)]
        flags += [f for d in found.values() for n in d.rests_on for f in n.flags]
        return tuple(dict.fromkeys(flags))

    def _trace(self, case: Case) -> tuple[Reading, ...]:
        readings = []
        effective = {i: c for r in self.program.rulings.values() for i, c in r.effective.items()}
        defeaters = {i: d for r in self.program.rulings.values() for i, d in r.defeaters.items()}
        for norm in self.program.norms.values():
            applies = self.truth(norm.cond, case)
            if applies is False:
                readings.append(Reading(norm, False, False))
                continue
            stands = self.truth(effective[norm.id], case) if norm.id in effective else applies
            by: tuple[str, ...] = ()
            if stands is not True:
                norms = self.program.norms
                by = tuple(i for i in defeaters.get(norm.id, ()) if self.truth(norms[i].cond, case) is True)
            readings.append(Reading(norm, applies, stands, by))
        return tuple(readings)


def _given(norm: Norm, answers: Mapping[Action, Answer]) -> bool:
    return all(answers[action] in wanted for action, wanted in norm.given.items())


EFFECTS_ON_ACTIONS = (Effect.REQUIRE, Effect.PERMIT, Effect.PROHIBIT, Effect.OPEN)
