"""``lawgate oversight``: files of past cases read, inspected and measured; published tables made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table as Shown

from lawgate.base import BadInput
from lawgate.cli.oversight_data import DOLLARS_A_DAY, County, Data, Dollars, Out, Zone, opened
from lawgate.cli.oversight_measures import disparity, effect, measure, survival
from lawgate.cli.policy import rulebook_with
from lawgate.oversight.partitions import on_ray, replay_parts
from lawgate.oversight.quality import inspect
from lawgate.oversight.readers import write_cases
from lawgate.oversight.release_data import disclosure, release
from lawgate.oversight.replay import changes, law_named, replay
from lawgate.oversight.reproduce import DIFFERS, EQUAL, reproduce
from lawgate.oversight.reproduce.regression import recovered
from lawgate.oversight.statutory import accesses, attorney_general, forum

app = typer.Typer(
    help="The measure of it: past cases read, measured, and published tables made again.", no_args_is_help=True
)
for verb in (measure, disparity, effect, survival):
    app.command()(verb)


@app.command()
def read(
    data: Data,
    county: County = "",
    tz: Zone = "",
    out: Out = None,
    once: Annotated[bool, typer.Option("--once", help="Of rows that say the same count the first alone.")] = False,
) -> None:
    """What a file of past cases holds and what is wrong with it; with --out, the same as one typed table."""
    console = Console(highlight=False)
    table = opened(data, county, tz, once=once)
    found = inspect(table)
    console.print(f"{data.name}: {found.source}, {found.rows:,} rows, {found.cases:,} cases")
    for note in found.notes:
        console.print(f"Note: {note}", style="dim")
    shown = Shown("flaw", "column", "", "rows", "first in row", title="What is wrong", title_justify="left")
    for flaw in found.flaws:
        shown.add_row(
            flaw.kind, flaw.column, flaw.what, f"{flaw.rows:,}", "" if flaw.first is None else f"{flaw.first:,}"
        )
    console.print(shown if found.flaws else "Nothing is wrong with what is there.")
    filled = [f"{name} {share:.0%}" for name, share in found.filled.items() if share]
    console.print(f"Filled: {', '.join(filled)}. Empty: {', '.join(n for n, s in found.filled.items() if not s)}.")
    if out is not None:
        write_cases(table, out)
        console.print(f"Written: {out}")


@contextmanager
def _counting() -> Iterator[Callable[[int], None]]:
    """A line that counts the cases decided so far."""
    columns = TextColumn("deciding"), SpinnerColumn(), TextColumn("{task.completed:,.0f} cases")
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda read: bar.update(task, completed=read)


@app.command(name="replay")
def replay_(
    data: Annotated[Path, typer.Option("--data", help="A file of past cases, or a folder of Parquet files.")],
    policy: Annotated[str, typer.Option("--policy", help="The law to try: us_ca@2014-01-01.")],
    against: Annotated[str, typer.Option("--against", help="The law to hold it against: us_ca@2013-12-31.")],
    draft: Annotated[list[Path] | None, typer.Option("--draft", help="A policy file laid over the first law.")] = None,
    assume: Annotated[
        bool, typer.Option("--assume/--strict", help="The usual paper where the file is silent, or nothing.")
    ] = True,
    ray: Annotated[bool, typer.Option("--ray", help="A folder's files on Ray's workers.")] = False,
) -> None:
    """Past cases under another day's law or a draft policy: who would have been held, released, handed over, and why."""
    console = Console(highlight=False)
    if data.is_dir():
        found = replay_parts(
            sorted(data.glob("*.parquet")),
            policy,
            against,
            drafts=draft or (),
            assume=assume,
            each=on_ray if ray else map,
        )
    else:
        table = opened(data)
        first, second = law_named(policy, rulebook_with(draft)), law_named(against, rulebook_with(None))
        with _counting() as count:
            found = replay(table.frame, first, second, assume=assume, progress=count)
    if draft:
        found.law = f"{found.law} with {', '.join(d.name for d in draft)}"
    console.print(f"{found.decided:,} cases of {found.read:,} decided by {found.law} and by {found.against}.")
    console.print(found.assumed, style="dim")
    shown = Shown("", found.against, found.law, "cases", "for example", title="What differs", title_justify="left")
    for action, old, new, n, examples in changes(found):
        why = "; ".join(
            f"{e.case}, {e.place}, {e.day}: {', '.join(e.because or e.because_before)}" for e in examples[:1]
        )
        shown.add_row(action.value, old.value, new.value, f"{n:,}", why)
    console.print(shown if shown.row_count else "Nothing differs.")
    if found.timed:
        times = Shown("", found.against, found.law, title=f"Of the {found.timed:,} with a minute", title_justify="left")
        times.add_row("lawful hours past release, at most", *(f"{h:,.0f}" for h in found.hours))
        times.add_row("hours served past the last lawful minute", *(f"{h:,.0f}" for h in found.over))
        times.add_row("exposure, dollars", *(f"{low:,} to {high:,}" for low, high in found.dollars))
        console.print(times)


