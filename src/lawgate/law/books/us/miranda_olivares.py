"""*Miranda-Olivares* and *Roy* in the counties they bind."""

from lawgate.law import facts as fact
from lawgate.law.books.us.decisions import in_proceedings
from lawgate.law.books.us.exposures import miranda_olivares, roy
from lawgate.law.norms import HOLD

miranda_olivares.prohibits(
    HOLD,
    key="bare-detainer",
    unless=fact.civil_warrants.has("I-200", "I-205")
    | fact.boxes.has("order-of-removal", "warrant-of-arrest-served", "1-final-order", "1B-final-order"),
    words="Custody on a detainer with neither warrant nor order violates the Fourth Amendment.",
)
roy.prohibits(
    HOLD,
    key="no-order-no-case",
    unless=in_proceedings,
    words="Custody past release on a detainer without a final order or a pending case violates the Fourth Amendment.",
)
