"""New York: People ex rel. Wells v. DeMarco (2018), and the budget act of 2026."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

NEW_YORK = where("NY")
AGREEMENTS_END = "2026-08-25"

demarco = Authority(
    "ny-demarco-2018",
    title="People ex rel. Wells v. DeMarco",
    cite="168 A.D.3d 31 (N.Y. App. Div. 2d Dept 2018)",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=NEW_YORK,
    since="2018-11-14",
    confidence=Confidence.READ,
    source="nycourts.gov, 2018 NY Slip Op 07740; that trial courts elsewhere follow it until their own Department rules "
    "is recalled (Mountain View Coach Lines v. Storms)",
    words="To keep a person past release on a detainer and an officer's warrant is a new arrest, and New York gives its "
    "officers no power to arrest for civil immigration matters. Telling ICE was not in question. Formal agreements under "
    "287(g) were left aside.",
)
demarco.prohibits(
    HOLD,
    key="no-power",
    unless=fact.deputised,
    words="State law gives no power of civil immigration arrest, and a hold past release is one.",
)
demarco.leaves_open(
    HOLD,
    key="agreements-left-aside",
    until="2026-08-24",
    when=fact.deputised,
    words="The court left open whether an agreement under 287(g) can give the power that state law does not.",
)
demarco.flag(
    "state-power-contested",
    key="while-pending",
    since="2017-12-11",
    until="2018-11-13",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    confidence=Confidence.RECALLED,
    words="The case that denied the power was pending; no appellate court had yet spoken.",
)

budget = Authority(
    "ny-budget-2026",
    title="Local Cops, Local Crimes Act",
    cite="N.Y. budget of FY 2027, signed 27 May 2026",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=NEW_YORK,
    since="2026-05-27",
    confidence=Confidence.SUMMARY,
    source="ag.ny.gov; governor.ny.gov of 25 Aug. 2026 for the end of agreements; the enacted exceptions were not seen",
    words="Reported: no hold on a detainer alone, and no cooperation or information without a judge's order, cooperation "
    "in criminal matters apart. Drafts had an exception for serious or violent crime; whether it was enacted was not "
    "seen. From 25 August 2026 agreements under 287(g) are forbidden. Parts of the package are in litigation.",
)
budget.prohibits(
    HOLD,
    key="agreements-forbidden",
    since=AGREEMENTS_END,
    when=~fact.agreement_287g.one_of("none"),
    confidence=Confidence.READ,
    words="From 25 August 2026 an agreement under 287(g) is void and adds no power.",
)
for action in (NOTIFY, TRANSFER, INTERVIEW):
    budget.leaves_open(
        action,
        key=f"exceptions-{action.value}",
        unless=None if action is TRANSFER else court_ground | fact.court_compels,
        flags=("contested", "text-not-confirmed"),
        words="Reports say that this needs a judge's order; the exceptions in the enacted text were not seen.",
    )
