"""``lawgate serve`` as the house runs it: several processes, a proxy before them, an end that loses nothing."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lawgate.base import BadInput
from lawgate.cli.serve import start

RUN = [sys.executable, "-c", "import sys; from lawgate.cli import main; sys.exit(main())"]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, str]]:
    """Two processes that serve an empty ledger, the port, and a token."""
    environment = {**os.environ, "LAWGATE_VAR": str(tmp_path)}
    db = str(tmp_path / "l.sqlite3")
    added = [*RUN, "token", "add", "tests", "--scope", "custody:read", "--scope", "bookings:write", "--db", db]
    token = subprocess.run(added, env=environment, capture_output=True, text=True, check=True).stdout.strip()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*RUN, "serve", "--db", db, "--port", str(port), "--workers", "2", "--log", "info"]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
    try:
        _wait(port)
        yield server, port, token
    finally:
        server.terminate()
        server.wait(30)


def _wait(port: int) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the server did not come up")


@pytest.mark.slow
def test_what_runs_when_it_is_stopped_is_ended_first(
    house: tuple[subprocess.Popen[bytes], int, str], tmp_path: Path
) -> None:
    """A request of which half has come is answered whole after SIGTERM; then the processes end, with code 0, and logged no person."""
    server, port, token = house
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as ready:
        assert json.load(ready)["ready"] is True
    document = {
        "booking": "SERVE-1",
        "last": "Zyzzyvaquist",
        "facility": {"state": "CA", "county": "Los Angeles", "tz": "America/Los_Angeles"},
        "booked_at": "2014-06-10T02:00-07:00",
    }
    body = json.dumps({"documents": [document]}).encode()
    head = (
        f"POST /api/v1/bookings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(head.encode() + body[:20])
        time.sleep(0.5)
        server.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        line.sendall(body[20:])
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 "), answer[:200]
    assert b'"outcome": "new"' in answer
    assert server.wait(30) == 0
    log = (tmp_path / "log").read_text()
    assert '"route": "api/v1/bookings"' in log
    assert "SERVE-1" not in log
    assert "Zyzzyvaquist" not in log


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"host": "0.0.0.0"}, "it has no name"),
        ({"host": "desk"}, "is no address"),
        ({"workers": 0}, "processes cannot be"),
        ({"log": "loud"}, "is no level"),
        ({"port": 99999999}, "cannot be used"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_sentence(
    options: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open to others without a name, no address, no processes, no level, no port: one sentence, nothing started."""
    monkeypatch.delenv("LAWGATE_HOSTS", raising=False)
    with pytest.raises(BadInput, match=said):
        start(options.pop("port", 0), None, "", **options)
