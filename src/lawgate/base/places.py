"""The place a question is asked in: whose law applies, which circuit binds, what the clocks show."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lawgate.base.moments import zone

AGENCY_TYPES = (
    "county-jail",
    "regional-jail",
    "police-lockup",
    "court-lockup",
    "city-corrections",
    "state-prison",
    "unified-state-corrections",
    "juvenile-hall",
    "state-police",
    "patrol",
    "federal-prison",
)

CIRCUITS: dict[str, str] = {
    state: circuit
    for circuit, states in {
        "1": "ME MA NH RI PR",
        "2": "CT NY VT",
        "3": "PA NJ DE VI",
        "4": "MD VA WV NC SC",
        "5": "TX LA MS",
        "6": "KY MI OH TN",
        "7": "IL IN WI",
        "8": "AR IA MN MO NE ND SD",
        "9": "AK AZ CA HI ID MT NV OR WA GU MP",
        "10": "CO KS NM OK UT WY",
        "11": "AL FL GA",
        "DC": "DC",
    }.items()
    for state in states.split()
}


@dataclass(frozen=True, slots=True)
class Place:
    """A custodian and where it stands. ``circuit`` is the federal circuit whose decisions bind: "1" to "11", or "DC"."""

    state: str
    county: str | None = None
    locality: str | None = None
    agency: str | None = None
    agency_type: str = "county-jail"
    circuit: str = ""
    tz: str = "America/New_York"

    def __post_init__(self) -> None:
        if not self.circuit:
            object.__setattr__(self, "circuit", CIRCUITS.get(self.state, ""))

    @property
    def zone(self) -> ZoneInfo:
        return zone(self.tz, where=self.agency or self.state)

    def __str__(self) -> str:
        parts = [self.agency, f"{self.county} County" if self.county else None, self.state]
        return ", ".join(p for p in parts if p)
