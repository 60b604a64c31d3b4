"""What every request passes before and after its operation: its token's share, its size, its key; answers are always JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from lawgate import wiring
from lawgate.web.accounts.limits import of_token
from lawgate.web.api import house, problems, tokens
from lawgate.web.api.models import Once, Token
from lawgate.web.logs import told_of_crash

View = Callable[..., HttpResponseBase]
LARGEST = 8 << 20
LARGEST_OF_NOBODY = 64 << 10  # who has no token is not listened to for longer
LARGEST_PRINTS = 64 << 20  # a card of ten prints at 1000 ppi, uncompressed, with room
KEPT = timedelta(hours=48)
KEY, AGAIN = "Idempotency-Key", "Idempotent-Replayed"
REMEMBERED = ("Content-Type", "ETag")


def passed(view: View, *, largest: int = LARGEST) -> View:
    """The view of one address with what every request passes around it."""

    @wraps(view)
    def around(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            token = tokens.of(request, wiring.now()) if "Authorization" in request.headers else None
            wait = 0.0 if token is None else of_token(token.id)
            if token is not None and wait:
                return problems.too_many(f"the token '{token.name}'", wait)
            refusal = _too_large(request, largest if token is not None else LARGEST_OF_NOBODY)
            if refusal is not None:
                return problems.no_token() if token is None else refusal
            answer = _answered(request, token, view, args, kwargs)
        except OperationalError as e:  # before an operation begins, or as it is committed
            told_of_crash(request, e)
            return problems.unavailable("the database does not answer; try again in a moment")
        if isinstance(answer, HttpResponseNotAllowed):
            allowed = answer.headers["Allow"]
            said = f"{request.method} is not done here; use {allowed}"
            return problems.answer(problems.body(405, "method-not-allowed", said), {"Allow": allowed})
        return answer

    return around


def _answered(
    request: HttpRequest, token: Token | None, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    key = request.headers.get(KEY, "")
    if token is None or not key or request.method != "POST":
        return view(request, *args, **kwargs)
    return _once(request, token, key, view, args, kwargs)


def _too_large(request: HttpRequest, largest: int) -> HttpResponse | None:
    """None, and the body read, when the request says how long it is and that is not too long."""
    if request.method not in ("POST", "PUT", "PATCH", "DELETE"):
        return None
    stated = request.META.get("CONTENT_LENGTH") or ""
    if not stated.isdecimal():
        if request.META.get("HTTP_TRANSFER_ENCODING"):
            said = "the request does not say how long it is; send Content-Length"
            return problems.answer(problems.body(HTTPStatus.LENGTH_REQUIRED, "length-required", said))
        stated = "0"
    if int(stated) > largest:
        said = f"the request has {int(stated):,} bytes, at most {largest:,} are taken; send fewer at once"
        return problems.answer(problems.body(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", said))
    # Django holds every body to one size for the whole site; here it is this address's own.
    request._body = request.read(int(stated))
    return None


def _once(
    request: HttpRequest, token: Token, key: str, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    """The operation with its answer kept in the same transaction: what was done is answered the same again, and done once.

    A second request with the key waits for the first to end. Only what was done is kept: a refused request may be sent again.
    """
    mine = {"token": token, "key": digest_of(key.encode("utf-8", "surrogateescape"))}
    asked = digest_of(f"{request.method} {request.get_full_path()}\0".encode() + request.body)
    house.own_key()  # made before the transaction, which may be undone
    try:
        with transaction.atomic():
            row = Once.objects.create(**mine, request=asked, at=wiring.now())
            answer = view(request, *args, **kwargs)
            if not isinstance(answer, HttpResponse) or not 200 <= answer.status_code < 300:
                row.delete()  # what a refusal itself wrote down stays: that somebody was turned away, for instance
                transaction.set_rollback(answer.status_code >= 500)
                return answer
            row.status = answer.status_code
            row.headers = {name: answer.headers[name] for name in REMEMBERED if name in answer.headers}
            row.body = house.own_key().seal(answer.content, _bound(row))[0]
            row.save(update_fields=["status", "headers", "body"])
            if row.pk % 100 == 0:
                Once.objects.filter(at__lt=wiring.now() - KEPT).delete()
            return answer
    except IntegrityError:
        found = Once.objects.filter(**mine).first()
        if found is None:
            raise
        return _again(found, asked)


def _again(row: Once, asked: str) -> HttpResponse:
    if row.request != asked:
        said = f"the {KEY} was used for another request; use a new key for each request"
        return problems.answer(problems.body(HTTPStatus.UNPROCESSABLE_ENTITY, "key-used", said, where=KEY))
    body = house.own_key().open(bytes(row.body), _bound(row))[0]
    return HttpResponse(body, status=row.status, headers={**row.headers, AGAIN: "true"})


def _bound(row: Once) -> bytes:
    return f"once {row.token_id} {row.key} {row.request}".encode()


def digest_of(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
