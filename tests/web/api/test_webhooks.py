"""News to other systems: thin, signed, in order, until it is taken."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

import pytest
from rich.console import Console
from typer import Typer
from typer.testing import CliRunner

from lawgate.base import BadInput
from lawgate.casework.alarms import tick
from lawgate.casework.outbox_pump import ATTEMPTS
from lawgate.cli import webhook, work
from lawgate.client.signatures import check_signature
from lawgate.web.api import webhooks
from lawgate.web.api.models import Hook
from tests.web.api.conftest import Asks
from tests.web.api.made import documents, one

START = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@dataclass
class Receiver:
    """Answers with the given statuses in turn, then with 204; keeps what it took."""

    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    now: datetime = START

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        self.got.append((headers, body))
        status = self.answers.pop(0) if self.answers else 204
        if status == 0:
            raise ConnectionError("no route")
        return status

    def clock(self) -> datetime:
        return self.now

    def send(self, ledger: Any) -> webhooks.Sent:
        return webhooks.send(ledger, self.post, self.clock, Random(1))


@pytest.fixture
def secret(ledger: Any) -> str:
    """A receiver of decisions from the beginning on."""
    return webhooks.add("jms", "https://jms.example/hook", ["decided"], START)


def test_a_decision_is_told_once_signed_and_without_a_name(secret: str, jail: Asks, ledger: Any) -> None:
    """Everyone's decision in order; the signature is right over id, time and body; no name of anybody in it; then nothing more."""
    receiver = Receiver()
    assert receiver.send(ledger).taken == len(documents())
    for headers, body in receiver.got:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        key = base64.b64decode(secret.removeprefix("whsec_"))
        mac = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{mac}"
        said = json.loads(body)
        assert said["type"] == "decided"
        assert set(said["data"]) == {"hold", "notify", "transfer", "release_due", "release_by", "headline"}
    whole = b"".join(body for _, body in receiver.got).decode()
    assert not [d["last"] for d in documents() if d["last"] in whole]
    numbers = [json.loads(body)["event"] for _, body in receiver.got]
    assert numbers == sorted(set(numbers))
    assert receiver.send(ledger) == webhooks.Sent()


def test_a_receiver_that_is_down_is_asked_again_later_and_loses_nothing(secret: str, api: Asks, ledger: Any) -> None:
    """No answer, then 500, then taken: the same id each time, each attempt later; nothing before its time."""
    api("POST", "/bookings", {"documents": [one("W-1")]})
    receiver = Receiver([0, 500])
    assert receiver.send(ledger).failed == 1
    assert receiver.send(ledger) == webhooks.Sent()
    for expected in ("failed", "taken"):
        receiver.now = Hook.objects.get().due
        assert getattr(receiver.send(ledger), expected) == 1
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert webhooks.told(ledger)[0]["behind"] == 0


def test_after_many_refusals_an_event_is_missed_and_the_next_go_on(secret: str, api: Asks, ledger: Any) -> None:
    """The first event is noted as missed, with the receiver's last answer; the second is taken."""
    api("POST", "/bookings", {"documents": [one("W-1"), one("W-2")]})
    receiver = Receiver([422] * ATTEMPTS)
    for _ in range(ATTEMPTS):
        receiver.now += timedelta(hours=1)
        receiver.send(ledger)
    (hook,) = api("GET", "/webhooks").json()["webhooks"]
    assert len(hook["missed"]) == 1
    assert (hook["behind"], hook["attempts"]) == (0, 0)
    assert json.loads(receiver.got[-1][1])["booking"] == "W-2"


def test_what_was_missed_calls_a_person_who_sends_it_again_or_lets_it_go(secret: str, api: Asks, ledger: Any) -> None:
    """An alarm of the house stands while news is missed or a receiver gone; it ends when the receiver took it after all, or somebody
    said that it never will."""
    api("POST", "/bookings", {"documents": [one("W-1")]})
    receiver = Receiver([500] * ATTEMPTS + [410])
    for _ in range(ATTEMPTS):
        receiver.now += timedelta(hours=1)
        receiver.send(ledger)
    api("POST", "/bookings", {"documents": [one("W-2")]})
    receiver.now += timedelta(hours=1)
    receiver.send(ledger)

    def stands() -> list[str]:
        tick(ledger, receiver.now)
        return [a["says"] for a in api("GET", "/alarms").json()["alarms"] if a["kind"] == "news-missed"]

    (said,) = stands()
    assert said.startswith("2 pieces of news to jms could not be delivered")
    again = Receiver([503])
    assert webhooks.again(ledger, webhooks.named("jms"), again.post, receiver.now, "k.doe") == (0, 1)
    assert stands()
    assert webhooks.again(ledger, webhooks.named("jms"), again.post, receiver.now, "k.doe") == (1, 0)
    assert stands() == []
    assert [h["webhook-id"] for h, _ in again.got] == [receiver.got[0][0]["webhook-id"]] * 2
    assert receiver.send(ledger).taken == 1  # what came while it was gone
    assert webhooks.told(ledger)[0]["missed"] == []


