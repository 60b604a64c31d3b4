"""``/healthz``: this process answers. ``/readyz``: it can do its work: the database, its tables, the master key, room on the disk."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from lawgate import __version__
from lawgate.base import BadInput, LawgateError
from lawgate.casework.store import open_ledger
from lawgate.web.accounts.breached import check

ROOM = 200 << 20  # bytes that must be free where the ledger lies
WELL = "well"


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers, and touches nothing."""
    del request
    return HttpResponse("well\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when everything is well, 503 and what is not otherwise."""
    del request
    found = readiness()
    return JsonResponse(found, status=200 if found["ready"] else 503)


def readiness() -> dict[str, Any]:
    """What is looked at, and a word on each; nothing of a person, and no address of a database."""
    checks = {"database": _database(), "tables": _tables(), "master-key": _key(), "disk": _disk()}
    if settings.LAWGATE_BREACHED:
        checks["breached-passwords"] = _breached()
    return {"ready": set(checks.values()) == {WELL}, "checks": checks, "version": __version__}


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "does not answer"
    return WELL


def _tables() -> str:
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "cannot be read"
    return "behind: start the program once with the right to change tables" if behind else WELL


def _key() -> str:
    try:
        ledger = open_ledger()
        return WELL if ledger.end()[0] == 0 or ledger.keys.master_at_hand() is not None else "not at hand"
    except (LawgateError, DatabaseError):
        return "does not open this ledger"


def _breached() -> str:
    try:
        check(Path(settings.LAWGATE_BREACHED))
    except BadInput:
        return "the list cannot be used: no password can be set"
    return WELL


def _disk() -> str:
    place = Path(settings.VAR)
    while not place.exists():
        place = place.parent
    return WELL if shutil.disk_usage(place).free >= ROOM else "nearly full"
