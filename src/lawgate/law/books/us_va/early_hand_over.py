"""Virginia: hand-over in the last five days before release (§ 53.1-220.2), and the conditions of local 287(g) agreements."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, TRANSFER, Authority, Rank, where

section_220_2 = Authority(
    "va-53-1-220-2",
    title="Transfer of prisoners to immigration authorities",
    cite="Va. Code § 53.1-220.2",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("VA"),
    since="2015-07-01",
    confidence=Confidence.READ,
    source="law.justia.com; text restated in HB1468 (2017) and SB270 (2016)",
    words="On a detainer the official in charge may hand a prisoner to ICE up to five days before the release date, with "
    "credit for "
    "the days. It allows no hold past release. For felony arrests status is asked on arrest and on confinement (§§ 19.2-83.2, "
    "53.1-218).",
)
section_220_2.prohibits(
    TRANSFER,
    key="before-the-window",
    when=fact.today.before(fact.hand_over_opens),
    words="The release date is more than five days away: too early to hand the prisoner over.",
)

arrest = Authority(
    "va-19-2-81-6",
    title="Arrest of a removed felon",
    cite="Va. Code § 19.2-81.6",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("VA"),
    since="2004-07-01",
    confidence=Confidence.READ,
    source="law.justia.com; the first day is the usual one of the acts of 2004",
    words="On suspicion of a crime, and once ICE has confirmed unlawful presence, an earlier felony conviction and a "
    "departure after "
    "it, an officer may arrest without a warrant and goes before a magistrate at once: the state match of 8 U.S.C. § "
    "1252c. It says "
    "nothing of holding past release on a detainer.",
)

conditions = Authority(
    "va-ch1028-2026",
    title="Conditions of local 287(g) agreements",
    cite="2026 Va. Acts ch. 1028 (SB 783)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("VA"),
    since="2026-07-01",
    until="2028-06-30",
    confidence=Confidence.READ,
    source="legilist.com; the first day is the usual one",
    words="A local agreement under 287(g) must be in writing and carry listed conditions. One that does not gives no "
    "authority.",
)
conditions.leaves_open(
    HOLD,
    key="not-conforming",
    when=fact.deputised & ~fact.agreement_conforming,
    words="The agreement lacks the conditions that state law demands and gives no authority; what is left is the open "
    "question "
    "whether a jail may hold past release.",
)
