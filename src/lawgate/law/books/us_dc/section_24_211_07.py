"""District of Columbia: the detainer act of 2012 and the Sanctuary Values acts since 23 October 2019 (§ 24-211.07)."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us_dc.crimes import qualifying
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

DISTRICT = where("DC")
adult = fact.age.from_(18) | ~fact.juvenile

act_2012 = Authority(
    "dc-24-211-07-2012",
    title="Immigration Detainer Compliance Amendment Act",
    cite="D.C. Code § 24-211.07 (Law 19-194)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=DISTRICT,
    since="2012-09-13",
    until="2019-10-22",
    confidence=Confidence.READ,
    source="github.com/DCCouncil/law-xml, Law 19-194; applied from 13 Sept. 2012 by emergency act",
    words="A detainer is honoured only if the federal side has agreed in writing to pay all costs, the person is 18 or older, and "
    "was convicted of a dangerous crime or a crime of violence: the one now served, or one of the ten years before the request "
    "or released from in the five years before it, or a homicide at any time. Then for at most 24 hours without weekends "
    "and holidays. An interview needs an opportunity to have counsel there.",
)
act_2012.prohibits(
    HOLD,
    key="costs",
    unless=fact.cost_agreement,
    words="The federal side has not agreed in writing to pay all costs.",
)
act_2012.prohibits(HOLD, key="age", unless=adult, words="The person is under 18.")
act_2012.prohibits(
    HOLD,
    key="crime",
    unless=qualifying,
    words="No dangerous crime or crime of violence now served or recent enough, and no homicide.",
)
act_2012.limits("DC-24", key="clock", words="At most 24 hours, leaving out weekends and holidays.")
act_2012.prohibits(
    INTERVIEW,
    key="counsel",
    unless=fact.attorney_present,
    words="No interview without an opportunity for counsel to be present.",
)

sanctuary = Authority(
    "dc-sva-2020",
    title="Sanctuary Values Amendment Act",
    cite="D.C. Code § 24-211.07 (Act 23-131; Law 23-282; Law 26-55)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=DISTRICT,
    since="2019-10-23",
    confidence=Confidence.READ,
    source="github.com/DCCouncil/law-xml; short gaps between emergency acts on paper are treated as none",
    words="Without a warrant or order of a federal judge the District holds nobody for ICE, tells it no release date or custody "
    "information, gives it no room and no access, and hands nobody over. An interview needs a judge's order, or the "
    "person's own wish "
    "with counsel there or waived. People held for the federal courts are apart. Since 3 September 2025 cooperation that "
    "federal law requires is not barred; a detainer requires none.",
)
NO_JUDGE = "Without a warrant or order of a federal judge: no {}."
sanctuary.prohibits(HOLD, key="no-hold", words=NO_JUDGE.format("hold"))
sanctuary.prohibits(TRANSFER, key="no-hand-over", words=NO_JUDGE.format("hand-over"))
sanctuary.prohibits(
    NOTIFY,
    key="no-notice",
    unless=court_ground | fact.court_compels,
    words=NO_JUDGE.format("word of release or custody"),
)
sanctuary.prohibits(
    INTERVIEW,
    key="no-interview",
    unless=fact.court_compels | (fact.consent_signed & fact.attorney_present),
    words="An interview needs a judge's order, or the person's own wish in writing with counsel there.",
)
sanctuary.says(
    "share_status",
    Answer.PERMITTED,
    cite="(g)",
    key="status",
    since="2025-09-03",
    when=fact.dhs_also_asks.has("immigration-status-on-file"),
    words="Exchange of status under 8 U.S.C. § 1373 is not barred.",
)
