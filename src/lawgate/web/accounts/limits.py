"""How much one address or one token may ask: a bucket for each, kept by this process; attempts to sign in are counted apart, for all."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lawgate.web.api import problems

ADDRESSES = 10_000  # remembered at once; the longest silent is forgotten first


class Buckets:
    """Token buckets by name: ``burst`` at once, ``rate`` a second after that. ``clock``: seconds that only grow."""

    def __init__(self, burst: float, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.burst, self.rate, self.clock = burst, rate, clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> float:
        """0.0 when there was a token; else the seconds until there is one."""
        with self._lock:
            now = self.clock()
            left, at = self._left.pop(name, (self.burst, now))
            left = min(self.burst, left + (now - at) * self.rate)
            wait = 0.0 if left >= 1 else (1 - left) / self.rate
            self._left[name] = (left if wait else left - 1, now)
            while len(self._left) > ADDRESSES:
                self._left.popitem(last=False)
        return wait


@lru_cache(maxsize=4)
def _of_tokens(burst: float, rate: float) -> Buckets:
    return Buckets(burst, rate)


def of_token(id_: str) -> float:
    """What ``Buckets.take`` says of a token: of one that was found good, or somebody who knows its name alone could use it up."""
    return _of_tokens(*settings.LAWGATE_TOKEN_RATE).take(id_)


class Limits:
    """A Django middleware: 429 with ``Retry-After`` to an address that asks too much; a problem (RFC 9457) to a program."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        burst, rate = settings.LAWGATE_RATE
        self.buckets = Buckets(burst, rate)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wait = self.buckets.take(str(request.META.get("REMOTE_ADDR", "")))
        if wait:
            if request.path.startswith("/api/"):
                return problems.too_many("this address", wait)
            text = "Too many requests from this address. Wait a moment.\n"
            return HttpResponse(text, "text/plain", 429, headers={"Retry-After": str(int(wait) + 1)})
        return self.get_response(request)
