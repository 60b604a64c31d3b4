"""Rights and dangers of a person in custody that change no answer of a jail: silence, a lawyer, a false claim, "
"victims' papers."""

from __future__ import annotations

from lawgate.law.books.us.background import told
from lawgate.law.norms import Rank

fifth = told(
    "us-const-amend-5-silence",
    "Right to silence",
    "U.S. Const. amend. V; Miranda v. Arizona, 384 U.S. 436 (1966)",
    "1966-06-13",
    "Nobody must answer questions that could be used against them. Who says that they stay silent and want a lawyer "
    "ends the questioning about the crime.",
    rank=Rank.CONSTITUTION,
    kind="constitution",
    source="lexisnexis.com, brief of Miranda v. Arizona",
)
sixth = told(
    "us-const-amend-6-lawyer",
    "A lawyer for the criminal case",
    "U.S. Const. amend. VI; Gideon v. Wainwright, 372 U.S. 335 (1963); Argersinger v. Hamlin, 407 U.S. 25 (1972)",
    "1963-03-18",
    "Who cannot pay gets a free lawyer in a criminal case that sends them to jail. An immigration case carries no free "
    "lawyer (8 U.S.C. § 1362).",
    rank=Rank.CONSTITUTION,
    kind="constitution",
    source="wikisummaries.org and findlaw.com on Gideon and Argersinger; Seattle Journal for Social Justice on 8 U.S.C. 1362",
)
home = told(
    "payton-v-new-york",
    "The home",
    "U.S. Const. amend. IV; Payton v. New York, 445 U.S. 573 (1980)",
    "1980-04-15",
    "Without consent or an emergency officers need a warrant signed by a judge to come into a home.",
    rank=Rank.CONSTITUTION,
    kind="decision",
    source="courses.lumenlearning.com, the opinion",
)
false_claim = told(
    "8-usc-1182-a-6-c",
    "False claim of citizenship",
    "8 U.S.C. § 1182(a)(6)(C)(ii)",
    "1996-09-30",
    "A false claim to be a U.S. citizen, for any purpose or benefit under federal or state law, bars a person from "
    "immigration "
    "papers, as a rule for ever. It counts from 30 September 1996; a narrow exception is for children of citizens.",
    rank=Rank.FEDERAL_STATUTE,
    source="myattorneyusa.com, the text; USCIS Policy Manual, vol. 8 part K",
)
confidential = told(
    "8-usc-1367",
    "Papers of victims",
    "8 U.S.C. § 1367",
    "1996-09-30",
    "What a victim files for U, T or VAWA relief is kept confidential by the federal side, and an abuser's word alone"
    " may not be "
    "used against them.",
    rank=Rank.FEDERAL_STATUTE,
    source="8 U.S.C. 1367; myattorneyusa.com",
)
