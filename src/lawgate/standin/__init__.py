"""The other side, simulated, so that everything runs on one laptop. All people are invented."""

from lawgate.standin.county import County, make, write_county
from lawgate.standin.scenarios import RIDGEMONT, SCENARIOS, Scenario

__all__ = ["RIDGEMONT", "SCENARIOS", "County", "Scenario", "make", "write_county"]
