"""The images of a transaction, each with what its record says of it. Pixels are not decoded here.

Sources: ANSI/NIST-ITL 1-2011 sections 8.4 (Type-4), 8.8 (Type-8), 8.10 (Type-10), 8.13 to 8.17; EBTS 8.001 appendix N.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from lawgate.exchange.codes import ENDINGS, POSITIONS
from lawgate.exchange.records import BinaryRecord, TaggedRecord, Transaction
from lawgate.exchange.views_images import FixedPrint, FrictionRidge, Photograph, Pictured
from lawgate.exchange.views_tagged import header

PRINT_TYPES = (4, 14)
_SIGNATURE = struct.Struct(">BBBHH")


@dataclass(frozen=True, slots=True)
class Image:
    """One image record. What a record does not say, or says unreadably, is None: never a guess.

    ``positions`` are finger or palm codes (``codes.POSITIONS``); ``impression`` a code of ``codes.IMPRESSIONS``; ``width`` and
    ``height`` in pixels; ``ppi`` (across, down) in pixels an inch, nominal 500 and 1000 rounded within 1%; ``data`` the
    payload as it stands in the file; ``offset`` the byte where the record starts and ``record`` its number from 1;
    ``marked`` fingers reported amputated (XX) or unprintable (UP) in the record itself.
    """

    record: int
    type: int
    idc: int | None
    offset: int
    data: bytes = field(repr=False)
    positions: tuple[int, ...] = ()
    impression: int | None = None
    width: int | None = None
    height: int | None = None
    ppi: tuple[int, int] | None = None
    compression: str | None = None
    depth: int | None = None
    colour: str | None = None
    subject: str | None = None
    captured: str | None = None
    marked: tuple[tuple[int, str], ...] = ()

    @property
    def is_fingerprint(self) -> bool:
        return self.type in PRINT_TYPES

    @property
    def ending(self) -> str:
        """The usual ending of a file with this compression."""
        return ENDINGS.get(self.compression or "", "bin")

    @property
    def name(self) -> str:
        """``03_right_middle``: the record's number, and the first position, the subject, or the type of record."""
        first = POSITIONS.get(self.positions[0], f"position_{self.positions[0]}") if self.positions else ""
        what = first or (self.subject or "").lower()[:20] or f"type_{self.type}"
        return f"{self.record:02d}_{''.join(c if c.isascii() and c.isalnum() else '_' for c in what)}"


def images(transaction: Transaction) -> tuple[Image, ...]:
    """Every image record, in the order of the file. Records that carry none (types 1, 2, 9, 18, 21) are not among them."""
    found = []
    scales = header(transaction).nominal_ppi, header(transaction).native_ppi
    for number, start, record in transaction.offsets():
        if isinstance(record, BinaryRecord):
            found.append(_binary(scales, record, number, start))
        elif record.data is not None:
            found.append(_tagged(transaction, record, record.data, number, start))
    return tuple(found)


def _binary(scales: tuple[int | None, int | None], record: BinaryRecord, number: int, start: int) -> Image:
    fixed = FixedPrint.of(record)
    if fixed is not None:
        grey = record.type in (3, 4)
        # the header's figures are of high resolution; types 3 and 5 have none of their own
        ppi = scales[fixed.native] if record.type in (4, 6) else None
        return Image(
            number,
            record.type,
            record.idc,
            start,
            fixed.data,
            fixed.positions,
            fixed.impression,
            fixed.width,
            fixed.height,
            (ppi, ppi) if ppi else None,
            fixed.compression,
            8 if grey else 1,
        )
    if record.type == 8 and len(record.body) >= _SIGNATURE.size:
        _, coding, _, width, height = _SIGNATURE.unpack_from(record.body)
        plain = coding == 0  # 1 and 2 are facsimile and vector codings, which field 011 has no name for
        return Image(
            number,
            record.type,
            record.idc,
            start,
            record.body[_SIGNATURE.size :],
            width=width,
            height=height,
            compression="NONE" if plain else None,
            depth=1 if plain else None,
            subject="signature",
        )
    return Image(number, record.type, record.idc, start, record.body)


def _tagged(transaction: Transaction, record: TaggedRecord, data: bytes, number: int, start: int) -> Image:
    if record.type in (13, 14, 15):
        ridges = FrictionRidge(record, transaction)
        return _pictured(ridges, data, number, start, ridges)
    if record.type == 10:
        photo = Photograph(record, transaction)
        return _pictured(photo, data, number, start, None, photo.colour, photo.subject)
    if record.type in (16, 17):
        eye = Pictured(record, transaction)
        return _pictured(eye, data, number, start, None, eye.text(13), "iris" if record.type == 17 else None)
    return Image(number, record.type, record.idc, start, data)


def _pictured(
    seen: Pictured,
    data: bytes,
    number: int,
    start: int,
    ridges: FrictionRidge | None,
    colour: str | None = None,
    subject: str | None = None,
) -> Image:
    return Image(
        number,
        seen.record.type,
        seen.record.idc,
        start,
        data,
        ridges.positions if ridges else (),
        ridges.impression if ridges else None,
        seen.width,
        seen.height,
        seen.ppi,
        seen.compression,
        seen.whole(12) if seen.record.type != 10 else None,
        colour,
        subject,
        seen.captured,
        ridges.marked if ridges else (),
    )
