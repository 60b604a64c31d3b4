"""``lawgate ledger``: verify it, or carry out a court's order of expungement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from lawgate.base import BadInput

app = typer.Typer(help="The ledger of events.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")]


@app.command()
def verify(db: Db = None) -> None:
    """Recompute the chain, check the signatures, and make every decision again with the rulebook of its day."""
    ledger = _open(db)
    from lawgate import wiring
    from lawgate.casework.verify import verify as check

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("verifying", total=None)
        found = check(ledger, wiring.rederive, lambda done, of: bar.update(task, completed=done, total=of))
    console = Console(highlight=False, soft_wrap=True)
    for damage in found.damage:
        console.print(str(damage), markup=False)
    word = "Clean" if found.clean else f"{len(found.damage)} damaged"
    console.print(
        f"{word}: {found.events:,} events, {found.decisions:,} decisions made again, "
        f"{found.checkpoints:,} signatures, {found.expunged:,} events expunged by order."
    )
    if not found.clean:
        raise typer.Exit(1)


@app.command()
def expunge(
    subject: Annotated[str, typer.Argument(help="The booking number.")],
    order: Annotated[str, typer.Option("--order", help="The court's order: number, court, date.")],
    db: Db = None,
) -> None:
    """Destroy a person's key by a court's order. The chain stays whole; nothing of theirs can be read again."""
    ledger = _open(db)
    from lawgate import wiring
    from lawgate.casework.models import SubjectKey

    if not SubjectKey.objects.using(ledger.alias).filter(subject=subject).exists():
        raise BadInput(f"nobody on the ledger has the number '{subject}'", do="give a booking number")
    if not order.strip():
        raise BadInput("no order is named", do="add --order with its number, court and date")
    ledger.expunge(subject, order, wiring.now(), wiring.now())
    Console(highlight=False).print(f"{subject}: expunged by order {order}.")


def _open(db: Path | None):  # type: ignore[no-untyped-def]  # a Ledger, which exists only once the settings are chosen
    if db is not None and not db.exists():
        raise BadInput("is not there", where=str(db), do="give the path of a ledger")
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework.store import open_ledger

    return open_ledger()
