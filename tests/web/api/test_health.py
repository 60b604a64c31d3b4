"""Is the process there, and can it do its work."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from lawgate.web import health
from tests.web.api.conftest import Asks


def test_a_house_in_order_is_ready(jail: Asks) -> None:
    """Both addresses answer 200 without a token; the interface says the same."""
    client = Client()
    assert client.get("/healthz").content == b"well\n"
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    assert set(ready.json()["checks"].values()) == {"well"}
    assert jail("GET", "/health", bearer="").json() == ready.json()


def test_a_missing_master_key_is_not_ready_and_files_answer_unavailable(jail: Asks, ledger: Any) -> None:
    """503 and the word on it; a file that cannot be opened is a 503 problem, not a fault; /healthz stays well."""
    from lawgate.web.api import house

    ledger.keys.place.unlink()
    house.forget()
    ready = Client().get("/readyz")
    assert (ready.status_code, ready.json()["checks"]["master-key"]) == (503, "not at hand")
    answer = jail("GET", "/people/14-09316")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert Client().get("/healthz").status_code == 200


def test_tables_that_are_behind_or_a_full_disk_are_not_ready(ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is named; the others stay well."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'api'")
    monkeypatch.setattr(health, "ROOM", 1 << 80)
    checks = Client().get("/readyz").json()["checks"]
    assert checks["tables"].startswith("behind")
    assert checks["disk"] == "nearly full"
    assert checks["database"] == "well"


def test_a_database_that_does_not_answer_is_unavailable_and_no_fault(
    api: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before an operation, within it, and under a key: each time a 503 problem that says when to come back."""
    from django.db import OperationalError

    def silent(*args: Any, **more: Any) -> None:
        raise OperationalError("no route to 10.0.0.7")

    for place in ("lawgate.web.api.front.transaction.atomic", "lawgate.web.api.files.latest"):
        with monkeypatch.context() as broken:
            broken.setattr(place, silent)
            answer = api("POST", "/gate/may-hold", {"booking": "x"}, Idempotency_Key="k")
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert answer.headers["Retry-After"] == "5"
        assert "10.0.0.7" not in answer.content.decode()
