"""Step three of the precise comparison: one print laid over the other, as skin allows, and its minutiae paired."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from lawgate.prints.consensus_local import LocalWork
from lawgate.prints.cylinders import Floats
from lawgate.prints.match_kernel import kernel

COST_STEPS = 256


@kernel
def lay_over(
    a: Floats,
    b: Floats,
    n: int,
    rules: Any,
    work: LocalWork,
    parts: Floats,
    pairs: npt.NDArray[np.int16],
    swapped: int,
) -> None:
    """Tries a consensus from each of the best candidates that no consensus has used, and keeps the parts of the best."""
    work.confirmed[:] = 0
    best = np.float32(-1)
    tried = 0
    for k in range(n):
        seed = work.order[k]
        if work.confirmed[seed]:
            continue
        tried += 1
        met = _consensus(a, b, n, seed, rules, work)
        if met >= rules.fewest:
            best = _weigh(a, b, n, met, rules, work, parts, pairs, swapped, best)
        if tried == rules.seeds:
            break


@kernel
def _consensus(a: Floats, b: Floats, n: int, seed: int, rules: Any, work: LocalWork) -> int:
    """Grows the pairs from one candidate and those that support it; the number of meetings of the last round."""
    held = _first_controls(a, b, n, seed, work)
    met = 0
    for turn in range(rules.laid + 1):
        last = turn == rules.laid
        reach = rules.first_reach if turn == 0 else rules.reach
        _carry(a, held, np.float32(reach * reach), np.float32(rules.heading), work)
        near, stretch = (rules.last_near, 0.0) if last else (rules.near, rules.near_stretch)
        met = _meet(a, b, np.float32(near), np.float32(stretch), np.float32(rules.angle), work)
        if met < rules.fewest:
            return met
        if not last:
            fresh = _next_controls(a, b, met, work)
            if fresh < rules.fewest:
                return 0
            held = fresh
    return met


@kernel
def _hold(a: Floats, b: Floats, i: int, j: int, weight: np.float32, held: int, work: LocalWork) -> int:
    controls = work.controls
    controls[0, held], controls[1, held], controls[2, held], controls[3, held] = a[i, 0], a[i, 1], b[j, 0], b[j, 1]
    controls[4, held] = b[j, 2] * a[i, 2] + b[j, 3] * a[i, 3]
    controls[5, held] = b[j, 3] * a[i, 2] - b[j, 2] * a[i, 3]
    controls[6, held] = weight
    work.a_taken[i] = work.b_taken[j] = 1
    return held + 1


@kernel
def _first_controls(a: Floats, b: Floats, n: int, seed: int, work: LocalWork) -> int:
    work.a_taken[:] = 0
    work.b_taken[:] = 0
    held = _hold(a, b, work.a_row[seed], work.b_row[seed], np.float32(1), 0, work)
    for k in range(n):
        other = work.order[k]
        i, j = work.a_row[other], work.b_row[other]
        if work.supports[seed, other] > np.float32(0.08) and not (work.a_taken[i] or work.b_taken[j]):
            held = _hold(a, b, i, j, work.supports[seed, other] * work.likeness[other], held, work)
    return held


@kernel
def _next_controls(a: Floats, b: Floats, met: int, work: LocalWork) -> int:
    """The meetings, cheapest first and none named twice, become the pairs that carry."""
    work.a_taken[:] = 0
    work.b_taken[:] = 0
    held = 0
    for k in range(met):
        m = work.by_cost[k]
        i, j = work.meetings[m, 0], work.meetings[m, 1]
        if not (work.a_taken[i] or work.b_taken[j]):
            like = max(np.float32(0.05), np.float32(1) - np.float32(work.differing[i, j]) * np.float32(1 / 64))
            fit = max(np.float32(0.1), np.float32(1) - np.float32(0.5) * (work.costs[m] + np.float32(0.5) * like))
            held = _hold(a, b, i, j, like * fit, held, work)
    return held


@kernel
def _carry(a: Floats, held: int, reach: np.float32, heading: np.float32, work: LocalWork) -> None:
    """Where every minutia of ``a`` lands in ``b``: by the rigid motion that fits the held pairs best, the near ones
    most (a weight falling with the fourth power of distance)."""
    ax, ay, bx, by, turn_c, turn_s, weight = work.controls
    one, tiny = np.float32(1), np.float32(1e-12)
    for i in range(len(a)):
        x, y = a[i, 0], a[i, 1]
        total = sx = sy = tx = ty = dot = cross = c_sum = s_sum = np.float32(0)
        nearest = np.float32(1e12)
        for k in range(held):
            dx, dy = ax[k] - x, ay[k] - y
            far = dx * dx + dy * dy
            nearest = min(nearest, far)
            g = reach / (reach + far)
            g = weight[k] * g * g
            total += g
            sx += g * dx
            sy += g * dy
            tx += g * bx[k]
            ty += g * by[k]
            dot += g * (dx * bx[k] + dy * by[k])
            cross += g * (dx * by[k] - dy * bx[k])
            c_sum += g * turn_c[k]
            s_sum += g * turn_s[k]
        over = one / (total + tiny)
        c = dot - (sx * tx + sy * ty) * over + heading * c_sum
        s = cross - (sx * ty - sy * tx) * over + heading * s_sum
        long = one / (np.sqrt(c * c + s * s) + tiny)
        c, s = c * long, s * long
        work.carried[i, 0] = (tx - c * sx + s * sy) * over
        work.carried[i, 1] = (ty - s * sx - c * sy) * over
        work.carried[i, 2] = a[i, 2] * c - a[i, 3] * s
        work.carried[i, 3] = a[i, 3] * c + a[i, 2] * s
        work.carried[i, 4] = np.sqrt(nearest)


@kernel
def _meet(a: Floats, b: Floats, near: np.float32, stretch: np.float32, angle: np.float32, work: LocalWork) -> int:
    """Carried minutiae of ``a`` that land on minutiae of ``b`` with the same direction, sorted by what it costs: the
    squared distance and angle in units of what is allowed, less half the likeness. Their number."""
    one = np.float32(1)
    least, room = np.float32(np.cos(angle)), len(work.costs)
    met = 0
    for i in range(len(a)):
        x, y = work.carried[i, 0], work.carried[i, 1]
        within = near + stretch * min(work.carried[i, 4], np.float32(100))
        within *= within
        for j in range(len(b)):
            dx, dy = x - b[j, 0], y - b[j, 1]
            far = dx * dx + dy * dy
            if far < within:
                cosine = work.carried[i, 2] * b[j, 2] + work.carried[i, 3] * b[j, 3]
                if cosine > least and met < room:
                    like = max(np.float32(0), one - np.float32(work.differing[i, j]) * np.float32(1 / 64))
                    work.meetings[met, 0], work.meetings[met, 1] = i, j
                    work.costs[met] = far / within + (one - cosine) / (one - least) - np.float32(0.5) * like
                    met += 1
    _cheapest_first(met, work)
    return met


@kernel
def _cheapest_first(met: int, work: LocalWork) -> None:
    counts = work.counts
    counts[:] = 0
    for m in range(met):
        counts[_step(work.costs[m]) + 1] += 1
    for step in range(COST_STEPS):
        counts[step + 1] += counts[step]
    for m in range(met):
        step = _step(work.costs[m])
        work.by_cost[counts[step]] = m
        counts[step] += 1


@kernel
def _step(cost: np.float32) -> int:
    """Costs lie between -0.5 and 2."""
    return min(max(int((cost + np.float32(0.5)) * np.float32(100)), 0), COST_STEPS - 1)


@kernel
def _weigh(
    a: Floats,
    b: Floats,
    n: int,
    met: int,
    rules: Any,
    work: LocalWork,
    parts: Floats,
    pairs: npt.NDArray[np.int16],
    swapped: int,
    best: np.float32,
) -> np.float32:
    """Writes the parts of this consensus when it is better than ``best``; the better of the two."""
    zero, one = np.float32(0), np.float32(1)
    near, least = np.float32(rules.last_near * rules.last_near), np.float32(np.cos(rules.angle))
    work.a_taken[:] = 0
    work.b_taken[:] = 0
    paired = kinds = 0
    close = alike = distance = turning = zero
    for k in range(met):
        m = work.by_cost[k]
        i, j = work.meetings[m, 0], work.meetings[m, 1]
        if work.a_taken[i] or work.b_taken[j]:
            continue
        work.a_taken[i] = work.b_taken[j] = 1
        work.found[2 * paired], work.found[2 * paired + 1] = i, j
        paired += 1
        dx, dy = work.carried[i, 0] - b[j, 0], work.carried[i, 1] - b[j, 1]
        off = (dx * dx + dy * dy) / near
        turn = (one - work.carried[i, 2] * b[j, 2] - work.carried[i, 3] * b[j, 3]) / (one - least)
        fit = (one - off) * (one - turn)
        distance += off
        turning += turn
        close += fit
        alike += fit * max(zero, one - np.float32(work.differing[i, j]) * np.float32(1 / 64))
        kinds += a[i, 4] == b[j, 4]
    shared_a, shared_b, unpaired = _shared(a, b, np.float32(rules.shared), work)
    local = _confirm(b, n, near, work)
    value = close * close / (np.float32(4) + min(shared_a, shared_b))
    if value <= best or paired == 0:
        return best
    found = np.float32(paired)
    parts[2], parts[3], parts[4], parts[5] = local, found, close, alike
    parts[6], parts[7], parts[8] = distance / found, turning / found, np.float32(kinds) / found
    parts[9], parts[10] = min(shared_a, shared_b), unpaired
    for k in range(len(pairs)):
        for side in range(2):
            pairs[k, side] = work.found[2 * k + (side ^ swapped)] if k < paired else -1
    return value


@kernel
def _shared(a: Floats, b: Floats, close: np.float32, work: LocalWork) -> tuple[int, int, np.float32]:
    """Minutiae of each print that lie where the two overlap, and the summed quality of those that found no partner."""
    here, there = work.neighbours
    here[:] = 0
    there[:] = 0
    within = close * close
    for i in range(len(a)):
        x, y = work.carried[i, 0], work.carried[i, 1]
        beside = 0
        for j in range(len(b)):
            dx, dy = x - b[j, 0], y - b[j, 1]
            inside = 1 if dx * dx + dy * dy < within else 0
            beside += inside
            there[j] += inside
        here[i] = beside
    in_a = in_b = 0
    unpaired = np.float32(0)
    for i in range(len(a)):
        if here[i] >= 2 or work.a_taken[i]:
            in_a += 1
            unpaired += np.float32(0) if work.a_taken[i] else a[i, 5]
    for j in range(len(b)):
        if there[j] >= 2 or work.b_taken[j]:
            in_b += 1
            unpaired += np.float32(0) if work.b_taken[j] else b[j, 5]
    return in_a, in_b, unpaired


@kernel
def _confirm(b: Floats, n: int, near: np.float32, work: LocalWork) -> np.float32:
    """Marks the candidates that this consensus agrees with; the summed standing of the best eight."""
    total, counted = np.float32(0), 0
    for k in range(n):
        c = work.order[k]
        i, j = work.a_row[c], work.b_row[c]
        dx, dy = work.carried[i, 0] - b[j, 0], work.carried[i, 1] - b[j, 1]
        if work.a_taken[i] and work.b_taken[j] and dx * dx + dy * dy < near:
            work.confirmed[c] = 1
            if counted < 8:
                total += work.standing[c]
                counted += 1
    return total
