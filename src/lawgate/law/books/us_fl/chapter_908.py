"""Florida: chapter 908, facially sufficient detainers with a warrant must be honoured from July 2019."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us.background import told
from lawgate.law.mandate import HOLD_REQUIRED, demands, facially_sufficient
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Answer, Authority, Penalty, Rank, where

FLORIDA = where("FL")
definition = Authority(
    "fl-908-102",
    title="What counts as a detainer",
    cite="Fla. Stat. § 908.102(2)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=FLORIDA,
    since="2019-07-01",
    confidence=Confidence.READ,
    source="flsenate.gov ch. 908; the day is recalled",
    words="A detainer counts only if it is facially sufficient (complete, showing probable cause) and comes with a "
    "warrant, I-200 and "
    "I-205 included.",
)
duties = Authority(
    "fl-908-105",
    title="Duties as to immigration detainers",
    cite="Fla. Stat. § 908.105",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=FLORIDA,
    since="2019-07-01",
    confidence=Confidence.READ,
    source="law.justia.com",
    words="Tell the judge who sets bail, record the detainer in the file, and comply with the requests in it.",
    penalties=(
        Penalty(
            "The Attorney General must sue over a local rule of refusal; a knowing and wilful breach costs up to $5,000, and no "
            "public money pays for the defence.",
            "Fla. Stat. § 908.105(4)",
            Confidence.READ,
        ),
        Penalty("The Governor may suspend the officer.", "Fla. Const. art. IV, § 7", Confidence.RECALLED),
    ),
)
demands(duties, when=facially_sufficient, cite="(1)(c)")
duties.duty(
    "tell-bail-judge",
    cite="(1)(a)",
    key="judge",
    when=fact.request,
    given=HOLD_REQUIRED,
    words="Tell the judge who sets bail.",
)
duties.duty(
    "record-in-file",
    cite="(1)(b)",
    key="file",
    when=fact.request,
    given=HOLD_REQUIRED,
    words="Record the detainer in the file.",
)
duties.duty(
    "tell-state-attorney",
    cite="(1)(d)",
    key="state-attorney",
    since="2025-02-13",
    when=fact.request,
    given=HOLD_REQUIRED,
    words="Notify the state attorney.",
)
cooperation = Authority(
    "fl-908-104",
    title="Cooperation with federal immigration authorities",
    cite="Fla. Stat. §§ 908.103, 908.104",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=FLORIDA,
    since="2019-07-01",
    confidence=Confidence.READ,
    source="law.justia.com; enjoined in part Sept. 2021 to 13 April 2023 (recalled)",
    words="Sanctuary policies are void; best efforts are due; up to twelve days at the end of a sentence may be "
    "served in federal custody.",
)
for action in (HOLD, NOTIFY, TRANSFER):
    for first, last in (("2019-07-01", "2021-09-20"), ("2023-04-14", None)):  # enjoined between them
        cooperation.strikes(
            action,
            key=f"void-{action.value}" + ("" if last else "-again"),
            since=first,
            until=last,
            words="A local rule that limits cooperation is void; nothing becomes a duty by that.",
        )
agreements = Authority(
    "fl-908-11",
    title="Agreements of county jails",
    cite="Fla. Stat. § 908.11",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("FL", agency=("county-jail",)),
    since="2022-06-17",
    confidence=Confidence.READ,
    source="flsenate.gov 0908.11; the 2025 mandate's day is recalled",
    words="Every sheriff or chief correctional officer who runs a county jail must enter a 287(g) agreement.",
)
before = Authority(
    "fl-before-908",
    title="County power before chapter 908",
    cite="Creedle v. Miami-Dade County, 349 F. Supp. 3d 1276 (S.D. Fla. 2018)",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=FLORIDA,
    since="2017-04-02",
    until="2019-06-30",
    confidence=Confidence.SUMMARY,
    source="federal digest, entry 46",
    words="Whether Florida law let a county hold on civil grounds was in litigation until the statute.",
)
before.flag(
    "state-power-contested",
    key="contested",
    when=fact.hold_wanted & fact.judicial_warrant.one_of("none", "state-criminal"),
    given={HOLD: frozenset({Answer.PERMITTED})},
)

chapter = told(
    "fl-908",
    "Federal Immigration Enforcement",
    "Fla. Stat. ch. 908 (ch. 2019-102)",
    "2019-07-01",
    "The chapter as a whole: no sanctuary policies, best efforts, and a duty to comply with facially sufficient detainers.",
    rank=Rank.STATE_STATUTE,
    territory=FLORIDA,
    source="law.justia.com; the day is recalled",
)
south_miami = told(
    "fl-south-miami",
    "City of South Miami v. Governor",
    "S.D. Fla., Sept. 2021; vacated for want of standing, 11th Cir., 13 Apr. 2023",
    "2021-09-21",
    "The ban on sanctuary policies and the duty of best efforts were enjoined for nineteen months. The section on "
    "detainers stayed in force.",
    until="2023-04-13",
    rank=Rank.CONSTITUTION,
    kind="decision",
    territory=FLORIDA,
    confidence=Confidence.RECALLED,
    source="the day of September 2021 is recalled",
)
