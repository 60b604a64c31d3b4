"""Alabama: HB 56 of 2011, detention of people found unlawfully present, and notice before release."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us.background import told
from lawgate.law.mandate import in_effect, voids_local_limits
from lawgate.law.norms import HOLD, NOTIFY, Authority, Rank, where
from lawgate.law.rows import any_charge, convicted_now

unlawfully_present = fact.lesc_result.one_of("unlawfully-present")
THIRTY_DAYS = 30 * 24 * 60

detention = Authority(
    "al-31-13-18",
    title="Verification and detention",
    cite="Ala. Code § 31-13-18 (Acts 2011-535 and 2012-491)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("AL"),
    since="2011-09-01",
    confidence=Confidence.READ,
    source="law.onecle.com; the day is recalled",
    words="The jail asks the LESC within 48 hours; those are for checking, not for holding. Found unlawfully present by the"
    " federal government, a person charged or confined is kept until "
    "prosecution or hand-over. The text has no cap; custody past the criminal case is capped here at the form "
    "clock.",
)
detention.requires(
    HOLD,
    key="detain",
    when=in_effect & unlawfully_present,
    flags=("statute-has-no-time-cap",),
    words="Kept until handed over.",
)

notice = Authority(
    "al-31-13-19",
    title="Notice before release",
    cite="Ala. Code § 31-13-19 (Acts 2011-535 and 2012-491)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("AL"),
    since="2011-09-01",
    confidence=Confidence.READ,
    source="casetext.com",
    words="A convicted person found unlawfully present: within thirty days of release ICE must be told. The duty "
    "opens then; it is not a deadline. The custodian keeps custody during the hand-over.",
)
notice.requires(
    NOTIFY,
    key="thirty-days",
    when=unlawfully_present & any_charge(convicted_now) & fact.now.from_(fact.t0, plus_minutes=THIRTY_DAYS),
    words="Within thirty days of release ICE must be told.",
)

no_limits = Authority(
    "al-31-13-5",
    title="Local limits barred",
    cite="Ala. Code § 31-13-5",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("AL"),
    since="2011-09-01",
    confidence=Confidence.READ,
    source="law.justia.com",
    words="No local rule may limit enforcement of immigration law.",
)
voids_local_limits(no_limits)

bills = told(
    "al-laken-riley-bills",
    "Bills to require compliance with detainers",
    "Ala. HB 7 (2025) and HB 13 (2026)",
    "2025-01-01",
    "Not law as far as is known: they would demand compliance, for at most 48 hours unless a judge signed. Passage "
    "was not confirmed, so they answer nothing.",
    rank=Rank.STATE_STATUTE,
    kind="bill",
    territory=where("AL"),
    confidence=Confidence.DOUBTED,
    source="bill summaries; the day stands for the year of the first bill",
)
