"""A ledger of invented people behind the interface, and a client with a token for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from lawgate.casework.databases import database
from lawgate.casework.store import open_ledger
from lawgate.web.api import house, tokens
from tests.web.api.made import NOW, documents

Asks = Callable[..., Any]
ALL = tuple(tokens.SCOPES)


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """An empty ledger with all tables, made once and copied for every test."""
    file = tmp_path_factory.mktemp("empty") / "ledger.sqlite3"
    with django_db_blocker.unblock():
        made = open_ledger(file)
        connections[made.alias].close()
    return file


@pytest.fixture
def ledger(
    _empty: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """An empty ledger in the default database, as the settings would give it."""
    shutil.copy(_empty, tmp_path / "ledger.sqlite3")
    monkeypatch.setitem(
        connections.databases,
        "default",
        {**connections.databases["default"], **database(str(tmp_path / "ledger.sqlite3"))},
    )
    with (
        django_db_blocker.unblock(),
        override_settings(
            VAR=tmp_path,
            SIMULATED_NOW=NOW,
            LAWGATE_RATE=(1e9, 1e9),
            LAWGATE_TOKEN_RATE=(1e9, 1e9),
            ROOT_URLCONF="lawgate.web.api.urls",
        ),
    ):
        _forget()
        yield house.ledger()
        _forget()


def _forget() -> None:
    house.forget()
    connections["default"].close()
    del connections["default"]


@pytest.fixture
def token(ledger: Any) -> str:
    """A token that may do everything."""
    return tokens.make("tests", ALL, now=datetime.now(UTC), role="supervisor")


@pytest.fixture
def api(token: str) -> Asks:
    """``api("GET", "/people/x", ...)`` gives Django's response; ``key``, ``if_match`` become headers, ``json`` the body."""
    client = Client(raise_request_exception=False)

    def ask(method: str, path: str, json: Any = None, *, bearer: str = token, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if bearer:
            named["Authorization"] = f"Bearer {bearer}"
        data = {} if json is None else {"data": json, "content_type": "application/json"}
        return (
            client.generic(method, f"/api/v1{path}", headers=named)
            if json is None
            else getattr(client, method.lower())(f"/api/v1{path}", headers=named, **data)
        )

    return ask


@pytest.fixture
def jail(api: Asks) -> Asks:
    """``api`` with a few people in custody."""
    assert api("POST", "/bookings", {"documents": documents()}).status_code == 200
    return api
