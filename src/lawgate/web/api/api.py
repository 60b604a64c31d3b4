"""The interface itself: its description (OpenAPI 3.1), its errors, who may ask. The operations are in ``routes``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.security import HttpBearer

from lawgate import wiring
from lawgate.base import BadInput, LawgateError
from lawgate.casework.seal import Unreadable
from lawgate.web.api import front, problems, tokens
from lawgate.web.api.models import Token
from lawgate.web.api.problems import Problem, Refused
from lawgate.web.logs import told_of_crash

VERSION = "1.0.0"
ROOT = "/api/v1/"
COMMON = frozenset({400, 401, 403, 404, 411, 413, 422, 429, 503})
HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # of a character that JSON writes in two halves
ABOUT = (
    "By what law, and until what minute, may this person be held? Instants are ISO 8601 with an offset. Within what is given of a "
    "person, a name that is absent is unknown, null is known to be none, an empty list is known to be empty."
)


class Needs(HttpBearer):
    """Whoever asks has a token with one of these scopes."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        unknown = [s for s in scopes if s not in tokens.SCOPES]
        if unknown or not scopes:
            raise TypeError(f"no such scope: {unknown}")
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        del token
        found = tokens.of(request, wiring.now())
        if found is None:
            raise AuthenticationError
        if not set(self.scopes) & set(found.scopes):
            needed = " or ".join(self.scopes)
            what = f"the token '{found.name}' does not have the scope {needed}"
            header = f'Bearer error="insufficient_scope", scope="{" ".join(self.scopes)}"'
            raise Refused(403, "scope-missing", what, do="use a token that has it", WWW_Authenticate=header)
        return found


class StrictJson(Parser):
    """JSON as RFC 8259 has it: no NaN, no name twice in an object, no half characters; what is wrong is said."""

    def parse_body(self, request: HttpRequest) -> Any:
        kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind not in ("application/json", "") and not kind.endswith("+json"):
            raise Refused(415, "not-json", f"the body is {kind[:80]}", where="Content-Type", do="send application/json")
        data = request.body
        try:
            said = json.loads(data, object_pairs_hook=_object, parse_constant=_no_number)
            if HALF.search(data):
                json.dumps(said, ensure_ascii=False).encode()
        except UnicodeError as e:
            raise BadInput("is not UTF-8, or holds half a character", where="body", do="send UTF-8") from e
        except (ValueError, RecursionError) as e:
            said = str(e) if isinstance(e, _Said) else "is not JSON"
            raise BadInput(said, where="body", do="send one JSON object as RFC 8259 has it") from e
        return said


class _Said(ValueError):
    """A mistake in JSON that has a sentence of its own."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) < len(pairs):
        names = [k for k, _ in pairs]
        twice = next(n for n in names if names.count(n) > 1)
        raise _Said(f"the name {twice[:60]!r} stands twice in one object")
    return out


def _no_number(text: str) -> Any:
    raise _Said(f"{text} is no number")


def answers(model: Any, *more: int, ok: int = 200) -> dict[Any, Any]:
    """What an operation may answer: ``model``, or a problem of the common statuses and those named."""
    return {ok: model, frozenset({*COMMON, *more}): Problem}


class Api(NinjaAPI):
    """The interface; its description says of problems, keys and scopes what is true for all operations."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        made = super().get_openapi_schema(path_prefix=path_prefix or ROOT, path_params=path_params)
        for path in made["paths"].values():
            for method, operation in path.items():
                _describe(operation, method)
        bearer = {"type": "http", "scheme": "bearer", "description": "lawgate_ID_SECRET, from `lawgate token add`"}
        made["components"]["securitySchemes"] = {"token": bearer}
        return made

    @cached_property
    def pages(self) -> list[URLPattern | URLResolver]:
        """Every address with its view, and the last one, which answers for all that are not there."""
        found, _, _ = self.urls
        for pattern in found:
            if isinstance(pattern, URLPattern):
                prints = "prints" in str(pattern.pattern)
                largest = front.LARGEST_PRINTS if prints else front.LARGEST
                pattern.callback = front.passed(pattern.callback, largest=largest)
        return [*found, re_path(r"[\s\S]*$", front.passed(problems.not_found), name="nothing")]


def _describe(operation: dict[str, Any], method: str) -> None:
    for status, said in operation["responses"].items():
        if int(status) >= 400 and "content" in said:
            said["content"] = {problems.MEDIA: said["content"].pop("application/json")}
    if "security" in operation:
        operation["security"] = [{"token": []}]
    if method == "post" and operation.get("x-idempotent", True):
        known = "The same key again, with the same request, gets the same answer and does nothing."
        schema = {"type": "string", "maxLength": 255, "pattern": "^[ -~]*$"}
        operation.setdefault("parameters", []).append(
            {"in": "header", "name": front.KEY, "required": False, "description": known, "schema": schema}
        )


def _handlers(api: Api) -> None:
    """Every error becomes a problem; what nobody foresaw is logged without what it was about."""

    def ours(request: HttpRequest, error: Any) -> HttpResponse:
        if isinstance(error, Unreadable):
            return problems.unavailable("what was sealed cannot be opened here; see /readyz")
        if error.status >= 500:
            told_of_crash(request, error)
        return problems.of_error(error)

    def unknown(request: HttpRequest, error: Any) -> HttpResponse:
        told_of_crash(request, error)
        said = "something went wrong here; try again, and give the request's id (X-Request-Id) if it stays so"
        return problems.answer(problems.body(500, "fault", said))

    def nobody(request: HttpRequest, error: Any) -> HttpResponse:
        del request, error
        return problems.no_token()

    def plain(request: HttpRequest, error: Any) -> HttpResponse:
        del request
        return problems.answer(problems.body(error.status_code, "refused", str(error)))

    def database(request: HttpRequest, error: Any) -> HttpResponse:
        told_of_crash(request, error)
        return problems.unavailable("the database does not answer; try again in a moment")

    def badly_formed(request: HttpRequest, error: Any) -> HttpResponse:
        del request
        return problems.of_validation(error.errors)

    api.add_exception_handler(LawgateError, ours)
    api.add_exception_handler(Exception, unknown)
    api.add_exception_handler(AuthenticationError, nobody)
    api.add_exception_handler(HttpError, plain)
    api.add_exception_handler(OperationalError, database)
    api.add_exception_handler(ValidationError, badly_formed)


def made(routers: Iterable[Any]) -> Api:
    """The interface with its operations."""
    api = Api(
        title="Lawgate", version=VERSION, description=ABOUT, docs_url=None, parser=StrictJson(), urls_namespace="api"
    )
    _handlers(api)
    for router in routers:
        api.add_router("", router)
    return api
