"""Who is this? Fingerprints and biography held against people who are known, with the reasons; a person confirms.

population = Population(records)
identify(person, population, gallery.search(prints)).candidates[0].because

Evidence, never suspicion: names are matched, and nothing is inferred from them.
"""

from lawgate.identity.assess import Limits, assess, identify, print_evidence
from lawgate.identity.model import Model, read_model, shipped, write_model
from lawgate.identity.population import Lookup, Population
from lawgate.identity.records import (
    Assessment,
    Biographic,
    Comparison,
    Confirmation,
    Correction,
    Dispute,
    Identification,
    PrintEvidence,
    Reason,
    Verdict,
)
from lawgate.identity.review import Review, side_by_side
from lawgate.identity.settle import Standing, settle
from lawgate.identity.weigh import compare

__all__ = [
    "Assessment",
    "Biographic",
    "Comparison",
    "Confirmation",
    "Correction",
    "Dispute",
    "Identification",
    "Limits",
    "Lookup",
    "Model",
    "Population",
    "PrintEvidence",
    "Reason",
    "Review",
    "Standing",
    "Verdict",
    "assess",
    "compare",
    "identify",
    "print_evidence",
    "read_model",
    "settle",
    "shipped",
    "side_by_side",
    "write_model",
]
