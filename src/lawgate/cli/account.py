"""``lawgate account``: who may sign in, with which roles. Nobody signs up; the first administrator is made here."""

from __future__ import annotations

import getpass
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(help="Accounts: who may sign in, with which roles.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")]
Name = Annotated[str, typer.Argument(help="The name that signs in.")]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", help="booking, court, release, supervisor, counsel, defender, auditor, federal, admin."),
]


@app.command()
def add(
    name: Name,
    role: Roles = None,
    shown: Annotated[str, typer.Option("--shown", help="The name that colleagues know.")] = "",
    db: Db = None,
) -> None:
    """Make an account and print its first password, which must be changed when it is first used."""
    _first(name, _people(db).add(name, role or [], _me(), shown))


@app.command()
def role(name: Name, role: Roles = None, db: Db = None) -> None:
    """Give an account exactly these roles; none takes all away."""
    held = _people(db).set_roles(name, role or [], _me())
    _say(f"{name}: {', '.join(held) or 'no role'}.")


@app.command()
def disable(name: Name, db: Db = None) -> None:
    """Close an account, at once wherever it is signed in. It is never deleted: its name stands on the ledger."""
    _people(db).set_active(name, False, _me())
    _say(f"{name} is disabled.")


@app.command()
def enable(name: Name, db: Db = None) -> None:
    """Let an account in again that was disabled, or closed after failures."""
    _people(db).set_active(name, True, _me())
    _say(f"{name} is let in again.")


@app.command()
def reset(name: Name, db: Db = None) -> None:
    """A new first password; second factors, recovery codes and PIN are forgotten."""
    _first(name, _people(db).reset(name, _me()))


@app.command()
def client(
    name: Name,
    booking: Annotated[str, typer.Argument(help="The client's booking number.")],
    remove: Annotated[bool, typer.Option("--remove", help="Take the file back.")] = False,
    db: Db = None,
) -> None:
    """Give a defender the file of a client, or take it back."""
    _people(db).set_client(name, booking, not remove, _me())
    _say(f"{name} {'no longer sees' if remove else 'sees'} {booking}.")


@app.command(name="list")
def listed(db: Db = None) -> None:
    """All accounts, without any secret."""
    table = Table("Name", "Known as", "Roles", "Standing", "Last used")
    for row in _people(db).listed():
        table.add_row(*row)
    Console(highlight=False).print(table)


def _people(db: Path | None) -> Any:
    """The house of accounts. It lives with the pages, which the command line does not see; it is asked for by name, as the server is."""
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger

    open_ledger()
    return import_module("lawgate.web.accounts.people")


def _me() -> str:
    return f"console:{getpass.getuser()}"


def _first(name: str, password: str) -> None:
    _say(f"{name} signs in first with: {password}")
    _say("Hand it over in person. It must be changed at the first signing in, and a second factor set up.")


def _say(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(text, markup=False)
