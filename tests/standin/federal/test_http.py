"""The same side behind HTTP, and killed at any instant."""

from __future__ import annotations

import dataclasses
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import httpx
import pytest
import uvicorn

from lawgate.base import BadInput
from lawgate.federal import Query, Subject, write_query
from lawgate.prints import Finger, TenPrint
from lawgate.standin.federal import Ask, Clash, FaultPlan, Faulty, FederalOverHttp, FederalStandin, Kind, Unreachable
from lawgate.standin.federal.records import FederalSide
from lawgate.standin.federal.server import Application
from lawgate.standin.federal.side import content_of
from lawgate.standin.federal.wire import ask_data, ask_from
from tests.standin.federal.conftest import LATER, NOW, SMALL, everything

IAQ = write_query(Query("Q1", SMALL.ori, "CLERK", "5550100", Subject("Roe", "Jan", born=SMALL.today), in_custody=True))


@contextmanager
def served(side: FederalSide) -> Iterator[str]:
    """The side behind a real server in a thread."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        judgments = side.judgments if isinstance(side, FederalStandin) else dict
        server = uvicorn.Server(uvicorn.Config(Application(side, judgments), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def http(side: FederalStandin) -> Iterator[FederalOverHttp]:
    with served(side) as url, FederalOverHttp(url) as client:
        yield client


def test_both_forms_answer_alike(http: FederalOverHttp, prints: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Over HTTP, the same queries bring the same messages at the same instants as in process, papers included."""
    other = tmp_path_factory.mktemp("other")
    for path in prints.glob("gallery-*"):
        (other / path.name).symlink_to(path)
    asks = [SMALL.ask(b["booking"], NOW) for b in SMALL.bookings[:10]]
    asks.append(Ask(Kind.NAMED, "Q1", NOW, IAQ))
    dated = ({"statute": "Pen. Code 211", "level": "felony", "offense_date": SMALL.today},)
    asks.append(dataclasses.replace(asks[1], control="T-000000001", booking="14-1", charges=dated))
    with FederalStandin(SMALL, data=other) as here:
        assert [http.ask(a) for a in asks] == [here.ask(a) for a in asks]
        assert http.poll(LATER) == everything(here)
        assert http.poll(NOW) == here.poll(NOW) == []
        assert http.judgments() == here.judgments()
        gone = [d.id for d in everything(here)[:3]]
        http.done(gone)
        here.done(gone)
        assert http.poll(LATER) == everything(here)
        assert http.notify(b"\x00\xff", "k", NOW) == here.notify(b"\x00\xff", "k", NOW)
        assert http.told() == here.told()


def test_refusals_are_the_same_over_http(http: FederalOverHttp) -> None:
    """What is refused in process is refused over HTTP, with the same sentence and the same kind of error."""
    http.notify(b"one", "k", NOW)
    with pytest.raises(Clash, match="came before with another content"):
        http.notify(b"two", "k", NOW)
    with pytest.raises(BadInput, match="does not begin") as refused:
        http.ask(Ask(Kind.NAMED, "T1", NOW, b"nothing"))
    assert refused.value.where == "IAQ"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/nowhere", b"", 400),
        ("POST", "/ask", b"{", 400),
        ("POST", "/ask", b"[]", 400),
        ("POST", "/ask", b'{"kind": "biometric", "control": "T-000000001", "sent_at": "yesterday"}', 400),
        ("POST", "/ask", b'{"kind": "x", "control": "T", "sent_at": "2014-06-10T03:10-07:00"}', 400),
        ("POST", "/notify", b'{"key": 1}', 400),
        ("POST", "/notify", b'{"key": "k", "at": "2014-06-10T03:10", "body": ""}', 400),
        ("POST", "/notify", b'{"key": "k", "at": "2014-06-10T03:10-07:00", "body": "%%"}', 400),
        ("POST", "/done", b"{}", 400),
        ("GET", "/poll", b"", 400),
        ("GET", "/health", b"", 200),
    ],
)
def test_what_is_no_call_is_answered_in_a_sentence(
    http: FederalOverHttp, method: str, path: str, body: bytes, status: int
) -> None:
    """A call that cannot be read gets a status and one sentence, and leaves the server standing."""
    answer = httpx.request(method, f"{http.url}{path}", content=body)
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["what"]
    assert http.told() == []


