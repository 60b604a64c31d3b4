"""Law and clock to one answer. The only room that sees both.

The law says whether; the clock says until when; and the clock can undo the law's *yes*: a limit that has run out, a
request cancelled in mid-hold, evidence of citizenship, a statute that takes effect at midnight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from lawgate.clock.walk import utc
from lawgate.decision.casefile import Question
from lawgate.decision.circuit import circuit_question
from lawgate.decision.exposure import exposure_lines
from lawgate.decision.minute import Minute, minute, notify_by
from lawgate.decision.penalties import penalties
from lawgate.decision.records import Decision
from lawgate.law.expr import Case
from lawgate.law.norms import LAWFUL, Action, Answer, Norm
from lawgate.law.refine import Refiner
from lawgate.law.rulebook import FEDERAL_ONLY, Query, Rulebook
from lawgate.law.scalar import Compiled, Determination, Finding


class Decider:
    """Decides questions with one rulebook. Programs are compiled once a place and period.

    An answer that Kleene's tables leave open is settled by its completions, and ``missing`` is then a smallest set of facts to ask
    for. ``exact_up_to`` bounds the unknown facts for which the solver is asked: with more of them the answer stays undetermined,
    and ``missing`` names every unknown fact that plays a part. 0 never asks."""

    def __init__(self, rulebook: Rulebook, *, exact_up_to: int = 1000) -> None:
        self.rulebook = rulebook
        self.exact_up_to = exact_up_to
        self._refiner = Refiner()
        self._compiled: dict[int, Compiled] = {}

    def compiled(self, q: Question, day: date | None = None) -> Compiled:
        query = Query(q.place, (day or q.day).isoformat(), q.mode, q.scope, q.policies)
        program = self.rulebook.program(query)
        found = self._compiled.get(id(program))
        if found is None:
            found = self._compiled[id(program)] = Compiled(program)
        return found

    def decide(self, q: Question, *, trace: bool = True, ask: bool = True) -> Decision:
        """The decision on ``q``. What is unknown stays unknown and is named; nothing is guessed. ``ask`` False: where an answer stays
        open, the fewest facts to ask for are not worked out, and ``missing`` names every unknown one that plays a part."""
        law = self.compiled(q)
        case = q.facts
        found = _in_given_words(q, self._find(law, case, ask))
        answers = found.answers
        last = minute(q, found, lambda latest: self._ended_by_law(q, latest))
        flags: list[str] = []
        late = _apply_time(q, found, answers, last, flags)
        determinations = _with_late(found, late)
        follows = law.follow(case, answers, found)
        flags = [*follows.flags, *last.flags, *flags, *_derived_flags(q, found, answers, law)]
        rests_on = _rests_on(found, last, follows.papers)
        return Decision(
            id=q.id,
            place=q.place,
            day=q.day,
            determinations=determinations,
            answers=answers,
            release_due=q.t0,
            release_by=last.release_by,
            clock=last.clock,
            deadline=last.deadline,
            ceilings=dict(last.ceilings or {}),
            ended_by=last.ended_by,
            notify_by=notify_by(q, answers, found),
            papers=follows.papers,
            duties=follows.duties,
            flags=tuple(dict.fromkeys(flags)),
            sides=dict(follows.sides),
            because=tuple(dict.fromkeys(n.authority for n in rests_on)),
            rests_on=rests_on,
            missing=tuple(dict.fromkeys(m for a in Action for m in determinations[a].missing)),
            exposure=exposure_lines(self.rulebook, q, answers[Action.HOLD]),
            penalties=penalties(self.rulebook, q.day.isoformat(), answers, determinations),
            circuit=circuit_question(self.rulebook, q, determinations[Action.HOLD], answers[Action.HOLD]),
            rulebook=self.rulebook.digest,
            trace=law.trace(case) if trace else (),
        )

    def _find(self, law: Compiled, case: Case, ask: bool) -> Finding:
        found = law.find(case)
        if Answer.UNDETERMINED not in found.answers.values():
            return found
        exact = {a: self._settle(law, a, case, d, ask) for a, d in found.determinations.items()}
        return Finding(exact, found.limits)

    def _settle(self, law: Compiled, action: Action, case: Case, d: Determination, ask: bool) -> Determination:
        if d.answer is not Answer.UNDETERMINED or len(d.missing) > self.exact_up_to:
            return d
        return law.carried(self._refiner.refine(law.program.rulings[action], case, d, ask=ask), case)

    def _ended_by_law(self, q: Question, latest: datetime) -> date | None:
        """The first day after the question's own, up to ``latest``, on which the hold is no longer lawful."""
        last = latest.astimezone(q.place.zone) - timedelta(microseconds=1)
        for text in self.rulebook.changes_between(q.place, q.day.isoformat(), last.date().isoformat()):
            day = date.fromisoformat(text)
            if self.compiled(q, day).find({**q.facts, "moment.date": day}).answer(Action.HOLD) not in LAWFUL:
                return day
        return None


