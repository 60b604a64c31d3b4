"""Errors as RFC 9457 says: ``application/problem+json``, one clear sentence in ``detail``: what is wrong, where, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import Schema
from pydantic import Field

from lawgate.base import BadInput, LawgateError
from lawgate.casework.acts_record import Stale
from lawgate.casework.acts_typed import Incomplete

MEDIA = "application/problem+json"
URN = "urn:lawgate:problem:"


class Fault(Schema):
    """One thing that is wrong, where several are."""

    where: str
    what: str
    do: str = ""


class Problem(Schema):
    """What went wrong (RFC 9457). ``code`` is stable and meant for programs; ``detail`` is one sentence for a person."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    where: str = ""
    do: str = ""
    errors: list[Fault] = Field(default_factory=list)


class Refused(BadInput):
    """A request that is refused with a status of its own."""

    def __init__(self, status: int, code: str, what: str, *, where: str = "", do: str = "", **headers: str) -> None:
        super().__init__(what, where=where, do=do)
        self.status, self.code = status, code
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem_of(error: LawgateError) -> dict[str, Any]:
    """The problem that an error of ours is."""
    where, do = getattr(error, "where", ""), getattr(error, "do", "")
    if isinstance(error, Incomplete):
        faults = [{"where": f"fields.{name}", "what": what, "do": ""} for name, what in error.mistakes.items()]
        return body(HTTPStatus.UNPROCESSABLE_ENTITY, error.code, str(error), where="fields", do=do, errors=faults)
    if isinstance(error, Stale):
        faults = [{"where": place, "what": f"is now {value}", "do": ""} for place, value in error.changes]
        return body(HTTPStatus.PRECONDITION_FAILED, error.code, str(error), where="If-Match", do=do, errors=faults)
    return body(error.status, error.code, str(error), where=where, do=do)


def body(
    status: int, code: str, detail: str, *, where: str = "", do: str = "", errors: Iterable[dict[str, str]] = ()
) -> dict[str, Any]:
    """A problem's members."""
    title = code.replace("-", " ").capitalize()
    told = {"type": f"{URN}{code}", "title": title, "status": int(status), "detail": detail, "code": code}
    return {**told, "where": where, "do": do, "errors": list(errors)}


def answer(problem: dict[str, Any], headers: dict[str, str] | None = None) -> HttpResponse:
    """The answer that carries a problem."""
    made = JsonResponse(
        problem, status=problem["status"], content_type=MEDIA, json_dumps_params={"ensure_ascii": False}
    )
    made.content = made.content.decode("utf-8", "surrogatepass").encode("utf-8", "replace")
    for name, value in (headers or {}).items():
        made.headers[name] = value
    return made


def of_error(error: LawgateError) -> HttpResponse:
    """The answer to an error of ours."""
    return answer(problem_of(error), getattr(error, "headers", None))


def no_token() -> HttpResponse:
    """The answer to a request without a token that is good now."""
    said = "the request has no token that is good now; send Authorization: Bearer lawgate_..."
    told = body(HTTPStatus.UNAUTHORIZED, "no-token", said, where="Authorization")
    return answer(told, {"WWW-Authenticate": "Bearer"})


def unavailable(said: str) -> HttpResponse:
    """The answer when the house cannot do its work just now."""
    return answer(body(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", said), {"Retry-After": "5"})


def too_many(who: str, wait: float) -> HttpResponse:
    """The answer to ``who`` asks more than they may; ``wait``: seconds until they may again."""
    seconds = int(wait) + 1
    said = f"{who} asks too much at once; ask again in {seconds} second{'' if seconds == 1 else 's'}"
    return answer(body(HTTPStatus.TOO_MANY_REQUESTS, "too-many-requests", said), {"Retry-After": str(seconds)})


@csrf_exempt  # or a POST to nowhere would be answered with a page about forms
def not_found(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The answer to an address that is not there (a Django view)."""
    del request, args, kwargs
    return answer(body(HTTPStatus.NOT_FOUND, "not-found", "there is nothing at this address; see /api/v1/openapi.json"))


def of_validation(found: list[dict[str, Any]]) -> HttpResponse:
    """The answer to a request that does not have the form it must have: every mistake, the first one in the sentence."""
    faults = [{"where": place(e["loc"]), "what": _said(e), "do": ""} for e in found]
    first = faults[0] if faults else {"where": "", "what": "has not the form it must have"}
    sentence = f"{first['where']}: {first['what']}; see /api/v1/openapi.json for the form"
    return answer(body(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-form", sentence, where=first["where"], errors=faults))


def place(loc: Iterable[Any]) -> str:
    """``("body", "delivery", "documents", 0, "booking")`` as ``documents[0].booking``."""
    parts = list(loc)
    if parts and parts[0] in ("body", "query", "path", "header"):
        source = str(parts.pop(0))
        if source == "body" and len(parts) > 1:
            parts.pop(0)  # the name of the operation's own argument
        elif not parts:
            parts = [source]
    out = ""
    for part in parts:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out[:200]


def _said(error: dict[str, Any]) -> str:
    text = str(error.get("msg", "is wrong"))
    return text[:1].lower() + text[1:]
