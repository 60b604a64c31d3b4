"""``lawgate backup``: one file that holds the ledger, proved by bringing it back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from lawgate.casework.backup import Manifest
    from lawgate.casework.records import Verification

app = typer.Typer(help="Backups of the ledger.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="The backup.")]
Key = Annotated[
    Path | None, typer.Option("--key", help="The file of the master key; without it, sealed payloads stay so.")
]


@app.command()
def create(
    file: Annotated[Path, typer.Argument(help="Where to write it: a new file.")],
    db: Annotated[
        Path | None, typer.Option("--db", help="The ledger file; that of the settings if none is given.")
    ] = None,
) -> None:
    """Write a backup while the ledger is in use. The master key is not in it: keep that apart."""
    from lawgate import wiring

    _there(db)
    wiring.configure(db)
    from lawgate.casework import open_ledger
    from lawgate.casework.backup import create as make

    ledger = open_ledger()
    made = make(ledger, file, wiring.now())
    _say(f"{file}: {made.events:,} events, {file.stat().st_size:,} bytes.")
    _say("The master key is not in it. Without that key nobody can read a person's file in it: keep the key elsewhere.")


@app.command()
def verify(file: File, key: Key = None) -> None:
    """Bring a backup back into a folder that is thrown away, and verify the ledger in it. Ends with 1 on any damage."""
    from lawgate import wiring

    _there(key)
    wiring.configure()
    from lawgate.casework.backup_restore import prove

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("verifying", total=None)
        manifest, found = prove(
            file, wiring.rederive, keys=key, progress=lambda done, of: bar.update(task, completed=done, total=of)
        )
    _tell(file, manifest, found)


@app.command()
def restore(
    file: File,
    db: Annotated[
        Path | None, typer.Option("--db", help="A new ledger file; else the empty database of the settings.")
    ] = None,
    key: Key = None,
) -> None:
    """Bring a backup back, into a new file or an empty database, and verify it there. Nothing is ever overwritten."""
    from lawgate import wiring

    _there(key)
    wiring.configure()
    from lawgate.casework.backup import opened
    from lawgate.casework.backup_restore import restore_database, restore_file
    from lawgate.casework.keys import Keyring
    from lawgate.casework.ledger import Ledger
    from lawgate.casework.verify import verify as check

    with opened(file) as (manifest, _):
        made = datetime.fromisoformat(manifest.made)
    ledger = restore_file(file, db) if db is not None else restore_database(file)
    keys = Keyring(ledger.alias, key, readonly=True) if key else ledger.keys
    found = check(Ledger(ledger.alias, ledger.path, keys, readonly=True), wiring.rederive)
    _tell(file, manifest, found)
    _say(f"Restored to {ledger.path}. Its master key belongs in {ledger.keys.place}, or in LAWGATE_MASTER_KEY.")
    _say(
        f"What happened after {made:%Y-%m-%d %H:%M} UTC is not in it: orders of expungement since then must be carried out again."
    )


def _tell(file: Path, manifest: Manifest, found: Verification) -> None:
    for damage in found.damage:
        _say(str(damage))
    sealed = f", {found.sealed:,} payloads stayed sealed without the master key" if found.sealed else ""
    word = "Clean" if found.clean else f"{len(found.damage)} damaged"
    _say(
        f"{word}: {file.name}, made {manifest.made[:16]}, {found.events:,} events, {found.decisions:,} decisions made again{sealed}."
    )
    if not found.clean:
        raise typer.Exit(1)


def _there(path: Path | None) -> None:
    from lawgate.base import BadInput

    if path is not None and not path.exists():
        raise BadInput("is not there", where=str(path), do="check the path")


def _say(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(text, markup=False)
