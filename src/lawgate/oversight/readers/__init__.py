"""Files of past cases as they exist, each opened as one typed table; told apart by their columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from lawgate.base import BadInput, Place
from lawgate.oversight.cases import CASES, Table, as_cases
from lawgate.oversight.readers import federal, i213, pennsylvania, pierce, roster
from lawgate.oversight.readers.columns import first_rows, known_in

Opener = Callable[[Path], Table]
KINDS: dict[str, tuple[Mapping[str, Sequence[str]], Opener]] = {
    "pierce-charge-lines": (pierce.KNOWN, pierce.pierce),
    "pennsylvania-detainers": (pennsylvania.KNOWN, pennsylvania.pennsylvania),
    "i-213": (i213.KNOWN, i213.i213),
    "federal-detainers": (federal.KNOWN, federal.federal),
}
"""A file is of the kind most of whose columns it names, exactly or nearly. A county's roster is one more kind, whose jail must be said."""
BY_ROW = {"federal-detainers": federal.federal, "i-213": i213.i213}
"""Kinds whose rows say so much that two alike are one thing told twice."""
FEWEST = 3  # columns by which a file is known


def open_cases(path: Path, place: Place | None = None, *, once: bool = False) -> Table:
    """Open any file of past cases that is known: CSV, or the Parquet that ``write_cases`` made. Raises ``BadInput``.

    ``place``: the jail whose roster it is; only a roster needs it, since it does not say so itself. ``once``: of rows that say the same in
    every column the first alone, where a row says enough for that."""
    if not path.is_file():
        raise BadInput("there is no such file", where=str(path), do="check the path")
    if path.suffix == ".parquet":
        return _stored(path)
    rows = first_rows(path)
    named = {kind: known_in(rows, known) for kind, (known, _) in KINDS.items()}
    of_roster = known_in(rows, roster.KNOWN)
    kind = max(named, key=lambda k: named[k])
    if max(of_roster, named[kind]) < FEWEST:
        raise BadInput(
            "no row names the columns of any kind of file that is known", where=path.name, do="see docs/oversight.md"
        )
    if of_roster > named[kind]:
        if once:
            raise BadInput(
                "is a roster, whose lines of one booking are put together already",
                where=path.name,
                do="read it without --once",
            )
        if place is None:
            raise BadInput(
                "looks like a roster, which does not say whose it is",
                where=path.name,
                do="add --county CA/Kern --tz America/Los_Angeles",
            )
        return roster.roster(path, place)
    if once and kind not in BY_ROW:
        raise BadInput(
            f"is of the kind {kind}, in which like rows may be different people or are put together already",
            where=path.name,
            do="read it without --once",
        )
    return BY_ROW[kind](path, once=True) if once else KINDS[kind][1](path)


def _stored(path: Path) -> Table:
    try:
        frame = pl.scan_parquet(path)
        held = frame.collect_schema()
    except pl.exceptions.PolarsError as e:
        raise BadInput("is no Parquet file", where=str(path), do="make it anew with `lawgate oversight read`") from e
    if dict(held) != {name: kind() if isinstance(kind, type) else kind for name, kind in CASES.items()}:
        raise BadInput("has other columns than cases have", where=str(path), do="make it with `lawgate oversight read`")
    told = frame.select(pl.col("source").drop_nulls().unique().sort()).collect(engine="streaming")["source"].to_list()
    source = ", ".join(told) or "cases"
    return Table(source, as_cases(frame, {name: pl.col(name) for name in CASES}), frame.with_row_index("row"))


def write_cases(table: Table, path: Path) -> None:
    """Write the cases as Parquet, whole or not at all, never more rows in memory than a batch."""
    fresh = path.with_name(path.name + ".part")
    table.frame.sink_parquet(fresh, compression="zstd")
    fresh.replace(path)


__all__ = ["KINDS", "open_cases", "write_cases"]
