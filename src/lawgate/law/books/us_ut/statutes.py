"""Utah: status of some inmates; state prisons tell DHS before a felony inmate's release, from 2025."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import NOTIFY, Authority, Rank, where
from lawgate.law.rows import any_conviction, level

section_17_22 = Authority(
    "ut-17-22",
    title="Citizenship of inmates",
    cite="Utah Code § 17-22-9.5",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("UT"),
    since="2009-07-01",
    confidence=Confidence.DOUBTED,
    words="Sheriffs try to establish the citizenship of certain inmates. No duty to hold was found.",
)

section_64_13 = Authority(
    "ut-64-13-10-7",
    title="State prisons tell DHS",
    cite="Utah Code § 64-13-10.7 (2025 ch. 227)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("UT", agency=("state-prison",)),
    since="2025-05-07",
    confidence=Confidence.READ,
    source="law.justia.com",
    words="At least five business days before the release of a felony inmate who is unlawfully present the prison "
    "tells DHS and coordinates the hand-over.",
)
section_64_13.requires(
    NOTIFY,
    key="five-days",
    when=fact.lesc_result.one_of("unlawfully-present") & any_conviction(level.one_of("felony")),
    words="DHS is told at least five business days before release.",
)
