"""The scalar evaluator: one case, with the full trace. See ``resolve`` for how the answer is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lawgate.law.expr import EMPTY_ROW, Case, Expr, Test, Truth
from lawgate.law.norms import Action, Answer, Norm
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
class Finding:
    """The four determinations, and the limits that bound a hold (``None``: a limit whose facts are unknown)."""

    determinations: Mapping[Action, Determination]
    limits: tuple[tuple[Norm, Truth], ...]

    def answer(self, action: Action) -> Answer:
        return self.determinations[action].answer

    @property
    def answers(self) -> dict[Action, Answer]:
        return {a: d.answer for a, d in self.determinations.items()}


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows once the answers stand: papers to give, other duties, flags, side questions."""

    papers: tuple[Norm, ...]
    duties: tuple[Norm, ...]
    flags: tuple[str, ...]
    sides: Mapping[str, Answer]


class Compiled:
    """A program made ready to run: every condition as a function, each condition object tested once a case."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._tests: dict[int, Test] = {}
        for ruling in (*program.rulings.values(), *program.tellings.values()):
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

    def find(self, case: Case) -> Finding:
        """The answers for ``case``. Raises nothing: what is unknown stays unknown."""
        program = self.program
        return Finding(
            determinations={a: self._determine(r, case) for a, r in program.rulings.items()},
            limits=tuple((n, t) for n in program.limits if (t := self.truth(n.cond, case)) is not False),
        )

    def answer(self, action: Action, case: Case) -> Answer:
        """The answer for one action alone, as ``find`` gives it, without what it rests on or lacks."""
        ruling = self.program.rulings[action]
        possible: set[Answer] = set()
        for entry in ruling.entries:
            value = self.truth(entry.cond, case)
            if value is not False:
                possible.add(entry.answer)
            if value is True:
                break
        else:
            possible.add(ruling.otherwise)
        return possible.pop() if len(possible) == 1 else Answer.UNDETERMINED

    def tell(self, token: str, case: Case) -> Determination | None:
        """What the norms on one telling come to (see ``law.telling``); None where none in force speaks of it."""
        ruling = self.program.tellings.get(token)
        return None if ruling is None else self._determine(ruling, case)

    def follow(self, case: Case, answers: Mapping[Action, Answer], found: Finding) -> Consequences:
        """What follows from ``answers``, which the clock may have changed since they were found."""
        program = self.program
        flags = [n.token for n in self._following(program.flags, case, answers)]
        for action, determination in found.determinations.items():
            if answers[action] is determination.answer:
                flags += [f for n in determination.rests_on for f in n.flags]
        return Consequences(
            papers=self._following(program.papers, case, answers),
            duties=self._following(program.duties, case, answers),
            flags=tuple(dict.fromkeys(flags)),
            sides={n.token: n.answer for n in program.sides if n.answer and self.truth(n.cond, case) is True},
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
        sure = next(
            (e.ground for e in entries if self.truth(e.cond, case) is True), entries[0].ground if entries else ""
        )
        return Determination(ruling.action, answer, ground=sure, possible=(answer,), rests_on=norms)

    def may_carry(self, action: Action, answer: Answer, case: Case) -> tuple[Norm, ...]:
        """The norms that speak for ``answer`` and are not known to fail: what an answer settled by completions rests on."""
        ruling = self.program.rulings[action]
        ids = dict.fromkeys(i for e in ruling.entries if e.answer is answer for i in e.norms)
        # Facts that matter are unknown here, so norms that apply to everyone alike say nothing of this person.
        open_ = [i for i in ids if self.truth(ruling.effective[i], case) is None]
        sure = [i for i in ids if self.truth(ruling.effective[i], case) is True]
        return tuple(self.program.norms[i] for i in open_ or sure)

    def carried(self, settled: Determination, case: Case) -> Determination:
        """An answer settled by completions, with what it may rest on; what is still open is given back as it is.

        Where a lawful answer may rest on more than one ground, that of a request counts before a court's: it ends sooner."""
        answer = settled.answer
        if answer is Answer.UNDETERMINED:
            return settled
        entries = self.program.rulings[settled.action].entries
        grounds = [e.ground for e in entries if e.answer is answer and self.truth(e.cond, case) is not False]
        ground = next((g for g in grounds if g != "court"), "court") if grounds else ""
        return replace(settled, ground=ground, rests_on=self.may_carry(settled.action, answer, case))

    def _following(self, norms: Iterable[Norm], case: Case, answers: Mapping[Action, Answer]) -> tuple[Norm, ...]:
        out: dict[str, Norm] = {}
        for norm in norms:
            if _given(norm, answers) and self.truth(norm.cond, case) is True:
                out.setdefault(norm.token, norm)
        return tuple(out.values())

    def trace(self, case: Case) -> tuple[Reading, ...]:
        """Every norm in force, in the order of the books: did it apply, did it stand, what defeated it."""
        readings = []
        rulings = (*self.program.rulings.values(), *self.program.tellings.values())
        effective = {i: c for r in rulings for i, c in r.effective.items()}
        defeaters = {i: d for r in rulings for i, d in r.defeaters.items()}
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
