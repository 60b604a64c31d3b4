"""``lawgate chain``: where every booking stands on its way, and what a person must do for one to go on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from lawgate.base import BadInput

if TYPE_CHECKING:
    from lawgate.casework.ledger import Ledger

app = typer.Typer(help="Bookings on their way: prints, identity, query, answer, notice.", no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")]
By = Annotated[str, typer.Option("--by", help="Who says so.")]
Why = Annotated[str, typer.Option("--why", help="On what ground.")]
Booking = Annotated[str, typer.Argument(help="The booking number.")]


@app.command()
def status(
    db: Db = None, everyone: Annotated[bool, typer.Option("--all", help="Those who left, too.")] = False
) -> None:
    """Say of each person in custody what their booking waits for, and list the messages that could not be delivered."""
    ledger = _open(db)
    from lawgate.casework.chain.state import states, waits_for
    from lawgate.casework.models import Standing
    from lawgate.casework.outbox import letters

    rows = Standing.objects.using(ledger.alias).order_by("subject")
    names = list((rows if everyone else rows.filter(gone=None)).values_list("subject", flat=True))
    table, counts = Table("booking", "waits for", box=None), Counter[str]()
    for subject, state in states(ledger, names).items():
        waits = waits_for(state)
        counts[waits.partition(":")[0]] += 1
        table.add_row(subject, waits)
    console.print(table)
    console.print("; ".join(f"{n} wait for {what}" for what, n in counts.most_common()) or "Nobody is in custody.")
    for letter in letters(ledger, "dead", "waiting", "sending"):
        console.print(f"{letter.subject}: {letter.purpose} {letter.message} {letter.says}.", markup=False)


@app.command()
def whose(
    booking: Booking,
    same: Annotated[bool, typer.Option("--same/--different", help="Is it this person?")],
    by: By,
    why: Why,
    person: Annotated[
        str, typer.Option("--person", help="The record that it is about; left out: the prints themselves.")
    ] = "",
    db: Db = None,
) -> None:
    """Say whose prints these are, or whether a record is this person's, after looking at both."""
    ledger = _open(db)
    from lawgate import wiring
    from lawgate.casework.chain.identity import confirm

    number = confirm(ledger, booking, person, same=same, by=by, why=why, now=wiring.now())
    console.print(f"Event {number}: kept. The chain goes on from there.")


@app.command()
def dispute(
    booking: Booking,
    by: By,
    why: Why,
    person: Annotated[str, typer.Option("--person", help="The record that it is about.")] = "",
    db: Db = None,
) -> None:
    """Say that an answer is wrong. It decides nothing: the question is open again until somebody looks."""
    ledger = _open(db)
    from lawgate import wiring
    from lawgate.casework.chain.identity import dispute as disputed

    number = disputed(ledger, booking, person, by=by, why=why, now=wiring.now())
    console.print(f"Event {number}: kept. A person must look.")


@app.command()
def revive(message: Annotated[str, typer.Argument(help="The id of a dead letter.")], by: By, db: Db = None) -> None:
    """Try a message again that could not be delivered."""
    ledger = _open(db)
    from lawgate import wiring
    from lawgate.casework import outbox

    number = outbox.revive(ledger, message, by=by, now=wiring.now())
    console.print(f"Event {number}: it will be sent again.")


@app.command()
def withdraw(
    message: Annotated[str, typer.Argument(help="The id of a message.")], by: By, why: Why, db: Db = None
) -> None:
    """Take back a notice within its minute, before it is sent."""
    ledger = _open(db)
    from lawgate import wiring
    from lawgate.casework import outbox

    number = outbox.withdraw(ledger, message, by=by, why=why, now=wiring.now())
    console.print(f"Event {number}: withdrawn; it will not be sent.")


@app.command()
def copy(
    booking: Booking,
    out: Annotated[Path, typer.Option("--out", help="Write the PDF here.")],
    by: By,
    language: Annotated[str, typer.Option("--language", help="en or es.")] = "en",
    db: Db = None,
) -> None:
    """Print the copy of what ICE was told, for the person. It is given by hand, and the giving is recorded as a service of papers."""
    ledger = _open(db)
    from lawgate import wiring
    from lawgate.casework.outbox import hand_over
    from lawgate.wiring.copies import copy_sheet

    message, sheet = copy_sheet(ledger, booking, language)
    try:
        out.write_bytes(sheet)
    except OSError as e:
        raise BadInput(f"cannot be written ({e.strerror})", where=str(out), do="give another path") from e
    hand_over(ledger, message, how=f"printed by {by}", now=wiring.now())
    console.print(f"{out}: print it, give it, and record that it was given.", markup=False)


def _open(db: Path | None) -> Ledger:
    if db is not None and not db.exists():
        raise BadInput("is not there", where=str(db), do="give the path of a ledger")
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger

    return open_ledger()
