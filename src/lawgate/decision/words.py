"""A decision in plain English: answer first, then reason, then citation. Minutes in the sentence, no system in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lawgate.base import say_minute
from lawgate.decision.records import Decision
from lawgate.law.declare import DECLARED
from lawgate.law.norms import LAWFUL, Action, Answer, Norm

VERBS = {
    Action.HOLD: "Hold past release?",
    Action.NOTIFY: "Tell ICE the time?",
    Action.TRANSFER: "Hand over?",
    Action.INTERVIEW: "Let ICE interview?",
}
MARKS = {
    Answer.REQUIRED: "MUST",
    Answer.PERMITTED: "MAY",
    Answer.PROHIBITED: "MAY NOT",
    Answer.NOT_REQUESTED: "NOT ASKED",
    Answer.NOT_TRIGGERED: "NOT DUE YET",
    Answer.UNRESOLVED: "LAW OPEN",
    Answer.UNDETERMINED: "NOT KNOWN",
}
FLAG_WORDS = {
    "transfer-only-at-or-before-t0": "Nobody may wait for ICE: a hand-over is lawful only at or before release.",
    "conservative-release-by": "Where the law is open the person is released on time.",
    "conservative-answer-prohibited": "Where the law is open it is not done meanwhile.",
    "custody-rests-on-warrant": "A judge's warrant carries the custody; the federal request adds nothing.",
    "state-power-contested": "Whether state law lets this officer make a civil immigration seizure is disputed.",
    "circuit-question-open": "The federal circuit has not decided whether local officers may hold on civil grounds.",
    "limit-passed-release-now": "The time has run out: release is due at once.",
    "late-transfer-is-a-hold": "Release was due; waiting to hand over would be a hold.",
    "ends-on-cancellation": "The cancellation ends the hold.",
    "ends-on-citizenship-evidence": "Evidence of citizenship ends the hold.",
    "ends-at-effective-date": "A change in the law ends the hold.",
    "no-restart": "A second form or a move to another jail does not start a new clock.",
    "escalate": "Supervisor and counsel at once.",
    "call-citizenship-hotline": "Call the ICE hotline, (855) 448-6903, and write down who answered.",
    "open-law": "Authorities conflict or are silent; nothing settles the point.",
    "text-not-confirmed": "The answer turns on a text that was not seen.",
    "weekend-inclusive-presumption": "Forty-eight elapsed hours, weekends included, is the constitutional limit without a neutral finding.",
    "policy-start-uncertain": "The first day of the local policy is not certain.",
    "contested": "The rule is in litigation or dispute.",
    "late-service-does-not-cure": "Giving the copy after release was due does not cure it.",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One norm as a reader meets it: its words, its citation, how sure we are of the text."""

    norm: str
    authority: str
    words: str
    cite: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ActionAnswer:
    """One of the four answers: the question, the capital word, one sentence, and the reasons behind it."""

    action: Action
    question: str
    mark: str
    sentence: str
    reasons: tuple[Reason, ...]


def headline(d: Decision, *, now: datetime | None = None) -> str:
    """The answer in one short sentence, the verb and the minute in it."""
    hold, minute = d.hold, d.release_by
    if d.clock == "per-court-order":
        return "A judge's warrant carries the custody; it lasts as the court orders."
    if hold in LAWFUL and minute is not None:
        verb = "must" if hold is Answer.REQUIRED else "may"
        return f"You {verb} hold until {say_minute(minute, relative_to=now or d.release_due)}, not a minute longer."
    if hold is Answer.NOT_TRIGGERED:
        return "Not due yet: another ground holds the person."
    if hold is Answer.UNDETERMINED:
        until = f" Until then the last minute is {say_minute(minute, relative_to=now)}." if minute else ""
        return f"Not known yet. {_how_many(d)}{until}"
    due = d.release_due
    if due is None:
        return (
            "No release time yet."
            if hold is Answer.NOT_REQUESTED
            else "No hold: release when the jail's own authority ends."
        )
    if now is not None and now < due:
        return f"Release at {say_minute(due, relative_to=now)}."
    return "Release now."


