"""``lawgate demo``: an invented county and an invented federal side, a fortnight of the chain between them, and the desk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

if TYPE_CHECKING:
    from lawgate.casework.ledger import Ledger
    from lawgate.standin.scenarios import Scenario
    from lawgate.wiring.demo import Demonstration
    from lawgate.wiring.play import Played

SAYS = "All people are invented; the share of whom the federal side has a record is raised for the demonstration."


def register(app: typer.Typer) -> None:
    @app.command()
    def demo(
        people: Annotated[int | None, typer.Option("--people", help="How many are booked.")] = None,
        days: Annotated[int | None, typer.Option("--days", help="Over how many days.")] = None,
        era: Annotated[
            str, typer.Option("--era", help="Whose priorities the office follows: 2008, 2011, 2014, 2017, 2021, 2025.")
        ] = "",
        county: Annotated[
            str, typer.Option("--county", help="us_ca_los_angeles, or the name of a scenario.")
        ] = "ridgemont-2014",
        db: Annotated[Path | None, typer.Option("--db", help="The ledger file; in --out if none is given.")] = None,
        serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the desk afterwards.")] = True,
        quick: Annotated[
            bool, typer.Option("--quick", help="One feed of bookings and requests: no fingerprints, no federal side.")
        ] = False,
        port: Annotated[int, typer.Option("--port", help="The port on 127.0.0.1.")] = 8000,
        out: Annotated[Path, typer.Option("--out", help="Where the ledger and the report go.")] = Path("var/demo"),
        seed: Annotated[int, typer.Option("--seed", help="Another county.")] = 2014,
    ) -> None:
        """Book an invented county's people, ask an invented federal side about them, decide everyone by the minute, and serve the desk.

        An earlier demonstration in the same place is replaced; no other ledger ever is.
        """
        os.environ["LAWGATE_OPEN"] = "1"  # nobody signs in; honoured on this machine only, for invented people only
        from lawgate import wiring

        console, place = Console(highlight=False), db or out / "lawgate.sqlite3"
        wiring.configure(place)  # before anything that speaks of tables is imported
        from lawgate.wiring.demo import demonstration, story, world_of

        world = world_of(county, era, people=people, days=days, seed=seed)
        for folder in (out, place.parent):
            folder.mkdir(parents=True, exist_ok=True)
        ledger = _fresh(place)
        scenario = world.scenario
        console.print(f"{scenario.people} invented bookings over {scenario.days} days at {scenario.place.agency}.")
        if quick:
            _one_feed(ledger, world.scenario, seed, out / "bookings.jsonl")
        else:
            with demonstration(ledger, world, era) as played:
                _watch(played, console)
        _report(ledger, out / "report.html", console)
        told = story(ledger)
        if told:
            console.print(f"A story worth reading: lawgate case {told} --db {place}")
        from lawgate.counsel.demonstration import furnish

        furnish(ledger, scenario.instant)  # a lawyer whom two of these people named ahead of time
        if serve:
            from lawgate.cli.serve import start

            start(port, place, scenario.instant.isoformat())


def _fresh(place: Path) -> Ledger:
    """An empty ledger at ``place``. What a demonstration left there goes; anything else is refused by ``mark_demonstration``."""
    from lawgate.casework import open_ledger
    from lawgate.casework.demonstration import is_demonstration

    ledger = open_ledger()
    if is_demonstration(ledger):
        from django.db import connections

        connections[ledger.alias].close()
        for path in place.parent.glob(f"{place.name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        ledger = open_ledger()
    return ledger


def _one_feed(ledger: Ledger, scenario: Scenario, seed: int, feed: Path) -> None:
    """The county as one feed, with its requests as a jail would have typed them."""
    from lawgate.casework.demonstration import mark_demonstration
    from lawgate.cli.run import run_feed
    from lawgate.standin.county import write_county

    mark_demonstration(ledger, scenario.instant)
    write_county(feed, scenario, seed=seed)
    run_feed(feed)


def _watch(played: Demonstration, console: Console) -> None:
    """The live view: the clock, and what has come of it so far."""
    from lawgate.wiring.play import Played

    sums = Played()
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console)
    task = bar.add_task("", total=played.steps)
    with Live(console=console, transient=True, refresh_per_second=8) as live:
        for minute in played.minutes:
            sums.add(minute)
            bar.update(task, advance=1, description=f"{minute.at:%a %d %b %Y, %H:%M}")
            live.update(Group(bar, _sums(sums)))
            for refusal in minute.refused:
                console.print(refusal, markup=False)
    console.print(_sums(sums))


def _sums(sums: Played) -> Table:
    """What has happened so far, in the order in which it happens to a person."""
    table = Table.grid(padding=(0, 3))
    steps = sums.steps
    for words, n in (
        ("booked", sums.booked),
        ("fingers searched in the county's gallery", steps["assess"]),
        ("queries and notices sent", sums.sent),
        ("answers received", sums.answers),
        ("hits weighed by the guidance of the day", steps["triage"]),
        ("told or withheld by law", steps["notify"]),
        ("papers of the field office laid on file", sums.papers),
        ("alarms raised", sums.alarms),
        ("walked out", sums.out),
    ):
        table.add_row(f"[bold]{n:>6,}[/bold]", words)
    return table


def _report(ledger: Ledger, path: Path, console: Console) -> None:
    from lawgate.casework import latest
    from lawgate.cli.run import table
    from lawgate.oversight.report import write_report
    from lawgate.oversight.summary import Summary

    summary = Summary(source="the invented county", format="ledger")
    for one in latest(ledger):
        summary.add(one.record, one.answer)
    console.print(table(summary))
    write_report(summary, path, [SAYS])
    console.print(f"Report: {path}")
