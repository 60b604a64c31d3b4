"""What the oversight verbs ask for alike: a file of past cases or a ledger, and whose roster it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawgate.oversight.cases import Table
from lawgate.oversight.measures.over_detention import DOLLARS_A_DAY
from lawgate.oversight.readers import open_cases
from lawgate.oversight.readers.ledger import ledger_cases

Data = Annotated[Path, typer.Argument(help="A file of past cases, or a ledger.")]
County = Annotated[str, typer.Option("--county", help="For a roster: whose it is, CA/Kern.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the cases to this Parquet file.")]
Equal = Annotated[
    list[str] | None,
    typer.Option(
        "--equal", help="What is held equal, once each: felony, level, kind, charges, sex, race, origin, year, place."
    ),
]
Dollars = Annotated[float, typer.Option("--dollars-a-day", help="What a day in this jail costs.")]
Zone = Annotated[str, typer.Option("--tz", help="For a roster: the zone of its times.")]


def opened(data: Path, county: str = "", tz: str = "", *, once: bool = False) -> Table:
    """A file of past cases, or everyone on a ledger."""
    from lawgate.cli.run import place_given

    if data.suffix in (".sqlite3", ".db"):
        from lawgate import wiring

        wiring.configure(data)
        from lawgate.casework import latest, open_readonly

        return ledger_cases(latest(open_readonly(data)))
    return open_cases(data, place_given(county, tz), once=once)


__all__ = ["DOLLARS_A_DAY", "County", "Data", "Dollars", "Equal", "Out", "Zone", "opened"]
