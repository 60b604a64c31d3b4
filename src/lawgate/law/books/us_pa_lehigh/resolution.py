"""Lehigh County's resolution after *Galarza*."""

from lawgate.base import Confidence
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, Rank, where

lehigh = policy(
    "pa-lehigh-2014",
    title="Lehigh County resolution of 14 May 2014",
    cite="Lehigh County resolution, 14 May 2014",
    territory=where("PA", counties=("Lehigh",)),
    since="2014-05-14",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.READ,
    words="No hold without a detainer, warrant or order issued by a judge; the jail still tries to tell ICE of a "
    "release.",
    source="articles.mcall.com; in force in 2017, later repeal not checked",
)
lehigh.prohibits(HOLD, key="judge", words="No hold without a judge's detainer, warrant or order.")
