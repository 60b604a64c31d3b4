"""California law on the first hours in custody that changes no answer about a detainer."""

from __future__ import annotations

from lawgate.base import Confidence
from lawgate.law.books.us.background import told
from lawgate.law.norms import Rank, where

pen_851_5 = told(
    "ca-pen-851-5",
    "Telephone calls after an arrest",
    "Cal. Pen. Code § 851.5",
    "1975-01-01",
    "At once after booking, and at the latest 3 hours after the arrest, the person may make 3 completed calls, free in "
    "the local area; the call to a lawyer is not listened to. Who cares for a child under 18 gets 2 calls more.",
    rank=Rank.STATE_STATUTE,
    territory=where("CA"),
    confidence=Confidence.SUMMARY,
    source="a published copy of section 851.5; the first day is recalled",
)
