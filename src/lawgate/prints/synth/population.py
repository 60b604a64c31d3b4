"""Galleries of synthetic people: templates by the million, in chunks, each person on their own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.prints.records import MINUTIA, Finger, Template, TenPrint
from lawgate.prints.synth import styles as s
from lawgate.prints.synth.anatomy import draw_anatomy
from lawgate.prints.synth.chance import SESSION, Floats, kernel, start, uniform, word
from lawgate.prints.synth.masters import FIELDS, draw_master
from lawgate.prints.synth.masters import MOST as MOST_MASTER
from lawgate.prints.synth.press import MOST, PANGLE, PKIND, PQUALITY, PX, PY, TOUCH, press
from lawgate.prints.synth.rows import LENGTH
from lawgate.prints.synth.styles import PLAIN, Style

THREADS = 2
TEN = tuple(Finger(n) for n in range(1, 11))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Prints of consecutive people, packed for fast enrolment.

    ``first`` is the number of the first person, ``people`` how many there are, ``fingers`` which fingers each has.
    Print ``i`` is that of person ``first + i // len(fingers)`` and finger ``fingers[i % len(fingers)]``; its minutiae
    are ``minutiae[offsets[i] : offsets[i + 1]]`` (``MINUTIA``), its image ``sizes[i]`` (width, height) pixels, its
    quality ``qualities[i]`` (0 to 100).
    """

    first: int
    people: int
    fingers: tuple[Finger, ...]
    offsets: npt.NDArray[np.int64]
    minutiae: npt.NDArray[np.void]
    sizes: npt.NDArray[np.uint16]
    qualities: npt.NDArray[np.uint8]

    def template(self, index: int) -> Template:
        """Print ``index`` on its own."""
        part = self.minutiae[self.offsets[index] : self.offsets[index + 1]]
        width, height = self.sizes[index]
        finger = self.fingers[index % len(self.fingers)]
        return Template(part, int(width), int(height), finger, int(self.qualities[index]))

    def ten_print(self, person: int) -> TenPrint:
        """The prints of ``person`` (their number in the population, not in the chunk)."""
        at = (person - self.first) * len(self.fingers)
        return TenPrint({finger: self.template(at + k) for k, finger in enumerate(self.fingers)})

    def __iter__(self) -> Iterator[TenPrint]:
        return (self.ten_print(person) for person in range(self.first, self.first + self.people))


def population(
    seed: int,
    people: int,
    fingers: int | Sequence[Finger] = 10,
    *,
    impression: int = 0,
    styles: Sequence[Style] = PLAIN,
    first: int = 0,
    chunk: int = 2048,
    threads: int = THREADS,
) -> Iterator[Chunk]:
    """People ``first`` to ``first + people - 1`` of the population ``seed``, ``chunk`` at a time.

    ``fingers``: how many, from the right thumb on, or which. ``impression``: which pressing of them; 0 might be the
    gallery's and 1 the probe's. Each person comes to one of the ``styles``, always the same for the same choice of
    styles. A person's prints depend on nothing but (seed, person, finger, impression, styles): not on the chunk,
    on ``people`` or on the other fingers asked for. Memory: about 25 KB a person of a chunk.
    """
    wanted = _fingers(fingers)
    if people < 0 or first < 0 or impression < 0 or chunk < 1 or not styles:
        raise BadInput(
            f"{people} people from {first}, impression {impression}, in chunks of {chunk}, {len(styles)} styles",
            do="ask for no negative numbers, chunks of one or more, and at least one style",
        )
    table = np.stack([style.row() for style in styles])
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        for begin in range(first, first + people, chunk):
            size = min(chunk, first + people - begin)
            yield _chunk(pool, max(threads, 1), seed, begin, size, wanted, impression, table)


def impressions(
    seed: int, person: int, finger: Finger | int, count: int, *, style: Style | None = None, first: int = 0
) -> list[Template]:
    """Impressions ``first`` to ``first + count - 1`` of one finger, in one style, by default that of the person's among
    the plain ones. Equal to what ``population`` gives for the same numbers."""
    styles = PLAIN if style is None else (style,)
    return [
        next(population(seed, 1, (Finger(finger),), impression=k, styles=styles, first=person, threads=1)).template(0)
        for k in range(first, first + count)
    ]