def test_a_server_that_is_not_there_is_unreachable() -> None:
    """Nobody listening is an error of the line, after which the call is made again."""
    with FederalOverHttp("http://127.0.0.1:9", timeout=2) as nobody, pytest.raises(Unreachable, match="try again"):
        nobody.poll(NOW)


def test_a_bad_line_on_the_servers_side_is_unreachable_too(side: FederalStandin) -> None:
    """A server whose line is down says so, and the client raises what it would raise in process."""
    with (
        served(Faulty(side, FaultPlan(1, down=1.0))) as url,
        FederalOverHttp(url) as client,
        pytest.raises(Unreachable),
    ):
        client.told()


def test_a_query_is_the_same_after_the_wire() -> None:
    """Fingers, charges and all come back from JSON as the same query, so that one sent again is known as the same."""
    ask = SMALL.ask(SMALL.bookings[0]["booking"], NOW)
    some = dict(list((ask.fingers or TenPrint()).fingers.items())[:3])
    ask = Ask(ask.kind, ask.control, NOW, b"\x00", TenPrint(some, frozenset({Finger(9)})), "14-1", "X", ask.charges)
    again = ask_from(ask_data(ask))
    assert content_of(again) == content_of(ask)
    assert again.fingers is not None
    assert again.fingers.amputated == {Finger(9)}
    assert list(again.fingers.fingers) == list(some)
    assert (again.body, again.charges, again.sent_at) == (ask.body, ask.charges, ask.sent_at)


class Process:
    """``lawgate standin`` in a process of its own, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, ""

    def start(self) -> None:
        words = ["standin", "--port", "0", "--people", "5", "--county", "ridgemont-2014", "--data", str(self.folder)]
        env = os.environ | {"PYTHONUNBUFFERED": "1"}
        self._run = subprocess.Popen(
            [sys.executable, "-m", "lawgate", *words], stdout=subprocess.PIPE, text=True, env=env
        )
        assert self._run.stdout is not None
        for line in self._run.stdout:
            found = re.search(r"http://\S+", line)
            if found:
                self.url = found[0]
                return
        raise AssertionError("it did not start")

    def kill(self) -> None:
        self._run.send_signal(signal.SIGKILL)
        self._run.wait()
        assert self._run.stdout is not None
        self._run.stdout.close()


@pytest.mark.slow
def test_killed_at_any_instant_every_notice_has_one_effect(tmp_path: Path) -> None:
    """The server is killed with kill -9 again and again while queries and notices come in. A caller that repeats what failed ends
    with each notice effective once, each query answered once, and each message delivered whole."""
    case, process = Random(7), Process(tmp_path)
    process.start()
    notices = [f"k{n}" for n in range(60)]
    asks = [Ask(Kind.NAMED, f"Q{n}", NOW, IAQ.replace(b".Q1.", b".Q%d." % n)) for n in range(60)]
    for _ in range(3):
        killer = threading.Timer(case.uniform(0.02, 0.5), process.kill)
        killer.start()
        _talk(process.url, notices, asks)
        killer.join()
        process.start()
    with FederalOverHttp(process.url) as side:
        for key in notices:
            side.notify(key.encode(), key, NOW)
        for ask in asks:
            side.ask(ask)
        told, messages = side.told(), side.poll(LATER)
    process.kill()
    assert {n.key: n.body for n in told} == {k: k.encode() for k in notices}
    assert {n.effects for n in told} == {1}
    assert sorted(m.id for m in messages) == sorted(f"Q{n}/{k}" for n in range(60) for k in (1, 2))


def _talk(url: str, notices: list[str], asks: list[Ask]) -> None:
    """Sends everything until the server is gone."""
    end = time.monotonic() + 20
    with FederalOverHttp(url, timeout=5) as side:
        try:
            while time.monotonic() < end:
                for key, ask in zip(notices, asks, strict=True):
                    side.notify(key.encode(), key, NOW)
                    side.ask(ask)
        except Unreachable:
            return
    raise AssertionError("it was never killed")
