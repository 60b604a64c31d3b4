"""Multnomah County's resolution of April 2013: holds only on serious charges."""

from lawgate.base import Confidence
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, Rank, where
from lawgate.law.rows import any_charge, serious, violent

multnomah = policy(
    "or-multnomah-2013-policy",
    title="Multnomah County resolution of April 2013",
    cite="Multnomah County Board resolution, April 2013",
    territory=where("OR", counties=("Multnomah",)),
    since="2013-04-04",
    until="2014-04-10",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.RECALLED,
    words="Detainers are honoured only where the charge is serious.",
    source="recalled, both days included; the list of charges was not seen; overtaken by Miranda-Olivares in April 2014",
)
multnomah.prohibits(
    HOLD, key="serious-charges", unless=any_charge(serious | violent), words="No hold unless the charge is serious."
)
