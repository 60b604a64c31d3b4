"""``lawgate token``: who may ask the interface for what."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(help="Tokens of the interface.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; that of the settings if none is given.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What the system is called: it stands on the ledger as api:NAME.")],
    scope: Annotated[list[str], typer.Option("--scope", help="What it may do; may be given again.")],
    days: Annotated[int, typer.Option("--days", help="How long it is good.")] = 365,
    role: Annotated[str, typer.Option("--role", help="Whose acts it enters, with the scope acts:write.")] = "",
    db: Db = None,
) -> None:
    """Make a token and print it, this once: only a digest of it is kept."""
    from lawgate import wiring

    made = _open(db, "tokens").make(name, scope, now=wiring.now(), days=days, role=role)
    typer.echo(made)
    Console(stderr=True, highlight=False).print("Keep it now: it is not shown again.")


@app.command("list")
def listed(db: Db = None) -> None:
    """The tokens there are, and when each was last used; never their secrets."""
    table = Table("name", "id", "scopes", "role", "good until", "last used", "revoked")
    for t in _open(db, "models").Token.objects.order_by("name"):
        revoked = f"{t.revoked:%Y-%m-%d}" if t.revoked else ""
        used = t.used.isoformat() if t.used else "never"
        table.add_row(t.name, t.id, ", ".join(t.scopes), t.role, f"{t.expires:%Y-%m-%d}", used, revoked)
    Console(highlight=False).print(table)


@app.command()
def revoke(name: Annotated[str, typer.Argument(help="Its name or its id.")], db: Db = None) -> None:
    """End a token at once."""
    from lawgate import wiring

    found = _open(db, "tokens").revoke(name, now=wiring.now())
    Console(highlight=False).print(f"{found.name}: revoked.", markup=False)


@app.command()
def scopes() -> None:
    """What a token can be good for."""
    table = Table("scope", "what it opens")
    for name, says in _part("tokens").SCOPES.items():
        table.add_row(name, says)
    Console(highlight=False).print(table)


def _open(db: Path | None, part: str) -> Any:
    """A part of the interface, its tables brought up to date. The command line starts the interface as a server does: by its name."""
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger

    open_ledger()
    return _part(part)


def _part(name: str) -> Any:
    from lawgate import wiring

    wiring.configure()
    return import_module(f"lawgate.web.api.{name}")
