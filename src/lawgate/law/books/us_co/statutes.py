"""Colorado: no arrest on a civil detainer (2019), and no delay, no access and no personal data for ICE (2025)."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Answer, Authority, Penalty, Rank, where
from lawgate.law.resolve import court_ground

COLORADO = where("CO")

hb19_1124 = Authority(
    "co-hb19-1124",
    title="No arrest on a civil immigration detainer",
    cite="Colo. Rev. Stat. §§ 24-76.6-101 to -103 (HB19-1124)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=COLORADO,
    since="2019-05-28",
    confidence=Confidence.READ,
    source="casetext.com history note; act as enacted, leg.colorado.gov/bills/hb19-1124",
    words="Nobody who is eligible for release is arrested or kept on a civil immigration detainer, and the word covers "
    "I-200 and I-205 too. A warrant or writ of a federal judge may be carried out. Before a telephone or video "
    "interview with ICE the jail tells the person, in their language, that ICE seeks it, that they may decline, that "
    "they may see a lawyer first, and that their words may be used. Telling ICE of a release is not mentioned.",
)
hb19_1124.prohibits(
    HOLD,
    key="no-hold",
    words="Nobody eligible for release is kept on a civil immigration detainer, whatever officer's warrant came with it.",
)
hb19_1124.flag(
    "contested",
    key="before-nash",
    until="2024-07-02",
    when=fact.hold_wanted & fact.deputised & ~court_ground,
    given={HOLD: frozenset({Answer.PROHIBITED})},
    words="Until the Court of Appeals spoke, a sheriff with a 287(g) agreement disputed that the ban reached his jail.",
)

sb25_276 = Authority(
    "co-sb25-276",
    title="No delay of release, no access, no personal data",
    cite="SB25-276 (2025), Colo. Rev. Stat. §§ 16-4-102, 24-74 and 24-76.6",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=COLORADO,
    since="2025-05-23",
    confidence=Confidence.SUMMARY,
    source="leg.colorado.gov, the act's own summary and the note of its signing on 23 May 2025; closed parts of a jail: chaffeema.com",
    words="Release may not be denied or delayed for an immigration operation. ICE does not come into the closed parts of "
    "a jail unless a federal warrant compels a hand-over. Personal information goes to ICE only on a court's subpoena, "
    "warrant or order. Breaking the limits on personal information on purpose costs up to $50,000.",
    penalties=(
        Penalty(
            "Breaking the limits on personal information on purpose costs a civil penalty of up to $50,000 each time.",
            "SB25-276, as the report on HB26-1276 restates it",
            Confidence.READ,
        ),
    ),
)
sb25_276.prohibits(
    HOLD, key="no-delay", words="A release may be neither denied nor delayed for an immigration operation."
)
sb25_276.leaves_open(
    NOTIFY,
    key="release-time",
    unless=fact.release_info_public | court_ground | fact.court_compels,
    words="Personal information needs a court's paper; whether a release time that is not public is personal information "
    "is open.",
)
sb25_276.bars_telling(
    "dhs",
    "address",
    "prints",
    key="personal",
    unless=fact.address_public | court_ground | fact.court_compels,
    words="Personal information that is not public needs a court's subpoena, warrant or order.",
)
sb25_276.prohibits(
    TRANSFER,
    key="no-access-to-take",
    words="ICE does not come into the closed parts of the jail to take a person unless a federal warrant compels it.",
)
sb25_276.prohibits(
    INTERVIEW,
    key="no-access",
    unless=court_ground,
    words="ICE does not come into the closed parts of the jail unless a federal warrant compels a hand-over.",
)
sb25_276.limits(
    "CO-6H",
    key="bond-processing",
    cite="Colo. Rev. Stat. § 16-4-102",
    ceiling=True,
    when=fact.release_event.one_of("bail-posted", "own-recognisance"),
    words="Once bond is posted or waived the jail has at most six hours to let the person go.",
)

hb23_1100 = Authority(
    "co-hb23-1100",
    title="No agreements to detain for ICE",
    cite="HB23-1100 (2023)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=COLORADO,
    since="2024-01-01",
    confidence=Confidence.SUMMARY,
    source="denvergazette.com for its passage; the day is recalled",
    words="State and local bodies may not agree to house people for immigration detention; old agreements ended by 1 "
    "January 2024. It says nothing of detainers.",
)
