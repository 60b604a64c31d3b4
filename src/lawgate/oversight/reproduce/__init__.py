"""Published tables made again from the records they rest on, figure by figure, or said not to be within reach."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from lawgate.base import BadInput
from lawgate.oversight.reproduce import arithmetic, federal, pierce

COMPUTED: Mapping[str, Callable[[Path], Mapping[str, float]]] = {
    "Pierce County WA, detainer arm (UWCHR 2019)": pierce.figures,
    "Pennsylvania by fiscal year": federal.by_year,
    "Pennsylvania by lift reason": federal.by_reason,
    "Minnesota by month": federal.by_month,
    "Secure Communities, jurisdictions active": federal.activations,
}
PUBLISHED = "(published)"
FOLLOWS: Mapping[str, Callable[[], Mapping[str, float]]] = {
    "Pierce County WA, arithmetic of the published figures (UWCHR 2019)": arithmetic.study,
    "National, arithmetic of the published figures (TRAC)": arithmetic.national,
}
"""Tables that need no records: they follow from other published figures."""
EQUAL, DIFFERS, ABSENT, NOT_HELD = "equal", "differs", "input not available", "not in the input"


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure. ``found`` is None where it could not be computed; ``state`` says why."""

    table: str
    figure: str
    published: float
    digits: int
    source: str
    found: float | None
    state: str


def reproduce(folder: Path) -> list[Figure]:
    """Every published figure, computed from the files of ``folder`` where they are there. Raises ``BadInput`` for no folder."""
    if not folder.is_dir():
        raise BadInput("is no folder", where=str(folder), do="give the folder that holds the published records")
    text = resources.files(__package__).joinpath("published.csv").read_text(encoding="utf-8")
    computed: dict[str, Mapping[str, float]] = {}
    out = []
    for row in csv.DictReader(text.splitlines()):
        table, path = row["table"], folder / row["file"]
        if row["file"] == PUBLISHED and table not in computed:
            computed[table] = FOLLOWS[table]()
        elif row["file"] and path.is_file() and table not in computed:
            computed[table] = COMPUTED[table](path)
        out.append(_figure(row, computed.get(table)))
    return out


def _figure(row: Mapping[str, str], found: Mapping[str, float] | None) -> Figure:
    published, digits = float(row["value"]), int(row["digits"])
    value = None if found is None else found.get(row["figure"])
    state = ABSENT if found is None else NOT_HELD
    if value is not None:
        state = EQUAL if round(value, digits) == published else DIFFERS
    return Figure(row["table"], row["figure"], published, digits, row["source"], value, state)


__all__ = ["ABSENT", "COMPUTED", "DIFFERS", "EQUAL", "NOT_HELD", "Figure", "reproduce"]
