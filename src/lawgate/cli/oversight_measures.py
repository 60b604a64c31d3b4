"""The measures at the command line: every measure of a file, disparity, the effect of a request, and how long people stay."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.console import Console
from rich.table import Table as Shown

from lawgate.base import BadInput
from lawgate.cli.oversight_data import DOLLARS_A_DAY, County, Data, Dollars, Equal, Zone, opened
from lawgate.oversight.cases import CASES
from lawgate.oversight.measures.association import effect as effect_of
from lawgate.oversight.measures.association import extra_days, speed
from lawgate.oversight.measures.disparity import disparity as shares_apart
from lawgate.oversight.measures.over_detention import cost, exposure, over_detention
from lawgate.oversight.measures.records import Measure
from lawgate.oversight.measures.shares import REQUESTED, SHARES, by_seriousness, measure_share
from lawgate.oversight.measures.stays import as_table, by_request, stay, still_in


def measure(
    data: Data,
    by: Annotated[
        list[str] | None, typer.Option("--by", help="Columns to break down by: state, county, race …")
    ] = None,
    day: Dollars = DOLLARS_A_DAY,
    county: County = "",
    tz: Zone = "",
) -> None:
    """Every measure of a file, with its interval, its population and what it must not be read as."""
    unknown = [c for c in by or () if c not in CASES]
    if unknown:
        raise typer.BadParameter(f"a case has no column '{unknown[0]}'; it has {', '.join(CASES)}")
    console = Console(highlight=False)
    frame, groups = opened(data, county, tz).frame, tuple(by or ())
    measures = [
        over_detention(frame, groups),
        exposure(frame),
        cost(frame, day),
        stay(frame, REQUESTED, "Days in jail with a request"),
    ]
    measures += [measure_share(frame, asked, groups) for asked in SHARES]
    measures.append(by_seriousness(frame))
    for one in measures:
        tell(console, one)


def disparity(
    data: Data,
    group: Annotated[str, typer.Option("--group", help="race, sex or origin.")],
    base: Annotated[str, typer.Option("--base", help="The group that the others are held against.")],
    of: Annotated[
        str, typer.Option("--of", help="Which share: requested, or the name of a measured share.")
    ] = "requested",
    county: County = "",
    tz: Zone = "",
) -> None:
    """A share by group against a base, with intervals; what rests on a handful of people is not shown."""
    frame = opened(data, county, tz).frame
    asked = next((s for s in SHARES if s.name == of), None)
    if asked is None and of != "requested":
        raise typer.BadParameter(f"no share is called '{of}'; there are requested, {', '.join(s.name for s in SHARES)}")
    population, holds = (pl.lit(value=True), REQUESTED) if asked is None else (asked.of, asked.holds)
    tell(Console(highlight=False), shares_apart(frame, population, holds, group, base, f"{of}, by {group}"))


def effect(
    data: Data,
    equal: Equal = None,
    day: Dollars = DOLLARS_A_DAY,
    county: County = "",
    tz: Zone = "",
) -> None:
    """Days in jail with a federal request beside days without one: regression and matching. An association, not a cause."""
    frame, wanted = opened(data, county, tz).frame, tuple(equal) if equal else None
    console = Console(highlight=False)
    for one in (effect_of(frame, wanted), extra_days(frame, wanted, day)):
        tell(console, one)


def survival(
    data: Data,
    equal: Equal = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write both curves, step by step, to this CSV.")] = None,
    county: County = "",
    tz: Zone = "",
) -> None:
    """How long people stay with a federal request and without one, those still in counted for as long as they were seen."""
    frame = opened(data, county, tz).frame
    console = Console(highlight=False)
    found = by_request(frame)
    tell(console, still_in(found))
    if out is not None:
        fresh = out.with_name(out.name + ".part")
        fresh.write_text(as_table(found).write_csv(), encoding="utf-8")
        fresh.replace(out)
        console.print(f"Written: {out}\n")
    try:
        tell(console, speed(frame, tuple(equal) if equal else None))
    except BadInput as e:
        reason = e.what.removeprefix("the file ")
        console.print(
            f"How fast people with a request are let go beside the others: not told by this file, which {reason}."
        )


def tell(console: Console, one: Measure) -> None:
    value = one.whole
    if value.value is None:
        console.print(f"[bold]{one.title}[/bold]: not told by this file.\n")
        return
    figure = "{:.2%}".format if one.unit == "share" else "{:,.2f}".format
    between = "" if value.low is None or value.high is None else f" ({figure(value.low)} to {figure(value.high)})"
    console.print(
        f"[bold]{one.title}[/bold]: {figure(value.value)}{between} {'' if one.unit == 'share' else one.unit}, n = {value.n:,}"
    )
    console.print(f"  {one.definition} {one.population} {one.pitfalls}", style="dim")
    if one.table.width > 0 and one.table.height > 0:
        shown = Shown(*one.table.columns)
        for row in one.table.iter_rows():
            shown.add_row(*("" if v is None else f"{v:.4g}" if isinstance(v, float) else f"{v}" for v in row))
        console.print(shown)
    console.print()


__all__ = ["disparity", "effect", "measure", "survival"]
