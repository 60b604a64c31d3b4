"""Traces by OpenTelemetry: only where they are wanted, and without anything of a person."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lawgate.web import traces
from tests.web.api.conftest import Asks

NAMES = (
    "opentelemetry.trace",
    "opentelemetry.sdk.trace",
    "opentelemetry.sdk.trace.export",
    "opentelemetry.exporter.otlp.proto.http.trace_exporter",
)


class Span:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.name, self.said = "", dict[str, Any]()

    def update_name(self, name: str) -> None:
        self.name = name

    def set_attribute(self, name: str, value: Any) -> None:
        self.said[name] = value


def nothing(request: HttpRequest) -> HttpResponse:
    """Every address is empty."""
    return HttpResponse(status=404)


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Span]]:
    """A stand-in for OpenTelemetry, and the spans that were made."""
    made: list[Span] = []

    @contextmanager
    def begin(name: str) -> Iterator[Span]:
        made.append(Span())
        yield made[-1]

    api = SimpleNamespace(
        set_tracer_provider=lambda p: None, get_tracer=lambda n: SimpleNamespace(start_as_current_span=begin)
    )
    parts: dict[str, Any] = dict.fromkeys(NAMES, ModuleType("stand-in"))
    parts[NAMES[0]] = api
    parts[NAMES[1]] = SimpleNamespace(TracerProvider=lambda: SimpleNamespace(add_span_processor=lambda p: None))
    parts[NAMES[2]] = SimpleNamespace(BatchSpanProcessor=lambda e: None)
    parts[NAMES[3]] = SimpleNamespace(OTLPSpanExporter=lambda: None)
    for name, part in parts.items():
        monkeypatch.setitem(sys.modules, name, part)
    monkeypatch.setenv(traces.WHERE, "http://127.0.0.1:4318")
    traces.tracer.cache_clear()
    yield made
    traces.tracer.cache_clear()


def test_nobody_is_traced_where_nobody_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address, and without the packages, the middleware takes itself out."""
    for address in ("", "http://127.0.0.1:4318"):
        monkeypatch.setenv(traces.WHERE, address)
        for name in NAMES:
            monkeypatch.setitem(sys.modules, name, None)
        traces.tracer.cache_clear()
        with pytest.raises(MiddlewareNotUsed):
            traces.Traces(nothing)
    traces.tracer.cache_clear()


def test_a_span_has_the_pattern_of_an_address_and_not_the_address(spans: list[Span], jail: Asks) -> None:
    """Method, pattern and status; no booking number."""
    number = jail("GET", "/custody").json()["people"][0]["booking"]
    spans.clear()
    assert jail("GET", f"/people/{number}").status_code == 200
    assert [s.name for s in spans] == ["GET api/v1/people/<path:booking>"]
    assert spans[0].said["http.response.status_code"] == 200
    assert number not in str(spans[0].said) + spans[0].name


def test_an_address_that_is_not_there_has_no_name(spans: list[Span]) -> None:
    """A request that matched nothing is a span without an address."""
    traces.Traces(nothing)(RequestFactory().get("/somebody/14-1"))
    assert spans[0].name == "GET (none)"
