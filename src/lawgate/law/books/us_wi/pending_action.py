"""Wisconsin: an original action before the Supreme Court, undecided in June 2026; no statewide rule meanwhile."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.none_found import no_statewide_rule
from lawgate.law.norms import HOLD, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

voces = Authority(
    "wi-voces-v-gerber",
    title="Voces de la Frontera v. Gerber",
    cite="No. 2025AP2121-OA (Wis.), granted 3 Dec. 2025",
    kind="litigation",
    rank=Rank.STATE_STATUTE,
    territory=where("WI"),
    since="2025-12-03",
    confidence=Confidence.READ,
    source="dairylandsentinel.com; wisconsinwatch.org; wispolitics.com of June 2026",
    words="The court is asked whether sheriffs may hold on detainers, as civil arrest or under 287(g). Sheriffs removed the case to "
    "federal court, which sent it back in spring 2026; it was undecided in June 2026, and what came after was not seen.",
)
voces.flag(
    "contested",
    key="pending",
    until="2026-06-30",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="The state's highest court has been asked whether a sheriff may hold on a detainer.",
)
voces.leaves_open(
    HOLD,
    key="perhaps-decided",
    since="2026-07-01",
    flags=("contested", "open-law"),
    words="Whether a sheriff may hold on a detainer was before the state's highest court; whether it has decided was not seen.",
)
no_rule = no_statewide_rule("WI", "Wisconsin", "Counties differ: Milwaukee and Dane decline, others honor.")
