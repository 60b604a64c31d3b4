"""Files of past cases as they exist, each opened as one typed table; told apart by their columns."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from lawgate.base import BadInput, Place
from lawgate.oversight.cases import CASES, Table, as_cases
from lawgate.oversight.readers import federal, i213, pennsylvania, pierce
from lawgate.oversight.readers.columns import DEEPEST_HEADER
from lawgate.oversight.readers.roster import roster

Opener = Callable[[Path], Table]
KINDS: dict[str, tuple[frozenset[str], Opener]] = {
    "pierce-charge-lines": (frozenset(("booking", "charge_no", "charge_release_dt")), pierce.pierce),
    "pennsylvania-detainers": (
        frozenset(("prepare_date", "lift_reason", "facility", "form")),
        pennsylvania.pennsylvania,
    ),
    "federal-detainers": (frozenset(("detention_facility", "detainer_lift_reason")), federal.federal),
    "i-213": (frozenset(("apprehension_date", "apprehension_method", "citizenship_country")), i213.i213),
}
"""The columns that tell a file's kind. A file of none of them is a roster where its jail is named, else tried as a federal release,
whose columns are often renamed."""


def open_cases(path: Path, place: Place | None = None) -> Table:
    """Open any file of past cases that is known: CSV, or the Parquet that ``write_cases`` made. Raises ``BadInput``.

    ``place``: the jail whose roster it is; only a roster needs it, since it does not say so itself."""
    if not path.is_file():
        raise BadInput("there is no such file", where=str(path), do="check the path")
    if path.suffix == ".parquet":
        return _stored(path)
    header = set(_words(path))
    for _, (columns, opener) in KINDS.items():
        if columns <= header:
            return opener(path)
    return federal.federal(path) if place is None else roster(path, place)


def _words(path: Path) -> Iterator[str]:
    """Every cell of the first rows: a header may stand under a preamble."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            for row, _ in zip(csv.reader(f), range(DEEPEST_HEADER), strict=False):
                yield from (cell.strip().lower() for cell in row)
    except (UnicodeDecodeError, csv.Error) as e:
        raise BadInput("cannot be read as a CSV", where=str(path), do="save it as CSV in UTF-8") from e


def _stored(path: Path) -> Table:
    try:
        frame = pl.scan_parquet(path)
        held = frame.collect_schema()
    except pl.exceptions.PolarsError as e:
        raise BadInput("is no Parquet file", where=str(path), do="make it anew with `lawgate oversight read`") from e
    if dict(held) != {name: kind() if isinstance(kind, type) else kind for name, kind in CASES.items()}:
        raise BadInput("has other columns than cases have", where=str(path), do="make it with `lawgate oversight read`")
    return Table("cases", as_cases(frame, {name: pl.col(name) for name in CASES}), frame.with_row_index("row"))


def write_cases(table: Table, path: Path) -> None:
    """Write the cases as Parquet, whole or not at all, never more rows in memory than a batch."""
    fresh = path.with_name(path.name + ".part")
    table.frame.sink_parquet(fresh, compression="zstd")
    fresh.replace(path)


__all__ = ["KINDS", "open_cases", "write_cases"]
