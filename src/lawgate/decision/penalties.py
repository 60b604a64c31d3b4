"""What it costs to disobey: the penalties of the authorities that a *must* or a *may not* rests on."""

from __future__ import annotations

from collections.abc import Mapping

from lawgate.decision.records import PenaltyLine
from lawgate.law.norms import Action, Answer
from lawgate.law.rulebook import Rulebook
from lawgate.law.scalar import Determination

COMMANDS = (Answer.REQUIRED, Answer.PROHIBITED)


def penalties(
    rulebook: Rulebook, day: str, answers: Mapping[Action, Answer], found: Mapping[Action, Determination]
) -> tuple[PenaltyLine, ...]:
    """Those in force on ``day``, each once, in the order of the actions."""
    ids = dict.fromkeys(
        n.authority for a, d in found.items() if answers[a] in COMMANDS and answers[a] is d.answer for n in d.rests_on
    )
    sources = [rulebook.authority(i) for i in ids]
    return tuple(
        PenaltyLine(a.id, a.title, p.words, p.cite, p.mark) for a in sources for p in a.penalties if p.since <= day
    )
