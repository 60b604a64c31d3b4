"""``lawgate triage CASES.yaml``: how grave the federal side itself finds each case, by the guidance of its day or of every era."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from lawgate.base import BadInput
from lawgate.decision import question, read_cases
from lawgate.law.priorities import Triage, eras, triage


def register(app: typer.Typer) -> None:
    @app.command("triage")
    def triage_(
        cases: Annotated[Path, typer.Argument(help="A YAML file of cases.")],
        on: Annotated[
            str, typer.Option("--on", help="The guidance of this day, YYYY-MM-DD; else of each case's own.")
        ] = "",
        every: Annotated[bool, typer.Option("--eras", help="What the guidance of every era would make of it.")] = False,
        as_json: Annotated[
            bool, typer.Option("--json", help="JSON lines (the default when not at a terminal).")
        ] = False,
    ) -> None:
        """Say of each case what the federal guidance makes of it. It binds no jail and moves no minute."""
        day, refused = _day(on), 0
        plain = as_json or not Console().is_terminal
        for one in read_cases(cases):
            name = str(one.get("id", "?"))
            try:
                q = question(one)
            except BadInput as e:
                refused += 1
                typer.echo(json.dumps({"id": name, "error": e.code, "sentence": str(e)}))
                continue
            asked = day or q.day.isoformat()
            found = eras(q.facts, q.place.state) if every else triage(q.facts, q.place.state, asked)
            if plain:
                typer.echo(
                    json.dumps({"id": name, "day": asked, "triage": [_data(t) for t in found]}, ensure_ascii=False)
                )
            else:
                _tell(name, asked, found, every=every)
        if refused:
            raise typer.Exit(1)


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as e:
        raise BadInput(f"'{text}' is not a day", where="--on", do="write YYYY-MM-DD") from e


def _data(t: Triage) -> dict[str, Any]:
    return {
        "guidance": t.guidance.id,
        "title": t.guidance.title,
        "cite": t.guidance.cite,
        "says": t.says,
        "line": None if t.line is None else t.line.key,
        "words": "" if t.line is None else t.line.words,
        "rank": None if t.line is None else t.line.rank,
        "open": [x.key for x in t.open],
        "missing": list(t.missing),
        "only_the_agency_knows": [x.key for x in t.agency],
        "rests_on": list(t.rests_on),
        "unverified": t.unverified,
    }


def _tell(name: str, day: str, found: tuple[Triage, ...], *, every: bool) -> None:
    console = Console(highlight=False)
    console.rule(f"{name}  {'every era' if every else day}", align="left")
    if not found:
        console.print("No guidance on priorities was in force.")
    for t in found:
        until = t.guidance.until or "now"
        console.print(
            f"[bold]{escape(t.says[:1].upper() + t.says[1:])}[/bold]  {escape(t.guidance.title)}, {t.guidance.since} to {until}"
        )
        if t.line is not None:
            console.print(f"    {escape(t.line.words)}")
        for m in t.missing:
            console.print(f"    ? {escape(m)}")
        if t.agency:
            console.print(f"    Only the agency can say: {', '.join(escape(x.label) for x in t.agency)}.", style="dim")
        if t.guidance.note:
            console.print(f"    {escape(t.guidance.note)}", style="dim")
        how = "recalled or summarised in part" if t.unverified else "text read"
        console.print(f"    {escape(t.guidance.cite)} · {how}", style="dim")
