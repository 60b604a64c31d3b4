"""San Bernardino Sheriff: holds suspended."""

from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, where

rule = policy(
    "local-san-bernardino-2014",
    title="San Bernardino Sheriff: holds suspended",
    cite="San Bernardino County Sheriff, by 15 May 2014",
    territory=where("CA", counties=("San Bernardino",), agency=("county-jail",)),
    since="2014-05-15",
    words="All holds are suspended.",
    source="pe.com, 15 May 2014",
)
declines(rule, HOLD)
