"""A model's probabilities made to come true: the factor on its weights, fitted where the truth is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from lawgate.base import BadInput
from lawgate.identity.compare import prepare
from lawgate.identity.model import Model
from lawgate.identity.population import Population
from lawgate.identity.records import Biographic
from lawgate.identity.weigh import weigh

SLOPES = np.geomspace(0.3, 1.5, 49)


def calibrate(
    model: Model, held: Iterable[Biographic], asked: Sequence[Biographic], truth: Mapping[str, str | None]
) -> Model:
    """The model with the ``slope`` under which the truth is likeliest, each person asked about being one of those held or
    none of them. ``truth``: by the key of each person asked about, the key of their record, or None. ``BadInput`` when
    nobody is asked about."""
    if not asked:
        raise BadInput("nobody is asked about", where="identity model", do="give people whose record is known")
    population = Population(held, replace(model, slope=1.0))
    sums = []
    for person in asked:
        probe = prepare(person)
        rows, _ = population.candidates(probe)
        weights = np.array([weigh(probe, population.people[r], population.model, population.names) for r in rows])
        row = population.rows.get(truth[person.key] or "")
        at = np.flatnonzero(rows == row) if row is not None else np.empty(0, int)
        if row is None or len(at):  # what blocking missed tells nothing about weights
            sums.append((weights, int(at[0]) if len(at) else -1))
    found = sum(at >= 0 for _, at in sums) / len(sums)
    share = min(max(found, 0.01), 0.99)
    prior = np.log(share / (1 - share) / len(population))
    likely = [sum(_log_share(slope * w + prior, at) for w, at in sums) for slope in SLOPES]
    return replace(model, slope=float(SLOPES[int(np.argmax(likely))]), found=share)


def _log_share(odds: np.ndarray[tuple[int, ...], np.dtype[np.float64]], at: int) -> float:
    """The logarithm of the probability that the one at ``at`` (-1: nobody) is the person."""
    top = max(0.0, float(odds.max(initial=0.0)))
    total = top + float(np.log(np.exp(-top) + np.exp(odds - top).sum()))
    return (float(odds[at]) if at >= 0 else 0.0) - total
