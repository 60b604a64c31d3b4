"""King County Code 2.15.020: serious convictions in 2013, a judge's warrant since 2014."""

from lawgate.base import Confidence
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, Rank, where
from lawgate.law.rows import any_conviction, serious, violent

KING = where("WA", counties=("King",))

ordinance_17706 = policy(
    "wa-king-17706",
    title="King County Ordinance 17706",
    cite="King County Code 2.15.020 (Ord. 17706)",
    territory=KING,
    since="2013-12-10",
    until="2014-09-04",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.READ,
    words="Hold requests are honoured only for people convicted of the listed serious crimes.",
    source="King County legislation 2013-0285; the list itself was not read",
)
ordinance_17706.prohibits(
    HOLD,
    key="listed-convictions",
    unless=any_conviction(serious | violent),
    words="No hold without a conviction of a listed serious crime.",
)

ordinance_17886 = policy(
    "wa-king-17886",
    title="King County Ordinance 17886",
    cite="King County Code 2.15.020 (Ord. 17886)",
    territory=KING,
    since="2014-09-05",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.READ,
    words="Hold requests are honoured only with a warrant signed by a federal judge.",
    source="King County legislation 2014-0297",
)
ordinance_17886.prohibits(HOLD, key="judge", words="No hold without a warrant signed by a federal judge.")
