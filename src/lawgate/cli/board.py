"""``lawgate board sheet``: the board on paper, every hour, for the time without screens."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lawgate.base import BadInput, parse_instant

app = typer.Typer(help="The board on paper.", no_args_is_help=True)


@app.callback()
def _board() -> None:
    """The board on paper."""


@app.command()
def sheet(
    out: Annotated[Path, typer.Option("--out", help="The folder it is written into, named by its hour.")],
    keep: Annotated[int, typer.Option("--keep", help="How many of the latest stay there.")] = 48,
    db: Annotated[
        Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")
    ] = None,
    now: Annotated[str, typer.Option("--now", help="The instant it shows. For invented people only.")] = "",
) -> None:
    """Write the board sheet of this hour as a PDF: everyone in custody, last minute, ground, blanks for true times."""
    from lawgate import wiring

    wiring.configure(db, shown=parse_instant(now, where="--now") if now else None)
    from lawgate.casework import open_ledger
    from lawgate.casework.demonstration import is_demonstration

    ledger = open_ledger()
    if now and not is_demonstration(ledger):
        raise BadInput("this ledger is no demonstration", where="--now", do="leave it out: the real clock is used")
    # The paper lives with the pages, which the command line does not see; it is asked for by name, as the server is.
    path, at = import_module("lawgate.web.desk.hourly").write_board(out, keep)
    Console(highlight=False, soft_wrap=True).print(f"{path}: the board of {at:%Y-%m-%d %H:%M}.", markup=False)
