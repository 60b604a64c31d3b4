"""Massachusetts: Lunn v. Commonwealth (2017). A hold is an arrest, and no Massachusetts law authorises it."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

PRISON = ("state-prison",)

lunn = Authority(
    "ma-lunn-2017",
    title="Lunn v. Commonwealth",
    cite="477 Mass. 517 (2017)",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=where("MA"),
    since="2017-07-24",
    confidence=Confidence.READ,
    source="masscases.com; law.justia.com; what is said of 287(g) is recalled",
    words="To keep a person past release on a civil detainer, with or without an officer's warrant, is an arrest that "
    "neither common law nor statute authorises. Said of court officers; the reasons reach police and sheriffs. Notice and "
    "interviews are not touched. Formal agreements under 287(g) were not before the court; the state prison's own has been "
    "treated as outside it. Boston's Trust Act is stricter for city police.",
)
lunn.prohibits(
    HOLD,
    key="no-power",
    unless=fact.deputised,
    words="No Massachusetts law gives an officer power to arrest on a civil immigration detainer, and a hold is an arrest.",
)
lunn.leaves_open(
    HOLD,
    key="agreements",
    territory=where("MA", not_agency=PRISON),
    when=fact.deputised,
    confidence=Confidence.RECALLED,
    words="Whether a sheriff's 287(g) agreement can give a power that state law does not was not decided.",
)
lunn.flag(
    "state-power-contested",
    key="prison-agreement",
    territory=where("MA", agency=PRISON),
    when=fact.hold_wanted & fact.deputised & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    confidence=Confidence.RECALLED,
    words="The state prison's 287(g) agreement has been treated as outside Lunn; no court has said so.",
)
lunn.flag(
    "state-power-contested",
    key="while-pending",
    since="2017-02-06",
    until="2017-07-23",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    confidence=Confidence.RECALLED,
    words="The case that denied the power was pending; no appellate court of the state had yet spoken.",
)
