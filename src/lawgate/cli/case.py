"""``lawgate case NUMBER``: everything the ledger knows of one booking, as a story with its citations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from lawgate.base import BadInput
from lawgate.base.ids import plain
from lawgate.base.moments import say_minute

if TYPE_CHECKING:
    from lawgate.casework.timeline import Happening


def register(app: typer.Typer) -> None:
    @app.command()
    def case(
        number: Annotated[str, typer.Argument(help="The booking number.")],
        db: Annotated[
            Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="The events as JSON lines, whole.")] = False,
    ) -> None:
        """Tell one person's whole story: what happened, when it was known here, what was decided and by which law."""
        if db is not None and not db.exists():
            raise BadInput("is not there", where=str(db), do="give the path of a ledger")
        from lawgate import wiring

        wiring.configure(db)
        from lawgate.casework import open_ledger
        from lawgate.casework.telling import lines_of, title_of
        from lawgate.casework.timeline import timeline

        story = timeline(open_ledger(), number)
        if not story:
            raise BadInput(f"nobody on the ledger has the number '{number}'", do="give a booking number")
        if as_json:
            for h in story:
                typer.echo(json.dumps(plain(h), ensure_ascii=False))
            return
        console = Console(highlight=False, soft_wrap=True)
        zone = _zone(story)
        for h in story:
            happened, received = (m.astimezone(zone) if zone else m for m in (h.happened, h.received))
            console.print(f"[bold]{title_of(h.kind)}[/bold]  {say_minute(happened)}", end="")
            late = f"  known here {say_minute(received)}" if received != happened else ""
            console.print(f"[dim]{late}  event {h.number}, by {h.actor}[/dim]")
            for line in lines_of(h):
                console.print(f"    {line}", markup=False)


def _zone(story: list[Happening]) -> ZoneInfo | None:
    """The clock of the jail, by which a story is told; None where no record says it."""
    places = (h.payload["record"]["place"] for h in story if h.payload and "record" in h.payload)
    return next((ZoneInfo(p["tz"]) for p in places if p.get("tz")), None)
