"""How much one request may bring: counted as it comes, before a program reads it or a disk keeps it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST = 16 << 20
MOST_OF = {"/api/v1/prints": 65 << 20}
"""Bytes of any request, and of those that bring pictures: above what each page takes itself, which says so in its own words."""


class Bounded:
    """An ASGI application around another: 413 to a request that is longer than anything here takes, whether it says so or not."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most, brought, over, begun = MOST_OF.get(scope["path"], MOST), 0, False, False

        async def bounded() -> Message:
            nonlocal brought, over
            message = await receive()
            brought += len(message.get("body", b""))
            if brought > most:
                over = True
                return {"type": "http.disconnect"}  # nothing more is read
            return message

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        if _stated(scope) > most:
            await _too_long(send)
            return
        await self.app(scope, bounded, sent)
        if over and not begun:
            await _too_long(send)


def _stated(scope: Scope) -> int:
    """How long the request says it is; 0 when it does not say."""
    told = dict(scope["headers"]).get(b"content-length", b"")
    return int(told) if told.isdigit() and len(told) < 20 else 0


async def _too_long(send: Send) -> None:
    body = b"This is longer than anything that is taken here.\n"
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
