"""``lawgate webhook``: where news of decisions and alarms is sent."""

from __future__ import annotations

import getpass
import random
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from lawgate.base import LawgateError

app = typer.Typer(help="News to other systems, signed.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; that of the settings if none is given.")]
Name = Annotated[str, typer.Argument(help="Its name.")]
By = Annotated[str, typer.Option("--by", help="Who says so; the account on this machine if none is given.")]
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
def remove(name: Name, by: By = "", db: Db = None) -> None:
    """Send it nothing any more."""
    from lawgate import wiring

    _open(db).remove(name, wiring.now(), by or _me())
    Console(highlight=False).print(f"{name}: removed.", markup=False)


@app.command()
def again(name: Name, by: By = "", db: Db = None) -> None:
    """Tell a receiver once more what it missed, and start it again if it had said that it was gone."""
    from lawgate import wiring

    webhooks = _open(db)
    hook, post = webhooks.named(name), import_module("lawgate.web.api.post").post
    taken, left = webhooks.again(webhooks.house.ledger(), hook, post, wiring.now(), by or _me())
    Console(highlight=False).print(f"{name}: {taken} taken, {left} still not.", markup=False)


@app.command("let-go")
def let_go(name: Name, by: By = "", db: Db = None) -> None:
    """Nobody will tell this receiver what it missed: the alarm about it ends, and who said so is on the ledger."""
    from lawgate import wiring

    webhooks = _open(db)
    gone = webhooks.let_go(webhooks.house.ledger(), webhooks.named(name), wiring.now(), by or _me())
    Console(highlight=False).print(f"{name}: {gone} let go.", markup=False)


@app.command()
def send(
    follow: Annotated[bool, typer.Option("--follow", help="Go on until stopped.")] = False,
    db: Db = None,
) -> None:
    """Tell every receiver what it was not told yet. ``lawgate work`` does it by itself."""
    _open(db)
    while True:
        sent = turn()
        if not follow:
            said = f"{sent.taken} taken, {sent.failed} put off, {sent.missed} missed."
            Console(highlight=False).print(said, markup=False)
            return
        time.sleep(PAUSE)


def turn() -> Any:
    """Tell every receiver what it was not told yet, by the real clock; what came of it, in events."""
    from lawgate import wiring

    webhooks, post = import_module("lawgate.web.api.webhooks"), import_module("lawgate.web.api.post").post
    return webhooks.send(webhooks.house.ledger(), post, wiring.now, random.SystemRandom())


def beside(console: Console, stop: threading.Event | None = None) -> threading.Thread:
    """Send news from this process until it ends or is told to ``stop``, in a thread of its own: a receiver that is slow keeps nothing
    else waiting."""
    stopped = stop or threading.Event()
    from django.db import DatabaseError, connections

    def go_on() -> None:
        said = ""
        while not stopped.wait(PAUSE):
            try:
                turn()
                said = ""
            except (LawgateError, DatabaseError, OSError) as e:
                if str(e) != said:  # once, however long it lasts
                    console.print(f"News to other systems: {e}", markup=False, style="red")
                said = str(e)
                connections.close_all()
        connections.close_all()

    thread = threading.Thread(target=go_on, name="news", daemon=True)
    thread.start()
    return thread


def _me() -> str:
    return f"console:{getpass.getuser()}"


def _open(db: Path | None) -> Any:
    """The part of the interface that sends news, by its name, as a server starts it; its tables brought up to date."""
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger

    open_ledger()
    return import_module("lawgate.web.api.webhooks")
