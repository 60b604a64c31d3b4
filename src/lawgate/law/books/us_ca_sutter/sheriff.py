"""Sutter Sheriff: no hold on a detainer alone."""

from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, where

rule = policy(
    "local-sutter-2014",
    title="Sutter Sheriff: no hold on a detainer alone",
    cite="Sutter County Sheriff, command order of 6 May 2014",
    territory=where("CA", counties=("Sutter",), agency=("county-jail",)),
    since="2014-05-06",
    words="No hold on a detainer alone; notice goes on.",
    source="Sutter County command order",
)
declines(rule, HOLD)
