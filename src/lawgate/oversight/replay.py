"""Past cases under another law: any two days, rulebooks or draft policies held against each other, case by case.

``us_ca@2014-01-01`` is the law of that day, taken to stand for ever, over the cases of California; every case keeps its own facts and
its own minutes. So what differs is the law and nothing else. Cases whose answer the facts leave open are counted as open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from lawgate.base import BadInput
from lawgate.decision.bulk import Decisions, decide_frame
from lawgate.decision.bulk_plan import Plan, plan
from lawgate.decision.exposure import exposure_range
from lawgate.law import facts as fact
from lawgate.law.books import books
from lawgate.law.bulk import ANSWERS
from lawgate.law.columns import NO_INSTANT
from lawgate.law.norms import HOLD, Action, Answer
from lawgate.law.rulebook import Query, Rulebook
from lawgate.lawbook.names import state_of
from lawgate.oversight.replay_facts import (
    ASSUMED,
    USUAL_PAPER,
    Settings,
    as_frame,
    hours_between,
    located,
    minutes_of,
    settings_of,
)

BATCH = 250_000
EXAMPLES = 3
MAY_HOLD = (Answer.PERMITTED, Answer.REQUIRED)


@dataclass(frozen=True, slots=True)
class Law:
    """One side of a replay. ``state``: over whose cases (None: everyone's)."""

    name: str
    day: str
    rulebook: Rulebook
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A case whose answer differs, with the norms that each answer rests on."""

    case: str
    place: str
    day: date
    because: tuple[str, ...]
    because_before: tuple[str, ...]


@dataclass
class Replay:
    """``moved``: (action, answer before, answer now) to cases. ``hours``: lawful hold past t0, before and now, where t0 is known;
    ``over``: hours past the last lawful minute that were in fact served, by each law, and ``dollars`` their range."""

    law: str
    against: str
    assumed: str
    read: int = 0
    decided: int = 0
    timed: int = 0
    moved: Counter[tuple[Action, Answer, Answer]] = field(default_factory=Counter)
    examples: dict[tuple[Action, Answer, Answer], list[Example]] = field(default_factory=dict)
    hours: tuple[float, float] = (0.0, 0.0)
    over: tuple[float, float] = (0.0, 0.0)
    dollars: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))

    def count(self, action: Action, answers: tuple[Answer, ...], *, now: bool) -> int:
        """How many have one of ``answers``."""
        return sum(n for (a, old, new), n in self.moved.items() if a is action and (new if now else old) in answers)

    def changed(self, action: Action) -> int:
        return sum(n for (a, old, new), n in self.moved.items() if a is action and old is not new)


def law_named(text: str, rulebook: Rulebook) -> Law:
    """``us_ca@2014-01-01``, ``us@2012-12-21`` or a day alone. Raises ``BadInput``."""
    book, _, day = text.rpartition("@")
    try:
        date.fromisoformat(day)
    except ValueError:
        raise BadInput(f"'{text}' names no day", do="write it as us_ca@2014-01-01") from None
    if book and book not in books():
        raise BadInput(f"there is no book '{book}'", where=text, do="see `lawgate law show` for the books")
    return Law(text, day, rulebook, state_of(book) if book else None)


def replay(
    cases: pl.LazyFrame,
    law: Law,
    against: Law,
    *,
    assume: bool = True,
    progress: Callable[[int], None] = lambda read: None,
) -> Replay:
    """Every case decided by both laws, a batch at a time: never more rows in memory than a batch.

    ``assume``: where a file is silent take the usual paper (``USUAL_PAPER``); else what is silent is unknown, and may leave much open."""
    state = law.state or against.state
    frame = cases if state is None else cases.filter(pl.col("state") == state)
    settings = settings_of(frame)
    out = Replay(
        law.name, against.name, USUAL_PAPER if assume else "Nothing is assumed: what a file does not say is unknown."
    )
    if not settings.places:
        return out
    plans = [_plan(one, settings) for one in (against, law)]
    for batch in frame.collect_batches(chunk_size=BATCH, maintain_order=True, engine="streaming"):
        out.read += batch.height
        held = located(batch, settings)
        if held.height:
            where = held["where"].to_numpy()
            found = [decide_frame(p, as_frame(held, p.coding, ASSUMED if assume else None), where) for p in plans]
            _count(out, held, (found[0], found[1]), (plans[0], plans[1]))
        progress(out.read)
    return out


def _plan(one: Law, settings: Settings) -> Plan:
    queries = [Query(p, "", policies=one.rulebook.local_policies(p, one.day)) for p in settings.places]
    return plan(one.rulebook, queries, frozen=one.day)


def _count(out: Replay, held: pl.DataFrame, found: tuple[Decisions, Decisions], plans: tuple[Plan, Plan]) -> None:
    before, now = found
    out.decided += held.height
    for action in Action:
        pairs = before.codes[action].astype(np.int64) * len(ANSWERS) + now.codes[action]
        for pair, n in zip(*np.unique(pairs, return_counts=True), strict=True):
            key = action, ANSWERS[int(pair) // len(ANSWERS)], ANSWERS[int(pair) % len(ANSWERS)]
            out.moved[key] += int(n)
            shown = out.examples.setdefault(key, [])
            if key[1] is not key[2] and len(shown) < EXAMPLES:
                rows = np.flatnonzero(pairs == pair)[: EXAMPLES - len(shown)]
                shown += [_example(held, found, plans, action, int(r)) for r in rows]
    _hours(out, held, found)


def _example(
    held: pl.DataFrame, found: tuple[Decisions, Decisions], plans: tuple[Plan, Plan], action: Action, row: int
) -> Example:
    case = held.row(row, named=True)
    place = plans[0].settings[case["where"]].place
    before, now = (d.answers.reason_ids(row, action) for d in found)
    return Example(str(case["case"]), str(place), case["day"], now, before)


def _hours(out: Replay, held: pl.DataFrame, found: tuple[Decisions, Decisions]) -> None:
    """Lawful hours past t0, and the hours that were in fact served past the last lawful minute, by each law."""
    minutes = held.select(minutes_of(c).fill_null(NO_INSTANT).alias(c) for c in ("due_at", "released_at"))
    due, gone = (minutes[c].to_numpy() for c in ("due_at", "released_at"))
    out.timed += int((due != NO_INSTANT).sum())
    asked = held["requested"].fill_null(value=False).to_numpy() & (due != NO_INSTANT)
    lawful, over, dollars = [], [], []
    for sums, money, decided in zip(out.over, out.dollars, found, strict=True):
        may = np.isin(decided.codes[HOLD], [ANSWERS.index(a) for a in MAY_HOLD])
        lawful.append(float(hours_between(due, decided.release_by)[may].sum()))
        past = np.maximum(hours_between(decided.release_by, gone), 0.0)[asked]
        over.append(sums + float(past.sum()))
        dollars.append(_with(money, past[past > 0]))
    out.hours = (out.hours[0] + lawful[0], out.hours[1] + lawful[1])
    out.over = (over[0], over[1])
    out.dollars = (dollars[0], dollars[1])


def _with(money: tuple[int, int], past: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[int, int]:
    low, high = money
    for hours, n in zip(*np.unique(past, return_counts=True), strict=True):
        found = exposure_range(timedelta(hours=float(hours)))
        low, high = low + int(n) * found.low, high + int(n) * found.high
    return low, high


def changes(found: Replay) -> Iterator[tuple[Action, Answer, Answer, int, list[Example]]]:
    """What moved, the largest first."""
    for key, n in sorted(found.moved.items(), key=lambda item: -item[1]):
        if key[1] is not key[2]:
            yield (*key, n, found.examples.get(key, []))


__all__ = ["Example", "Law", "Replay", "changes", "fact", "law_named", "replay"]
