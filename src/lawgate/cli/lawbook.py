"""``lawgate law book``: the rules as a static site."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lawgate.base import BadInput
from lawgate.lawbook import EDITION, write_book, write_summary


def register(law: typer.Typer) -> None:
    @law.command()
    def book(
        out: Annotated[Path, typer.Argument(help="The folder to write.")],
        on: Annotated[str, typer.Option("--on", help="The last day the book speaks of, YYYY-MM-DD.")] = EDITION,
        short: Annotated[
            bool, typer.Option("--summary", help="Only the summary that is kept beside the code.")
        ] = False,
    ) -> None:
        """Write the book of detainer law: a page a jurisdiction, timelines, maps by answer. Plain HTML, no network."""
        if short:
            write_summary(out)
            typer.echo(f"{out}: the summary, law to {EDITION}.")
            return
        typer.echo(f"{out / 'index.html'}: {write_book(out, _day(on))} pages, law to {on}.")


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError as e:
        raise BadInput(f"'{text}' is not a day", do="write --on YYYY-MM-DD") from e
    if not "2008-01-08" <= day <= "2030-12-31":
        raise BadInput(f"the books do not speak of {day}", do="give a day from 2008-01-08 to 2030-12-31")
    return day
