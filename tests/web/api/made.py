"""Invented bookings for the tests of the interface."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lawgate.standin import RIDGEMONT
from lawgate.standin.county import make

NOW = RIDGEMONT.now


@lru_cache(maxsize=1)
def _county() -> list[dict[str, Any]]:
    return make(RIDGEMONT, 2014)


def documents(count: int = 12) -> list[dict[str, Any]]:
    """The last ``count`` people of a synthetic county, the featured ones among them."""
    return [dict(d) for d in _county()[-count:]]


def one(number: str = "T-1", **more: Any) -> dict[str, Any]:
    """A plain booking: one felony charge, bail posted, no federal request."""
    return {**documents(1)[0], "booking": number, **more}
