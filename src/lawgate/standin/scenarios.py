"""Where and when a synthetic county lies. Each is a real legal moment; the jail in California's is invented.

Proportions are those of the published tables for Pierce County, Washington, October 2016 to July 2018 (UWCHR, "Unequal Justice",
2019): charges 69 in 100 bookings felonies, three quarters men, 2.4 charges a booking, jail days roughly log-normal with median
3.15 and mean 27. The share with a federal request, 0.6 in 100 there, is raised to a third so that a demonstration shows something.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lawgate.base import Place

Weights = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """``now``: the instant the feed speaks of, its last. ``form``: the edition then in use; ``forms``: all that still come in, by
    weight. Shares are between 0 and 1. ``median_days`` and ``sigma`` shape the stay; ``featured``: with the five people whose minutes fall
    near ``now``."""

    place: Place
    now: str
    form: str
    forms: Weights
    days: int = 14
    people: int = 320
    request_share: float = 0.34
    felonies: float = 0.69
    men: float = 0.75
    median_days: float = 3.15
    sigma: float = 2.07
    warrants: float = 0.0
    interviews: float = 0.0
    public_dates: float = 0.0
    agreement: str = "none"
    featured: bool = False

    @property
    def instant(self) -> datetime:
        """``now`` on the wall clock of the place."""
        return datetime.fromisoformat(self.now).astimezone(self.place.zone)


RIDGEMONT = Scenario(
    # A lockup keeps people until arraignment: short stays.
    Place("CA", "Los Angeles", "Ridgemont", "Ridgemont Police Jail", "police-lockup", tz="America/Los_Angeles"),
    now="2014-06-10T03:10-07:00",
    form="I-247 (12/12)",
    forms=(("I-247 (12/12)", 88), ("I-247 (12/11)", 10), ("I-247 (6/11)", 2)),
    median_days=0.76,
    sigma=1.25,
    featured=True,
)
CLACKAMAS_2012 = Scenario(
    # The days in which Maria Miranda-Olivares was held there.
    Place("OR", "Clackamas", agency="Clackamas County Jail", tz="America/Los_Angeles"),
    now="2012-03-29T08:00-07:00",
    form="I-247 (12/11)",
    forms=(("I-247 (12/11)", 85), ("I-247 (6/11)", 12), ("I-247 (8/10)", 3)),
)
KING_2014 = Scenario(
    # The week in which a judge's warrant took the place of listed convictions.
    Place("WA", "King", agency="King County Correctional Facility", tz="America/Los_Angeles"),
    now="2014-09-11T08:00-07:00",
    form="I-247 (12/12)",
    forms=(("I-247 (12/12)", 92), ("I-247 (12/11)", 8)),
)
LOS_ANGELES_2019 = Scenario(
    # Under the Values Act: no holds, notices and hand-overs by record, interviews by written consent.
    Place("CA", "Los Angeles", agency="Inmate Reception Center", tz="America/Los_Angeles"),
    now="2019-05-22T08:00-07:00",
    form="I-247A",
    forms=(("I-247A", 94), ("I-247D", 4), ("I-247N", 2)),
    warrants=0.85,
    interviews=0.2,
    public_dates=0.3,
)
BERKS_2015 = Scenario(
    # The forms of the Priority Enforcement Program in a county that honoured detainers by written policy.
    Place("PA", "Berks", agency="Berks County Jail", tz="America/New_York"),
    now="2015-10-22T08:00-04:00",
    form="I-247D",
    forms=(("I-247D", 55), ("I-247N", 25), ("I-247X", 12), ("I-247 (12/12)", 8)),
)
SCENARIOS: dict[str, Scenario] = {
    "ridgemont-2014": RIDGEMONT,
    "clackamas-2012": CLACKAMAS_2012,
    "king-2014": KING_2014,
    "los-angeles-2019": LOS_ANGELES_2019,
    "berks-2015": BERKS_2015,
}
