"""How a print is taken: the numbers that make an impression of a finger, one set for each way of taking it.

The five plain styles were fitted to the five public sets of real prints, one each (docs/synthetic-prints.md says how, and
how far they are off); ``ROLLED`` to the ten rolled prints of a NIST reference card. Nothing of the prints is in here.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace

import numpy as np

from lawgate.prints.synth.chance import Floats


@dataclass(frozen=True, slots=True)
class Style:
    """Lengths in pixels at 500 ppi, angles in radians. ``spread``: standard deviation."""

    width: float  # of the image
    height: float
    reach_x: float  # half the width and height of the area in contact
    reach_y: float
    squareness: float  # 2: an ellipse; more: towards a rectangle
    reach_spread: float  # of the logarithm of the area's size, from impression to impression
    off_x: float  # spread of where on the finger the area lies
    off_y: float
    stray: float  # spread of where in the image it lies
    turn: float  # spread of rotation
    turned: float  # share of impressions turned on purpose
    turned_by: float  # and how far
    slip: float  # spread of the skin's displacement about the part that sticks
    twist: float  # spread of its rotation
    stretch: float  # spread of the scale of either axis
    jitter: float  # spread of the place of a minutia
    angle: float  # spread of its direction
    wild: float  # share of directions that are read badly
    faint: float  # how faint a print is on average (a minutia is lost where it falls below the threshold)
    faint_spread: float  # from impression to impression
    own: float  # share of a minutia's clarity that stays the same from impression to impression
    blots: float  # mean number of spoilt patches
    false: float  # spurious minutiae for each true one
    kind_error: float  # share of endings taken for bifurcations and the other way round

    def row(self) -> Floats:
        return np.array(astuple(self), np.float64)


(
    WIDTH,
    HEIGHT,
    REACH_X,
    REACH_Y,
    SQUARENESS,
    REACH_SPREAD,
    OFF_X,
    OFF_Y,
    STRAY,
    TURN,
    TURNED,
    TURNED_BY,
    SLIP,
    TWIST,
    STRETCH,
    JITTER,
    ANGLE,
    WILD,
    FAINT,
    FAINT_SPREAD,
    OWN,
    BLOTS,
    FALSE,
    KIND_ERROR,
) = range(24)

OPTICAL_SMALL = Style(
    width=300, height=300, reach_x=130, reach_y=170, squareness=2.6, reach_spread=0.08, off_x=17, off_y=46, stray=6,
    turn=0.040, turned=0.0, turned_by=0.0, slip=4.8, twist=0.035, stretch=0.010, jitter=0.8, angle=0.026, wild=0.03,
    faint=0.0, faint_spread=0.50, own=0.85, blots=0.30, false=0.03, kind_error=0.092,
)  # fmt: skip
OPTICAL = replace(
    OPTICAL_SMALL, width=388, height=374, reach_x=120, reach_y=176, reach_spread=0.13, off_x=19, off_y=50, turn=0.05,
    turned=0.14, turned_by=0.45, slip=4.2, jitter=0.6, faint_spread=0.40, blots=0.2, kind_error=0.069,
)  # fmt: skip
OPTICAL_TALL = replace(
    OPTICAL, width=260, height=492, reach_x=120, reach_y=194, off_x=18, jitter=0.5, faint=-0.40, kind_error=0.058
)
CAPACITIVE = replace(
    OPTICAL, width=300, height=300, reach_x=94, reach_y=122, reach_spread=0.11, off_x=14, off_y=32, slip=2.9, jitter=1.2, faint=0.35,
    faint_spread=0.32, own=0.90, kind_error=0.11,
)  # fmt: skip
OPTICAL_PRESSED = replace(
    OPTICAL, width=640, height=480, reach_x=110, reach_y=182, off_x=12, off_y=40, reach_spread=0.12, turn=0.08,
    turned=0.06, slip=6.8, jitter=0.95, angle=0.035, wild=0.13, faint=0.15, faint_spread=0.75, blots=0.6, kind_error=0.135,
)  # fmt: skip

PLAIN = (OPTICAL_SMALL, OPTICAL, OPTICAL_TALL, CAPACITIVE, OPTICAL_PRESSED)

SLAP = replace(OPTICAL, width=420, height=620, reach_x=112, reach_y=182, off_y=34, stray=4, turned=0.0)
"""One finger of four pressed together; the calibration is that of ``OPTICAL``."""

ROLLED = replace(
    OPTICAL_SMALL, width=800, height=750, reach_x=255, reach_y=275, squareness=2.8, reach_spread=0.05, off_x=10, off_y=20,
    stray=16, turn=0.05, slip=11.0, twist=0.06, stretch=0.020, jitter=1.2, angle=0.04, wild=0.12, faint=0.1,
    faint_spread=0.5, blots=1.0, false=0.05,
)  # fmt: skip
