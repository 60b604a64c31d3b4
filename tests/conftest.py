from __future__ import annotations

import os
import tempfile

# Everything an installation writes goes to a folder of the test run's own, chosen before the settings are read.
os.environ.setdefault("LAWGATE_VAR", tempfile.mkdtemp(prefix="lawgate-test-"))

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

pytest_plugins = ["tests.browsers"]

# `make test` tries the same cases every time, so that a change is blamed for what it did; `pytest` alone looks for new ones.
settings.register_profile("same", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture
def ledger_file(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The path of a fresh ledger; databases may be used while the test runs."""
    with django_db_blocker.unblock():
        yield tmp_path / "ledger.sqlite3"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests first, so that no worker waits at the end for the other."""
    long = {i.path for i in items if i.get_closest_marker("slow") or i.get_closest_marker("browser")}
    items.sort(key=lambda i: i.path not in long)
