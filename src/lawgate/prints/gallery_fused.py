"""From the scores of a short list to candidates: fingers fused, exchanged fingers looked for, oddities said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lawgate.prints.calibrate import calibration
from lawgate.prints.cylinders import Features, encode
from lawgate.prints.fuse import SURE, Pair, contradictions, doubtful, fuse, say
from lawgate.prints.gallery import Candidate, FingerEvidence
from lawgate.prints.gallery_pack import Block, unpack_person, unpack_points
from lawgate.prints.match import compare_packed, scores_of
from lawgate.prints.records import Finding, Finger, TenPrint

RESOLVED = 10  # candidates in which exchanged fingers are looked for


@dataclass(frozen=True, slots=True)
class Scored:
    """Someone who was compared: their block, the row in it, and the score of each pair of fingers."""

    block: Block
    row: int
    scores: dict[Pair, float]


def compare_prints(probe: Features, prints: Sequence[tuple[Block, int]]) -> npt.NDArray[np.float64]:
    """The scores of one print against prints of blocks, each a block and the number of the print in it."""
    if not prints:
        return np.zeros(0)
    spans = [slice(int(b.firsts[n]), int(b.firsts[n + 1])) for b, n in prints]
    offsets = np.concatenate([[0], np.cumsum([s.stop - s.start for s in spans])]).astype(np.int64)
    places = np.concatenate([b.places[s] for (b, _), s in zip(prints, spans, strict=True)])
    sure = np.concatenate([b.sure[s] for (b, _), s in zip(prints, spans, strict=True)])
    points = unpack_points(places, sure)
    codes = encode(points, offsets)
    return scores_of(compare_packed(probe, points, codes, offsets))


def _evidence(pair: Pair, score: float, size: int) -> FingerEvidence:
    known = calibration()
    return FingerEvidence(pair[0], pair[1], score, float(known.evidence(score)), float(known.rarity(score, size)))


def candidates(
    probe: TenPrint, fingers: dict[Finger, Features], compared: Sequence[Scored], most: int, least: float
) -> list[Candidate]:
    """The best ``most`` of those compared (at least ``RESOLVED``), by fused evidence; ``least`` is what they need."""
    most = max(most, RESOLVED)
    known = calibration()
    each = [np.asarray(known.evidence(np.array(list(_best_of_unknown(c.scores).values())))) for c in compared]
    sums = [float(found.sum()) if len(found) else -np.inf for found in each]
    best = [int(k) for k in np.argsort(-np.array(sums), kind="stable")[:most]]
    # exchanged fingers are only looked for beside a sure one, so nothing lifts the others
    best = [k for k in best if sums[k] >= least or (len(each[k]) and each[k].max() > SURE)]
    found = [_candidate(probe, fingers, compared[k], resolve=n < RESOLVED) for n, k in enumerate(best)]
    return sorted(found, key=lambda c: -c.evidence)


def _best_of_unknown(scores: dict[Pair, float]) -> dict[Pair, float]:
    """A finger of unknown position counts once, where it fits best."""
    best: dict[Finger, tuple[Pair, float]] = {}
    for pair, score in scores.items():
        if pair[0] not in best or score > best[pair[0]][1]:
            best[pair[0]] = (pair, score)
    return dict(best.values())


def _candidate(probe: TenPrint, fingers: dict[Finger, Features], person: Scored, *, resolve: bool) -> Candidate:
    block = person.block

    def size(f: Finger, g: Finger) -> int:
        there = person.row * 10 + g - 1
        return min(len(fingers[f]), int(block.firsts[there + 1] - block.firsts[there]))

    own = {pair[0]: _evidence(pair, score, size(*pair)) for pair, score in _best_of_unknown(person.scores).items()}
    record = unpack_person(block, person.row)
    others: dict[Pair, FingerEvidence] = {}
    if resolve and any(e.evidence > SURE for e in own.values()):
        pairs = [(f, g) for f, g in doubtful(own, probe, record) if f in fingers]
        for f, g in pairs:
            score = compare_prints(fingers[f], [(block, person.row * 10 + g - 1)])
            others[(f, g)] = _evidence((f, g), float(score[0]), size(f, g))
    fused = fuse(own, others)
    sizes = [size(e.finger, e.against) for e in fused.fingers]
    unknown = 10 if Finger.UNKNOWN in fingers else 1
    rarity = calibration().fused_rarity(fused.evidence, sizes) - float(np.log10(unknown))
    findings = (*fused.findings, *contradictions(probe, record, fused.fingers))
    return Candidate(block.names[person.row], fused.evidence, max(rarity, 0.0), fused.fingers, findings)


def two_people(found: Sequence[Candidate]) -> list[Finding]:
    """Fingers of the probe that surely match one candidate while others surely match another."""
    for n, first in enumerate(found):
        sure = {e.finger for e in first.fingers if e.evidence > SURE}
        for second in found[n + 1 :]:
            also = {e.finger for e in second.fingers if e.evidence > SURE}
            if len(sure) >= 1 and len(also) >= 1 and not sure & also and len(sure | also) >= 2:
                where = ", ".join(say(f) for f in sorted(also))
                text = f"Some fingers match {first.name} and others ({where}) match {second.name}: two people's prints?"
                return [Finding("two-people", text, tuple(sorted(also)))]
    return []
