"""``lawgate webhook``: where news of decisions and alarms is sent."""

from __future__ import annotations

import random
import time
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(help="News to other systems, signed.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; that of the settings if none is given.")]
PAUSE = 2.0  # seconds between two looks


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What the receiver is called.")],
    url: Annotated[str, typer.Argument(help="https://host/path")],
    kind: Annotated[list[str], typer.Option("--kind", help="Which news; may be given again.")],
    db: Db = None,
) -> None:
    """Add a receiver of news, and print the secret by which it checks signatures, this once."""
    from lawgate import wiring

    typer.echo(_open(db).add(name, url, kind, wiring.now()))
    Console(stderr=True, highlight=False).print("Keep it now: it is not shown again.")


@app.command("list")
def listed(db: Db = None) -> None:
    """The receivers, how far behind each is, and what it missed."""
    webhooks = _open(db)
    table = Table("name", "address", "news", "behind", "attempts", "missed", "state")
    for h in webhooks.told(webhooks.house.ledger()):
        state = "stopped" if h["stopped"] else h["why"]
        counts = (str(h["behind"]), str(h["attempts"]), str(len(h["missed"])))
        table.add_row(h["name"], h["url"], ", ".join(h["kinds"]), *counts, state)
    Console(highlight=False).print(table)


@app.command()
def remove(name: Annotated[str, typer.Argument(help="Its name.")], db: Db = None) -> None:
    """Send it nothing any more."""
    _open(db).remove(name)
    Console(highlight=False).print(f"{name}: removed.", markup=False)


@app.command()
def send(
    follow: Annotated[bool, typer.Option("--follow", help="Go on until stopped.")] = False,
    db: Db = None,
) -> None:
    """Tell every receiver what it was not told yet."""
    from lawgate import wiring

    webhooks, post = _open(db), import_module("lawgate.web.api.post").post
    chance = random.SystemRandom()
    while True:
        sent = webhooks.send(webhooks.house.ledger(), post, wiring.now, chance)
        if not follow:
            said = f"{sent.taken} taken, {sent.failed} put off, {sent.missed} missed."
            Console(highlight=False).print(said, markup=False)
            return
        time.sleep(PAUSE)


def _open(db: Path | None) -> Any:
    """The part of the interface that sends news, by its name, as a server starts it; its tables brought up to date."""
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger

    open_ledger()
    return import_module("lawgate.web.api.webhooks")