def _apply_time(q: Question, found: Finding, answers: dict[Action, Answer], last: Minute, flags: list[str]) -> _Late:
    """The question may be asked after the last minute, or after t0 when no hold is lawful: then nothing is left to do.

    Where that moment, or t0 itself, is not known the answer is undetermined and waits for it."""
    hold, transfer = answers[Action.HOLD], answers[Action.TRANSFER]
    free = transfer in LAWFUL and found.determinations[Action.TRANSFER].ground != "court"
    late: _Late = {}
    now = q.facts.get("decision_at")
    if now is None:
        arrives = q.facts.get("dhs_arrives_at")
        if (
            hold in LAWFUL
            and arrives is not None
            and last.release_by is not None
            and utc(arrives) >= utc(last.release_by)
        ):
            late[Action.HOLD] = ((hold, Answer.PROHIBITED), ("decision_at",))
            if free:
                answers[Action.TRANSFER] = Answer.PROHIBITED
    elif "release_due.t0" not in q.facts:
        if free:
            late[Action.TRANSFER] = ((transfer, Answer.PROHIBITED), ("release_due.t0",))
    elif q.t0 is not None and hold in LAWFUL and last.release_by is not None and utc(now) >= utc(last.release_by):
        answers[Action.HOLD] = Answer.PROHIBITED
        flags.append("limit-passed-release-now")
        if free:
            answers[Action.TRANSFER] = Answer.PROHIBITED
    elif q.t0 is not None and utc(now) > utc(q.t0) and hold is Answer.UNDETERMINED and free:
        late[Action.TRANSFER] = ((transfer, Answer.PROHIBITED), found.determinations[Action.HOLD].missing)
    elif q.t0 is not None and utc(now) > utc(q.t0) and hold not in LAWFUL and free:
        answers[Action.TRANSFER] = Answer.PROHIBITED
        flags.append("late-transfer-is-a-hold")
    answers.update(dict.fromkeys(late, Answer.UNDETERMINED))
    return late


_Late = dict[Action, tuple[tuple[Answer, ...], tuple[str, ...]]]
"""Answers that the clock leaves open: what they may be, and the facts that would tell."""


def _with_late(found: Finding, late: _Late) -> dict[Action, Determination]:
    out = dict(found.determinations)
    for action, (possible, missing) in late.items():
        out[action] = replace(out[action], answer=Answer.UNDETERMINED, possible=possible, missing=missing)
    return out


def _in_given_words(q: Question, found: Finding) -> Finding:
    """Missing facts by the names they are given under: a charge's finding comes from the magistrate's."""
    source = "held_to_answer_872.charge" if q.facts.get("held_to_answer_872.found") else "held_to_answer_872.found"

    def name(fact: str) -> str:
        if not fact.endswith("].held_to_answer"):
            return fact
        row = int(fact.partition("[")[2].partition("]")[0])
        return source if "statute" in q.facts["charges"][row] else f"charges[{row}].statute"

    named = {
        a: replace(d, missing=tuple(dict.fromkeys(map(name, d.missing)))) if d.missing else d
        for a, d in found.determinations.items()
    }
    return Finding(named, found.limits)


def _derived_flags(q: Question, found: Finding, answers: Mapping[Action, Answer], law: Compiled) -> list[str]:
    hold, transfer = answers[Action.HOLD], answers[Action.TRANSFER]
    flags = []
    if hold in LAWFUL and found.determinations[Action.HOLD].ground == "court":
        flags.append("custody-rests-on-warrant")
    if hold is Answer.UNRESOLVED:
        flags.append("conservative-release-by")
    if Answer.UNRESOLVED in (answers[Action.NOTIFY], transfer):
        flags.append("conservative-answer-prohibited")
    if transfer in LAWFUL and hold not in LAWFUL and hold is not Answer.NOT_TRIGGERED and q.t0 is not None:
        flags.append("transfer-only-at-or-before-t0")
    if q.scope == FEDERAL_ONLY and hold in LAWFUL and law.program.state_mandate:
        flags.append("state-law-duty-not-evaluated")
    return flags


def _rests_on(found: Finding, last: Minute, papers: tuple[Norm, ...]) -> tuple[Norm, ...]:
    order: dict[str, Norm] = {}
    for action in (Action.HOLD, Action.TRANSFER, Action.NOTIFY, Action.INTERVIEW):
        for norm in found.determinations[action].rests_on:
            order.setdefault(norm.id, norm)
    for norm in (*last.norms, *papers):
        order.setdefault(norm.id, norm)
    return tuple(order.values())
