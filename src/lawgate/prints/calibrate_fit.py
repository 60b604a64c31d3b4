"""How ``calibrate.json`` is made: ``python -m lawgate.prints.calibrate_fit FOLDER [OUT.json]``.

``FOLDER`` holds sets of prints, a folder each, with files ``FINGER_IMPRESSION.tif`` (the public sets of the Fingerprint
Verification Competition, say); a set whose name ends in ``@569`` has that resolution, any other 500 ppi. Every print is
compared with every later one and with harder copies of it (``calibrate_harder``). A logistic model is fitted to what the
comparisons found; the curves that the file holds are taken from scores of models that never saw the set in question: of
the prints as they are for the rate of false matches, of these and the harder copies for evidence and for what the number
of minutiae changes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.prints.calibrate import FEWEST, FILE, USUAL, Reals
from lawgate.prints.calibrate_harder import HARDSHIPS, Minutiae, harder
from lawgate.prints.consensus import Parts
from lawgate.prints.cylinders import Features, Floats, features_of
from lawgate.prints.extraction import examine_many
from lawgate.prints.images import read_image
from lawgate.prints.match import compare_features, terms, weigh
from lawgate.prints.records import Template

RIDGE = 3e-3  # how strongly weights are held to zero
LEVEL = 0.99  # quantile of false scores that is followed over the number of minutiae
TAIL = 0.01  # share of the highest false scores that the straight line is fitted to
KNOTS = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005)  # false match rates that are tabulated
WINDOW = 0.7  # of score, to either side, in which densities are counted
FARTHEST = 9.0  # -log10 of the rate up to which the line is written down; evidence stops growing there

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Compared:
    """Every pair of prints, i before j: the ``parts`` found with each variant of the second print, whether the finger is
    the ``same``, and the set of either."""

    parts: list[Floats]
    same: Flags
    first_set: npt.NDArray[np.int64]
    second_set: npt.NDArray[np.int64]


def main(folder: Path, out: Path = FILE) -> None:
    """Fits and writes the constants; ``docs/prints-accuracy.md`` shows them."""
    sets = {
        path.name: read_set(path) for path in sorted(folder.iterdir()) if path.is_dir() and list(path.glob("*.tif"))
    }
    if len(sets) < 2:
        raise BadInput("a fit needs at least two sets", where=str(folder), do="give a folder with a folder of each set")
    compared = compare_all(list(sets.values()))
    constants = fit(compared)
    prints = sum(len(s) for s in sets.values())
    fingers = len({(name, finger) for name, s in sets.items() for finger, _ in s})
    constants["made_from"] = (
        f"{', '.join(sets)}: {prints} prints of {fingers} fingers; {len(HARDSHIPS)} harder copies of each print"
    )
    out.write_text(json.dumps(constants, indent=1) + "\n")


def read_set(folder: Path) -> dict[tuple[str, str], Minutiae]:
    """The minutiae of one set by (finger, impression)."""
    ppi = int(folder.name.split("@")[1]) if "@" in folder.name else 500
    paths = sorted(folder.glob("*.tif"))
    prints = examine_many([read_image(p.read_bytes(), ppi=ppi) for p in paths])
    names = [tuple(p.stem.split("_", 1)) for p in paths]
    return {(n[0], n[1]): e.template.minutiae for n, e in zip(names, prints, strict=True)}


def compare_all(sets: Sequence[dict[tuple[str, str], Minutiae]]) -> Compared:
    """Compares every pair, and every pair with harder copies of its second print."""
    fingers = np.concatenate([[hash((k, f)) for f, _ in s] for k, s in enumerate(sets)])
    of_set = np.concatenate([np.full(len(s), k) for k, s in enumerate(sets)])
    plain = [m for s in sets for m in s.values()]
    copies = [plain, *(harder(plain, how, seed) for seed, how in enumerate(HARDSHIPS, 1))]
    seen = [features_of([Template(m) for m in c]) for c in copies]
    i, j = np.triu_indices(len(plain), 1)
    return Compared([compare_pairs(seen[0], s) for s in seen], fingers[i] == fingers[j], of_set[i], of_set[j])


def compare_pairs(first: list[Features], second: list[Features]) -> Floats:
    """The parts of every print i of the first with every later one, j > i, of the second."""
    return np.concatenate([compare_features(first[i], second[i + 1 :]) for i in range(len(first) - 1)])


def fit(compared: Compared) -> dict[str, Any]:
    """The constants of ``calibrate.json``."""
    every_part, same = np.concatenate(compared.parts), np.tile(compared.same, len(compared.parts))
    bias, *weights = logistic(terms(every_part), same)
    models = models_held_out(compared)
    held_out = [score_held_out(compared, models, parts) for parts in compared.parts]
    every, sizes = np.concatenate(held_out), every_part[:, Parts.SMALLER].astype(np.float64)
    slope = slope_of(every[~same], sizes[~same])
    plain = ~compared.same
    level = held_out[0][plain] + slope * np.log(np.maximum(sizes[: len(plain)][plain], FEWEST) / USUAL)
    scores, rarities = tail_of(np.sort(level))
    false = np.sort(every[~same])
    at, evidences = evidence_of(every[same], false, *tail_of(false))
    known = {"bias": bias, "weights": weights, "slope": slope, "scores": scores, "rarities": rarities}
    known |= {"evidence_scores": at, "evidences": evidences}
    return {k: np.round(v, 5).tolist() for k, v in known.items()}


def slope_of(false: Reals, sizes: Reals, classes: int = 12) -> float:
    """By how much the scores of different fingers fall when the smaller print has e times the minutiae: the slope of a
    straight line through a high quantile of classes of size, each with the same number of comparisons."""
    edges = np.unique(np.quantile(sizes, np.linspace(0, 1, classes + 1)))
    of_class = np.clip(np.searchsorted(edges, sizes, "right") - 1, 0, len(edges) - 2)
    held = [of_class == k for k in range(len(edges) - 1)]
    high = [np.quantile(false[h], LEVEL) for h in held]
    return -float(np.polyfit([np.log(max(np.median(sizes[h]), FEWEST)) for h in held], high, 1)[0])


def evidence_of(true: Reals, false: Reals, scores: Reals, rarities: Reals) -> tuple[Reals, Reals]:
    """The curve of the logarithm of the likelihood ratio: densities counted in windows as far as false scores go, then
    along the exponential tail, with true scores as dense as at its start. Made to rise."""
    fall = (scores[-1] - scores[-2]) / (rarities[-1] - rarities[-2]) / np.log(10)  # score per factor of e
    start = float(np.interp(-np.log10(TAIL), rarities, scores))
    at = np.arange(float(np.interp(0.3, rarities, scores)), start, WINDOW)

    def density(values: Reals, places: Reals) -> Reals:
        inside = np.abs(values[None, :] - places[:, None]) < WINDOW
        counted: Reals = (inside.sum(1) + 0.5) / (len(values) * 2 * WINDOW)
        return counted

    seen = np.log(density(true, at) / density(false, at))
    ahead = np.log(density(true, np.array([start + WINDOW]))[0] / (TAIL / fall))
    seen = np.maximum.accumulate(np.minimum(seen, ahead)) + 1e-4 * np.arange(len(at))
    places = np.concatenate([at, [start + 1e-3, scores[-1]]])
    return places, np.concatenate(
        [seen, [max(ahead, seen[-1]) + 1e-3, max(ahead, seen[-1]) + (scores[-1] - start) / fall]]
    )


def models_held_out(compared: Compared) -> dict[tuple[int, int], Reals]:
    """For each two sets (or one twice) the model that never saw them: a pair within a set is scored by one that never saw
    the set, a pair across sets, which is always of different fingers, by one that saw neither."""
    a, b = compared.first_set, compared.second_set
    count = int(max(a.max(), b.max())) + 1
    models = {}
    for k in range(count):
        for m in range(k, count):
            rest = (a != k) & (b != k) & (a != m) & (b != m)
            if not compared.same[rest].any():
                rest = (a != k) & (b != k)
            seen = np.concatenate([parts[rest] for parts in compared.parts])
            models[k, m] = logistic(terms(seen), np.tile(compared.same[rest], len(compared.parts)))
    return models


def score_held_out(compared: Compared, models: dict[tuple[int, int], Reals], parts: Floats) -> Reals:
    """The score of each row of ``parts``, which are of the pairs of ``compared``, by the model that never saw its sets."""
    scores = np.zeros(len(parts))
    for (k, m), model in models.items():
        here = (compared.first_set == k) & (compared.second_set == m)
        scores[here] = weigh(parts[here], model[0], model[1:])
    return scores


def logistic(values: Reals, same: Flags, ridge: float = RIDGE) -> Reals:
    """Bias and weights of a logistic regression in which both classes count alike, by Newton's method."""
    middle, width = values.mean(0), values.std(0) + 1e-9
    design = np.column_stack([np.ones(len(values)), (values - middle) / width])
    weight = np.where(same, 0.5 / same.mean(), 0.5 / (~same).mean())
    penalty = ridge * len(same) * np.eye(design.shape[1])
    penalty[0, 0] = 0
    answer = np.zeros(design.shape[1])
    for _ in range(40):
        likely = 1 / (1 + np.exp(-np.clip(design @ answer, -30, 30)))
        gradient = design.T @ (weight * (likely - same)) + penalty @ answer
        curvature = (design * (weight * likely * (1 - likely))[:, None]).T @ design + penalty
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(answer)), gradient)
        answer -= step
        if np.abs(step).max() < 1e-7:
            break
    slopes: Reals = answer[1:] / width
    bias = np.array([answer[0] - slopes @ middle])
    return np.concatenate([bias, slopes])


def tail_of(false: Reals) -> tuple[Reals, Reals]:
    """The curve of -log10 of the false match rate over scores: as seen down to one in two thousand, then the straight
    line of an exponential tail fitted to the highest hundredth."""
    n = len(false)
    scores = [float(false[0]), *(float(false[n - max(1, int(n * rate))]) for rate in KNOTS)]
    rarities = [0.0, *(-np.log10(max(1, int(n * rate)) / n) for rate in KNOTS)]
    start = false[n - int(n * TAIL)]
    fall = np.log(10) * np.mean(false[false > start] - start)  # score per factor of ten
    last = rarities[-1]
    return np.array([*scores, scores[-1] + fall * (FARTHEST - last)]), np.array([*rarities, FARTHEST])


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(Path(a) for a in sys.argv[2:3]))
