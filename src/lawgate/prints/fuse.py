"""The fingers of one person brought together: missing ones say nothing, exchanged ones are recognised.

Evidence of fingers is added (their scores are nearly independent between people). A finger that one side lacks adds
nothing, whether it was not captured or is amputated. When fingers that ought to match do not, but would under each
other's positions, they are taken as exchanged, at a price: the more exchanges are possible, the likelier one of them fits
by chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lawgate.prints.gallery import FingerEvidence
from lawgate.prints.records import Finding, Finger, TenPrint

DOUBTED = 1.0  # evidence below which a finger under its own position is not taken as a match
SURE = 8.0  # evidence from which one finger is

Pair = tuple[Finger, Finger]

MIRRORED = {Finger(n): Finger(n + 5 if n <= 5 else n - 5) for n in range(1, 11)}


@dataclass(frozen=True, slots=True)
class Fused:
    """The summed evidence, what each finger said, the price paid for exchanges (taken off already), and findings."""

    evidence: float
    fingers: tuple[FingerEvidence, ...]
    price: float = 0.0
    findings: tuple[Finding, ...] = ()


def fuse(own: Mapping[Finger, FingerEvidence], others: Mapping[Pair, FingerEvidence] | None = None) -> Fused:
    """Fuses the fingers compared under their ``own`` positions; ``others`` holds comparisons under wrong ones.

    Greedy: the best exchange first, for as long as it is worth its price.
    """
    taken = dict(own)
    moved: list[FingerEvidence] = []
    tries = len(others or {})
    price = math.log(tries) if tries else 0.0
    used_here: set[Finger] = set()
    used_there: set[Finger] = set()
    for pair in sorted((others or {}).values(), key=lambda e: -e.evidence):
        if pair.finger in used_here or pair.against in used_there or pair.evidence <= price + SURE / 2:
            continue
        used_here.add(pair.finger)
        used_there.add(pair.against)
        moved.append(pair)
        for place in (pair.finger, pair.against):
            taken.pop(place, None)
    total = sum(e.evidence for e in (*taken.values(), *moved)) - price * len(moved)
    fingers = tuple(sorted((*taken.values(), *moved), key=lambda e: e.finger))
    return Fused(total, fingers, price * len(moved), tuple(_exchanged(moved)))


def doubtful(own: Mapping[Finger, FingerEvidence], probe: TenPrint, record: TenPrint) -> list[Pair]:
    """The pairs of different positions that are worth comparing: fingers that did not match under their own, or that
    the other side lacks there."""

    def open_places(prints: TenPrint) -> list[Finger]:
        return [f for f in prints.fingers if f not in own or own[f].evidence < DOUBTED]

    return [(f, g) for f in open_places(probe) for g in open_places(record) if f != g and 1 <= f <= 10]


def contradictions(probe: TenPrint, record: TenPrint, matched: Sequence[FingerEvidence]) -> list[Finding]:
    """Fingers that one side says are amputated and the other shows."""
    found = []
    back = [e.finger for e in matched if e.finger in record.amputated]
    back += [f for f in probe.fingers if f in record.amputated and f not in back]
    if back:
        names = ", ".join(say(f) for f in back)
        found.append(
            Finding("finger-recorded-amputated", f"The record says amputated, the probe shows: {names}", tuple(back))
        )
    return found


def say(finger: Finger) -> str:
    """``right index``"""
    return finger.name.replace("PLAIN_", "").replace("_", " ").lower()


def _exchanged(moved: Sequence[FingerEvidence]) -> list[Finding]:
    if not moved:
        return []
    pairs = ", ".join(f"{say(e.finger)} as {say(e.against)}" for e in moved)
    fingers = tuple(sorted({e.finger for e in moved}))
    return [Finding("exchanged-fingers", f"Fingers match under other positions than their own: {pairs}", fingers)]
