"""North Carolina: G.S. 162-62 in 2007, 2024 and 2025, and the two-hour query at pretrial release."""

from datetime import date

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import HOLD_REQUIRED, demands, warrant_attached
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Authority, Penalty, Rank, where
from lawgate.law.rows import any_charge, grade, level, offense_date, statute

NC = where("NC")
TWO_DAYS = 48 * 60
SANTOS = (
    "santos-v-frederick-county",
)  # a state judge's order under statute answers the question that case leaves open
crime = level.one_of("felony", "misdemeanor")
ENFORCED = (
    Penalty(
        "A complaint may be made to the Attorney General, and a superior court may order compliance.",
        "N.C.G.S. § 162-63",
        Confidence.SUMMARY,
    ),
)
IMPAIRED_DRIVING = ("G.S. 20-138.1", "G.S. 20-138.2", "G.S. 20-138.5")

inquiry_2007 = Authority(
    "nc-162-62-2007",
    title="Inquiry into residency, 2007 to 2024",
    cite="N.C.G.S. § 162-62 (S.L. 2007-494, 2010-97)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=NC,
    since="2008-01-01",
    until="2024-11-30",
    confidence=Confidence.READ,
    source="github.com/UniCourt/cic-code-nc",
    words="A felony or impaired-driving charge sets off an inquiry and, where possible, a query of ICE. Nothing in "
    "it denies bond or "
    "prevents a release otherwise due; there is no duty to hold.",
)

hb_10 = Authority(
    "nc-hb10-2024",
    title="Hold on detainer and administrative warrant, offenses from December 2024",
    cite="N.C.G.S. § 162-62(b1) (S.L. 2024-55)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=NC,
    since="2024-12-01",
    until="2025-09-30",
    confidence=Confidence.READ,
    source="sog.unc.edu; casetext.com; lrs.sog.unc.edu S50 summary",
    words="A person charged with a crime committed on or after 1 December 2024 on whom a detainer and an "
    "administrative warrant have come is "
    "taken before a state judicial official, who orders the hold: until 48 hours from receipt of the papers, "
    "pick-up, or rescission.",
    penalties=ENFORCED,
)
engaged = fact.request & warrant_attached & any_charge(crime & offense_date.from_(date(2024, 12, 1)))
spent = fact.received_at.by(fact.t0, plus_minutes=TWO_DAYS)
demands(hb_10, HOLD, TRANSFER, when=engaged & fact.state_judicial_order & ~spent, over=SANTOS)
hb_10.prohibits(
    HOLD,
    key="spent",
    when=engaged & spent,
    flags=("limit-passed-before-t0",),
    words="The 48 hours from receipt had run out before release came due: nothing is left to hold on.",
)
hb_10.limits("NC-RECEIPT", key="clock", when=engaged, words="48 elapsed hours from receipt of detainer and warrant.")
hb_10.duty(
    "take-before-state-judicial-official",
    key="official",
    when=engaged,
    given=HOLD_REQUIRED,
    words="Before release the person is taken before a state judicial official.",
)

hb_318 = Authority(
    "nc-hb318-2025",
    title="Hold on detainer and administrative warrant, from October 2025",
    cite="N.C.G.S. § 162-62(b1) (S.L. 2025-85)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=NC,
    since="2025-10-01",
    confidence=Confidence.READ,
    source="webservices.ncleg.gov digest; lrs.sog.unc.edu; nccriminallaw.sog.unc.edu",
    words="For anyone confined or released from 1 October 2025: 48 hours from when the prisoner would otherwise be "
    "released, and notice to "
    "ICE within two hours of that time.",
    penalties=ENFORCED,
)
engaged_2025 = fact.request & warrant_attached & any_charge(crime)
demands(hb_318, HOLD, NOTIFY, TRANSFER, when=engaged_2025 & fact.state_judicial_order, over=SANTOS)
hb_318.limits("NC-RELEASE", key="clock", when=engaged_2025, words="48 elapsed hours from the time of release.")
hb_318.limits(
    "NC-2H-NOTICE",
    key="notice",
    ground="notice",
    when=engaged_2025,
    words="ICE is told within two hours of the time of release.",
)
hb_318.duty(
    "take-before-state-judicial-official",
    key="official",
    when=engaged_2025,
    given=HOLD_REQUIRED,
    words="Before release the person is taken before a state judicial official.",
)

query = Authority(
    "nc-15a-534-2h",
    title="Two hours for the query at pretrial release",
    cite="N.C.G.S. § 15A-534 (S.L. 2025-85)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=NC,
    since="2025-10-01",
    confidence=Confidence.READ,
    source="nccriminallaw.sog.unc.edu",
    words="For listed charges, where residency cannot be determined, the person is committed for prints and a query "
    "of ICE, and released two "
    "hours after the query if no detainer and warrant have come.",
)
listed = any_charge(level.one_of("felony") | grade.one_of("A1") | statute.one_of(*IMPAIRED_DRIVING))
query.requires(
    HOLD,
    key="two-hours",
    grounds=("query",),
    when=~fact.request & ~fact.ice_query_at.none & ~fact.residency_determined & listed,
    flags=("query-is-required",),
)
query.limits("NC-2H-QUERY", key="clock", ground="query", words="Two hours from the query to ICE.")
