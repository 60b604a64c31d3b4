"""Image records: types 3 to 6, 10, and 13 to 17. Source: ANSI/NIST-ITL 1-2011 sections 8.3 to 8.6, 8.10, 8.13 to 8.17."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from lawgate.exchange.codes import COMPRESSIONS
from lawgate.exchange.records import BinaryRecord, whole_number
from lawgate.exchange.views_tagged import Tagged, nominal

_FIXED = struct.Struct(">B6sBHHB")
_UNUSED = 255


@dataclass(frozen=True, slots=True)
class Quality:
    """A quality score of one position: NFIQ classes have no vendor; scores are 0 to 100, 254 not tried, 255 failed."""

    position: int | None
    score: int | None
    vendor: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Where one finger stands in a slap image, in pixels from its upper left corner."""

    finger: int
    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Pictured(Tagged):
    """What the image records of types 10 and 13 to 17 have in common."""

    @property
    def source(self) -> str | None:
        return self.text(4)

    @property
    def captured(self) -> str | None:
        """Date of capture as YYYYMMDD."""
        return self.text(5)

    @property
    def width(self) -> int | None:
        return self.whole(6)

    @property
    def height(self) -> int | None:
        return self.whole(7)

    @property
    def ppi(self) -> tuple[int, int] | None:
        """Pixels an inch across and down from SLC, THPS and TVPS; None when SLC 0 gives only the pixels' shape."""
        factor = {1: 1.0, 2: 2.54}.get(self.whole(8) or 0)
        across, down = self.whole(9), self.whole(10)
        if factor is None or across is None or down is None:
            return None
        both = nominal(across * factor), nominal(down * factor)
        return (both[0], both[1]) if both[0] and both[1] else None

    @property
    def compression(self) -> str | None:
        return self.text(11)

    @property
    def data(self) -> bytes | None:
        return self.record.data


@dataclass(frozen=True, slots=True)
class Photograph(Pictured):
    """A Type-10 record: face, scar, mark or tattoo."""

    @property
    def subject(self) -> str | None:
        """10.003 IMT: FACE, SCAR, MARK, TATTOO."""
        return self.text(3)

    @property
    def colour(self) -> str | None:
        return self.text(12)

    @property
    def pose(self) -> str | None:
        return self.text(20)

    @property
    def smt_codes(self) -> tuple[str, ...]:
        """10.040 SMT: NCIC codes of scars, marks and tattoos."""
        return tuple(r[0] for r in self.repeats(40))


@dataclass(frozen=True, slots=True)
class FrictionRidge(Pictured):
    """Types 13 (latent), 14 (fingerprint) and 15 (palm)."""

    @property
    def impression(self) -> int | None:
        return self.whole(3)

    @property
    def depth(self) -> int | None:
        return self.whole(12)

    @property
    def positions(self) -> tuple[int, ...]:
        """Field 013: finger or palm positions, most likely first."""
        return self.numbers(13)

    @property
    def marked(self) -> tuple[tuple[int, str], ...]:
        """14.018 AMP: fingers amputated (XX) or unable to print (UP)."""
        pairs = self.each(18) if self.record.type == 14 else iter(())
        found = ((whole_number(p[0].encode()), p[1]) for p in pairs if len(p) > 1)
        return tuple((finger, why) for finger, why in found if finger is not None)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """14.021 SEG."""
        rows = ([whole_number(i.encode()) for i in r] for r in self.repeats(21)) if self.record.type == 14 else ()
        return tuple(Segment(*[n for n in r if n is not None]) for r in rows if len(r) == 5 and None not in r)

    @property
    def nfiq(self) -> tuple[Quality, ...]:
        """14.022 NQM: NFIQ 1 (best) to 5."""
        return self._qualities(22) if self.record.type == 14 else ()

    @property
    def qualities(self) -> tuple[Quality, ...]:
        """Fields 023 (segmentation, Type-14 only) and 024 (print quality), in that order."""
        return (self._qualities(23) if self.record.type == 14 else ()) + self._qualities(24)

    def _qualities(self, number: int) -> tuple[Quality, ...]:
        padded = ([*r, "", "", ""] for r in self.repeats(number))
        return tuple(Quality(whole_number(r[0].encode()), whole_number(r[1].encode()), r[2], r[3]) for r in padded)


@dataclass(frozen=True, slots=True)
class FixedPrint:
    """The fixed fields of types 3 to 6. ``native`` says whether ISR chose the native resolution of the Type-1 record."""

    impression: int
    positions: tuple[int, ...]
    native: bool
    width: int
    height: int
    compression: str | None
    data: bytes = field(repr=False)

    @staticmethod
    def of(record: BinaryRecord) -> FixedPrint | None:
        if record.type not in (3, 4, 5, 6) or len(record.body) < _FIXED.size:
            return None
        impression, fingers, native, width, height, code = _FIXED.unpack_from(record.body)
        names = COMPRESSIONS if record.type in (3, 4) else COMPRESSIONS[:1]
        compression = names[code] if code < len(names) else None
        positions = tuple(f for f in fingers if f != _UNUSED)
        return FixedPrint(impression, positions, native != 0, width, height, compression, record.body[_FIXED.size :])
