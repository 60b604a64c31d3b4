"""The index: from the codes of a probe to the people worth looking at, without looking at everyone.

Locality-sensitive hashing over cylinder codes, after R. Cappelli, M. Ferrara, D. Maltoni, "Fingerprint indexing based on
Minutia Cylinder-Code", IEEE TPAMI 33(5), 2011. Each of eight tables reads its own 16 of a code's 40 steadiest bits as
the number of a bucket. Two codes of one place share a bucket far more often than two of different places. Every minutia
of a probe casts one vote in each table for whoever is in its bucket; votes are summed over the fingers. Codes do not
turn with the print, so neither does the index.

It can miss: ``bench/prints.py`` measures how often, and a search without it reads every code (``scan``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lawgate.prints.cylinders import Codes
from lawgate.prints.match_kernel import exact_kernel

TABLES = 8
STEADY = 40  # leading bits of a code that keys are drawn from
WIDEST = 16  # bits of a key
INDEXED = 24  # minutiae of a print that are entered: those nearest its middle, which two prints are likeliest to share
FINGERS = 10

Offsets = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.uint16]


def _drawn() -> npt.NDArray[np.uint8]:
    """Which bits each table reads: every steady bit is read equally often."""
    draw = np.random.Generator(np.random.PCG64(2014))
    bits = np.concatenate([draw.permutation(STEADY) for _ in range(TABLES)])
    tables: list[list[int]] = []
    pool = list(bits.tolist())
    for _ in range(TABLES):
        table: list[int] = []
        for bit in list(pool):
            if bit not in table and len(table) < WIDEST:
                table.append(bit)
                pool.remove(bit)
        tables.append(table)
    return np.array(tables, np.uint8)


KEYS = _drawn()


@dataclass(frozen=True, slots=True)
class Index:
    """``buckets`` (10, 8, 2**width + 1) uint32: where each bucket begins in ``rows``; ``rows`` uint16: whose minutiae."""

    buckets: npt.NDArray[np.uint32]
    rows: Rows

    @property
    def width(self) -> int:
        return int(self.buckets.shape[2] - 1).bit_length() - 1


def key_width(people: int) -> int:
    """Bits of a key for a block of ``people``: a bucket then holds a few dozen entries."""
    return int(np.clip(people.bit_length(), 8, WIDEST))


def build_index(codes: Codes, places: npt.NDArray[np.uint32], firsts: Offsets) -> Index:
    """The index of a block. ``firsts`` (10 people + 1): where the minutiae of each print begin, ten prints a person."""
    people = (len(firsts) - 1) // FINGERS
    width = key_width(people)
    entered = _enter(codes, places, firsts)
    buckets = np.zeros((FINGERS, TABLES, (1 << width) + 1), np.uint32)
    rows = np.empty(int(entered.sum()) * TABLES, np.uint16)
    _fill(codes, entered, firsts, KEYS, width, buckets, rows)
    return Index(buckets, rows)


def _enter(codes: Codes, places: npt.NDArray[np.uint32], firsts: Offsets) -> npt.NDArray[np.bool_]:
    entered = np.zeros(len(codes), np.bool_)
    _choose_central(codes, places, firsts, entered)
    return entered


@exact_kernel
def _choose_central(
    codes: Codes, places: npt.NDArray[np.uint32], firsts: Offsets, entered: npt.NDArray[np.bool_]
) -> None:
    far = np.empty(4096, np.int64)
    for p in range(len(firsts) - 1):
        first, n = np.int64(firsts[p]), np.int64(firsts[p + 1]) - np.int64(firsts[p])
        if n == 0:
            continue
        x = y = np.int64(0)
        for k in range(first, first + n):
            x += np.int64(places[k] & np.uint32(2047))
            y += np.int64((places[k] >> np.uint32(11)) & np.uint32(2047))
        for k in range(n):
            dx = np.int64(places[first + k] & np.uint32(2047)) * n - x
            dy = np.int64((places[first + k] >> np.uint32(11)) & np.uint32(2047)) * n - y
            far[k] = dx * dx + dy * dy
        last = INDEXED if n > INDEXED else n
        limit = np.sort(far[:n])[last - 1]
        left = INDEXED
        for k in range(n):
            if far[k] <= limit and left > 0 and codes[first + k] != 0:
                entered[first + k] = True
                left -= 1


@exact_kernel
def key_of(code: int, table: npt.NDArray[np.uint8], width: int) -> int:
    """The bucket that ``table`` reads off ``code``: its first ``width`` bits, the first highest."""
    key = 0
    for b in range(width):
        bit = (code >> np.uint64(table[b])) & np.uint64(1)
        key = 2 * key + (1 if bit else 0)
    return key


@exact_kernel
def _fill(
    codes: Codes,
    entered: npt.NDArray[np.bool_],
    firsts: Offsets,
    tables: npt.NDArray[np.uint8],
    width: int,
    buckets: npt.NDArray[np.uint32],
    rows: Rows,
) -> None:
    people = (len(firsts) - 1) // FINGERS
    start = np.int64(0)
    cursor = np.empty(buckets.shape[2], np.int64)
    for f in range(FINGERS):
        for t in range(len(tables)):
            cursor[:] = 0
            for p in range(people):
                for k in range(firsts[p * FINGERS + f], firsts[p * FINGERS + f + 1]):
                    if entered[k]:
                        cursor[key_of(codes[k], tables[t], width) + 1] += 1
            cursor[0] = start
            for b in range(len(cursor) - 1):
                cursor[b + 1] += cursor[b]
            for b in range(len(cursor)):
                buckets[f, t, b] = cursor[b]
            for p in range(people):
                for k in range(firsts[p * FINGERS + f], firsts[p * FINGERS + f + 1]):
                    if entered[k]:
                        key = key_of(codes[k], tables[t], width)
                        rows[cursor[key]] = p
                        cursor[key] += 1
            start = np.int64(buckets[f, t, len(cursor) - 1])


@exact_kernel
def vote(
    codes: Codes,
    finger: int,
    tables: npt.NDArray[np.uint8],
    width: int,
    buckets: npt.NDArray[np.uint32],
    rows: Rows,
    votes: Rows,
) -> int:
    """Casts the votes of one probe print for the people whose prints of ``finger`` (0 to 9) share its buckets, into
    ``votes`` (people,); how many were cast."""
    cast = 0
    for k in range(len(codes)):
        if codes[k] == 0:
            continue
        for t in range(len(tables)):
            key = key_of(codes[k], tables[t], width)
            for r in range(buckets[finger, t, key], buckets[finger, t, key + 1]):
                votes[rows[r]] += np.uint16(1)
                cast += 1
    return cast


@exact_kernel
def most_voted(votes: Rows, wanted: int, chosen: npt.NDArray[np.int64]) -> int:
    """Writes the rows with the most votes into ``chosen``, at most ``wanted`` and none without a vote; their number."""
    counts = np.zeros(65537, np.int64)
    for v in votes:
        counts[v] += 1
    least, total = 65536, 0
    while least > 1 and total + counts[least - 1] <= wanted:
        least -= 1
        total += counts[least]
    n = 0
    for row in range(len(votes)):
        if votes[row] >= least:
            chosen[n] = row
            n += 1
    for row in range(len(votes)):
        if n < wanted and votes[row] == least - 1 and least > 1:
            chosen[n] = row
            n += 1
    return n
