"""``lawgate run``: the main job, from a booking feed to the last lawful minute."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, JustifyMethod
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from lawgate.base import BadInput, Place, parse_instant
from lawgate.base.moments import zone
from lawgate.base.places import CIRCUITS
from lawgate.casework.records import Decided
from lawgate.cli.policy import Policies, files_of
from lawgate.oversight.summary import Summary


def register(app: typer.Typer) -> None:
    @app.command()
    def run(
        bookings: Annotated[
            Path, typer.Option("--bookings", help="The feed: JSON lines, CSV, or an export that is known.")
        ],
        db: Annotated[
            Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")
        ] = None,
        report: Annotated[Path | None, typer.Option("--report", help="Write the report to this HTML file.")] = None,
        county: Annotated[
            str, typer.Option("--county", help="For bookings that name no facility: CA/Los Angeles.")
        ] = "",
        tz: Annotated[str, typer.Option("--tz", help="Zone of times without an offset: America/Los_Angeles.")] = "",
        as_of: Annotated[str, typer.Option("--as-of", help="The instant the feed speaks of.")] = "",
        policy: Policies = None,
    ) -> None:
        """Read a feed, decide everyone by the books and the policies adopted on the ledger, print the table, draw the report."""
        summary, faults, notes = run_feed(bookings, db=db, county=county, tz=tz, as_of=as_of, policies=policy)
        console = Console(highlight=False)
        console.print(table(summary))
        for note in notes:
            console.print(f"Note: {note}", style="dim")
        if report is not None:
            from lawgate.oversight.report import write_report

            write_report(summary, report, notes)
            console.print(f"Report: {report}")
        if faults:
            errors = Console(stderr=True, highlight=False, soft_wrap=True)
            for fault in faults:
                errors.print(str(fault), markup=False)
            errors.print(f"{len(faults)} mistakes in the feed; the good rows were taken.")
            raise typer.Exit(1)


def run_feed(
    bookings: Path,
    *,
    db: Path | None = None,
    county: str = "",
    tz: str = "",
    as_of: str = "",
    policies: list[Path] | None = None,
) -> tuple[Summary, list[object], list[str]]:
    """The main job without its printing. Raises ``BadInput`` when the feed or the ledger cannot be opened."""
    from lawgate import wiring

    tried = files_of(policies)
    facility = place_given(county, tz)
    declared = zone(tz, where="--tz") if tz else None
    instant = (
        parse_instant(as_of, declared or (facility.zone if facility else None), where="--as-of") if as_of else None
    )
    from lawgate.detainer import read_custodies

    reading = read_custodies(bookings, facility=facility, tz=declared, as_of=instant)
    wiring.configure(db)
    from lawgate.casework import carry, open_ledger, requests_in
    from lawgate.wiring.law import HouseOffice

    ledger = open_ledger()
    office = HouseOffice(ledger, tried)
    norms, versions = office.stored_form
    ledger.store_rulebook(office.rulebook.digest, norms, versions)
    summary = Summary(source=bookings.name, format=reading.format)
    refusals: list[object] = []
    with Progress(*_columns(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("deciding", total=_size(bookings, reading.format))

        def keep(one: wiring.Item, decided: Decided | None) -> None:
            summary.add(one.record, decided.answer if decided else None)
            bar.advance(task)

        def refused(one: wiring.Item, why: BadInput) -> None:
            refusals.append(BadInput(why.what, where=why.where or f"booking {one.key}", do=why.do))
            bar.advance(task)

        items = (wiring.item(c) for c in reading.items)
        summary.run = carry(
            items,
            office.decide,
            ledger,
            wiring.now,
            keep=keep,
            arrivals=requests_in,
            overlay=office.overlay,
            refused=refused,
        )
    return summary, [*reading.faults, *refusals], reading.notes


def table(summary: Summary) -> Table:
    """Held lawfully, released on time, over-held: people, hours, exposure."""
    made = Table(title=f"{summary.source}: {summary.people:,} people", title_justify="left")
    columns: tuple[tuple[str, JustifyMethod], ...] = (
        ("", "left"),
        ("people", "right"),
        ("hours past the last minute", "right"),
        ("exposure, dollars", "right"),
    )
    for column, justify in columns:
        made.add_column(column, justify=justify)
    for row in summary.rows():
        money = f"{row.low:,} to {row.high:,}" if row.high else ""
        made.add_row(row.word, f"{row.people:,}", f"{row.hours:,.1f}" if row.hours else "", money)
    return made


def _columns() -> tuple[ProgressColumn, ...]:
    return (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


def _size(path: Path, kind: str) -> int | None:
    """How many bookings to expect, for the bar: a line each where a line is a booking."""
    if kind not in ("json-lines", "pennsylvania-detainers"):
        return None
    with path.open("rb") as f:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: f.read(1 << 20), b""))


def place_given(county: str, tz: str) -> Place | None:
    if not county:
        return None
    state, _, name = county.partition("/")
    if state.upper() not in CIRCUITS:
        raise BadInput(f"'{county}' names no state", where="--county", do="write it as CA/Los Angeles")
    if not tz:
        raise BadInput("a county needs a zone", where="--county", do="add --tz, such as America/Los_Angeles")
    return Place(state.upper(), name.strip() or None, tz=tz)
