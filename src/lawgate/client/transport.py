"""How calls travel: one connection kept open, a key for each thing that is done, another try where that is safe, problems as errors."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from lawgate.base import BadInput, LawgateError

ROOT = "/api/v1"
AGAIN = (429, 503)
HERE = ("127.0.0.1", "localhost", "::1")  # addresses that no wire leads to
LONGEST_PAUSE = 30.0
T = TypeVar("T", bound="Transport")


class Problem(LawgateError):
    """What the interface answered instead (RFC 9457). ``said`` has every member; ``status`` and ``code`` are meant for programs."""

    def __init__(self, status: int, said: Mapping[str, Any]) -> None:
        self.status, self.said = status, dict(said)
        self.code = str(said.get("code", "unknown"))
        super().__init__(str(said.get("detail") or f"the answer was {status}"))


class Unreachable(LawgateError):
    """No answer came. Whether a request was done is told by asking again under the same key."""

    code = "unreachable"


class Transport:
    """``address``: where the interface is, without ``/api/v1``. ``timeout``: seconds for one answer. ``tries``: how often a call is
    made at most. Every POST carries a key of its own, so that another try of it does nothing twice. Close it when done."""

    def __init__(
        self,
        address: str,
        token: str,
        *,
        timeout: float = 30.0,
        tries: int = 3,
        http: httpx.BaseTransport | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL as e:
            raise BadInput(f"'{address[:60]}' is no address", where="address", do="write https://host") from e
        if url.scheme not in ("https", "http") or not url.host:
            raise BadInput(f"'{address[:60]}' is no address", where="address", do="write https://host")
        if url.scheme == "http" and url.host not in HERE:
            raise BadInput("the token would travel in the clear", where="address", do="write https://host")
        self._tries, self._pause = max(tries, 1), pause
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._http = httpx.Client(base_url=address.rstrip("/") + ROOT, headers=headers, timeout=timeout, transport=http)

    def __enter__(self: T) -> T:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def _ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
        json: Any = None,
        content: bytes | None = None,
    ) -> Any:
        """The answer's JSON. Raises ``Problem``, or ``Unreachable`` when no answer came after all tries."""
        sent = {name: value for name, value in (headers or {}).items() if value is not None}
        if method == "POST":
            sent.setdefault("Idempotency-Key", str(uuid.uuid4()))
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        for left in reversed(range(self._tries)):
            try:
                answer = self._http.request(method, path, params=asked, headers=sent, json=json, content=content)
            except httpx.TransportError as e:
                if not left:
                    raise Unreachable(f"no answer ({type(e).__name__})") from e
                self._pause(self._wait("", left))
                continue
            if answer.status_code in AGAIN and left:
                self._pause(self._wait(answer.headers.get("Retry-After", ""), left))
                continue
            return _said(answer)
        raise AssertionError("unreachable")

    def _wait(self, told: str, left: int) -> float:
        """Seconds until the next try: as the answer says, else longer each time."""
        return min(float(told) if told.isdecimal() else 2.0 ** (self._tries - left - 1), LONGEST_PAUSE)


def _said(answer: httpx.Response) -> Any:
    try:
        said = answer.json()
    except ValueError:
        said = {}
    if answer.is_success:
        return said
    raise Problem(answer.status_code, said if isinstance(said, dict) else {})


def part(value: object) -> str:
    """A value as part of an address."""
    return quote(str(value), safe="")
