"""Ohio: local non-cooperation ordinances barred; no statewide detainer rule found."""

from lawgate.base import Confidence
from lawgate.law.mandate import voids_local_limits
from lawgate.law.norms import Authority, Rank, where

section_9_63 = Authority(
    "oh-orc-9-63",
    title="Local non-cooperation barred",
    cite="Ohio Rev. Code § 9.63",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("OH"),
    since="2006-01-01",
    confidence=Confidence.RECALLED,
    words="Local ordinances of non-cooperation are barred. No statewide rule on detainers was found.",
)
voids_local_limits(section_9_63)
