"""Who in California could make a civil immigration seizure before 2018, and the old reporting duty after drug arrests."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.books.us.decisions import in_proceedings
from lawgate.law.norms import HOLD, NOTIFY, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground
from lawgate.law.rows import any_charge

CALIFORNIA = where("CA")
ON_PAPER_11369 = tuple(
    f"CA HSC {n}"
    for n in (
        "11350",
        "11351",
        "11351.5",
        "11352",
        "11353",
        "11355",
        "11357",
        "11359",
        "11360",
        "11361",
        "11363",
        "11366",
        "11368",
        "11550",
    )
)

gates = Authority(
    "gates-v-superior-court",
    title="Gates v. Superior Court",
    cite="193 Cal. App. 3d 205 (1987)",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=CALIFORNIA,
    since="1987-07-01",
    until="2018-01-03",
    confidence=Confidence.SUMMARY,
    source="cited for limits on holds in nortontooby.com/node/15804; the holding is recalled",
    words="California officers may not arrest for civil immigration violations. Whether that reached holds on "
    "detainers was disputed "
    "until 2018.",
)
gates.flag(
    "state-power-contested",
    key="contested",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="Whether California law let a jail make a civil immigration seizure at all is disputed.",
)
roy_reach = Authority(
    "ca-state-power-contested",
    title="State power, in hindsight",
    cite="Roy v. County of Los Angeles, 2018 WL 914773; Gates v. Superior Court",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=CALIFORNIA,
    since="2018-02-07",
    confidence=Confidence.SUMMARY,
    reach_back=True,
    source="order of 7 Feb. 2018; that it rests on lack of state power is recalled",
    words="Looking back, a California jail had no power to hold on a detainer, save where Roy's classes stop: final "
    "orders and pending "
    "cases.",
)
roy_reach.prohibits(HOLD, key="hindsight", unless=in_proceedings)

hs_11369 = Authority(
    "ca-hs-11369",
    title="Report of drug arrests of non-citizens",
    cite="Cal. Health & Saf. Code § 11369 (repealed)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=CALIFORNIA,
    since="1977-01-01",
    until="2018-01-03",
    confidence=Confidence.READ,
    source="Fonseca v. Fong, 167 Cal. App. 4th 922",
    words="After an arrest for a listed drug offence, with reason to believe that the person is not a citizen, the "
    "arresting agency "
    "must tell the federal deportation agency of the arrest. It never required a hold.",
)
hs_11369.requires(
    NOTIFY,
    key="tell-of-arrest",
    when=fact.not_citizen_suspected & any_charge(row.section.one_of(*ON_PAPER_11369)),
    flags=("duty-is-fact-of-arrest-not-release-date",),
)

pen_834b = Authority(
    "ca-pen-834b",
    title="Proposition 187's duty to cooperate",
    cite="Cal. Pen. Code § 834b (deleted)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=CALIFORNIA,
    since="1994-11-09",
    until="2014-12-31",
    confidence=Confidence.READ,
    source="analyses of SB 396 (2014)",
    words="Enjoined from the start and deleted from 1 January 2015: never a source of any duty.",
)
