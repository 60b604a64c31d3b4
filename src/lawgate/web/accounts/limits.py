"""How much one address may ask: a bucket for each, kept by this process; attempts to sign in are counted apart, for all processes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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


class Limits:
    """A Django middleware: 429 with ``Retry-After`` to an address that asks too much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        burst, rate = settings.LAWGATE_RATE
        self.buckets = Buckets(burst, rate)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wait = self.buckets.take(str(request.META.get("REMOTE_ADDR", "")))
        if wait:
            text = "Too many requests from this address. Wait a moment.\n"
            return HttpResponse(text, "text/plain", 429, headers={"Retry-After": str(int(wait) + 1)})
        return self.get_response(request)
