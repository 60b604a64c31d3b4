"""Montana: Ramon v. Short denied the power; what the acts of 2021 changed is not confirmed."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import voids_local_limits
from lawgate.law.norms import HOLD, Authority, Rank, where

ramon = Authority(
    "mt-ramon-2020",
    title="Ramon v. Short",
    cite="2020 MT 69, 399 Mont. 254, 460 P.3d 867",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=where("MT"),
    since="2020-03-25",
    confidence=Confidence.READ,
    source="casetext.com; missoulacurrent.com",
    words="A hold on an I-247A, even with an I-200, is an arrest that Montana law does not authorise.",
)
ramon.prohibits(
    HOLD,
    key="no-power",
    until="2021-03-30",
    unless=fact.agreement_287g.one_of("jail-model"),
    words="State law gives no power of civil arrest; agreements under 287(g) were left aside.",
)

hb_200 = Authority(
    "mt-hb200-2021",
    title="Local limits barred",
    cite="Mont. HB 200 (2021)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("MT"),
    since="2021-03-31",
    confidence=Confidence.READ,
    source="fairus.org; ypradio.org",
    words="State and local limits are barred. A bill that would make arrest on a detainer mandatory had passed both "
    "chambers; its signature is not confirmed.",
)
voids_local_limits(hb_200)
hb_200.leaves_open(
    HOLD,
    key="revived",
    unless=fact.agreement_287g.one_of("jail-model"),
    flags=("text-not-confirmed",),
    words="Ramon denies the power unless a later statute gave it, and that statute was not seen.",
)
