"""The ledger of events, and the pipeline that carries a booking through. The only writer, the only SQL.

``lawgate.casework.verify`` holds ``verify``; ``records`` needs no database. The names below load Django's tables when first used,
so the settings must be chosen by then (``wiring.configure``).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lawgate.casework.arrivals import requests_in
    from lawgate.casework.ledger import Ledger
    from lawgate.casework.pipeline import carry
    from lawgate.casework.standing import custody_now, latest, rebuild_standings
    from lawgate.casework.store import open_ledger, open_readonly

__all__ = [
    "Ledger",
    "carry",
    "custody_now",
    "latest",
    "open_ledger",
    "open_readonly",
    "rebuild_standings",
    "requests_in",
]

_HOME = {
    "Ledger": "ledger",
    "carry": "pipeline",
    "custody_now": "standing",
    "latest": "standing",
    "open_ledger": "store",
    "open_readonly": "store",
    "rebuild_standings": "standing",
    "requests_in": "arrivals",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
