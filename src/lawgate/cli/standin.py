"""``lawgate standin``: the simulated federal side as a process of its own."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lawgate.base import BadInput

HOST = "127.0.0.1"


def register(app: typer.Typer) -> None:
    @app.command()
    def standin(
        port: Annotated[int, typer.Option("--port", help="The port on 127.0.0.1; 0: any that is free.")] = 8790,
        era: Annotated[str, typer.Option("--era", help="Whose priorities: 2008, 2011, 2014, 2017, 2021 or 2025.")] = "",
        county: Annotated[str, typer.Option("--county", help="Whose people are booked.")] = "us_ca_los_angeles",
        seed: Annotated[int, typer.Option("--seed", help="Another county and repository.")] = 2014,
        people: Annotated[int, typer.Option("--people", help="Strangers in the repository.")] = 10_000,
        data: Annotated[Path, typer.Option("--data", help="Where prints and journal are kept.")] = Path("var/standin"),
        cards: Annotated[
            Path | None,
            typer.Option(
                "--cards", exists=True, file_okay=False, help="EBTS cards of people booked whose pictures are on file."
            ),
        ] = None,
        faults: Annotated[int | None, typer.Option("--faults", help="Spoil messages and calls by this seed.")] = None,
    ) -> None:
        """Answer queries, send detainers and take notices, as the federal side would. All people are invented."""
        import uvicorn

        from lawgate.standin.federal import FaultPlan, Faulty, FederalStandin, World
        from lawgate.standin.federal.card import shared_prints
        from lawgate.standin.federal.server import Application

        console = Console(highlight=False, soft_wrap=True)
        world = World.of(county, era=era, seed=seed, people=people)
        with _bound(port) as listening:
            shared = shared_prints(sorted(cards.iterdir())) if cards else None
            side = FederalStandin(world, era, data=data, shared=shared)
            with side:
                line = side if faults is None else Faulty(side, FaultPlan.usual(faults))
                where = f"http://{HOST}:{listening.getsockname()[1]}"
                console.print(f"{len(side.gallery):,} invented people, era {side.era.key}: {side.era.title}")
                console.print(f"The federal side is at {where}   (Ctrl+C stops it)")
                config = uvicorn.Config(Application(line, side.judgments), log_level="warning", lifespan="off")
                uvicorn.Server(config).run(sockets=[listening])


def _bound(port: int) -> socket.socket:
    """A socket on this machine's ``port``. Raises ``BadInput`` when it is taken."""
    out = socket.socket()
    out.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        out.bind((HOST, port))
    except (OSError, OverflowError) as e:
        out.close()
        raise BadInput(f"port {port} cannot be used", where="--port", do="choose another one") from e
    return out
