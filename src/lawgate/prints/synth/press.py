"""Impressions of a master: pressed, moved, cut, misread."""

from __future__ import annotations

import math

from lawgate.prints.synth import masters as m
from lawgate.prints.synth import styles as s
from lawgate.prints.synth.chance import (
    PRESS,
    SESSION,
    SPURIOUS,
    Floats,
    State,
    bell,
    kernel,
    normal,
    poisson,
    start,
    uniform,
)
from lawgate.prints.synth.flow import flow
from lawgate.prints.synth.rows import SIZE
from lawgate.prints.synth.skin import (
    CENTRE_X,
    CENTRE_Y,
    ELASTIC,
    MOVE_X,
    MOVE_Y,
    SCALE_X,
    SCALE_Y,
    SKIN,
    STUCK_X,
    STUCK_Y,
    TWISTED,
    give_way,
)

MOST = 255  # minutiae of one impression, as the standard records allow
PX, PY, PANGLE, PKIND, PQUALITY = range(5)

# How one pressing came out; the row starts with the skin.
AREA_X, AREA_Y, MIDDLE_X, MIDDLE_Y, TURN, PLACE_X, PLACE_Y, FAINT, BLOTS = range(SKIN, SKIN + 9)
EDGE = SKIN + 9  # amplitudes and phases of the rim, 3 pairs
BLOT = EDGE + 6  # x, y, radius of each
MOST_BLOTS = 3
TOUCH = BLOT + 3 * MOST_BLOTS

LOST = 1.9  # clarity, in standard deviations below the mean, from which a minutia is not reported
ODD = 0.13  # spread of a badly read direction


@kernel
def draw_touch(
    touch: Floats, state: State, row: Floats, style: Floats, seed: int, person: int, finger: int, turn: int
) -> None:
    """Fill ``touch`` (``TOUCH``): the geometry and the quality of impression number ``turn``."""
    start(state, seed, person, 0, SESSION, turn)
    hurry = normal(state)
    start(state, seed, person, finger, PRESS, turn)
    pressure, size = normal(state), row[SIZE]
    if pressure > 0.8:  # a finger pressed harder soon has no more skin to lay down
        pressure = 0.8 + 0.3 * (pressure - 0.8)
    shape = math.exp(0.6 * style[s.REACH_SPREAD] * normal(state))
    touch[AREA_X] = style[s.REACH_X] * size * math.exp(style[s.REACH_SPREAD] * pressure) * shape
    touch[AREA_Y] = style[s.REACH_Y] * size * math.exp(style[s.REACH_SPREAD] * pressure) / shape
    aim = 0.92 if uniform(state) < 0.85 else 1.35
    touch[MIDDLE_X] = aim * style[s.OFF_X] * normal(state)
    touch[MIDDLE_Y] = 10.0 + aim * style[s.OFF_Y] * normal(state)
    touch[TURN] = style[s.TURN] * normal(state)
    if uniform(state) < style[s.TURNED]:
        touch[TURN] += style[s.TURNED_BY] * (1.0 + 0.2 * normal(state)) * (1.0 if uniform(state) < 0.5 else -1.0)
    touch[PLACE_X] = 0.5 * style[s.WIDTH] + style[s.STRAY] * normal(state)
    touch[PLACE_Y] = 0.5 * style[s.HEIGHT] + style[s.STRAY] * normal(state)
    touch[CENTRE_X] = touch[MIDDLE_X] + 15.0 * normal(state)
    touch[CENTRE_Y] = touch[MIDDLE_Y] + 20.0 * normal(state)
    touch[STUCK_X], touch[STUCK_Y] = touch[AREA_X] * 0.35, touch[AREA_Y] * 0.35
    touch[ELASTIC] = 1.8 + 1.2 * uniform(state)
    force = math.exp(0.6 * normal(state))
    touch[MOVE_X], touch[MOVE_Y] = force * style[s.SLIP] * normal(state), force * style[s.SLIP] * normal(state)
    touch[TWISTED] = force * style[s.TWIST] * normal(state)
    touch[SCALE_X] = 1.0 + style[s.STRETCH] * normal(state)
    touch[SCALE_Y] = 1.0 + style[s.STRETCH] * normal(state)
    touch[FAINT] = style[s.FAINT] + style[s.FAINT_SPREAD] * (0.6 * hurry + 0.8 * normal(state))
    for k in range(3):
        touch[EDGE + 2 * k], touch[EDGE + 2 * k + 1] = 0.035 * normal(state), 2.0 * math.pi * uniform(state)
    touch[BLOTS] = min(poisson(state, style[s.BLOTS]), MOST_BLOTS)
    for k in range(int(touch[BLOTS])):
        touch[BLOT + 3 * k] = touch[MIDDLE_X] + (2.0 * uniform(state) - 1.0) * touch[AREA_X]
        touch[BLOT + 3 * k + 1] = touch[MIDDLE_Y] + (2.0 * uniform(state) - 1.0) * touch[AREA_Y]
        touch[BLOT + 3 * k + 2] = 25.0 + 35.0 * uniform(state)


