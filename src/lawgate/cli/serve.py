"""``lawgate serve``: the desk's pages and the interface, on this machine or, behind a proxy that speaks HTTPS, for the house."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lawgate.base import BadInput, parse_instant

HOST = "127.0.0.1"
MOST_WORKERS = 64


def register(app: typer.Typer) -> None:
    @app.command()
    def serve(
        port: Annotated[int, typer.Option("--port", help="The port.")] = 8000,
        db: Annotated[Path | None, typer.Option("--db", help="The ledger file; LAWGATE_DB if none is given.")] = None,
        now: Annotated[str, typer.Option("--now", help="Show the pages at this instant, marked Simulated.")] = "",
        host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = HOST,
        workers: Annotated[int, typer.Option("--workers", help="Processes; one a core is usual.")] = 1,
        behind: Annotated[
            str, typer.Option("--behind", help="Addresses of the proxy whose word on client and scheme is taken.")
        ] = HOST,
        grace: Annotated[int, typer.Option("--grace", help="Seconds for requests that run when it is stopped.")] = 20,
        log: Annotated[
            str, typer.Option("--log", help="info: a line a request; warning: only what is amiss.")
        ] = "warning",
    ) -> None:
        """Serve the desk: everyone in custody by minutes left, the law behind each answer one click away."""
        start(port, db, now, host=host, workers=workers, behind=behind, grace=grace, log=log)


def start(
    port: int,
    db: Path | None,
    now: str,
    *,
    host: str = HOST,
    workers: int = 1,
    behind: str = HOST,
    grace: int = 20,
    log: str = "warning",
) -> None:
    """Serve until stopped; what runs then is ended first. Raises ``BadInput`` when the address is taken, open to others without a name,
    or an option cannot be read."""
    import uvicorn

    from lawgate import wiring

    shown = parse_instant(now, where="--now") if now else None
    _check(host, port, workers, log)
    os.environ["LAWGATE_LOG"] = log
    if shown is not None:
        os.environ["LAWGATE_NOW"] = shown.isoformat()  # for processes that are started from this one
    wiring.configure(db, shown=shown)
    from lawgate.casework.store import open_ledger
    from lawgate.cli.counsel import beside

    open_ledger()  # brought up to date once, before there are several processes
    beside(db)  # lawyers are told while the pages are served
    Console(highlight=False).print(f"The desk is at http://{host}:{port}/desk/   (Ctrl+C stops it)")
    uvicorn.run(
        "lawgate.web.asgi:application",
        host=host,
        port=port,
        workers=workers if workers > 1 else None,
        log_config=None,
        access_log=False,
        proxy_headers=True,
        forwarded_allow_ips=behind,
        timeout_graceful_shutdown=grace,
        timeout_keep_alive=75,  # longer than a proxy keeps a connection, so that none is closed under a request
        server_header=False,
    )


def _check(host: str, port: int, workers: int, log: str) -> None:
    if log not in ("info", "warning"):
        raise BadInput(f"'{log}' is no level", where="--log", do="write info or warning")
    if not 1 <= workers <= MOST_WORKERS:
        raise BadInput(f"{workers} processes cannot be", where="--workers", do=f"give 1 to {MOST_WORKERS}")
    try:
        address = ipaddress.ip_address(host)
    except ValueError as e:
        raise BadInput(f"'{host}' is no address", where="--host", do="write one such as 127.0.0.1 or 0.0.0.0") from e
    if not address.is_loopback and not os.environ.get("LAWGATE_HOSTS"):
        raise BadInput(
            "other machines could reach it, and it has no name", where="--host", do="set LAWGATE_HOSTS to its name"
        )
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as e:
            raise BadInput(f"port {port} cannot be used", where="--port", do="choose another one") from e
