"""One person's ten prints looked at together before they are enrolled or searched."""

from __future__ import annotations

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
    for a in range(len(fingers) - 1):  # each with all that follow it at once
        alike = calibration().evidence(scores_of(compare_features(seen[a], seen[a + 1 :]))) > SURE
        for b in (a + 1 + n for n in range(len(alike)) if alike[n]):
            text = f"{say(fingers[a])} and {say(fingers[b])} are the same finger: one was taken twice"
            found.append(Finding("same-finger-twice", text, (fingers[a], fingers[b])))
    return found
