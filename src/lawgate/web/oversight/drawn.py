"""The figures of the ledger, and of files of past cases that were put beside it: drawn once for each end of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from lawgate.base import BadInput
from lawgate.casework import latest
from lawgate.casework.ledger import Ledger
from lawgate.law.rulebook import Rulebook
from lawgate.oversight.annual import Figure, figures
from lawgate.oversight.cases import Table
from lawgate.oversight.quality import Quality, inspect
from lawgate.oversight.readers import open_cases
from lawgate.oversight.readers.ledger import ledger_cases

FOLDER = "past"  # under everything the installation writes: Parquet files made by ``lawgate oversight read --out``
KEPT = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """``why_none``: why there is no figure."""

    figures: list[Figure]
    quality: Quality
    why_none: str = ""


_kept: dict[tuple[str, int, date], Drawn] = {}
_one_at_a_time = Lock()


def drawn(ledger: Ledger, rulebook: Rulebook, as_of: date) -> Drawn:
    """Figures and flaws of everyone on the ledger. A ledger without requests has no figures. Kept until it grows."""
    key = str(ledger.path), ledger.end()[0], as_of
    with _one_at_a_time:
        return _kept.get(key) or _draw(key, ledger_cases(latest(ledger)), rulebook)


def past_files(var: Path) -> dict[str, Path]:
    """The files of past cases of this installation, by name."""
    return {p.stem: p for p in sorted((var / FOLDER).glob("*.parquet"))}


def drawn_past(path: Path, rulebook: Rulebook, as_of: date) -> Drawn:
    """The same of a file of past cases. Kept until the file is another. Raises ``BadInput`` where it is no file of cases."""
    key = str(path), path.stat().st_mtime_ns, as_of
    with _one_at_a_time:
        return _kept.get(key) or _draw(key, open_cases(path), rulebook)


def _draw(key: tuple[str, int, date], table: Table, rulebook: Rulebook) -> Drawn:
    try:
        found = Drawn(figures(table.frame, rulebook, key[2]), inspect(table))
    except BadInput as e:
        found = Drawn([], inspect(table), str(e))
    for old in [k for k in _kept if k[0] == key[0]] or list(_kept)[: len(_kept) - KEPT + 1]:
        del _kept[old]
    _kept[key] = found
    return found


__all__ = ["FOLDER", "Drawn", "drawn", "drawn_past", "past_files"]
