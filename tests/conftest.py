from __future__ import annotations

import os
import tempfile

# Everything an installation writes goes to a folder of the test run's own, chosen before the settings are read.
os.environ.setdefault("LAWGATE_VAR", tempfile.mkdtemp(prefix="lawgate-test-"))

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture
def ledger_file(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The path of a fresh ledger; databases may be used while the test runs."""
    with django_db_blocker.unblock():
        yield tmp_path / "ledger.sqlite3"
