"""Reads WSQ, the compression of 500 ppi fingerprints, from bytes that nobody vouches for.

"WSQ Gray-Scale Fingerprint Image Compression Specification", IAFIS-IC-0110 version 3.1. Segments, Huffman codes and
scalar quantisation are here; the wavelets are in ``images_wavelets``. Every length and index is checked; a file costs
at most about 16 bytes of memory a pixel, and its size is refused before any is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.prints.images_wavelets import Rect, bands, synthesise

SOI, EOI, SOF, SOB, DTT, DQT, DHT, DRT, COM = range(0xA0, 0xA9)
CODED_BANDS = 60
LEAST_SIDE = 32


class DamagedWsq(BadInput):
    """A WSQ file whose parts are missing, cut off, or contradict each other."""

    code = "unreadable-image"


@dataclass(slots=True)
class _Tables:
    """What the segments before and between the blocks of data have said."""

    width: int = 0
    height: int = 0
    shift: float = 0.0
    scale: float = 1.0
    low: npt.NDArray[np.float32] | None = None  # synthesis filters
    high: npt.NDArray[np.float32] | None = None
    centre: float = 0.0
    steps: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    zeros: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    codes: dict[int, npt.NDArray[np.uint16]] = field(default_factory=dict)


class _Segment:
    """The body of one segment; reading past its end is an error, not an index."""

    def __init__(self, body: bytes, where: str) -> None:
        self.body, self.at, self.where = body, 0, where

    def number(self, size: int) -> int:
        if self.at + size > len(self.body):
            raise _damaged("a table is cut short", self.where)
        self.at += size
        return int.from_bytes(self.body[self.at - size : self.at], "big")

    def scaled(self, size: int = 2) -> float:
        """An exponent and a whole number: the number over that power of ten."""
        exponent = self.number(1)
        return float(self.number(size)) / 10.0 ** min(exponent, 60)


def _damaged(what: str, where: str) -> DamagedWsq:
    return DamagedWsq(f"the WSQ image is damaged: {what}", where=where, do="send it again")


def wsq_resolution(data: bytes) -> int:
    """Pixels an inch from the NIST comment of a WSQ file, or 0 when it has none."""
    found = re.search(rb"NIST_COM[^\xff]{0,500}?\nPPI (\d{1,5})\n", data[:4096])
    return int(found.group(1)) if found else 0


def decode_wsq(data: bytes, *, most: int = 36_000_000, where: str = "") -> npt.NDArray[np.uint8]:
    """The grey pixels (height, width) of a WSQ file. Raises ``DamagedWsq`` for anything else, whatever the bytes;
    also when it claims more than ``most`` pixels."""
    tables = _Tables()
    levels: npt.NDArray[np.int32] | None = None
    filled = 0
    for marker, body, entropy in _segments(data, where):
        segment = _Segment(body, where)
        if marker == SOF:
            _frame(segment, tables, most)
        elif marker == DTT:
            _filters(segment, tables)
        elif marker == DQT:
            _quantisers(segment, tables)
        elif marker == DHT:
            _codes(segment, tables)
        elif marker == SOB:
            code = tables.codes.get(segment.number(1))
            if code is None or not tables.width or not len(tables.steps):
                raise _damaged("data come before their tables", where)
            if levels is None:
                levels = np.zeros(sum(r.area for r in _coded(tables)), np.int32)
            filled = int(_unpack(np.frombuffer(entropy, np.uint8), code, levels, filled))
            if filled < 0:
                raise _damaged("its codes make no sense", where)
    if levels is None or tables.low is None or tables.high is None:
        raise _damaged("it holds no image", where)
    if filled < len(levels):
        raise _damaged(f"only {filled} of {len(levels)} values are there", where)
    return _pixels(levels, tables)


def _segments(data: bytes, where: str) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, body and, for a block, the entropy-coded bytes that follow it, with the stuffed zeros taken out."""
    if data[:2] != bytes((0xFF, SOI)):
        raise _damaged("it does not begin like one", where)
    at = 2
    while True:
        if at + 2 > len(data):
            raise _damaged("it is cut short", where)
        if data[at] != 0xFF or not SOI <= data[at + 1] <= 0xFE:
            raise _damaged(f"no segment begins at byte {at}", where)
        marker = data[at + 1]
        if marker == EOI:
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            raise _damaged(f"the segment at byte {at} is cut short", where)
        body, at = data[at + 4 : at + 2 + length], at + 2 + length
        entropy = b""
        if marker == SOB:
            stop = at
            while True:
                stop = data.find(b"\xff", stop)
                if stop < 0 or stop + 1 >= len(data):
                    raise _damaged("its data are cut short", where)
                if data[stop + 1] != 0:
                    break
                stop += 2
            entropy, at = data[at:stop].replace(b"\xff\x00", b"\xff"), stop
        yield marker, body, entropy


def _frame(segment: _Segment, tables: _Tables, most: int) -> None:
    segment.number(2)  # the levels of black and white, which no decoder needs
    height, width = segment.number(2), segment.number(2)
    if tables.width:
        raise _damaged("it has two frames", segment.where)
    if not (height >= LEAST_SIDE and width >= LEAST_SIDE and height * width <= most):
        raise _damaged(f"{width} by {height} pixels are not the size of a print", segment.where)
    tables.height, tables.width = height, width
    tables.shift, tables.scale = segment.scaled(), segment.scaled()


