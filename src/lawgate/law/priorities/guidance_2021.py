"""From 2021: the interim memoranda, the guidelines of Secretary Mayorkas, and what followed in 2025."""

from __future__ import annotations

from lawgate.base import Confidence
from lawgate.law.priorities import facts as asked
from lawgate.law.priorities.conditions import aggravated, laken_riley
from lawgate.law.priorities.facts import of_kind
from lawgate.law.priorities.records import Guidance, Line
from lawgate.law.rows import any_charge, any_conviction, any_prior

SUMMARY, READ, RECALLED = Confidence.SUMMARY, Confidence.READ, Confidence.RECALLED

_SECURITY = Line(
    "1", "National security", "Terrorism, espionage, national security.", "no. 1", asked.national_security, 1, SUMMARY
)
_BORDER = Line(
    "2",
    "Border security",
    "Caught entering unlawfully, or not in the country before 1 November 2020.",
    "no. 2",
    asked.at_the_border | asked.recent_entry,
    2,
    SUMMARY,
)

PEKOSKE = Guidance(
    "pekoske-2021",
    "Interim priorities (Pekoske)",
    "DHS memorandum of 20 January 2021, § B",
    "2021-02-01",
    "2021-02-17",
    (
        _SECURITY,
        Line(
            "3",
            "Public safety, if found a threat",
            "Convicted of an aggravated felony, released from custody on or after 20 January 2021, and found to be a threat.",
            "no. 3",
            any_conviction(aggravated),
            1,
            SUMMARY,
        ),
        _BORDER,
    ),
    SUMMARY,
    note="Signed on 20 January 2021; its priorities took effect on 1 February.",
    source="dgvisalaw.com",
)

ICE_2021 = Guidance(
    "ice-interim-2021",
    "Interim priorities (Tae Johnson)",
    "ICE memorandum of 18 February 2021, interim guidance: civil immigration enforcement and removal priorities",
    "2021-02-18",
    "2021-11-28",
    (
        _SECURITY,
        Line(
            "3",
            "Public safety, if found a threat",
            "Convicted of an aggravated felony, and found to be a threat.",
            "no. 3",
            any_conviction(aggravated),
            1,
            SUMMARY,
        ),
        Line(
            "3-gang",
            "Public safety, if found a threat",
            "Gang conviction, or gang participation at 16 or over.",
            "no. 3",
            any_conviction(of_kind("gang")) | asked.gang,
            1,
            SUMMARY,
        ),
        _BORDER,
    ),
    SUMMARY,
    note="Presumptions: anyone else could be approached with a superior's approval. Enjoined on 19 August 2021 (Texas v. "
    "United States, S.D. Tex.); stayed in part on 15 September 2021 (5th Cir., No. 21-40618).",
    source="immigrationissues.com; crimmigration.com (24 Feb 2021); cetient.com/case/4911229",
)

MAYORKAS = Guidance(
    "mayorkas-2021",
    "Guidelines for enforcement (Mayorkas)",
    "DHS memorandum of 30 September 2021, guidelines for the enforcement of civil immigration law",
    "2021-11-29",
    "2025-01-19",
    (
        Line("A", "National security", "A danger to national security.", "A", asked.national_security, 1, SUMMARY),
        Line(
            "C",
            "Border security",
            "Caught entering unlawfully, or entered unlawfully after 1 November 2020.",
            "C",
            asked.at_the_border | asked.recent_entry,
            2,
            SUMMARY,
        ),
    ),
    SUMMARY,
    judgment=True,
    gaps=(("2022-06-25", "2023-06-22"),),
    note="Public safety (B): a current threat by serious conduct, on all the facts (gravity, harm, weapon, record; age, health, "
    "service, family), with no list of offences. Vacated on 10 June 2022 (Texas v. United States, S.D. Tex.), out of force "
    "once the stay of that judgment ended on 24 June; back after United States v. Texas, 599 U.S. 670 (23 June 2023).",
    source="cliniclegal.org; cis.org (29 Jun 2022); crimmigration.com (30 Sep 2021)",
)

EO_14159 = Guidance(
    "eo-14159-2025",
    "Executive Order 14159",
    "E.O. 14159, 90 Fed. Reg. 8443, 20 January 2025",
    "2025-01-20",
    None,
    (),
    SUMMARY,
    otherwise="every removable person, in no order",
    everyone=True,
    note="Revokes the guidance of 2021 and sets no classes: every removable person is a target.",
    source="regulations.justia.com; ilrc.org",
)

LAKEN_RILEY = Guidance(
    "laken-riley-2025",
    "Laken Riley Act",
    "Pub. L. 119-1, 139 Stat. 3; 8 U.S.C. § 1226(c)(1)(E), (c)(3)",
    "2025-01-29",
    None,
    (
        Line(
            "offence",
            "An offence that the Act names",
            "Arrested for, charged with or convicted of burglary, theft, larceny, shoplifting, assault of an officer, or a "
            "crime that caused death or serious bodily injury. Where the person is also inadmissible as it says, DHS (not the "
            "jail) must act.",
            "8 U.S.C. § 1226(c)(1)(E)(ii)",
            any_charge(laken_riley) | any_prior(laken_riley),
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
    otherwise="no offence that the Act names",
    note="An arrest alone is enough, even if no charge follows; the words mean what they mean where the acts occurred. The "
    "duty is on DHS: a jail's answer does not change.",
    source="congress.gov/119/plaws/publ1",
)
