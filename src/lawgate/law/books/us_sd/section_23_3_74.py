"""South Dakota: nobody may be kept from communicating with federal authorities; no duty to hold."""

from lawgate.base import Confidence
from lawgate.law.mandate import voids_local_limits
from lawgate.law.norms import NOTIFY, Authority, Rank, where

section_23_3_74 = Authority(
    "sd-23-3-74",
    title="Communication not to be limited",
    cite="S.D. Codified Laws § 23-3-74 (SL 2025 ch. 100)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("SD"),
    since="2025-07-01",
    confidence=Confidence.READ,
    source="law.justia.com; the day is recalled",
    words="No state or local rule may limit communicating or cooperating with federal authorities to verify or "
    "report status. There is no duty to hold.",
)
voids_local_limits(section_23_3_74, NOTIFY)
