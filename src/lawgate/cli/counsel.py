"""``lawgate counsel``: offices of lawyers, the turn that alerts run on, messages that came back."""

from __future__ import annotations

import json
import os
import threading
import time
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from lawgate.base import BadInput, LawgateError

if TYPE_CHECKING:
    from lawgate.casework.ledger import Ledger
    from lawgate.counsel.records import Ticked

app = typer.Typer(help="Lawyers who may be named ahead of time, and their alerts.", no_args_is_help=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file.")]
PROBLEM_WAIT = 60  # seconds before another try when a turn failed


@app.command()
def office(
    file: Annotated[Path, typer.Argument(help="The office as JSON; see docs/counsel.md.")],
    by: Annotated[str, typer.Option("--by", help="Who checked the lawyers' licences.")],
    db: Db = None,
) -> None:
    """Register an office, or change it."""
    from lawgate import wiring

    given = _json(file)
    ledger = _ledger(db)
    from lawgate.counsel.offices import set_office

    made = set_office(ledger, given, by=by, now=wiring.now())
    Console(highlight=False).print(f"{made.name}: {len(made.contacts)} lawyers.")


@app.command()
def jail(
    file: Annotated[Path, typer.Argument(help="How a jail is reached, as JSON; see docs/counsel.md.")],
    by: Annotated[str, typer.Option("--by", help="Who looked it up.")],
    db: Db = None,
) -> None:
    """Say how a jail is reached: address, telephone, fax, visiting hours. Lawyers see it beside their client's minute."""
    from lawgate import wiring

    given = _json(file)
    ledger = _ledger(db)
    from lawgate.counsel.jails import set_jail

    made = set_jail(ledger, given, by=by, now=wiring.now())
    Console(highlight=False).print(f"{made.agency}: kept.")


@app.command()
def turn(
    db: Db = None, every: Annotated[int, typer.Option("--every", help="Go on, every so many seconds.")] = 0
) -> None:
    """Tell lawyers what is due: propose, raise, send, escalate. Once, or again and again."""
    ledger, console = _ledger(db), Console(highlight=False, soft_wrap=True)
    while True:
        done = _turn(ledger)
        if done.proposed or done.raised or done.told or done.ended or not every:
            console.print(f"{done.proposed} proposed, {done.raised} raised, {done.told} told, {done.ended} ended.")
        for key in () if every else done.unnamed:
            console.print(f"{key}: the law gives a copy to a lawyer or one named person, and nobody is named. Ask.")
        if not every:
            return
        time.sleep(every)


@app.command()
def bounced(
    message: Annotated[str, typer.Argument(help="The message's id, as in its Message-ID before the @.")],
    why: Annotated[str, typer.Option("--why", help="What the mail server said.")] = "came back",
    db: Db = None,
) -> None:
    """A message came back after it was taken: the next lawyer is told by the next turn."""
    from lawgate import wiring

    ledger = _ledger(db)
    from lawgate.counsel import alerts

    if not alerts.bounced(ledger, message, why=why, now=wiring.now()):
        raise BadInput(
            "no alert was sent by this message, or it was known to be back", where=message[:40], do="check the id"
        )
    Console(highlight=False).print("The next lawyer is told by the next turn.")


def _json(file: Path) -> dict[str, Any]:
    try:
        given = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as e:
        raise BadInput(f"cannot be read ({e})", where=str(file), do="give a JSON file") from e
    if not isinstance(given, dict):
        raise BadInput("is no description", where=str(file), do="give a JSON object; see docs/counsel.md")
    return given


def _ledger(db: Path | None) -> Ledger:
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger

    return open_ledger(actor="alerts")


def _turn(ledger: Ledger) -> Ticked:
    from lawgate.counsel.senders import configured, mailbox
    from lawgate.counsel.turn import turn as one

    address = os.environ.get("LAWGATE_ADDRESS", "")
    return one(ledger, _clock, configured(os.environ, mailbox()), SystemRandom(), address=address)


def _clock() -> datetime:
    """The clock of the pages: the simulated minute where they show one."""
    from django.conf import settings

    from lawgate import wiring

    return datetime.fromisoformat(settings.SIMULATED_NOW) if settings.SIMULATED_NOW else wiring.now()


def beside(db: Path | None) -> None:
    """Run the turns in this process, beside the pages, until it ends. A turn that fails is said and tried again."""
    ledger = _ledger(db)
    from django.db import DatabaseError

    from lawgate.counsel.turn import EVERY

    console = Console(stderr=True, highlight=False, soft_wrap=True)

    def go_on() -> None:
        while True:
            try:
                _turn(ledger)
                time.sleep(EVERY)
            except (LawgateError, DatabaseError, OSError) as e:
                console.print(f"Alerts: {e}", markup=False)
                time.sleep(PROBLEM_WAIT)

    threading.Thread(target=go_on, name="alerts", daemon=True).start()
