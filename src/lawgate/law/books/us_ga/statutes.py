"""Georgia: local limits void since 2009, status checks, and a duty to honor detainers from 2024."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import demands, voids_local_limits
from lawgate.law.norms import HOLD, NOTIFY, Authority, Penalty, Rank, where

GEORGIA = where("GA")
unlawfully_present = fact.lesc_result.one_of("unlawfully-present")

no_sanctuary = Authority(
    "ga-36-80-23",
    title="Sanctuary policies void",
    cite="O.C.G.A. § 36-80-23",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=GEORGIA,
    since="2009-07-01",
    confidence=Confidence.RECALLED,
    words="A local policy that declines cooperation is void.",
)
voids_local_limits(no_sanctuary)
check = Authority(
    "ga-42-4-14",
    title="Status checks in jails",
    cite="O.C.G.A. § 42-4-14",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=GEORGIA,
    since="2011-07-01",
    confidence=Confidence.READ,
    source="github.com/UniCourt/cic-code-ga (text to 2024); casetext.com (2024 text)",
    words="Within 48 hours of arrival the jail tries to determine nationality and lawful presence; found unlawfully "
    "present, DHS is told. "
    "Nothing denies bond or a release otherwise due; once verified, the person may be detained and transported as "
    "state and federal "
    "law allow. These 48 hours are for checking, not for holding.",
)
# The duty is to tell DHS of the person; where DHS has already sent a request it knows, and the duty says nothing of dates.
check.requires(
    NOTIFY,
    key="tell-dhs",
    when=unlawfully_present & ~fact.request,
    words="Found unlawfully present, and DHS has not asked yet: DHS must be told.",
)
check.prohibits(
    HOLD,
    key="status-alone",
    grounds=("query",),  # what the jail would rest on is the status check, not a request
    since="2024-07-01",
    when=unlawfully_present & ~fact.request,
    confidence=Confidence.SUMMARY,
    words="Status alone, without a written instruction of LESC or ICE, is no ground to hold.",
)
cooperation = Authority(
    "ga-35-1-17",
    title="Cooperation with federal authorities",
    cite="O.C.G.A. § 35-1-17",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=GEORGIA,
    since="2011-07-01",
    confidence=Confidence.READ,
    source="law.justia.com",
    words="Officers may cooperate and detain reasonably when authorised by a federal immigration detainer or "
    "federal arrest warrant; from "
    "2024 every sheriff and jail must ask for a 287(g)-type memorandum each year.",
)
honor = Authority(
    "ga-42-1-11-5",
    title="Custodians must honor detainers",
    cite="O.C.G.A. § 42-1-11.5",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=GEORGIA,
    since="2024-07-01",
    confidence=Confidence.SUMMARY,
    source="legiplex SB 21; seminoleso.org; commencement 1 May or 1 July 2024",
    words="A custodial authority must honor immigration detainer notices, for at most 48 hours unless a federal "
    "judge signed the warrant.",
    penalties=(
        Penalty(
            "Refusing is a misdemeanor of a high and aggravated nature for the official, and the county may lose state money.",
            "Ga. HB 1105 (2024)",
            Confidence.SUMMARY,
        ),
    ),
)
demands(honor, HOLD, NOTIFY)
honor.limits(
    "GA-MAX48", key="cap", ceiling=True, words="No longer than 48 hours on a detainer or an immigration warrant."
)