@app.command()
def report(
    data: Data,
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")],
    title: Annotated[str, typer.Option("--title", help="What the report is called.")] = "Federal requests",
    as_of: Annotated[str, typer.Option("--as-of", help="The day it speaks of; today if none is given.")] = "",
    dollars: Dollars = DOLLARS_A_DAY,
    county: County = "",
    tz: Zone = "",
) -> None:
    """The annual report of a file of past cases or of a ledger: a page, a PDF, the pictures and their data."""
    from lawgate import wiring
    from lawgate.oversight.annual import write_annual

    day = _day(as_of) if as_of else wiring.now().date()
    found = write_annual(
        opened(data, county, tz), rulebook_with(None), out, title=title, as_of=day, dollars_a_day=dollars
    )
    console = Console(highlight=False)
    for f in found:
        console.print(f"{f.title}: {f.says}")
    console.print(f"Written: {out / 'index.html'}, {out / 'report.pdf'}, {len(found)} pictures and their data")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise BadInput(f"'{text}' is no day", where="--as-of", do="write it as 2014-12-31") from e


@app.command(name="release")
def release_(
    data: Data,
    out: Annotated[Path, typer.Option("--out", help="The CSV to publish; its disclosure report is written beside it.")],
    k: Annotated[int, typer.Option("--k", help="Among how many everybody must hide.")] = 11,
    county: County = "",
    tz: Zone = "",
) -> None:
    """Case data for the public, coarsened until everybody hides among k, with a report of the risk that is left."""
    found = release(opened(data, county, tz).frame, k)
    text = disclosure(found)
    for path, body in ((out, found.data.write_csv()), (out.with_suffix(".disclosure.md"), text)):
        fresh = path.with_name(path.name + ".part")
        fresh.write_text(body, encoding="utf-8")
        fresh.replace(path)
    Console(highlight=False).print(text, markup=False)


@app.command(name="statutory")
def statutory_(
    ledger: Annotated[Path, typer.Argument(help="The ledger.")],
    year: Annotated[int, typer.Option("--year", help="The year that is reported.")],
    agency: Annotated[str, typer.Option("--agency", help="Whose report it is.")] = "this agency",
    out: Annotated[Path | None, typer.Option("--out", help="Write both reports into this folder.")] = None,
) -> None:
    """California's two reports from the ledger: the community forum's (TRUTH Act) and the attorney general's count (Values Act)."""
    from lawgate import wiring

    wiring.configure(ledger)
    from lawgate.casework import latest, open_readonly
    from lawgate.casework.timeline import timeline

    book = open_readonly(ledger)
    found = [a for p in latest(book) for a in accesses(p.record, timeline(book, p.subject))]
    made = {
        "community-forum.md": forum(found, year, agency),
        "attorney-general.md": attorney_general(found, year, agency),
    }
    for name, text in made.items():
        if out is None:
            typer.echo(text)
            continue
        out.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
        typer.echo(f"Written: {out / name}")


@app.command(name="reproduce")
def reproduce_(
    data: Annotated[Path, typer.Option("--data", help="The folder of the published records.")],
    every: Annotated[bool, typer.Option("--all", help="Show the figures that are equal too.")] = False,
) -> None:
    """Published figures made again from the records they rest on; ends with an error if one differs."""
    console = Console(highlight=False)
    figures = reproduce(data)
    shown = Shown("table", "figure", "published", "here", "", title_justify="left")
    for f in figures:
        if every or f.state != EQUAL:
            found = "" if f.found is None else f"{f.found:,.{f.digits}f}"
            shown.add_row(f.table, f.figure, f"{f.published:,.{f.digits}f}", found, f.state)
    console.print(shown)
    console.print(", ".join(f"{n} {state}" for state, n in Counter(f.state for f in figures).items()))
    terms = recovered()
    inside = sum(t.away <= 1.96 for t in terms)
    console.print(
        f"The study's regression, on data made with its published coefficients: {inside} of {len(terms)} come back within their 95% "
        f"intervals, the furthest {max(t.away for t in terms):.2f} errors off. Its own data are not to be had."
    )
    if any(f.state == DIFFERS for f in figures):
        raise typer.Exit(1)


__all__ = ["app"]
