"""The consent judgment of 2013 against the state's mandate of 2024."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Authority, Rank, where

decree = Authority(
    "la-orleans-decree",
    title="Cacho v. Gusman, consent judgment",
    cite="E.D. La., consent judgment of 2013",
    kind="decision",
    rank=Rank.FEDERAL_STATUTE,
    territory=where("LA", counties=("Orleans",)),
    since="2013-08-01",
    confidence=Confidence.SUMMARY,
    policy="la-orleans-decree",
    source="blackchronicle.com; whether it still stands must be checked",
    words="The sheriff may honor detainers only for a few grave charges and may not ask status.",
)
decree_binds = fact.consent_decree
for_action = "A federal decree and a state duty meet, and no authority says which yields: ask counsel."
decree.leaves_open(HOLD, key="hold", when=decree_binds, words=for_action)
decree.leaves_open(NOTIFY, key="notice", when=decree_binds, words=for_action)
decree.leaves_open(TRANSFER, key="hand-over", when=decree_binds, words=for_action)
