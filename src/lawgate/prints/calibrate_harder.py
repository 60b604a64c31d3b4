"""Harder copies of real templates, to fit and test on: what a worse print of the same finger would have given.

Five public sets hold 50 fingers; on their own prints the matcher errs too rarely to be fitted. Copies are cut by a line,
bent as skin bends, and lose, gain and move minutiae; all drawn from a seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lawgate.prints.records import MINUTIA

Minutiae = npt.NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Hardship:
    """How hard: share of the print left by a cut (None: no cut), minutiae lost and added (shares), their movement in
    pixels and radians, and the bend: its depth in pixels and its stretch."""

    left: tuple[float, float] | None
    lost: float
    added: float
    moved: float
    turned: float
    bent: float = 0.0
    stretched: float = 0.0


HARDSHIPS = (
    Hardship((0.55, 0.8), lost=0.1, added=0.1, moved=1.5, turned=0.06),
    Hardship(None, lost=0.1, added=0.1, moved=1.0, turned=0.05, bent=12.0, stretched=0.04),
    Hardship((0.55, 0.8), lost=0.08, added=0.08, moved=1.0, turned=0.05, bent=6.0, stretched=0.03),
    Hardship((0.15, 0.55), lost=0.1, added=0.1, moved=1.5, turned=0.06),
)


def harder(templates: Sequence[Minutiae], how: Hardship, seed: int) -> list[Minutiae]:
    """A harder copy of each of the ``MINUTIA`` arrays."""
    draw = np.random.default_rng(seed)
    return [_bend(_spoil(m, how, draw), how, draw) for m in templates]


def _spoil(minutiae: Minutiae, how: Hardship, draw: np.random.Generator) -> Minutiae:
    kept = minutiae
    if how.left is not None and len(kept):
        way = draw.uniform(0, 2 * np.pi)
        along = kept["x"] * np.cos(way) + kept["y"] * np.sin(way)
        inside = along <= np.quantile(along, draw.uniform(*how.left))
        kept = kept[inside] if inside.sum() >= 8 else kept
    kept = kept[draw.random(len(kept)) > how.lost * draw.uniform(0, 2)].copy()
    if not len(kept):
        return kept
    more = np.zeros(draw.poisson(how.added * len(kept)), MINUTIA)
    for axis in ("x", "y"):
        more[axis] = draw.uniform(kept[axis].min(), kept[axis].max() + 1, len(more))
    apart = (more["x"][:, None] - kept["x"].astype(float)) ** 2 + (more["y"][:, None] - kept["y"].astype(float)) ** 2
    # A false minutia lies along the ridges of its surroundings, either way.
    flow = kept["angle"][apart.argmin(1)] + np.pi * draw.integers(0, 2, len(more)) + draw.normal(0, 0.2, len(more))
    more["angle"], more["kind"], more["quality"] = np.mod(flow, 2 * np.pi), draw.integers(1, 3, len(more)), 60
    for axis in ("x", "y"):
        kept[axis] = np.rint(kept[axis] + draw.normal(0, how.moved, len(kept)))
    kept["angle"] = np.mod(kept["angle"] + draw.normal(0, how.turned, len(kept)), 2 * np.pi)
    return np.concatenate([kept, more])


def _bend(minutiae: Minutiae, how: Hardship, draw: np.random.Generator) -> Minutiae:
    """A sum of four smooth waves and a stretch, then a turn by any angle; directions turn with the skin."""
    if not how.bent or not len(minutiae):
        return minutiae
    place = np.stack([minutiae["x"], minutiae["y"]]).astype(float)
    middle = place.mean(1, keepdims=True)
    jacobian = np.zeros((2, 2, len(minutiae)))
    stretch = 1 + draw.normal(0, how.stretched, 2)
    jacobian[0, 0], jacobian[1, 1] = stretch
    moved = middle + stretch[:, None] * (place - middle)
    for _ in range(4):
        way, push, phase = draw.uniform(0, 2 * np.pi, 3)
        number = 2 * np.pi / draw.uniform(250, 500)
        depth = how.bent * 0.7 * abs(draw.normal())
        along, aside = np.array([np.cos(way), np.sin(way)]), np.array([np.cos(push), np.sin(push)])
        at = number * (along @ place) + phase
        moved += depth * aside[:, None] * np.sin(at)
        jacobian += depth * number * np.cos(at) * (aside[:, None, None] * along[None, :, None])
    heading = np.stack([np.cos(minutiae["angle"]), -np.sin(minutiae["angle"])])  # y points down
    heading = np.einsum("ijn,jn->in", jacobian, heading)
    turn = draw.uniform(0, 2 * np.pi)
    c, s = np.cos(turn), np.sin(turn)
    out = minutiae.copy()
    out["x"], out["y"] = np.rint(np.array([[c, s], [-s, c]]) @ (moved - middle) + 300)
    out["angle"] = np.mod(np.arctan2(-heading[1], heading[0]) + turn, 2 * np.pi)
    return out
