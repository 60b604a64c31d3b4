"""Rights and dangers of a person in custody that change no answer of a jail: silence, a lawyer, a false claim, victims' papers."""

from __future__ import annotations

from lawgate.base import Confidence
from lawgate.law.books.us.background import told
from lawgate.law.norms import Rank

RECALLED, SUMMARY = Confidence.RECALLED, Confidence.SUMMARY

fifth = told(
    "us-const-amend-5-silence",
    "Right to silence",
    "U.S. Const. amend. V; Miranda v. Arizona, 384 U.S. 436 (1966)",
    "1966-06-13",
    "Nobody must answer questions that could be used against them. Who says that they stay silent and want a lawyer "
    "ends the questioning about the crime.",
    rank=Rank.CONSTITUTION,
    kind="constitution",
    confidence=RECALLED,
)
sixth = told(
    "us-const-amend-6-lawyer",
    "A lawyer for the criminal case",
    "U.S. Const. amend. VI; Gideon v. Wainwright, 372 U.S. 335 (1963)",
    "1963-03-18",
    "Who cannot pay gets a free lawyer for a criminal charge that can mean jail. An immigration case carries no free "
    "lawyer (8 U.S.C. § 1362).",
    rank=Rank.CONSTITUTION,
    kind="constitution",
    confidence=RECALLED,
)
home = told(
    "payton-v-new-york",
    "The home",
    "U.S. Const. amend. IV; Payton v. New York, 445 U.S. 573 (1980)",
    "1980-04-15",
    "Without consent or an emergency officers need a warrant signed by a judge to come into a home.",
    rank=Rank.CONSTITUTION,
    kind="decision",
    confidence=RECALLED,
)
false_claim = told(
    "8-usc-1182-a-6-c",
    "False claim of citizenship",
    "8 U.S.C. § 1182(a)(6)(C)(ii)",
    "1996-09-30",
    "A false claim to be a U.S. citizen bars a person from immigration papers, as a rule for ever.",
    rank=Rank.FEDERAL_STATUTE,
    confidence=RECALLED,
)
confidential = told(
    "8-usc-1367",
    "Papers of victims",
    "8 U.S.C. § 1367",
    "1996-09-30",
    "What a victim files for U, T or VAWA relief is confidential, and an abuser's word alone may not be used against them.",
    rank=Rank.FEDERAL_STATUTE,
    confidence=SUMMARY,
    source="a lawyer's page; section 1367",
)
