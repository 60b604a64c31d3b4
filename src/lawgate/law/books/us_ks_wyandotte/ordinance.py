"""Wyandotte County's ordinance of early 2022, pre-empted in July."""

from lawgate.base import Confidence
from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Rank, where

wyandotte = policy(
    "ks-wyandotte-2022",
    title="Wyandotte County ordinance of 2022",
    cite="Wyandotte County ordinance, February 2022",
    territory=where("KS", counties=("Wyandotte",)),
    since="2022-02-10",
    until="2022-06-30",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.SUMMARY,
    words="No hold, notice or hand-over.",
    source="csg.org; the day is not known",
)
declines(wyandotte, HOLD, NOTIFY, TRANSFER)
