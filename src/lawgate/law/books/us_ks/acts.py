"""Kansas: local limits void from July 2022; the act of 2026, read two ways."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import voids_local_limits
from lawgate.law.norms import HOLD, Answer, Authority, Rank, where

hb_2717 = Authority(
    "ks-hb2717-2022",
    title="Local limits barred",
    cite="Kan. HB 2717 (2022)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("KS"),
    since="2022-07-01",
    confidence=Confidence.READ,
    source="einpresswire.com; csg.org; the day is recalled",
    words="Local policies may not prevent cooperation and exchange of information.",
)
voids_local_limits(hb_2717)

hb_2372 = Authority(
    "ks-hb2372-2026",
    title="Authority to hold on detainers",
    cite="Kan. L. 2026 ch. 142 (Sub. for HB 2372)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("KS"),
    since="2026-07-01",
    confidence=Confidence.SUMMARY,
    source="detention-pipeline.transparencycascade.org; the day is assumed",
    words="Readers differ: county jails get authority to hold on a detainer, or sheriffs must honor it.",
)
for_a_hold = fact.hold_wanted & fact.judicial_warrant.one_of("none", "state-criminal")
hb_2372.flag(
    "duty-contested",
    key="duty",
    when=for_a_hold,
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="At least permitted; whether required is open.",
)
hb_2372.flag(
    "text-not-confirmed",
    key="text",
    when=for_a_hold,
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="Text not seen.",
)
