"""Law and clock to one answer. The only room that sees both.

The law says whether; the clock says until when; and the clock can undo the law's *yes*: a limit that has run out, a
request cancelled in mid-hold, evidence of citizenship, a statute that takes effect at midnight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lawgate.base.moments import start_of_day
from lawgate.clock import Cut, Deadline, deadline, last_minute
from lawgate.clock.walk import utc
from lawgate.decision.casefile import Question
from lawgate.decision.exposure import exposure_lines
from lawgate.decision.records import Decision
from lawgate.law.exact import Refiner
from lawgate.law.expr import Case
from lawgate.law.norms import LAWFUL, Action, Answer, Norm
from lawgate.law.rulebook import FEDERAL_ONLY, Query, Rulebook
from lawgate.law.scalar import Compiled, Determination, Finding

PER_COURT_ORDER = "per-court-order"
NO_CLOCK = "none"
STARTS = {
    "NC-RECEIPT": "request.received_at",
    "NC-2H-QUERY": "ice_query_at",
}
"""Limits that do not start at release."""


@dataclass(frozen=True, slots=True)
class _Minute:
    """How long: the last instant, the clock that gives it, and what the reader must know of it."""

    release_by: datetime | None
    clock: str = NO_CLOCK
    deadline: Deadline | None = None
    ceilings: Mapping[str, datetime] | None = None
    flags: tuple[str, ...] = ()
    norms: tuple[Norm, ...] = ()
    ended_by: str = ""


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
        minute = self._minute(q, found)
        flags: list[str] = []
        late = _apply_time(q, found, answers, minute, flags)
        determinations = _with_late(found, late)
        follows = law.follow(case, answers, found)
        flags = [*follows.flags, *minute.flags, *flags, *_derived_flags(q, found, answers, law)]
        rests_on = _rests_on(found, minute, follows.papers)
        return Decision(
            id=q.id,
            place=q.place,
            day=q.day,
            determinations=determinations,
            answers=answers,
            release_due=q.t0,
            release_by=minute.release_by,
            clock=minute.clock,
            deadline=minute.deadline,
            ceilings=dict(minute.ceilings or {}),
            ended_by=minute.ended_by,
            notify_by=_notify_by(q, answers, found),
            papers=follows.papers,
            duties=follows.duties,
            flags=tuple(dict.fromkeys(flags)),
            sides=dict(follows.sides),
            because=tuple(dict.fromkeys(n.authority for n in rests_on)),
            rests_on=rests_on,
            missing=tuple(dict.fromkeys(m for a in Action for m in determinations[a].missing)),
            exposure=exposure_lines(self.rulebook, q, answers[Action.HOLD]),
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

    def _minute(self, q: Question, found: Finding) -> _Minute:
        hold = found.determinations[Action.HOLD]
        t0 = q.t0
        if hold.answer is Answer.NOT_TRIGGERED or t0 is None:
            return _Minute(None)
        if hold.answer not in LAWFUL:
            return _Minute(t0, ceilings=_spent(q, t0, found))
        mine = [(n, t) for n, t in found.limits if hold.ground in n.grounds]
        if hold.ground == "court":
            return _Minute(None, PER_COURT_ORDER, ceilings=self._spare(q, t0, found), norms=tuple(n for n, _ in mine))
        # A hold that nothing measures is not allowed.
        return self._clocked(q, t0, mine) if mine else _Minute(t0)

    def _spare(self, q: Question, t0: datetime, found: Finding) -> dict[str, datetime]:
        """The ceilings that a request on file would have had, when a court's order governs instead."""
        if q.facts.get("request") is not True or "hold" not in q.facts.get("request.asks", ()):
            return {}
        spare = (n for n, _ in found.limits if n.ceiling and "request" in n.grounds)
        return {n.token: deadline(n.token, t0, q.place.zone, state=q.place.state).ends for n in spare}

    def _clocked(self, q: Question, t0: datetime, limits: list[tuple[Norm, bool | None]]) -> _Minute:
        ends: dict[str, Deadline] = {}
        for norm, _ in limits:
            start = q.facts.get(STARTS.get(norm.token, ""), t0) or t0
            ends[norm.id] = deadline(norm.token, start, q.place.zone, state=q.place.state)
        bound = {n.id: n for n, _ in limits}
        asked = [i for i, n in bound.items() if not n.ceiling]
        governing = min(asked or list(ends), key=lambda i: (utc(ends[i].ends), bool(bound[i].flags), -bound[i].rank))
        result = last_minute(t0, list(ends.values()), self._cuts(q, t0, ends[governing].ends))
        shown = ends[governing]
        flags = [*bound[governing].flags, *([result.cut.flag] if result.cut else [])]
        flags += [f for i, n in bound.items() if n.ceiling and utc(ends[i].ends) > utc(shown.ends) for f in n.flags]
        ceilings = {
            d.limit: d.ends
            for i, d in ends.items()
            if d.limit != shown.limit and (bound[i].ceiling or utc(d.ends) > utc(shown.ends))
        }
        return _Minute(
            release_by=result.ends,
            clock=shown.limit,
            deadline=shown,
            ceilings=ceilings,
            flags=tuple(flags),
            norms=tuple(bound[i] for i in ends if ends[i].limit == shown.limit),
            ended_by=result.cut.sentence if result.cut else "",
        )

    def _cuts(self, q: Question, t0: datetime, latest: datetime) -> list[Cut]:
        """What can end a lawful hold before its clock: cancellation, evidence of citizenship, a change of law."""
        cuts = []
        cancelled = q.facts.get("request.cancelled_at")
        if cancelled is not None and utc(t0) < utc(cancelled):
            cuts.append(Cut(cancelled, "ends-on-cancellation", "DHS cancelled the request."))
        paper = q.facts.get("subject.document_received_at")
        if q.facts.get("subject.citizenship_claim") == "documented" and paper is not None and utc(t0) < utc(paper):
            cuts.append(Cut(paper, "ends-on-citizenship-evidence", "Evidence of U.S. citizenship came in."))
        change = self._law_change(q, latest)
        if change is not None:
            at = start_of_day(change, q.place.zone)
            cuts.append(
                Cut(at, "ends-at-effective-date", f"The law changes on {change.isoformat()} and ends the permission.")
            )
        return cuts

    def _law_change(self, q: Question, latest: datetime) -> date | None:
        """The first day after the question's own, up to ``latest``, on which the hold is no longer lawful."""
        last = latest.astimezone(q.place.zone) - timedelta(microseconds=1)
        for text in self.rulebook.changes_between(q.place, q.day.isoformat(), last.date().isoformat()):
            day = date.fromisoformat(text)
            if self.compiled(q, day).find({**q.facts, "moment.date": day}).answer(Action.HOLD) not in LAWFUL:
                return day
        return None


