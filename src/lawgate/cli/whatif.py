"""``lawgate whatif CASE``: the smallest changes that would flip each answer."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from lawgate.base import BadInput
from lawgate.cli.policy import Policies, rulebook_with
from lawgate.decision import Decider, question, read_cases
from lawgate.decision.words import MARKS, VERBS, ask
from lawgate.law.norms import Action
from lawgate.law.whatif import Change, flips


def register(app: typer.Typer) -> None:
    @app.command()
    def whatif(
        cases: Annotated[Path, typer.Argument(help="A case file.")],
        case: Annotated[str, typer.Option("--case", help="The id of the case; the first one if none is given.")] = "",
        policy: Policies = None,
    ) -> None:
        """The smallest changes of fact that would flip each answer of a case, in plain words."""
        found = [c for c in read_cases(cases) if not case or str(c.get("id")) == case]
        if not found:
            raise BadInput(f"no case is called '{case}'", where=str(cases), do="give one of its ids")
        q = question(found[0])
        decider = Decider(rulebook_with(policy))
        law = decider.compiled(q)
        answers = decider.decide(q, trace=False).answers
        console = Console(highlight=False)
        for action in Action:
            console.print(f"[bold]{VERBS[action]}[/bold] {MARKS[answers[action]]}")
            for flip in flips(law, q.facts, action):
                words = " and ".join(say(c) for c in flip.changes)
                console.print(f"  {MARKS[flip.answer]} if {words}")


def say(change: Change) -> str:
    """One change as a clause: ``Earlier conviction 1: on what day was the plea or verdict? were 2011-10-16 (it is ...)``."""
    return f"“{ask(change.fact, 'en')}” were {_value(change.after)} (it is {_value(change.before)})"


def _value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "nothing"
    return str(value)
