"""The bytes of the four standard records of minutiae. All numbers are unsigned and big-endian.

    ISO/IEC 19794-2:2005   "FMR" 0 " 20" 0, length 4, equipment 2, image 8, views 1, 0 | views of 4 bytes and minutiae
    ANSI INCITS 378-2004   the same with length 2 (or 0 and 4), and owner 2 and product 2 before the equipment
    ANSI INCITS 378-2009   "FMR" 0 "030" 0 (amendment 1: "035"), length 4, owner 2, product 2, certificate 1,
                           equipment 2, views 1, 0 | views of 17 bytes, with the image in each
    ISO/IEC 19794-2:2011   "FMR" 0 "030" 0, length 4, views 2, certificates 1 | views with a length, a head of their own
                           (date, device, quality, certificates), the image in each, minutiae of 5 or 6 bytes

A minutia is kind 2 bits and x 14, two spare bits and y 14, angle 8, quality 8. Every view ends with a length of 2 bytes
and as many bytes of extended data.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput

WIRE = np.dtype([("x", ">u2"), ("y", ">u2"), ("angle", "u1"), ("quality", "u1")])
"""A minutia as it is written: ``x`` with the kind in its top two bits, ``y`` with the spare bits."""

SHORT = np.dtype([("x", ">u2"), ("y", ">u2"), ("angle", "u1")])
"""A minutia of ISO 2011 without a quality."""

HEAD_2011 = bytes((0xFF,) * 9) + bytes(6)  # no date, unknown device, no quality
LEAST_2011 = 34


class DamagedTemplate(BadInput):
    """The bytes are not a standard record of minutiae, or they are damaged."""

    code = "damaged-template"


class TemplateFormat(StrEnum):
    ISO_2005 = "iso-19794-2-2005"
    ISO_2011 = "iso-19794-2-2011"
    ANSI_2004 = "ansi-378-2004"
    ANSI_2009 = "ansi-378-2009"


@dataclass(frozen=True, slots=True)
class View:
    """One finger view with its numbers as the record has them. ``minutiae`` is an array of ``WIRE``; ``head`` is what
    ISO 2011 keeps before the finger (date, device, quality, certificates); ``short``: its minutiae carry no quality,
    and 254 stands in their place; ``ending`` is that format's ridge ending type."""

    finger: int
    view: int
    impression: int
    quality: int
    width: int
    height: int
    per_cm_across: int
    per_cm_down: int
    minutiae: npt.NDArray[np.void]
    extended: bytes = b""
    quality_owner: int = 0x0103
    quality_product: int = 0
    head: bytes = b""
    short: bool = False
    ending: int = 1

    def sized(self, width: int, height: int) -> View:
        return replace(self, width=width, height=height)


@dataclass(frozen=True, slots=True)
class MinutiaeRecord:
    """A whole record. ``equipment`` and ``certified`` are the capture device's bits as they stand; ``owner`` and
    ``product`` are the ANSI identifiers of who wrote it (0x0103: unknown); ``spare`` is the reserved byte; ``wide``: an
    ANSI 2004 record whose length takes six bytes; ``amended``: ANSI 2009 with amendment 1."""

    format: TemplateFormat
    views: tuple[View, ...]
    owner: int = 0x0103
    product: int = 0
    equipment: int = 0
    certified: int = 0
    spare: int = 0
    wide: bool = False
    amended: bool = False

    def encode(self) -> bytes:
        """The record's bytes; ``read_record`` of them gives an equal record."""
        if self.format is TemplateFormat.ISO_2011:
            body = b"".join(_view_2011(v, self.certified) for v in self.views)
            return b"FMR\x00030\x00" + struct.pack(">IHB", len(body) + 15, len(self.views), self.certified) + body
        if self.format is TemplateFormat.ANSI_2009:
            body = b"".join(_view_2009(v) for v in self.views)
            magic = b"FMR\x00035\x00" if self.amended else b"FMR\x00030\x00"
            parts = len(body) + 21, self.owner, self.product, self.certified, self.equipment, len(self.views)
            return magic + struct.pack(">IHHBHBB", *parts, self.spare) + body
        body = b"".join(_view_2005(v) for v in self.views)
        v = self.views[0] if self.views else None
        image = (v.width, v.height, v.per_cm_across, v.per_cm_down) if v else (0, 0, 0, 0)
        tail = struct.pack(">HHHHHBB", self.equipment, *image, len(self.views), self.spare) + body
        if self.format is TemplateFormat.ISO_2005:
            return b"FMR\x00 20\x00" + struct.pack(">I", len(tail) + 12) + tail
        tail = struct.pack(">HH", self.owner, self.product) + tail
        wide = self.wide or len(tail) + 10 > 0xFFFF
        length = struct.pack(">HI", 0, len(tail) + 14) if wide else struct.pack(">H", len(tail) + 10)
        return b"FMR\x00 20\x00" + length + tail


