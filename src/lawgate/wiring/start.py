"""The settings and the clock of this process: to be chosen before a ledger or a page is used."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings

SETTINGS = "lawgate.web.settings"


def configure(db: Path | None = None, *, shown: datetime | None = None) -> None:
    """Choose the settings and make them ready; to be called before a ledger or a page is used.

    ``db``: the ledger file, when this is the first call. ``shown``: the instant that the pages show instead of the real one.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if db is not None:
        os.environ["LAWGATE_DB"] = str(db.resolve())
    django.setup()
    if shown is not None:
        settings.SIMULATED_NOW = shown.isoformat()


def now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)
