"""Columns back to cases: the few that a bulk run hands to the scalar reader and the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from lawgate.law.columns import LISTS, NO_DAY, NO_INSTANT, OTHER_BIT, Coding, Frame
from lawgate.law.declare import DECLARED
from lawgate.law.expr import Ref
from lawgate.law.vocabulary import ANOTHER

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def decode(frame: Frame, coding: Coding) -> list[dict[str, Any]]:
    """The cases of ``frame``, as every condition sees them: a word that the coding does not tell apart is *another word*."""
    cases = [dict(_facts(row, coding)) for row in frame.cases.iter_rows(named=True)]
    for rows in LISTS:
        held = frame.lists.get(rows, pl.DataFrame())
        lines: list[list[dict[str, Any]]] = [[] for _ in cases]
        for row in held.iter_rows(named=True):
            lines[row["case"]].append(dict(_facts(row, coding, in_row=True)))
        known = frame.cases[rows].to_list() if rows in frame.cases.columns else []
        for case, mine, given in zip(cases, lines, known, strict=False):
            if given:
                case[rows] = tuple(mine)
    return cases


def _facts(row: Mapping[str, Any], coding: Coding, *, in_row: bool = False) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        ref = Ref(name, in_row)
        if value is not None and str(ref) in DECLARED:
            yield name, _value(ref, value, coding)


def _value(ref: Ref, value: Any, coding: Coding) -> Any:
    kind = DECLARED[str(ref)].kind
    if kind == "word":
        return coding.vocabulary.word(str(ref), value)
    if kind == "words":
        known = coding.vocabulary.words.get(str(ref), ())
        words = (w for i, w in enumerate(known) if value >> i & 1)
        return frozenset([*words, *([ANOTHER] if value >> OTHER_BIT & 1 else [])])
    if kind == "day":
        return None if value == NO_DAY else date(value // 10000, value // 100 % 100, value % 100)
    if kind == "instant":
        return None if value == NO_INSTANT else EPOCH + timedelta(minutes=value)
    return value
