"""Hennepin County: the sheriff declines detainers without a judge's warrant."""

from lawgate.base import Confidence
from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, where

hennepin = policy(
    "mn-hennepin-policy",
    title="Hennepin County Sheriff: a judge's warrant",
    cite="Hennepin County Sheriff's policy (2014)",
    territory=where("MN", counties=("Hennepin",)),
    since="2014-06-01",
    confidence=Confidence.RECALLED,
    words="Detainers are declined without a judge's warrant.",
    source="recalled; the day of 2014 is not known",
)
declines(hennepin, HOLD)
