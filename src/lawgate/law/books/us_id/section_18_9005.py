"""Idaho: Code 18-9005, reasonable requests in a detainer must be fulfilled from 27 March 2025."""

from lawgate.base import Confidence
from lawgate.law.mandate import demands, tells_person
from lawgate.law.norms import Authority, Rank, where

section_18_9005 = Authority(
    "id-18-9005",
    title="Detainers must be fulfilled",
    cite="Idaho Code § 18-9005(4) (2025 ch. 183)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("ID"),
    since="2025-03-27",
    confidence=Confidence.READ,
    source="law.justia.com; in force on signature (secondary)",
    words="Once state confinement is over, any reasonable request in a detainer is complied with, honored and "
    "fulfilled, as long as it brings no undue burden, risk or expense, and the person is told.",
)
demands(section_18_9005)
tells_person(section_18_9005, "id-tell-person-held-on-detainer")
