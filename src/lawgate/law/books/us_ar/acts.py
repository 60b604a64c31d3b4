"""Arkansas: cities may not limit compliance from 2019, counties from 2025."""

from lawgate.base import Confidence
from lawgate.law.mandate import voids_local_limits
from lawgate.law.norms import Authority, Rank, where

act_1076 = Authority(
    "ar-14-1-103",
    title="Sanctuary policies barred",
    cite="Ark. Code § 14-1-103 (Act 1076 of 2019)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("AR", agency=("police-lockup", "city-corrections")),
    since="2019-07-24",
    confidence=Confidence.READ,
    source="policyrisk.com; the day is recalled",
    words="A city may not restrict or condition compliance with detainers, nor ask for a warrant or more than probable "
    "cause. Counties came under it in 2025.",
)
voids_local_limits(act_1076)

act_654 = Authority(
    "ar-act654-2025",
    title="Counties and warrant-service agreements",
    cite="Ark. Act 654 of 2025",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("AR"),
    since="2025-08-05",
    confidence=Confidence.SUMMARY,
    source="legiplex; acluarkansas.org; the day is recalled",
    words="Extended to counties; sheriffs with jails and the Division of Correction apply for the "
    "warrant-service-officer programme. A hold is a duty only through that agreement.",
)
voids_local_limits(act_654)
