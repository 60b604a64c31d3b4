"""``lawgate demo``: a synthetic county, the main job on it, and the desk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console


def register(app: typer.Typer) -> None:
    @app.command()
    def demo(
        serve: Annotated[int, typer.Option("--serve", help="1: serve the desk afterwards; 0: end.")] = 1,
        port: Annotated[int, typer.Option("--port", help="The port on 127.0.0.1.")] = 8000,
        out: Annotated[Path, typer.Option("--out", help="Where the county, ledger and report go.")] = Path("var/demo"),
        seed: Annotated[int, typer.Option("--seed", help="Another county.")] = 2014,
    ) -> None:
        """Make a synthetic county, decide everyone in it, write the report, and serve the desk. All people are invented."""
        from lawgate.cli.run import run_feed, table
        from lawgate.standin.county import RIDGEMONT, write_county

        os.environ["LAWGATE_OPEN"] = "1"  # nobody signs in; honoured on this machine only, for invented people only
        console = Console(highlight=False)
        out.mkdir(parents=True, exist_ok=True)
        feed, db, report = out / "bookings.jsonl", out / "lawgate.sqlite3", out / "report.html"
        county = write_county(feed, RIDGEMONT, seed=seed)
        console.print(f"{county.people} invented bookings over {county.days} days at {RIDGEMONT.place.agency}: {feed}")
        _invented(db)
        summary, faults, notes = run_feed(feed, db=db)
        console.print(table(summary))
        from lawgate.oversight.report import write_report

        write_report(
            summary,
            report,
            [*notes, "All people are invented; the share with a federal request is raised for the demonstration."],
        )
        console.print(f"Report: {report}")
        if faults:
            raise typer.Exit(1)
        if serve:
            from lawgate.cli.serve import start

            start(port, db, county.now.isoformat())


def _invented(db: Path) -> None:
    """Let the ledger say in its first event that everybody in it is invented."""
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger
    from lawgate.casework.demonstration import mark_demonstration

    mark_demonstration(open_ledger(), wiring.now())
