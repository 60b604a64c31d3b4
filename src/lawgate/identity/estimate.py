"""The model estimated from records without labels, by expectation and maximisation.

*u* is counted over random pairs, which are nearly all of two people. *m* comes from pairs that share a blocking key, by
EM (Dempster, Laird and Rubin 1977; Winkler 1988) with *u* held fixed; what a run blocks on says nothing about itself, so
each field is learnt in the runs that block on something else, and their expected counts are added up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from random import Random

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.identity.compare import Prepared, levels, prepare
from lawgate.identity.model import LEAST, Model
from lawgate.identity.records import LEVELS, NAMES, Biographic, Field, OrderLevel

FIELDS = tuple(Field)
FEWEST = 50  # pairs of a run from which it is believed
ROUNDS = 200
BLOCK = 50  # people of one blocking key beyond which it is passed over: too common to tell

Pairs = list[tuple[Prepared, Prepared]]
Gammas = npt.NDArray[np.int8]


def _names_key(p: Prepared) -> Hashable:
    family, given = p.names[0]
    return tuple(sorted((family.joined, given.joined))) if family and given else None


def _born_key(p: Prepared) -> Hashable:
    return p.born if p.born and p.born.whole else None


RUNS: tuple[tuple[Callable[[Prepared], Hashable], frozenset[Field]], ...] = (
    (_born_key, frozenset({Field.BORN})),
    (_names_key, NAMES),
    (lambda p: p.identifiers or None, frozenset({Field.IDENTIFIER})),
)
"""What each run blocks on, and the fields it says nothing about."""


def estimate(
    left: Iterable[Biographic],
    right: Iterable[Biographic],
    *,
    seed: int = 1,
    random_pairs: int = 200_000,
    made_from: str = "",
) -> Model:
    """The model of two lists of records, of which some are of one person. Uncalibrated (``slope`` 1).

    Raises ``BadInput`` when too few records share a date, a pair of names or an identifier to learn anything from.
    """
    a, b = [prepare(r) for r in left], [prepare(r) for r in right]
    if not a or not b:
        raise BadInput("there are no records to learn from", where="identity model", do="give two lists of records")
    draw = Random(seed)
    drawn = gammas([(draw.choice(a), draw.choice(b)) for _ in range(random_pairs)])
    u = _shares(drawn)
    counts = {f: np.zeros(len(u[f])) for f in FIELDS}
    matched = 0.0
    for block, silent in RUNS:
        seen = gammas(_blocked(a, b, block))
        if len(seen) < FEWEST:
            continue
        found, expected = _em(seen, u, silent)
        matched = max(matched, expected)
        for f in FIELDS:
            if f not in silent:
                counts[f] += found[f]
    if not matched:
        raise BadInput(
            f"fewer than {FEWEST} pairs share a date of birth, names or an identifier",
            where="identity model",
            do="give more records, or use the model that ships",
        )
    m = {f: tuple(_smooth(counts[f]).tolist()) for f in FIELDS}
    prior = min(matched / len(a) / len(b), 0.5)
    u = _shares(drawn, 1 - _posterior(drawn, {f: np.array(m[f]) for f in FIELDS}, u, prior))
    return Model(
        {f: m[f] for f in FIELDS if f is not Field.ORDER},
        {f: tuple(_smooth(u[f] * random_pairs).tolist()) for f in FIELDS if f is not Field.ORDER},
        exchanged=min(max(m[Field.ORDER][OrderLevel.EXCHANGED], 1e-4), 0.5),
        found=min(max(matched / len(b), 0.01), 0.99),
        made_from=made_from,
    )


def gammas(pairs: Pairs) -> Gammas:
    """The level of each field (columns in the order of ``Field``) of each pair."""
    out = np.empty((len(pairs), len(FIELDS)), np.int8)
    for n, (a, b) in enumerate(pairs):
        at = levels(a, b).at
        out[n] = [at[f] for f in FIELDS]
    return out


def _blocked(a: Sequence[Prepared], b: Sequence[Prepared], block: Callable[[Prepared], Hashable]) -> Pairs:
    groups: dict[Hashable, list[Prepared]] = defaultdict(list)
    for person in a:
        if (key := block(person)) is not None:
            groups[key].append(person)
    return [
        (x, y)
        for y in b
        if (key := block(y)) is not None and len(groups.get(key, ())) <= BLOCK
        for x in groups.get(key, ())
    ]


def _size(f: Field) -> int:
    return sum(level >= 0 for level in LEVELS[f])


def _posterior(
    seen: Gammas,
    m: dict[Field, npt.NDArray[np.float64]],
    u: dict[Field, npt.NDArray[np.float64]],
    share: float,
) -> npt.NDArray[np.float64]:
    """The probability of each pair to be of one person, where the ``share`` of all pairs is."""
    weight = np.full(len(seen), math.log(share / (1 - share)))
    for k, f in enumerate(FIELDS):
        if f in m:
            ratio = np.log(_smooth(m[f])) - np.log(u[f])
            weight += np.where(seen[:, k] >= 0, ratio[np.maximum(seen[:, k], 0)], 0.0)
    return np.asarray(1 / (1 + np.exp(-np.clip(weight, -60, 60))), np.float64)


def _shares(seen: Gammas, trust: npt.NDArray[np.float64] | None = None) -> dict[Field, npt.NDArray[np.float64]]:
    """How often each level occurs among pairs of two people. Reading names in exchanged places is no chance event of
    theirs but a choice of ours, so it is given no weight against. ``trust``: that a pair is of two people."""
    out = {}
    for k, f in enumerate(FIELDS):
        column = seen[:, k]
        here = column >= 0
        count = np.bincount(column[here], None if trust is None else trust[here], minlength=_size(f)).astype(float)
        out[f] = (count + 0.5 / len(count)) / (count.sum() + 0.5)
    out[Field.ORDER] = np.ones(_size(Field.ORDER))
    return out


def _smooth(count: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    share: npt.NDArray[np.float64] = np.maximum((count + 0.5 / len(count)) / (count.sum() + 0.5), LEAST)
    return np.asarray(share / share.sum())


def _em(
    seen: Gammas, u: dict[Field, npt.NDArray[np.float64]], silent: frozenset[Field]
) -> tuple[dict[Field, npt.NDArray[np.float64]], float]:
    """The expected counts of levels among pairs of one person, and the expected number of such pairs."""
    learnt = [(k, f) for k, f in enumerate(FIELDS) if f not in silent]
    m: dict[Field, npt.NDArray[np.float64]] = {f: np.linspace(1, 2 * _size(f), _size(f)) ** 2 for _, f in learnt}
    share = 0.5
    counts: dict[Field, npt.NDArray[np.float64]] = {}
    before = math.inf
    for _ in range(ROUNDS):
        same = _posterior(seen, m, u, share)
        for k, f in learnt:
            here = seen[:, k] >= 0
            counts[f] = np.bincount(seen[here, k], weights=same[here], minlength=_size(f)).astype(float)
        m = dict(counts)
        share = min(max(float(same.mean()), 1e-4), 1 - 1e-4)
        if abs(before - share) < 1e-7:
            break
        before = share
    return counts, float(same.sum())
