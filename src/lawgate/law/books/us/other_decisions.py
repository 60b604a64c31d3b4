"""Other federal decisions on detainers: none binds beyond its parties or its circuit, and none changes an answer by itself."""

from lawgate.base import Confidence
from lawgate.law.books.us.background import told
from lawgate.law.norms import Authority, Rank, Territory, where


def decided(
    id_: str, title: str, cite: str, since: str, territory: Territory, words: str, confidence: Confidence
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
        source="federal digest, entry 46",
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
