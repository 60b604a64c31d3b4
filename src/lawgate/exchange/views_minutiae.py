"""The Type-9 record. Source: ANSI/NIST-ITL 1-2011 section 8.9 and its legacy block, fields 9.005 to 9.012."""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.exchange.records import whole_number
from lawgate.exchange.views_tagged import Tagged


@dataclass(frozen=True, slots=True)
class StandardMinutia:
    """One minutia of field 9.012. ``x``, ``y`` in 0.01 mm from the lower left; ``theta`` in degrees; ``kind`` A ending,
    B bifurcation, C compound, D undetermined; ``ridges`` pairs of (neighbour, ridge count)."""

    index: int
    x: int
    y: int
    theta: int
    quality: str = ""
    kind: str = ""
    ridges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Minutiae(Tagged):
    """A Type-9 record. Only the standard block is read; the others are carried as they are."""

    @property
    def impression(self) -> int | None:
        return self.whole(3)

    @property
    def format(self) -> str | None:
        """9.004 FMT: S when the standard block is used, U for a vendor's or registered block."""
        return self.text(4)

    @property
    def positions(self) -> tuple[int, ...]:
        return self.numbers(6)

    @property
    def blocks(self) -> tuple[str, ...]:
        """Which blocks the record carries: ``standard`` 5-12, ``fbi`` 13-30, ``m1`` 126-150, ``extended`` 300-399."""
        ranges = {"standard": (5, 12), "fbi": (13, 30), "m1": (126, 150), "extended": (300, 399)}
        held = {f.number for f in self.record.fields}
        return tuple(n for n, (low, high) in ranges.items() if any(low <= h <= high for h in held))

    @property
    def standard(self) -> tuple[StandardMinutia, ...]:
        """The minutiae of 9.012 that can be read."""
        return tuple(m for r in self.repeats(12) if (m := _minutia(r)) is not None)


def _minutia(items: tuple[str, ...]) -> StandardMinutia | None:
    index = whole_number(items[0].encode())
    place = whole_number(items[1].encode()) if len(items) > 1 and len(items[1]) == 11 else None
    if index is None or place is None:
        return None
    pairs = [tuple(whole_number(n.encode()) for n in r.split(",")) for r in items[4:]]
    ridges = tuple((p[0], p[1]) for p in pairs if len(p) == 2 and p[0] is not None and p[1] is not None)
    quality, kind = (*items[2:4], "", "")[:2]
    return StandardMinutia(index, place // 10**7, place // 1000 % 10**4, place % 1000, quality, kind, ridges)
