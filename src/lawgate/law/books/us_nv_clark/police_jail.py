"""The Las Vegas police jail: no holds from October 2019, a warrant-service agreement since June 2025."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.local import declines, honors, policy
from lawgate.law.norms import HOLD, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

CLARK = where("NV", counties=("Clark",))

agreement = Authority(
    "nv-lvmpd-287g",
    title="Las Vegas Metropolitan Police: agreement under 287(g)",
    cite="LVMPD 287(g) warrant-service agreement (June 2025); No. A-25-930343-W (Clark County Dist. Ct.)",
    kind="agreement",
    rank=Rank.LOCAL_POLICY,
    territory=CLARK,
    since="2019-10-23",
    confidence=Confidence.READ,
    source="thenevadaindependent.com; silverstatejournal.com; aclunv.org; the day of October 2019 is recalled",
    words="Holds ended in October 2019 after Gonzalez v. ICE. An agreement of June 2025 lets officers serve immigration warrants and "
    "keep people up to 48 hours. Whether the department had power to sign it was put to a court on 13 October 2025; no "
    "outcome was found.",
)
agreement.flag(
    "contested",
    key="dillons-rule",
    since="2025-10-13",
    when=fact.hold_wanted & ~fact.agreement_287g.one_of("none") & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="A suit says that the department had no power to sign the agreement and that state law forbids its cost.",
)
declined = policy(
    "local-lvmpd-2019",
    title="Las Vegas police jail: no holds",
    cite="LVMPD policy of October 2019",
    territory=CLARK,
    since="2019-10-23",
    until="2025-06-15",
    confidence=Confidence.READ,
    words="The jail no longer holds on detainers; it goes on telling ICE of releases.",
    source="thenevadaindependent.com; days are recalled",
)
declines(declined, HOLD)
agreed = policy(
    "local-lvmpd-2025",
    title="Las Vegas police jail: holds under the agreement",
    cite="LVMPD 287(g) warrant-service agreement (June 2025)",
    territory=CLARK,
    since="2025-06-16",
    confidence=Confidence.READ,
    words="Under the agreement the jail serves immigration warrants and holds up to 48 hours.",
    source="thenevadaindependent.com; the day is recalled",
)
honors(agreed)
