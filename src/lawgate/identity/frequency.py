"""How common a name is among those held: agreeing on a rare one says more than agreeing on a common one.

After Winkler (2000), "Frequency-based matching in Fellegi-Sunter model of record linkage". The counts belong to a
population and are made from it; none ship with the program.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lawgate.identity.compare import Prepared
from lawgate.identity.names import Name, shared_part
from lawgate.identity.records import NameLevel

LEAST, MOST = -2.5, 4.0  # the weight that a name's rarity may take or add: counts of rare names are poor


@dataclass(slots=True)
class Frequencies:
    """Counts of whole names and of their parts, over both kinds, as names may stand in exchanged places."""

    people: int = 0
    whole: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    agree: tuple[float, float] = (1.0, 1.0)  # the chance that two wholes, or two parts, drawn at random are the same
    totals: tuple[int, int] = (1, 1)

    def add(self, people: Iterable[Prepared]) -> None:
        for person in people:
            self.people += 1
            for kind in person.names[0]:
                if kind:
                    self.whole[kind.joined] += 1
                    self.parts.update(set(kind.parts))
        self.agree = (_agreement(self.whole), _agreement(self.parts))
        self.totals = (self.whole.total(), self.parts.total())

    def adjustment(self, level: NameLevel, a: Name, b: Name) -> float:
        """What to add to the weight of an agreement between two names; 0 where no names agree or nothing was counted."""
        if level < NameLevel.PART or not self.people:
            return 0.0
        if level is NameLevel.PART:
            seen, agree, total = self.parts[shared_part(a, b)], self.agree[1], self.totals[1]
        else:
            seen, agree, total = max(self.whole[a.joined], self.whole[b.joined]), self.agree[0], self.totals[0]
        return min(max(math.log(agree * total / max(seen, 1)), LEAST), MOST)


def _agreement(counts: Counter[str]) -> float:
    """The chance that two names drawn at random are the same."""
    total = counts.total()
    return sum(n * n for n in counts.values()) / total**2 if total else 1.0