def why(d: Decision) -> str:
    """The second sentence: why that is the answer."""
    determination = d.determinations[Action.HOLD]
    if d.hold in LAWFUL:
        if d.ended_by:
            return d.ended_by
        if determination.ground == "court":
            return ""
        return (
            "State law demands it."
            if d.hold is Answer.REQUIRED
            else "Only the request supports this; releasing is always lawful."
        )
    if d.hold is Answer.PROHIBITED and "limit-passed-release-now" in d.flags:
        return "The time that the request and the law allow has run out."
    if d.hold is Answer.PROHIBITED and determination.rests_on:
        return _cited(determination.rests_on[0])
    if d.hold is Answer.UNRESOLVED and determination.rests_on:
        return f"The law is open, so the person is not kept: {_cited(determination.rests_on[0])}"
    if d.hold is Answer.NOT_REQUESTED:
        return "No federal request in force asks for a hold."
    if d.hold is Answer.UNDETERMINED:
        return questions(d)[0] if d.missing else ""
    return "Nothing in force allows a hold."


def answers(d: Decision) -> tuple[ActionAnswer, ...]:
    """The four answers, each with its reasons."""
    return tuple(
        ActionAnswer(a, VERBS[a], MARKS[d.answers[a]], _sentence(d, a), reasons(d.determinations[a].rests_on))
        for a in Action
    )


def reasons(norms: tuple[Norm, ...]) -> tuple[Reason, ...]:
    return tuple(Reason(n.id, n.authority, n.words, n.cite, n.confidence.sentence) for n in norms)


def fact_questions(d: Decision) -> list[dict[str, str]]:
    """For each missing fact its name and its plain question in English and Spanish, in the order of ``missing``."""
    return [{"fact": name, "en": ask(name, "en"), "es": ask(name, "es")} for name in d.missing]


def questions(d: Decision, language: str = "en") -> list[str]:
    """The plain questions whose answers are missing, each once."""
    return list(dict.fromkeys(ask(name, language) for name in d.missing))


def ask(name: str, language: str) -> str:
    """The question for one fact; a fact of a charge or conviction says which: ``Earlier conviction 1: ...``."""
    if name in LISTS:
        return LISTS[name][language]
    head, _, field = name.partition("].")
    fact = DECLARED.get(f"row.{field}") if field else DECLARED.get(name)
    text = str(getattr(fact, language)) if fact else f"{name}?"
    if not field:
        return text
    rows, number = head.split("[")
    return f"{ROW_NAMES[rows][language]} {int(number) + 1}: {text}"


LISTS = {
    "charges": {"en": "What is the person charged with now?", "es": "¿De qué se acusa ahora a la persona?"},
    "priors": {
        "en": "What earlier convictions does the record show?",
        "es": "¿Qué condenas anteriores muestra el registro?",
    },
}


ROW_NAMES = {
    "charges": {"en": "Charge", "es": "Cargo"},
    "priors": {"en": "Earlier conviction", "es": "Condena anterior"},
}


def _how_many(d: Decision) -> str:
    count = len(questions(d))
    return "One answer decides." if count == 1 else f"{count} answers are missing."


def _cited(norm: Norm) -> str:
    return f"{norm.words.rstrip('.')} ({norm.cite})."


def _sentence(d: Decision, action: Action) -> str:
    answer, determination = d.answers[action], d.determinations[action]
    if answer is Answer.UNDETERMINED:
        possible = " or ".join(MARKS[a].lower() for a in determination.possible)
        return f"Depends on a missing answer: {possible}."
    if answer is Answer.NOT_REQUESTED:
        return "Nobody asked for it."
    if answer is Answer.NOT_TRIGGERED:
        return "Another ground holds the person; release is not due."
    if action is Action.HOLD and answer in LAWFUL and d.release_by is not None:
        until = say_minute(d.release_by, relative_to=d.release_due)
        return f"Until {until}. {determination.rests_on[0].words if determination.rests_on else ''}".strip()
    if determination.rests_on and answer is determination.answer:
        return determination.rests_on[0].words
    if answer is Answer.PROHIBITED:
        return "The time has passed." if answer is not determination.answer else "Nothing in force allows it."
    return "Nothing in force forbids it."
