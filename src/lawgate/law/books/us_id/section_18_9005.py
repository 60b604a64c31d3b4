"""Idaho: Code 18-9005, reasonable requests in a detainer must be fulfilled from 27 March 2025."""

from lawgate.base import Confidence
from lawgate.law.books.us.background import told
from lawgate.law.mandate import demands, tells_person
from lawgate.law.norms import Authority, Rank, where

section_18_9005 = Authority(
    "id-18-9005",
    title="Detainers must be fulfilled",
    cite="Idaho Code § 18-9005 (2025 ch. 183)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("ID"),
    since="2025-03-27",
    confidence=Confidence.READ,
    source="law.justia.com; in force on signature (secondary)",
    words="Once state confinement is over, any reasonable request in a detainer is complied with, honored and "
    "fulfilled, as long as it brings no undue burden, risk or expense, and the person is told (subsection 4). "
    "Officers may not be kept "
    "from exchanging status (1) nor from 287(g) agreements (2). The injunctions of March and April 2025 reach the "
    "crimes of entry alone.",
)
demands(section_18_9005, cite="(4)")
tells_person(section_18_9005, "id-tell-person-held-on-detainer", cite="(4)")

hb_659 = told(
    "id-hb659-2026",
    "A bill on 287(g) applications",
    "Idaho HB 659 (2026)",
    "2026-03-06",
    "Passed the House on 6 March 2026; what became of it was not confirmed, so it answers nothing.",
    rank=Rank.STATE_STATUTE,
    kind="bill",
    territory=where("ID"),
    source="kivitv.com",
)
