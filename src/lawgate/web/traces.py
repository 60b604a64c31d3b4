"""Traces by OpenTelemetry, where it is installed and told where to send them (``OTEL_EXPORTER_OTLP_ENDPOINT``); otherwise nothing.

A span a request: its method, the pattern of its address, its status. Never the address itself, which may hold a booking number.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from lawgate.web.logs import route

WHERE = "OTEL_EXPORTER_OTLP_ENDPOINT"


@lru_cache(maxsize=1)
def tracer() -> Any:
    """OpenTelemetry's tracer with an exporter; None when it is not asked for or not installed."""
    if not os.environ.get(WHERE):
        return None
    try:
        api = import_module("opentelemetry.trace")
        sdk = import_module("opentelemetry.sdk.trace")
        export = import_module("opentelemetry.sdk.trace.export")
        otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError:
        return None
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    api.set_tracer_provider(provider)
    return api.get_tracer("lawgate")


class Traces:
    """A Django middleware, which takes itself out where nobody wants traces."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if tracer() is None:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with tracer().start_as_current_span(str(request.method)) as span:
            response = self.get_response(request)
            where = route(request)
            span.update_name(f"{where['method']} {where['route']}")
            span.set_attribute("http.request.method", where["method"])
            span.set_attribute("http.route", where["route"])
            span.set_attribute("http.response.status_code", response.status_code)
        return response
