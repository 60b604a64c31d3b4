"""``lawgate directory``: the numbers of legal help, checked before they ship and listed by place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(help="The directory of legal help.", no_args_is_help=True)


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(help="A directory file; the one that ships if none is given.")] = None,
    today: Annotated[str, typer.Option("--today", help="The day to judge by, such as 2026-11-24.")] = "",
    invented: Annotated[
        bool, typer.Option("--invented", help="A file for demonstrations: every number is invented.")
    ] = False,
) -> None:
    """Find every number that cannot be trusted as it stands. Ends with 1 when there is a fault; notes are only told."""
    from lawgate.counsel.directory import check as judge
    from lawgate.counsel.directory.read import load, read_file

    rows = read_file(file) if file else load()
    found = judge(rows, _day(today), invented=invented)
    console = Console(highlight=False, soft_wrap=True)
    for f in found:
        console.print(f"{'Fault' if f.fault else 'Note'}: {f}", markup=False)
    faults = sum(f.fault for f in found)
    console.print(f"{len(rows)} rows, {faults} faults, {len(found) - faults} notes.")
    if faults:
        raise typer.Exit(1)


@app.command()
def show(
    place: Annotated[str, typer.Argument(help="CA/Alameda, or CA.")],
    today: Annotated[str, typer.Option("--today", help="The day to judge by.")] = "",
) -> None:
    """The numbers for a place, in the order in which to try them."""
    from lawgate.base import BadInput
    from lawgate.counsel.directory import rows_for

    if not re.fullmatch(r"[A-Z]{2}(/[^/]+)?", place):
        raise BadInput(f"'{place}' is no place", where="PLACE", do="write it as CA/Alameda, or CA for the state")
    console = Console(highlight=False, soft_wrap=True)
    for s in rows_for(place, _day(today)):
        console.print(
            " ".join(x for x in (s.row.shown_number, s.row.name + ".", s.warning, s.standing) if x), markup=False
        )


def _day(text: str) -> date:
    from lawgate import wiring
    from lawgate.base import BadInput

    if not text:
        return wiring.now().date()
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise BadInput(f"'{text}' is no day", where="--today", do="write it as 2026-11-24") from e
