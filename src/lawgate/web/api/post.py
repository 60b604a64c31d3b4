"""How news leaves: one request, no redirect followed, a short patience, an answer of which only the status is looked at."""

from __future__ import annotations

import httpx

TIMEOUT = httpx.Timeout(10.0, connect=5.0)


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer. Raises ``OSError`` when there is none."""
    try:
        with (
            httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", url, content=body, headers=headers) as answer,
        ):
            return answer.status_code
    except httpx.HTTPError as e:
        raise OSError(type(e).__name__) from e
