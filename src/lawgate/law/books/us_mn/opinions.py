"""Minnesota: Esparza v. Nobles County (2019) and the Attorney General's opinion of 2025. Neither binds every court."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

esparza = Authority(
    "mn-esparza-2019",
    title="Esparza v. Nobles County",
    cite="Minn. Ct. App. Sept. 2019 (unpublished)",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=where("MN", counties=("Nobles",)),
    since="2019-09-23",
    confidence=Confidence.READ,
    source="Attorney General's release; legalnewsline.com; the day is recalled",
    words="The injunction against the sheriff's holds stands: state law gives no power of civil arrest. It binds its parties only.",
)
esparza.prohibits(
    HOLD, key="injunction", words="The court forbade this sheriff to keep people past release on a detainer."
)
esparza.flag(
    "state-power-contested",
    key="elsewhere",
    territory=where("MN"),
    until="2025-02-05",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="One court of the state, in an unpublished ruling, saw no power to hold on a civil detainer.",
)

opinion = Authority(
    "mn-ago-2025",
    title="Attorney General's opinion on detainers",
    cite="2025 Op. Minn. Att'y Gen. 1 (6 Feb. 2025)",
    kind="opinion",
    rank=Rank.STATE_DIRECTIVE,
    territory=where("MN"),
    since="2025-02-06",
    confidence=Confidence.READ,
    source="ag.state.mn.us; heinonline; kaxe.org for 287(g)",
    words="Minnesota law (§§ 629.30, 629.34) gives no power of civil arrest, so nobody may be kept on a detainer; an agreement with "
    "ICE does not change that. It persuades and does not bind courts. Telling ICE of a release is not in question.",
)
opinion.prohibits(
    HOLD,
    key="no-power",
    flags=("persuasive-authority-only",),
    words="The Attorney General finds no power in state law to keep a person on a detainer.",
)
