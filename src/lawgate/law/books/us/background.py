"""Federal law that gives a jail no duty and no power to hold, and belongs in the book so that nobody takes it for one."""

from __future__ import annotations

from lawgate.base import Confidence
from lawgate.law.norms import NATION, Authority, Rank, Territory, where

READ, SUMMARY, RECALLED = Confidence.READ, Confidence.SUMMARY, Confidence.RECALLED
STATUTE, REGULATION, DECISION = Rank.FEDERAL_STATUTE, Rank.FEDERAL_REGULATION, Rank.CONSTITUTION


def told(
    id_: str,
    title: str,
    cite: str,
    since: str,
    words: str,
    *,
    rank: Rank,
    kind: str = "statute",
    until: str | None = None,
    territory: Territory = NATION,
    confidence: Confidence = READ,
    source: str = "",
) -> Authority:
    """An authority that changes no answer by itself: it is there to be read and cited."""
    return Authority(
        id_,
        title=title,
        cite=cite,
        kind=kind,
        rank=rank,
        territory=territory,
        since=since,
        until=until,
        words=words,
        confidence=confidence,
        source=source,
    )


section_1226_a = told(
    "8-usc-1226-a",
    "Arrest on a warrant, pending removal",
    "8 U.S.C. § 1226(a)",
    "1997-04-01",
    "DHS may arrest on its own warrant and keep the person pending a decision. Immigration officers carry the "
    "warrant out; it gives a "
    "jail no power of arrest without an agreement.",
    rank=STATUTE,
    source="federal digest, entry 5",
)
section_1226_c = told(
    "8-usc-1226-c",
    "Mandatory federal custody",
    "8 U.S.C. § 1226(c)",
    "1998-10-09",
    "DHS must take into custody certain people when criminal custody ends. The duty is on DHS; no duty to hold falls "
    "on the jail.",
    rank=STATUTE,
    source="federal digest, entry 6; the first day is recalled",
)
laken_riley = told(
    "laken-riley-act",
    "Laken Riley Act",
    "Pub. L. 119-1, 139 Stat. 3 (8 U.S.C. § 1226(c)(1)(E), (c)(3))",
    "2025-01-29",
    "DHS must issue a detainer for some people charged with theft, burglary, shoplifting, assault of an officer, or "
    "a crime causing death or "
    "serious injury. It commands DHS and not the jail, whose answer it leaves as it was.",
    rank=STATUTE,
    source="federal digest, entry 7",
)
section_1231_a = told(
    "8-usc-1231-a",
    "Custody after a final order",
    "8 U.S.C. § 1231(a)",
    "1997-04-01",
    "DHS must keep a person during the ninety days after a removal order is final, counted from release where the "
    "person is in other custody.",
    rank=STATUTE,
    source="federal digest, entry 8",
)
section_1252c = told(
    "8-usc-1252c",
    "Arrest after deportation and a felony",
    "8 U.S.C. § 1252c",
    "1996-04-24",
    "As far as state law allows, and once DHS has confirmed status, a local officer may arrest a person unlawfully "
    "present who was "
    "convicted of a felony and had left or been deported after it, for as long as DHS needs to come.",
    rank=STATUTE,
    source="federal digest, entry 9; the first day is recalled",
)
section_1357_a_2 = told(
    "8-usc-1357-a-2",
    "Arrest without a warrant by immigration officers",
    "8 U.S.C. § 1357(a)(2)",
    "1952-12-24",
    "Needs reason to believe that the person is removable and is likely to escape before a warrant can be had.",
    rank=STATUTE,
    source="federal digest, entry 10; the first day is recalled",
)
section_1644 = told(
    "8-usc-1644",
    "Exchange of status information, first text",
    "8 U.S.C. § 1644",
    "1996-08-22",
    "No rule may forbid sending or receiving immigration status. It reaches no release dates and makes nothing a duty.",
    rank=STATUTE,
    source="federal digest, entry 14; the first day is recalled",
)
section_1983 = told(
    "42-usc-1983",
    "Damages for a hold without authority",
    "42 U.S.C. §§ 1983, 1988",
    "1871-04-20",
    "A county or city whose policy or custom keeps a person unlawfully answers in damages and fees. To honour a "
    "request is its own choice.",
    rank=STATUTE,
    source="federal digest, entry 15; the first day is recalled",
)
ftca = told(
    "ftca",
    "Claims against the United States",
    "28 U.S.C. §§ 1346(b), 2671-2680",
    "1946-08-02",
    "What DHS officers did wrong in a detainer may be claimed from the United States under the law of the place.",
    rank=STATUTE,
    confidence=RECALLED,
    source="federal digest, entry 16",
)
cfr_287_3_d = told(
    "8-cfr-287-3-d",
    "Charging within 48 hours of a federal arrest",
    "8 C.F.R. § 287.3(d)",
    "2001-09-20",
    "After its own arrest without a warrant DHS decides on custody and charges within 48 hours, or longer in an "
    "emergency. It is not the jail's clock.",
    rank=REGULATION,
    kind="regulation",
    confidence=RECALLED,
    source="federal digest, entry 22",
)
rodriguez = told(
    "rodriguez-v-united-states",
    "Rodriguez v. United States",
    "575 U.S. 348 (2015)",
    "2015-04-21",
    "A lawful stop or a step of booking may not be drawn out for another inquiry without its own suspicion.",
    rank=DECISION,
    kind="decision",
    confidence=RECALLED,
    source="federal digest, entry 26",
)
texas_2023 = told(
    "united-states-v-texas-2023",
    "United States v. Texas",
    "599 U.S. 670 (2023)",
    "2023-06-23",
    "States could not challenge the federal priorities of 2021 in court; the order that had set them aside fell.",
    rank=DECISION,
    kind="decision",
    confidence=RECALLED,
    source="federal digest, entry 27",
)
berry = told(
    "berry-v-baca",
    "Berry v. Baca; Mortimer v. Baca",
    "379 F.3d 764 (9th Cir. 2004); 594 F.3d 714 (9th Cir. 2010)",
    "2004-08-20",
    "Processing a release may take a reasonable time, judged by its reasons. Delay that an immigration hold causes "
    "is not processing time.",
    rank=DECISION,
    kind="decision",
    territory=where(circuits=("9",)),
    confidence=RECALLED,
    source="federal digest, entry 28; the day is recalled",
)
abel = told(
    "abel-and-older-detainer-cases",
    "Abel v. United States",
    "362 U.S. 217 (1960)",
    "1960-03-28",
    "Immigration officers have long served warrants of their own. It says nothing of a jail serving them.",
    rank=DECISION,
    kind="decision",
    confidence=RECALLED,
    source="federal digest, entry 30",
)
alcocer = told(
    "alcocer-v-mills",
    "Alcocer v. Mills",
    "906 F.3d 944 (11th Cir. 2018)",
    "2018-10-09",
    "Keeping a person after bond because she seems to have no lawful status is a new seizure, and needs probable cause. "
    "Immunity is weighed officer by officer; it was refused in 2020 (No. 19-12360, unpublished) to the jailer who kept a citizen "
    "for 26 hours.",
    rank=DECISION,
    kind="decision",
    territory=where(circuits=("11",)),
    source="app.midpage.ai summary and casetext.com opinions of 2018 and 2020; federal digest, entry 35",
)
against_california = told(
    "united-states-v-california",
    "United States v. California",
    "921 F.3d 865 (9th Cir. 2019)",
    "2019-04-18",
    "The Values Act stands: to limit what is told of release dates and who is handed over is neither preempted nor obstruction.",
    rank=DECISION,
    kind="decision",
    territory=where(circuits=("9",)),
    source="federal digest, entry 43",
)
steinle = told(
    "steinle-v-san-francisco",
    "Steinle v. San Francisco",
    "919 F.3d 1154 (9th Cir. 2019)",
    "2019-03-25",
    "Sections 1373 and 1644 do not cover release dates. Not holding and not telling makes no liability here; holding may.",
    rank=DECISION,
    kind="decision",
    territory=where(circuits=("9",)),
    source="federal digest, entry 44",
)
i_200 = told(
    "form-i200",
    "Warrant for Arrest of Alien",
    "Form I-200; 8 C.F.R. §§ 236.1(b), 287.5(e)",
    "1997-04-01",
    "Signed by an immigration officer and directed to immigration officers. It is a civil immigration warrant, never a judge's.",
    rank=Rank.FEDERAL_FORM,
    kind="form",
    source="federal digest, entries 19, 20 and 57",
)
i_205 = told(
    "form-i205",
    "Warrant of Removal",
    "Form I-205; 8 C.F.R. §§ 241.2, 287.5(e)",
    "1997-04-01",
    "Rests on a final order and is directed to immigration officers. It is a civil immigration warrant, never a judge's.",
    rank=Rank.FEDERAL_FORM,
    kind="form",
    source="federal digest, entries 20, 21 and 58",
)
secure_communities = told(
    "secure-communities",
    "Secure Communities",
    "Secure Communities, Oct. 2008 to 20 Nov. 2014 and 25 Jan. 2017 to 20 Jan. 2021",
    "2008-10-27",
    "The fingerprints of every booking are compared with immigration records. No consent of the jail is asked, and "
    "nothing in it demands a hold. "
    "The comparison has run without a break, whatever the programme was called.",
    rank=Rank.FEDERAL_POLICY,
    kind="policy",
    source="federal digest, entry 59; days after 2014 are recalled",
)
policy_10074_1 = told(
    "ice-10074-1",
    "ICE Interim Policy 10074.1",
    "ICE Policy 10074.1, 2 Aug. 2010",
    "2010-08-02",
    "When an officer could send a detainer: after a local arrest for a crime, reviewed and withdrawn when no longer "
    "needed. It binds ICE.",
    until="2017-04-01",
    rank=Rank.FEDERAL_POLICY,
    kind="policy",
    confidence=SUMMARY,
    source="federal digest, entry 60; its rules are recalled",
)
