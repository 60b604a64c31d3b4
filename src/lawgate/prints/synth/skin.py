"""How skin gives way when a finger is pressed and dragged.

R. Cappelli, D. Maio and D. Maltoni, "Modelling plastic distortion in fingerprint images" (ICAPR 2001): a part in close
contact sticks to the glass; far from it the skin follows the bone, which moves and turns; between them it stretches. We
add a slight difference of scale between the axes, from pressure and from rolling.
"""

from __future__ import annotations

import math

from lawgate.prints.synth.chance import Floats, kernel

CENTRE_X, CENTRE_Y, STUCK_X, STUCK_Y, ELASTIC, MOVE_X, MOVE_Y, TWISTED, SCALE_X, SCALE_Y = range(10)
SKIN = 10


@kernel
def give_way(skin: Floats, x: float, y: float) -> tuple[float, float]:
    """Where the point (x, y) of the relaxed finger comes to lie; pixels, in the finger's frame."""
    dx, dy = x - skin[CENTRE_X], y - skin[CENTRE_Y]
    beyond = math.sqrt((dx / skin[STUCK_X]) ** 2 + (dy / skin[STUCK_Y]) ** 2) - 1.0
    sx, sy = skin[CENTRE_X] + dx * skin[SCALE_X], skin[CENTRE_Y] + dy * skin[SCALE_Y]
    if beyond <= 0.0:
        return sx, sy
    brake = 1.0 if beyond >= skin[ELASTIC] else 0.5 * (1.0 - math.cos(math.pi * beyond / skin[ELASTIC]))
    # A twist of some degrees: its cosine is 1 as far as a pixel can tell.
    return (
        sx + brake * (skin[MOVE_X] + skin[TWISTED] * dy),
        sy + brake * (skin[MOVE_Y] - skin[TWISTED] * dx),
    )
