"""An answer of the other side as the ledger keeps it, whole and quoted; and in words, always the agency's own."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from lawgate.federal.records import Basis, Outcome, Response

HIT = Outcome.MATCH.value


def response_kept(r: Response, *, delivery: str = "", why: str = "", says: str = "") -> dict[str, Any]:
    """JSON types. ``raw`` is the evidence, byte for byte; ``delivery``: the id it was delivered under; ``why``: how it was placed."""
    return {
        "kind": r.kind,
        "refers_to": r.refers_to,
        "number": r.number,
        "outcome": r.outcome.value,
        "basis": r.basis.value,
        "says": says or r.says,
        "quoted": [{"name": q.name, "value": q.value, "words": q.words} for q in r.quoted],
        "cautions": list(r.cautions),
        "raw": base64.b64encode(r.raw).decode(),
        "delivery": delivery,
        "why": why,
    }


def is_hit(kept: Mapping[str, Any]) -> bool:
    """Whether an answer says that the fingerprints match a federal record. A match by name never counts."""
    return (
        kept.get("outcome") == HIT and kept.get("basis") == Basis.BIOMETRIC.value and kept.get("kind") in ("IDR", "IAR")
    )


def response_told(kept: Mapping[str, Any]) -> Iterator[str]:
    """The agency's words, what they rest on, and where the answer was laid."""
    if kept.get("again"):
        yield f"The answer of event {kept['again']} came again, to the letter; nothing was done a second time."
        return
    basis = "by fingerprints" if kept["basis"] == Basis.BIOMETRIC.value else "by name alone, which decides nothing"
    match = f" ({basis})" if kept["outcome"] == HIT else ""
    yield f"{kept['kind']}: {kept['says']}{match}"
    yield from (f"  {q['words']}" for q in kept["quoted"])
    yield from kept["cautions"]
    if kept.get("why"):
        yield f"It {kept['why']}."
