"""2008 to 2014: the levels of Secure Communities, and the memoranda of Director Morton."""

from __future__ import annotations

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.expr import any_of
from lawgate.law.priorities import facts as asked
from lawgate.law.priorities.conditions import (
    aggravated,
    charged_or_convicted,
    crime,
    felony,
    item_three,
    level_one,
    misdemeanor,
    over_a_year,
    still_charged,
    under_a_year,
)
from lawgate.law.priorities.counts import AtLeast
from lawgate.law.priorities.facts import of_kind
from lawgate.law.priorities.records import Guidance, Line
from lawgate.law.rows import any_charge, any_conviction, any_prior

READ, SUMMARY, RECALLED = Confidence.READ, Confidence.SUMMARY, Confidence.RECALLED

SC_LEVELS = Guidance(
    "sc-levels-2008",
    "Secure Communities levels",
    "ICE, Secure Communities: A Comprehensive Plan to Identify and Remove Criminal Aliens (2008; 21 July 2009)",
    "2008-10-27",
    "2010-06-29",
    (
        Line("1-security", "Level 1", "A danger to national security.", "level 1", asked.national_security, 1, SUMMARY),
        Line(
            "1",
            "Level 1",
            "Charged with or convicted of homicide, kidnapping, sexual assault, robbery, aggravated assault, a sex offence, "
            "cruelty to family, a weapon offence, or a drug offence with a sentence over one year.",
            "level 1",
            charged_or_convicted(level_one),
            1,
            SUMMARY,
        ),
        Line(
            "2",
            "Level 2",
            "Charged with or convicted of any other felony.",
            "level 2",
            charged_or_convicted(felony),
            2,
            RECALLED,
        ),
        Line(
            "3",
            "Level 3",
            "Charged with or convicted of any other crime.",
            "level 3",
            charged_or_convicted(crime),
            3,
            RECALLED,
        ),
    ),
    SUMMARY,
    source="slideserve.com; county packets of 2009 and 2010",
)

MORTON = Guidance(
    "ice-priorities-2010",
    "ICE civil enforcement priorities (Morton)",
    "ICE Policy 10072.1, 30 June 2010; reissued 2 March 2011",
    "2010-06-30",
    "2015-01-04",
    (
        Line("P1-a", "Priority 1", "Terrorism, espionage, national security.", "P1", asked.national_security, 1),
        Line("P1-c", "Priority 1", "At 16 or over took part in organised criminal gangs.", "P1", asked.gang, 1),
        Line(
            "L1",
            "Priority 1, Level 1",
            "Convicted of an aggravated felony, or of two or more crimes each punishable by more than one year.",
            "P1, level 1",
            any_conviction(aggravated) | AtLeast(2, over_a_year),
            1,
        ),
        Line(
            "P1-d",
            "Priority 1",
            "Subject to an outstanding criminal warrant.",
            "P1",
            fact.outstanding_criminal_warrant,
            1,
        ),
        Line(
            "L2-a",
            "Priority 1, Level 2",
            "Convicted of any felony.",
            "P1, level 2",
            any_conviction(felony),
            2,
            RECALLED,
        ),
        Line(
            "L2-b",
            "Priority 1, Level 2",
            "Convicted of three or more crimes each punishable by less than one year.",
            "P1, level 2",
            AtLeast(3, under_a_year),
            2,
        ),
        Line(
            "L3",
            "Priority 1, Level 3",
            "Convicted of one or two crimes punishable by less than one year.",
            "P1, level 3",
            any_conviction(misdemeanor),
            3,
        ),
        Line("P1-e", "Priority 1", "Otherwise a serious risk to public safety.", "P1", asked.other_risk, 3),
        Line(
            "P2",
            "Priority 2",
            "A recent violator of border, entry or visa controls.",
            "P2",
            any_of(asked.at_the_border, asked.recent_entry, asked.visa_abuse),
            4,
        ),
        Line(
            "P3",
            "Priority 3",
            "A fugitive or one who obstructs controls: an order not obeyed, re-entry, fraud.",
            "P3",
            any_of(~asked.final_order_on.none, asked.reentry, asked.fraud_found),
            5,
        ),
    ),
    READ,
    note="Levels go by conviction: a charge alone is on none. A crime punishable by exactly one year fits neither formula.",
    source="visalawyerblog.com (1 Jul 2010); lawyersyoucantalkto.com (25 Apr 2012)",
)

DISCRETION_2011 = Guidance(
    "discretion-2011",
    "Prosecutorial discretion (Morton)",
    "ICE memorandum of 17 June 2011 on prosecutorial discretion",
    "2011-06-17",
    "2014-11-19",
    (),
    SUMMARY,
    judgment=True,
    note="Weighs residence, age at entry, schooling, service, family, health, victims and witnesses, and the record; "
    "it never decides a detainer.",
    source="factually.co",
)

DETAINER_2012 = Guidance(
    "ice-detainer-2012",
    "ICE detainer guidance (Morton)",
    "ICE memorandum of 21 December 2012, guidance on the use of detainers",
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
            "A misdemeanor conviction or charge of violence, threats or assault, sexual abuse, driving under the "
            "influence, flight from an accident, an unlawful weapon, or drug distribution.",
            "item 3",
            charged_or_convicted(misdemeanor & item_three),
            2,
        ),
        Line(
            "4",
            "Line 4: illegal entry",
            "Convicted of illegal entry, 8 U.S.C. § 1325.",
            "item 4",
            any_conviction(of_kind("illegal-entry")),
            3,
        ),
        Line("5", "Line 5: re-entry", "Re-entered after removal.", "item 5", asked.reentry, 3),
        Line("6", "Line 6: removal order", "An outstanding order of removal.", "item 6", ~asked.final_order_on.none, 3),
        Line("7", "Line 7: fraud", "Found to have knowingly committed immigration fraud.", "7", asked.fraud_found, 3),
        Line("8", "Line 8: other risk", "Another significant risk, with reasons.", "item 8", asked.other_risk, 3),
    ),
    READ,
    detainers=True,
    note="Without a line the memorandum itself wants no detainer. Minor traffic and other petty misdemeanors alone are on "
    "none. It asks reason to believe that the person is removable besides.",
    source="rmlegal.com; mikebakerlaw.com (23 Jan 2013)",
)
