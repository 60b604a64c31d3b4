"""Orange Sheriff: no hold."""

from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, where

rule = policy(
    "local-orange-2014",
    title="Orange Sheriff: no hold",
    cite="Orange County Sheriff, June 2014",
    territory=where("CA", counties=("Orange",), agency=("county-jail",)),
    since="2014-06-26",
    words="No hold on a detainer.",
    source="latimes.com, 26 June 2014",
)
declines(rule, HOLD)
