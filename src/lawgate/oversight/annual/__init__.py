"""The annual report: what a board would publish of a year and the years before it, every figure with its definition, its n and its data."""

from lawgate.oversight.annual.figures import figures
from lawgate.oversight.annual.records import Figure
from lawgate.oversight.annual.write import write_annual

__all__ = ["Figure", "figures", "write_annual"]
