"""How long each answer takes, drawn around published figures.

* The bureau's result of a criminal ten-print: FBI's goal is two hours for electronic submissions (GAO-04-260, January 2004);
  99 of 100 are drawn below it.
* The result of the search of the immigration side's prints: it follows the bureau's within minutes (ICE, *Secure Communities
  Standard Operating Procedures*, 30 September 2009, section 2.1.4, for the sequence; no figure is given there).
* The acknowledgement of an IAQ: at once (Nlets, *Immigration Alien Transactions*).
* The answer to an IAQ, also to one that a match has set off: twenty minutes to six hours in one jail (*Parada v. Anoka County*,
  54 F.4th 1016 (8th Cir. 2022), as reported in *Prison Legal News*, May 2023); 95 of 100 are drawn between the two.
* The office's decision on a detainer: within a shift. No distribution was found, and this one is a guess.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from random import Random


@dataclass(frozen=True, slots=True)
class Spread:
    """A log-normal length of time: its median in minutes, and the sigma of its logarithm."""

    median: float
    sigma: float

    def draw(self, case: Random) -> timedelta:
        """Whole seconds, one at least."""
        return timedelta(seconds=max(1, round(60 * self.median * math.exp(self.sigma * case.gauss(0.0, 1.0)))))


@dataclass(frozen=True, slots=True)
class Timing:
    """Delays by step, each counted from the step before it."""

    bureau: Spread = Spread(15, 0.894)
    match: Spread = Spread(3, 0.7)
    acknowledged: Spread = Spread(0.08, 0.5)
    answer: Spread = Spread(84.9, 0.737)
    office: Spread = Spread(180, 0.8)
    second_thoughts: Spread = Spread(1440, 0.6)


PUBLISHED = Timing()
