"""Cook County's ordinance of 2011: no hold unless ICE pays, no access and no word of release without a criminal warrant."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Rank, where

section_46_37 = policy(
    "il-cook-46-37",
    title="Cook County: policy on ICE detainers",
    cite="Cook County Code § 46-37 (Ord. 11-O-73)",
    territory=where("IL", counties=("Cook",)),
    since="2011-09-07",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.READ,
    words="Detainers are declined unless ICE has agreed in writing to pay all costs. Without a criminal warrant, or a "
    "purpose that has nothing to do with immigration, ICE gets no access to people and staff say nothing of who is held "
    "or when they leave. ICE offered to pay in 2012 and the county declined.",
    source="cookcountygov.com; progov21.org; lexisnexis.com; suffredin.org",
)
section_46_37.prohibits(
    HOLD,
    cite="(a)",
    key="costs",
    unless=fact.cost_agreement,
    words="Detainers are declined unless the federal side has agreed in writing to pay all costs.",
)
section_46_37.prohibits(
    TRANSFER,
    cite="(a), (b)",
    key="hand-over",
    unless=fact.cost_agreement,
    words="With no detainer honoured and no access given, the person is not handed over on a request.",
)
section_46_37.prohibits(
    NOTIFY,
    cite="(b)",
    key="notice",
    unless=fact.federal_criminal,
    words="Staff do not tell ICE who is held or when they leave, unless there is a criminal warrant.",
)
section_46_37.prohibits(
    INTERVIEW,
    cite="(b)",
    key="access",
    unless=fact.federal_criminal,
    words="ICE gets no access to people in custody for interviews, unless there is a criminal warrant.",
)
