"""``lawgate serve``: the desk's pages, on this machine only until accounts exist."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lawgate.base import BadInput, parse_instant

HOST = "127.0.0.1"


def register(app: typer.Typer) -> None:
    @app.command()
    def serve(
        port: Annotated[int, typer.Option("--port", help="The port on 127.0.0.1.")] = 8000,
        db: Annotated[Path | None, typer.Option("--db", help="The ledger file.")] = None,
        now: Annotated[str, typer.Option("--now", help="Show the pages at this instant, marked Simulated.")] = "",
    ) -> None:
        """Serve the desk: everyone in custody by minutes left, the law behind each answer one click away."""
        start(port, db, now)


def start(port: int, db: Path | None, now: str) -> None:
    """Serve until stopped. Raises ``BadInput`` when the port is taken or the instant cannot be read."""
    import uvicorn

    from lawgate import wiring

    shown = parse_instant(now, where="--now") if now else None
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as e:
            raise BadInput(f"port {port} cannot be used", where="--port", do="choose another one") from e
    wiring.configure(db, shown=shown)
    from lawgate.casework.store import open_ledger

    open_ledger()
    Console(highlight=False).print(f"The desk is at http://{HOST}:{port}/desk/   (Ctrl+C stops it)")
    uvicorn.run("lawgate.web.asgi:application", host=HOST, port=port, log_level="warning")