def _view_2005(v: View) -> bytes:
    head = struct.pack(">BBBB", v.finger, v.view << 4 | v.impression, v.quality, len(v.minutiae))
    return head + v.minutiae.tobytes() + struct.pack(">H", len(v.extended)) + v.extended


def _view_2009(v: View) -> bytes:
    quality = v.quality, v.quality_owner, v.quality_product
    image = v.width, v.height, v.per_cm_across, v.per_cm_down
    head = struct.pack(">BBBBHHHHHHB", v.finger, v.view, v.impression, *quality, *image, len(v.minutiae))
    return head + v.minutiae.tobytes() + struct.pack(">H", len(v.extended)) + v.extended


def _view_2011(v: View, certified: int) -> bytes:
    head = v.head
    if not head:
        head = HEAD_2011
        if v.quality <= 100:
            head = head[:-1] + struct.pack(">BBHH", 1, v.quality, v.quality_owner, v.quality_product)
        if certified:
            head += b"\x00"
    rates = v.per_cm_across, v.per_cm_down
    size = 5 if v.short else 6
    counts = v.impression, v.width, v.height, size << 4 | v.ending, len(v.minutiae)
    body = head + struct.pack(">BBHHBHHBB", v.finger, v.view, *rates, *counts)
    body += (v.minutiae[["x", "y", "angle"]].astype(SHORT) if v.short else v.minutiae).tobytes()
    body += struct.pack(">H", len(v.extended)) + v.extended
    return struct.pack(">I", len(body) + 4) + body


