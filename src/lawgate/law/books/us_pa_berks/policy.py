"""Berks County's written policy of honoring detainers."""

from lawgate.base import Confidence
from lawgate.law.local import honors, policy
from lawgate.law.norms import where

berks = policy(
    "local-berks-honors-detainers",
    title="Berks County: honors detainers",
    cite="Berks County written policy (2015)",
    territory=where("PA", counties=("Berks",)),
    since="2015-01-01",
    confidence=Confidence.READ,
    words="The county honors detainers by written policy.",
    source="mcall.com, 2015: the first year in which it was reported; first day not known",
)
honors(berks)
