"""What the print rooms pass around: images, minutiae, templates, scores. Numbers only: no people, no policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

MINUTIA = np.dtype([("x", "<i2"), ("y", "<i2"), ("angle", "<f4"), ("kind", "u1"), ("quality", "u1")])
"""One minutia. ``x`` right and ``y`` down in pixels at 500 ppi; ``angle`` in radians, counter-clockwise as seen, 0 to
the right, in [0, 2π); ``kind`` 0 other, 1 ridge ending, 2 bifurcation; ``quality`` 0 to 100 (0: not reported)."""


class Finger(IntEnum):
    """Finger position (FGP) codes of ANSI/NIST-ITL 1-2011, table 8: the ten fingers and the plain slaps."""

    UNKNOWN = 0
    RIGHT_THUMB = 1
    RIGHT_INDEX = 2
    RIGHT_MIDDLE = 3
    RIGHT_RING = 4
    RIGHT_LITTLE = 5
    LEFT_THUMB = 6
    LEFT_INDEX = 7
    LEFT_MIDDLE = 8
    LEFT_RING = 9
    LEFT_LITTLE = 10
    PLAIN_RIGHT_THUMB = 11
    PLAIN_LEFT_THUMB = 12
    PLAIN_RIGHT_FOUR = 13
    PLAIN_LEFT_FOUR = 14
    PLAIN_THUMBS = 15


@dataclass(frozen=True, slots=True)
class Print:
    """One fingerprint image: ``pixels`` (height, width) uint8, dark ridges on light ground, ``ppi`` pixels an inch."""

    pixels: npt.NDArray[np.uint8]
    ppi: int
    finger: Finger = Finger.UNKNOWN
    plain: bool = False  # pressed, not rolled; the positions from 11 on are always plain

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])


@dataclass(frozen=True, slots=True)
class Template:
    """The minutiae of one print: ``minutiae`` is a structured array of ``MINUTIA``, coordinates at 500 ppi."""

    minutiae: npt.NDArray[np.void] = field(default_factory=lambda: np.empty(0, MINUTIA))
    width: int = 0
    height: int = 0
    finger: Finger = Finger.UNKNOWN
    quality: int = 0  # 0 to 100, of the whole print

    def __len__(self) -> int:
        return len(self.minutiae)


@dataclass(frozen=True, slots=True)
class TenPrint:
    """Templates of one person's fingers, by finger 1 to 10; an absent key is a finger not captured."""

    fingers: dict[Finger, Template] = field(default_factory=dict)
    amputated: frozenset[Finger] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: a stable ``code``, one ``sentence``, and the fingers it is about.

    A finding never stops the work; what cannot be worked with at all is raised as ``BadInput``.
    """

    code: str
    sentence: str
    fingers: tuple[Finger, ...] = ()
