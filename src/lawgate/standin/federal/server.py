"""The federal side as a process of its own: five calls over HTTP, JSON in and out, on this machine only.

    POST /ask  /notify  /done      GET /poll?now=...  /told  /judgments  /health

A plain ASGI application. The server reads no clock: instants come with the calls, as they do in process.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from lawgate.base import BadInput, LawgateError, parse_instant
from lawgate.standin.federal.records import FederalSide
from lawgate.standin.federal.wire import ask_from, bytes_from, delivered_data, notice_data, taken_data

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
LONGEST = 96 << 20  # bytes of a request


class Application:
    """``judgments``: what the office made of each hit, where there is an office to ask."""

    def __init__(self, side: FederalSide, judgments: Callable[[], dict[str, Any]] = dict) -> None:
        self.side, self.judgments = side, judgments

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            answer, status = self._answer(scope, await _body(receive)), HTTPStatus.OK
        except LawgateError as e:
            what, where, do = (getattr(e, k, "") for k in ("what", "where", "do"))
            answer = {"code": e.code, "what": what or str(e), "where": where, "do": do}
            status = HTTPStatus(e.status)
        data = json.dumps(answer).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(data)).encode())]
        await send({"type": "http.response.start", "status": status.value, "headers": headers})
        await send({"type": "http.response.body", "body": data})

    def _answer(self, scope: Message, body: bytes) -> Any:
        call = (scope["method"], scope["path"])
        match call:
            case ("GET", "/health"):
                return {"says": "The federal side answers."}
            case ("GET", "/poll"):
                given = parse_qs(scope["query_string"].decode("ascii", "replace")).get("now", [""])[0]
                return [delivered_data(d) for d in self.side.poll(parse_instant(given, where="now"))]
            case ("GET", "/told"):
                return [notice_data(n) for n in self.side.told()]
            case ("GET", "/judgments"):
                return self.judgments()
            case ("POST", "/ask"):
                return taken_data(self.side.ask(ask_from(_json(body))))
            case ("POST", "/notify"):
                data = _object(_json(body), "key", "at", "body")
                at = parse_instant(data["at"], where="at")
                return taken_data(self.side.notify(bytes_from(data["body"]), data["key"], at))
            case ("POST", "/done"):
                ids = _json(body)
                if not isinstance(ids, list):
                    raise BadInput("is no list", where="done", do="send the ids")
                self.side.done([str(i) for i in ids])
                return {"done": len(ids)}
        raise BadInput(
            f"{call[0]} {call[1][:60]} is no call", where="federal side", do="see the server's documentation"
        )


async def _body(receive: Receive) -> bytes:
    parts, length = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        length += len(part)
        if length > LONGEST:
            raise BadInput(f"is longer than {LONGEST >> 20} MB", where="request", do="send less")
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as e:
        raise BadInput("is no JSON", where="request", do="send JSON") from e


def _object(data: Any, *names: str) -> dict[str, str]:
    if not isinstance(data, dict) or any(not isinstance(data.get(n), str) for n in names):
        raise BadInput(f"needs the texts {', '.join(names)}", where="request", do="send them")
    return data
