"""Clackamas County before *Miranda-Olivares*; the judgment itself stands with the federal decisions."""

from lawgate.base import Confidence
from lawgate.law.local import honors, policy
from lawgate.law.norms import where

clackamas_2012 = policy(
    "local-clackamas-2012",
    title="Clackamas County: practice to 2014",
    cite="Clackamas County Jail, practice to April 2014",
    territory=where("OR", counties=("Clackamas",)),
    since="2008-01-01",
    until="2014-04-10",
    confidence=Confidence.READ,
    words="The jail holds on any detainer, for 48 hours without weekends and holidays.",
    source="Miranda-Olivares v. Clackamas County (2014)",
)
honors(clackamas_2012)
