"""Answers that tell nothing by their length or their time, and that nobody can ask for quickly."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from lawgate.web.accounts.limits import Buckets

SECONDS = 0.5  # every answer to a form takes this long, whatever it found
SIZE = 16_384  # and is this long
ADDRESS = Buckets(6, 1 / 20)  # forms from one address: six at once, then three a minute
EVERYBODY = Buckets(120, 2)  # from all addresses together

View = Callable[..., HttpResponse]


def steady(view: View) -> View:
    """A form whose answers all take the same time and have the same length; too many from one address are put off, unread."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **words: object) -> HttpResponse:
        if request.method != "POST":
            return padded(view(request, *args, **words))
        began = time.monotonic()
        wait = max(ADDRESS.take(str(request.META.get("REMOTE_ADDR", ""))), EVERYBODY.take("all"))
        if wait:
            text = "Too many requests. Wait a minute, then try again.\nDemasiadas solicitudes. Espere un minuto.\n"
            return HttpResponse(text, "text/plain; charset=utf-8", 429, headers={"Retry-After": str(int(wait) + 1)})
        response = padded(view(request, *args, **words))
        time.sleep(max(0.0, SECONDS - (time.monotonic() - began)))
        return response

    return answer


def padded(response: HttpResponse) -> HttpResponse:
    """The answer filled up with spaces to one length for all."""
    response.content += b" " * max(0, SIZE - len(response.content))
    return response
