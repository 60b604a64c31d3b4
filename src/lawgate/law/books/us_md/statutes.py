"""Maryland: police contact (2022), no detention contracts (2021), no 287(g) (2026), and the Community Trust Act (2026).

The first day of the Community Trust Act was not confirmed: 1 June, 1 July and 1 October 2026 are all possible. Between the first and
the last of them what it forbids is left open.
"""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground
from lawgate.law.rows import any_charge, any_conviction, convicted_now

MARYLAND = where("MD")
POLICE = ("police-lockup", "patrol", "state-police")
JAILS = where("MD", not_agency=("police-lockup", "patrol", "state-police", "court-lockup"))
LAST_POSSIBLE = "2026-10-01"

section_5_104 = Authority(
    "md-5-104",
    title="Immigration status in police contact",
    cite="Md. Code, Crim. Proc. § 5-104",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("MD", agency=POLICE),
    since="2022-06-01",
    confidence=Confidence.SUMMARY,
    source="newsletter.gogreen2026.com; the first day is recalled",
    words="In ordinary police contact officers may not ask about status, keep a person to look into it, or hand the person to "
    "ICE. Jails and prisons are not covered.",
)
section_5_104.prohibits(HOLD, key="no-hold", words="Police may not keep a person over a civil immigration matter.")
section_5_104.prohibits(TRANSFER, key="no-hand-over", words="Police may not hand a person to ICE.")

dignity = Authority(
    "md-dignity-2021",
    title="Dignity Not Detention Act",
    cite="Md. HB 16 (2021)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=MARYLAND,
    since="2021-12-07",
    confidence=Confidence.SUMMARY,
    source="kentpilot.org; the day is recalled",
    words="State and local bodies may not make contracts to house people for immigration detention. It says nothing of detainers.",
)

ago = Authority(
    "md-ago-2017",
    title="Attorney General's guidance on detainers",
    cite="Md. Attorney General, Local Enforcement of Federal Immigration Law (May 2017)",
    kind="opinion",
    rank=Rank.STATE_DIRECTIVE,
    territory=MARYLAND,
    since="2017-05-04",
    confidence=Confidence.READ,
    source="baltimoresun.com; like the letter of advice of 31 Oct. 2013",
    words="Advice, not law: a local jail should keep nobody past release except on a warrant signed by a judge.",
)

ban_287g = Authority(
    "md-287g-ban-2026",
    title="No 287(g) agreements",
    cite="Md. SB 245/HB 444 (2026)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=MARYLAND,
    since="2026-02-17",
    confidence=Confidence.READ,
    source="thebanner.com; wmar2news.com; sources differ whether nine agreements ended at once or by July 2026",
    words="Agreements under 287(g) are forbidden and existing ones end. Holds and notices outside them are not touched. Sheriffs "
    "contest the ban.",
)
ban_287g.leaves_open(
    HOLD,
    key="agreement-void",
    when=fact.deputised,
    words="The agreement no longer gives authority, so the question of this circuit stays open: whether a detainer is the express "
    "federal direction that a local officer needs.",
)
ban_287g.flag(
    "contested",
    key="litigation",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED, Answer.UNRESOLVED})},
    words="Sheriffs contest the State's new limits.",
)

long_sentence = any_charge(convicted_now) & fact.sentence_years.from_(5)
excepted = any_conviction(row.level.one_of("felony")) | fact.registry_sex_arson | long_sentence
judge = court_ground | fact.court_compels

trust_act = Authority(
    "md-cta-2026",
    title="Community Trust Act",
    cite="Md. SB 791/HB 1575 (2026)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=JAILS,
    since="2026-06-01",
    confidence=Confidence.SUMMARY,
    source="resistnow.net; congressweb.com summary; the effective day was not confirmed",
    words="State and local jails hold, hand over and give notice only on a judge's warrant or order, save for people with a felony "
    "conviction, on the sex-offender registry, or serving five years or more: for them notice and hand-over remain free.",
)
NO_WARRANT = "Without a judge's warrant, and outside the excepted classes, a jail does not {}."
for action, unless, what in (
    (HOLD, excepted, "keep a person for ICE"),
    (NOTIFY, excepted | judge, "tell ICE of custody or release"),
    (TRANSFER, excepted, "hand a person to ICE"),
):
    trust_act.prohibits(
        action, key=f"no-{action.value}", since=LAST_POSSIBLE, unless=unless, words=NO_WARRANT.format(what)
    )
    trust_act.leaves_open(
        action,
        key=f"day-unknown-{action.value}",
        until="2026-09-30",
        unless=unless,
        flags=("text-not-confirmed",),
        words="The act took effect between June and October 2026; on which day was not confirmed.",
    )
trust_act.leaves_open(
    HOLD,
    key="excepted-hold",
    when=excepted,
    flags=("text-not-confirmed",),
    words="For the excepted classes notice and hand-over are free; whether the act also allows a hold past release was not seen.",
)
