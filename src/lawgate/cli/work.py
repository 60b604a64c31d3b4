"""``lawgate work``: everything that happens by itself, in one process that can be killed and started again at any time."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from lawgate.base import BadInput, parse_instant
from lawgate.base.moments import say_minute

if TYPE_CHECKING:
    from lawgate.casework.chain.work import Round
    from lawgate.casework.ledger import Ledger
    from lawgate.casework.records import Clock

Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")]


def register(app: typer.Typer) -> None:
    @app.command()
    def work(
        folder: Annotated[
            Path | None, typer.Option("--folder", help="Watch this folder for feeds and booking cards (EBTS).")
        ] = None,
        federal: Annotated[
            str, typer.Option("--federal", help="The federal side, such as http://127.0.0.1:8790.")
        ] = "",
        every: Annotated[float, typer.Option("--every", help="Seconds between two looks when nothing happens.")] = 2.0,
        once: Annotated[bool, typer.Option("--once", help="Do what can be done now, and end.")] = False,
        at: Annotated[
            str, typer.Option("--now", help="With --once: the instant its clock shows. For invented people only.")
        ] = "",
        db: Db = None,
    ) -> None:
        """Carry bookings on: folder, prints, queries, answers, notices, requests, alarms, news to other systems. Runs until stopped."""
        from lawgate import wiring

        wiring.configure(db)
        from lawgate.casework import open_ledger
        from lawgate.casework.chain.work import beginning
        from lawgate.cli import webhook
        from lawgate.standin.federal import FederalOverHttp
        from lawgate.wiring.chain import open_chain, open_work
        from lawgate.wiring.copies import counsel_turn

        if every <= 0:
            raise BadInput("is no pause", where="--every", do="give seconds, such as 2")
        side = FederalOverHttp(federal) if federal else None
        console = Console(highlight=False, soft_wrap=True)
        with beginning():
            ledger = open_ledger()
            clock = _clock(ledger, at, once) if at else wiring.now
            chain = open_chain(ledger, side, clock=clock)
            carried = chain.resume()
        console.print(
            f"{len(chain.people):,} people in the gallery; {carried} bookings carried on from where they stood."
        )

        if not once:
            webhook.beside(console)

        def pause() -> bool:
            if not once:
                time.sleep(every)
            return not once

        try:
            open_work(chain, folder, (counsel_turn(ledger, clock, chain.chance),)).run(
                pause,
                lambda done: _show(console, done, clock()),
                lambda trouble: _say(console, trouble or "It goes on.", style="red" if trouble else None),
            )
        except KeyboardInterrupt:
            console.print("Stopped. Everything that was begun goes on at the next start.")
        finally:
            chain.people.close()
        if once:
            webhook.turn()


def _clock(ledger: Ledger, at: str, once: bool) -> Clock:
    """A clock that stands at ``at``. Raises ``BadInput`` where real people's minutes would be told by it."""
    from lawgate.casework.demonstration import is_demonstration

    if not once:
        raise BadInput("a clock that stands still is no clock to work by", where="--now", do="add --once")
    if not is_demonstration(ledger):
        raise BadInput("this ledger is no demonstration", where="--now", do="leave it out: the real clock is used")
    shown = parse_instant(at, where="--now")
    return lambda: shown


def _show(console: Console, done: Round, now: datetime) -> None:
    for took in done.files:
        _say(console, f"{took.file.name}: {took.says}", style="red" if took.refused else None)
    turn = done.turn
    for stuck in turn.stuck:
        _say(console, stuck, style="red")
    said = [f"{name} {count}" for name, count in turn.steps.items()]
    words = ("sent", "failed", "dead", "answers", "papers", "repeated", "unplaced", "overdue")
    said += [f"{word} {getattr(turn, word)}" for word in words if getattr(turn, word)]
    if said:
        _say(console, f"{say_minute(now)}  {', '.join(said)}", style="dim")


def _say(console: Console, says: str, style: str | None = None) -> None:
    """A line, unless nobody can be told: a log on a full disk must not end the work."""
    with suppress(OSError):
        console.print(says, style=style, markup=False)
