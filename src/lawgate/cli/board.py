"""``lawgate board``: the board on paper every hour, and every night what the jail's own system says otherwise."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from lawgate.base import BadInput, parse_instant

app = typer.Typer(help="Papers that come by the clock: the board, and the list of differences.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")]
Now = Annotated[str, typer.Option("--now", help="The instant it shows. For invented people only.")]


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
    path, at = _papers(db, now).write_board(out, keep)
    Console(highlight=False, soft_wrap=True).print(f"{path}: the board of {at:%Y-%m-%d %H:%M}.", markup=False)


@app.command()
def differences(
    roster: Annotated[Path, typer.Argument(help="The latest roster of the jail's own system, as a feed.")],
    out: Annotated[Path | None, typer.Option("--out", help="The folder that a paper of it is written into.")] = None,
    keep: Annotated[int, typer.Option("--keep", help="How many of the latest stay there.")] = 30,
    db: Db = None,
    now: Now = "",
) -> None:
    """List what the jail's own system and this house say differently, both ways: an event, the morning's list, a paper."""
    made, path = _papers(db, now).write_differences(roster, out, keep)
    console = Console(highlight=False, soft_wrap=True)
    for d in made.found:
        console.print(f"{d.booking}  {d.what} {d.do}", markup=False)
    for mistake in made.mistakes:
        console.print(mistake, markup=False)
    console.print(f"{len(made.found) or 'No'} differences{f': {path}' if path else ''}.", markup=False)
    if made.mistakes:
        raise typer.Exit(1)


def _papers(db: Path | None, now: str) -> Any:
    """The papers live with the pages, which the command line does not see; they are asked for by name, as the server is."""
    from lawgate import wiring

    wiring.configure(db, shown=parse_instant(now, where="--now") if now else None)
    from lawgate.casework import open_ledger
    from lawgate.casework.demonstration import is_demonstration

    if now and not is_demonstration(open_ledger()):
        raise BadInput("this ledger is no demonstration", where="--now", do="leave it out: the real clock is used")
    return import_module("lawgate.web.desk.hourly")
