"""Which unknown facts stand between a condition and its truth."""

from __future__ import annotations

from collections.abc import Iterator

from lawgate.law.expr import EMPTY_ROW, UNKNOWN, AnyRow, Case, Expr, Row


def unknown_in(expr: Expr, case: Case, row: Row = EMPTY_ROW, prefix: str = "") -> Iterator[str]:
    """Names of the unknown facts that keep ``expr`` unknown on ``case``: only branches that are themselves unknown count.

    A fact of a list's row is named by its place, as in ``priors[0].convicted_on``."""
    if expr.truth(case, row) is not None:
        return
    if isinstance(expr, AnyRow):
        yield from _unknown_rows(expr, case)
        return
    parts = expr.parts()
    if parts:
        for part in parts:
            yield from unknown_in(part, case, row, prefix)
        return
    for ref in expr.refs():
        if (row if ref.in_row else case).get(ref.name, UNKNOWN) is UNKNOWN:
            yield f"{prefix}{ref.name}" if ref.in_row else ref.name


def _unknown_rows(expr: AnyRow, case: Case) -> Iterator[str]:
    held = case.get(expr.rows, UNKNOWN)
    if held is UNKNOWN:
        yield expr.rows
        return
    for number, one in enumerate(held):
        yield from unknown_in(expr.cond, case, one, f"{expr.rows}[{number}].")
    if expr.complete and case.get(expr.complete, UNKNOWN) is not True:
        yield expr.complete
