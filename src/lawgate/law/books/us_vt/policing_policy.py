"""Vermont: the fair and impartial policing policy that every agency must adopt."""

from lawgate.base import Confidence
from lawgate.law.norms import HOLD, Authority, Rank, where

policing = Authority(
    "vt-fip-2366",
    title="Fair and impartial policing policy",
    cite="20 V.S.A. § 2366",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("VT"),
    since="2017-07-01",
    confidence=Confidence.RECALLED,
    source="recalled; citizenportal.ai (July 2025) for the contract to house federal detainees",
    words="Every agency adopts the Criminal Justice Council's policy, which bars keeping anyone on a civil detainer alone. A 287(g) "
    "agreement needs the governor. Housing people who are already federal detainees under contract is another matter.",
)
policing.prohibits(HOLD, key="no-hold", words="The policy bars keeping anyone on a civil detainer alone.")
