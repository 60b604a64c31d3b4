"""Colorado courts on detainers: Cisneros v. Elder (2018) and Nash v. Mikesell (2024)."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

cisneros = Authority(
    "co-cisneros-v-elder-2018",
    title="Cisneros v. Elder",
    cite="El Paso County Dist. Ct., injunctions of March and December 2018",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=where("CO", counties=("El Paso",)),
    since="2018-03-19",
    confidence=Confidence.READ,
    source="aclu-co.org; the day in March is recalled",
    words="A hold on a detainer is an arrest without a warrant, for which a Colorado sheriff has no power. It bound the "
    "sheriff of El Paso County; elsewhere it only persuaded, and a Teller County court held otherwise that August.",
)
cisneros.prohibits(
    HOLD, key="no-power", words="The court forbade this sheriff to keep anyone past release on an ICE detainer."
)
cisneros.flag(
    "state-power-contested",
    key="elsewhere",
    territory=where("CO"),
    until="2019-05-27",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="Colorado courts disagreed whether a sheriff has power to hold on a civil detainer.",
)

nash = Authority(
    "co-nash-v-mikesell-2024",
    title="Nash v. Mikesell",
    cite="2024 COA 68",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=where("CO"),
    since="2024-07-03",
    confidence=Confidence.READ,
    source="casetext.com; cl.cobar.org",
    words="A 287(g) agreement does not let a sheriff hold people who are eligible for release, and an I-200 is a civil "
    "immigration detainer within the statute. It binds the trial courts of the whole state.",
)
nash.prohibits(
    HOLD,
    key="agreement-adds-nothing",
    when=~fact.agreement_287g.one_of("none"),
    words="The state's ban prevails over a 287(g) agreement.",
)
