"""The figures of a ledger, drawn once for each end of it."""

from __future__ import annotations

from datetime import date
from threading import Lock

from lawgate.base import BadInput
from lawgate.casework import latest
from lawgate.casework.ledger import Ledger
from lawgate.law.rulebook import Rulebook
from lawgate.oversight.annual import Figure, figures
from lawgate.oversight.measures.over_detention import exposure
from lawgate.oversight.measures.records import Estimate
from lawgate.oversight.quality import Quality, inspect
from lawgate.oversight.readers.ledger import ledger_cases

Drawn = tuple[list[Figure], Quality, Estimate]
_kept: dict[tuple[str, int, date], Drawn] = {}
_one_at_a_time = Lock()


def drawn(ledger: Ledger, rulebook: Rulebook, as_of: date) -> Drawn:
    """Figures, flaws and exposure of everyone on the ledger. A ledger without requests has no figures. Kept until it grows."""
    key = str(ledger.path), ledger.end()[0], as_of
    with _one_at_a_time:
        found = _kept.get(key)
        if found is None:
            table = ledger_cases(latest(ledger))
            try:
                pictures = figures(table.frame, rulebook, as_of)
            except BadInput:
                pictures = []
            found = pictures, inspect(table), exposure(table.frame).whole
            _kept.clear()
            _kept[key] = found
    return found


__all__ = ["Drawn", "drawn"]
