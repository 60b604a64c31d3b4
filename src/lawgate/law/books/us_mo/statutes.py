"""Missouri: municipal sanctuary policies barred; status checks that prevent no release."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import voids_local_limits
from lawgate.law.norms import NOTIFY, Authority, Rank, where

section_67_307 = Authority(
    "mo-67-307",
    title="Sanctuary policies barred",
    cite="Mo. Rev. Stat. § 67.307",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("MO"),
    since="2009-01-01",
    confidence=Confidence.READ,
    source="law.justia.com",
    words="No municipality, counties included, may have a sanctuary policy. No duty to hold was found.",
)
voids_local_limits(section_67_307)

section_544_472 = Authority(
    "mo-544-472",
    title="Status checks of arrestees",
    cite="Mo. Rev. Stat. § 544.472",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("MO"),
    since="2009-01-01",
    confidence=Confidence.READ,
    source="law.justia.com",
    words="Status is checked within 48 hours, DHS is told of a person unlawfully present, and the check prevents no "
    "release.",
)
# The duty is to tell DHS of the person; where DHS has already sent a request it knows, and the duty says nothing of dates.
section_544_472.requires(
    NOTIFY,
    key="tell",
    when=fact.lesc_result.one_of("unlawfully-present") & ~fact.request,
    words="Found unlawfully present, and DHS has not asked yet: DHS must be told.",
)
