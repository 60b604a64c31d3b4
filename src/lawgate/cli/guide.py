"""``lawgate guide``: the public guide of a county as a static site, and its check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgate.base import BadInput
from lawgate.cli.policy import Adopted, Policies, rulebook_with

if TYPE_CHECKING:
    from lawgate.counsel.guide import Where

app = typer.Typer(help="The public guide: built from the law books, and held to them.", no_args_is_help=True)
COUNTY = "Los Angeles, CA"
Counties = Annotated[
    list[str] | None, typer.Option("--county", help="A county and its state: 'Pierce, WA'. May be repeated.")
]
Day = Annotated[
    str, typer.Option("--date", help="The day that the guide speaks of, YYYY-MM-DD; today if none is given.")
]


@app.command()
def build(
    out: Annotated[Path, typer.Argument(help="The folder to write.")],
    county: Counties = None,
    date_: Day = "",
    address: Annotated[
        str, typer.Option("--address", help="Where it will lie, plain https: the code on the plan's cards holds it.")
    ] = "",
    house: Annotated[
        str, typer.Option("--house", help="An installation where lawyers may be named ahead of time: help leads there.")
    ] = "",
    policy: Policies = None,
    adopted: Adopted = None,
) -> None:
    """Write the guide: plain pages in eight languages that work with no signal. A guide with a fault is not written."""
    from lawgate.counsel.guide import build_guide
    from lawgate.decision import Decider

    decider = Decider(rulebook_with(policy, adopted))
    for made in build_guide(out, _wheres(county, date_), decider, address=address, house=house):
        heaviest = max(made.weights.values(), key=lambda w: w.offline)
        hardest = max(made.grades.values())
        typer.echo(
            f"{out / made.where.slug}: {made.pages} pages, law of {made.where.day}. First page at most "
            f"{max(w.first for w in made.weights.values()) / 1000:.1f} kB compressed; a language at most "
            f"{heaviest.offline / 1000:.0f} kB with no signal. Hardest page: Flesch-Kincaid {hardest[0]}, "
            f"SMOG {max(s for _, s in made.grades.values())}."
        )


@app.command()
def check(
    site: Annotated[
        Path | None, typer.Argument(help="A built guide; without one the guide is built and checked.")
    ] = None,
    county: Counties = None,
    date_: Day = "",
    policy: Policies = None,
    adopted: Adopted = None,
) -> None:
    """Prove every claim by asking the engine, and look at every page. Ends with 1 when there is a fault."""
    from lawgate.counsel.guide import check_folder, check_guide
    from lawgate.decision import Decider

    decider = Decider(rulebook_with(policy, adopted))
    faults = check_folder(site, decider) if site else check_guide(_wheres(county, date_), decider)
    for fault in faults:
        typer.echo(str(fault))
    typer.echo(f"{len(faults)} faults." if faults else "No fault: every claim is proved, every page holds.")
    if faults:
        raise typer.Exit(1)


def _wheres(counties: list[str] | None, day: str) -> list[Where]:
    from lawgate import wiring
    from lawgate.counsel.guide import where

    try:
        on = date.fromisoformat(day) if day else wiring.now().date()
    except ValueError as e:
        raise BadInput(f"'{day}' is not a day", where="--date", do="write YYYY-MM-DD") from e
    found = [where(c, on) for c in counties or [COUNTY]]
    if len({w.slug for w in found}) < len(found):
        raise BadInput("a county is named twice", where="--county", do="name each once")
    return found
