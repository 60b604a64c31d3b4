"""Riverside Sheriff: holds stopped."""

from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, where

rule = policy(
    "local-riverside-2014",
    title="Riverside Sheriff: holds stopped",
    cite="Riverside County Sheriff, by 15 May 2014",
    territory=where("CA", counties=("Riverside",), agency=("county-jail",)),
    since="2014-05-15",
    words="All holds are stopped, pending a binding ruling or a judge's warrant.",
    source="pe.com, 15 May 2014",
)
declines(rule, HOLD)
