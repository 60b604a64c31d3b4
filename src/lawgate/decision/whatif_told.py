"""What would flip each answer of a question, as plain JSON: changes of fact, of day, of county."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lawgate.base.ids import plain
from lawgate.base.moments import say_day
from lawgate.decision.casefile import Question
from lawgate.decision.decide import Decider
from lawgate.decision.elsewhere import Elsewhere, other_days, other_places
from lawgate.decision.whatif_words import clause
from lawgate.law.norms import Action, Answer
from lawgate.law.whatif import Flip, flips


def what_if(decider: Decider, q: Question, actions: Iterable[Action] = Action) -> list[dict[str, Any]]:
    """For each of ``actions`` its answer, and the smallest changes that would bring another one, each with a clause to read."""
    law, answers = decider.compiled(q), decider.decide(q, trace=False, ask=False).answers
    days, places = other_days(decider, q), other_places(decider, q)
    told = []
    for action in actions:
        changes = [(f, " and ".join(clause(c, q) for c in f.changes)) for f in flips(law, q.facts, action)]
        mine = [e for e in days if e.action is action], [e for e in places if e.action is action]
        told.append(_told(action, answers[action], changes, *mine))
    return told


def _told(
    action: Action, answer: Answer, changes: list[tuple[Flip, str]], days: list[Elsewhere], places: list[Elsewhere]
) -> dict[str, Any]:
    return {
        "action": action.value,
        "answer": answer.value,
        "facts": [
            {
                "answer": f.answer.value,
                "if": words,
                "changes": [{"fact": c.fact, "before": plain(c.before), "after": plain(c.after)} for c in f.changes],
            }
            for f, words in changes
        ],
        "days": [
            {
                "answer": e.after.value,
                "day": e.question.day.isoformat(),
                "if": f"it had all happened on {say_day(e.question.day)}",
                "because": list(e.because),
            }
            for e in days
        ],
        "places": [
            {
                "answer": e.after.value,
                "place": str(e.question.place),
                "if": f"it had happened in {e.question.place}",
                "because": list(e.because),
            }
            for e in places
        ],
    }
