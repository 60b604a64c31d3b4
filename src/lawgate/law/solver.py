"""The solver and threads: Z3 lets one thread at a time into a context, and terms of two contexts never meet.

Short work that shares its formulas (settling what Kleene leaves open) runs ``alone`` in the context of the process. Long work that
shares none (what if, proofs) runs ``apart``, in a context made for it, so that a desk never waits for a lawyer's question. Terms are let
go by whichever thread collects them, so every context counts them safely.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import z3

P = ParamSpec("P")
T = TypeVar("T")


class _Mine(threading.local):
    """The context that this thread works in, where it is not that of the process."""

    context: z3.Context | None = None


_mine = _Mine()
_one = threading.RLock()
_of_process = z3.main_ctx()


def _here() -> z3.Context:
    return _mine.context or _of_process


def _counted(context: z3.Context) -> z3.Context:
    z3.Z3_enable_concurrent_dec_ref(context.ref())  # type: ignore[no-untyped-call]  # z3 ships half its types
    return context


_counted(_of_process)
z3.z3.main_ctx = _here  # what every term is made in whose context is not named


def alone(work: Callable[P, T]) -> Callable[P, T]:
    """``work`` by one thread at a time, in the context of the process."""

    @wraps(work)
    def one_at_a_time(*args: P.args, **kwargs: P.kwargs) -> T:
        with _one:
            before, _mine.context = _mine.context, None
            try:
                return work(*args, **kwargs)
            finally:
                _mine.context = before

    return one_at_a_time


def apart(work: Callable[P, T]) -> Callable[P, T]:
    """``work`` in a context of its own. It must neither take terms nor give them back."""

    @wraps(work)
    def in_its_own(*args: P.args, **kwargs: P.kwargs) -> T:
        if _mine.context is not None:
            return work(*args, **kwargs)
        _mine.context = _counted(z3.Context())  # type: ignore[no-untyped-call]  # as above
        try:
            return work(*args, **kwargs)
        finally:
            _mine.context = None

    return in_its_own
