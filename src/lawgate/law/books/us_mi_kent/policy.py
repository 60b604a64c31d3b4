"""Kent County: a judge's warrant since January 2019."""

from lawgate.base import Confidence
from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, where

kent = policy(
    "mi-kent-policy",
    title="Kent County: a judge's warrant",
    cite="Kent County Sheriff's policy of January 2019",
    territory=where("MI", counties=("Kent",)),
    since="2019-01-18",
    confidence=Confidence.RECALLED,
    words="The jail holds for ICE only with a judge's warrant.",
    source="recalled; the month of January 2019 is sure, the day is not",
)
declines(kent, HOLD)
