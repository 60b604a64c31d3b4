"""What such holds have cost: decisions that do not bind here, or came later, and the sums that were paid."""

from lawgate.base import Confidence
from lawgate.law.norms import NATION, Authority, Exposure, Rank, Territory, where


def decision(
    id_: str, title: str, cite: str, territory: Territory, exposure: Exposure, words: str, confidence: Confidence
) -> Authority:
    return Authority(
        id_,
        title=title,
        cite=cite,
        kind="decision",
        rank=Rank.CONSTITUTION,
        territory=territory,
        since=exposure.decided,
        confidence=confidence,
        exposure=exposure,
        reach_back=True,
        source="federal digest, entries 31 to 46 and 96",
        words=words,
    )


READ, SUMMARY, RECALLED = Confidence.READ, Confidence.SUMMARY, Confidence.RECALLED

galarza = decision(
    "galarza-v-szalczyk",
    "Galarza v. Szalczyk",
    "745 F.3d 634 (3d Cir. 2014)",
    where(circuits=("3",)),
    Exposure(
        "3d Cir.",
        "2014-03-04",
        "A request; the county answers for its own hold",
        "about 3 days, a citizen",
        145000,
        None,
        RECALLED,
    ),
    "A detainer is a request. A jail that holds on one without probable cause answers for its own policy.",
    READ,
)

miranda_olivares = decision(
    "miranda-olivares-v-clackamas",
    "Miranda-Olivares v. Clackamas County",
    "No. 3:12-cv-02317-ST, 2014 WL 1414305 (D. Or. 2014)",
    where("OR", counties=("Clackamas",)),
    Exposure("D. Or.", "2014-04-11", "An arrest without probable cause", "19 hours", 30100, 97373, READ),
    "Holding on any detainer, warrant or not, past the end of local custody is an arrest without probable cause; so "
    "is refusing bail "
    "because of one.",
    READ,
)

morales = decision(
    "morales-v-chadbourne",
    "Morales v. Chadbourne",
    "793 F.3d 208 (1st Cir. 2015)",
    where(circuits=("1",)),
    Exposure(
        "1st Cir.", "2015-07-17", "A new seizure; needs probable cause", "about 24 hours, a citizen", None, None, READ
    ),
    "A detainer that keeps a person past release is a new seizure; the jailer who honours it unchecked is liable too.",
    READ,
)

parada = decision(
    "parada-v-anoka-county",
    "Parada v. Anoka County",
    "54 F.4th 1016 (8th Cir. 2022)",
    where(circuits=("8",)),
    Exposure("8th Cir.", "2022-11-30", "Delay for ICE, by birthplace, unlawful", "hours", 30001, 248218, READ),
    "Delaying the release of every foreign-born person to call ICE is discrimination and false imprisonment.",
    READ,
)

roy = decision(
    "roy-v-county-of-los-angeles",
    "Roy v. County of Los Angeles",
    "No. 2:12-cv-09012, 2018 WL 914773 (C.D. Cal. 2018)",
    where("CA", counties=("Los Angeles",)),
    Exposure(
        "C.D. Cal.",
        "2018-02-07",
        "Holds without final order or pending case unlawful",
        "18,500 people",
        14000000,
        None,
        READ,
    ),
    "Keeping people past release on detainers without a final order or a pending case violated the Fourth Amendment.",
    READ,
)

uroza = decision(
    "uroza-v-salt-lake",
    "Uroza v. Salt Lake County",
    "2013 WL 653968 (D. Utah 2013)",
    where("UT", counties=("Salt Lake",)),
    Exposure("D. Utah", "2013-02-21", "Detainer without probable cause", "46 days", 75000, None, RECALLED),
    "A hold of weeks on a detainer without probable cause states a Fourth Amendment claim.",
    RECALLED,
)

mendia = decision(
    "mendia-v-garcia",
    "Mendia v. Garcia",
    "768 F.3d 1009 (9th Cir. 2014)",
    where(circuits=("9",)),
    Exposure(
        "9th Cir.", "2014-09-29", "Loss of bail because of a detainer is an injury", "months", 145000, None, RECALLED
    ),
    "Losing bail because of a detainer is an injury that a court can hear.",
    RECALLED,
)

mercado = decision(
    "mercado-v-dallas-county",
    "Mercado v. Dallas County",
    "229 F. Supp. 3d 501 (N.D. Tex. 2017)",
    where("TX", counties=("Dallas",)),
    Exposure("N.D. Tex.", "2017-01-17", "Refusing bond because of a detainer states a claim", "days", None, None, READ),
    "Civil removability is not by itself probable cause of a crime; refusing bond for a detainer states a claim.",
    READ,
)

davila = decision(
    "davila-and-villars",
    "Davila v. Northern Regional Joint Police Board; Villars v. Kubiatowski",
    "979 F. Supp. 2d 612 (W.D. Pa. 2013); 45 F. Supp. 3d 791 (N.D. Ill. 2014)",
    NATION,
    Exposure(
        "W.D. Pa.", "2013-10-21", "Liable for a hold it knows to be wrong, even for hours", "hours", None, None, READ
    ),
    "A jail may be liable for a hold that it knows to be wrong, even for hours.",
    READ,
)

creedle = decision(
    "creedle-v-miami-dade",
    "Creedle v. Miami-Dade County",
    "349 F. Supp. 3d 1276 (S.D. Fla. 2018)",
    where("FL", counties=("Miami-Dade",)),
    Exposure(
        "S.D. Fla.",
        "2018-11-09",
        "Re-arrest on a detainer needs power the county lacked",
        "a day, a citizen",
        None,
        None,
        READ,
    ),
    "A policy of re-arrest on detainers states a claim: the county had neither state nor federal power.",
    READ,
)
