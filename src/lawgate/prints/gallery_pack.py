"""People as a gallery holds them: blocks of packed minutiae, thirteen bytes each with their code.

A minutia is one 32-bit number: x and y from the print's corner (11 bits each), direction in 256ths of a turn, kind (2
bits). A print keeps its 96 surest. A person has ten prints in the order of finger positions 1 to 10, some of them empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.prints.cylinders import MOST, Codes, Floats, encode
from lawgate.prints.index import Index
from lawgate.prints.match_kernel import exact_kernel, kernel
from lawgate.prints.records import MINUTIA, Finger, Template, TenPrint

KEPT = MOST
TEN = tuple(Finger(n) for n in range(1, 11))
LONGEST_NAME = 200  # bytes

Places = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Block:
    """Some people. Print ``10 row + finger - 1`` has the minutiae ``firsts[print]`` to ``firsts[print + 1]`` of
    ``places``, ``sure`` (quality, 0 to 100) and ``codes`` (leading word, 0 for a minutia without neighbours)."""

    names: Sequence[str]
    amputated: npt.NDArray[np.uint16]  # a bit a finger
    firsts: Places
    places: Places
    sure: Bytes
    codes: Codes
    index: Index | None = None

    def __len__(self) -> int:
        return len(self.amputated)


def empty_block() -> Block:
    """A block of nobody."""
    none = np.zeros(0, np.uint32)
    return Block(
        (), np.zeros(0, np.uint16), np.zeros(1, np.uint32), none, np.zeros(0, np.uint8), np.zeros(0, np.uint64)
    )


def pack_people(people: Mapping[str, TenPrint]) -> Block:
    """A block of these people. Raises ``BadInput`` for a name or a finger that cannot be kept."""
    prints: list[npt.NDArray[np.void]] = []
    nothing = np.empty(0, MINUTIA)
    for name, ten in people.items():
        check_name(name)
        strange = [f for f in (*ten.fingers, *ten.amputated) if f not in TEN]
        if strange:
            raise BadInput(
                f"finger position {int(strange[0])} is not one of the ten fingers",
                where=name,
                do="enrol fingers under positions 1 to 10",
            )
        prints += [ten.fingers[f].minutiae if f in ten.fingers else nothing for f in TEN]
    amputated = [sum(1 << (f - 1) for f in ten.amputated) for ten in people.values()]
    minutiae = np.concatenate(prints) if prints else nothing
    offsets = np.concatenate([[0], np.cumsum([len(p) for p in prints])]).astype(np.int64)
    return pack(list(people), minutiae, offsets, np.array(amputated, np.uint16))


def check_name(name: str) -> None:
    if not name or len(name.encode()) > LONGEST_NAME:
        raise BadInput(
            "a person needs a name of 1 to 200 bytes", where=name[:40] or "gallery", do="use a record number"
        )


def pack(
    names: Sequence[str],
    minutiae: npt.NDArray[np.void],
    offsets: npt.NDArray[np.int64],
    amputated: npt.NDArray[np.uint16],
) -> Block:
    """A block from the minutiae (``MINUTIA``) of ten prints a person, print i at ``offsets[i]`` to ``offsets[i + 1]``."""
    x, y, angle, kind, quality = (np.ascontiguousarray(minutiae[field]) for field in MINUTIA.names or ())
    places, sure = np.empty(len(minutiae), np.uint32), np.empty(len(minutiae), np.uint8)
    firsts = np.zeros(len(offsets), np.uint32)
    kept = _pack(x, y, angle, kind, quality, offsets, places, sure, firsts)
    return with_codes(names, amputated, firsts, places[:kept].copy(), sure[:kept].copy())


def with_codes(
    names: Sequence[str], amputated: npt.NDArray[np.uint16], firsts: Places, places: Places, sure: Bytes
) -> Block:
    """A block whose codes are worked out from its minutiae."""
    points = unpack_points(places, sure)
    codes = encode(points, firsts.astype(np.int64))
    first_words = np.maximum(codes[:, 0], 1)  # 0 is kept for minutiae without neighbours
    first_words[points[:, 6] < 1] = 0
    return Block(names, amputated, firsts, places, sure, first_words)


def unpack_points(places: Places, sure: Bytes) -> Floats:
    """The points that the kernels compare (see ``Features``), without the count of neighbours."""
    points = np.empty((len(places), 7), np.float32)
    _unpack(places, sure, points)
    return points


def unpack_template(block: Block, row: int, finger: Finger) -> Template:
    """A print of a block as a template again, moved to its corner and rounded as the block holds it."""
    first, last = block.firsts[row * 10 + finger - 1], block.firsts[row * 10 + finger]
    places = block.places[first:last]
    minutiae = np.zeros(len(places), MINUTIA)
    minutiae["x"], minutiae["y"] = places & 2047, places >> 11 & 2047
    minutiae["angle"] = (places >> 22 & 255).astype(np.float32) * np.float32(2 * np.pi / 256)
    minutiae["kind"], minutiae["quality"] = places >> 30, block.sure[first:last]
    wide, tall = (int(minutiae[c].max()) + 1 if len(minutiae) else 0 for c in ("x", "y"))
    return Template(minutiae, wide, tall, finger, 0)


def unpack_person(block: Block, row: int) -> TenPrint:
    """Everything that a block holds of one person."""
    present = [f for f in TEN if block.firsts[row * 10 + f - 1] < block.firsts[row * 10 + f]]
    gone = frozenset(f for f in TEN if int(block.amputated[row]) >> (f - 1) & 1)
    return TenPrint({f: unpack_template(block, row, f) for f in present}, gone)


def turns_of(places: Places) -> Bytes:
    """Directions in 256ths of a turn."""
    return (places >> 22 & 255).astype(np.uint8)


def join(blocks: Iterable[Block], keep: Sequence[npt.NDArray[np.bool_]] | None = None) -> Block:
    """One block of the people of several; ``keep`` says for each block whom."""
    blocks = list(blocks)
    if not blocks:
        return empty_block()
    parts = [b if keep is None or keep[i].all() else _only(b, keep[i]) for i, b in enumerate(blocks)]
    counts = np.concatenate([np.diff(p.firsts.astype(np.int64)) for p in parts])
    firsts = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)
    return Block(
        [name for p in parts for name in p.names],
        np.concatenate([p.amputated for p in parts]),
        firsts,
        np.concatenate([p.places for p in parts]),
        np.concatenate([p.sure for p in parts]),
        np.concatenate([p.codes for p in parts]),
    )


def _only(block: Block, keep: npt.NDArray[np.bool_]) -> Block:
    counts = block.firsts[1:].astype(np.int64) - block.firsts[:-1]
    prints = np.repeat(keep, 10)
    minutiae = np.repeat(prints, counts)
    firsts = np.concatenate([[0], np.cumsum(counts[prints])]).astype(np.uint32)
    names = [block.names[int(i)] for i in np.nonzero(keep)[0]]
    places, sure, codes = block.places[minutiae], block.sure[minutiae], block.codes[minutiae]
    return Block(names, block.amputated[keep], firsts, places, sure, codes)


@exact_kernel
def _pack(
    x: npt.NDArray[np.int16],
    y: npt.NDArray[np.int16],
    angle: Floats,
    kind: Bytes,
    quality: Bytes,
    offsets: npt.NDArray[np.int64],
    places: Places,
    sure: Bytes,
    firsts: Places,
) -> int:
    """Packs each print, surest first; how many minutiae were kept."""
    keys = np.empty(0, np.int64)
    written = 0
    for p in range(len(offsets) - 1):
        first, last = offsets[p], offsets[p + 1]
        if last - first > len(keys):
            keys = np.empty(last - first, np.int64)
        left = top = np.int16(32767)
        for k in range(first, last):
            left = x[k] if x[k] < left else left
            top = y[k] if y[k] < top else top
        n = 0
        for k in range(first, last):
            across, down = np.int64(x[k]) - np.int64(left), np.int64(y[k]) - np.int64(top)
            if across < 2048 and down < 2048:  # four inches: no finger is longer
                turn = np.int64(np.rint(angle[k] * np.float32(256 / (2 * np.pi)))) & 255
                order = ((255 - np.int64(quality[k])) << 32) | (down << 21) | (across << 10)
                keys[n] = order | (turn << 2) | (np.int64(kind[k]) & 3)
                n += 1
        keys[:n].sort()
        kept = KEPT if n > KEPT else n
        for k in range(kept):
            key = keys[k]
            across, down, turn = (key >> 10) & 2047, (key >> 21) & 2047, (key >> 2) & 255
            places[written] = across | (down << 11) | (turn << 22) | ((key & 3) << 30)
            sure[written] = 255 - (key >> 32)
            written += 1
        firsts[p + 1] = written
    return written


@kernel
def _unpack(places: Places, sure: Bytes, points: Floats) -> None:
    for k in range(len(places)):
        place = np.int64(places[k])
        angle = np.float32((place >> 22) & 255) * np.float32(2 * np.pi / 256)
        points[k, 0] = np.float32(place & 2047)
        points[k, 1] = -np.float32((place >> 11) & 2047)
        points[k, 2], points[k, 3] = np.cos(angle), np.sin(angle)
        points[k, 4] = np.float32(place >> 30)
        points[k, 5] = np.float32(sure[k]) * np.float32(0.01)
        points[k, 6] = 0