def _filters(segment: _Segment, tables: _Tables) -> None:
    """The analysis filters, as their right halves; synthesis swaps them and alternates their signs."""
    low_taps, high_taps = segment.number(1), segment.number(1)
    if not (low_taps % 2 and high_taps % 2 and 3 <= low_taps <= 31 and 3 <= high_taps <= 31):
        raise _damaged("its wavelet filters are not of odd length", segment.where)
    made = []
    for taps in (low_taps, high_taps):
        half = []
        for place in range(taps // 2 + 1):
            sign = -1.0 if segment.number(1) else 1.0
            half.append(sign * segment.scaled(4) * (-1.0) ** place)
        made.append(np.array(half[:0:-1] + half, np.float32))
    tables.high, tables.low = made
    if not all(np.isfinite(f).all() and np.abs(f).max() < 100 for f in made):
        raise _damaged("its wavelet filters are out of range", segment.where)


def _quantisers(segment: _Segment, tables: _Tables) -> None:
    tables.centre = segment.scaled()
    pairs = [(segment.scaled(), segment.scaled()) for _ in range(64)]
    tables.steps, tables.zeros = np.array(pairs).T


def _codes(segment: _Segment, tables: _Tables) -> None:
    """Huffman codes as a table of the next 16 bits: symbol in the low byte, length in the high one, 0 for no code."""
    while segment.at < len(segment.body):
        which = segment.number(1)
        counts = [segment.number(1) for _ in range(16)]
        table = np.zeros(1 << 16, np.uint16)
        code = 0
        for length, count in enumerate(counts, 1):
            for _ in range(count):
                first, after = code << (16 - length), (code + 1) << (16 - length)
                if after > 1 << 16:
                    raise _damaged("its Huffman codes overflow", segment.where)
                table[first:after] = length << 8 | segment.number(1)
                code += 1
            code <<= 1
        tables.codes[which] = table


def _coded(tables: _Tables) -> list[Rect]:
    rects = bands(tables.height, tables.width)[:CODED_BANDS]
    return [r for r, step in zip(rects, tables.steps, strict=False) if step != 0.0]


@numba.njit("int64(Array(uint8, 1, 'C', readonly=True), uint16[::1], int32[::1], int64)", cache=True, nogil=True)
def _unpack(entropy, code, out, filled):  # type: ignore[no-untyped-def]  # compiled; its types are the signature
    """Decode one block into ``out`` from ``filled`` on; where it ended, or -1 for codes that mean nothing."""
    window, held, at, size = np.uint64(0), 0, 0, len(entropy)
    while True:
        while held <= 40 and at < size:
            window = (window << np.uint64(8)) | np.uint64(entropy[at])
            held += 8
            at += 1
        if held == 0:
            return filled
        if held >= 16:
            front = (window >> np.uint64(held - 16)) & np.uint64(0xFFFF)
        else:  # the block is padded with ones, which no code is made of
            front = ((window << np.uint64(16 - held)) | np.uint64((1 << (16 - held)) - 1)) & np.uint64(0xFFFF)
        entry: Any = np.int64(code[front])
        length, symbol = entry >> 8, entry & 0xFF
        if length == 0 or length > held:
            return filled if held < 8 else -1
        held -= length
        extra = 0
        if symbol == 101 or symbol == 102 or symbol == 105:
            extra = 8
        elif symbol == 103 or symbol == 104 or symbol == 106:
            extra = 16
        value: Any = np.int64(0)
        if extra:
            if held < extra:
                return -1
            held -= extra
            value = np.int64((window >> np.uint64(held)) & np.uint64((1 << extra) - 1))
        run: Any = np.int64(1)
        if 1 <= symbol <= 100:
            run = symbol
        elif symbol == 105 or symbol == 106:
            run = value
        if filled + run > len(out) or symbol == 0 or symbol == 255:
            return -1
        if symbol > 106:
            out[filled] = symbol - 180
        elif symbol == 101 or symbol == 103:
            out[filled] = value
        elif symbol == 102 or symbol == 104:
            out[filled] = -value
        filled += run  # a run is of zeros, and they are there


def _pixels(levels: npt.NDArray[np.int32], tables: _Tables) -> npt.NDArray[np.uint8]:
    """Bins to coefficients (section 4.2 of the specification), coefficients to pixels."""
    plane = np.zeros((tables.height, tables.width), np.float32)
    at = 0
    for rect, step, zero in zip(bands(tables.height, tables.width), tables.steps, tables.zeros, strict=True):
        if step == 0.0 or rect.number >= CODED_BANDS:
            continue
        bins = levels[at : at + rect.area].astype(np.float32)
        at += rect.area
        values = np.sign(bins) * (step * (np.abs(bins) - tables.centre) + zero / 2)
        plane[rect.rows, rect.columns] = values.reshape(rect.height, rect.width)
    assert tables.low is not None
    assert tables.high is not None
    synthesise(plane, tables.low, tables.high)
    grey = np.nan_to_num(plane * np.float32(tables.scale) + np.float32(tables.shift))
    return np.asarray(np.clip(grey + 0.5, 0, 255), np.uint8)
