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
from lawgate.law.priorities import Triage, eras, plain_question, triage


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
            found = eras(q.facts, q.place.state, q.day.isoformat()) if every else triage(q.facts, q.place.state, asked)
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
        "in_force": [t.guidance.since, t.guidance.until],
        "says": t.says,
        "sentence": t.sentence,
        "line": None if t.line is None else t.line.key,
        "words": "" if t.line is None else t.line.words,
        "line_cite": "" if t.line is None else t.line.cite,
        "rank": None if t.line is None else t.line.rank,
        "wanted": t.wanted,
        "open": [x.key for x in t.open],
        "missing": list(t.missing),
        "questions": {m: plain_question(m) for m in t.missing},
        "only_the_agency_knows": [x.key for x in t.agency],
        "record": [e.words for e in t.record],
        "rests_on": list(t.rests_on),
        "unverified": t.unverified,
        "note": t.guidance.note,
    }


def _tell(name: str, day: str, found: tuple[Triage, ...], *, every: bool) -> None:
    console = Console(highlight=False)
    console.rule(escape(f"{name}  {'every era' if every else day}"), align="left")
    if not found:
        console.print("No guidance on priorities was in force.")
    for t in found:
        span = f"{t.guidance.title}, {t.guidance.since} to {t.guidance.until or 'now'}"
        sentence = t.sentence[:1].upper() + t.sentence[1:]
        console.print(f"[bold]{escape(sentence)}[/bold]\n    {escape(span)}")
        for line in [*([t.line] if t.line else []), *t.open]:
            perhaps = "" if line is t.line else "Perhaps: "
            console.print(f"    {perhaps}{escape(line.words)} [dim]({escape(line.cite)})[/dim]")
        for m in t.missing:
            console.print(f"    ? {escape(m)}: {escape(plain_question(m))}")
        if t.agency:
            console.print(f"    Only the agency can say: {escape(' '.join(x.words for x in t.agency))}", style="dim")
        if t.guidance.note:
            console.print(f"    {escape(t.guidance.note)}", style="dim")
        how = "recalled or summarised in part" if t.unverified else "text read"
        console.print(f"    {escape(t.guidance.cite)} · {how}", style="dim")
