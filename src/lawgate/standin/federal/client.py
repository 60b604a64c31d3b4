"""The federal side in another process, spoken to over HTTP: the same calls, the same answers, the same errors."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import httpx

from lawgate.base import BadInput, canonical_json
from lawgate.standin.federal.records import Ask, Clash, Delivered, Notice, Taken, Unreachable
from lawgate.standin.federal.wire import ask_data, delivered_from, notice_from, taken_from


class FederalOverHttp:
    """``url``: of ``lawgate standin``, such as ``http://127.0.0.1:8790``. ``timeout``: seconds. Use it in a ``with``, or close it."""

    def __init__(self, url: str, *, timeout: float = 30.0, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=timeout, transport=transport, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> FederalOverHttp:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, query: Ask) -> Taken:
        return taken_from(self._call("POST", "/ask", ask_data(query)))

    def notify(self, message: bytes, key: str, at: datetime) -> Taken:
        body = {"key": key, "at": at.isoformat(), "body": b64encode(message).decode("ascii")}
        return taken_from(self._call("POST", "/notify", body))

    def poll(self, now: datetime) -> list[Delivered]:
        return [delivered_from(d) for d in self._call("GET", "/poll", now=now.isoformat())]

    def done(self, ids: Iterable[str]) -> None:
        self._call("POST", "/done", list(ids))

    def told(self) -> list[Notice]:
        return [notice_from(n) for n in self._call("GET", "/told")]

    def judgments(self) -> dict[str, Any]:
        """What the office made of each booking that matched, by booking."""
        found: dict[str, Any] = self._call("GET", "/judgments")
        return found

    def _call(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        try:
            content = None if body is None else canonical_json(body)
            answer = self._http.request(method, path, content=content, params=query or None)
            data = answer.json()
        except (httpx.HTTPError, ValueError) as e:
            raise Unreachable(f"the federal side does not answer ({type(e).__name__}): try again") from e
        if answer.status_code == httpx.codes.OK:
            return data
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or not isinstance(data, dict):
            raise Unreachable(f"the federal side cannot answer ({answer.status_code}): try again")
        kind = Clash if answer.status_code == httpx.codes.CONFLICT else BadInput
        raise kind(str(data.get("what", "")), where=str(data.get("where", "")), do=str(data.get("do", "")))