def test_who_is_killed_in_the_middle_repeats_one_at_most(secret: str, jail: Asks, ledger: Any) -> None:
    """How far a receiver is stands in its row after each event; another sender goes on after the lease, from there, under the same ids."""
    first = Receiver()

    def post(url: str, body: bytes, headers: dict[str, str]) -> int:
        if len(first.got) == 3:
            raise KeyboardInterrupt
        return first.post(url, body, headers)

    with pytest.raises(KeyboardInterrupt):
        webhooks.send(ledger, post, first.clock, Random(1))
    second = Receiver(now=START + timedelta(minutes=2))
    assert second.send(ledger).taken == len(documents()) - 3
    ids = [h["webhook-id"] for h, _ in (*first.got, *second.got)]
    assert len(ids) == len(set(ids)) == len(documents())


def test_a_sender_that_is_too_slow_stops_and_sets_nothing_back(secret: str, jail: Asks, ledger: Any) -> None:
    """Another took the receiver over meanwhile: what that one wrote down stands."""
    slow, other = Receiver(), Receiver(now=START + timedelta(minutes=5))

    def post(url: str, body: bytes, headers: dict[str, str]) -> int:
        assert other.send(ledger).taken == len(documents())
        return slow.post(url, body, headers)

    assert webhooks.send(ledger, post, slow.clock, Random(1)).taken == 1
    assert len(slow.got) == 1
    assert webhooks.told(ledger)[0]["behind"] == 0


@contextmanager
def listening(answers: list[int]) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """A receiver on this machine that answers so, then 204: its address, and what it got."""
    got: list[tuple[dict[str, str], bytes]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answers.pop(0) if answers else 204)
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            """Nothing is written."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/news", got
    finally:
        server.shutdown()
        server.server_close()


def test_lawgate_work_sends_the_news_and_goes_on_when_the_receiver_is_back(
    jail: Asks, ledger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any
) -> None:
    """Over real HTTP: one turn meets a receiver that is down and puts it off; beside the work it is told everything once, signed."""
    app = Typer()
    work.register(app)
    app.command("none")(lambda: None)
    monkeypatch.setattr(webhook, "PAUSE", 0.02)
    with listening([503]) as (url, got):
        given = webhooks.add("jms", url, ["decided"], START)
        Hook.objects.update(cursor=0)
        done = CliRunner().invoke(app, ["work", "--once"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        assert (len(got), Hook.objects.get().attempts) == (1, 1)
        Hook.objects.update(due=START)
        stop = Event()
        thread = webhook.beside(Console(), stop)
        for _ in range(500):
            if len(got) > len(documents()):
                break
            stop.wait(0.02)
        stop.set()
        thread.join(10)
    assert len({headers["webhook-id"] for headers, _ in got}) == len(documents()) == len(got) - 1
    for headers, body in got:
        check_signature(given, {name.lower(): value for name, value in headers.items()}, body, datetime.now(UTC))


def test_a_receiver_that_is_gone_is_left_alone(secret: str, api: Asks, ledger: Any) -> None:
    """410 stops it for good."""
    api("POST", "/bookings", {"documents": [one("W-1")]})
    receiver = Receiver([410])
    receiver.send(ledger)
    receiver.now += timedelta(days=1)
    receiver.send(ledger)
    assert len(receiver.got) == 1
    assert api("GET", "/webhooks").json()["webhooks"][0]["stopped"] is True


def test_two_senders_do_not_tell_the_same_twice(secret: str, api: Asks, ledger: Any) -> None:
    """While one sender is telling, another that comes finds the receiver taken."""
    api("POST", "/bookings", {"documents": [one("W-1")]})
    inner, outer = Receiver(), Receiver()

    def post(url: str, body: bytes, headers: dict[str, str]) -> int:
        assert inner.send(ledger) == webhooks.Sent()
        return outer.post(url, body, headers)

    assert webhooks.send(ledger, post, outer.clock, Random(1)).taken == 1
    assert inner.got == []


@pytest.mark.parametrize(
    ("url", "kinds", "said"),
    [
        ("http://jms.example/hook", ["decided"], "no address that news"),
        ("https://user:secret@jms.example/", ["decided"], "holds a password"),
        ("https:///path", ["decided"], "no address"),
        ("ftp://127.0.0.1/", ["decided"], "no address"),
        ("https://[broken/", ["decided"], "no address"),
        ("https://jms.example/", ["file.read"], "no kind of news"),
        ("https://jms.example/", [], "no kind of news"),
    ],
)
def test_news_goes_to_encrypted_addresses_and_of_public_kinds_only(
    ledger: Any, url: str, kinds: list[str], said: str
) -> None:
    """Plain HTTP to another machine, a password in an address, a kind that is nobody's business: refused in a sentence."""
    with pytest.raises(BadInput, match=said):
        webhooks.add("x", url, kinds, START)


def test_the_secret_of_a_receiver_is_sealed(secret: str, ledger: Any) -> None:
    """The row does not hold it in the clear."""
    row = Hook.objects.get()
    assert secret.encode() not in bytes(row.secret)
    assert secret not in " ".join(str(v) for v in vars(row).values())
