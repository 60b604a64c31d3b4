"""Pennsylvania: no statewide rule. A detainer is a request, and each county answers for its own choice."""

from lawgate.base import Confidence
from lawgate.law.norms import Authority, Rank, where

pa_galarza = Authority(
    "pa-galarza-2014",
    title="Galarza v. Szalczyk, in Pennsylvania",
    cite="745 F.3d 634 (3d Cir. 2014)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=where("PA"),
    since="2014-03-04",
    confidence=Confidence.READ,
    source="mcall.com; law.temple.edu",
    words="Detainers are requests; a county that holds on one is answerable for it. Pennsylvania has no statewide "
    "rule: counties choose.",
)
