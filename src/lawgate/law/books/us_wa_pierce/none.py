"""Pierce County: no county rule was found. State and federal law apply alone."""

from lawgate.base import Confidence
from lawgate.law.norms import Authority, Rank, where

no_rule = Authority(
    "wa-pierce-none",
    title="Pierce County: no local rule found",
    cite="none found",
    kind="none",
    rank=Rank.LOCAL_POLICY,
    territory=where("WA", counties=("Pierce",)),
    since="2008-01-01",
    confidence=Confidence.RECALLED,
    words="No ordinance or sheriff's policy on detainers was found for Pierce County. Of 126 detainer files of 2016 "
    "and 2017 read by "
    "researchers none held a judge's warrant.",
    source="UWCHR, Unequal Justice (2019)",
)