def _apply_time(q: Question, found: Finding, answers: dict[Action, Answer], minute: _Minute, flags: list[str]) -> _Late:
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
            and minute.release_by is not None
            and utc(arrives) >= utc(minute.release_by)
        ):
            late[Action.HOLD] = ((hold, Answer.PROHIBITED), ("decision_at",))
            if free:
                answers[Action.TRANSFER] = Answer.PROHIBITED
    elif "release_due.t0" not in q.facts:
        if free:
            late[Action.TRANSFER] = ((transfer, Answer.PROHIBITED), ("release_due.t0",))
    elif q.t0 is not None and hold in LAWFUL and minute.release_by is not None and utc(now) >= utc(minute.release_by):
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


def _spent(q: Question, t0: datetime, found: Finding) -> dict[str, datetime]:
    """Limits that started before release and had run out when it came."""
    out = {}
    for norm, truth in found.limits:
        start = q.facts.get(STARTS.get(norm.token, ""))
        if truth is True and start is not None and norm.action is Action.HOLD:
            ends = deadline(norm.token, start, q.place.zone, state=q.place.state).ends
            if utc(ends) <= utc(t0):
                out[norm.token] = ends
    return out


def _notify_by(q: Question, answers: Mapping[Action, Answer], found: Finding) -> datetime | None:
    """When a duty to tell ICE ends, where a rule says."""
    if answers[Action.NOTIFY] is not Answer.REQUIRED or q.t0 is None:
        return None
    ends = [
        deadline(n.token, q.t0, q.place.zone, state=q.place.state).ends
        for n, truth in found.limits
        if truth is True and "notice" in n.grounds
    ]
    return min(ends, default=None, key=utc)


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


def _rests_on(found: Finding, minute: _Minute, papers: tuple[Norm, ...]) -> tuple[Norm, ...]:
    order: dict[str, Norm] = {}
    for action in (Action.HOLD, Action.TRANSFER, Action.NOTIFY, Action.INTERVIEW):
        for norm in found.determinations[action].rests_on:
            order.setdefault(norm.id, norm)
    for norm in (*minute.norms, *papers):
        order.setdefault(norm.id, norm)
    return tuple(order.values())