class _Cursor:
    """Reads on; reading past the end is a named error."""

    def __init__(self, data: bytes, where: str) -> None:
        self.data, self.at, self.where = data, 0, where

    def take(self, size: int) -> bytes:
        if self.at + size > len(self.data):
            raise damaged("it is cut short", self.where)
        self.at += size
        return self.data[self.at - size : self.at]

    def numbers(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(">" + layout, self.take(struct.calcsize(">" + layout)))

    def minutiae(self, count: int, short: bool = False) -> npt.NDArray[np.void]:
        kind = SHORT if short else WIRE
        read = np.frombuffer(self.take(count * kind.itemsize), kind)
        if not short:
            return read
        whole = np.zeros(count, WIRE)
        for name in SHORT.names or ():
            whole[name] = read[name]
        whole["quality"] = 254
        return whole

    def extended(self) -> bytes:
        return self.take(self.numbers("H")[0])


def damaged(what: str, where: str) -> DamagedTemplate:
    return DamagedTemplate(f"the template is damaged: {what}", where=where, do="have it exported again")


def decode_record(data: bytes, where: str = "") -> MinutiaeRecord:
    """Tell the formats apart and read one; every byte is accounted for."""
    if data[:4] != b"FMR\x00" or len(data) < 15:
        raise DamagedTemplate(
            "the bytes are not a finger minutiae record", where=where, do="export ISO 19794-2 or ANSI 378"
        )
    version = data[4:8]
    cursor = _Cursor(data, where)
    cursor.take(8)
    if version == b" 20\x00":
        record = _first_edition(cursor, data)
    elif version == b"030\x00" and _is_iso_2011(data):
        record = _iso_2011(cursor)
    elif version in (b"030\x00", b"035\x00"):
        record = _ansi_2009(cursor, version == b"035\x00")
    else:
        text = version[:3].decode("ascii", "replace")
        raise DamagedTemplate(f"version '{text}' is not known", where=where, do="export ISO 19794-2 or ANSI 378")
    if cursor.at != len(data):
        raise damaged(f"{len(data) - cursor.at} bytes follow its end", where)
    if not record.views:
        raise damaged("it holds no finger view", where)
    return record


def _stated(cursor: _Cursor, length: int) -> None:
    if length != len(cursor.data):
        raise damaged(f"it says it has {length} bytes, and it has {len(cursor.data)}", cursor.where)


def _first_edition(cursor: _Cursor, data: bytes) -> MinutiaeRecord:
    """ISO 2005 or ANSI 2004. Their lengths overlap in the file, so they are told apart by what can be a length: the
    least ANSI record has 26 bytes, and one with a length of six bytes has at least 65,536."""
    first, second = struct.unpack(">HH", data[8:12])
    ansi = first >= 26 or (first == 0 and second < 24)
    wide = ansi and first == 0
    _stated(cursor, cursor.numbers("HI" if wide else "H" if ansi else "I")[-1])
    owner, product = cursor.numbers("HH") if ansi else (0x0103, 0)
    equipment, width, height, across, down, count, spare = cursor.numbers("HHHHHBB")
    views = []
    for _ in range(count):
        finger, both, quality, minutiae = cursor.numbers("BBBB")
        place = finger, both >> 4, both & 15, quality
        views.append(View(*place, width, height, across, down, cursor.minutiae(minutiae), cursor.extended()))
    form = TemplateFormat.ANSI_2004 if ansi else TemplateFormat.ISO_2005
    return MinutiaeRecord(form, tuple(views), owner, product, equipment, spare=spare, wide=wide)


def _ansi_2009(cursor: _Cursor, amended: bool) -> MinutiaeRecord:
    length, owner, product, certified, equipment, count, spare = cursor.numbers("IHHBHBB")
    _stated(cursor, length)
    views = []
    for _ in range(count):
        finger, view, impression, quality, by, with_ = cursor.numbers("BBBBHH")
        width, height, across, down, minutiae = cursor.numbers("HHHHB")
        place, found = (finger, view, impression, quality), cursor.minutiae(minutiae)
        views.append(View(*place, width, height, across, down, found, cursor.extended(), by, with_))
    form = TemplateFormat.ANSI_2009
    return MinutiaeRecord(form, tuple(views), owner, product, equipment, certified, spare, amended=amended)


def _is_iso_2011(data: bytes) -> bool:
    """Whether the bytes can be walked as ISO 2011; ANSI 2009 begins with the same eight."""
    count, at = int.from_bytes(data[12:14], "big"), 15
    for _ in range(count):
        length = int.from_bytes(data[at : at + 4], "big")
        if length < LEAST_2011:
            return False
        at += length
    return at == int.from_bytes(data[8:12], "big")


def _iso_2011(cursor: _Cursor) -> MinutiaeRecord:
    length, count, certified = cursor.numbers("IHB")
    _stated(cursor, length)
    views = []
    for _ in range(count):
        size = cursor.numbers("I")[0]
        views.append(_iso_2011_view(_Cursor(cursor.take(size - 4), cursor.where), certified))
    return MinutiaeRecord(TemplateFormat.ISO_2011, tuple(views), certified=certified)


def _iso_2011_view(cursor: _Cursor, certified: int) -> View:
    cursor.take(14)
    qualities = [cursor.numbers("BHH") for _ in range(cursor.numbers("B")[0])]
    if certified:
        cursor.take(3 * cursor.numbers("B")[0])
    head = cursor.data[: cursor.at]
    finger, view, across, down, impression, width, height, both, count = cursor.numbers("BBHHBHHBB")
    if both >> 4 not in (5, 6):
        raise damaged(f"its minutiae have {both >> 4} bytes, not 5 or 6", cursor.where)
    found = cursor.minutiae(count, both >> 4 == 5)
    extended = cursor.extended()
    if cursor.at != len(cursor.data):
        raise damaged("a finger view is longer than its contents", cursor.where)
    quality, by, with_ = qualities[0] if qualities else (254, 0x0103, 0)
    short, ending = both >> 4 == 5, both & 15
    place = finger, view, impression, quality
    return View(*place, width, height, across, down, found, extended, by, with_, head, short, ending)
