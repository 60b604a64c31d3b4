"""Schemathesis over the whole interface for longer: a server of its own, an invented county, many examples of each operation.

    python bench/api_fuzz.py [--examples 200]

Ends with 1 when an answer was a 5xx (other than *busy*), or was not as described. The short run is ``tests/web/api/test_schema.py``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "ignored_auth",
    "unsupported_method",
)
PEOPLE = 60


def main() -> None:
    """Run it and print a line an operation."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=int, default=200)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="lawgate-fuzz-") as folder:
        from lawgate.standin.scenarios import RIDGEMONT

        os.environ |= {
            "LAWGATE_DB": str(Path(folder) / "l.sqlite3"),
            "LAWGATE_VAR": folder,
            "LAWGATE_NOW": RIDGEMONT.now,
        }
        wrong = _run(given.examples)
    sys.exit(1 if wrong else 0)


def _fill() -> tuple[str, list[str]]:
    from lawgate import wiring

    wiring.configure()
    from django.conf import settings

    from lawgate.casework import carry, open_ledger
    from lawgate.standin.county import make
    from lawgate.standin.scenarios import RIDGEMONT
    from lawgate.web.api import tokens
    from lawgate.wiring.chain import rooms

    settings.LAWGATE_RATE = settings.LAWGATE_TOKEN_RATE = (1e9, 1e9)
    ledger, office = open_ledger(), wiring.Office()
    norms, versions = office.stored_form
    ledger.store_rulebook(office.rulebook.digest, norms, versions)
    documents = make(RIDGEMONT, 2014)[-PEOPLE:]
    carry((rooms(office).take(d) for d in documents), office.decide, ledger, wiring.now)
    token = tokens.make("fuzz", list(tokens.SCOPES), now=wiring.now(), role="supervisor")
    return token, [d["booking"] for d in documents]


def _run(examples: int) -> int:
    token, people = _fill()
    import schemathesis
    from django.core.wsgi import get_wsgi_application
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis import given as for_all
    from schemathesis import GenerationMode
    from schemathesis.checks import CHECKS as KNOWN
    from schemathesis.core.failures import FailureGroup
    from schemathesis.core.result import Ok

    from lawgate.web.api.routes import api

    schema = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
    schema.app = get_wsgi_application()
    schema.config.update(base_url="http://localhost")
    checks, wrong, statuses = KNOWN.get_by_names(CHECKS), 0, Counter[tuple[str, int]]()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found.err()
        operation, began = found.ok(), time.monotonic()
        said = operation.definition.raw
        for mode in GenerationMode:
            if mode is GenerationMode.NEGATIVE and not (said.get("parameters") or said.get("requestBody")):
                continue

            @for_all(case=operation.as_strategy(generation_mode=mode))
            @settings(
                max_examples=examples,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.explicit, Phase.generate],
            )
            def one(case: Any) -> None:
                booking = (case.path_parameters or {}).get("booking")
                if isinstance(booking, str) and len(booking) % 2:
                    case.path_parameters["booking"] = people[len(booking) % len(people)]
                answer = case.call(headers={"Authorization": f"Bearer {token}"})
                statuses[case.operation.label, answer.status_code] += 1
                case.validate_response(answer, checks=checks, headers={"Authorization": f"Bearer {token}"})

            try:
                one()
            except FailureGroup as e:
                wrong += 1
                print(f"{operation.label} ({mode.value}): {e}")
        mine = {status: n for (label, status), n in sorted(statuses.items()) if label == operation.label}
        print(f"{operation.label}: {mine}, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{wrong} operations answered otherwise than described.")
    return wrong


if __name__ == "__main__":
    main()
