"""The one gate before every page: what the page declares, who asks, whether the desk is locked, whose file it is.

A page that declares nothing is refused. What is not theirs is not found, and the asking is kept on the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from lawgate.web.accounts import audit, lock
from lawgate.web.accounts.declare import Declared, declared
from lawgate.web.accounts.hands import allowed
from lawgate.web.accounts.whoever import NOBODY, visible, who

UNDECLARED = "the page declares nothing"


class Gate:
    """A Django middleware; behind sessions, accounts and the check of forged requests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """None to go on; an answer of its own when the person must sign in or unlock first. Raises ``Http404`` for what is not theirs."""
        del args
        what = declared(view)
        if what is None:
            audit.refused(request, UNDECLARED)
            raise Http404
        if what.because:
            return None
        person = who(request)
        if person is NOBODY:
            return lock.to_sign_in(request)
        if not person.demo and (elsewhere := lock.elsewhere(request, what)):
            return elsewhere
        if not what.account:
            _check(request, what, str(kwargs.get(what.file, "")))
        return None


def _check(request: HttpRequest, what: Declared, subject: str) -> None:
    person = who(request)
    if not any(allowed(person.may(p), request) for p in what.powers):
        audit.refused(request, f"needs {' or '.join(what.powers)}", subject)
        raise Http404
    if what.file:
        if not visible(request)(subject):
            audit.refused(request, "not a client of theirs", subject)
            raise Http404
        if request.method in ("GET", "HEAD") and not what.quiet:
            audit.file_read(request, subject)
