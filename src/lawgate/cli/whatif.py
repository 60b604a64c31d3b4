"""``lawgate whatif CASE``: the smallest changes of fact, of day or of county that would flip each answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from lawgate.base import BadInput
from lawgate.base.ids import plain
from lawgate.base.moments import say_day
from lawgate.cli.policy import Policies, rulebook_with
from lawgate.decision import Decider, question, read_cases
from lawgate.decision.elsewhere import Elsewhere, other_days, other_places
from lawgate.decision.whatif_words import clause
from lawgate.decision.words import MARKS, VERBS
from lawgate.law.norms import Action, Answer
from lawgate.law.whatif import Flip, flips


def register(app: typer.Typer) -> None:
    @app.command()
    def whatif(
        cases: Annotated[Path, typer.Argument(help="A case file.")],
        case: Annotated[str, typer.Option("--case", help="The id of the case; the first one if none is given.")] = "",
        policy: Policies = None,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    ) -> None:
        """The smallest changes of fact, of day or of county that would flip each answer of a case, in plain words."""
        found = [c for c in read_cases(cases) if not case or str(c.get("id")) == case]
        if not found:
            raise BadInput(f"no case is called '{case}'", where=str(cases), do="give one of its ids")
        q = question(found[0])
        decider = Decider(rulebook_with(policy))
        law, answers = decider.compiled(q), decider.decide(q, trace=False).answers
        days, places = other_days(decider, q), other_places(decider, q)
        told = []
        for action in Action:
            changes = [(f, " and ".join(clause(c, q) for c in f.changes)) for f in flips(law, q.facts, action)]
            mine = [e for e in days if e.action is action], [e for e in places if e.action is action]
            told.append(_data(action, answers[action], changes, *mine))
        if as_json:
            typer.echo(json.dumps({"id": q.id, "actions": told}, ensure_ascii=False))
        else:
            _tell(told)


def _data(
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
            {"answer": e.after.value, "day": e.question.day.isoformat(), "if": _day(e), "because": list(e.because)}
            for e in days
        ],
        "places": [
            {"answer": e.after.value, "place": str(e.question.place), "if": _place(e), "because": list(e.because)}
            for e in places
        ],
    }


def _day(e: Elsewhere) -> str:
    return f"it had all happened on {say_day(e.question.day)}"


def _place(e: Elsewhere) -> str:
    return f"it had happened in {e.question.place}"


def _tell(told: list[dict[str, Any]]) -> None:
    console = Console(highlight=False)
    for one in told:
        console.print(f"[bold]{VERBS[Action(one['action'])]}[/bold] {MARKS[Answer(one['answer'])]}")
        for kind in ("facts", "days", "places"):
            for change in one[kind]:
                rests = f"  [dim]{escape('; '.join(change['because'][:3]))}[/dim]" if change.get("because") else ""
                console.print(f"  {MARKS[Answer(change['answer'])]} if {escape(change['if'])}{rests}")
