"""What is held equal when people with a request are compared with people without one: columns as terms, and as groups of the like.

A value that too few people have is put together with the others that are rare, or, where even these are few, with the commonest: no
coefficient and no group of the like rests on a handful by its name. What a row does not say is a value of its own, so that no row is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from lawgate.base import BadInput
from lawgate.oversight.measures.records import SMALL

NUMBERS = ("charges",)
WORDS = ("felony", "level", "kind", "sex", "race", "origin", "year", "place")
USUAL = ("felony", "level", "kind", "charges", "sex", "race", "year", "place")
"""Known before any request was answered. Bail is not among them: a request itself makes bail less likely to be paid."""
MOST_VALUES = 12
UNSAID, RARE = "not stated", "rarer ones"
BANDS = ((1, "one"), (2, "two"), (4, "three or four"))
TREATED = "federal request"


@dataclass(frozen=True, slots=True)
class Alike:
    """``terms``: name to a number or yes/no, for a regression. ``people``: for how many a yes/no holds. ``groups``: the same as words,
    for matching. ``columns``: those that are used, ``left_out`` those that were asked for and say nothing here."""

    terms: Mapping[str, pl.Expr]
    people: Mapping[str, int]
    groups: Mapping[str, pl.Expr]
    columns: tuple[str, ...]
    left_out: tuple[str, ...]


def held_equal(frame: pl.LazyFrame, wanted: Sequence[str] | None = None) -> Alike:
    """The columns ``wanted`` (the usual ones if None) over ``frame``, whose rows are those to be compared. Raises ``BadInput``."""
    names = USUAL if wanted is None else tuple(wanted)
    for name in names:
        if name not in (*NUMBERS, *WORDS):
            raise BadInput(f"'{name}' cannot be held equal", do=f"choose among {', '.join((*WORDS, *NUMBERS))}")
    terms: dict[str, pl.Expr] = {}
    people: dict[str, int] = {}
    groups: dict[str, pl.Expr] = {}
    used = []
    for name in names:
        if name in NUMBERS:
            counted = frame.select(pl.col(name).count().alias("n"), pl.col(name).n_unique().alias("values"))
            n, values = counted.collect(engine="streaming").row(0)
            if n and values > 1:
                terms[name], groups[name] = pl.col(name).fill_null(pl.col(name).median()), _banded(name)
                people[name] = int(n)
                used.append(name)
            continue
        word = _word(name)
        counts = dict(frame.group_by(word.alias("v")).len().collect(engine="streaming").iter_rows())
        kept, base = _kept(counts)
        if not kept:
            continue
        groups[name] = pl.when(word.is_in([*kept, base])).then(word).otherwise(pl.lit(RARE))
        for value in kept:
            terms[f"{name}: {value}"], people[f"{name}: {value}"] = word == value, counts[value]
        rare = sum(counts.values()) - sum(counts[v] for v in (*kept, base))
        if rare >= SMALL:
            terms[f"{name}: {RARE}"], people[f"{name}: {RARE}"] = ~word.is_in([*kept, base]), rare
        used.append(name)
    return Alike(terms, people, groups, tuple(used), tuple(n for n in names if n not in used))


def _word(name: str) -> pl.Expr:
    """A column's value as a word."""
    if name == "year":
        return pl.col("day").dt.year().cast(pl.String).fill_null(UNSAID)
    if name == "place":
        return pl.coalesce(pl.format("{}, {}", "county", "state"), "state", pl.lit(UNSAID))
    if name == "felony":
        return pl.col("felony").replace_strict({True: "yes", False: "no"}, return_dtype=pl.String).fill_null(UNSAID)
    return pl.col(name).cast(pl.String).fill_null(UNSAID)


def _kept(counts: Mapping[str, int]) -> tuple[list[str], str]:
    """(values with a term of their own, the commonest, which is the base of them all)."""
    order = sorted(counts, key=lambda v: (-counts[v], v))
    base, *rest = order or [UNSAID]
    return [v for v in rest if counts[v] >= SMALL][:MOST_VALUES], base


def _banded(name: str) -> pl.Expr:
    out: pl.Expr = pl.lit("five or more")
    for top, word in reversed(BANDS):
        out = pl.when(pl.col(name) <= top).then(pl.lit(word)).otherwise(out)
    return pl.when(pl.col(name).is_null()).then(pl.lit(UNSAID)).otherwise(out)


def told_apart(frame: pl.LazyFrame, terms: Mapping[str, pl.Expr]) -> dict[str, pl.Expr]:
    """``terms`` without those that the ones before them already say (a kind of charge that is always a felony)."""
    patterns = frame.select(e.cast(pl.Float64).alias(n) for n, e in terms.items()).unique(maintain_order=True)
    held = patterns.collect(engine="streaming").to_numpy()
    x = np.column_stack([np.ones(len(held)), held])
    kept, basis = [], np.empty((len(x), 0))
    for n, column in enumerate(x.T):
        rest = column - basis @ (basis.T @ column)
        rest -= basis @ (basis.T @ rest)  # twice is enough: what rounding left of the first time
        size = float(np.linalg.norm(rest))
        if size > 1e-8 * max(float(np.linalg.norm(column)), 1.0):
            basis = np.column_stack([basis, rest / size])
            kept.append(n)
    names = ["", *terms]
    return {names[n]: terms[names[n]] for n in kept if n}


__all__ = ["TREATED", "USUAL", "Alike", "held_equal", "told_apart"]
