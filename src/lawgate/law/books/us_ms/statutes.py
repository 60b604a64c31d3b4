"""Mississippi: local limits void from 2017, a duty to honor from July 2026."""

from lawgate.base import Confidence
from lawgate.law.mandate import demands, voids_local_limits
from lawgate.law.norms import HOLD, NOTIFY, Authority, Rank, where

code_25_1_119 = Authority(
    "ms-25-1-119",
    title="Limits on cooperation barred",
    cite="Miss. Code § 25-1-119",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("MS"),
    since="2017-03-27",
    confidence=Confidence.READ,
    source="law.justia.com; lexisnexis.com",
    words="Policies that limit communication or cooperation are barred. As passed it orders no hold.",
)
voids_local_limits(code_25_1_119)

hb_538 = Authority(
    "ms-hb538-2026",
    title="Agencies must honor detainers",
    cite="Miss. HB 538 (2026)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("MS"),
    since="2026-07-01",
    confidence=Confidence.SUMMARY,
    source="secondary reports; text not read",
    words="Agencies must honor detainers. Warrant condition, clock and exceptions were not read.",
)
demands(hb_538, HOLD, NOTIFY, flags=("text-not-confirmed",))
