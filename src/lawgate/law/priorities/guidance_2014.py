"""2014 to 2021: the priorities of Secretary Johnson and the programme built on them, and the order of 2017."""

from __future__ import annotations

from datetime import date

from lawgate.base import Confidence
from lawgate.law import rows as row
from lawgate.law.priorities import facts as asked
from lawgate.law.priorities.conditions import (
    aggravated,
    crime,
    felony,
    minor_traffic,
    misdemeanor,
    significant,
    still_charged,
)
from lawgate.law.priorities.counts import AtLeast
from lawgate.law.priorities.facts import of_kind
from lawgate.law.priorities.records import Guidance, Line
from lawgate.law.rows import any_charge, any_conviction

READ, SUMMARY, RECALLED = Confidence.READ, Confidence.SUMMARY, Confidence.RECALLED

_SECURITY = Line(
    "P1a",
    "Priority 1(a)",
    "Terrorism, espionage, another danger to national security.",
    "P1(a)",
    asked.national_security,
    1,
)
_GANG = Line(
    "P1c",
    "Priority 1(c)",
    "A conviction with gang participation as an element, or such participation at 16 or over.",
    "P1(c)",
    any_conviction(of_kind("gang")) | asked.gang,
    1,
)
_FELONY = Line(
    "P1d",
    "Priority 1(d)",
    "Convicted of a felony under the convicting law, but not one with immigration status as an essential element.",
    "P1(d)",
    any_conviction(felony & ~row.status_element),
    1,
)
_AGGRAVATED = Line("P1e", "Priority 1(e)", "Convicted of an aggravated felony.", "P1(e)", any_conviction(aggravated), 1)
_THREE = Line(
    "P2a",
    "Priority 2(a)",
    "Three or more misdemeanor convictions from three incidents, without minor traffic and status offences.",
    "P2(a)",
    AtLeast(3, misdemeanor & ~minor_traffic & ~row.status_element),
    2,
)
_SIGNIFICANT = Line(
    "P2b",
    "Priority 2(b)",
    "A significant misdemeanor: domestic violence, sexual abuse, burglary, firearm, drug distribution, driving under the "
    "influence, or another with 90 days or more of custody to serve.",
    "P2(b)",
    any_conviction(misdemeanor & significant),
    2,
)

DHS_2014 = Guidance(
    "dhs-priorities-2014",
    "DHS enforcement priorities (Johnson)",
    "DHS memorandum of 20 November 2014, policies for the apprehension, detention and removal",
    "2015-01-05",
    "2017-02-19",
    (
        _SECURITY,
        Line(
            "P1b",
            "Priority 1(b)",
            "Caught at the border or a port while entering unlawfully.",
            "P1(b)",
            asked.at_the_border,
            1,
        ),
        _GANG,
        _FELONY,
        _AGGRAVATED,
        _THREE,
        _SIGNIFICANT,
        Line(
            "P2c",
            "Priority 2(c)",
            "Entered unlawfully and not continuously present since 1 January 2014.",
            "P2(c)",
            asked.recent_entry,
            2,
        ),
        Line("P2d", "Priority 2(d)", "Significant abuse of the visa programmes.", "P2(d)", asked.visa_abuse, 2),
        Line(
            "P3",
            "Priority 3",
            "A final order of removal issued on or after 1 January 2014.",
            "P3",
            asked.final_order_on.from_(date(2014, 1, 1)),
            3,
        ),
    ),
    READ,
    note="Convictions count here, charges do not.",
    source="californiaimmigration.us; studylib.net/doc/10227909; usa-immigrationlaw.com",
)

PEP = Guidance(
    "pep-2014",
    "Priority Enforcement Program",
    "DHS memorandum of 20 November 2014, Secure Communities; forms I-247D and I-247N (2015)",
    "2015-01-05",
    "2017-01-24",
    (_SECURITY, _GANG, _FELONY, _AGGRAVATED, _THREE, _SIGNIFICANT),
    SUMMARY,
    detainers=True,
    note="The lines on which a form could go to a jail at all. The form of choice asked for notice (I-247N); a detainer "
    "(I-247D) needed a final order or other probable cause besides.",
    source="njimmigrationattorney.com (Sep 2015); the forms themselves",
)

_CLASSES = (
    Line("1", "Class 1: convicted", "Convicted of any criminal offence.", "class 1", any_conviction(crime), 1),
    Line(
        "2",
        "Class 2: charged",
        "Charged with an offence that is not resolved.",
        "class 2",
        any_charge(still_charged & crime),
        2,
    ),
    Line(
        "grounds",
        "Listed ground",
        "Removable on criminal, security, fraud or expedited-removal grounds.",
        "§ 5, first words",
        asked.listed_ground,
        3,
    ),
    Line("4", "Class 4: fraud", "Fraud in a matter before a government agency.", "class 4", asked.fraud_found, 3),
    Line("5", "Class 5: benefits", "Abuse of public benefits.", "class 5", asked.benefit_abuse, 3),
    Line("6", "Class 6: final order", "A final order of removal not obeyed.", "class 6", ~asked.final_order_on.none, 3),
    Line("7", "Class 7: other risk", "Otherwise a risk in an officer's judgment.", "class 7", asked.other_risk, 3),
)
_NO_RECORD = "Class 3, acts that make up an offence, turns on no record."
_NOBODY = "in no listed class; this guidance exempts nobody"

EO_13768 = Guidance(
    "eo-13768-2017",
    "Executive Order 13768",
    "E.O. 13768, 82 Fed. Reg. 8799, 25 January 2017, § 5",
    "2017-01-25",
    "2017-02-19",
    _CLASSES,
    SUMMARY,
    otherwise=_NOBODY,
    everyone=True,
    note="Ended the Priority Enforcement Program and restarted Secure Communities; from 20 February 2017 it is carried out by the "
    f"memorandum of that day; revoked on 20 January 2021. {_NO_RECORD}",
    source="docslib.org/doc/3962713 (summary by counsel)",
)

KELLY = Guidance(
    "kelly-2017",
    "DHS enforcement memorandum (Kelly)",
    "DHS memorandum of 20 February 2017, enforcement of the immigration laws to serve the national interest",
    "2017-02-20",
    "2021-01-19",
    _CLASSES,
    SUMMARY,
    otherwise=_NOBODY,
    everyone=True,
    note=f"Rescinded the priorities of 2014. {_NO_RECORD}",
    source="thecoli.com/threads/514589 (quoting it); stevenlanger.com",
)
