"""Schemathesis over the whole interface: whatever is sent, nothing fails inside, and every answer is as described.

A longer run is ``bench/api_fuzz.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

from lawgate.web.api.routes import api as interface
from tests.web.api.conftest import Asks
from tests.web.api.made import documents

NAMES = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "ignored_auth",
    "unsupported_method",
)
KNOWN = documents()[0]["booking"]
EXAMPLES = 6  # of each operation


@lru_cache(maxsize=1)
def _application() -> Any:
    return get_wsgi_application()


schema = schemathesis.openapi.from_dict(dict(interface.get_openapi_schema()))
schema.app = lambda environ, start: _application()(environ, start)
schema.config.update(base_url="http://localhost")


def _operations() -> Iterator[Any]:
    """Every operation; one that schemathesis cannot read is a fault of the description."""
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found.err()
        yield found.ok()


OPERATIONS = list(_operations())


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda m: m.value)
def test_nothing_fails_inside_and_every_answer_is_as_described(mode: Any, jail: Asks, token: str) -> None:
    """No 5xx, only the statuses, types and bodies that are described, no way round the token; of people there and not there."""
    checks = CHECKS.get_by_names(NAMES)
    for operation in OPERATIONS:
        said = operation.definition.raw
        if mode is GenerationMode.NEGATIVE and not (said.get("parameters") or said.get("requestBody")):
            continue  # nothing that could be wrong

        @given(operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        )
        def ask(case: Any) -> None:
            booking = (case.path_parameters or {}).get("booking")
            if isinstance(booking, str) and len(booking) % 2:
                case.path_parameters["booking"] = KNOWN
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=checks)

        ask()
