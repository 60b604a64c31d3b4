"""Federal decisions: where they bind they are law; elsewhere they are what a hold has cost (see ``exposures``)."""

from datetime import date

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, LAWFUL, NATION, Answer, Authority, Rank, where
from lawgate.law.resolve import hold_asked

NINTH = where(circuits=("9",))
GONZALEZ_DAY = "2020-09-11"
in_proceedings = fact.boxes.has(
    "1-final-order",
    "1-pending-proceedings",
    "order-of-removal",
    "proceedings-started",
    "1B-final-order",
    "1B-pending-proceedings",
)

arizona = Authority(
    "arizona-v-united-states",
    title="Arizona v. United States",
    cite="567 U.S. 387 (2012)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=NATION,
    since="2012-06-25",
    words="Being removable is generally no crime; local officers may not arrest for it on their own. Answering a "
    "question about a "
    "release date is lawful cooperation.",
)

mclaughlin = Authority(
    "county-of-riverside-v-mclaughlin",
    title="County of Riverside v. McLaughlin",
    cite="500 U.S. 44 (1991); Gerstein v. Pugh, 420 U.S. 103 (1975)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=NATION,
    since="1991-05-13",
    words="A neutral decision on probable cause is due promptly after an arrest without a warrant: 48 hours, "
    "weekends and holidays "
    "included, is presumptively prompt, and later is not.",
)

gonzalez = Authority(
    "gonzalez-v-ice",
    title="Gonzalez v. ICE",
    cite="975 F.3d 788 (9th Cir. 2020)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=NINTH,
    since=GONZALEZ_DAY,
    confidence=Confidence.READ,
    source="Gonzalez v. ICE, 975 F.3d 788",
    words="A hold on a detainer needs probable cause and a prompt neutral decision on it: more than 48 elapsed "
    "hours without one is "
    "presumed unreasonable.",
)
gonzalez.limits(
    "FLAT48",
    key="48-elapsed-hours",
    unless=fact.neutral_finding,
    flags=("weekend-inclusive-presumption",),
    words="Without a neutral finding custody beyond 48 elapsed hours is presumed unreasonable, weekends and "
    "holidays included.",
)
gonzalez.flag(
    "prompt-neutral-finding-needed",
    key="prompt-finding",
    when=fact.boxes.has("1-biometric-match", "1-statements", "1-statements-or-other-evidence") & ~in_proceedings,
    unless=fact.neutral_finding,
    given={HOLD: LAWFUL},
    words="A neutral official must review probable cause promptly after the hold begins.",
)

gonzalez_district = Authority(
    "gonzalez-judgment-2020",
    title="Gonzalez v. ICE, judgment of the district court",
    cite="No. 2:13-cv-04416 (C.D. Cal. 5 Feb. 2020)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=NATION,
    since="2020-02-05",
    until="2020-09-10",
    confidence=Confidence.SUMMARY,
    source="ICE guidance after the judgment (Feb. 2020)",
    words="Until vacated: detainers from the Central District of California that rest on a database match alone are "
    "void.",
)
gonzalez_district.prohibits(
    HOLD,
    key="database-only",
    when=fact.issuing_office.one_of("PERC", "Los Angeles")
    & fact.boxes.has("1-biometric-match")
    & ~fact.boxes.has_other_than("1-biometric-match"),
    words="A database match alone gives no probable cause for a detainer issued from the Central District.",
)

settlement = Authority(
    "gonzalez-settlement-2025",
    title="Gonzalez v. ICE, class settlement",
    cite="No. 2:13-cv-04416 (C.D. Cal.), effective 4 Mar. 2025",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=NATION,
    since="2025-03-04",
    until="2030-03-04",
    confidence=Confidence.READ,
    source="Gonzalez settlement materials",
    words="A covered office may send only Form I-247G unless a neutral official has reviewed probable cause. People "
    "with a final order "
    "or a pending case are outside the class.",
)
covered_form = fact.form.one_of("I-247A") & fact.issued_on.from_(date(2025, 3, 4)) & fact.issuing_office.one_of("PERC")
settlement.prohibits(
    HOLD,
    key="no-neutral-review",
    when=covered_form & ~in_proceedings,
    unless=fact.neutral_finding,
    flags=("coverage-list-to-be-checked", "treat-as-notification-request"),
    words="A covered office sent a hold request without neutral review: treat it as a request for notice only.",
)
settlement.flag(
    "outside-settlement-class",
    key="outside",
    when=covered_form & in_proceedings,
    given={HOLD: LAWFUL},
    words="Final orders and pending cases are outside the settlement class.",
)

moreno = Authority(
    "jimenez-moreno-v-napolitano",
    title="Jimenez Moreno v. Napolitano",
    cite="213 F. Supp. 3d 999 (N.D. Ill. 2016); 8 U.S.C. § 1357(a)(2)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=where("IL", "IN", "WI", "KY", "KS", "MO"),
    since="2016-09-30",
    confidence=Confidence.READ,
    reach_back=True,
    source="Moreno v. Napolitano, 213 F. Supp. 3d 999; the list of six states is recalled",
    words="A detainer of the Chicago area without a warrant, and without a finding that the person would escape "
    "before one could be "
    "had, is void.",
)
moreno.prohibits(
    HOLD,
    key="void",
    when=fact.issuing_office.one_of("Chicago") & ~fact.civil_warrants.has("I-200", "I-205"),
    unless=fact.escape_finding,
    words="Issued by the Chicago area without a warrant and without an escape finding: void.",
)
moreno.flag(
    "circuit-question-open",
    key="seventh-circuit",
    territory=where(circuits=("7",)),
    given={HOLD: frozenset({Answer.PERMITTED})},
    when=hold_asked
    & ~fact.judicial_warrant.one_of("federal-criminal", "federal-criminal-immigration", "civil-judicial"),
    words="The Seventh Circuit has not decided whether local officers may hold on civil grounds (Lopez-Aguilar, 924 "
    "F.3d 375).",
)

santos = Authority(
    "santos-v-frederick-county",
    title="Santos v. Frederick County Board of Commissioners",
    cite="725 F.3d 451 (4th Cir. 2013)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=where(circuits=("4",)),
    since="2013-08-07",
    confidence=Confidence.READ,
    reach_back=True,
    source="Santos v. Frederick County, 725 F.3d 451",
    words="Without express federal direction local officers may not detain on a civil violation. Whether a detainer "
    "is such direction "
    "is open.",
)
santos.leaves_open(
    HOLD,
    key="express-direction",
    unless=fact.agreement_287g.one_of("jail-model")
    | (fact.agreement_287g.one_of("warrant-service-model") & fact.civil_warrants.has("I-200", "I-205"))
    | fact.federal_direction,
    words="In this circuit it is open whether a detainer is the express federal direction that a local officer "
    "needs, save for a "
    "287(g) officer or where a state judge orders the hold.",
)

el_cenizo = Authority(
    "el-cenizo-v-texas",
    title="City of El Cenizo v. Texas",
    cite="890 F.3d 164 (5th Cir. 2018)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=where(circuits=("5",)),
    since="2018-05-08",
    confidence=Confidence.READ,
    source="City of El Cenizo v. Texas (8 May 2018)",
    words="A state may order its jails to honour detainers, and a jail may rely on the probable cause that DHS "
    "states, unless it "
    "knows better.",
)