@kernel
def inside(touch: Floats, squareness: float, x: float, y: float) -> bool:
    """Whether the place (x, y) of the pressed finger touches."""
    u, v = (x - touch[MIDDLE_X]) / touch[AREA_X], (y - touch[MIDDLE_Y]) / touch[AREA_Y]
    square = u * u + v * v
    if square < 0.7:
        return True
    if square > 2.6:
        return False
    rim, around = 1.0, math.atan2(v, u)
    for k in range(3):
        rim += touch[EDGE + 2 * k] * math.cos((k + 2) * around + touch[EDGE + 2 * k + 1])
    return bool(abs(u) ** squareness + abs(v) ** squareness <= rim)


@kernel
def faintness(touch: Floats, x: float, y: float) -> float:
    """How faint the print is at a place, in standard deviations of clarity."""
    value = float(touch[FAINT])
    for k in range(int(touch[BLOTS])):
        square = (x - touch[BLOT + 3 * k]) ** 2 + (y - touch[BLOT + 3 * k + 1]) ** 2
        value += 2.5 * math.exp(-0.5 * square / touch[BLOT + 3 * k + 2] ** 2)
    return value


@kernel
def press(
    found: Floats, touch: Floats, state: State, master: Floats, count: int, row: Floats, style: Floats, seed: int,
    person: int, finger: int, turn: int,
) -> int:  # fmt: skip
    """Fill ``found`` (``MOST``, 5: x, y, angle, kind, quality) with impression ``turn`` and return how many minutiae."""
    draw_touch(touch, state, row, style, seed, person, finger, turn)
    cosine, sine = math.cos(touch[TURN]), math.sin(touch[TURN])
    own, rest = math.sqrt(style[s.OWN]), math.sqrt(1.0 - style[s.OWN])
    seen, true = 0, 0
    for k in range(count):
        x, y = give_way(touch, master[k, m.X], master[k, m.Y])
        if seen >= MOST or not inside(touch, style[s.SQUARENESS], x, y):
            continue
        true += 1
        blur = own * master[k, m.CLARITY] + rest * bell(state) + faintness(touch, x, y)
        if blur > LOST:
            continue
        angle, odd, kind = master[k, m.DIRECTION], uniform(state), uniform(state)
        bx, by = give_way(touch, master[k, m.X] + 4.0 * math.cos(angle), master[k, m.Y] - 4.0 * math.sin(angle))
        angle = math.atan2(y - by, bx - x) + (ODD if odd < style[s.WILD] else style[s.ANGLE]) * bell(state)
        kept = (master[k, m.ENDING] > 0.5) == (kind >= style[s.KIND_ERROR])
        x, y = x + style[s.JITTER] * bell(state), y + style[s.JITTER] * bell(state)
        seen = _report(found, seen, touch, style, x, y, angle, cosine, sine, kept, blur)
    return _invent(found, seen, true, touch, state, row, style, seed, person, finger, turn)


@kernel
def _report(
    found: Floats, seen: int, touch: Floats, style: Floats, x: float, y: float, angle: float, cosine: float, sine: float,
    ending: bool, blur: float,
) -> int:  # fmt: skip
    """Turn and place a minutia in the image; it is lost outside. ``blur`` becomes its confidence, 45 to 97."""
    dx, dy = x - touch[MIDDLE_X], y - touch[MIDDLE_Y]
    px = touch[PLACE_X] + cosine * dx + sine * dy
    py = touch[PLACE_Y] - sine * dx + cosine * dy
    if px < 6.0 or py < 6.0 or px >= style[s.WIDTH] - 6.0 or py >= style[s.HEIGHT] - 6.0:
        return seen
    turned = (angle + touch[TURN]) % (2.0 * math.pi)
    found[seen, PX], found[seen, PY], found[seen, PANGLE] = px, py, turned
    found[seen, PKIND] = 1.0 if ending else 2.0
    found[seen, PQUALITY] = min(max(97.0 - 3.0 * math.exp(1.5 * blur), 45.0), 97.0)
    return seen + 1


@kernel
def _invent(
    found: Floats, seen: int, true: int, touch: Floats, state: State, row: Floats, style: Floats, seed: int, person: int,
    finger: int, turn: int,
) -> int:  # fmt: skip
    """Minutiae that are not there: everywhere, more of them where the print is faint, mostly along the flow."""
    start(state, seed, person, finger, SPURIOUS, turn)
    cosine, sine = math.cos(touch[TURN]), math.sin(touch[TURN])
    worst = math.exp(0.9 * (touch[FAINT] + 2.5 * min(touch[BLOTS], 1.0)))
    tries = poisson(state, min(style[s.FALSE] * true * 1.27 * worst, 200.0))
    for _ in range(tries):
        x = touch[MIDDLE_X] + (2.0 * uniform(state) - 1.0) * touch[AREA_X]
        y = touch[MIDDLE_Y] + (2.0 * uniform(state) - 1.0) * touch[AREA_Y]
        take, back, off, ending, blur = uniform(state), uniform(state), bell(state), uniform(state), bell(state)
        if seen >= MOST or not inside(touch, style[s.SQUARENESS], x, y):
            continue
        if take * worst > math.exp(0.9 * faintness(touch, x, y)):
            continue
        angle, _, _ = flow(row, x, y)
        angle += (math.pi if back < 0.5 else 0.0) + 0.15 * off
        before = seen
        seen = _report(found, seen, touch, style, x, y, angle, cosine, sine, ending < m.ENDINGS, 1.2 + 0.6 * blur)
        for k in range(before):
            if (
                seen > before
                and (found[k, PX] - found[before, PX]) ** 2 + (found[k, PY] - found[before, PY]) ** 2 < 64.0
            ):
                seen = before
    return seen
