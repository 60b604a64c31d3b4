"""The federal side's own guidance, era by era: whom it says it looks for first.

It never binds a jail and never moves a minute (*Galarza v. Szalczyk*, 745 F.3d 634 (3d Cir. 2014)). It says how grave the federal side
itself finds a case, so that two hits are not one line on a screen.
"""

from __future__ import annotations

from datetime import date

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.expr import Expr, any_of
from lawgate.law.priorities import facts as asked
from lawgate.law.priorities.counts import AtLeast
from lawgate.law.priorities.facts import of_kind
from lawgate.law.priorities.records import Guidance, Line
from lawgate.law.rows import any_charge, any_conviction, any_prior

READ, SUMMARY, RECALLED = Confidence.READ, Confidence.SUMMARY, Confidence.RECALLED
ENDED = ("dismissed", "no-charge-filed", "arrested-no-complaint-filed", "resolved", "acquitted")

felony = row.level.one_of("felony", "indictable-crime")
misdemeanor = row.level.one_of("misdemeanor", "disorderly-persons")
crime = felony | misdemeanor
aggravated = ~row.aggravated_felony.none
minor_traffic = of_kind("traffic", "unlicensed-driving", "suspended-licence") & ~of_kind("dui", "hit-and-run")
still_charged = ~row.disposition.one_of(*ENDED)
over_a_year = row.max_months.after(12) | felony
under_a_year = row.max_months.before(12)
drug = of_kind("drug-trafficking", "drug-possession")


def charged_or_convicted(cond: Expr) -> Expr:
    return any_charge(still_charged & cond) | any_prior(cond)


SC_LEVELS = Guidance(
    "sc-levels-2008",
    "Secure Communities levels",
    "ICE, Secure Communities: a comprehensive plan, 2008",
    "2008-10-27",
    "2010-06-29",
    (
        Line("national-security", "Level 1", "A danger to national security.", "level 1", asked.national_security, 1, SUMMARY),
        Line(
            "1",
            "Level 1",
            "Charged with or convicted of homicide, kidnapping, sexual assault, robbery, aggravated assault, a sex offence, cruelty to "
            "family, a weapon offence, or a drug offence with a sentence over one year.",
            "level 1",
            charged_or_convicted(
                of_kind(
                    "homicide", "kidnapping", "sexual-assault", "robbery", "aggravated-assault", "sex-offence", "domestic-violence",
                    "child-abuse", "weapon",
                )
                | (drug & over_a_year)
            ),
            1,
            SUMMARY,
        ),
        Line("2", "Level 2", "Charged with or convicted of any other felony.", "level 2", charged_or_convicted(felony), 2, RECALLED),
        Line("3", "Level 3", "Charged with or convicted of any other crime.", "level 3", charged_or_convicted(crime), 3, RECALLED),
    ),
    SUMMARY,
)  # fmt: skip

MORTON = Guidance(
    "ice-priorities-2010",
    "ICE civil enforcement priorities (Morton)",
    "ICE Policy 10072.1, 30 June 2010; reissued 2 March 2011",
    "2010-06-30",
    "2015-01-04",
    (
        Line(
            "1-security",
            "Priority 1",
            "Terrorism, espionage or another danger to national security.",
            "P1",
            asked.national_security,
            1,
        ),
        Line("1-gang", "Priority 1", "At 16 or over took part in organised criminal gangs.", "P1", asked.gang, 1),
        Line(
            "level-1",
            "Priority 1, Level 1",
            "Convicted of an aggravated felony, or of two or more crimes each punishable by more than one year.",
            "P1, level 1",
            any_conviction(aggravated) | AtLeast(2, over_a_year),
            1,
        ),
        Line(
            "1-warrant",
            "Priority 1",
            "Subject to an outstanding criminal warrant.",
            "P1",
            fact.outstanding_criminal_warrant,
            1,
        ),
        Line(
            "level-2a",
            "Priority 1, Level 2",
            "Convicted of any felony.",
            "P1, level 2",
            any_conviction(felony),
            2,
            RECALLED,
        ),
        Line(
            "level-2b",
            "Priority 1, Level 2",
            "Convicted of three or more crimes each punishable by less than one year.",
            "P1, level 2",
            AtLeast(3, under_a_year),
            2,
        ),
        Line(
            "level-3",
            "Priority 1, Level 3",
            "Convicted of one or two crimes punishable by less than one year.",
            "P1, level 3",
            any_conviction(misdemeanor),
            3,
        ),
        Line("1-risk", "Priority 1", "Otherwise a serious risk to public safety.", "P1", asked.other_risk, 3),
        Line(
            "2",
            "Priority 2",
            "A recent violator of border, entry or visa controls.",
            "P2",
            asked.recent_entry | asked.visa_abuse,
            4,
        ),
        Line(
            "3",
            "Priority 3",
            "A fugitive or one who obstructs controls: an order not obeyed, re-entry, fraud.",
            "P3",
            any_of(~asked.final_order_on.none, asked.reentry, asked.fraud_found),
            5,
        ),
    ),
    READ,
)