def _fingers(fingers: int | Sequence[Finger]) -> tuple[Finger, ...]:
    chosen = TEN[:fingers] if isinstance(fingers, int) else tuple(fingers)
    if not chosen or (isinstance(fingers, int) and not 1 <= fingers <= 10) or any(f not in TEN for f in chosen):
        raise BadInput(f"{fingers!r} does not say which fingers", do="give 1 to 10, or positions 1 to 10")
    return chosen


def _chunk(
    pool: ThreadPoolExecutor,
    parts: int,
    seed: int,
    begin: int,
    people: int,
    fingers: tuple[Finger, ...],
    impression: int,
    table: Floats,
) -> Chunk:
    numbers = np.array([int(f) for f in fingers], np.int64)
    edges = [people * k // parts for k in range(parts + 1)]
    jobs = [
        pool.submit(_some, seed, begin + low, high - low, numbers, impression, table)
        for low, high in pairwise(edges)
        if high > low
    ]
    done = [job.result() for job in jobs]
    counts = np.concatenate([d[1] for d in done])
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    return Chunk(
        begin,
        people,
        fingers,
        offsets,
        np.concatenate([d[0] for d in done]),
        np.concatenate([d[2] for d in done]),
        np.concatenate([d[3] for d in done]),
    )


def _some(
    seed: int, begin: int, people: int, fingers: npt.NDArray[np.int64], impression: int, table: Floats
) -> tuple[npt.NDArray[np.void], npt.NDArray[np.int64], npt.NDArray[np.uint16], npt.NDArray[np.uint8]]:
    """Packed minutiae, counts, sizes and qualities of some consecutive people."""
    prints = people * len(fingers)
    room = np.empty(prints * MOST, MINUTIA)
    counts, sizes, qualities = np.zeros(prints, np.int64), np.zeros((prints, 2), np.uint16), np.zeros(prints, np.uint8)
    whole = bool(table[:, s.REACH_X].max() > 1.2 * PLAIN[0].reach_x)
    total = _fill(
        room["x"], room["y"], room["angle"], room["kind"], room["quality"], counts, sizes, qualities, word(seed),
        begin, people, fingers, impression, table, whole,
    )  # fmt: skip
    return room[:total].copy(), counts, sizes, qualities


@kernel
def _fill(
    xs: npt.NDArray[np.int16], ys: npt.NDArray[np.int16], angles: npt.NDArray[np.float32], kinds: npt.NDArray[np.uint8],
    qualities: npt.NDArray[np.uint8], counts: npt.NDArray[np.int64], sizes: npt.NDArray[np.uint16],
    overall: npt.NDArray[np.uint8], seed: int, begin: int, people: int, fingers: npt.NDArray[np.int64], impression: int,
    table: Floats, whole: bool,
) -> int:  # fmt: skip
    """Write every print behind the last; return how many minutiae there are."""
    state, row, touch = np.zeros(1, np.uint64), np.zeros(LENGTH), np.zeros(TOUCH)
    master, found = np.zeros((MOST_MASTER, FIELDS)), np.zeros((MOST, 5))
    at = 0
    for p in range(people):
        person = begin + p
        start(state, seed, person, 0, SESSION, -1)
        style = table[int(uniform(state) * len(table))]
        for f in range(len(fingers)):
            finger, index = fingers[f], p * len(fingers) + f
            draw_anatomy(row, state, seed, person, finger)
            held = draw_master(master, state, row, seed, person, finger, whole)
            seen = press(found, touch, state, master, held, row, style, seed, person, finger, impression)
            trust = 0.0
            for k in range(seen):
                xs[at], ys[at] = int(found[k, PX]), int(found[k, PY])
                angle = np.float32(found[k, PANGLE])
                angles[at] = angle if angle < np.float32(2.0 * math.pi) else np.float32(0.0)
                kinds[at], qualities[at] = int(found[k, PKIND]), int(found[k, PQUALITY])
                trust += found[k, PQUALITY]
                at += 1
            counts[index], sizes[index, 0], sizes[index, 1] = seen, int(style[s.WIDTH]), int(style[s.HEIGHT])
            overall[index] = int(trust / seen) if seen > 0 else 0
    return at
