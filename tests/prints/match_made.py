"""Synthetic people for the tests of the matcher and the galleries, and templates turned, moved and cut."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from lawgate.prints.records import Finger, Template, TenPrint
from lawgate.prints.synth.population import population

SEED = 1789


@lru_cache(maxsize=8)
def people(count: int, impression: int = 0, seed: int = SEED) -> tuple[TenPrint, ...]:
    """Ten prints of each of ``count`` people, as taken at one booking."""
    return tuple(ten for chunk in population(seed, count, impression=impression) for ten in chunk)


def mates(count: int, finger: Finger = Finger.RIGHT_INDEX) -> list[tuple[Template, Template]]:
    """Two impressions of the same finger of each of ``count`` people."""
    return [(a.fingers[finger], b.fingers[finger]) for a, b in zip(people(count), people(count, 1), strict=True)]


def turned(template: Template, degrees: float, shift: tuple[int, int] = (0, 0)) -> Template:
    """The print turned counter-clockwise as seen, and moved."""
    angle = np.deg2rad(degrees)
    m = template.minutiae.copy()
    x, y = m["x"] - template.width / 2, m["y"] - template.height / 2
    c, s = np.cos(angle), np.sin(angle)
    m["x"], m["y"] = np.rint(c * x + s * y + 500 + shift[0]), np.rint(-s * x + c * y + 500 + shift[1])
    m["angle"] = np.mod(m["angle"] + angle, 2 * np.pi).astype(np.float32)
    return Template(m, 1000 + shift[0], 1000 + shift[1], template.finger, template.quality)


def mirrored(template: Template) -> Template:
    """What a mirror would show: another finger."""
    m = template.minutiae.copy()
    m["x"] = template.width - m["x"]
    m["angle"] = np.mod(np.pi - m["angle"], 2 * np.pi).astype(np.float32)
    return Template(m, template.width, template.height, template.finger, template.quality)


def cut(template: Template, degrees: float, share: float) -> Template:
    """The ``share`` of the minutiae that lies farthest on one side."""
    m = template.minutiae
    along = m["x"] * np.cos(np.deg2rad(degrees)) + m["y"] * np.sin(np.deg2rad(degrees))
    kept = m[along <= np.quantile(along, share)]
    return Template(kept.copy(), template.width, template.height, template.finger, template.quality)


def scrap(template: Template, minutiae: int, seed: int = 0) -> Template:
    """One minutia of the print, whichever, and those nearest to it: ``minutiae`` in all."""
    m = template.minutiae
    if not len(m):
        return template
    one = m[np.random.default_rng(abs(seed)).integers(len(m))]
    apart = np.hypot(m["x"].astype(float) - one["x"], m["y"].astype(float) - one["y"])
    kept = m[np.argsort(apart, kind="stable")[:minutiae]]
    return Template(kept.copy(), template.width, template.height, template.finger, template.quality)
