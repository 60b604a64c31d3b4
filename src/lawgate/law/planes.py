"""Truths of many cases at once: two bit planes, *is true* and *is false*, sixty-four cases a word, in Kleene's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from lawgate.law.columns import Coding, guarded, never_none
from lawgate.law.expr import And, Expr, Or

Words = npt.NDArray[np.uint64]
Planes = tuple[Words, Words]
ALL = 2**64 - 1


def pack(values: npt.NDArray[np.bool_]) -> Words:
    packed = np.packbits(values, bitorder="little")
    pad = -len(packed) % 8
    return np.concatenate([packed, np.zeros(pad, np.uint8)]).view(np.uint64)


def unpack(words: Words, count: int) -> npt.NDArray[np.bool_]:
    return np.unpackbits(words.view(np.uint8), count=count, bitorder="little").view(np.bool_)


def constant(value: bool, words: int) -> Planes:
    full = np.full(words, ALL if value else 0, np.uint64)
    return full, ~full


def combine(e: And | Or, parts: Sequence[Planes]) -> Planes:
    """True of all and false of some, or the other way about."""
    all_, some = (0, 1) if isinstance(e, And) else (1, 0)
    both = parts[0][all_].copy()
    either = parts[0][some].copy()
    for part in parts[1:]:
        both &= part[all_]
        either |= part[some]
    return (both, either) if isinstance(e, And) else (either, both)


class Table:
    """Planes of every leaf condition over one frame, made when first asked for, known by what the condition says."""

    def __init__(self, frame: pl.DataFrame, coding: Coding) -> None:
        self.frame, self.coding = frame, coding
        self.planes: dict[str, Planes] = {}

    def prepare(self, leaves: Mapping[str, Expr]) -> None:
        """Make the planes of ``leaves`` in one pass over the columns."""
        todo = {k: e for k, e in leaves.items() if k not in self.planes}
        if not todo:
            return
        whole = never_none(self.frame, {r.name for e in todo.values() for r in guarded(e)})
        names = {key: str(n) for n, key in enumerate(todo)}
        made = self.frame.select([self.coding.leaf(e, whole).alias(names[k]) for k, e in todo.items()])
        open_ = [n for n in names.values() if made[n].null_count()]
        false = [(~pl.col(n)).fill_null(value=False).alias(f"not {n}") for n in open_]
        made = made.select(pl.all().fill_null(value=False), *false)  # at once, so that the cores share it
        for key, name in names.items():
            true = made[name].to_numpy()
            self.planes[key] = pack(true), pack(made[f"not {name}"].to_numpy() if name in open_ else ~true)
