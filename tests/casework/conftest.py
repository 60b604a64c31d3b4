from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections


@pytest.fixture(autouse=True)
def _connections_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test opens ledgers of its own; none stays open after it."""
    yield
    for connection in connections.all(initialized_only=True):
        if connection.alias != "default":
            connection.close()
