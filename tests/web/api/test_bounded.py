"""No request fills a disk or a memory: it is counted as it comes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from lawgate.web.bounded import MOST, MOST_OF, Bounded

PIECE = 1 << 20


class Reads:
    """An application that reads the whole body, as Django does, and answers 200; it gives up when nobody is there any more."""

    def __init__(self) -> None:
        self.read = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            self.read += len(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})


def asked(pieces: int, path: str = "/desk/", stated: bytes = b"") -> tuple[int, int]:
    """(status, bytes that were read) of a request that comes in pieces of a megabyte."""
    app, sent, left = Reads(), list[Any](), pieces

    async def receive() -> Any:
        nonlocal left
        left -= 1
        return {"type": "http.request", "body": b"x" * PIECE, "more_body": left > 0}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-length", stated)] if stated else []
    asyncio.run(Bounded(app)({"type": "http", "path": path, "headers": headers}, receive, send))
    return sent[0]["status"], app.read


@pytest.mark.parametrize(("path", "most"), [("/desk/", MOST), *MOST_OF.items()])
def test_a_request_without_an_end_is_cut_off(path: str, most: int) -> None:
    """What fits is read whole; one piece more is 413 and not read, whether the length was stated or only found out."""
    fits = most // PIECE
    assert asked(fits, path) == (200, most)
    assert asked(fits + 1, path) == (413, most)
    assert asked(10_000, path) == (413, most)
    assert asked(1, path, str(most + 1).encode()) == (413, 0)
