"""What is wrong with a file of past cases: counted in one pass, column by column, before anything is measured."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from lawgate.oversight.cases import CASES, Table


@dataclass(frozen=True, slots=True)
class Flaw:
    """``rows`` of the file's rows have it. ``first``: the row of the file where it stands first (None: not told by row)."""

    kind: str
    column: str
    what: str
    rows: int
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """``rows`` in the file, ``cases`` made of them; ``filled``: the share of cases that say anything, by column."""

    source: str
    rows: int
    cases: int
    flaws: tuple[Flaw, ...]
    filled: dict[str, float]
    notes: tuple[str, ...]


def inspect(table: Table) -> Quality:
    """Count the flaws of a table. Reads the file once for its rows and once for its cases, streaming."""
    wanted: list[pl.Expr] = [pl.len().alias("rows")]
    numbered = "row" in table.raw.collect_schema().names()
    for n, check in enumerate(table.checks):
        wrong = check.wrong.fill_null(value=False)
        wanted.append(wrong.sum().alias(f"n{n}"))
        if numbered:
            wanted.append(pl.col("row").filter(wrong).min().alias(f"first{n}"))
    counts = table.raw.select(wanted).collect(engine="streaming").row(0, named=True)
    held = table.frame.select(pl.len().alias("cases"), *(pl.col(c).count().alias(c) for c in CASES))
    filled = held.collect(engine="streaming").row(0, named=True)
    cases = int(filled.pop("cases"))
    flaws = tuple(
        Flaw(c.kind, c.column, c.what, int(counts[f"n{n}"]), counts.get(f"first{n}"))
        for n, c in enumerate(table.checks)
        if counts[f"n{n}"]
    )
    shares = {name: n / cases if cases else 0.0 for name, n in filled.items()}
    return Quality(table.source, int(counts["rows"]), cases, flaws, shares, table.notes)


__all__ = ["Flaw", "Quality", "inspect"]
