"""``lawgate case NUMBER``: everything the ledger knows of one booking, as a story with its citations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from lawgate.base import BadInput
from lawgate.base.ids import plain
from lawgate.base.moments import say_minute
from lawgate.casework.records import (
    CORRECTED,
    DECIDED,
    DETAINER,
    DETAINER_CORRECTED,
    EXPUNGED,
    RECEIVED,
    WITHDRAWN,
)

if TYPE_CHECKING:
    from lawgate.casework.timeline import Happening

TITLES = {
    RECEIVED: "Booking received",
    CORRECTED: "Booking corrected",
    DETAINER: "Federal request received",
    DETAINER_CORRECTED: "Federal request corrected",
    DECIDED: "Decided",
    WITHDRAWN: "Decision withdrawn",
    EXPUNGED: "Expunged by a court's order",
}


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
        from lawgate.casework.timeline import timeline

        story = timeline(open_ledger(), number)
        if not story:
            raise BadInput(f"nobody on the ledger has the number '{number}'", do="give a booking number")
        if as_json:
            for h in story:
                typer.echo(json.dumps(plain(h), ensure_ascii=False))
            return
        console = Console(highlight=False, soft_wrap=True)
        for h in story:
            console.print(f"[bold]{TITLES.get(h.kind, h.kind)}[/bold]  {say_minute(h.happened)}", end="")
            late = f"  known here {say_minute(h.received)}" if h.received != h.happened else ""
            console.print(f"[dim]{late}  event {h.number}, by {h.actor}[/dim]")
            for line in told(h):
                console.print(f"    {line}", markup=False)


def told(h: Happening) -> Iterator[str]:
    """What one event says, a line each."""
    if h.payload is None:
        yield f"Expunged by order {h.order}; nothing of it can be read."
    elif h.kind in (RECEIVED, CORRECTED):
        yield from _booking(h.payload["record"])
    elif h.kind in (DETAINER, DETAINER_CORRECTED):
        yield from _request(h.payload["request"])
    elif h.kind == DECIDED:
        yield from _decision(h.payload)
    else:
        yield ", ".join(f"{k}: {v}" for k, v in h.payload.items())


def _booking(record: dict[str, Any]) -> Iterator[str]:
    person, place = record["person"], record["place"]
    name = f"{person.get('last', '')}, {person.get('first', '')}".strip(", ")
    yield f"{name or record['booking']}, {place['agency'] or place['county']}"
    for charge in record["charges"] or ():
        words = [str(charge.get(k)) for k in ("statute", "name", "level", "disposition") if charge.get(k)]
        yield f"charge: {', '.join(words)}"
    yield from record["release_due"]["steps"]


def _request(request: dict[str, Any]) -> Iterator[str]:
    asks = " and ".join(sorted(request.get("asks") or ())) or "nothing that is known"
    yield f"Form {request.get('form') or 'not known'}, asks for {asks}"
    boxes = ", ".join(sorted(request.get("boxes") or ()))
    if boxes:
        yield f"boxes: {boxes}"
    served = request.get("served_on_subject_at")
    yield f"served on the person: {served or 'not recorded'}"


def _decision(payload: dict[str, Any]) -> Iterator[str]:
    answer = payload["answer"]
    yield f"{answer['headline']} {answer['why']}".strip()
    for one in answer["answers"]:
        cites = "; ".join(r["cite"] for r in one["reasons"][:3])
        yield f"{one['question']} {one['mark']}. {one['sentence']}{f'  ({cites})' if cites else ''}"
    yield from answer["arithmetic"]
    yield f"rulebook {payload['rulebook'][:12]}, {answer['place']}, law of {answer['day']}"
