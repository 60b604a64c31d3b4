"""The client: as the interface describes itself today, done once whatever the line does, and not fooled by a forged message."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.client import BadSignature, Client, Problem, Unreachable, check_signature
from lawgate.web.api.client_source import described, files
from lawgate.web.api.webhooks_send import signed

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
GATE = {"event": 7, "booking": "A-1", "asked": "may-hold", "answer": "no", "sentence": "Release now."}
Answer = Callable[[httpx.Request], httpx.Response]


class Hasty(Client):
    """A client that is answered by a function, and notes its pauses instead of waiting."""

    def __init__(self, answer: Answer) -> None:
        self.pauses: list[float] = []
        line = httpx.MockTransport(answer)
        super().__init__("https://desk.example", "lawgate_a_b", http=line, pause=self.pauses.append)


def test_the_client_is_written_from_the_interface_as_it_is_now() -> None:
    """Written anew, every file is what is checked in: run ``python -m lawgate.web.api.client_source`` otherwise."""
    for path, text in files(described()).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is stale"


def test_a_call_goes_to_its_address_with_token_and_key_and_gives_the_answer() -> None:
    """Method, address with what is odd in it quoted, token, a key of its own; the answer as JSON."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=GATE if request.method == "POST" else {"booking": "x"})

    with Hasty(answer) as lawgate:
        assert lawgate.may_hold({"booking": "A-1"})["sentence"] == "Release now."
        lawgate.person("14/09 ü?")
        lawgate.custody(limit=5)
    assert seen[0].url == "https://desk.example/api/v1/gate/may-hold"
    assert seen[0].headers["Authorization"] == "Bearer lawgate_a_b"
    assert len(seen[0].headers["Idempotency-Key"]) == 36
    assert seen[1].url.raw_path == b"/api/v1/people/14%2F09%20%C3%BC%3F"
    assert seen[2].url.params == httpx.QueryParams({"after": 0, "limit": 5})


def test_a_call_that_is_tried_again_keeps_its_key() -> None:
    """The line breaks, the house is busy for four seconds, then it answers: three tries, one key, waits as told."""
    keys: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["Idempotency-Key"])
        if len(keys) == 1:
            raise httpx.ReadError("gone", request=request)
        return httpx.Response(503, headers={"Retry-After": "4"}) if len(keys) == 2 else httpx.Response(200, json=GATE)

    lawgate = Hasty(answer)
    assert lawgate.may_hold({"booking": "A-1"})["event"] == 7
    assert (len(keys), len(set(keys))) == (3, 1)
    assert lawgate.pauses == [1.0, 4.0]


def test_a_problem_is_an_error_with_its_sentence_and_silence_is_another() -> None:
    """Status, code and detail of the problem; a body that is no JSON; no answer at all; no address."""
    problem = {"status": 412, "code": "stale", "detail": "changed meanwhile", "errors": []}
    with pytest.raises(Problem, match="changed meanwhile") as caught:
        Hasty(lambda r: httpx.Response(412, json=problem)).person("x")
    assert (caught.value.status, caught.value.code) == (412, "stale")
    with pytest.raises(Problem, match="the answer was 500"):
        Hasty(lambda r: httpx.Response(500, text="<html>")).person("x")

    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(Unreachable, match="ConnectError"):
        Hasty(broken).person("x")
    with pytest.raises(BadInput, match="is no address"):
        Client("desk.example", "t")
    with pytest.raises(BadInput, match="in the clear"):
        Client("http://desk.example", "t")


def test_a_message_of_the_desk_is_known_by_its_signature() -> None:
    """What the desk signs is taken, beside other signatures too, and gives its id."""
    body = json.dumps({"type": "decided"}).encode()
    headers = signed(SECRET, "event-7", NOW, body)
    assert check_signature(SECRET, headers, body, NOW + timedelta(minutes=4)) == "event-7"
    headers["webhook-signature"] = f"v1,bad v2,x {headers['webhook-signature']}"
    assert check_signature(SECRET, headers, body, NOW) == "event-7"


@given(st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature", "body", "secret"]), st.data())
def test_a_message_that_was_touched_anywhere_is_refused(where: str, data: st.DataObject) -> None:
    """Any other id, time, signature, body or secret: not the desk's."""
    body = b'{"type":"decided"}'
    headers, secret = signed(SECRET, "event-7", NOW, body), SECRET
    touched = data.draw(st.text(max_size=60))
    if where == "body":
        body = touched.encode()
    elif where == "secret":
        secret = touched
    elif touched != headers[where]:
        headers[where] = touched
    else:
        return
    with pytest.raises(BadSignature):
        check_signature(secret, headers, body, NOW)


def test_an_old_message_or_one_from_tomorrow_is_refused() -> None:
    """Outside the window on either side; without its headers."""
    headers = signed(SECRET, "event-7", NOW, b"{}")
    for at in (NOW + timedelta(minutes=6), NOW - timedelta(minutes=6)):
        with pytest.raises(BadSignature, match="too old"):
            check_signature(SECRET, headers, b"{}", at)
    with pytest.raises(BadSignature, match="not signed"):
        check_signature(SECRET, {}, b"{}", NOW)
