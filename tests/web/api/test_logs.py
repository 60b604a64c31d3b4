"""Logs hold nothing of a person: neither names nor numbers, whatever happens."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from lawgate.web import logs
from tests.web.api.conftest import Asks
from tests.web.api.made import one

NAME, NUMBER, WORD = "Zyzzyvaquist", "ZQ-77-41-SECRET", "Quixotry-in-a-body"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged while a test runs, as a server would write it."""
    root = logging.getLogger()
    before = root.handlers, root.level
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    root.handlers = before[0]
    root.setLevel(before[1])


def test_no_name_number_or_token_ever_stands_in_a_line(lines: io.StringIO, api: Asks, token: str) -> None:
    """Good requests, refused ones, pages that are not there, a crash with a name in its message: lines, and none of it in them."""
    given = one(NUMBER, last=NAME, first=NAME)
    api("POST", "/bookings", {"documents": [given, {**given, "booked_at": WORD}]})
    for path in ("", "/decision", "/timeline", "/niem", "/acts", "/nothing"):
        api("GET", f"/people/{NUMBER}{path}")
    api("GET", f"/people/{NUMBER}", X_Request_Id=NUMBER)
    api("POST", "/gate/may-hold", {"booking": NUMBER}, Idempotency_Key=NAME)
    api("POST", "/gate/may-hold", {"booking": NUMBER, NAME: WORD})
    api("POST", f"/people/{NUMBER}/acts/noted", {"fields": {"text": WORD}}, If_Match=f'"{WORD}"')
    api("GET", f"/{NAME}/{NUMBER}?q={WORD}")
    client = Client(raise_request_exception=False)
    client.get(f"/{NAME}/{NUMBER}")
    client.post("/api/v1/bookings", data=WORD, content_type="text/plain", headers={"Authorization": f"Bearer {token}x"})
    said = lines.getvalue()
    assert said.count("\n") >= 12
    for secret in (NAME, NUMBER, WORD, token.split("_")[2]):
        assert secret not in said


def test_a_crash_is_logged_by_kind_and_place_and_not_by_its_message(
    lines: io.StringIO, jail: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is a 500 problem with an id that the log line has; neither tells what the error said."""

    def broken(*args: Any) -> None:
        raise RuntimeError(f"cannot handle {NAME}")

    monkeypatch.setattr("lawgate.web.api.routes_people.files.read", broken)
    answer = jail("GET", "/people/x")
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
    faults = [json.loads(line) for line in lines.getvalue().splitlines() if '"fault"' in line]
    assert [f["error"] for f in faults] == ["RuntimeError"]
    assert faults[0]["request"] == answer.headers["X-Request-Id"]
    assert any(step.startswith("routes_people.py:") for step in faults[0]["through"])
    assert NAME not in lines.getvalue() + answer.content.decode()


def test_every_line_is_json_with_the_operation_and_never_the_address(lines: io.StringIO, jail: Asks) -> None:
    """Method, the pattern of the address, status, milliseconds, the token's id."""
    number = jail("GET", "/custody").json()["people"][0]["booking"]
    jail("GET", f"/people/{number}")
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    last = [t for t in told if t["event"] == "request"][-1]
    assert (last["method"], last["route"], last["status"]) == ("GET", "api/v1/people/<path:booking>", 200)
    assert {"ms", "request", "token", "timestamp", "level"} <= set(last)


def test_an_id_is_taken_over_only_when_it_can_be_nobodys_number(jail: Asks) -> None:
    """A UUID comes back as it was sent; anything else is replaced."""
    uuid = "1b4e28ba-2fa1-11d2-883f-0016d3cca427"
    assert jail("GET", "/health", X_Request_Id=uuid).headers["X-Request-Id"] == uuid
    assert jail("GET", "/health", X_Request_Id=NUMBER).headers["X-Request-Id"] != NUMBER
