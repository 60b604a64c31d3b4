"""``lawgate decide CASES.yaml``: one JSON object a line for every case of a case file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from lawgate.base import BadInput
from lawgate.cli.policy import Adopted, Policies, rulebook_with
from lawgate.decision import Decider, question, read_cases
from lawgate.decision.words import answers, headline, questions, why


def register(app: typer.Typer) -> None:
    @app.command()
    def decide(
        cases: Annotated[Path, typer.Argument(help="A YAML file of cases.")],
        as_json: Annotated[
            bool, typer.Option("--json", help="JSON lines (the default when not at a terminal).")
        ] = False,
        case: Annotated[str, typer.Option("--case", help="Only the case with this id.")] = "",
        trace: Annotated[bool, typer.Option("--trace", help="Every norm: applied, stood, defeated by what.")] = False,
        policy: Policies = None,
        adopted: Adopted = None,
    ) -> None:
        """Decide every case of a case file: hold, notify, transfer, interview, papers, and the last lawful minute."""
        refused = 0
        decider = Decider(rulebook_with(policy, adopted))
        plain = as_json or not Console().is_terminal
        for one in read_cases(cases):
            name = str(one.get("id", "?"))
            if case and name != case:
                continue
            try:
                decision = decider.decide(question(one), trace=trace)
            except BadInput as e:
                refused += 1
                typer.echo(json.dumps({"id": name, "error": e.code, "sentence": str(e)}))
                continue
            line = decision.line()
            if trace:
                line["trace"] = [
                    {"norm": r.norm.id, "applies": r.applies, "stands": r.stands, "defeated_by": list(r.defeated_by)}
                    for r in decision.trace
                ]
            if plain:
                typer.echo(json.dumps(line, ensure_ascii=False))
            else:
                _tell(decision)
        if refused:
            raise typer.Exit(1)


def _tell(decision: object) -> None:
    from lawgate.decision.records import Decision

    assert isinstance(decision, Decision)
    console = Console(highlight=False)
    console.rule(f"{decision.id}  {decision.place}  {decision.day}", align="left")
    console.print(f"[bold]{headline(decision)}[/bold] {why(decision)}")
    for a in answers(decision):
        console.print(f"  {a.question:<20} [bold]{a.mark:<11}[/bold] {a.sentence}")
        for r in a.reasons:
            console.print(f"      {r.cite}  ({r.confidence})", style="dim")
    if decision.deadline:
        for sentence in decision.deadline.sentences():
            console.print(f"  {sentence}")
    for p in decision.penalties:
        console.print(f"  What breach costs: {escape(p.words)} {escape(p.cite)} ({p.mark.sentence})")
    if decision.circuit:
        console.print(
            f"  The federal question is open here: {escape(decision.circuit.words)} ({decision.circuit.mark.sentence})"
        )
    for q in questions(decision):
        console.print(f"  ? {q}")
