from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db import connections

from lawgate.counsel.plan import plan_files
from tests.counsel.made import Town


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def plan_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The plan's files, served as any static host would."""
    folder = tmp_path_factory.mktemp("plan")
    for name, content in plan_files(as_of=date.today(), address="https://guide.example.org/").items():  # noqa: DTZ011 - the page's own day
        (folder / name).write_bytes(content)
    with serving(folder) as address:
        yield address


@pytest.fixture
def town(ledger_file: Path) -> Iterator[Town]:
    """A ledger with an office and nobody on it yet."""
    yield Town(ledger_file)
    for connection in connections.all(initialized_only=True):
        if connection.alias != "default":
            connection.close()
