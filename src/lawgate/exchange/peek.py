"""What an image says of itself in its first bytes: its format, width, height and, where it has them, depth and resolution.

No pixel is decoded here; the record's own fields are what counts, and this is for comparing with them.

Sources: WSQ, IAFIS-IC-0110 (markers SOI, SOF); PNG, ISO/IEC 15948 (IHDR, pHYs); JPEG, ITU-T T.81 (SOF); JPEG 2000,
ISO/IEC 15444-1 annexes A and I (SIZ, COD, ihdr).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_PNG, _JP2 = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x0cjP  \r\n\x87\n"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MARKERS = 512  # segments looked through before giving up


@dataclass(frozen=True, slots=True)
class Peek:
    """``compression`` as field 011 names it; sizes in pixels; ``ppi`` only where the file states it."""

    compression: str
    width: int | None = None
    height: int | None = None
    depth: int | None = None
    ppi: float | None = None


def peek(data: bytes) -> Peek | None:
    """The image's own account of itself, or None when its first bytes are of no known format. Never fails."""
    try:
        if data.startswith(b"\xff\xa0\xff"):
            return _wsq(data)
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(_JP2):
            return _jp2(data)
        if data.startswith(b"\xff\x4f\xff\x51"):
            return _codestream(data, 0)
    except struct.error:  # a header cut short: the format is known, the rest is not
        return Peek(_named(data))
    return None


def _named(data: bytes) -> str:
    if data.startswith(_PNG):
        return "PNG"
    return {b"\xff\xa0": "WSQ20", b"\xff\xd8": "JPEGB"}.get(data[:2], "JP2")


def _wsq(data: bytes) -> Peek:
    position = 2
    for _ in range(_MARKERS):
        marker, length = struct.unpack_from(">HH", data, position)
        if marker == 0xFFA2:
            height, width = struct.unpack_from(">HH", data, position + 6)
            return Peek("WSQ20", width, height, 8)
        if marker >> 8 != 0xFF or marker == 0xFFA1 or length < 2:
            break
        position += 2 + length
    return Peek("WSQ20")


def _jpeg(data: bytes) -> Peek:
    position, ppi = 2, None
    for _ in range(_MARKERS):
        marker, length = struct.unpack_from(">HH", data, position)
        if marker >> 8 != 0xFF or length < 2:
            break
        if marker == 0xFFE0 and data[position + 4 : position + 9] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", data, position + 11)
            ppi = {1: float(across), 2: across * 2.54}.get(unit)
        if marker & 0xFF in _JPEG_FRAMES:
            depth, height, width = struct.unpack_from(">BHH", data, position + 4)
            lossless = marker & 0xFF in (0xC3, 0xC7, 0xCB, 0xCF)
            return Peek("JPEGL" if lossless else "JPEGB", width, height, depth, ppi)
        position += 2 + length
    return Peek("JPEGB")


def _png(data: bytes) -> Peek:
    width, height, depth = struct.unpack_from(">IIB", data, 16)
    ppi, position = None, 8
    for _ in range(_MARKERS):
        if position + 12 > len(data):
            break
        length, kind = struct.unpack_from(">I4s", data, position)
        if kind == b"pHYs" and length == 9:
            across, _, unit = struct.unpack_from(">IIB", data, position + 8)
            ppi = across * 0.0254 if unit == 1 else None
        if kind in (b"IDAT", b"IEND"):
            break
        position += 12 + length
    return Peek("PNG", width, height, depth, ppi)


def _jp2(data: bytes) -> Peek:
    """Walks the boxes to the codestream, taking the size of the first ``ihdr`` for granted only if there is no stream."""
    position = 0
    for _ in range(_MARKERS):
        length, kind = struct.unpack_from(">I4s", data, position)
        head = 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, position + 8)
            head = 16
        if kind == b"jp2c":
            return _codestream(data, position + head)
        if length < head:
            break
        position += length
    return Peek("JP2")


def _codestream(data: bytes, start: int) -> Peek:
    marker, _, _, right, bottom, left, top = struct.unpack_from(">HHHIIII", data, start + 2)
    if marker != 0xFF51:
        return Peek("JP2")
    (depth,) = struct.unpack_from(">B", data, start + 42)
    width, height = max(right - left, 0), max(bottom - top, 0)
    lossless, position = False, start + 2
    for _ in range(_MARKERS):
        marker, length = struct.unpack_from(">HH", data, position)
        if marker == 0xFF52:  # COD: the last byte before any precinct sizes is the wavelet, 1 for the reversible 5-3
            lossless = data[position + 13 : position + 14] == b"\x01"
        if marker in (0xFF90, 0xFF93) or marker >> 8 != 0xFF or length < 2:
            break
        position += 2 + length
    return Peek("JP2L" if lossless else "JP2", width, height, (depth & 0x7F) + 1)
