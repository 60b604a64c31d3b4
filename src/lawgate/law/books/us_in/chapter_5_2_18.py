"""Indiana: local limits void from 2011, a duty to comply from July 2026."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import HOLD_REQUIRED, demands, tells_person, voids_local_limits
from lawgate.law.norms import Authority, Penalty, Rank, where

code_5_2_18 = Authority(
    "in-5-2-18-2",
    title="Limits on enforcement barred",
    cite="Ind. Code ch. 5-2-18.2",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("IN"),
    since="2011-07-01",
    confidence=Confidence.SUMMARY,
    source="csg.org",
    words="No policy may limit enforcement to less than federal law permits.",
)
voids_local_limits(code_5_2_18)

sea_76 = Authority(
    "in-sea76-2026",
    title="Compliance with detainers",
    cite="Ind. Code § 5-2-18.2-9 (SEA 76 of 2026)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("IN"),
    since="2026-07-01",
    confidence=Confidence.SUMMARY,
    source="bill text as printed; keepinglawsimple.org; enrolled text not seen",
    words="Tell the bail judge, record it, comply with all its requests, and tell the person. A person who shows a "
    "U.S. passport or birth certificate: the issuing officer must be called.",
    penalties=(
        Penalty(
            "The Attorney General sues, for up to $10,000 a breach.",
            "Ind. Code ch. 5-2-18.2 (SEA 76 of 2026, as printed)",
            Confidence.SUMMARY,
        ),
    ),
)
demands(sea_76, flags=("text-not-confirmed",))
tells_person(sea_76, "in-tell-person-held-on-detainer")
sea_76.duty(
    "tell-bail-judge", key="judge", when=fact.request, given=HOLD_REQUIRED, words="Tell the judge who sets bail."
)
sea_76.duty(
    "record-in-file", key="file", when=fact.request, given=HOLD_REQUIRED, words="Record the detainer in the file."
)
