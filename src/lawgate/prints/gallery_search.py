"""A search: from a probe to a short list, by votes or by reading every code, and from the short list to candidates.

1. *Who is looked at.* The index's most voted, or everyone.
2. *First stage.* Their codes against the probe's, finger by finger; the best become the short list.
3. *Precise stage.* The short list compared in full.
4. *Fusion.* Evidence of the fingers added; exchanged fingers looked for in those that match in part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput, Silent, Witness
from lawgate.prints.cylinders import Codes, Features, features
from lawgate.prints.fuse import MIRRORED, SURE, Pair, say
from lawgate.prints.gallery import Candidate, Effort, Search, SearchResult
from lawgate.prints.gallery_fused import Scored, candidates, compare_prints, two_people
from lawgate.prints.gallery_pack import TEN, Block
from lawgate.prints.gallery_set import inspect_set
from lawgate.prints.index import KEYS, most_voted, vote
from lawgate.prints.index_scan import WORTH, scan
from lawgate.prints.records import Finding, Finger, TenPrint

THREADS = 2
SMALL = 65_536  # people up to whom one thread is as quick, with a short list of ONE_HAND
ONE_HAND = 16  # people on a short list whom one thread compares
ENOUGH = 4  # known fingers from which the index is trusted
VOTED = 256  # people of a full block that the index puts forward
CHANCE = 8  # votes that a person of the block gets on average, from which those by chance are reckoned with
SHORTLIST, SHORTLIST_FEW = 200, 1000
PLAIN = {Finger.PLAIN_RIGHT_THUMB: Finger.RIGHT_THUMB, Finger.PLAIN_LEFT_THUMB: Finger.LEFT_THUMB}


@dataclass(frozen=True, slots=True)
class Searchable:
    """A block and who of it was removed (None: nobody)."""

    block: Block
    gone: npt.NDArray[np.bool_] | None = None


@dataclass(frozen=True, slots=True)
class ProbeFinger:
    """One finger of a probe: its features, the leading words of the codes that say something, and their turns."""

    features: Features
    codes: Codes
    turns: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Listed:
    """Someone on the short list."""

    block: int
    row: int
    first: float


def search_blocks(
    blocks: Sequence[Searchable], probe: TenPrint, wanted: Search, witness: Witness | None = None
) -> SearchResult:
    """Searches the blocks for the probe. The ``witness`` is told of ``probe``, ``shortlist``, ``scores``."""
    told = witness or Silent()
    prints = {PLAIN.get(f, f): t for f, t in probe.fingers.items()}
    strange = [f for f in prints if f not in TEN and f is not Finger.UNKNOWN]
    if strange:
        raise BadInput(f"'{say(strange[0])}' is not one finger", where="probe", do="segment slaps into fingers first")
    asked = TenPrint(prints, probe.amputated)
    fingers = {f: _probe_finger(features(t)) for f, t in prints.items()}
    fingers = {f: p for f, p in fingers.items() if len(p.features)}
    people = sum(len(b.block) - (0 if b.gone is None else int(b.gone.sum())) for b in blocks)
    if not people:
        return SearchResult(
            (), 0, findings=(Finding("empty-gallery", "Nobody is in the gallery: nothing was searched"),)
        )
    if not fingers:
        nothing = Finding("empty-probe", "The probe has no minutiae: nothing was searched", tuple(prints))
        return SearchResult((), people, findings=(nothing,))
    told.note("probe", fingers=tuple(fingers), people=people)
    found = _pass(blocks, asked, fingers, wanted, told)
    notes = inspect_set(asked)
    if wanted.exchanged and Finger.UNKNOWN not in fingers and not _convincing(found):
        other = _pass(blocks, _mirror(asked), {MIRRORED[f]: p for f, p in fingers.items()}, wanted, told)
        if other and _convincing(other):
            found = [replace(c, findings=(*c.findings, _hands())) for c in other]
    notes += two_people(found)
    kept = [c for c in found if c.evidence >= wanted.least][: wanted.most]
    return SearchResult(tuple(kept), people, findings=tuple(notes))


def left_out(some: Searchable, row: int) -> Searchable:
    """The block without the person in ``row``."""
    gone = np.zeros(len(some.block), np.bool_) if some.gone is None else some.gone.copy()
    gone[row] = True
    return Searchable(some.block, gone)


def _probe_finger(seen: Features) -> ProbeFinger:
    says = seen.points[:, 6] >= 1
    turns = np.arctan2(seen.points[says, 3], seen.points[says, 2]) * np.float32(256 / (2 * np.pi))
    codes = np.ascontiguousarray(seen.codes[says, 0])
    return ProbeFinger(seen, codes, np.mod(np.rint(turns), 256).astype(np.uint8))


def _mirror(probe: TenPrint) -> TenPrint:
    return TenPrint({MIRRORED[f]: t for f, t in probe.fingers.items()}, frozenset(MIRRORED[f] for f in probe.amputated))


def _pass(
    blocks: Sequence[Searchable], probe: TenPrint, fingers: dict[Finger, ProbeFinger], wanted: Search, told: Witness
) -> list[Candidate]:
    few = len(fingers) < ENOUGH or Finger.UNKNOWN in fingers
    effort = wanted.effort
    if effort is Effort.AUTO:
        effort = Effort.SCAN if few else Effort.INDEX
    size = wanted.shortlist or (SHORTLIST_FEW if few else SHORTLIST)
    with _threads(worth=size > ONE_HAND or sum(len(b.block) for b in blocks) > SMALL) as each:
        parts = list(each(lambda n: _shortlist(n, blocks[n], fingers, effort, size, wanted), range(len(blocks))))
        listed = sorted((person for part in parts for person in part), key=lambda p: (-p.first, p.block, p.row))
        if effort is not Effort.PRECISE:
            listed = listed[:size]
        told.note("shortlist", effort=effort.value, people=len(listed))
        slices = [listed[k::THREADS] for k in range(THREADS)] if len(listed) > ONE_HAND else [listed]
        compared = list(each(lambda people: _compare(blocks, people, fingers), slices))
    evidence = [pair for part in compared for pair in part]
    if told.listening:
        told.note("scores", compared=len(evidence))
    return candidates(probe, {f: p.features for f, p in fingers.items()}, evidence, wanted.most, wanted.least)


@contextmanager
def _threads(*, worth: bool) -> Iterator[Callable[..., Iterable[Any]]]:
    """A ``map`` over threads; over none where there is too little to do for a thread to be worth its start."""
    if not worth:
        yield map
        return
    with ThreadPoolExecutor(THREADS) as pool:
        yield pool.map


def _positions(finger: Finger) -> tuple[Finger, ...]:
    return TEN if finger is Finger.UNKNOWN else (finger,)


def _shortlist(
    number: int,
    searchable: Searchable,
    fingers: dict[Finger, ProbeFinger],
    effort: Effort,
    size: int,
    wanted: Search,
) -> list[_Listed]:
    """The best people of one block by the first stage."""
    block = searchable.block
    rows = _voted(block, fingers) if effort is Effort.INDEX and block.index is not None else np.arange(len(block))
    if searchable.gone is not None:
        rows = rows[~searchable.gone[rows]]
    if effort is Effort.PRECISE:
        return [_Listed(number, int(row), 0.0) for row in rows]
    total = np.zeros(len(rows), np.float32)
    most_turn = max(1, round(wanted.turned / 22.5))
    for finger, seen in fingers.items():
        best = np.zeros(len(rows), np.float32)
        for position in _positions(finger):
            scores = np.empty(len(rows), np.float32)
            prints = rows * 10 + position - 1
            scan(seen.codes, seen.turns, block.codes, block.places, block.firsts, prints, WORTH, most_turn, scores)
            np.maximum(best, scores, out=best)
        total += best
    if len(rows) > size:
        top = np.argpartition(-total, size - 1)[:size]
        rows, total = rows[top], total[top]
    return [_Listed(number, int(r), float(t)) for r, t in zip(rows, total, strict=True) if t > 0]


def _voted(block: Block, fingers: dict[Finger, ProbeFinger]) -> npt.NDArray[np.int64]:
    """The rows with the most votes. In a small block everyone gets some by chance, a finger each; whoever lacks a finger gets those too,
    or a record of five true fingers would stand behind ten strange ones."""
    if block.index is None:
        return np.arange(len(block))
    votes = np.zeros(len(block), np.uint16)
    cast = np.zeros(10)
    for finger, seen in fingers.items():
        for position in _positions(finger):
            at = position - 1
            cast[at] += vote(seen.codes, at, KEYS, block.index.width, block.index.buckets, block.index.rows, votes)
    if cast.sum() >= CHANCE * len(block):
        held = np.diff(block.firsts).reshape(-1, 10) > 0
        chance = cast / np.maximum(held.sum(0), 1)
        votes += np.rint(~held @ chance).astype(np.uint16)
    chosen = np.empty(len(block), np.int64)
    wanted = max(64, round(VOTED * len(block) / 65536))
    return chosen[: most_voted(votes, wanted, chosen)]


def _compare(
    blocks: Sequence[Searchable], people: Sequence[_Listed], fingers: dict[Finger, ProbeFinger]
) -> list[Scored]:
    """The precise stage: the score of every finger of the probe against the same finger of everyone listed."""
    scores: list[dict[Pair, float]] = [{} for _ in people]
    for finger, seen in fingers.items():
        for position in _positions(finger):
            wanted = [(k, blocks[p.block].block, p.row * 10 + position - 1) for k, p in enumerate(people)]
            present = [(k, b, n) for k, b, n in wanted if b.firsts[n + 1] > b.firsts[n]]
            found = compare_prints(seen.features, [(b, n) for _, b, n in present])
            for (k, _, _), score in zip(present, found, strict=True):
                scores[k][(finger, position)] = float(score)
    return [Scored(blocks[p.block].block, p.row, s) for p, s in zip(people, scores, strict=True)]


def _convincing(found: Sequence[Candidate]) -> bool:
    """Whether another pass with the hands exchanged could only waste time."""
    return bool(found) and found[0].evidence > SURE


def _hands() -> Finding:
    return Finding("exchanged-hands", "The prints match with the left and the right hand exchanged", TEN)
