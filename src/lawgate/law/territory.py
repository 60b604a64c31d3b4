"""Where an authority binds."""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.base import Place


@dataclass(frozen=True, slots=True)
class Territory:
    """Where an authority binds. Empty fields do not narrow; no field at all is the whole country."""

    states: frozenset[str] = frozenset()
    circuits: frozenset[str] = frozenset()
    counties: frozenset[tuple[str, str]] = frozenset()
    localities: frozenset[tuple[str, str]] = frozenset()
    agency_types: frozenset[str] = frozenset()
    not_agency_types: frozenset[str] = frozenset()

    def covers(self, place: Place) -> bool:
        return (
            (not self.states or place.state in self.states)
            and (not self.circuits or place.circuit in self.circuits)
            and (not self.counties or (place.state, place.county or "") in self.counties)
            and (not self.localities or (place.state, place.locality or "") in self.localities)
            and (not self.agency_types or place.agency_type in self.agency_types)
            and place.agency_type not in self.not_agency_types
        )


def where(
    *states: str,
    circuits: tuple[str, ...] = (),
    counties: tuple[str, ...] = (),
    localities: tuple[str, ...] = (),
    agency: tuple[str, ...] = (),
    not_agency: tuple[str, ...] = (),
) -> Territory:
    """A territory in words: ``where("CA", counties=("Los Angeles",), not_agency=("state-prison",))``.

    Counties and localities stand in the first state named."""
    home = states[0] if states else ""
    return Territory(
        states=frozenset(states),
        circuits=frozenset(circuits),
        counties=frozenset((home, c) for c in counties),
        localities=frozenset((home, c) for c in localities),
        agency_types=frozenset(agency),
        not_agency_types=frozenset(not_agency),
    )


NATION = Territory()
