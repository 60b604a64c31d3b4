"""Other federal decisions on detainers: none binds beyond its parties or its circuit, and none changes an answer by itself."""

from lawgate.base import Confidence
from lawgate.law.books.us.background import told
from lawgate.law.norms import Authority, Rank, Territory, where


def decided(
    id_: str,
    title: str,
    cite: str,
    since: str,
    territory: Territory,
    words: str,
    confidence: Confidence,
    source: str = "federal digest, entry 46",
) -> Authority:
    return told(
        id_,
        title,
        cite,
        since,
        words,
        rank=Rank.CONSTITUTION,
        kind="decision",
        territory=territory,
        confidence=confidence,
        source=source,
    )


READ, RECALLED = Confidence.READ, Confidence.RECALLED
melendres = decided(
    "melendres-v-arpaio",
    "Melendres v. Arpaio",
    "695 F.3d 990 (9th Cir. 2012)",
    "2012-09-25",
    where(circuits=("9",)),
    "Unlawful presence alone gives local officers no ground to detain.",
    RECALLED,
)
cfc = decided(
    "cfc-v-miami-dade",
    "C.F.C. v. Miami-Dade County",
    "349 F. Supp. 3d 1236 (S.D. Fla. 2018)",
    "2018-12-14",
    where("FL", counties=("Miami-Dade",)),
    "A policy of arresting again on detainers: the claims survive dismissal.",
    RECALLED,
)
lopez_aguilar_district = decided(
    "lopez-aguilar-sd-ind",
    "Lopez-Aguilar v. Marion County, district court",
    "296 F. Supp. 3d 959 (S.D. Ind. 2017)",
    "2017-11-07",
    where("IN", counties=("Marion",)),
    "An agreed injunction against civil holds, vacated on appeal on 9 May 2019.",
    RECALLED,
)
lopez_aguilar = decided(
    "lopez-aguilar-7th-cir",
    "Lopez-Aguilar v. Marion County",
    "924 F.3d 375 (7th Cir. 2019)",
    "2019-05-09",
    where(circuits=("7",)),
    "No power for the agreed injunction, and the State may intervene; whether local officers may hold on civil grounds is left open.",
    READ,
)
orellana = decided(
    "orellana-v-nobles",
    "Orellana v. Nobles County",
    "230 F. Supp. 3d 934 (D. Minn. 2017)",
    "2017-01-05",
    where("MN", counties=("Nobles",)),
    "A hold without probable cause of a crime or of a risk of escape was unlawful.",
    RECALLED,
)
rios_quiroz = decided(
    "rios-quiroz-v-williamson",
    "Rios-Quiroz v. Williamson County",
    "2012 WL 3945354 (M.D. Tenn. 2012)",
    "2012-09-10",
    where("TN", counties=("Williamson",)),
    "The minority view: the regulation reads as an order. Galarza rejects it.",
    RECALLED,
)
hernandez = decided(
    "hernandez-v-united-states",
    "Hernandez v. United States",
    "939 F.3d 191 (2d Cir. 2019)",
    "2019-09-17",
    where(circuits=("2",)),
    "A detainer needs probable cause, and a jail that honors one whatever its file shows may answer for it: a citizen was kept four "
    "days on a detainer that bore another name.",
    READ,
    "casetext.com and app.midpage.ai, 939 F.3d 191",
)
ortega = decided(
    "ortega-v-ice",
    "Ortega v. U.S. Immigration & Customs Enforcement",
    "737 F.3d 435 (6th Cir. 2013)",
    "2013-12-10",
    where(circuits=("6",)),
    "Officers were immune for moving a sentenced man from home to jail for four days on a mistaken detainer. Arrest on a detainer alone, "
    "and bail refused because of one, were named as other questions and left open.",
    READ,
    "print.casetext.com, 737 F.3d 435; reddogdefender.blogspot.com",
)
vasquez_alvarez = decided(
    "united-states-v-vasquez-alvarez",
    "United States v. Vasquez-Alvarez",
    "176 F.3d 1294 (10th Cir. 1999)",
    "1999-05-11",
    where(circuits=("10",)),
    "8 U.S.C. § 1252c does not displace a general authority of state and local officers to arrest for violations of immigration law.",
    READ,
    "cetient.com and studicata.com, 176 F.3d 1294",
)
