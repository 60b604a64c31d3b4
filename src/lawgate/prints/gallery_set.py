"""One person's ten prints looked at together before they are enrolled or searched."""

from __future__ import annotations

from itertools import combinations

from lawgate.prints.calibrate import calibration
from lawgate.prints.cylinders import features_of
from lawgate.prints.fuse import SURE, say
from lawgate.prints.match import compare_features, scores_of
from lawgate.prints.records import Finding, TenPrint


def inspect_set(prints: TenPrint) -> list[Finding]:
    """Says which fingers of a set are one finger taken twice."""
    fingers = list(prints.fingers)
    seen = features_of([prints.fingers[f] for f in fingers])
    found = []
    for a, b in combinations(range(len(fingers)), 2):
        score = float(scores_of(compare_features(seen[a], [seen[b]]))[0])
        if calibration().evidence(score) > SURE:
            text = f"{say(fingers[a])} and {say(fingers[b])} are the same finger: one was taken twice"
            found.append(Finding("same-finger-twice", text, (fingers[a], fingers[b])))
    return found