_LINE_3 = of_kind(
    "assault", "aggravated-assault", "threats", "domestic-violence", "sexual-assault", "sex-offence", "dui", "hit-and-run", "weapon",
    "drug-trafficking",
)  # fmt: skip
DETAINER_2012 = Guidance(
    "ice-detainer-2012",
    "ICE detainer guidance (Morton)",
    "ICE Policy 10074.2 draft, memorandum of 21 December 2012",
    "2012-12-21",
    "2014-11-20",
    (
        Line(
            "1",
            "Line 1: felony",
            "A prior felony conviction, or a felony charge.",
            "item 1",
            any_prior(felony) | any_charge(still_charged & felony),
            1,
        ),
        Line(
            "2",
            "Line 2: three misdemeanors",
            "Three or more misdemeanor convictions.",
            "item 2",
            AtLeast(3, misdemeanor),
            2,
        ),
        Line(
            "3",
            "Line 3: significant misdemeanor",
            "A misdemeanor conviction or charge of violence, threats or assault, sexual abuse, driving under the influence, flight from "
            "an accident, an unlawful weapon, or drug distribution.",
            "item 3",
            charged_or_convicted(misdemeanor & _LINE_3),
            2,
        ),
        Line(
            "4",
            "Line 4: illegal entry",
            "Convicted of illegal entry, 8 U.S.C. § 1325.",
            "item 4",
            asked.recent_entry,
            3,
        ),
        Line("5", "Line 5: re-entry", "Re-entered after removal.", "item 5", asked.reentry, 3),
        Line("6", "Line 6: removal order", "An outstanding order of removal.", "item 6", ~asked.final_order_on.none, 3),
        Line(
            "7", "Line 7: fraud", "Found to have knowingly committed immigration fraud.", "item 7", asked.fraud_found, 3
        ),
        Line("8", "Line 8: other risk", "Another significant risk, with reasons.", "item 8", asked.other_risk, 3),
    ),
    READ,
    note="No line: the memorandum itself wanted no detainer. Minor traffic and other petty misdemeanors alone are on no line.",
)

_SIGNIFICANT = of_kind(
    "domestic-violence", "sexual-assault", "sex-offence", "burglary", "weapon", "drug-trafficking", "dui"
) | asked.custody_days.from_(90)
DHS_2014 = Guidance(
    "dhs-priorities-2014",
    "DHS enforcement priorities (Johnson)",
    "DHS memorandum of 20 November 2014",
    "2015-01-05",
    "2017-02-19",
    (
        Line(
            "1a",
            "Priority 1(a)",
            "Terrorism, espionage, another danger to national security.",
            "P1(a)",
            asked.national_security,
            1,
        ),
        Line(
            "1c",
            "Priority 1(c)",
            "A conviction with gang participation as an element, or such participation.",
            "P1(c)",
            asked.gang,
            1,
        ),
        Line(
            "1d",
            "Priority 1(d)",
            "Convicted of a felony under the convicting law, but not one with immigration status as an essential element.",
            "P1(d)",
            any_conviction(felony & ~row.status_element),
            1,
        ),
        Line("1e", "Priority 1(e)", "Convicted of an aggravated felony.", "P1(e)", any_conviction(aggravated), 1),
        Line(
            "1b",
            "Priority 1(b)",
            "Caught at the border or a port while entering unlawfully.",
            "P1(b)",
            asked.recent_entry,
            1,
        ),
        Line(
            "2a",
            "Priority 2(a)",
            "Three or more misdemeanor convictions from three incidents, without minor traffic and status offences.",
            "P2(a)",
            AtLeast(3, misdemeanor & ~minor_traffic & ~row.status_element),
            2,
        ),
        Line(
            "2b",
            "Priority 2(b)",
            "A significant misdemeanor: domestic violence, sexual abuse, burglary, firearm, drug distribution, driving under the "
            "influence, or another with 90 days or more of custody to serve.",
            "P2(b)",
            any_conviction(misdemeanor & _SIGNIFICANT),
            2,
        ),
        Line("2d", "Priority 2(d)", "Significant abuse of the visa programmes.", "P2(d)", asked.visa_abuse, 2),
        Line(
            "3",
            "Priority 3",
            "A final order of removal issued on or after 1 January 2014.",
            "P3",
            asked.final_order_on.from_(date(2014, 1, 1)),
            3,
        ),
    ),
    READ,
    note="Convictions count here, charges do not.",
)

