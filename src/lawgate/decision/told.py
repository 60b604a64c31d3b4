"""A decision as it is stored and shown: the public line, and the words, reasons, arithmetic and exposure around it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from lawgate.base.ids import plain
from lawgate.decision.records import CircuitLine, CircuitQuestion, Decision, PenaltyLine
from lawgate.decision.words import FLAG_WORDS, answers, fact_questions, headline, why


def told(d: Decision) -> dict[str, Any]:
    """JSON types only. What a page needs to show the decision without asking the law again."""
    return {
        **d.line(),
        "day": d.day.isoformat(),
        "place": str(d.place),
        "tz": d.place.tz,
        "headline": headline(d),
        "why": why(d),
        "answers": [plain(asdict(a)) for a in answers(d)],
        "questions": fact_questions(d),
        "deadline": d.deadline.to_json() if d.deadline else None,
        "arithmetic": list(d.deadline.sentences()) if d.deadline else [],
        "ended_by": d.ended_by,
        "papers": [{"token": n.token, "words": n.words, "cite": n.cite, "authority": n.authority} for n in d.papers],
        "duties": [{"token": n.token, "words": n.words, "cite": n.cite, "authority": n.authority} for n in d.duties],
        "flag_words": {f: FLAG_WORDS[f] for f in d.flags if f in FLAG_WORDS},
        "penalties": [_marked(p) for p in d.penalties],
        "circuit": {**_marked(d.circuit), "cases": [_marked(c) for c in d.circuit.cases]} if d.circuit else None,
        "exposure_lines": [plain(asdict(e)) for e in d.exposure],
    }


def _marked(line: PenaltyLine | CircuitLine | CircuitQuestion) -> dict[str, Any]:
    """As JSON types, the mark as the words a reader sees."""
    told = asdict(line)
    del told["mark"]
    return {**plain(told), "confidence": line.mark.sentence}
