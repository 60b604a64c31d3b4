"""California law beside the acts: what a conviction is, when a release is due, what a hold without authority costs."""

from lawgate.base import Confidence
from lawgate.law.books.us.background import told
from lawgate.law.norms import Rank, where

CALIFORNIA = where("CA")
RECALLED, SUMMARY = Confidence.RECALLED, Confidence.SUMMARY
STATUTE = Rank.STATE_STATUTE

constitution = told(
    "cal-const-art-1",
    "California Constitution: bail and seizure",
    "Cal. Const. art. I, §§ 7, 12, 13; art. IV, § 8(c); art. XI, § 5",
    "1974-11-05",
    "A hold that breaks the Fourth Amendment normally breaks section 13 too.",
    rank=Rank.STATE_CONSTITUTION,
    kind="constitution",
    territory=CALIFORNIA,
    confidence=RECALLED,
    source="federal digest, entry 4; the first day is recalled",
)
pen_825 = told(
    "ca-pen-825",
    "First appearance within 48 hours",
    "Cal. Pen. Code § 825",
    "1872-02-14",
    "Before a judge without needless delay, at most 48 hours after arrest, without Sundays and court holidays; "
    "Saturdays count. It is the jail's "
    "own clock, never the detainer's.",
    rank=STATUTE,
    territory=CALIFORNIA,
    source="federal digest, entry 69; the first day is that of the code",
)
pen_872 = told(
    "ca-pen-872",
    "Held to answer",
    "Cal. Pen. Code § 872",
    "1872-02-14",
    "After a preliminary hearing a magistrate finds cause and holds to answer. An indictment, a complaint or an "
    "arraignment is no such finding.",
    rank=STATUTE,
    territory=CALIFORNIA,
    confidence=RECALLED,
    source="federal digest, entry 71; the first day is that of the code",
)
pen_667_d = told(
    "ca-pen-667-d",
    "What counts as a conviction",
    "Cal. Pen. Code § 667(d)",
    "1994-03-07",
    "The question is settled as of the day of conviction; a later reduction does not undo a felony, a sentence as a "
    "misdemeanor does.",
    rank=STATUTE,
    territory=CALIFORNIA,
    confidence=RECALLED,
    source="federal digest, entry 72; the contrast with § 667(a) was read",
)
pen_17_b = told(
    "ca-pen-17-b",
    "Wobblers",
    "Cal. Pen. Code § 17(b)",
    "1872-02-14",
    "A crime that may be punished either way is a misdemeanor if charged or declared so at or before the first sentence.",
    rank=STATUTE,
    territory=CALIFORNIA,
    confidence=RECALLED,
    source="federal digest, entry 73; the first day is that of the code",
)
gov_7284_4 = told(
    "ca-gov-7284-4",
    "Values Act: the words it uses",
    "Cal. Gov. Code § 7284.4",
    "2018-01-04",
    "A judicial warrant is one by a federal judge or magistrate on probable cause of a federal criminal immigration "
    "violation. I-200 and I-205 are "
    "civil immigration warrants. State prisons are no law enforcement agency here.",
    rank=STATUTE,
    territory=CALIFORNIA,
    source="federal digest, entry 81",
)
prop_47 = told(
    "ca-prop-47",
    "Proposition 47",
    "Cal. Pen. Code § 1170.18",
    "2014-11-05",
    "Some felonies became misdemeanors, and old convictions may be redesignated. From 2018 a redesignated one never "
    "opens cooperation; before, "
    "the point was open.",
    rank=STATUTE,
    territory=CALIFORNIA,
    confidence=RECALLED,
    source="federal digest, entry 86",
)
ag_guidance = told(
    "ca-ag-guidance",
    "Bulletins of the Attorney General",
    "Cal. DOJ bulletins of Dec. 2012, 25 June 2014 (14-01), 28 March 2018 (2018-DLE-01) and 17 Jan. 2025",
    "2012-12-04",
    "Detainers are requests and agencies decide; then the conditions of TRUST, TRUTH and Values as they came. "
    "Persuasive, not binding.",
    rank=Rank.STATE_DIRECTIVE,
    kind="guidance",
    territory=CALIFORNIA,
    source="federal digest, entry 87; the day of 2012 is recalled",
)
liability = told(
    "ca-liability",
    "Liability for a hold without authority",
    "Cal. Gov. Code §§ 815.2, 820, 820.2, 820.4, 911.2; Civ. Code § 52.1",
    "1963-09-20",
    "No immunity covers false imprisonment; a policy of not holding is immune. A claim must be filed within six months.",
    rank=STATUTE,
    territory=CALIFORNIA,
    confidence=RECALLED,
    source="federal digest, entry 88; the first day is recalled",
)
contracts = told(
    "ca-detention-contracts",
    "Immigration-detention contracts",
    "Cal. Gov. Code § 7310 (AB 103); Civ. Code § 1670.9 (SB 29)",
    "2017-06-27",
    "Limits on renting beds for immigration detention. Renting beds gives no power to hold.",
    rank=STATUTE,
    territory=CALIFORNIA,
    source="federal digest, entry 89",
)
survey_2017 = told(
    "local-statewide-2017",
    "Survey of the 58 sheriffs",
    "survey of California sheriffs, by 30 March 2017",
    "2017-03-30",
    "No sheriff said that he holds anyone past release on a detainer. A survey, and no rule of any county.",
    until="2018-01-03",
    rank=Rank.LOCAL_POLICY,
    kind="survey",
    territory=CALIFORNIA,
    source="federal digest, table of local policies",
)