KELLY = Guidance(
    "kelly-2017",
    "DHS enforcement memorandum (Kelly)",
    "E.O. 13768, 25 January 2017; DHS memorandum of 20 February 2017",
    "2017-02-20",
    "2021-01-19",
    (
        Line("1", "Class 1: convicted", "Convicted of any criminal offence.", "class 1", any_conviction(crime), 1),
        Line(
            "2",
            "Class 2: charged",
            "Charged with an offence that is not resolved.",
            "class 2",
            any_charge(still_charged & crime),
            2,
        ),
        Line("4", "Class 4: fraud", "Fraud in a matter before a government agency.", "class 4", asked.fraud_found, 3),
        Line("5", "Class 5: benefits", "Abuse of public benefits.", "class 5", asked.benefit_abuse, 3),
        Line(
            "6",
            "Class 6: final order",
            "A final order of removal not obeyed.",
            "class 6",
            ~asked.final_order_on.none,
            3,
        ),
        Line("7", "Class 7: other risk", "Otherwise a risk in an officer's judgment.", "class 7", asked.other_risk, 3),
    ),
    SUMMARY,
    ladder=False,
    note="Class 3, acts that make up an offence, turns on no record.",
)

INTERIM_2021 = Guidance(
    "interim-2021",
    "Interim priorities",
    "DHS memorandum of 20 January 2021; ICE memorandum of 18 February 2021",
    "2021-01-20",
    "2021-11-28",
    (
        Line("1", "National security", "A danger to national security.", "1", asked.national_security, 1, RECALLED),
        Line(
            "3",
            "Public safety",
            "Convicted of an aggravated felony and a threat.",
            "3",
            any_conviction(aggravated),
            1,
            RECALLED,
        ),
        Line(
            "3-gang", "Public safety", "Gang conviction or participation at 16 or over.", "3", asked.gang, 1, RECALLED
        ),
        Line(
            "2",
            "Border security",
            "Entered unlawfully on or after 1 November 2020.",
            "2",
            asked.recent_entry,
            2,
            RECALLED,
        ),
    ),
    RECALLED,
    note="Others could be approached with approval. A court in Texas enjoined parts from 19 August 2021.",
)

MAYORKAS = Guidance(
    "mayorkas-2021",
    "Guidelines for enforcement (Mayorkas)",
    "DHS memorandum of 30 September 2021",
    "2021-11-29",
    "2025-01-19",
    (
        Line(
            "security", "National security", "A danger to national security.", "A", asked.national_security, 1, SUMMARY
        ),
        Line(
            "border",
            "Border security",
            "Entered unlawfully after 1 November 2020.",
            "C",
            asked.recent_entry,
            2,
            SUMMARY,
        ),
    ),
    SUMMARY,
    judgment=True,
    gaps=(("2022-06-10", "2023-06-22"),),
    note="Public safety: a current threat by serious conduct, on all the facts and with no list of offences. Vacated 10 June 2022, "
    "back after United States v. Texas, 599 U.S. 670 (23 June 2023).",
)

LAKEN_RILEY = Guidance(
    "laken-riley-2025",
    "Laken Riley Act",
    "Pub. L. 119-1, 8 U.S.C. § 1226(c)(1)(E), (c)(3)",
    "2025-01-29",
    None,
    (
        Line(
            "offence",
            "An offence that the Act names",
            "Arrested for, charged with or convicted of burglary, theft, larceny, shoplifting, assault of an officer, or a crime that "
            "caused death or serious bodily injury. Where the person is also inadmissible as it says, DHS (not the jail) must act.",
            "8 U.S.C. § 1226(c)(1)(E)(ii)",
            any_charge(
                of_kind(
                    "burglary",
                    "theft",
                    "larceny",
                    "shoplifting",
                    "assault-on-officer",
                    "death",
                    "serious-bodily-injury",
                )
            )
            | any_prior(
                of_kind(
                    "burglary",
                    "theft",
                    "larceny",
                    "shoplifting",
                    "assault-on-officer",
                    "death",
                    "serious-bodily-injury",
                )
            ),
            1,
        ),
        Line(
            "inadmissible",
            "Inadmissible as the Act says",
            "Inadmissible under 8 U.S.C. § 1182(a)(6)(A), (6)(C) or (7).",
            "8 U.S.C. § 1226(c)(1)(E)(i)",
            asked.inadmissible,
            2,
        ),
    ),
    READ,
    ladder=False,
    note="An arrest alone is enough, even if no charge follows. The duty is on DHS; a jail's answer does not change.",
)

EO_14159 = Guidance(
    "eo-14159-2025",
    "No classes of priority",
    "E.O. 14159, 90 Fed. Reg. 8443, 20 January 2025",
    "2025-01-20",
    None,
    (),
    SUMMARY,
    ladder=False,
    note="Revokes the guidance of 2021: every removable person is a target.",
)

GUIDANCE = (SC_LEVELS, MORTON, DETAINER_2012, DHS_2014, KELLY, INTERIM_2021, MAYORKAS, EO_14159, LAKEN_RILEY)
