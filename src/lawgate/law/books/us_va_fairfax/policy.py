"""Fairfax County: no hold, notice or early hand-over without a judge's warrant."""

from lawgate.base import Confidence
from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, where

fairfax = policy(
    "va-fairfax-policy",
    title="Fairfax County: a judge's warrant",
    cite="Fairfax County policy (before 2024)",
    territory=where("VA", counties=("Fairfax",)),
    since="2023-01-01",
    confidence=Confidence.SUMMARY,
    words="Without a judge's warrant: no hold, no notice, no early hand-over.",
    source="k2radio.com; cis.org; the first day is not known",
)
declines(fairfax, HOLD, NOTIFY, TRANSFER)
