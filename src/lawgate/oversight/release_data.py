"""Case data for the public: coarsened until every person hides among ``k``, with what risk is left and what was lost.

After L. Sweeney, "k-anonymity" (*Int. J. Uncertainty* 10, 2002). Quasi-identifiers are coarsened one step at a time, the step that loses
least first; whoever is still alone is left out, and counted. No name, booking number or minute is ever part of a release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from lawgate.base import BadInput
from lawgate.oversight.measures.records import SMALL

Ladder = tuple[pl.Expr, ...]
"""Ever coarser forms of a column, the finest first."""
FEW: Final = 20  # up to one person in so many may be left out before a column is coarsened further
LADDERS: Final[Mapping[str, Ladder]] = {
    "when": (
        pl.col("day").dt.strftime("%Y-%m"),
        pl.format("{}-Q{}", pl.col("day").dt.year(), pl.col("day").dt.quarter()),
        pl.col("day").dt.year().cast(pl.String),
        pl.lit("all"),
    ),
    "where": (
        pl.concat_str("county", "state", separator=", ", ignore_nulls=True),
        pl.col("state"),
        pl.lit("all"),
    ),
    "age": (
        pl.when(pl.col("birth_year").is_not_null()).then(
            pl.format("{}s", ((pl.col("day").dt.year() - pl.col("birth_year")) // 10 * 10))
        ),
        pl.when(pl.col("birth_year").is_not_null()).then(
            pl.when(pl.col("day").dt.year() - pl.col("birth_year") < 30)
            .then(pl.lit("under 30"))
            .otherwise(pl.lit("30 and over"))
        ),
        pl.lit("all"),
    ),
    "sex": (pl.col("sex"), pl.lit("all")),
    "race": (pl.col("race"), pl.lit("all")),
    "origin": (pl.col("origin"), pl.lit("all")),
}
FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    "when": ("months", "quarters", "years", "left out"),
    "where": ("counties", "states", "left out"),
    "age": ("decades", "under and over 30", "left out"),
    **dict.fromkeys(("sex", "race", "origin"), ("as written", "left out")),
}
"""The forms in words, for the report."""
LENGTHS: Final = ("days", "hours over")
SAID: Final[Mapping[str, pl.Expr]] = {
    "requested": pl.col("requested"),
    "ended": pl.col("ended").cast(pl.String),
    "convicted": pl.col("convicted"),
    "level": pl.col("level"),
    "felony": pl.col("felony"),
    "days": pl.col("days").ceil().cast(pl.Int32),
    "hours over": pl.max_horizontal(
        (pl.col("released_at") - pl.coalesce("last_minute", "due_at")).dt.total_minutes() / 60, pl.lit(0.0)
    )
    .ceil()
    .cast(pl.Int32),
}
"""What is said of each person besides: whole days and whole hours."""


@dataclass(frozen=True, slots=True)
class Step:
    """A column coarsened to its form number ``to``; ``alone`` people were in groups of fewer than k after it."""

    column: str
    to: int
    alone: int


@dataclass(frozen=True, slots=True)
class Released:
    """``data`` may be published. ``left_out``: people who could not be hidden. ``smallest``: the smallest group in it.

    ``risk``: the mean chance of picking a person out of their group, if it is known that they are in the data (groups over people)."""

    data: pl.DataFrame
    k: int
    steps: tuple[Step, ...]
    left_out: int
    smallest: int
    risk: float
    revealing: int  # groups whose people all have the same outcome: being in one tells it (no l-diversity)
    topped: Mapping[
        str, int | None
    ]  # longer lengths are given as this one, which k people have or pass; None: nothing is so long


def release(frame: pl.LazyFrame, k: int = SMALL, ladders: Mapping[str, Ladder] = LADDERS) -> Released:
    """``frame`` as it may be published. Raises ``BadInput`` for a ``k`` that hides nobody, or fewer cases than ``k``."""
    if k < 2:
        raise BadInput(f"k = {k} hides nobody", do=f"give 2 or more; {SMALL} is usual")
    forms = {f"{name}/{n}": e.cast(pl.String) for name, ladder in ladders.items() for n, e in enumerate(ladder)}
    said = {name: e.alias(name) for name, e in SAID.items()}
    held = frame.select(**forms, **said).collect(engine="streaming")
    if held.height < k:
        raise BadInput(f"{held.height} cases cannot hide in groups of {k}", do="give more cases or a smaller k")
    at = dict.fromkeys(ladders, 0)
    steps = []
    while _alone(held, at, k) > held.height // FEW and any(at[c] < len(ladders[c]) - 1 for c in at):
        column = _least_loss(held, at, k, ladders)
        at[column] += 1
        steps.append(Step(column, at[column], _alone(held, at, k)))
    keys = _keys(at)
    kept = held.with_columns(pl.len().over(keys).alias("group")).filter(pl.col("group") >= k)
    out = kept.select(*(pl.col(key).alias(key.split("/")[0]) for key in keys), *said)
    topped = {name: _top(kept[name], k) for name in LENGTHS}
    out = out.with_columns(pl.col(name).clip(upper_bound=top) for name, top in topped.items() if top is not None)
    ends = pl.col("ended").n_unique() + (pl.col("ended").null_count() > 0)  # an end that is not told tells nothing
    groups = kept.group_by(keys).agg(pl.len().alias("n"), ends.alias("ends"))
    return Released(
        out.sort(out.columns, nulls_last=True),  # no order of the file survives
        k,
        tuple(steps),
        held.height - kept.height,
        min(groups["n"].to_list(), default=0),
        groups.height / kept.height if kept.height else 0.0,
        groups.filter(pl.col("ends") == 1).height,
        topped,
    )


def _top(values: pl.Series, k: int) -> int | None:
    """The length that ``k`` people have or pass: one stay of a year would tell who it was."""
    order = values.drop_nulls().sort(descending=True)
    return None if order.is_empty() else int(order[min(k, len(order)) - 1])


def disclosure(found: Released) -> str:
    """What the release risks and what it lost, as text (Markdown), to be published with it."""
    people = found.data.height
    lines = [
        "# Disclosure report",
        "",
        f"{people:,} people; {found.left_out:,} left out because they could not hide. Everybody hides among at least {found.k}; the "
        f"smallest group has {found.smallest:,}.",
        f"Chance of picking a person out of their group, if it is known that they are in the data: {found.risk:.1%} on average, at most "
        f"{1 / found.smallest:.1%}."
        if found.smallest
        else "Nobody could be hidden: nothing is released.",
        f"Groups in which everybody had the same end, so that being in one tells it: {found.revealing:,}.",
        "Left out altogether: names, numbers, instants, facilities. Lengths are whole days and whole hours, rounded up; longer ones are "
        f"given as the longest that {found.k} people have or pass: "
        + ", ".join(f"{top:,} {name}" for name, top in found.topped.items() if top is not None)
        + ".",
        "",
        "| coarsened | to | people still alone |",
        "|---|---|---|",
        *(f"| {s.column} | {FORMS[s.column][s.to]} | {s.alone:,} |" for s in found.steps),
        *(["| nothing | | 0 |"] if not found.steps else []),
        "",
    ]
    return "\n".join(lines)


def _keys(at: Mapping[str, int]) -> list[str]:
    return [f"{name}/{n}" for name, n in at.items()]


def _alone(held: pl.DataFrame, at: Mapping[str, int], k: int) -> int:
    """People in groups of fewer than ``k``."""
    sizes = held.group_by(_keys(at)).len()["len"]
    return int(sizes.filter(sizes < k).sum())


def _least_loss(held: pl.DataFrame, at: Mapping[str, int], k: int, ladders: Mapping[str, Ladder]) -> str:
    """The column whose next form hides most people; of equals the one with most forms left."""
    open_ = [c for c in at if at[c] < len(ladders[c]) - 1]
    tried: Sequence[tuple[int, int, str]] = [
        (_alone(held, {**at, c: at[c] + 1}, k), at[c] - len(ladders[c]), c) for c in open_
    ]
    return min(tried)[2]


__all__ = ["LADDERS", "Released", "Step", "disclosure", "release"]
