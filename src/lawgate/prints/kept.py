"""A person's templates as the ledger keeps them: JSON types, ten fingers in some eight kilobytes, and back to the bit."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from lawgate.base import BadInput
from lawgate.prints.records import MINUTIA, Finding, Finger, Template, TenPrint


def templates_kept(prints: TenPrint, findings: Iterable[Finding] = ()) -> dict[str, Any]:
    """``fingers``: minutiae by finger number, base64 of rows of ``MINUTIA``; ``quality``: (quality, width, height) by finger."""
    fingers = {str(int(f)): base64.b64encode(t.minutiae.tobytes()).decode() for f, t in prints.fingers.items()}
    return {
        "fingers": fingers,
        "quality": {str(int(f)): [t.quality, t.width, t.height] for f, t in prints.fingers.items()},
        "amputated": sorted(int(f) for f in prints.amputated),
        "findings": [{"code": f.code, "sentence": f.sentence} for f in findings],
    }


def templates_of(kept: Mapping[str, Any]) -> TenPrint:
    """The templates again. Raises ``BadInput`` for what ``templates_kept`` did not write."""
    try:
        fingers = {}
        for number, text in kept["fingers"].items():
            finger = Finger(int(number))
            minutiae = np.frombuffer(base64.b64decode(text, validate=True), MINUTIA)
            quality, width, height = kept["quality"][number]
            fingers[finger] = Template(minutiae, width, height, finger, quality)
        return TenPrint(fingers, frozenset(Finger(n) for n in kept.get("amputated", ())))
    except (KeyError, TypeError, ValueError, binascii.Error) as e:
        raise BadInput(f"these are no templates ({e})", where="prints", do="send ten fingers as they were kept") from e


def templates_told(kept: Mapping[str, Any]) -> list[str]:
    """What was received, in words."""
    numbers = [*kept["fingers"], *map(str, kept.get("amputated", ()))]
    lines = [f"{len(kept['fingers'])} fingers from {kept['source']}, transaction {kept['tcn']}"]
    absent = [f.name.lower().replace("_", " ") for f in Finger if 1 <= f <= 10 and str(int(f)) not in numbers]
    if absent:
        lines.append(f"no print of the {', '.join(absent)}")
    return lines + [f["sentence"] for f in kept.get("findings", ())]
