"""``lawgate whatif CASE``: the smallest changes of fact, of day or of county that would flip each answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from lawgate.base import BadInput
from lawgate.cli.policy import Adopted, Policies, rulebook_with
from lawgate.decision import Decider, question, read_cases
from lawgate.decision.whatif_told import what_if
from lawgate.decision.words import MARKS, VERBS
from lawgate.law.norms import Action, Answer


def register(app: typer.Typer) -> None:
    @app.command()
    def whatif(
        cases: Annotated[Path, typer.Argument(help="A case file.")],
        case: Annotated[str, typer.Option("--case", help="The id of the case; the first one if none is given.")] = "",
        policy: Policies = None,
        adopted: Adopted = None,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    ) -> None:
        """The smallest changes of fact, of day or of county that would flip each answer of a case, in plain words."""
        found = [c for c in read_cases(cases) if not case or str(c.get("id")) == case]
        if not found:
            raise BadInput(f"no case is called '{case}'", where=str(cases), do="give one of its ids")
        q = question(found[0])
        told = what_if(Decider(rulebook_with(policy, adopted)), q)
        if as_json:
            typer.echo(json.dumps({"id": q.id, "actions": told}, ensure_ascii=False))
        else:
            _tell(told)


def _tell(told: list[dict[str, Any]]) -> None:
    console = Console(highlight=False)
    for one in told:
        console.print(f"[bold]{VERBS[Action(one['action'])]}[/bold] {MARKS[Answer(one['answer'])]}")
        for kind in ("facts", "days", "places"):
            for change in one[kind]:
                rests = f"  [dim]{escape('; '.join(change['because'][:3]))}[/dim]" if change.get("because") else ""
                console.print(f"  {MARKS[Answer(change['answer'])]} if {escape(change['if'])}{rests}")
