"""``lawgate alarms``: those that stand, a tick by hand, and how alarms serve."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from lawgate.base import BadInput, parse_instant
from lawgate.base.moments import say_minute

if TYPE_CHECKING:
    from lawgate.casework.ledger import Ledger

app = typer.Typer(help="Alarms that stand, a tick by hand, and how alarms serve.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")]
At = Annotated[str, typer.Option("--at", help="The instant, with its offset; now if none is given.")]
Json = Annotated[bool, typer.Option("--json", help="JSON lines (the default when not at a terminal).")]


@app.command("list")
def list_(
    db: Db = None,
    booking: Annotated[str, typer.Option("--booking", help="One person's.")] = "",
    as_json: Json = False,
) -> None:
    """Every alarm that stands, the gravest first. Acknowledged is not solved: it stands until what it is about is over."""
    ledger = _ledger(db)
    from lawgate.casework.alarms import standing_alarms

    found = standing_alarms(ledger, booking)
    if as_json or not Console().is_terminal:
        for r in found:
            told = {"alarm": r.alarm, "booking": r.subject, "tier": r.tier, "kind": r.kind, "at": r.at.isoformat()}
            typer.echo(json.dumps({**told, "says": r.says, "state": r.state, "by": r.acknowledged}, ensure_ascii=False))
        return
    table = Table(title=f"{len(found):,} alarms stand", title_justify="left")
    for column in ("tier", "booking", "since", "what", "seen by"):
        table.add_column(column)
    for r in found:
        table.add_row(str(r.tier), r.subject, say_minute(r.at), r.says, r.acknowledged)
    Console(highlight=False).print(table)


@app.command()
def tick(db: Db = None, at: At = "") -> None:
    """Raise, pass on and end what is due; ``lawgate work`` does it by itself. Twice at one instant gives nothing the second time."""
    ledger = _ledger(db)
    from lawgate.casework.alarms import tick as tick_

    given = _instant(at)
    done = tick_(ledger, given or _now(ledger), reference=given)
    typer.echo(
        f"{done.raised} raised, {done.escalated} passed on, {done.ended} ended; {done.looked_at:,} people looked at."
    )


@app.command()
def measure(
    db: Db = None,
    first: Annotated[str, typer.Option("--from", help="From this instant; seven days before --to if none.")] = "",
    last: Annotated[str, typer.Option("--to", help="Until this instant; now if none is given.")] = "",
    clerks: Annotated[int, typer.Option("--clerks", min=1, help="How many were on duty.")] = 1,
) -> None:
    """How many alarms stop a clerk in ten minutes (one is the benchmark), and which kinds led to an act."""
    ledger = _ledger(db)
    from lawgate.casework.alarms_measures import measured

    until = _instant(last) or _now(ledger)
    since = _instant(first) or until - timedelta(days=7)
    if since >= until:
        raise BadInput("is not before --to", where="--from", do="give an earlier instant")
    found = measured(ledger, since, until, clerks=clerks)
    typer.echo(
        f"{found.tier_1} of tier 1: {found.per_clerk:.3f} a clerk in ten minutes on average, {found.worst:.1f} in the worst ten; "
        f"{'within' if found.within else 'over'} the benchmark of one."
    )
    for kind, one in sorted(found.kinds.items()):
        fix = "  to be fixed or demoted" if kind in found.to_be_fixed else ""
        typer.echo(f"{kind}: {one.raised} raised, {one.acted} led to an act within two hours{fix}")


def _ledger(db: Path | None) -> Ledger:
    if db is not None and not db.exists():
        raise BadInput("is not there", where=str(db), do="give the path of a ledger")
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger

    return open_ledger()


def _now(ledger: Ledger) -> datetime:
    """The real clock; that of a demonstration stands where it was stopped, at the last thing that was written."""
    from lawgate import wiring
    from lawgate.casework.alarms import view_of

    view = view_of(ledger)
    if not view.simulated:
        return wiring.now()
    view.catch_up()
    return view.house.newest or wiring.now()


def _instant(text: str) -> datetime | None:
    return parse_instant(text, where="the instant") if text else None
