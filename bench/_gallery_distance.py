"""How far scores of synthetic prints lie from those of the five public sets, for ``bench/gallery.py``."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from _prints_sets import SETS, images
from lawgate.prints.cylinders import Features, features
from lawgate.prints.extraction import examine
from lawgate.prints.match import compare_features, scores_of
from lawgate.prints.records import Finger, Template
from lawgate.prints.synth.measures import kolmogorov_smirnov, wasserstein
from lawgate.prints.synth.population import population
from lawgate.prints.synth.styles import PLAIN

FINGERS = (Finger.RIGHT_INDEX, Finger.RIGHT_MIDDLE, Finger.LEFT_INDEX, Finger.LEFT_MIDDLE)
PEOPLE, IMPRESSIONS, SEED = 120, 4, 31
Scores = tuple[np.ndarray, np.ndarray]


def distances(_: Any) -> dict[str, Any]:
    """By this room's matcher: the distance pooled and in each set, beside that of two halves of the real fingers."""
    real = [
        [[examine(p, threads=1).template for p in held[k : k + 8]] for k in range(0, 80, 8)]
        for held in map(images, SETS)
    ]
    ours = [made(k) for k in range(len(PLAIN))]
    theirs, mine = [scores(s, 3) for s in real], [scores(s, 60) for s in ours]
    sets = [
        {name: kolmogorov_smirnov(a[part], b[part]) for part, name in enumerate(("genuine", "impostor"))}
        for a, b in zip(theirs, mine, strict=True)
    ]
    out: dict[str, Any] = {"sets": dict(zip(SETS, sets, strict=True)), "halves": halves(real)}
    for part, name in enumerate(("genuine", "impostor")):
        a, b = (np.concatenate([s[part] for s in side]) for side in (theirs, mine))
        out[name] = {"ks": kolmogorov_smirnov(a, b), "w": wasserstein(a, b), "real": _levels(a), "ours": _levels(b)}
    for side, label in ((theirs, "real"), (mine, "ours")):
        genuine, impostor = (np.concatenate([s[part] for s in side]) for part in (0, 1))
        out[f"fnmr {label}"] = float((genuine < np.quantile(impostor, 0.999)).mean())
    return out


def _levels(values: np.ndarray) -> list[float]:
    return [round(float(v), 2) for v in np.percentile(values, (1, 5, 25, 50, 75, 95, 99))]


def made(style: int) -> list[list[Template]]:
    """Impressions of one finger each of some people, all taken in one style."""
    prints: list[list[Template]] = [[] for _ in range(PEOPLE)]
    for number in range(IMPRESSIONS):
        for chunk in population(SEED, PEOPLE, FINGERS, impression=number, styles=(PLAIN[style],)):
            for k in range(chunk.people):
                prints[chunk.first + k].append(chunk.template(4 * k + (chunk.first + k) % 4))
    return prints


def scores(fingers: list[list[Template]], every: int) -> Scores:
    """Scores of all pairs of one finger, and of every ``every``-th of two."""
    seen = [[features(t) for t in finger] for finger in fingers]
    genuine = [_score(a, [b]) for finger in seen for a, b in combinations(finger, 2)]
    flat = [(n, f) for n, finger in enumerate(seen) for f in finger]
    impostor = [
        _score(a, [b for m, (j, b) in enumerate(flat) if j > i and (7 * m + n) % every == 0])
        for n, (i, a) in enumerate(flat)
    ]
    return np.concatenate(genuine), np.concatenate(impostor)


def _score(a: Features, others: list[Features]) -> np.ndarray:
    return scores_of(compare_features(a, others)) if others else np.empty(0)


def halves(real: list[list[list[Template]]]) -> dict[str, float]:
    """What two halves of the real fingers differ by, in one of twenty random splits: no generator can be held to less."""
    parts = [[scores([finger], 1)[0] for finger in fingers] for fingers in real]
    strangers = {
        (s, i, j): scores([fingers[i], fingers[j]], 4)[1]
        for s, fingers in enumerate(real)
        for i, j in combinations(range(10), 2)
    }
    draw = np.random.default_rng(5)
    genuine, impostor = [], []
    for _ in range(40):
        split = [draw.permutation(10) for _ in real]
        sides = [[set(order[:5].tolist()), set(order[5:].tolist())] for order in split]
        g = [np.concatenate([parts[s][i] for s, side in enumerate(sides) for i in side[h]]) for h in (0, 1)]
        m = [np.concatenate([v for (s, i, j), v in strangers.items() if {i, j} <= sides[s][h]]) for h in (0, 1)]
        genuine.append(kolmogorov_smirnov(*g))
        impostor.append(kolmogorov_smirnov(*m))
    return {"genuine": float(np.quantile(genuine, 0.95)), "impostor": float(np.quantile(impostor, 0.95))}
