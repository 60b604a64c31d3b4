"""How the number kernels of this room are compiled: by Numba, on first use, kept on disk beside the code.

Nothing but Numba's own wheel is needed. A kernel takes and gives arrays of one fixed type and layout each, so that it is
compiled once; it holds no policy, lets other threads run, and answers floating-point trouble as the processor does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba.core import types
from numba.extending import intrinsic

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """``function`` compiled for this processor, with sums in any order and no lock held."""
    compiled: Any = numba.njit(cache=True, fastmath=True, error_model="numpy", nogil=True)(function)
    return cast(F, compiled)


def exact_kernel(function: F) -> F:
    """``kernel`` without reordering of floating-point sums, for integer work and checksums."""
    compiled: Any = numba.njit(cache=True, error_model="numpy", nogil=True)(function)
    return cast(F, compiled)


def _ones(_context: Any, value: Any) -> Any:
    """The number of bits set in an unsigned integer: one instruction, or a few vector ones for several at once."""

    def generate(_lowering: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64) if value == types.uint64 else value(value), generate


ones: Any = intrinsic(_ones)
