"""``lawgate ledger``: verify it, or carry out a court's order of expungement."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from lawgate.base import BadInput
from lawgate.casework.records import Head

if TYPE_CHECKING:
    from lawgate.casework.ledger import Ledger

app = typer.Typer(help="The ledger of events.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")]


@app.command()
def verify(
    db: Db = None,
    copy: Annotated[
        bool, typer.Option("--copy", help="The file is a copy at rest: only read, nothing made beside it.")
    ] = False,
    anchor: Annotated[
        Path | None,
        typer.Option("--anchor", help="A head kept elsewhere ('lawgate ledger head'): it must still be there."),
    ] = None,
) -> None:
    """Recompute the chain, check the signatures, and make every decision again with the rulebook of its day."""
    kept = None if anchor is None else _kept(anchor)
    ledger = _open(db, copy=copy)
    from lawgate import wiring
    from lawgate.casework.verify import verify as check

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("verifying", total=None)
        found = check(ledger, wiring.rederive, lambda done, of: bar.update(task, completed=done, total=of), anchor=kept)
    console = Console(highlight=False, soft_wrap=True)
    for damage in found.damage:
        console.print(str(damage), markup=False)
    word = "Clean" if found.clean else f"{len(found.damage)} damaged"
    sealed = f", {found.sealed:,} payloads stayed sealed without the master key" if found.sealed else ""
    gone = f", templates of {found.templates_destroyed:,} events destroyed" if found.templates_destroyed else ""
    console.print(
        f"{word}: {found.events:,} events, {found.decisions:,} decisions made again, "
        f"{found.checkpoints:,} signatures, {found.expunged:,} events expunged by order{gone}{sealed}."
    )
    if not found.clean:
        raise typer.Exit(1)


@app.command()
def rulebooks(
    db: Db = None,
    out: Annotated[Path | None, typer.Option("--out", help="A folder to write them to, a JSON file each.")] = None,
) -> None:
    """List the rulebooks that decisions were made with; with --out, write them for 'lawgate law diff --old --new'."""
    ledger, console = _open(db), Console(highlight=False, soft_wrap=True)
    for name in ledger.rulebooks():
        norms = ledger.rulebook(name)
        if out is None or norms is None:
            console.print(name, markup=False)
            continue
        out.mkdir(parents=True, exist_ok=True)
        file = out / f"{name[:12]}.json"
        file.write_bytes(norms)
        console.print(f"{file}: rulebook {name}.", markup=False)


@app.command()
def head(db: Db = None) -> None:
    """Print the signed end of the chain. Kept outside, it proves later that nothing before it was rewritten or cut off."""
    found = _open(db).head()
    if found is None:
        raise BadInput("nothing was signed yet", where=str(db or "the ledger"), do="run a feed first")
    Console(highlight=False, soft_wrap=True).print(json.dumps(asdict(found)), markup=False)


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


@app.command()
def rotate(
    db: Db = None,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="The environment variable that holds the next key, where LAWGATE_MASTER_KEY gives the present one.",
        ),
    ] = "",
) -> None:
    """Wrap every key anew under a new master key: of people, of accounts, of signing. No event is touched; the desk goes on."""
    ledger = _open(db)
    from lawgate import wiring
    from lawgate.casework.rotation import rotate as turn

    count = turn(ledger, wiring.now(), to)
    where = f"Now let LAWGATE_MASTER_KEY hold what {to} holds." if to else f"The new one is in {ledger.keys.place}."
    Console(highlight=False, soft_wrap=True).print(
        f"{count:,} keys are wrapped by a new master key. {where} Copies made before still open with the old one: destroy it, or them.",
        markup=False,
    )


def _kept(path: Path) -> Head:
    """A head as ``head`` printed it. Raises ``BadInput``."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return Head(int(given["number"]), *(str(given[k]) for k in ("link", "recorded", "signature", "public_key")))
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise BadInput(
            "is no head of a ledger", where=str(path), do="give a file that 'lawgate ledger head' wrote"
        ) from e


def _open(db: Path | None, *, copy: bool = False) -> Ledger:
    if db is not None and not db.exists():
        raise BadInput("is not there", where=str(db), do="give the path of a ledger")
    if copy and db is None:
        raise BadInput("no copy is named", do="add --db with its path")
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger, open_readonly

    return open_readonly(db) if copy and db is not None else open_ledger()
