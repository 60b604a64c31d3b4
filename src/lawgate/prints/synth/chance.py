"""Chance that can be entered anywhere: every draw is a function of (seed, person, finger, what it is for).

A generator kept in one 64-bit word, SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
OOPSLA 2014), so that person 999,999 costs no more than person 0 and no order of work changes anyone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

State = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

_F = TypeVar("_F", bound=Callable[..., Any])

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
S27, S30, S31, S11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)
S16, S32, S48, LOW_16 = np.uint64(16), np.uint64(32), np.uint64(48), np.uint64(0xFFFF)
TO_BELL = math.sqrt(3.0) / 65536.0
TO_UNIT = 1.0 / 9007199254740992.0  # 2 to the power of -53

# What a stream of chance is for. New streams get new numbers; old numbers keep their people as they are.
PERSON, CLASSES, ANATOMY, MASTER, OUTSKIRTS, SESSION, PRESS, SPURIOUS, RIDGES, RENDER, SLAP = range(1, 12)


def kernel(function: _F) -> _F:
    """Compiled on first use and kept on disk; free of the interpreter lock, so that threads run side by side."""
    compiled: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast(_F, compiled)


@kernel
def mix(value: np.uint64) -> np.uint64:
    """The finaliser of SplitMix64: every bit of the result depends on every bit of ``value``."""
    value = (value ^ (value >> S30)) * MIX_1
    value = (value ^ (value >> S27)) * MIX_2
    return value ^ (value >> S31)


@kernel
def start(state: State, seed: int, person: int, finger: int, stream: int, turn: int) -> None:
    """Enter the stream of these five numbers. ``state`` is one word, and is overwritten."""
    word = mix(np.uint64(seed) + GOLDEN)
    word = mix(word ^ (np.uint64(person) + GOLDEN))
    word = mix(word ^ (np.uint64(finger) * MIX_1 + np.uint64(stream)))
    state[0] = mix(word ^ (np.uint64(turn) * MIX_2 + GOLDEN))


@kernel
def uniform(state: State) -> float:
    """In [0, 1), 53 bits."""
    state[0] = state[0] + GOLDEN
    return float(mix(state[0]) >> S11) * TO_UNIT


@kernel
def normal(state: State) -> float:
    """Standard normal, by Box and Muller."""
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(state)))
    return radius * math.cos(2.0 * math.pi * uniform(state))


@kernel
def bell(state: State) -> float:
    """Nearly normal, variance 1, never beyond 3.5: the sum of four 16-bit numbers. A tenth of the cost of ``normal``,
    for what is drawn anew for every minutia."""
    state[0] = state[0] + GOLDEN
    word = mix(state[0])
    total = (word & LOW_16) + ((word >> S16) & LOW_16) + ((word >> S32) & LOW_16) + (word >> S48)
    return (float(total) - 131070.0) * TO_BELL


@kernel
def poisson(state: State, mean: float) -> int:
    """Poisson by multiplication; ``mean`` is to be below some hundreds."""
    limit, product, count = math.exp(-mean), uniform(state), 0
    while product > limit:
        product *= uniform(state)
        count += 1
    return count


def word(seed: int) -> int:
    """``seed`` as the kernels take it: seeds are told apart by their lowest 63 bits."""
    return seed & 0x7FFFFFFFFFFFFFFF


def generator(seed: int, person: int, finger: int, stream: int, turn: int = 0) -> np.random.Generator:
    """A numpy generator on the same kind of key, for whole images."""
    return np.random.default_rng([word(seed), person, finger, stream, turn])
