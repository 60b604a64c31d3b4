"""Delaware: no 287(g) agreements; no statewide rule on detainers."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.none_found import no_statewide_rule
from lawgate.law.norms import HOLD, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

section_8402b = Authority(
    "de-11-8402b",
    title="No agreements for immigration enforcement or detention",
    cite="11 Del. C. § 8402B (HB 182)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("DE"),
    since="2025-07-14",
    confidence=Confidence.READ,
    source="aclu-de.org; self-law.org",
    words="Agreements under 287(g) and to house people for immigration detention are forbidden; old ones ended by 13 August 2025. "
    "Warrants issued by a court are honoured as before. Detainers are not mentioned.",
)
no_rule = no_statewide_rule(
    "DE",
    "Delaware",
    "Jails and prisons are one state system; the Third Circuit's Galarza decision binds the federal courts there.",
)
power = Authority(
    "de-state-power-contested",
    title="State power in Delaware",
    cite="no statute; Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)",
    kind="reading",
    rank=Rank.STATE_STATUTE,
    territory=where("DE"),
    since="2014-03-04",
    confidence=Confidence.RECALLED,
    source="nothing found that gives or denies the power",
    words="Since a detainer is only a request, a hold must rest on the jail's own power; no Delaware text gives or denies it.",
)
power.flag(
    "state-power-contested",
    key="contested",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
)
