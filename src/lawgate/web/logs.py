"""Logs without personal data: which operation, how it ended, how long it took; never an address with a number in it, never a body.

One JSON object a line on standard error. A request is known by an id that its answer carries (``X-Request-Id``). Of an error that
nobody foresaw only its kind and the lines of code are written: its message may quote what somebody typed.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
import traceback
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

ID = re.compile(
    r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)  # of chance; anything else may be somebody's number
LONG = 1.0  # seconds after which a request is worth a warning
log = structlog.get_logger("lawgate.web")


def configure(stream: Any = None, *, level: str = "info") -> None:
    """Send everything that is logged, here and in the libraries, to ``stream`` (standard error) as JSON lines."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, _stamp, without_data],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())  # not by assignment: loggers remember what they may say
    for name in ("django", "django.request", "django.server", "uvicorn", "uvicorn.error", "uvicorn.access", "httpx"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.INFO)  # started, stopped
    through_logging()


def through_logging() -> None:
    """What this project says goes the way of every other log; where that leads is for ``configure``."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            _stamp,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


_stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)


def without_data(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A library's own line, of which only what is known to hold no personal data is kept: who spoke, and an error's kind."""
    del logger, method
    record = event.get("_record")
    kept: dict[str, Any] = {
        k: event[k] for k in ("level", "logger", "timestamp", "_record", "_from_structlog") if k in event
    }
    quiet = record is not None and record.name.startswith(
        "uvicorn"
    )  # it speaks of itself: started, stopped, a bad request
    kept["event"] = str(event.get("event", "")) if quiet else "a library's message, left out"
    if record is not None and record.exc_info and record.exc_info[1] is not None:
        kept |= crash(record.exc_info[1])
    return kept


def crash(error: BaseException) -> dict[str, Any]:
    """An error by its kind and the lines it came through; not by its message."""
    steps = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__qualname__,
        "through": [f"{s.filename.rpartition('/')[2]}:{s.lineno}" for s in steps[-12:]],
    }


def told_of_crash(request: HttpRequest, error: BaseException) -> None:
    """Log an error that nobody foresaw."""
    log.error("fault", **route(request), request=getattr(request, "lawgate_id", ""), **crash(error))


def route(request: HttpRequest) -> dict[str, str]:
    """Which operation: the pattern of its address, not the address."""
    match = request.resolver_match
    return {"method": str(request.method)[:16], "route": match.route if match is not None else "(none)"}


class RequestLog:
    """A Django middleware: one line a request, and its id in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        id_ = given if ID.fullmatch(given) else secrets.token_hex(8)
        request.lawgate_id = id_  # type: ignore[attr-defined]  # Django's requests have no place for it
        began = time.perf_counter()
        response = self.get_response(request)
        took = time.perf_counter() - began
        if not request.path.startswith("/static/"):
            token = getattr(request, "_lawgate_token", None)
            say = log.warning if took > LONG or response.status_code >= 500 else log.info
            who = {"token": token.id} if token is not None else {}
            say("request", **route(request), status=response.status_code, ms=round(took * 1000, 1), request=id_, **who)
        response.headers["X-Request-Id"] = id_
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """An error on its way to Django's own page for it."""
        told_of_crash(request, error)
